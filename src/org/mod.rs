//! Units, the blocs that meet, and the sectors that are the stable key: offices are merged and renamed,
//! functions stay.

mod model;

pub use model::{Bloc, Org, Sector, Unit, UnitKind};

#[cfg(feature = "ssr")]
pub mod server;
