//! The program's commands. `--help` is the manual.

use super::{Assets, Clock, Kept, Memory, Revision, State, Writers, log, router};
use crate::bloc::server::keep_reminding;
use crate::live::server::Hub;
use crate::meeting::server::Rooms;
use crate::notice::server::{MailOptions, keep_sending};
use crate::{identity, sample};
use anyhow::{Context as _, bail};
use axum::serve::ListenerExt;
use clap::{Args, Parser, Subcommand};
use leptos::prelude::LeptosOptions;
use metrics_exporter_prometheus::PrometheusBuilder;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;

/// Giao Ban: the periodic briefing conference, from the first figure typed to the last task closed.
#[derive(Parser)]
#[command(name = "giaoban", version, about)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site. An empty database is migrated first.
    Serve {
        #[command(flatten)]
        store: Store,
        /// Where to listen; port 0 picks a free one, and the address is printed.
        #[arg(long, env = "GIAOBAN_ADDR", default_value = "127.0.0.1:3000")]
        addr: SocketAddr,
        /// Serve the site's files from this folder, not from inside the program.
        #[arg(long, env = "GIAOBAN_SITE_ROOT")]
        site_root: Option<PathBuf>,
        /// Start the clock at this instant (RFC 3339), for tests and demonstrations.
        #[arg(long, env = "GIAOBAN_CLOCK")]
        clock: Option<crate::time::Instant>,
        #[command(flatten)]
        mail: MailOptions,
    },
    /// Bring the database to this program's schema.
    Migrate {
        #[command(flatten)]
        store: Store,
    },
    /// Demonstration data.
    #[command(subcommand)]
    Sample(Sample),
    /// People who sign in.
    #[command(subcommand)]
    User(User),
}

#[derive(Subcommand)]
enum Sample {
    /// Load a demonstration into an empty database.
    Load {
        #[command(flatten)]
        store: Store,
        /// The only one there is: bac-kan-2016.
        name: String,
        /// One password for every account; without it a random one is printed once.
        #[arg(long)]
        password: Option<String>,
        /// Do nothing, successfully, where the database holds units already.
        #[arg(long)]
        if_empty: bool,
    },
    /// Generate a province of any size, for measurements.
    Scale {
        #[command(flatten)]
        store: Store,
        #[command(flatten)]
        size: sample::scale::Size,
        /// One password for every account; without it a random one is printed once.
        #[arg(long)]
        password: Option<String>,
    },
}

#[derive(Subcommand)]
enum User {
    /// Add a person with a role on everything.
    Add {
        #[command(flatten)]
        store: Store,
        username: String,
        /// Full name.
        #[arg(long)]
        name: String,
        #[arg(long)]
        password: String,
        /// editor, head, office, chair, secretary, delegate, reader or administrator.
        #[arg(long)]
        role: crate::actor::Role,
        /// The unit's code, for a role on that unit alone.
        #[arg(long)]
        unit: Option<String>,
    },
}

#[derive(Args)]
struct Store {
    /// sqlite://path?mode=rwc or postgres://user:password@host/name
    #[arg(long, env = "GIAOBAN_DATABASE_URL", default_value = "sqlite://data/giaoban.db?mode=rwc")]
    database_url: String,
}

/// Runs the command given on the command line.
///
/// # Errors
/// Anything that stops it, told for the person at the terminal.
pub async fn run() -> anyhow::Result<()> {
    log::start();
    match Program::parse().command {
        Command::Serve { store, addr, site_root, clock, mail } => {
            serve(store, addr, site_root, clock, &mail).await
        }
        Command::Migrate { store } => {
            open(&store).await?;
            println!("the database is up to date");
            Ok(())
        }
        Command::Sample(Sample::Load { store, name, password, if_empty }) => {
            let db = open(&store).await?;
            sample::load(&db, &name, password, if_empty).await
        }
        Command::Sample(Sample::Scale { store, size, password }) => {
            let db = open(&store).await?;
            sample::scale::load(&db, size, password).await
        }
        Command::User(User::Add { store, username, name, password, role, unit }) => {
            let db = open(&store).await?;
            identity::server::add_person(&db, &username, &name, &password, role, unit.as_deref())
                .await
                .map_err(|error| anyhow::anyhow!(error.message(crate::text::Lang::En)))?;
            println!("added {username}");
            Ok(())
        }
    }
}

async fn open(store: &Store) -> anyhow::Result<DatabaseConnection> {
    let db = connect(&store.database_url).await?;
    Migrator::up(&db, None).await.context("the database could not be brought up to date")?;
    // After a step that made the totals, or a change that another program made.
    crate::indicator::server::totals::settle(&db).await.map_err(|it| anyhow::anyhow!("{it}"))?;
    Ok(db)
}

