//! Keeps the dictionary: whole definitions with all their versions, files of them, and the forms' addresses.
//!
//! `store` knows the rows, `service` what may be done, `table` what a file's rows say, `file` how files are
//! written and read, `judge` what becomes of their rows, `import` keeps what was looked at, and `plain` the
//! addresses.

mod file;
mod import;
mod judge;
mod plain;
mod service;
mod store;
mod table;
#[cfg(test)]
mod tests;

pub use import::{apply, export_csv, export_xlsx, preview, refused_file, show_import};
pub use plain::{
    apply_import, download_csv, download_refused, download_xlsx, post_edit, post_entry, post_new, upload,
};
pub use service::{catalogue, define, entry, retire, revise};
pub use store::{may_change, require};
