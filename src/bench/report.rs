//! Reports that may be written into, and a long one among them, opened as its unit's staff open it.

use crate::client::Client;
use crate::load::{Asking, Load, load};
use anyhow::Context;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use yrs::{Doc, ReadTxn, StateVector, Transact, WriteTxn, XmlElementPrelim, XmlFragment, XmlTextPrelim};

/// A page of A4 as such reports are set: 38 lines of 60 letters in five paragraphs.
const LINES: usize = 38;
const PARAGRAPHS: usize = 5;
const LINE: &str = "Thực hiện nghiêm túc chỉ đạo của cấp trên về nhiệm vụ được giao. ";

/// Columns of the grid that hold figures, and the field of the figure that each one fills.
const COLUMNS: [(&str, &str); 3] = [("target", "target"), ("actual", "value"), ("prior", "prior")];

/// Whose the pages are in the document; the people who write together have others.
const WRITER: u64 = 9_000;

/// An open report and a session that may write into it.
pub struct OpenReport {
    pub cookie: String,
    pub report: String,
    pub sector: String,
    sheet: Value,
}

impl OpenReport {
    pub fn indicators(&self) -> usize {
        rows(&self.sheet).count()
    }

    /// The figures that are due, by indicator, each with the reason that stands beside it.
    pub fn due(&self) -> Vec<(String, String)> {
        let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        let due = rows(&self.sheet).filter(|it| it["due"] == true);
        due.map(|it| (text(&it["indicator"]["id"]), text(&it["figure"]["reason"]))).collect()
    }
}

/// The open reports of all units, one for each.
pub async fn open_reports(address: SocketAddr, password: &str) -> anyhow::Result<Vec<OpenReport>> {
    let mut office = Client::sign_in(address, "office", password).await?;
    let lines = office.call("list_reports", json!({})).await?;
    let mut units: Vec<String> = lines
        .as_array()
        .context("no reports")?
        .iter()
        .filter_map(|it| it["unit"]["code"].as_str().map(str::to_lowercase))
        .collect();
    units.sort();
    units.dedup();
    let mut open = Vec::new();
    for unit in units {
        open.extend(open_report(address, &format!("editor.{unit}"), password).await?);
    }
    Ok(open)
}

async fn open_report(
    address: SocketAddr,
    username: &str,
    password: &str,
) -> anyhow::Result<Option<OpenReport>> {
    let mut client = Client::sign_in(address, username, password).await?;
    let lines = client.call("list_reports", json!({})).await?;
    for line in lines.as_array().context("no reports")? {
        let report = line["report"]["id"].as_str().unwrap_or_default().to_owned();
        if !matches!(line["report"]["state"].as_str(), Some("draft" | "returned")) {
            continue;
        }
        let sheet = client.call("show_report", json!({"id": report})).await?;
        let sector = sheet.pointer("/sections/0/sector/id").and_then(Value::as_str).map(str::to_owned);
        if let Some(sector) = sector.filter(|_| sheet["may_write"] == true) {
            return Ok(Some(OpenReport { cookie: client.cookie, report, sector, sheet }));
        }
    }
    Ok(None)
}

/// What opening a long report costs.
pub struct Opened {
    pub indicators: usize,
    pub figures: usize,
    pub read: Load,
    pub form: Load,
    pub document: Load,
}

/// Fills the open report with the most indicators, in all its columns of figures, with this many pages of
/// text, and opens it over and over on one connection, drawn anew each time.
pub async fn open_long(
    address: SocketAddr,
    reports: &[OpenReport],
    pages: usize,
    lasting: Duration,
) -> anyhow::Result<Opened> {
    let open = reports.iter().max_by_key(|it| it.indicators()).context("no report is open")?;
    let mut client = Client::connect(address, &open.cookie).await?;
    let edits: Vec<Value> = rows(&open.sheet)
        .flat_map(|row| COLUMNS.map(|(column, field)| (row, column, field)))
        .filter(|(row, _, field)| row["figure"][field].is_null())
        .map(|(row, column, _)| {
            json!({"indicator": row["indicator"]["id"], "column": column, "text": "1", "base": "", "sent": []})
        })
        .collect();
    client.call("save_cells", json!({"id": open.report, "edits": edits})).await?;

    let (_, epoch) = client.document(&open.report).await?;
    let doc = Doc::with_client_id(WRITER);
    for _ in 0..pages {
        let passage = client.new_passage(&open.report, &open.sector).await?;
        let mut txn = doc.transact_mut();
        let fragment = txn.get_or_insert_xml_fragment(format!("p:{passage}"));
        for _ in 0..PARAGRAPHS {
            let words = LINE.repeat(LINES / PARAGRAPHS);
            fragment
                .push_back(&mut txn, XmlElementPrelim::new("paragraph", [XmlTextPrelim::new(words).into()]));
        }
    }
    let whole = doc.transact().encode_diff_v1(&StateVector::default());
    client.append(&open.report, epoch, WRITER, whole).await?;

    let sheet = client.call("show_report", json!({"id": open.report})).await?;
    let given = |row: &Value| COLUMNS.iter().filter(|(_, field)| !row["figure"][*field].is_null()).count();
    let figures = rows(&sheet).map(given).sum();
    let page = format!("/reports/{}", open.report);
    let timed = async |asking: Asking<'_>| load(address, asking, &open.cookie, 1, lasting).await;
    Ok(Opened {
        indicators: open.indicators(),
        figures,
        read: timed(Asking::Anew(&page)).await?,
        form: timed(Asking::Anew(&format!("{page}/edit"))).await?,
        document: timed(Asking::Anew(&format!("{page}/document"))).await?,
    })
}

fn rows(sheet: &Value) -> impl Iterator<Item = &Value> {
    let sections = sheet["sections"].as_array().into_iter().flatten();
    sections.flat_map(|it| it["rows"].as_array().into_iter().flatten())
}
