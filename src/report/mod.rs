//! A unit's report for a period: figures and passages by sector, from draft to accepted. Every version stays.

mod api;
mod model;
mod policy;
mod text;
mod view;


pub use model::{
    CellEdit, CellOutcome, Grade, GridRow, Passage, PassageDraft, PassageEdit, PassageKind, PassageOutcome, Report,
    ReportLine, ReportSheet, ReportState, ReportStep, ReportVersion, SectorSection,
};
pub use policy::{allowed_steps, after, may_see, may_write};
pub use view::{ReportEditPage, ReportHistoryPage, ReportPage, ReportsPage};

#[cfg(feature = "ssr")]
pub mod server;
