//! How far the data has come, as the database itself tells it.

use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Tells states of the data apart: two answers are equal only when nothing was committed between them, by
/// this program or another.
#[derive(Clone)]
pub struct Revision(Source);

#[derive(Clone)]
enum Source {
    /// `PRAGMA data_version` counts what others committed, as one connection sees it: so one connection
    /// asks, and a new one in its place begins a new count.
    Sqlite { watcher: SqlitePool, connections: Arc<AtomicU32> },
    /// A snapshot changes with each transaction that writes; those that read have no number.
    Postgres(DatabaseConnection),
}

impl Revision {
    pub fn of(db: &DatabaseConnection) -> Self {
        if db.get_database_backend() == DbBackend::Sqlite {
            let connections = Arc::new(AtomicU32::new(0));
            let count = connections.clone();
            let options = db.get_sqlite_connection_pool().connect_options();
            let watcher = SqlitePoolOptions::new()
                .max_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .after_connect(move |_, _| {
                    count.fetch_add(1, Ordering::SeqCst);
                    Box::pin(async { Ok(()) })
                })
                .connect_lazy_with((*options).clone());
            Self(Source::Sqlite { watcher, connections })
        } else {
            Self(Source::Postgres(db.clone()))
        }
    }

    /// None when the database does not answer: then nothing may be taken as unchanged.
    pub async fn now(&self) -> Option<String> {
        let answer = match &self.0 {
            Source::Sqlite { watcher, connections } => {
                let asked = sqlx::query_scalar::<_, i64>("PRAGMA data_version").fetch_one(watcher).await;
                asked
                    .map(|it| format!("{}.{it}", connections.load(Ordering::SeqCst)))
                    .map_err(|cause| Error::from_cause(&cause))
            }
            Source::Postgres(db) => snapshot(db).await,
        };
        answer.inspect_err(|error| tracing::warn!(%error, "the data's revision is not known")).ok()
    }
}

async fn snapshot(db: &DatabaseConnection) -> crate::error::Result<String> {
    let ask = Statement::from_string(DbBackend::Postgres, "SELECT pg_current_snapshot()::text AS it");
    let row = db.query_one_raw(ask).await?.ok_or(Error::NotFound)?;
    Ok(row.try_get("", "it")?)
}
