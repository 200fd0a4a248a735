pub mod entity;
mod file;
mod saved;
mod service;

pub use file::{csv_file, png_file, svg_file, xlsx_file, xlsx_of_view};
pub use saved::{ViewInput, post_remove, post_save, remove, save, usable, views};
pub use service::{published, sheet};

crate::doors! { ShowComparison => Read(Read) }
