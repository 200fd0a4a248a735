//! Measures the release against a ceiling from the same run: a bare handler that returns the same bytes.
//!
//! A page is asked for in three ways: drawn anew each time, as it was drawn a moment before, and whether it has
//! changed.
//!
//! `bench PROGRAM [PART]...` starts the program on a fresh sample and prints what it measures, of the parts
//! `pages`, `room`, `reports` and `scale` those that are named, or all, and fails when a goal is missed; `bench bare FILE`
//! is the ceiling's server, which it starts itself.

mod client;
mod dictionary;
mod goal;
mod load;
mod process;
mod report;
mod room;
mod scale;
mod store;
mod writers;

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use client::Client;
use goal::{ACKNOWLEDGED, Goals, OPENED};
use http_body_util::BodyExt;
use load::{Asking, Load, load, percentile};
use process::{ANYWHERE, Server, load_sample};
use report::OpenReport;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

const PARTS: [&str; 4] = ["pages", "room", "reports", "scale"];
const PASSWORD: &str = "do-toc-do-2016";
const LASTING: Duration = Duration::from_secs(3);
/// Long enough that one in a hundred is several.
const OPENING: Duration = Duration::from_secs(10);
const CONNECTIONS: [usize; 3] = [1, 8, 32];
const WRITERS: usize = 200;
const WRITING: Duration = Duration::from_secs(15);
const PAGES: usize = 20;
/// What the sector with the most indicators is brought to.
const INDICATORS: usize = 60;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["bare", file] => bare(Path::new(file)).await,
        [program, parts @ ..] => measure(Path::new(program), parts).await,
        [] => anyhow::bail!("usage: bench PROGRAM [PART]..."),
    }
}

/// The ceiling: one handler, the given bytes, nothing else.
async fn bare(file: &Path) -> anyhow::Result<()> {
    let bytes = Bytes::from(std::fs::read(file)?);
    let site = Router::new().route("/", get(move || async move { bytes.clone() }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, site).await?)
}

