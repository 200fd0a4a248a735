//! Comments on a report's paragraphs and cells, with the people they name.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("comment")
            .to("report_id", "report")
            .maybe_to("parent_id", "comment")
            .maybe_to("passage_id", "passage")
            .col(string_null("block"))
            .maybe_to("indicator_id", "indicator")
            .col(string_null("column"))
            .col(text("quote"))
            .col(boolean("inner"))
            .col(text("body"))
            .to("author_id", "person")
            .col(instant("created_at"))
            .col(instant_null("edited_at"))
            .col(instant_null("resolved_at"))
            .maybe_to("resolved_by", "person")
            .on(db)
            .await?;
        bare("comment_mention")
            .to("comment_id", "comment")
            .to("person_id", "person")
            .key(&["comment_id", "person_id"])
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["comment_mention", "comment"]).await
    }
}
