//! A meeting is an append-only log of numbered events; screens are a fold of it.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("meeting")
            .to("bloc_id", "bloc")
            .to("period_id", "period")
            .maybe_to("plans_period_id", "period")
            .col(string("kind"))
            .col(string("title"))
            .col(string_null("place"))
            .col(instant("starts_at"))
            .col(integer("limit_minutes"))
            .col(string("state"))
            .maybe_to("created_by", "person")
            .col(instant("created_at"))
            .col(big_integer("last_seq"))
            .col(revision())
            .col(sample())
            .on(db)
            .await?;
        table("agenda_item")
            .to("meeting_id", "meeting")
            .col(integer("position"))
            .col(string("kind"))
            .col(string("title"))
            .maybe_to("sector_id", "sector")
            .maybe_to("presenter_unit_id", "unit")
            .col(integer("minutes"))
            .col(text_null("purpose"))
            .index(&["meeting_id", "position"])
            .on(db)
            .await?;
        bare("meeting_delegate")
            .to("meeting_id", "meeting")
            .to("person_id", "person")
            .maybe_to("unit_id", "unit")
            .key(&["meeting_id", "person_id"])
            .on(db)
            .await?;
        bare("meeting_event")
            .to("meeting_id", "meeting")
            .col(big_integer("seq"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .col(string("kind"))
            .col(text("body"))
            .col(uuid("key"))
            .key(&["meeting_id", "seq"])
            .unique(&["meeting_id", "key"])
            .on(db)
            .await?;
        table("conclusion")
            .to("meeting_id", "meeting")
            .maybe_to("agenda_item_id", "agenda_item")
            .maybe_to("sector_id", "sector")
            .col(integer("position"))
            .col(text("body"))
            .col(string("state"))
            .col(revision())
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .maybe_to("recorded_by", "person")
            .col(sample())
            .index(&["meeting_id", "position"])
            .on(db)
            .await?;
        table("conclusion_revision")
            .to("conclusion_id", "conclusion")
            .col(big_integer("revision"))
            .col(text("body"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .on(db)
            .await?;
        bare("conclusion_source")
            .to("conclusion_id", "conclusion")
            .to("passage_id", "passage")
            .key(&["conclusion_id", "passage_id"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            db,
            &[
                "conclusion_source",
                "conclusion_revision",
                "conclusion",
                "meeting_event",
                "meeting_delegate",
                "agenda_item",
                "meeting",
            ],
        )
        .await
    }
}
