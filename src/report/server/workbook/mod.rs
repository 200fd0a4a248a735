//! Reads and writes a report's figures as an `.xlsx` file.
//!
//! `form` knows the columns, `write` and `read` the file, `judge` what becomes of a row,
//! `service` whose it is, and `routes` the addresses.

pub mod entity;
mod form;
mod judge;
mod read;
mod routes;
mod service;
#[cfg(test)]
mod tests;
mod write;

pub use routes::{apply_import, download, download_refused, upload};
pub use service::{apply, export, preview, refused_sheet, show};
