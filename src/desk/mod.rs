//! The first screen: what I owe, what is next.

mod api;
mod model;
mod text;
mod view;

pub use model::Desk;
pub use view::DeskPage;

#[cfg(feature = "ssr")]
pub mod server;
