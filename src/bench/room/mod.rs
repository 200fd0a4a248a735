//! A meeting of five hundred: how soon all see what the chair does, what each costs, whether their votes count,
//! and how soon they are back after the servers were killed.
//!
//! The five hundred are in this process, on the machine of the servers: what their work takes of its processors is
//! part of every time.

mod audience;
mod delegate;
mod hall;
mod votes;

use crate::goal::{Goals, REJOINED, SHOWN, VOTED};
use crate::load::percentile;
use crate::{milliseconds, process, store};
use audience::Audience;
use delegate::Delegate;
use giaoban::meeting::Happening;
use hall::Hall;
use std::path::Path;
use std::time::{Duration, Instant};

const FOLLOWERS: usize = 500;
const MOVES: usize = 100;
/// What the chair does before those who were cut off are back.
const MISSED: usize = 5;

/// On SQLite, and on one server and two of PostgreSQL where the environment names one.
pub async fn measure(program: &Path, folder: &Path, goals: &mut Goals) -> anyhow::Result<()> {
    let sqlite = format!("sqlite://{}?mode=rwc", folder.join("room.db").display());
    meet("sqlite", program, &sqlite, 1, goals).await?;
    let Some(postgres) = store::postgres() else { return Ok(()) };
    for (name, servers) in [("postgresql", 1), ("postgresql, two servers", 2)] {
        let database = store::beside(&postgres, &format!("room_{servers}")).await?;
        meet(name, program, &database, servers, goals).await?;
    }
    Ok(())
}

async fn meet(
    name: &str,
    program: &Path,
    database: &str,
    servers: usize,
    goals: &mut Goals,
) -> anyhow::Result<()> {
    process::load_sample(program, database)?;
    let delegates = delegate::add(database, FOLLOWERS).await?;
    let mut hall = Hall::open(program, database, servers).await?;
    println!("\na meeting with {FOLLOWERS} followers on {name}");
    let mut audience = fill(&mut hall, &delegates).await?;
    conduct(name, &mut hall, &mut audience, goals).await?;
    vote(name, &mut hall, &mut audience, &delegates, goals).await?;
    restart(name, &mut hall, &mut audience, goals).await
}

/// Lets everybody in, and tells what the servers hold for each.
async fn fill(hall: &mut Hall, delegates: &[Delegate]) -> anyhow::Result<Audience> {
    let started = hall.act(Happening::Started).await?;
    hall.move_on(0).await?;
    let before = hall.memory()?;
    let mut audience = Audience::join(&hall.addresses(), hall.meeting, delegates);
    audience.has(started.seq).await?;
    let moved = hall.move_on(1).await?;
    audience.has(moved.seq).await?;
    let each = (hall.memory()? as f64 - before as f64) / FOLLOWERS as f64;
    println!("{:<26}{before} kB before them, {each:.1} kB more for each", "memory");
    Ok(audience)
}

async fn conduct(
    name: &str,
    hall: &mut Hall,
    audience: &mut Audience,
    goals: &mut Goals,
) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(MOVES);
    for step in 0..MOVES {
        let tapped = Instant::now();
        let moved = hall.move_on(step).await?;
        times.push(audience.has(moved.seq).await? - tapped);
    }
    let p99 = percentile(&mut times, 99);
    tell("move to the last screen", &mut times, "");
    goals.hold(&format!("chair's move to the last of {FOLLOWERS} screens on {name}"), p99, SHOWN);
    Ok(())
}

async fn vote(
    name: &str,
    hall: &mut Hall,
    audience: &mut Audience,
    delegates: &[Delegate],
    goals: &mut Goals,
) -> anyhow::Result<()> {
    let mut voted = votes::vote(hall, audience, delegates).await?;
    let last = percentile(&mut voted.acknowledged, 100);
    let rest = format!(
        ", the last {:.0} ms after the first was cast and on all screens {:.0} ms later; each counted once",
        milliseconds(voted.taken),
        milliseconds(voted.shown),
    );
    tell("votes acknowledged", &mut voted.acknowledged, &rest);
    goals.hold_last(&format!("{FOLLOWERS} votes within a second on {name}"), last, VOTED);
    Ok(())
}

/// Kills the servers while an event is on its way, and starts them again at their addresses.
async fn restart(
    name: &str,
    hall: &mut Hall,
    audience: &mut Audience,
    goals: &mut Goals,
) -> anyhow::Result<()> {
    hall.move_on(0).await?;
    let killed = Instant::now();
    hall.restart().await?;
    let listening = Instant::now();
    let mut last = 0;
    for step in 1..=MISSED {
        last = hall.move_on(step).await?.seq;
    }
    let rejoined = audience.has(last).await? - listening;
    println!(
        "{:<26}{FOLLOWERS} have what they missed {:.0} ms after the servers listened, {:.0} ms after they were killed",
        "restart",
        milliseconds(rejoined),
        milliseconds(rejoined + (listening - killed)),
    );
    goals.hold_last(&format!("{FOLLOWERS} screens after a restart on {name}"), rejoined, REJOINED);
    Ok(())
}

fn tell(what: &str, times: &mut [Duration], rest: &str) {
    println!(
        "{what:<26}{} times, p50 {:.1} ms, p99 {:.1} ms, at most {:.1} ms{rest}",
        times.len(),
        milliseconds(percentile(times, 50)),
        milliseconds(percentile(times, 99)),
        milliseconds(percentile(times, 100)),
    );
}
