pub mod entity;
pub mod figure;
mod reported;
mod service;
mod store;

pub use service::{lines, list, rows, sheet};
pub use store::{all, by_code};

crate::doors! { ListIndicators => Read(Read), ShowIndicator => Read(Read) }
