//! Delegates who are signed in already, written straight into the database: signing five hundred in by their
//! passwords is another measure.

use anyhow::Context;
use chrono::Duration;
use giaoban::actor::{Device, Role};
use giaoban::id::PersonId;
use giaoban::identity::server::{begin_session, put_person};
use giaoban::sample;
use giaoban::server::{Clock, begin_write, connect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// As the server names it on plain HTTP.
const COOKIE: &str = "giaoban_session";

pub struct Delegate {
    pub person: PersonId,
    /// Of a session on a tablet.
    pub cookie: String,
}

/// Adds so many to a database that holds the demonstration. Call before a server runs on it, and before the meeting
/// is made, which invites all delegates there are.
pub async fn add(database: &str, number: usize) -> anyhow::Result<Vec<Delegate>> {
    let db = connect(database).await?;
    let (shown, machine) = sample::anchor(&db).await?.context("the database holds no demonstration")?;
    let now = Clock::shifted(shown, machine).now();
    let tx = begin_write(&db).await?;
    let mut delegates = Vec::with_capacity(number);
    for number in 0..number {
        let (username, name) = (format!("delegate.{number:03}"), format!("Đại biểu {number:03}"));
        // No password has this hash.
        let person = put_person(&tx, &username, &name, None, None, "", Role::Delegate, false, now).await?;
        let secret = Uuid::now_v7().simple().to_string();
        let expires = now + Duration::days(1);
        begin_session(&tx, &digest(&secret), person, Device::Tablet, "bench", now, expires).await?;
        delegates.push(Delegate { person, cookie: format!("{COOKIE}={secret}") });
    }
    tx.commit().await?;
    db.close().await?;
    Ok(delegates)
}

/// What the database keeps of a session's secret.
fn digest(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}
