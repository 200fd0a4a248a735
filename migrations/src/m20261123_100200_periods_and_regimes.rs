//! Periods, calendars and reporting regimes are data.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("period_set")
            .col(string_uniq("code"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .on(db)
            .await?;
        table("period")
            .to("set_id", "period_set")
            .col(string_uniq("code"))
            .col(string("kind"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .col(integer("year"))
            .col(date("starts_on"))
            .col(date("cut_off"))
            .col(date("due_on"))
            .col(date_null("locks_on"))
            .col(instant_null("opened_at"))
            .on(db)
            .await?;
        bare("period_due")
            .to("period_id", "period")
            .col(string("level"))
            .col(date("due_on"))
            .key(&["period_id", "level"])
            .on(db)
            .await?;
        bare("holiday").col(date("day")).col(string("name")).key(&["day"]).on(db).await?;
        table("regime")
            .col(string_uniq("code"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .col(string("cadence"))
            .col(text_null("legal_basis"))
            .to("bloc_id", "bloc")
            .on(db)
            .await?;
        table("outline")
            .to("regime_id", "regime")
            .col(integer("version"))
            .col(instant("created_at"))
            .unique(&["regime_id", "version"])
            .on(db)
            .await?;
        table("outline_section")
            .to("outline_id", "outline")
            .col(integer("position"))
            .col(string("kind"))
            .col(string("title_vi"))
            .col(string("title_en"))
            .maybe_to("sector_id", "sector")
            .unique(&["outline_id", "position"])
            .on(db)
            .await?;
        bare("regime_unit")
            .to("regime_id", "regime")
            .to("unit_id", "unit")
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .key(&["regime_id", "unit_id", "valid_from"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            db,
            &[
                "regime_unit",
                "outline_section",
                "outline",
                "regime",
                "holiday",
                "period_due",
                "period",
                "period_set",
            ],
        )
        .await
    }
}
