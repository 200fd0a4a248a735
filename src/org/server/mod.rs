pub mod entity;
mod store;

pub use store::{at, descendants, parents};
