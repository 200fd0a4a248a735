//! What people are told, the letters that carry it, and the reminders of reports.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        let email = Table::alter().table("person").add_column(string_null("email")).to_owned();
        db.alter_table(email).await?;
        table("notice")
            .to("person_id", "person")
            .col(string("kind"))
            .col(text("message"))
            .col(string("link"))
            .col(instant("created_at"))
            .col(instant_null("read_at"))
            .index(&["person_id", "created_at"])
            .on(db)
            .await?;
        table("letter")
            .to("notice_id", "notice")
            .col(string("address"))
            .col(text("subject"))
            .col(text("body"))
            .col(string("state"))
            .col(integer("attempts"))
            .col(instant("created_at"))
            .col(instant("due_at"))
            .col(uuid_null("lease"))
            .col(instant_null("leased_until"))
            .col(instant_null("sent_at"))
            .index(&["state", "due_at"])
            .on(db)
            .await?;
        // Where a sentence of the bloc's report comes from, to the sentence and paragraph, and which taking
        // brought it. One that the program computed from figures has no passage.
        for column in [
            uuid_null("take"),
            text_null("source_sentence"),
            string_null("source_block"),
            boolean("computed").default(false).to_owned(),
        ] {
            let add = Table::alter().table("consolidated_sentence").add_column(column).to_owned();
            db.alter_table(add).await?;
        }
        // The occasion makes a reminder that comes by itself come once: `before-3` of a unit and period.
        table("reminder")
            .to("period_id", "period")
            .to("unit_id", "unit")
            .col(string("occasion"))
            .maybe_to("person_id", "person")
            .col(instant("at"))
            .unique(&["period_id", "unit_id", "occasion"])
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["reminder", "letter", "notice"]).await?;
        for column in ["computed", "source_block", "source_sentence", "take"] {
            let drop = Table::alter().table("consolidated_sentence").drop_column(column).to_owned();
            db.alter_table(drop).await?;
        }
        db.alter_table(Table::alter().table("person").drop_column("email").to_owned()).await
    }
}
