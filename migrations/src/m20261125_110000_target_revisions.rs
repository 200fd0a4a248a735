//! A revision of a target keeps the day it was adopted on and why; a unit has one target a year.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for column in [date_null("adopted_on"), text_null("reason")] {
            let add = Table::alter().table("target_revision").add_column(column).to_owned();
            db.alter_table(add).await?;
        }
        let carried = [
            // A target that was never revised begins its own history.
            "INSERT INTO target_revision (id, target_id, value, at, adopted_on) \
             SELECT id, id, value, updated_at, adopted_on FROM target WHERE NOT EXISTS ( \
                SELECT 1 FROM target_revision WHERE target_revision.target_id = target.id)",
            // Two may have been written at once, since a missing period made no two rows equal. The newest
            // stays, with what was written of the others.
            "UPDATE target_revision SET target_id = ( \
                SELECT kept.id FROM target AS kept \
                JOIN target AS own ON own.indicator_id = kept.indicator_id AND own.unit_id = kept.unit_id \
                    AND own.year = kept.year \
                WHERE own.id = target_revision.target_id AND kept.period_id IS NULL \
                ORDER BY kept.updated_at DESC, kept.id DESC LIMIT 1) \
             WHERE target_id IN (SELECT id FROM target WHERE period_id IS NULL)",
            "DELETE FROM target WHERE period_id IS NULL AND EXISTS ( \
                SELECT 1 FROM target AS newer WHERE newer.period_id IS NULL \
                AND newer.indicator_id = target.indicator_id AND newer.unit_id = target.unit_id \
                AND newer.year = target.year AND (newer.updated_at > target.updated_at \
                    OR newer.updated_at = target.updated_at AND newer.id > target.id))",
            "CREATE UNIQUE INDEX uq_target_year ON target (indicator_id, unit_id, year) \
             WHERE period_id IS NULL",
        ];
        for statement in carried {
            db.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        db.get_connection().execute_unprepared("DROP INDEX uq_target_year").await?;
        for column in ["reason", "adopted_on"] {
            let drop = Table::alter().table("target_revision").drop_column(column).to_owned();
            db.alter_table(drop).await?;
        }
        Ok(())
    }
}
