//! A report's passages, written by several people at once.
//!
//! One document a report, merged by `yrs`. What was acknowledged is a committed row; the document in memory is
//! made from the rows and may be dropped at any moment. The passages as they are read are drawn from it.

mod batch;
mod doc;
pub mod entity;
mod presence;
mod project;
mod room;
mod route;
mod scan;
mod service;
mod store;
#[cfg(test)]
mod tests;

pub use room::Documents;
pub use route::{ROUTES, Route, routes};
pub use service::{
    Share, Taken, Writing, append, closed, describe_passage, drop_late, late_updates, merge_late,
    remove_passage, settle, settle_in, share, who_is_here,
};
