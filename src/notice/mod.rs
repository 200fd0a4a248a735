//! What a person is told: beside the bell, and by e-mail where the office has set it up.

mod api;
mod model;
mod text;
mod view;

pub use model::{Message, Name, Notice, NoticeLine, NoticeList};
pub use view::{Bell, NoticesPage};

#[cfg(feature = "ssr")]
pub mod server;
