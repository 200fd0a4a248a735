//! The bloc's side of a period: who has sent, what is covered, and the consolidated report.

mod api;
mod model;
mod policy;
mod propose;
mod text;
mod view;

pub use model::{
    Board, Consolidated, Contributions, CoverageRow, Newer, Offered, PeriodLine, PeriodSheet, Proposed,
    Reminded, Reporter, SectionState, SectorPart, Sentence, Source, SourceState, Taken,
};
pub use policy::{
    Gap, OnTime, Punctuality, day_that_came, gap, may_remind, parse_days, punctuality, section_state,
    sentences, urgency,
};
pub use propose::{leads, rank};
pub use view::{ConsolidatedPage, PeriodPage, PeriodsPage, PunctualityBadge, TracedReportPage};

#[cfg(feature = "ssr")]
pub mod server;
