//! Ten million figures: the totals of the units above others are kept, and what is kept cannot drift from what
//! it is made of, because the database itself counts each figure in and out.
//!
//! A figure is *counted* while its report is published and no newer figure of the same unit, period and
//! indicator stands in another published report. `tally` holds, for each unit that has others below it, the
//! sums over all counted figures of its part of the tree; `unit_within` says in which totals a unit is counted
//! from when to when. Both are made anew by the program where the organisation changes, which `org_revision`
//! tells. `target_change` tells whether targets in a program's memory are still those of the database.

use crate::make::*;
use crate::totals;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        bare("org_revision").col(integer("id")).col(big_integer("number")).key(&["id"]).on(db).await?;
        bare("unit_within")
            .col(uuid("unit_id"))
            .col(uuid("above_id"))
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .key(&["unit_id", "above_id", "valid_from"])
            .on(db)
            .await?;
        bare("tally_state").col(integer("id")).col(big_integer("org_number")).key(&["id"]).on(db).await?;
        bare("tally_period").col(uuid("period_id")).col(string("made_of")).key(&["period_id"]).on(db).await?;
        let mut tally = bare("tally").col(uuid("period_id")).col(uuid("unit_id")).col(uuid("indicator_id"));
        for column in totals::SUMS {
            tally = tally.col(big_integer(column));
        }
        tally.key(&["period_id", "unit_id", "indicator_id"]).on(db).await?;

        bare("target_change")
            .col(uuid("indicator_id"))
            .col(integer("year"))
            .col(big_integer("number"))
            .key(&["indicator_id", "year"])
            .on(db)
            .await?;
        // Nearly all targets have no period, so that an index by it leads to all of them.
        for name in ["ix_target_indicator_id", "ix_target_period_id"] {
            db.drop_index(Index::drop().name(name).table("target").to_owned()).await?;
        }

        let counted = boolean("counted").default(false).to_owned();
        db.alter_table(Table::alter().table("figure").add_column(counted).to_owned()).await?;
        // Each of these begins another index, or nobody asks by it.
        for name in [
            "ix_figure_report_id",
            "ix_figure_indicator_id",
            "ix_figure_unit_id",
            "ix_figure_period_id",
            "ix_figure_updated_by",
            "ix_figure_indicator_id_unit_id_period_id",
            "ix_figure_period_id_indicator_id",
        ] {
            db.drop_index(Index::drop().name(name).table("figure").to_owned()).await?;
        }
        let sql = db.get_connection();
        for statement in [
            "CREATE INDEX ix_figure_period_id_unit_id ON figure (period_id, unit_id)",
            "CREATE INDEX ix_target_of_year ON target (indicator_id, year, unit_id, value, sample) \
             WHERE period_id IS NULL",
            "CREATE INDEX ix_target_of_period ON target (indicator_id, period_id) WHERE period_id IS NOT NULL",
            "INSERT INTO org_revision (id, number) VALUES (1, 1)",
            "INSERT INTO tally_state (id, org_number) VALUES (1, 0)",
        ] {
            sql.execute_unprepared(statement).await?;
        }
        sql.execute_unprepared(totals::WINNERS).await?;
        sql.execute_unprepared("UPDATE figure SET counted = TRUE WHERE id IN (SELECT id FROM figure_winner)")
            .await?;
        sql.execute_unprepared(
            "CREATE UNIQUE INDEX uq_figure_counted ON figure (indicator_id, unit_id, period_id) WHERE counted",
        )
        .await?;
        let backend = sql.get_database_backend();
        let watches = [totals::watch_organisation, totals::watch_figures, totals::watch_targets];
        for statement in watches.into_iter().flat_map(|it| it(backend)) {
            sql.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        let sql = db.get_connection();
        let backend = sql.get_database_backend();
        let watches = [totals::leave_targets, totals::leave_figures, totals::leave_organisation];
        for statement in watches.into_iter().flat_map(|it| it(backend)) {
            sql.execute_unprepared(&statement).await?;
        }
        for statement in [
            "DROP VIEW figure_winner",
            "DROP INDEX uq_figure_counted",
            "DROP INDEX ix_figure_period_id_unit_id",
            "DROP INDEX ix_target_of_year",
            "DROP INDEX ix_target_of_period",
            "CREATE INDEX ix_target_indicator_id ON target (indicator_id)",
            "CREATE INDEX ix_target_period_id ON target (period_id)",
        ] {
            sql.execute_unprepared(statement).await?;
        }
        db.alter_table(Table::alter().table("figure").drop_column("counted").to_owned()).await?;
        for columns in [
            &["report_id"][..],
            &["indicator_id"],
            &["unit_id"],
            &["period_id"],
            &["updated_by"],
            &["indicator_id", "unit_id", "period_id"],
            &["period_id", "indicator_id"],
        ] {
            let mut index = Index::create();
            index.name(format!("ix_figure_{}", columns.join("_"))).table("figure");
            for column in columns {
                index.col(*column);
            }
            db.create_index(index).await?;
        }
        drop_tables(
            db,
            &["target_change", "tally", "tally_period", "tally_state", "unit_within", "org_revision"],
        )
        .await
    }
}
