mod definition;
pub mod dictionary;
pub mod entity;
pub mod figure;
pub mod past;
mod reported;
mod service;
mod store;
pub mod target;
pub mod trace;

pub use definition::{all, at, by_code, by_code_at};
pub use service::{contributions, lines, list, rows, sheet};

crate::doors! {
    ListIndicators => Read(Read),
    ShowIndicator => Read(Read),
    ShowCatalogue => Read(ManageCatalogue),
    ShowCatalogueEntry => Read(ManageCatalogue),
    ShowCatalogueImport => Read(ManageCatalogue),
    ShowTargets => Read(ManageCatalogue),
}
