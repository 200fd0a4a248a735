//! Checks of figures are data; a warning is answered with a reason; a sheet that was read waits to be applied.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("indicator_check")
            .to("indicator_id", "indicator")
            .col(string("kind"))
            .col(integer("version"))
            .col(date("valid_from"))
            .col(boolean("enabled"))
            .col(string("severity"))
            .col(amount_null("low"))
            .col(amount_null("high"))
            .col(amount_null("factor"))
            .col(text_null("parts"))
            .col(text_null("message_vi"))
            .col(text_null("message_en"))
            .unique(&["indicator_id", "kind", "version"])
            .on(db)
            .await?;
        table("check_answer")
            .to("report_id", "report")
            .to("indicator_id", "indicator")
            .col(string("kind"))
            .col(text("about"))
            .col(text("reason"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .unique(&["report_id", "indicator_id", "kind"])
            .on(db)
            .await?;
        table("figure_import")
            .to("report_id", "report")
            .to("person_id", "person")
            .col(string("name"))
            .col(text("body"))
            .col(instant("at"))
            .col(instant_null("applied_at"))
            .index(&["report_id", "person_id"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["figure_import", "check_answer", "indicator_check"]).await
    }
}
