//! Reporting periods and the regimes that ask for reports. Late and locked are two things.

mod model;

pub use model::{Period, PeriodKind};

#[cfg(feature = "ssr")]
pub mod server;
