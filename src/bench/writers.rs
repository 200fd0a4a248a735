//! Many people writing reports at once, each a change a second and each following what the others write.

use crate::client::Client;
use crate::report::OpenReport;
use anyhow::ensure;
use http_body_util::BodyExt;
use serde_json::json;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;
use yrs::updates::decoder::Decode;
use yrs::{
    Doc, ReadTxn, Text, Transact, Update, WriteTxn, XmlElementPrelim, XmlFragment, XmlTextPrelim, XmlTextRef,
};

/// Of so many people, one types figures and the others words.
const OF: usize = 4;

/// How long a change and its acknowledgement are apart, and how many reports were written into.
pub struct Written {
    pub words: Vec<Duration>,
    pub figures: Vec<Duration>,
    pub reports: usize,
}

/// A report that may be written into, by a session that may, a new passage in it, and the cells beside its
/// figures.
#[derive(Clone)]
struct Desk {
    cookie: String,
    report: String,
    passage: String,
    cells: Vec<(String, String)>,
}

/// # Errors
/// When a change is refused: every one must be acknowledged.
pub async fn write_together(
    address: SocketAddr,
    reports: &[OpenReport],
    writers: usize,
    lasting: Duration,
) -> anyhow::Result<Written> {
    let mut desks = Vec::new();
    for open in reports {
        let mut client = Client::connect(address, &open.cookie).await?;
        let passage = client.new_passage(&open.report, &open.sector).await?;
        let (cookie, report) = (open.cookie.clone(), open.report.clone());
        desks.push(Desk { cookie, report, passage, cells: open.due() });
    }
    ensure!(!desks.is_empty(), "no report is open");
    let began = Instant::now() + Duration::from_secs(2);
    let (mut words, mut figures) = (Vec::new(), Vec::new());
    for number in 0..writers {
        let (turn, at) = (number / desks.len(), number % desks.len());
        let desk = desks[at].clone();
        let begins = began + Duration::from_secs(1) * number as u32 / writers as u32;
        // Each has a cell to themselves: whoever types over another's is asked, and that is another measure.
        let cell = desk.cells.get(turn / OF).cloned().filter(|_| turn % OF == OF - 1);
        match cell {
            Some(cell) => figures.push(tokio::spawn(fill(address, desk, cell, begins, lasting))),
            None => words.push(tokio::spawn(write(address, desk, 10_000 + number as u64, begins, lasting))),
        }
    }
    Ok(Written { words: joined(words).await?, figures: joined(figures).await?, reports: desks.len() })
}

async fn joined(tasks: Vec<JoinHandle<anyhow::Result<Vec<Duration>>>>) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(times)
}

/// Types into one cell of the grid, which saves itself.
async fn fill(
    address: SocketAddr,
    desk: Desk,
    (indicator, mut base): (String, String),
    begins: Instant,
    lasting: Duration,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(address, &desk.cookie).await?;
    let mut times = Vec::new();
    let mut next = begins;
    while next < begins + lasting {
        tokio::time::sleep_until(next.into()).await;
        let text = format!("Đang rà soát, lần {}", times.len() + 1);
        let edit =
            json!({"indicator": indicator, "column": "reason", "text": text, "base": base, "sent": []});
        let sent = Instant::now();
        let outcomes = client.call("save_cells", json!({"id": desk.report, "edits": [edit]})).await?;
        times.push(sent.elapsed());
        ensure!(outcomes.pointer("/0/Saved").is_some(), "a cell was not kept: {outcomes}");
        base = text;
        next += Duration::from_secs(1);
    }
    Ok(times)
}

async fn write(
    address: SocketAddr,
    desk: Desk,
    number: u64,
    begins: Instant,
    lasting: Duration,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(address, &desk.cookie).await?;
    let (whole, epoch) = client.document(&desk.report).await?;
    let doc = Doc::with_client_id(number);
    doc.transact_mut().apply_update(Update::decode_v1(&whole)?)?;
    let mut follower = Client::connect(address, &desk.cookie).await?;
    let events = format!("/reports/{}/document/events?after=0&epoch={epoch}", desk.report);
    let heard = tokio::spawn(async move {
        let mut body = follower.open(&events, "identity").await?.into_body();
        while let Some(Ok(_)) = body.frame().await {}
        anyhow::Ok(())
    });
    let mut line: Option<XmlTextRef> = None;
    let mut times = Vec::new();
    let mut next = begins;
    while next < begins + lasting {
        tokio::time::sleep_until(next.into()).await;
        let known = doc.transact().state_vector();
        {
            let mut txn = doc.transact_mut();
            match &line {
                Some(text) => {
                    let end = text.len(&txn);
                    text.insert(&mut txn, end, "chữ ");
                }
                None => {
                    let fragment = txn.get_or_insert_xml_fragment(format!("p:{}", desk.passage));
                    let paragraph = fragment.push_back(&mut txn, XmlElementPrelim::empty("paragraph"));
                    line = Some(paragraph.push_back(&mut txn, XmlTextPrelim::new("Viết ")));
                }
            }
        }
        let update = doc.transact().encode_diff_v1(&known);
        let sent = Instant::now();
        client.append(&desk.report, epoch, number, update).await?;
        times.push(sent.elapsed());
        next += Duration::from_secs(1);
    }
    heard.abort();
    Ok(times)
}
