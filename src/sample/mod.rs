//! Demonstration data from the real case.

use crate::error::Result;
use crate::identity::server as identity;
use crate::time::Instant;
use sea_orm::{ConnectionTrait, DatabaseConnection};

/// What the demonstration's clock showed, and what the machine's did, when it was loaded.
pub async fn anchor(db: &impl ConnectionTrait) -> Result<Option<(Instant, Instant)>> {
    let Some(kept) = identity::setting(db, "demonstration_clock").await? else {
        return Ok(None);
    };
    let read = |text: &str| text.parse::<Instant>().ok();
    Ok(kept.split_once(' ').and_then(|(shown, machine)| Some((read(shown)?, read(machine)?))))
}

pub async fn load(db: &DatabaseConnection, name: &str, password: Option<String>, if_empty: bool) -> anyhow::Result<()> {
    let _ = (db, name, password, if_empty);
    Ok(())
}
