//! The database's history, oldest first. Append; never edit a step that has shipped.
//!
//! Conventions: identifiers are UUIDv7, instants are UTC, exact decimals are whole numbers of
//! ten-thousandths (`i64`), closed lists are words checked by the program. Rules that must hold
//! whatever the program does (references, uniqueness, presence) are in the database.

pub use sea_orm_migration::prelude::*;

mod m20261123_100000_units_blocs_and_sectors;
mod m20261123_100100_people_grants_and_sessions;
mod m20261123_100200_periods_and_regimes;
mod m20261123_100300_indicators_and_targets;
mod m20261123_100400_reports_figures_and_passages;
mod m20261123_100500_meetings_events_and_conclusions;
mod m20261123_100600_tasks_and_progress;
mod m20261123_100700_audit_and_settings;
mod m20261123_210000_documents;
mod m20261123_240000_checks;
mod m20261123_250000_regimes;
mod m20261123_260000_comments;
mod m20261123_270000_notices;
mod m20261123_290000_totals;
mod m20261123_320000_views;
mod m20261125_100000_dictionary;
mod m20261125_110000_target_revisions;
mod m20261125_200000_meeting_notes;
mod m20261125_300000_meeting_preparing;
mod m20261126_100000_dictionary_counts;
mod m20261126_110000_outlines_count;
mod make;
pub mod totals;

/// Every step, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_100000_units_blocs_and_sectors::Migration),
            Box::new(m20261123_100100_people_grants_and_sessions::Migration),
            Box::new(m20261123_100200_periods_and_regimes::Migration),
            Box::new(m20261123_100300_indicators_and_targets::Migration),
            Box::new(m20261123_100400_reports_figures_and_passages::Migration),
            Box::new(m20261123_100500_meetings_events_and_conclusions::Migration),
            Box::new(m20261123_100600_tasks_and_progress::Migration),
            Box::new(m20261123_100700_audit_and_settings::Migration),
            Box::new(m20261123_210000_documents::Migration),
            Box::new(m20261123_240000_checks::Migration),
            Box::new(m20261123_250000_regimes::Migration),
            Box::new(m20261123_260000_comments::Migration),
            Box::new(m20261123_270000_notices::Migration),
            Box::new(m20261123_290000_totals::Migration),
            Box::new(m20261123_320000_views::Migration),
            Box::new(m20261125_100000_dictionary::Migration),
            Box::new(m20261125_110000_target_revisions::Migration),
            Box::new(m20261125_200000_meeting_notes::Migration),
            Box::new(m20261125_300000_meeting_preparing::Migration),
            Box::new(m20261126_100000_dictionary_counts::Migration),
            Box::new(m20261126_110000_outlines_count::Migration),
        ]
    }
}
