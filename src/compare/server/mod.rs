pub mod entity;
mod file;
mod saved;
mod service;

pub use file::{chart_file, csv_file, xlsx_file, xlsx_of_view};
pub use saved::{ViewInput, post_remove, post_save, remove, save, usable, views};
pub use service::{published, sheet};

crate::doors! { ShowComparison => Read(Read) }
