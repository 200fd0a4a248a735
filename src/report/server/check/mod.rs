//! Checks kept as data, and the reasons given for warnings.

pub mod entity;
mod kept;
mod service;
mod store;

pub use kept::{keep, switch_off, versions};
pub use service::{answer, judged, require_clean, show};
