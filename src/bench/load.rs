//! Requests as fast as they are answered, over a number of connections, for a number of seconds.

use crate::client::Client;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub struct Load {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
}

/// How a page is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Asking<'a> {
    /// As it stands, by someone who has not got it.
    Again(&'a str),
    /// By an address that nobody asked for before, so that it must be drawn.
    Anew(&'a str),
    /// By someone who has it, with its tag.
    WhetherChanged(&'a str, &'a str),
}

/// Requests before the measure: a server that has run for a while has its statements prepared on each of its
/// connections, which take turns.
const WARMING: usize = 64;

/// Someone who asks for a page over and over.
struct Reader {
    client: Client,
    path: String,
    /// Of the page that they have.
    tag: Option<String>,
    anew: bool,
}

impl Reader {
    async fn come(address: SocketAddr, asking: Asking<'_>, cookie: &str) -> anyhow::Result<Self> {
        let client = Client::connect(address, cookie).await?;
        let (path, tag) = match asking {
            Asking::Again(path) | Asking::Anew(path) => (path.to_owned(), None),
            Asking::WhetherChanged(path, tag) => (path.to_owned(), Some(tag.to_owned())),
        };
        Ok(Self { client, path, tag, anew: matches!(asking, Asking::Anew(_)) })
    }

    async fn ask(&mut self) -> anyhow::Result<()> {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        match &self.tag {
            Some(tag) => self.client.get_unless(&self.path, tag).await?,
            None if self.anew => {
                let joint = if self.path.contains('?') { '&' } else { '?' };
                let number = ASKED.fetch_add(1, Ordering::Relaxed);
                self.client.get(&format!("{}{joint}n={number}", self.path), "identity").await?;
            }
            None => {
                self.client.get(&self.path, "identity").await?;
            }
        }
        Ok(())
    }

    async fn ask_until(mut self, end: Instant) -> anyhow::Result<Vec<Duration>> {
        let mut times = Vec::new();
        while Instant::now() < end {
            let sent = Instant::now();
            self.ask().await?;
            times.push(sent.elapsed());
        }
        Ok(times)
    }
}

/// # Errors
/// When a request fails, or a page that has not changed is sent again.
pub async fn load(
    address: SocketAddr,
    asking: Asking<'_>,
    cookie: &str,
    connections: usize,
    lasting: Duration,
) -> anyhow::Result<Load> {
    let mut warming = Reader::come(address, asking, cookie).await?;
    for _ in 0..WARMING {
        warming.ask().await?;
    }
    let mut readers = Vec::new();
    for _ in 0..connections {
        readers.push(Reader::come(address, asking, cookie).await?);
    }
    let began = Instant::now();
    let asking: Vec<_> = readers.into_iter().map(|it| tokio::spawn(it.ask_until(began + lasting))).collect();
    let mut times = Vec::new();
    for asked in asking {
        times.extend(asked.await??);
    }
    let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
    Ok(Load { per_second, p50: percentile(&mut times, 50), p99: percentile(&mut times, 99) })
}

/// The smallest time that at least this share of them does not exceed.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100).max(1) - 1;
    times.get(rank).copied().unwrap_or_default()
}
