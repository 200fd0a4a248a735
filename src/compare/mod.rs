//! Indicators, units and periods beside each other, in views that an address keeps.

mod api;
mod asked;
mod model;
mod plot;
mod policy;
mod text;
mod view;

pub use asked::{Asked, CELLS, MOST_INDICATORS, MOST_PERIODS, MOST_UNITS, Shape, Share, UnitWord};
pub use model::{CompareSheet, SavedView};
pub use plot::{Plot, plot};
pub use policy::{may_share, may_use, shape, shapes};
pub use view::{ComparePage, CompareTable};

#[cfg(feature = "ssr")]
pub mod server;
