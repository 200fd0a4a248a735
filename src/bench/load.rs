//! Requests as fast as they are answered, over a number of connections, for a number of seconds.

use crate::client::Client;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

pub struct Load {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
}

pub async fn load(
    address: SocketAddr,
    path: &str,
    cookie: &str,
    connections: usize,
    lasting: Duration,
) -> anyhow::Result<Load> {
    let began = Instant::now();
    let mut workers = Vec::new();
    for _ in 0..connections {
        let mut client = Client::connect(address, cookie).await?;
        let path = path.to_owned();
        workers.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while began.elapsed() < lasting {
                let sent = Instant::now();
                client.get(&path, "identity").await?;
                times.push(sent.elapsed());
            }
            anyhow::Ok(times)
        }));
    }
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await??);
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
