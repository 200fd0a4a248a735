//! Everybody votes within a second.

use super::audience::Audience;
use super::delegate::Delegate;
use super::hall::{Hall, act};
use crate::client::Client;
use anyhow::{Context, ensure};
use giaoban::id::{MeetingId, VoteId};
use giaoban::meeting::{Choice, Event, Happening, Method, Room, Subject, VoteInput};
use serde_json::json;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Votes are spread evenly over this time.
const WITHIN: Duration = Duration::from_secs(1);
/// Until the first vote, so that all connections are open by then.
const LEAD: Duration = Duration::from_secs(1);
/// The delegates share them: with a stream for each, no process opens more than the 1,024 files that it commonly
/// may. A vote that waits for its connection is late, and counts as that.
const CONNECTIONS: usize = 100;
/// Of so many connections, one sends each of its votes again: with them a tenth of all votes.
const OF: usize = 10;

pub struct Voted {
    /// What each delegate waited.
    pub acknowledged: Vec<Duration>,
    /// From the first vote to the last acknowledgement.
    pub taken: Duration,
    /// From the last acknowledgement until all votes were on all screens.
    pub shown: Duration,
}

/// # Errors
/// When a vote is refused, lost or counted twice.
pub async fn vote(hall: &mut Hall, audience: &mut Audience, delegates: &[Delegate]) -> anyhow::Result<Voted> {
    let vote = VoteId(Uuid::now_v7());
    let opened = open(hall, vote).await?;
    audience.has(opened.seq).await?;
    let last = opened.seq + i64::try_from(delegates.len())?;

    let begins = Instant::now() + LEAD;
    let mut hands = hands(hall, vote, delegates, begins);
    let mut acknowledged = Vec::with_capacity(delegates.len());
    while let Some(done) = hands.join_next().await {
        acknowledged.extend(done??);
    }
    let all = Instant::now();
    let shown = audience.has(last).await?.saturating_duration_since(all);

    let closed = hall.act(Happening::VoteClosed { vote }).await?;
    ensure!(closed.seq == last + 1, "{} votes made {} events", delegates.len(), closed.seq - opened.seq - 1);
    audience.has(closed.seq).await?;
    for room in hall.rooms().await? {
        check(&room, vote, delegates)?;
    }
    Ok(Voted { acknowledged, taken: all - begins, shown })
}

async fn open(hall: &mut Hall, vote: VoteId) -> anyhow::Result<Event> {
    let input = VoteInput {
        subject: Subject::Item(hall.items[0]),
        question: "Nhất trí với báo cáo?".into(),
        method: Method::Named,
        agreement: false,
        quorum: String::new(),
        seconds: String::new(),
    };
    let asked = json!({"meeting": hall.meeting, "key": vote, "input": input});
    Ok(serde_json::from_value(hall.chair.call("open_vote", asked).await?)?)
}

/// A vote as it will be cast, and when.
struct Ballot {
    cookie: String,
    what: Happening,
    due: Instant,
}

fn hands(
    hall: &Hall,
    vote: VoteId,
    delegates: &[Delegate],
    begins: Instant,
) -> JoinSet<anyhow::Result<Vec<Duration>>> {
    let (servers, apart) = (hall.addresses(), WITHIN / delegates.len() as u32);
    let mut hands = JoinSet::new();
    for number in 0..CONNECTIONS {
        let turns = (number..delegates.len()).step_by(CONNECTIONS);
        let ballots = turns.map(|turn| Ballot {
            cookie: delegates[turn].cookie.clone(),
            what: Happening::VoteCast { vote, choice: choice(turn) },
            due: begins + apart * turn as u32,
        });
        // What is sent again reaches another server, where there is one.
        let (own, other) = (servers[number % servers.len()], servers[(number + 1) % servers.len()]);
        let again = (number % OF == 0).then_some(other);
        hands.spawn(cast(own, again, hall.meeting, ballots.collect()));
    }
    hands
}

/// Casts votes one after another. Where `again` is given, each is sent there too once it is acknowledged, as by a
/// tablet that did not hear of it.
async fn cast(
    server: SocketAddr,
    again: Option<SocketAddr>,
    meeting: MeetingId,
    ballots: Vec<Ballot>,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(server, "").await?;
    let mut second = match again {
        Some(server) => Some(Client::connect(server, "").await?),
        None => None,
    };
    let mut times = Vec::with_capacity(ballots.len());
    for Ballot { cookie, what, due } in ballots {
        let key = Uuid::now_v7();
        tokio::time::sleep_until(due.into()).await;
        client.cookie.clone_from(&cookie);
        let event = act(&mut client, meeting, key, &what).await?;
        times.push(due.elapsed());
        if let Some(second) = &mut second {
            second.cookie = cookie;
            let repeated = act(second, meeting, key, &what).await?;
            ensure!(repeated == event, "a vote that was sent twice was taken as {event:?} and {repeated:?}");
        }
    }
    Ok(times)
}

/// Yes, no and abstention in turn.
fn choice(turn: usize) -> Choice {
    Choice::ALL[turn % Choice::ALL.len()]
}

fn check(room: &Room, vote: VoteId, delegates: &[Delegate]) -> anyhow::Result<()> {
    let kept = room.votes.find(vote).context("the vote is not kept")?;
    for (turn, delegate) in delegates.iter().enumerate() {
        let counted = kept.ballot_of(delegate.person);
        ensure!(counted == Some(choice(turn)), "vote {turn} was counted as {counted:?}");
    }
    let total = kept.outcome().tally.total() as usize;
    ensure!(total == delegates.len(), "{} votes were counted as {total}", delegates.len());
    Ok(())
}
