//! The bloc's side of a period: who has sent, what is covered, and the consolidated report.

mod api;
mod model;
mod policy;
mod text;
mod view;

pub use model::{
    Board, Consolidated, CoverageRow, PeriodLine, PeriodSheet, Reporter, SectorPart, Sentence, Source,
    SourceState, Waiting,
};
pub use policy::{Gap, Punctuality, gap, punctuality, sentences};
pub use view::{ConsolidatedPage, PeriodPage, PeriodsPage, PunctualityBadge};

#[cfg(feature = "ssr")]
pub mod server;
