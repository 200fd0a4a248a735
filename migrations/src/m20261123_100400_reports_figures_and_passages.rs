//! A report is for unit, period and regime; every version stays; a consolidated sentence knows its source.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("report")
            .to("unit_id", "unit")
            .to("period_id", "period")
            .to("regime_id", "regime")
            .to("outline_id", "outline")
            .col(string("state"))
            .col(revision())
            .col(text_null("returned_reason"))
            .col(instant("created_at"))
            .col(instant_null("sent_at"))
            .col(instant_null("accepted_at"))
            .col(integer("changes_after_acceptance"))
            .col(sample())
            .unique(&["unit_id", "period_id", "regime_id"])
            .index(&["period_id", "state"])
            .on(db)
            .await?;
        table("report_version")
            .to("report_id", "report")
            .col(integer("number"))
            .col(string("step"))
            .col(text_null("reason"))
            .col(text("snapshot"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .unique(&["report_id", "number"])
            .on(db)
            .await?;
        table("passage")
            .to("report_id", "report")
            .to("sector_id", "sector")
            .col(string("kind"))
            .col(integer("position"))
            .col(text("body"))
            .col(string_null("grade"))
            .col(revision())
            .col(instant("updated_at"))
            .maybe_to("updated_by", "person")
            .col(sample())
            .index(&["report_id", "position"])
            .on(db)
            .await?;
        table("figure")
            .to("report_id", "report")
            .to("indicator_id", "indicator")
            .to("unit_id", "unit")
            .to("period_id", "period")
            .col(string("state"))
            .col(amount_null("value"))
            .col(amount_null("numerator"))
            .col(amount_null("denominator"))
            .col(amount_null("prior"))
            .col(text_null("reason"))
            .col(revision())
            .col(instant("updated_at"))
            .maybe_to("updated_by", "person")
            .col(sample())
            .unique(&["report_id", "indicator_id"])
            .index(&["indicator_id", "unit_id", "period_id"])
            .index(&["period_id", "indicator_id"])
            .on(db)
            .await?;
        table("figure_history")
            .to("figure_id", "figure")
            .col(text("before"))
            .col(text("after"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .on(db)
            .await?;
        table("consolidated")
            .to("period_id", "period")
            .to("bloc_id", "bloc")
            .col(string("state"))
            .col(revision())
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .unique(&["period_id", "bloc_id"])
            .on(db)
            .await?;
        table("consolidated_sentence")
            .to("consolidated_id", "consolidated")
            .to("sector_id", "sector")
            .col(integer("position"))
            .col(text("body"))
            .maybe_to("source_passage_id", "passage")
            .col(big_integer("source_revision"))
            .col(text("source_body"))
            .col(revision())
            .index(&["consolidated_id", "sector_id", "position"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            db,
            &[
                "consolidated_sentence",
                "consolidated",
                "figure_history",
                "figure",
                "passage",
                "report_version",
                "report",
            ],
        )
        .await
    }
}
