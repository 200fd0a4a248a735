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

/// First requests whose time does not count: a server that has run for a while has its statements prepared.
const WARMING: usize = 10;

/// # Errors
/// When a request fails, or a page that has not changed is sent again.
pub async fn load(
    address: SocketAddr,
    asking: Asking<'_>,
    cookie: &str,
    connections: usize,
    lasting: Duration,
) -> anyhow::Result<Load> {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let began = Instant::now();
    let mut workers = Vec::new();
    for _ in 0..connections {
        let mut client = Client::connect(address, cookie).await?;
        let (path, tag) = match asking {
            Asking::Again(path) | Asking::Anew(path) => (path.to_owned(), None),
            Asking::WhetherChanged(path, tag) => (path.to_owned(), Some(tag.to_owned())),
        };
        let anew = matches!(asking, Asking::Anew(_));
        workers.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while began.elapsed() < lasting {
                let sent = Instant::now();
                match &tag {
                    Some(tag) => client.get_unless(&path, tag).await?,
                    None if anew => {
                        let joint = if path.contains('?') { '&' } else { '?' };
                        let number = ASKED.fetch_add(1, Ordering::Relaxed);
                        client.get(&format!("{path}{joint}n={number}"), "identity").await?;
                    }
                    None => {
                        client.get(&path, "identity").await?;
                    }
                }
                times.push(sent.elapsed());
            }
            anyhow::Ok(times)
        }));
    }
    let (mut times, mut answered) = (Vec::new(), 0);
    for worker in workers {
        let own: Vec<Duration> = worker.await??;
        answered += own.len();
        times.extend(own.into_iter().skip(WARMING.div_ceil(connections)));
    }
    let per_second = answered as f64 / began.elapsed().as_secs_f64();
    Ok(Load { per_second, p50: percentile(&mut times, 50), p99: percentile(&mut times, 99) })
}

/// The smallest time that at least this share of them does not exceed.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100).max(1) - 1;
    times.get(rank).copied().unwrap_or_default()
}
