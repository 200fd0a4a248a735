//! People keep private notes and highlights in a meeting.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("meeting_note")
            .to("meeting_id", "meeting")
            .to("person_id", "person")
            // Neither is a reference: a note outlives what it was made on.
            .col(uuid_null("agenda_item_id"))
            .col(uuid_null("passage_id"))
            .col(text_null("quote"))
            .col(text_null("body"))
            .col(revision())
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .index(&["meeting_id", "person_id", "created_at"])
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["meeting_note"]).await
    }
}
