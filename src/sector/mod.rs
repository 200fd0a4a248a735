//! A sector's card: the one page a chair needs when its turn comes.

mod api;
mod model;
mod policy;
mod text;
mod view;

pub use api::show_sector_card;
pub use model::{Counts, SectorBoard, SectorCard, SectorLine, SectorReading};
pub use policy::{counts, headline, worst_first};
pub use view::{CardView, SectorPage, SectorsPage};

#[cfg(feature = "ssr")]
pub mod server;
