//! Databases of PostgreSQL to measure on.

use anyhow::Context;
use sea_orm::{ConnectionTrait, Database};

/// The address of the database that the environment names, if it names one.
pub fn postgres() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok()
}

/// Makes an empty database on the server of another; answers with its address. The name must be free.
pub async fn beside(address: &str, name: &str) -> anyhow::Result<String> {
    let admin = Database::connect(address).await?;
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    admin.close().await?;
    let (base, _) = address.rsplit_once('/').context("no database in the address")?;
    Ok(format!("{base}/{name}"))
}
