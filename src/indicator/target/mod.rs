//! Targets of units, for a year or one of its periods: set together in one table, and revised with the day, the
//! reason and who.

mod input;
mod model;
mod paste;
mod text;
mod view;

pub use input::{TargetEdit, TargetInput, cell_name};
pub use model::{TargetCell, TargetColumn, TargetRevision, TargetRow, TargetSheet, TargetsAsked};
pub use paste::{Pasted, read as read_pasted};
pub use view::TargetsPage;
