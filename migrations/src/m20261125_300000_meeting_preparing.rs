//! An agenda is a tree with notes and papers; people are asked to come and answer; what was published is kept.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ADDED: [(&str, &[&str]); 3] = [
    ("meeting", &["urgent", "sequence"]),
    ("agenda_item", &["parent_id", "presenter_name", "decision", "note"]),
    ("letter", &["calendar"]),
];

fn column(name: &'static str) -> ColumnDef {
    match name {
        // How often an invitation was changed since the first went out.
        "sequence" => integer(name).default(0).to_owned(),
        "parent_id" => uuid_null(name),
        "presenter_name" => string_null(name),
        _ => text_null(name),
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in ADDED {
            for name in columns {
                db.alter_table(Table::alter().table(table).add_column(column(name)).to_owned()).await?;
            }
        }
        bare("invitation")
            .to("meeting_id", "meeting")
            .to("person_id", "person")
            .col(instant_null("sent_at"))
            .col(integer("sequence"))
            .col(string_null("answer"))
            .col(text_null("reason"))
            .col(string_null("substitute"))
            .col(string_null("substitute_post"))
            .col(instant_null("answered_at"))
            .key(&["meeting_id", "person_id"])
            .on(db)
            .await?;
        // Apart from the items, so that whoever reads these does not read that.
        bare("agenda_note")
            .to("agenda_item_id", "agenda_item")
            .col(text("body"))
            .col(revision())
            .col(instant("updated_at"))
            .maybe_to("person_id", "person")
            .key(&["agenda_item_id"])
            .on(db)
            .await?;
        // A passage may go from its report; the link then leads nowhere and is not shown.
        bare("agenda_passage")
            .to("agenda_item_id", "agenda_item")
            .col(uuid("passage_id"))
            .key(&["agenda_item_id", "passage_id"])
            .on(db)
            .await?;
        table("agenda_paper")
            .to("agenda_item_id", "agenda_item")
            .col(string("name"))
            .col(string("kind"))
            .col(big_integer("bytes"))
            .col(instant("added_at"))
            .maybe_to("person_id", "person")
            .on(db)
            .await?;
        bare("agenda_paper_file")
            .to("agenda_paper_id", "agenda_paper")
            .col(blob("body"))
            .key(&["agenda_paper_id"])
            .on(db)
            .await?;
        bare("published_agenda")
            .to("meeting_id", "meeting")
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .col(text("body"))
            .key(&["meeting_id"])
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            db,
            &[
                "published_agenda",
                "agenda_paper_file",
                "agenda_paper",
                "agenda_passage",
                "agenda_note",
                "invitation",
            ],
        )
        .await?;
        for (table, columns) in ADDED {
            for name in columns {
                db.alter_table(Table::alter().table(table).drop_column(*name).to_owned()).await?;
            }
        }
        Ok(())
    }
}
