//! A definition says all that a dictionary does: how it adds up over time, its formula, its calendar, who
//! answers for it and until when it is collected; and each version who wrote it and why.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        // Each has a default, so that a row may be written without saying it.
        for column in [
            string("over_time").default("last").to_owned(),
            // A version without one is of the indicator's own.
            uuid_null("sector_id"),
            string_null("numerator"),
            string_null("denominator"),
            text_null("formula"),
            string("period_set").default("LEGAL").to_owned(),
            string_null("function_code"),
            text_null("shares"),
            date_null("valid_to"),
        ] {
            let add = Table::alter().table("indicator_version").add_column(column).to_owned();
            db.alter_table(add).await?;
        }
        let follows = "UPDATE indicator_version SET over_time = 'add' \
                       WHERE NOT cumulative AND aggregation IN ('sum', 'difference')";
        let sectors = "UPDATE indicator_version SET sector_id = ( \
                       SELECT sector_id FROM indicator WHERE indicator.id = indicator_version.indicator_id)";
        for statement in [follows, sectors] {
            db.get_connection().execute_unprepared(statement).await?;
        }
        bare("indicator_change")
            .to("version_id", "indicator_version")
            .col(instant("at"))
            .maybe_to("person_id", "person")
            .col(text_null("reason"))
            .key(&["version_id"])
            .on(db)
            .await?;
        // What a file would do, to be looked at first.
        table("catalogue_import")
            .to("person_id", "person")
            .col(string("name"))
            .col(text("body"))
            .col(instant("at"))
            .col(instant_null("applied_at"))
            .on(db)
            .await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["catalogue_import", "indicator_change"]).await?;
        for column in [
            "valid_to",
            "shares",
            "function_code",
            "period_set",
            "formula",
            "denominator",
            "numerator",
            "sector_id",
            "over_time",
        ] {
            let drop = Table::alter().table("indicator_version").drop_column(column).to_owned();
            db.alter_table(drop).await?;
        }
        Ok(())
    }
}
