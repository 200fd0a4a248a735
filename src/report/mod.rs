//! A unit's report for a period: figures and passages by sector, from draft to accepted. Every version stays.

mod api;
mod cell;
mod model;
mod policy;
mod queue;
mod text;
mod view;

pub use cell::{Verdict, cell_text, same_cell};
pub use model::{
    CellEdit, CellOutcome, Difference, Grade, GridRow, Passage, PassageDraft, PassageEdit, PassageKind,
    PassageOutcome, Report, ReportHistory, ReportLine, ReportSheet, ReportState, ReportStep, ReportVersion,
    SectorSection, Snapshot,
};
pub use policy::{after, allowed_steps, may_see, may_write, needed};
pub use view::{ReportEditPage, ReportHistoryPage, ReportPage, ReportsPage};

#[cfg(feature = "ssr")]
pub mod server;
