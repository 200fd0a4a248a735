pub mod entity;
pub mod figure;
pub mod past;
mod reported;
mod service;
mod store;
pub mod trace;

pub use service::{contributions, lines, list, rows, sheet};
pub use store::{all, by_code};

crate::doors! { ListIndicators => Read(Read), ShowIndicator => Read(Read) }
