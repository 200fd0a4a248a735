//! Many people writing reports at once, each a change a second and each following what the others write.

use crate::client::Client;
use crate::report::OpenReport;
use anyhow::ensure;
use http_body_util::BodyExt;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use yrs::updates::decoder::Decode;
use yrs::{
    Doc, ReadTxn, Text, Transact, Update, WriteTxn, XmlElementPrelim, XmlFragment, XmlTextPrelim, XmlTextRef,
};

/// How long a change and its acknowledgement are apart, and how many reports were written into.
pub struct Written {
    pub times: Vec<Duration>,
    pub reports: usize,
}

/// A report that may be written into, by a session that may, and a new passage in it.
#[derive(Clone)]
struct Desk {
    cookie: String,
    report: String,
    passage: String,
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
        desks.push(Desk { cookie: open.cookie.clone(), report: open.report.clone(), passage });
    }
    ensure!(!desks.is_empty(), "no report is open");
    let began = Instant::now() + Duration::from_secs(2);
    let mut tasks = Vec::new();
    for number in 0..writers {
        let desk = desks[number % desks.len()].clone();
        let begins = began + Duration::from_secs(1) * number as u32 / writers as u32;
        tasks.push(tokio::spawn(write(address, desk, 10_000 + number as u64, begins, lasting)));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(Written { times, reports: desks.len() })
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
