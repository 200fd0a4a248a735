//! Generated data for measurements: a province's tree with monthly reports over years. Nothing in it is from a
//! source; every row that can says so in `sample`. The same numbers and the same seed make the same data.

mod bulk;
mod dictionary;
mod draw;
mod figures;
mod tree;

use super::people::random_password;
use super::{CLOCK, day};
use crate::actor::Role;
use crate::identity::server::{put_person, write_setting};
use crate::indicator::server::totals::settle_telling;
use crate::org::server::entity::unit;
use crate::server::{begin_write, hash_password, machine_now};
use anyhow::{Context as _, bail, ensure};
use bulk::Bulk;
use chrono::NaiveDate;
use clap::Args;
use dictionary::Dictionary;
use draw::Draw;
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};
use std::cell::Cell;
use tree::{TOP, Tree};

/// The year in whose last month the data ends.
const LAST: i32 = 2025;
/// Monday of the week after the last cut-off, in UTC.
const SHOWN: &str = "2025-12-22T00:30:00+00:00";

/// How much of it there is.
#[derive(Args, Clone, Copy, Debug)]
pub struct Size {
    /// Communes and wards that report each month.
    #[arg(long, default_value_t = 1000)]
    pub units: usize,
    /// Years of twelve months, up to 2025.
    #[arg(long, default_value_t = 10)]
    pub years: usize,
    /// Another number makes other data of the same size.
    #[arg(long, default_value_t = 2016)]
    pub seed: u64,
    /// Load it beside what the database holds already.
    #[arg(long)]
    pub beside: bool,
}

impl Size {
    fn first_year(&self) -> i32 {
        LAST + 1 - self.years as i32
    }

    /// Before the first period begins.
    fn since(&self) -> NaiveDate {
        day(self.first_year() - 1, 12, 1)
    }

    /// The day in the middle on which units merged, split and were renamed.
    fn reform(&self) -> NaiveDate {
        day(self.first_year() + self.years as i32 / 2, 7, 1)
    }
}

/// Loads it and prints the accounts.
///
/// # Errors
/// A sentence for the person at the terminal: a size that makes no sense, a database that is in use already,
/// unless the size says `beside`, or the database's own refusal.
pub async fn load(db: &DatabaseConnection, size: Size, password: Option<String>) -> anyhow::Result<()> {
    ensure!((1..=20_000).contains(&size.units), "between 1 and 20000 units can be made");
    ensure!((1..=50).contains(&size.years), "between 1 and 50 years can be made");
    if unit::Entity::find().count(db).await? > 0 {
        if !size.beside {
            bail!("the database holds units already; load it into an empty one, or say --beside");
        }
        let before = unit::Entity::find().filter(unit::Column::Code.eq(TOP)).count(db).await?;
        ensure!(before == 0, "the database holds such data already");
    }
    let chosen = password.is_some();
    let password = password.unwrap_or_else(random_password);
    let hash = hash_password(&password)?;
    let mut draw = Draw::new(size.seed);
    let tree = Tree::drawn(&size, &mut draw);

    let tx = begin_write(db).await?;
    tree.put(&tx).await.context("the units could not be written")?;
    let dictionary = Dictionary::put(&tx, &size, &tree, &mut draw).await?;
    put_people(&tx, &tree, &hash).await?;
    if !size.beside {
        write_setting(&tx, CLOCK, &format!("{SHOWN} {}", machine_now().to_rfc3339())).await?;
    }
    tx.commit().await?;

    let mut bulk = Bulk::open(db).await?;
    let count = figures::put(&mut bulk, &size, &tree, &dictionary, &mut draw).await?;
    println!("{count} figures written; indexes are made");
    bulk.close().await?;
    let done = Cell::new(0_usize);
    settle_telling(db, |period, all| {
        done.set(done.get() + 1);
        if done.get().is_multiple_of(12) || done.get() == all {
            println!("totals of {} of {all} periods counted, up to {}", done.get(), period.code);
        }
    })
    .await
    .map_err(|it| anyhow::anyhow!("{it}"))?;
    bulk::look_over(db).await?;

    println!("loaded {} units over {} years, {count} figures; sign in as", size.units, size.years);
    println!("  {}", PEOPLE.map(|it| it.0).join(", "));
    println!("  editor.{0}, head.{0}", tree.first_code().to_lowercase());
    if chosen {
        println!("with the password that was given");
    } else {
        println!("with the password {password}, which is not shown again");
    }
    Ok(())
}

const PEOPLE: [(&str, Role); 5] = [
    ("office", Role::Office),
    ("chair", Role::Chair),
    ("secretary", Role::Secretary),
    ("reader", Role::Reader),
    ("admin", Role::Administrator),
];

async fn put_people(tx: &DatabaseTransaction, tree: &Tree, hash: &str) -> anyhow::Result<()> {
    use crate::identity::server::entity::person;
    let now = super::at(day(LAST - 1, 1, 5), 8 * 60);
    let add = async |username: String, role: Role, unit, on_unit: bool| {
        let taken =
            person::Entity::find().filter(person::Column::Username.eq(username.as_str())).count(tx).await?;
        if taken == 0 {
            let name = format!("Người mẫu ({username})");
            put_person(tx, &username, &name, None, Some(unit), hash, role, on_unit, now).await?;
        }
        anyhow::Ok(())
    };
    for (username, role) in PEOPLE {
        add(username.to_owned(), role, tree.top, false).await?;
    }
    for (part, role) in [("editor", Role::Editor), ("head", Role::Head)] {
        add(format!("{part}.{}", tree.first_code().to_lowercase()), role, tree.first(), true).await?;
    }
    Ok(())
}
