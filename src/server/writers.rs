//! The way to the database for whoever writes.

use crate::error::Result;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    SqlxSqliteConnector, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::SqlitePoolOptions;
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// SQLite lets one write at a time, and each who waits for it try again after a pause that grows: under load the
/// unlucky one waits long. Here those who write share one connection, and stand in line for it.
#[derive(Clone)]
pub struct Writers(DatabaseConnection);

/// So long whoever writes waits in line, as SQLite itself waits for another program.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often what SQLite wrote down first is put in its place: the disk serves nobody else while it takes that in, so
/// little at a time.
const FOLD: Duration = Duration::from_millis(500);
/// Pages that are written down before a writer puts them in their place itself: more than are written between two
/// times of [`Writers::keep_folding`], which it is there for when that does not come around.
const UNFOLDED: &str = "64000";
/// Pages in the log after which it begins anew.
const BEGINS_ANEW: i32 = 2000;

impl Writers {
    pub fn of(db: &DatabaseConnection) -> Self {
        if db.get_database_backend() != DbBackend::Sqlite {
            return Self(db.clone());
        }
        let options = db.get_sqlite_connection_pool().connect_options();
        let one = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_lazy_with((*options).clone().pragma("wal_autocheckpoint", UNFOLDED));
        Self(SqlxSqliteConnector::from_sqlx_sqlite_pool(one))
    }

    /// For what is written without a transaction, and for work that comes to it only after it looked.
    pub const fn db(&self) -> &DatabaseConnection {
        &self.0
    }

    /// Puts what SQLite wrote down first in its place, now and then and beside those who write: to whoever did it on
    /// the way, and to all who wait in line behind, it would cost many times what their own writing does.
    pub async fn keep_folding(self, db: DatabaseConnection) {
        if db.get_database_backend() != DbBackend::Sqlite {
            return;
        }
        let mut times = tokio::time::interval(FOLD);
        times.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            times.tick().await;
            let folded = match fold(&db).await {
                // It begins anew only once all of it is in its place, and what was written meanwhile is not. That is
                // little now, and while it is done here nobody else writes.
                Ok((pages, folded)) if pages > BEGINS_ANEW && folded < pages => fold(&self.0).await,
                done => done,
            };
            if let Err(cause) = folded {
                tracing::warn!(%cause, "the database's log was not put in its place");
            }
        }
    }

    /// Opens a transaction that will write. Whoever holds one must not wait for another.
    pub async fn open(&self) -> Result<DatabaseTransaction> {
        begin_write(&self.0).await
    }
}

/// Puts in its place what SQLite wrote down first; how many pages are in its log, and of them in their place.
async fn fold(db: &DatabaseConnection) -> Result<(i32, i32), DbErr> {
    let ask = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(PASSIVE)");
    let told = db.query_one_raw(ask).await?;
    // Before them stands whether it was held up.
    told.map_or(Ok((0, 0)), |it| Ok((it.try_get_by_index(1)?, it.try_get_by_index(2)?)))
}

/// As [`Writers::open`], before there is a line: when the program starts, or does one thing and ends. SQLite takes its
/// lock at once: one that read first and asked for the lock later would be refused, not queued.
pub async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    Ok(db.begin_with_options(options).await?)
}
