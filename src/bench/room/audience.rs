//! Those who follow a meeting, each with a stream of their own, as a browser keeps it.

use super::delegate::Delegate;
use crate::client::Client;
use anyhow::{Context, ensure};
use giaoban::id::MeetingId;
use giaoban::route;
use http_body_util::BodyExt;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

/// How long Chromium waits before it opens a broken stream again, unless the stream itself named another time.
const RETRY: Duration = Duration::from_secs(3);
/// Whoever has not got an event by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// An event's number and when it came; or why a follower's log is not the meeting's.
type Receipt = anyhow::Result<(i64, Instant)>;

pub struct Audience {
    size: usize,
    receipts: UnboundedReceiver<Receipt>,
    /// By event: how many have it, and when the last of them got it.
    had: HashMap<i64, (usize, Instant)>,
    /// They leave with the audience.
    _followers: JoinSet<()>,
}

impl Audience {
    /// All come at once, each to the next of the servers.
    pub fn join(servers: &[SocketAddr], meeting: MeetingId, delegates: &[Delegate]) -> Self {
        let (heard, receipts) = unbounded_channel();
        let mut followers = JoinSet::new();
        for (delegate, server) in delegates.iter().zip(servers.iter().cycle()) {
            let follower = Follower {
                server: *server,
                path: format!("{}?after=0", route::meeting_events(meeting)),
                cookie: delegate.cookie.clone(),
                last: None,
                retry: RETRY,
                heard: heard.clone(),
            };
            followers.spawn(follower.keep_following());
        }
        Self { size: delegates.len(), receipts, had: HashMap::new(), _followers: followers }
    }

    /// Waits until everybody has an event; when the last of them got it.
    ///
    /// # Errors
    /// When somebody missed an event or got one twice, or does not get this one at all.
    pub async fn has(&mut self, event: i64) -> anyhow::Result<Instant> {
        let had = tokio::time::timeout(PATIENCE, self.wait_for(event)).await;
        had.with_context(|| format!("not everybody got event {event}"))?
    }

    async fn wait_for(&mut self, event: i64) -> anyhow::Result<Instant> {
        loop {
            if let Some((count, last)) = self.had.get(&event)
                && *count == self.size
            {
                return Ok(*last);
            }
            let (number, at) = self.receipts.recv().await.context("the followers left")??;
            let (count, last) = self.had.entry(number).or_insert((0, at));
            *count += 1;
            *last = at.max(*last);
        }
    }
}

struct Follower {
    server: SocketAddr,
    path: String,
    cookie: String,
    /// Number of the last event that came.
    last: Option<i64>,
    retry: Duration,
    heard: UnboundedSender<Receipt>,
}

impl Follower {
    /// Comes back after whatever cuts it off.
    async fn keep_following(mut self) {
        loop {
            // Why it was cut off is not told to a page either.
            let _ = self.follow().await;
            tokio::time::sleep(self.retry).await;
        }
    }

    async fn follow(&mut self) -> anyhow::Result<()> {
        let mut client = Client::connect(self.server, &self.cookie).await?;
        let response = client.follow(&self.path, self.last).await?;
        ensure!(response.status().is_success(), "the stream answered {}", response.status());
        let mut body = response.into_body();
        let mut text = Vec::new();
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame?.into_data() {
                text.extend_from_slice(&data);
                self.take(&mut text);
            }
        }
        Ok(())
    }

    /// Takes out what has come whole.
    fn take(&mut self, text: &mut Vec<u8>) {
        while let Some(end) = text.windows(2).position(|it| it == b"\n\n") {
            let message: Vec<u8> = text.drain(..end + 2).collect();
            self.hear(&String::from_utf8_lossy(&message));
        }
    }

    fn hear(&mut self, message: &str) {
        for line in message.lines() {
            match line.split_once(": ") {
                Some(("id", number)) => self.note(number),
                Some(("retry", time)) => {
                    self.retry = time.parse().map_or(self.retry, Duration::from_millis);
                }
                _ => {}
            }
        }
    }

    /// Events come without gaps, and each once.
    fn note(&mut self, number: &str) {
        let due = self.last.unwrap_or_default() + 1;
        let receipt = if number.parse::<i64>() == Ok(due) {
            self.last = Some(due);
            Ok((due, Instant::now()))
        } else {
            Err(anyhow::anyhow!("a follower got event {number} in place of {due}"))
        };
        // Nobody listens any more when the meeting is over.
        let _ = self.heard.send(receipt);
    }
}
