//! Pages over more and more figures: what the server takes for each, and by how much that grows when there is ten
//! times as much.

use crate::client::Client;
use crate::goal::{Goals, SCALED};
use crate::load::{Asking, load, percentile};
use crate::process::{ANYWHERE, Server, run};
use crate::{PASSWORD, milliseconds, store};
use anyhow::Context as _;
use giaoban::actor::Device;
use giaoban::indicator::Indicator;
use giaoban::indicator::server::{below, by_code, compare, heat};
use giaoban::period::Period;
use giaoban::server::{Context, Visitor};
use migrations::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use std::path::Path;
use std::time::{Duration, Instant};

const YEARS: usize = 10;
/// Units that report each month; each ten times as many as before.
const SIZES: [usize; 3] = [10, 100, 1000];
const LASTING: Duration = Duration::from_secs(4);
/// Questions asked of a service.
const ASKED: usize = 200;
const COMPARED: (usize, usize) = (50, 24);
const PERIOD: &str = "2025-M11";

/// One question, measured.
struct Measure {
    what: &'static str,
    p50: Duration,
    p99: Duration,
}

pub async fn measure(program: &Path, folder: &Path, goals: &mut Goals) -> anyhow::Result<()> {
    on_store("sqlite", program, async |units| {
        Ok(format!("sqlite://{}?mode=rwc", folder.join(format!("scale-{units}.db")).display()))
    })
    .await?;
    let Some(postgres) = store::postgres() else { return Ok(()) };
    let largest = on_store("postgresql", program, async |units| {
        store::beside(&postgres, &format!("scale_{units}")).await
    })
    .await?;
    for it in largest {
        goals.hold(&format!("{} over the largest on postgresql", it.what), it.p99, SCALED);
    }
    Ok(())
}

async fn on_store(
    store: &str,
    program: &Path,
    database: impl AsyncFn(usize) -> anyhow::Result<String>,
) -> anyhow::Result<Vec<Measure>> {
    println!("\nserver time over {YEARS} years of 60 monthly indicators on {store}");
    println!(
        "{:<34}{:>8}{:>12}{:>10}{:>10}{:>10}",
        "asked", "units", "figures", "p50 ms", "p99 ms", "growth"
    );
    let mut smaller: Vec<Measure> = Vec::new();
    for units in SIZES {
        let url = database(units).await?;
        let began = Instant::now();
        let (number, years) = (units.to_string(), YEARS.to_string());
        let size = ["--units", &number, "--years", &years, "--password", PASSWORD];
        run(program, &[&["sample", "scale", "--database-url", &url], &size[..]].concat())?;
        let loaded = began.elapsed();
        let (figures, measures) = ask(program, &url).await?;
        for (at, it) in measures.iter().enumerate() {
            let growth = smaller.get(at).map(|before| it.p50.as_secs_f64() / before.p50.as_secs_f64());
            println!(
                "{:<34}{units:>8}{figures:>12}{:>10.2}{:>10.2}{:>10}",
                it.what,
                milliseconds(it.p50),
                milliseconds(it.p99),
                growth.map_or_else(|| "-".to_owned(), |it| format!("{it:.2}")),
            );
        }
        println!("{:<34}{units:>8}{figures:>12}{:>9.0}s", "loading and counting", loaded.as_secs_f64());
        smaller = measures;
    }
    Ok(smaller)
}