/// Statements that a connection keeps prepared: the program has some hundreds, and preparing one costs more than
/// running it.
const STATEMENTS: usize = 400;

/// Connections to a PostgreSQL server. SQLite's each have a thread, and statements and pages of their own: few that
/// know them are better than many.
const CONNECTIONS: u32 = 16;
const SQLITE_CONNECTIONS: u32 = 8;

/// Connects, with the settings that keep an acknowledged write through a killed process and a lost power.
pub async fn connect(url: &str) -> anyhow::Result<DatabaseConnection> {
    if let Some(file) = url.strip_prefix("sqlite://").and_then(|it| it.split('?').next())
        && let Some(folder) = Path::new(file).parent()
        && !folder.as_os_str().is_empty()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(if url.starts_with("sqlite") { SQLITE_CONNECTIONS } else { CONNECTIONS })
        .min_connections(2)
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        // Asking each time whether a connection still answers costs as much as most questions.
        .test_before_acquire_if_idle_for(Duration::from_secs(5))
        // Its plans are made in a millisecond; compiling them takes a hundred.
        .map_sqlx_postgres_opts(|it| it.options([("jit", "off")]).statement_cache_capacity(STATEMENTS))
        .map_sqlx_sqlite_opts(|it| {
            it.pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("busy_timeout", "10000")
                .pragma("cache_size", "-16000")
                .statement_cache_capacity(STATEMENTS)
        });
    Database::connect(options).await.context("the database does not answer")
}

async fn serve(
    store: Store,
    addr: SocketAddr,
    site_root: Option<PathBuf>,
    clock: Option<crate::time::Instant>,
    mail: &MailOptions,
) -> anyhow::Result<()> {
    let mailer = mail.open()?;
    let db = open(&store).await?;
    let people = identity::server::count(&db).await.map_err(|it| anyhow::anyhow!("{it}"))?;
    if people == 0 {
        println!("nobody can sign in yet; make the first administrator with");
        println!("  giaoban user add NAME --name 'Full Name' --password … --role administrator");
    }
    let state = state(db, site_root.as_deref(), clock).await?;
    if state.assets.names().script.is_empty() {
        bail!("this program holds no site: give --site-root, or build it with `make build`");
    }
    let listener = TcpListener::bind(addr).await.with_context(|| format!("cannot listen on {addr}"))?;
    let address = listener.local_addr()?;
    // An answer's last piece would wait for the browser to confirm those before it, which it does when forty
    // milliseconds have passed.
    let listener = listener.tap_io(|it| {
        if let Err(cause) = it.set_nodelay(true) {
            tracing::debug!(%cause, "a connection waits before it sends");
        }
    });
    println!("listening on http://{address}");
    std::io::stdout().flush()?;
    tokio::spawn(state.writers.clone().keep_folding(state.db.clone()));
    tokio::spawn(keep_reminding(state.writers.db().clone(), state.clock));
    if let Some(mailer) = mailer {
        tokio::spawn(keep_sending(state.writers.db().clone(), state.clock, mailer));
    }
    let hub = state.hub.clone();
    axum::serve(listener, router(state).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            stopped().await;
            hub.close();
        })
        .await?;
    Ok(())
}

/// What the process shares, on an open database. A demonstration's clock runs on from its anchor.
pub async fn state(
    db: DatabaseConnection,
    site_root: Option<&Path>,
    clock: Option<crate::time::Instant>,
) -> anyhow::Result<State> {
    let anchor = sample::anchor(&db).await.map_err(|it| anyhow::anyhow!("{it}"))?;
    let clock = match (clock, anchor) {
        (Some(start), _) => Clock::starting_at(start),
        (None, Some((shown, machine))) => Clock::shifted(shown, machine),
        (None, None) => Clock::default(),
    };
    let options = LeptosOptions::builder()
        .output_name("giaoban")
        .site_root("target/no-site")
        .site_pkg_dir("pkg")
        .build();
    Ok(State {
        options,
        revision: Revision::of(&db),
        writers: Writers::of(&db),
        kept: Kept::default(),
        documents: crate::report::server::document::Documents::new(&db),
        cells: crate::report::server::Cells::new(&db),
        memory: Memory::default(),
        db,
        hub: Hub::default(),
        rooms: Rooms::default(),
        clock,
        assets: Assets::open(site_root),
        metrics: PrometheusBuilder::new().install_recorder().ok(),
        sample: anchor.is_some(),
    })
}

async fn stopped() {
    let interrupted = async {
        if let Err(cause) = tokio::signal::ctrl_c().await {
            tracing::warn!(%cause, "cannot wait for an interrupt");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}
