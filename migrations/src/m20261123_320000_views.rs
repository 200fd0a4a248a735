//! Views that compare, kept under a name, and those that an agenda shows with the figures of its day.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("saved_view")
            .to("owner_id", "person")
            .maybe_to("unit_id", "unit")
            .col(string("share"))
            .col(string("name"))
            .col(text("query"))
            .col(instant("created_at"))
            .unique(&["owner_id", "name"])
            .on(db)
            .await?;
        table("agenda_view")
            .to("agenda_item_id", "agenda_item")
            .col(string("name"))
            .col(text("query"))
            .col(text_null("figures"))
            .col(instant_null("kept_at"))
            .maybe_to("added_by", "person")
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["agenda_view", "saved_view"]).await
    }
}
