mod by_unit;
mod compare;
mod definition;
mod derived;
pub mod dictionary;
pub mod entity;
pub mod figure;
mod held;
pub mod past;
mod reading;
mod reported;
mod service;
mod store;
pub mod target;
pub mod totals;
pub mod trace;

pub use compare::{compare, coverage, heat};
pub use definition::{all, by_code};
pub use held::{Dictionary, known};
pub use reading::{covering, listing, reading};
pub use service::{below, contributions, lines, list, rows, units_of};

crate::doors! {
    ListIndicators => Read(Read),
    ShowIndicator => Read(Read),
    ShowCoverage => Read(Read),
    ShowCatalogue => Read(ManageCatalogue),
    ShowCatalogueEntry => Read(ManageCatalogue),
    ShowCatalogueImport => Read(ManageCatalogue),
    ShowTargets => Read(ManageCatalogue),
}
