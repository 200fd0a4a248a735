//! Figures of many units together, read at the cost of what is shown.

mod aims;
mod answer;
mod ask;
pub mod entity;
mod settle;
mod sight;

pub use aims::HeldAims;
pub use answer::Answer;
pub use ask::{Question, organisation};
pub use settle::{is_counted, settle, settle_telling, settled};
pub use sight::unpublished;
