//! The figures grid as a sheet: places and ranges, blocks from the clipboard, what becomes of them, and what was
//! done. Knows no page and no network.

mod block;
mod heading;
mod history;
mod notation;
mod paste;
mod range;
mod text;

pub use block::Block;
pub use history::{Edit, History, Turned};
pub use notation::Notation;
pub use paste::{Fate, Line, Manner, Plan, Put, Refusal, Skip};
pub use range::{Place, Range, Way, fill, nearest};

use crate::indicator::Column;
use crate::search::folded;

/// The columns that are typed into, from left to right.
pub const COLUMNS: [Column; 5] =
    [Column::Target, Column::Actual, Column::Prior, Column::NotApplicable, Column::Reason];

/// Where a column stands among [`COLUMNS`].
pub fn place_of(column: Column) -> usize {
    COLUMNS.iter().position(|it| *it == column).unwrap_or_default()
}
