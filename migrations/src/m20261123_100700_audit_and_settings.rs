//! Each change leaves a record of who, when, what, before and after, from which session.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("audit")
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .col(string_null("session"))
            .col(string("action"))
            .col(string("subject_kind"))
            .col(uuid_null("subject_id"))
            .col(text_null("before"))
            .col(text_null("after"))
            .index(&["subject_kind", "subject_id", "at"])
            .index(&["at"])
            .on(db)
            .await?;
        bare("setting").col(string("key")).col(text("value")).key(&["key"]).on(db).await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["setting", "audit"]).await
    }
}
