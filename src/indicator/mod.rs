//! What is measured: definitions, targets, the figures units report, and how each stands.

mod aggregate;
mod aim;
mod api;
mod find;
mod model;
mod policy;
mod reading;
mod series;
mod text;
pub mod view;

pub use aggregate::Tally;
pub use aim::{Aim, aim, carried_aim};
pub use find::is_found;
pub use model::{
    Aggregation, Carried, Cell, CellError, Column, Comparison, Coverage, Direction, Figure, FigureState,
    Frequency, Heat, Indicator, IndicatorLine, IndicatorList, IndicatorRow, IndicatorSheet, PeriodValue,
    Total, UnitValue, parse_cell,
};
pub use policy::{
    Combined, STATUSES, Standing, change_since_prior, combine, signed_percent, standing, status_of_word,
    word_of_status,
};
pub use reading::{DefinitionVersion, IndicatorListing, IndicatorReading, ListAsked};
pub use series::{Counted, OverTime, carried, over_time};
pub use view::{IndicatorBullets, IndicatorFoot, IndicatorPage, IndicatorsPage, bullet_rows};

#[cfg(feature = "ssr")]
pub mod server;
