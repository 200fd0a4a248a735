//! Notices that something changed, so that open screens look again.

#[cfg(feature = "ssr")]
pub mod server;
