//! Demonstration data from the real case: the half-year conference of Bắc Kạn city's socio-cultural bloc.
//!
//! The source states texts and two figures. Whatever else a demonstration needs is invented here, and its rows
//! say so in `sample`.

mod catalogue;
mod checks;
mod conference;
mod figures;
mod holidays;
mod indicators;
mod people;
mod reports;
pub mod scale;
mod source;
mod units;

use crate::error::Result;
use crate::identity::server as identity;
use crate::server::{begin_write, hash_password, machine_now};
use crate::time::Instant;
use anyhow::{Context as _, bail};
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait};
use source::Source;

/// The only demonstration there is.
const NAME: &str = "bac-kan-2016";
/// Monday morning of the week after the conference, in UTC.
const SHOWN: &str = "2016-07-11T00:30:00+00:00";
const CLOCK: &str = "demonstration_clock";

/// What the demonstration's clock showed, and what the machine's did, when it was loaded.
pub async fn anchor(db: &impl ConnectionTrait) -> Result<Option<(Instant, Instant)>> {
    let Some(kept) = identity::setting(db, CLOCK).await? else {
        return Ok(None);
    };
    let read = |text: &str| text.parse::<Instant>().ok();
    Ok(kept.split_once(' ').and_then(|(shown, machine)| Some((read(shown)?, read(machine)?))))
}

/// Loads the demonstration into an empty database and prints its accounts.
///
/// # Errors
/// A sentence for the person at the terminal: an unknown name, a database that is in use already (unless
/// `if_empty` asks to leave it alone), or the database's own refusal.
pub async fn load(
    db: &DatabaseConnection,
    name: &str,
    password: Option<String>,
    if_empty: bool,
) -> anyhow::Result<()> {
    if name != NAME {
        bail!("there is no demonstration called {name}; the only one is {NAME}");
    }
    if crate::org::server::entity::unit::Entity::find().count(db).await? > 0 {
        if if_empty {
            println!("the database holds units already; nothing was loaded");
            return Ok(());
        }
        bail!("the database holds units already; load the demonstration into an empty one");
    }
    let chosen = password.is_some();
    let password = password.unwrap_or_else(people::random_password);
    let hash = hash_password(&password)?;
    let source = source::read()?;
    put(db, &source, &hash).await.context("the demonstration could not be loaded")?;
    crate::indicator::server::totals::settle(db).await.map_err(|it| anyhow::anyhow!("{it}"))?;
    people::print(&source, &password, chosen);
    Ok(())
}

async fn put(db: &DatabaseConnection, source: &Source, hash: &str) -> anyhow::Result<()> {
    let tx = begin_write(db).await?;
    let units = units::put(&tx, source).await?;
    let staff = people::put(&tx, source, &units, hash).await?;
    let indicators = indicators::put(&tx, &units).await?;
    checks::put(&tx, &indicators).await?;
    holidays::put(&tx).await?;
    let calendar = catalogue::put(&tx, source, &units, &indicators).await?;
    let passages = reports::put(&tx, source, &units, &staff, &indicators, &calendar).await?;
    conference::put(&tx, source, &units, &staff, &indicators, &calendar, &passages).await?;
    let anchor = format!("{SHOWN} {}", machine_now().to_rfc3339());
    identity::write_setting(&tx, CLOCK, &anchor).await?;
    tx.commit().await?;
    Ok(())
}

/// A day of the calendar that the demonstration is about.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// An instant on such a day, by the committee's wall clock, in minutes after midnight.
fn at(on: NaiveDate, minutes: i64) -> Instant {
    crate::time::instant(on.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes))
}
