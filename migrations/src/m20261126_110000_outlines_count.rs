//! A new outline of reports counts as a change, so that a program that holds the outlines in memory holds all of them.

use crate::totals;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for statement in totals::watch_outlines(db.get_database_backend()) {
            db.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for statement in totals::leave_outlines(db.get_database_backend()) {
            db.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
