//! The way to the database for whoever writes.

use crate::error::Result;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, SqlxSqliteConnector,
    TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::SqlitePoolOptions;
use std::time::Duration;

/// SQLite lets one write at a time, and each who waits for it try again after a pause that grows: under load the
/// unlucky one waits long. Here those who write share one connection, and stand in line for it.
#[derive(Clone)]
pub struct Writers(DatabaseConnection);

/// So long whoever writes waits in line, as SQLite itself waits for another program.
const PATIENCE: Duration = Duration::from_secs(10);

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
            .connect_lazy_with((*options).clone());
        Self(SqlxSqliteConnector::from_sqlx_sqlite_pool(one))
    }

    /// For what is written without a transaction, and for work that comes to it only after it looked.
    pub const fn db(&self) -> &DatabaseConnection {
        &self.0
    }

    /// Opens a transaction that will write. Whoever holds one must not wait for another.
    pub async fn open(&self) -> Result<DatabaseTransaction> {
        begin_write(&self.0).await
    }
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
