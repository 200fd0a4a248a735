//! A sector's card: the one page a chair needs when its turn comes.

mod api;
mod text;
mod view;

pub use view::{SectorPage, SectorsPage};

#[cfg(feature = "ssr")]
pub mod server;
