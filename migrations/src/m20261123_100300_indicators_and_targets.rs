//! Indicator definitions are versioned; a target belongs to indicator, unit and year or period.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("indicator")
            .col(string_uniq("code"))
            .to("sector_id", "sector")
            .col(integer("version"))
            .col(integer("position"))
            .on(db)
            .await?;
        table("indicator_version")
            .to("indicator_id", "indicator")
            .col(integer("version"))
            .col(date("valid_from"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .col(string("measure"))
            .col(string("direction"))
            .col(string("aggregation"))
            .col(string("frequency"))
            .col(integer("decimals"))
            .col(amount_null("range_low"))
            .col(amount_null("range_high"))
            .col(boolean("cumulative"))
            .col(string_null("responsible"))
            .col(text_null("legal_source"))
            .col(text_null("definition"))
            .col(string_null("parent_code"))
            .unique(&["indicator_id", "version"])
            .on(db)
            .await?;
        bare("regime_indicator")
            .to("regime_id", "regime")
            .to("indicator_id", "indicator")
            .key(&["regime_id", "indicator_id"])
            .on(db)
            .await?;
        table("target")
            .to("indicator_id", "indicator")
            .to("unit_id", "unit")
            .col(integer("year"))
            .maybe_to("period_id", "period")
            .col(amount_null("value"))
            .col(date("adopted_on"))
            .col(revision())
            .col(sample())
            .col(instant("updated_at"))
            .unique(&["indicator_id", "unit_id", "year", "period_id"])
            .on(db)
            .await?;
        table("target_revision")
            .to("target_id", "target")
            .col(amount_null("value"))
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["target_revision", "target", "regime_indicator", "indicator_version", "indicator"])
            .await
    }
}
