//! Millions of rows at once: indexes, references and triggers of the tables are put aside and made again after
//! the last row, in the one transaction that writes the rows.
//!
//! SeaORM does not offer PostgreSQL's COPY, so the connection is the driver's own.

use crate::time::Instant;
use anyhow::Context;
use chrono::NaiveDate;
use migrations::totals;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Connection as _, Postgres, Row, Sqlite};
use std::fmt::Write;
use uuid::Uuid;

const TABLES: [&str; 3] = ["report", "target", "figure"];
/// Bytes sent at once.
const CHUNK: usize = 1 << 20;
/// Values in one statement; SQLite takes 32766.
const VALUES: usize = 8_000;

/// A value as both databases take it.
#[derive(Clone, Debug)]
pub enum Value {
    Id(Uuid),
    Text(&'static str),
    Whole(Option<i64>),
    Day(NaiveDate),
    At(Option<Instant>),
    Flag(bool),
    None,
}

enum Open {
    Postgres(PoolConnection<Postgres>),
    Sqlite(PoolConnection<Sqlite>),
}

pub struct Bulk {
    connection: Open,
    /// What makes again what was put aside, in order.
    again: Vec<String>,
}

impl Bulk {
    pub async fn open(db: &DatabaseConnection) -> anyhow::Result<Self> {
        let backend = db.get_database_backend();
        let (connection, begin): (_, &[&str]) = match backend {
            DbBackend::Postgres => (
                Open::Postgres(db.get_postgres_connection_pool().acquire().await?),
                &["SET maintenance_work_mem = '256MB'", "BEGIN"],
            ),
            _ => (
                Open::Sqlite(db.get_sqlite_connection_pool().acquire().await?),
                // The loader makes its references itself, and a load that breaks off is begun anew.
                &[
                    "PRAGMA foreign_keys = OFF",
                    "PRAGMA synchronous = OFF",
                    "PRAGMA cache_size = -200000",
                    "BEGIN IMMEDIATE",
                ],
            ),
        };
        let mut bulk = Self { connection, again: Vec::new() };
        for statement in begin {
            bulk.run(statement).await?;
        }
        for statement in totals::leave_figures(backend) {
            bulk.run(&statement).await?;
        }
        for table in TABLES {
            bulk.put_aside(table).await?;
        }
        bulk.again.extend(totals::watch_figures(backend));
        Ok(bulk)
    }

    async fn run(&mut self, statement: &str) -> anyhow::Result<()> {
        let sql = sqlx::raw_sql(AssertSqlSafe(statement.to_owned()));
        match &mut self.connection {
            Open::Postgres(it) => sql.execute(&mut **it).await.map(drop),
            Open::Sqlite(it) => sql.execute(&mut **it).await.map(drop),
        }
        .with_context(|| statement.to_owned())
    }

    /// Two texts of each row.
    async fn pairs(&mut self, question: String) -> anyhow::Result<Vec<(String, String)>> {
        let sql = AssertSqlSafe(question);
        let pairs = match &mut self.connection {
            Open::Postgres(it) => {
                let rows = sqlx::query(sql).fetch_all(&mut **it).await?;
                rows.iter().map(|it| Ok((it.try_get(0)?, it.try_get(1)?))).collect::<sqlx::Result<_>>()
            }
            Open::Sqlite(it) => {
                let rows = sqlx::query(sql).fetch_all(&mut **it).await?;
                rows.iter().map(|it| Ok((it.try_get(0)?, it.try_get(1)?))).collect()
            }
        };
        Ok(pairs?)
    }

    async fn put_aside(&mut self, table: &str) -> anyhow::Result<()> {
        let indexes = match &self.connection {
            Open::Postgres(_) => {
                let question = format!(
                    "SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint \
                     WHERE conrelid = '{table}'::regclass AND contype = 'f'"
                );
                for (name, definition) in self.pairs(question).await? {
                    self.run(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
                    self.again.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"));
                }
                format!(
                    "SELECT indexname::text, indexdef FROM pg_indexes \
                     WHERE tablename = '{table}' AND schemaname = current_schema() AND indexname NOT LIKE '%_pkey'"
                )
            }
            Open::Sqlite(_) => format!(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' \
                 AND sql IS NOT NULL"
            ),
        };
        for (name, definition) in self.pairs(indexes).await? {
            self.run(&format!("DROP INDEX {name}")).await?;
            // Before the references, which look things up in them.
            self.again.insert(0, definition);
        }
        Ok(())
    }

    /// Writes rows whose values are in the order of the columns.
    pub async fn put(&mut self, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> anyhow::Result<()> {
        let names = columns.join(", ");
        match &mut self.connection {
            Open::Postgres(it) => {
                let mut copy = it.copy_in_raw(&format!("COPY {table} ({names}) FROM STDIN")).await?;
                let mut text = String::with_capacity(CHUNK + 1024);
                for row in rows {
                    write_line(&mut text, &row)?;
                    if text.len() > CHUNK {
                        copy.send(text.as_bytes()).await?;
                        text.clear();
                    }
                }
                copy.send(text.as_bytes()).await?;
                copy.finish().await?;
            }
            Open::Sqlite(it) => {
                let marks = format!("({})", vec!["?"; columns.len()].join(", "));
                for rows in rows.chunks(VALUES / columns.len()) {
                    let marks = vec![marks.as_str(); rows.len()].join(", ");
                    let sql = AssertSqlSafe(format!("INSERT INTO {table} ({names}) VALUES {marks}"));
                    let mut query = sqlx::query(sql);
                    for value in rows.iter().flatten() {
                        query = match value {
                            Value::Id(it) => query.bind(*it),
                            Value::Text(it) => query.bind(*it),
                            Value::Whole(it) => query.bind(*it),
                            Value::Day(it) => query.bind(*it),
                            Value::At(it) => query.bind(*it),
                            Value::Flag(it) => query.bind(*it),
                            Value::None => query.bind(None::<i64>),
                        };
                    }
                    query.execute(&mut **it).await?;
                }
            }
        }
        Ok(())
    }

    /// Makes again what was put aside, and keeps the rows.
    pub async fn close(mut self) -> anyhow::Result<()> {
        for statement in std::mem::take(&mut self.again) {
            self.run(&statement).await?;
        }
        self.run("COMMIT").await?;
        // It has settings that no other work should have.
        match self.connection {
            Open::Postgres(it) => it.detach().close().await?,
            Open::Sqlite(it) => it.detach().close().await?,
        }
        Ok(())
    }
}

/// A line of COPY's text. No text here holds a tab, a break or a backslash.
fn write_line(text: &mut String, row: &[Value]) -> std::fmt::Result {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            text.push('\t');
        }
        match value {
            Value::Id(it) => write!(text, "{it}")?,
            Value::Text(it) => text.push_str(it),
            Value::Whole(Some(it)) => write!(text, "{it}")?,
            Value::Day(it) => write!(text, "{it}")?,
            Value::At(Some(it)) => text.push_str(&it.to_rfc3339()),
            Value::Flag(it) => text.push(if *it { 't' } else { 'f' }),
            Value::Whole(None) | Value::At(None) | Value::None => text.push_str("\\N"),
        }
    }
    text.push('\n');
    Ok(())
}

/// Lets the database look over what it now holds, so that it finds its ways well.
pub async fn look_over(db: &DatabaseConnection) -> anyhow::Result<()> {
    let look = match db.get_database_backend() {
        DbBackend::Postgres => "VACUUM (ANALYZE)",
        _ => "PRAGMA optimize = 0x10002",
    };
    db.execute_unprepared(look).await?;
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(())
}
