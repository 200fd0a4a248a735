//! The bloc's side of a period: who has sent, what is covered, and the consolidated report.

mod api;
mod text;
mod view;

pub use view::{ConsolidatedPage, PeriodPage, PeriodsPage};

#[cfg(feature = "ssr")]
pub mod server;
