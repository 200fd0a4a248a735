mod hub;

pub use hub::{Hub, Topic};
