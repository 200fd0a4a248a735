//! What is measured: definitions, targets, the figures units report, and how each stands.

mod api;
mod model;
mod policy;
mod text;
mod view;


pub use model::{
    Aggregation, Cell, CellError, Column, Direction, Figure, FigureState, Frequency, Indicator, IndicatorRow, IndicatorSheet,
    PeriodValue, UnitValue, parse_cell,
};
pub use policy::{Standing, standing};
pub use view::{IndicatorPage, IndicatorsPage};

#[cfg(feature = "ssr")]
pub mod server;
