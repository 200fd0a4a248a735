//! Units, the blocs that meet, and the sectors that are the stable key: offices are merged and renamed,
//! functions stay.

mod history;
mod lineage;
mod model;
mod tree;

pub use history::{History, Span, Succession, SuccessionKind};
pub use lineage::Lineage;
pub use model::{Bloc, Org, Sector, Unit, UnitKind};
pub use tree::Tree;

#[cfg(feature = "ssr")]
pub mod server;
