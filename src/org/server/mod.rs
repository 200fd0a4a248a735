pub mod entity;
mod known;
mod store;

pub use known::{Known, arrived, known, read, read_under};
pub use store::{at, history, parents, revision};
