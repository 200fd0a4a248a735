//! A regime says all that it asks: type, content, calendar, deadlines, and the indicators of each outline.
//! Which regime opened which period is kept, and who may still write after the lock.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        let added: Vec<(&'static str, ColumnDef)> = vec![
            ("holiday", string("kind").default("holiday").to_owned()),
            ("holiday", text_null("source")),
            // The sets there were are cut by the law.
            ("period_set", integer("start_day").default(15).to_owned()),
            ("period_set", integer("month_offset").default(-1).to_owned()),
            ("period_set", integer("school_month").default(9).to_owned()),
            ("period_set", integer("school_months").default(9).to_owned()),
            ("regime", string("regime_type").default("periodic").to_owned()),
            ("regime", text_null("content")),
            ("regime", text_null("receiver")),
            ("regime", text_null("sending")),
            ("regime", revision()),
            ("outline_section", text_null("guidance")),
        ];
        for (table, column) in added {
            db.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        bare("regime_rule")
            .to("regime_id", "regime")
            .to("set_id", "period_set")
            .col(string("shift"))
            .col(integer_null("lock_days"))
            .key(&["regime_id"])
            .on(db)
            .await?;
        bare("outline_change")
            .to("outline_id", "outline")
            .col(text_null("note"))
            .maybe_to("changed_by", "person")
            .key(&["outline_id"])
            .on(db)
            .await?;
        bare("regime_due")
            .to("regime_id", "regime")
            .col(string("level"))
            .col(string("rule"))
            .col(integer("number"))
            .col(integer("months_after"))
            .key(&["regime_id", "level"])
            .on(db)
            .await?;
        bare("outline_indicator")
            .to("outline_id", "outline")
            .to("indicator_id", "indicator")
            .key(&["outline_id", "indicator_id"])
            .on(db)
            .await?;
        bare("period_regime")
            .to("period_id", "period")
            .to("regime_id", "regime")
            .to("outline_id", "outline")
            .col(instant("opened_at"))
            .maybe_to("opened_by", "person")
            .key(&["period_id", "regime_id"])
            .on(db)
            .await?;
        table("period_exception")
            .to("period_id", "period")
            .to("unit_id", "unit")
            .col(date("until"))
            .col(text("reason"))
            .col(instant("granted_at"))
            .maybe_to("granted_by", "person")
            .col(instant_null("revoked_at"))
            .maybe_to("revoked_by", "person")
            .index(&["period_id", "until"])
            .on(db)
            .await?;
        let carried = [
            "UPDATE period_set SET code = 'LEGAL' WHERE code = 'HALF'",
            "UPDATE regime SET cadence = 'half' WHERE cadence = 'half-yearly'",
            "INSERT INTO outline_indicator (outline_id, indicator_id) \
             SELECT outline.id, regime_indicator.indicator_id \
             FROM outline JOIN regime_indicator ON regime_indicator.regime_id = outline.regime_id",
            "INSERT INTO period_regime (period_id, regime_id, outline_id, opened_at) \
             SELECT period_id, regime_id, outline_id, MIN(created_at) FROM report \
             GROUP BY period_id, regime_id, outline_id",
        ];
        for statement in carried {
            db.get_connection().execute_unprepared(statement).await?;
        }
        db.drop_table(Table::drop().table("regime_indicator").to_owned()).await
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        bare("regime_indicator")
            .to("regime_id", "regime")
            .to("indicator_id", "indicator")
            .key(&["regime_id", "indicator_id"])
            .on(db)
            .await?;
        let back = "INSERT INTO regime_indicator (regime_id, indicator_id) \
                    SELECT DISTINCT outline.regime_id, outline_indicator.indicator_id \
                    FROM outline JOIN outline_indicator ON outline_indicator.outline_id = outline.id";
        db.get_connection().execute_unprepared(back).await?;
        let tables = [
            "period_exception",
            "period_regime",
            "outline_indicator",
            "regime_due",
            "outline_change",
            "regime_rule",
        ];
        drop_tables(db, &tables).await?;
        let added = [
            ("holiday", vec!["kind", "source"]),
            ("period_set", vec!["start_day", "month_offset", "school_month", "school_months"]),
            ("regime", vec!["regime_type", "content", "receiver", "sending", "revision"]),
            ("outline_section", vec!["guidance"]),
        ];
        for (table, columns) in added {
            for column in columns {
                db.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
            }
        }
        Ok(())
    }
}
