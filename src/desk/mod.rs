//! The first screen: what I owe, what is next.

mod api;
mod text;
mod view;

pub use view::DeskPage;

#[cfg(feature = "ssr")]
pub mod server;
