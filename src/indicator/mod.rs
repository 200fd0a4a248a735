//! What is measured: definitions, targets, the figures units report, and how each stands.

mod api;
mod model;
mod policy;
mod text;
pub mod view;

pub use model::{
    Aggregation, Cell, CellError, Column, Direction, Figure, FigureState, Frequency, Indicator,
    IndicatorLine, IndicatorList, IndicatorRow, IndicatorSheet, PeriodValue, UnitValue, parse_cell,
};
pub use policy::{
    Combined, STATUSES, Standing, change_since_prior, combine, signed_percent, standing, status_of_word,
    word_of_status,
};
pub use view::{IndicatorBullets, IndicatorPage, IndicatorsPage, bullet_rows};

#[cfg(feature = "ssr")]
pub mod server;