async fn measure(program: &Path, parts: &[&str]) -> anyhow::Result<()> {
    ensure!(parts.iter().all(|it| PARTS.contains(it)), "the parts are {}", PARTS.join(", "));
    let folder = std::env::temp_dir().join(format!("giaoban-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut goals = Goals::default();
    let outcome = measure_in(program, &folder, parts, &mut goals).await;
    std::fs::remove_dir_all(&folder)?;
    outcome?;
    goals.check()
}

async fn measure_in(program: &Path, folder: &Path, parts: &[&str], goals: &mut Goals) -> anyhow::Result<()> {
    let asked = |part| parts.is_empty() || parts.contains(&part);
    if asked("pages") || asked("reports") {
        let database = format!("sqlite://{}?mode=rwc", folder.join("bench.db").display());
        load_sample(program, &database)?;
        let server = Server::serve(program, &database, ANYWHERE)?;
        if asked("pages") {
            pages(&server, folder).await?;
        }
        if asked("reports") {
            edit(&server, &database, "sqlite", goals).await?;
            drop(server);
            edit_on_postgres(program, goals).await?;
        }
    }
    if asked("room") {
        room::measure(program, folder, goals).await?;
    }
    if asked("scale") {
        scale::measure(program, folder, goals).await?;
    }
    Ok(())
}

/// How fast pages are, and what a first visit to them transfers.
async fn pages(server: &Server, folder: &Path) -> anyhow::Result<()> {
    let mut reader = Client::sign_in(server.address, "reader", PASSWORD).await?;
    let meeting = held_meeting(&mut reader).await?;
    let pages = [
        ("agenda view", format!("/meetings/{meeting}")),
        ("sector card", "/sectors/GD?period=2016-H1".to_owned()),
    ];

    println!(
        "{:<14}{:<12}{:>6}{:>12}{:>10}{:>10}{:>12}{:>9}",
        "page", "asked", "conns", "requests/s", "p50 ms", "p99 ms", "bare req/s", "ratio"
    );
    for (name, path) in &pages {
        let bytes = reader.get(path, "identity").await?;
        let file = folder.join("page.html");
        std::fs::write(&file, &bytes)?;
        let bench = std::env::current_exe()?;
        let ceiling = Server::start(&bench, &["bare", &file.to_string_lossy()])?;
        for connections in CONNECTIONS {
            let bare = load(ceiling.address, Asking::Again("/"), "", connections, LASTING).await?.per_second;
            for (asked, asking) in [("drawn", Asking::Anew(path)), ("again", Asking::Again(path))] {
                let ours = load(server.address, asking, &reader.cookie, connections, LASTING).await?;
                tell(name, asked, connections, &ours, bare);
            }
            let ours = unchanged(server, &mut reader, path, connections).await?;
            tell(name, "unchanged", connections, &ours, bare);
        }
    }
    let mut phone = Client::sign_in_on_phone(server.address, "reader", PASSWORD).await?;
    transfer(&mut reader, &mut phone, &pages).await
}

/// What the editors of reports wait for, on the server that was measured so far.
async fn edit(server: &Server, database: &str, store: &str, goals: &mut Goals) -> anyhow::Result<()> {
    let reports = report::open_reports(server.address, PASSWORD).await?;
    let longest = reports.iter().map(OpenReport::indicators).max().unwrap_or_default();
    dictionary::lengthen(database, INDICATORS.saturating_sub(longest)).await?;
    let reports = report::open_reports(server.address, PASSWORD).await?;
    open_long(server, store, &reports, goals).await?;
    write(server, store, &reports, goals).await
}

/// Two hundred people writing reports, words and figures.
async fn write(
    server: &Server,
    store: &str,
    reports: &[OpenReport],
    goals: &mut Goals,
) -> anyhow::Result<()> {
    let written = writers::write_together(server.address, reports, WRITERS, WRITING).await?;
    println!("\n{WRITERS} people writing {} reports on {store}", written.reports);
    for (what, mut times) in [("words", written.words), ("figures", written.figures)] {
        let p99 = percentile(&mut times, 99);
        println!(
            "{what:<14}{:>8} changes, p50 {:.1} ms, p99 {:.1} ms",
            times.len(),
            milliseconds(percentile(&mut times, 50)),
            milliseconds(p99),
        );
        goals.hold(&format!("{what} written by {WRITERS} people on {store}"), p99, ACKNOWLEDGED);
    }
    Ok(())
}

/// The same on the PostgreSQL server that the environment names, if it names one.
async fn edit_on_postgres(program: &Path, goals: &mut Goals) -> anyhow::Result<()> {
    let Some(database) = store::postgres() else { return Ok(()) };
    load_sample(program, &database)?;
    let server = Server::serve(program, &database, ANYWHERE)?;
    edit(&server, &database, "postgresql", goals).await
}

/// A report with pages of text and every figure given, opened by its editor.
async fn open_long(
    server: &Server,
    store: &str,
    reports: &[OpenReport],
    goals: &mut Goals,
) -> anyhow::Result<()> {
    let opened = report::open_long(server.address, reports, PAGES, OPENING).await?;
    let (indicators, figures) = (opened.indicators, opened.figures);
    println!("\nopening a report of {indicators} indicators, {figures} figures and {PAGES} pages on {store}");
    for (what, load) in [("read", opened.read), ("form", opened.form), ("document", opened.document)] {
        let (p50, p99) = (milliseconds(load.p50), milliseconds(load.p99));
        println!("{what:<14}{:>8.0} requests/s, p50 {p50:.1} ms, p99 {p99:.1} ms", load.per_second);
        goals.hold(&format!("opening a long report on {store}, {what}"), load.p99, OPENED);
    }
    Ok(())
}

fn tell(page: &str, asked: &str, connections: usize, ours: &Load, bare: f64) {
    println!(
        "{page:<14}{asked:<12}{connections:>6}{:>12.0}{:>10.2}{:>10.2}{bare:>12.0}{:>9.4}",
        ours.per_second,
        milliseconds(ours.p50),
        milliseconds(ours.p99),
        ours.per_second / bare,
    );
}

/// A tag holds for a minute: when one ends meanwhile, the next is measured.
async fn unchanged(
    server: &Server,
    reader: &mut Client,
    path: &str,
    connections: usize,
) -> anyhow::Result<Load> {
    for _ in 0..3 {
        let response = reader.open(path, "identity").await?;
        let tag = response.headers().get("etag").context("the page has no tag")?.to_str()?.to_owned();
        response.into_body().collect().await?;
        let asking = Asking::WhetherChanged(path, &tag);
        if let Ok(load) = load(server.address, asking, &reader.cookie, connections, LASTING).await {
            return Ok(load);
        }
    }
    anyhow::bail!("{path} was sent again although nothing changed")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

async fn held_meeting(reader: &mut Client) -> anyhow::Result<String> {
    let sheet = reader.call("list_meetings", json!({"period": null})).await?;
    let id = sheet.pointer("/lines/0/meeting/id").and_then(|it| it.as_str());
    Ok(id.context("the sample has no meeting")?.to_owned())
}

/// What a first visit transfers, compressed as a browser asks for it.
async fn transfer(reader: &mut Client, phone: &mut Client, pages: &[(&str, String)]) -> anyhow::Result<()> {
    println!("\n{:<44}{:>12}", "transferred (brotli)", "bytes");
    let mut document = String::new();
    for (name, path) in pages {
        let packed = reader.get(path, "br").await?;
        println!("{:<44}{:>12}", format!("HTML, {name}"), packed.len());
        let packed = phone.get(path, "br").await?;
        println!("{:<44}{:>12}", format!("HTML, {name}, phone"), packed.len());
        document = String::from_utf8_lossy(&reader.get(path, "identity").await?).into_owned();
    }
    let mut files: Vec<&str> = document
        .split('"')
        .filter(|it| (it.starts_with("/pkg/") || it.starts_with("/fonts/")) && it.contains('.'))
        .collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let packed = reader.get(file, "br").await?;
        println!("{file:<44}{:>12}", packed.len());
    }
    Ok(())
}
