mod hub;

pub use hub::{Follower, Hub, Topic, Until};
