//! Targets as they are kept, and the table they are set in.

mod plain;
mod service;
mod store;

pub use plain::post_targets;
pub use service::{set, sheet};
pub use store::{Key, Written, put};
