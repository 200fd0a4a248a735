mod by_unit;
mod compare;
pub mod entity;
pub mod figure;
pub mod past;
mod reading;
mod reported;
mod service;
mod store;
pub mod totals;
pub mod trace;

pub use compare::{compare, coverage, heat};
pub use reading::{listing, reading};
pub use service::{below, contributions, lines, list, rows, sheet, units_of};
pub use store::{all, by_code};

crate::doors! { ListIndicators => Read(Read), ShowIndicator => Read(Read) }
