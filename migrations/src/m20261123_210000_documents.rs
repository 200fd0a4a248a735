//! A report's passages are written together: each change is kept under its number, and folded now and then.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        let blocks = Table::alter().table("passage").add_column(text_null("content")).to_owned();
        db.alter_table(blocks).await?;
        bare("report_update")
            .to("report_id", "report")
            .col(big_integer("number"))
            .col(blob("bytes"))
            .maybe_to("person_id", "person")
            .col(big_integer("client"))
            .col(instant("at"))
            .key(&["report_id", "number"])
            .on(db)
            .await?;
        bare("report_document")
            .to("report_id", "report")
            // The updates up to this one are in the state.
            .col(big_integer("number"))
            .col(blob("state"))
            // The updates up to this one are in the passages as they are read.
            .col(big_integer("projected"))
            .key(&["report_id"])
            .on(db)
            .await?;
        table("report_late_update")
            .to("report_id", "report")
            .col(big_integer("epoch"))
            .col(blob("bytes"))
            .maybe_to("person_id", "person")
            .col(big_integer("client"))
            .col(instant("at"))
            .col(instant_null("settled_at"))
            .maybe_to("settled_by", "person")
            // False when it was set aside for good.
            .col(boolean_null("merged"))
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["report_late_update", "report_document", "report_update"]).await?;
        let blocks = Table::alter().table("passage").drop_column("content").to_owned();
        db.alter_table(blocks).await
    }
}
