//! What stands beside a cell of the grid: where the figure is going, and how it came to be what it is.

use super::{Report, ReportVersion};
use crate::id::{IndicatorId, PersonId};
use crate::indicator::{Column, Figure, Indicator};
use crate::number::Number;
use crate::org::Unit;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// All that is told of one figure beside its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureStory {
    pub indicator: IndicatorId,
    pub definition: Option<String>,
    pub legal_source: Option<String>,
    pub figure: Figure,
    /// What the year's pace asks for by the period's end.
    pub pace: Option<Number>,
    /// The unit's values of up to twelve periods before, oldest first: names in Vietnamese and English.
    pub past: Vec<PastValue>,
    /// Newest first.
    pub changes: Vec<FigureChange>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastValue {
    pub name_vi: String,
    pub name_en: String,
    pub value: Option<Number>,
}

/// One cell that one person changed, as [`super::cell_text`] writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureChange {
    pub at: Instant,
    pub by: Option<String>,
    pub column: Column,
    pub before: String,
    pub after: String,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureSource {
    pub report: Report,
    pub unit: Unit,
    pub indicator: Indicator,
    /// The newest that the report's way through its steps has kept.
    pub version: Option<ReportVersion>,
    pub story: FigureStory,
}

/// A figure that someone wrote since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshFigure {
    pub figure: Figure,
    pub writer: Option<Writer>,
}

/// Who wrote something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    pub person: PersonId,
    pub name: String,
    pub at: Instant,
}

/// What changed since an instant, and from when to ask on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshFigures {
    pub figures: Vec<FreshFigure>,
    pub now: Instant,
}
