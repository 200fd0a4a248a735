//! A task has the five clear points, the conclusion it came from and a progress log.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("task")
            .col(string_uniq("code"))
            .to("conclusion_id", "conclusion")
            .to("lead_unit_id", "unit")
            .maybe_to("period_id", "period")
            .col(text("title"))
            .col(text("product"))
            .col(text("responsibility"))
            .col(date("due_on"))
            .col(string("state"))
            .col(instant("opened_at"))
            .col(instant_null("closed_at"))
            .maybe_to("closed_by", "person")
            .col(text_null("closing_note"))
            .col(revision())
            .col(sample())
            .index(&["lead_unit_id", "state"])
            .on(db)
            .await?;
        bare("task_sector")
            .to("task_id", "task")
            .to("sector_id", "sector")
            .key(&["task_id", "sector_id"])
            .on(db)
            .await?;
        bare("task_unit")
            .to("task_id", "task")
            .to("unit_id", "unit")
            .key(&["task_id", "unit_id"])
            .on(db)
            .await?;
        bare("task_indicator")
            .to("task_id", "task")
            .to("indicator_id", "indicator")
            .key(&["task_id", "indicator_id"])
            .on(db)
            .await?;
        table("task_progress")
            .to("task_id", "task")
            .maybe_to("report_id", "report")
            .maybe_to("person_id", "person")
            .col(instant("at"))
            .col(text("body"))
            .col(integer_null("percent"))
            .index(&["task_id", "at"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["task_progress", "task_indicator", "task_unit", "task_sector", "task"]).await
    }
}
