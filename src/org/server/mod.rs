pub mod entity;
mod known;
mod store;

pub use known::{Held, Known, known};
pub use store::{at, history, parents, revision};