async fn ask(program: &Path, url: &str) -> anyhow::Result<(i64, Vec<Measure>)> {
    let mut measures = Vec::new();
    let db = giaoban::server::connect(url).await?;
    Migrator::up(&db, None).await?;
    let state = giaoban::server::state(db, None, None).await?;
    let compared = compared(&state.db).await?;
    let server = Server::serve(program, url, ANYWHERE)?;
    let reader = Client::sign_in(server.address, "reader", PASSWORD).await?;
    for (what, path) in [
        ("sector card, 12 indicators", format!("/sectors/MYT?period={PERIOD}")),
        ("indicator page", format!("/indicators/MYT01?period={PERIOD}")),
        ("compare page, 50 units × 24 months", format!("/compare?{compared}")),
        ("list of 60 indicators", format!("/indicators?period={PERIOD}")),
    ] {
        let timed = load(server.address, Asking::Anew(&path), &reader.cookie, 1, LASTING).await?;
        measures.push(Measure { what, p50: timed.p50, p99: timed.p99 });
    }
    drop(server);

    let figures = count(&state.db).await?;
    for (what, who) in [("reader", "reader"), ("office", "office")] {
        let actor = giaoban::identity::server::actor_named(
            &state.db,
            &state.memory.org,
            who,
            Device::Computer,
            state.clock.now(),
        )
        .await?
        .context("the account is not there")?;
        let cx = Context::new(&state, actor, &Visitor::default());
        measures.extend(services(&cx, what == "office").await?);
    }
    Ok((figures, measures))
}

/// What the page that compares is asked for.
async fn compared(db: &impl ConnectionTrait) -> anyhow::Result<String> {
    let periods = giaoban::period::server::all(db).await?;
    let period = periods.iter().find(|it| it.code == PERIOD).context("the period is not there")?;
    let org = giaoban::org::server::at(db, period.cut_off).await?;
    let above: Vec<_> = org.parents.iter().map(|it| it.1).collect();
    let communes: Vec<_> = org.units.iter().filter(|it| !above.contains(&it.id)).collect();
    let step = communes.len().div_ceil(COMPARED.0);
    let units = communes.iter().step_by(step).map(|it| format!("&unit={}", it.code));
    let months = periods.iter().take(COMPARED.1).map(|it| format!("&period={}", it.code));
    Ok(format!("indicator=MYT01{}", units.chain(months).collect::<String>()))
}

async fn count(db: &impl ConnectionTrait) -> anyhow::Result<i64> {
    use sea_orm::{DbBackend, Statement};
    let backend: DbBackend = db.get_database_backend();
    let row = db.query_one_raw(Statement::from_string(backend, "SELECT count(*) AS it FROM figure")).await?;
    Ok(row.context("nothing was counted")?.try_get("", "it")?)
}

/// What the pages that compare are drawn from. The office sees what was sent to it besides.
async fn services(cx: &Context, office: bool) -> anyhow::Result<Vec<Measure>> {
    let indicator = by_code(&cx.db, "MYT01").await?;
    let periods = giaoban::period::server::all(&cx.db).await?;
    let period = periods.iter().find(|it| it.code == PERIOD).context("the period is not there")?.clone();
    let months: Vec<Period> = periods.into_iter().take(COMPARED.1).collect();
    let org = giaoban::org::server::known(cx).await?;
    let tree = org.tree(period.cut_off);
    let communes: Vec<_> = tree.units().iter().filter(|it| !tree.is_above_others(**it)).collect();
    let step = communes.len().div_ceil(COMPARED.0);
    let compared: Vec<_> = communes.iter().step_by(step).map(|it| Some(**it)).collect();
    let cluster = below(&tree, None).first().copied();
    let only: &[Indicator] = std::slice::from_ref(&indicator);
    let name = |reader, received| if office { received } else { reader };
    Ok(vec![
        timed(name("compare, 50 units × 24 months", "the same, by the office"), async || {
            compare(cx, only, &compared, &months).await.map(drop)
        })
        .await?,
        timed(name("heat grid of the clusters", "the same, by the office "), async || {
            heat(cx, indicator.sector, None, &period).await.map(drop)
        })
        .await?,
        timed(name("heat grid of a cluster", "the same, by the office  "), async || {
            heat(cx, indicator.sector, cluster, &period).await.map(drop)
        })
        .await?,
    ])
}

async fn timed(
    what: &'static str,
    ask: impl AsyncFn() -> giaoban::error::Result<()>,
) -> anyhow::Result<Measure> {
    let mut times = Vec::with_capacity(ASKED);
    for _ in 0..ASKED {
        let began = Instant::now();
        ask().await?;
        times.push(began.elapsed());
    }
    Ok(Measure { what, p50: percentile(&mut times, 50), p99: percentile(&mut times, 99) })
}
