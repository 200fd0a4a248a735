//! The dictionary of indicators: what each is, how it adds up, since when and until when, and each change of
//! that with its reason. Definitions are never overwritten: a change is a new version.

mod check;
mod draft;
mod field;
mod input;
mod model;
#[cfg(test)]
pub mod tests;
mod text;
mod view;

pub use check::Known;
pub use draft::IndicatorDraft;
pub use field::Field;
pub use input::{FieldChange, IndicatorInput, changes};
pub use model::{
    Catalogue, CatalogueImport, CatalogueLine, EntryChange, EntryLeft, EntrySheet, EntryUse, EntryVersion,
    Named, RefusedEntry, Retired,
};
pub(super) use view::told;
pub use view::{CatalogueImportPage, CataloguePage, CataloguePreviewPage, EntryEditPage, EntryPage};
