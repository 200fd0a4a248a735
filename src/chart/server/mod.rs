//! Charts as pictures, for documents and downloads.

mod png;

pub use png::{FONTS, png};
