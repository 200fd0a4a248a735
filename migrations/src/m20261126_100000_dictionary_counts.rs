//! A new version of an indicator's definition counts as a change, as the indicator itself does, so that a program that
//! holds the dictionary in memory holds all of it.

use crate::totals;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for statement in totals::watch_definitions(db.get_database_backend()) {
            db.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for statement in totals::leave_definitions(db.get_database_backend()) {
            db.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
