//! Checks kept as data, and the reasons given for warnings.

pub mod entity;
mod service;
mod store;

pub use service::{answer, require_clean, show};
