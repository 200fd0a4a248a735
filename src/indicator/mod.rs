//! What is measured: definitions, targets, the figures units report, and how each stands.

mod aggregate;
mod aim;
mod api;
mod dictionary;
mod formula;
mod model;
mod pace;
mod policy;
mod reading;
mod series;
mod target;
mod text;
pub mod view;

pub use aggregate::Tally;
pub use aim::{Aim, aim, carried_aim};
pub use dictionary::{
    Catalogue, CatalogueImport, CatalogueImportPage, CatalogueLine, CataloguePage, CataloguePreviewPage,
    EntryChange, EntryEditPage, EntryLeft, EntryPage, EntrySheet, EntryUse, EntryVersion, Field, FieldChange,
    IndicatorDraft, IndicatorInput, Known, Named, RefusedEntry, Retired, changes,
};
pub use formula::{Formula, Formulas};
pub use model::{
    Aggregation, Carried, Cell, CellError, Column, Comparison, Coverage, Direction, Figure, FigureState,
    Frequency, Heat, Indicator, IndicatorLine, IndicatorList, IndicatorRow, IndicatorSheet, OverTime,
    PeriodValue, Total, UnitValue, parse_cell,
};
pub use pace::{Shares, TargetPlan, pace};
pub use policy::{
    Combined, STATUSES, Standing, aimed_at, change_since_prior, combine, signed_percent, standing,
    standing_on, status_of_word, word_of_status,
};
pub use reading::{Covering, DefinitionVersion, IndicatorListing, IndicatorReading, ListAsked};
pub use series::{Counted, Spanned, carried, over_time};
pub use target::{
    Pasted, TargetCell, TargetColumn, TargetEdit, TargetInput, TargetRevision, TargetRow, TargetSheet,
    TargetsAsked, TargetsPage, cell_name, read_pasted,
};
pub use view::{CoveragePage, IndicatorBullets, IndicatorFoot, IndicatorPage, IndicatorsPage, bullet_rows};

#[cfg(feature = "ssr")]
pub mod server;
