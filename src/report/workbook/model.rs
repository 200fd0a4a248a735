use crate::error::Problem;
use crate::id::{FigureImportId, IndicatorId, ReportId};
use crate::indicator::Column;
use crate::number::Number;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What a cell of a sheet holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    #[default]
    Empty,
    Number(Number),
    Text(String),
}

/// Why a cell, or with no column its row, is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    Cell(Problem),
    NoSuchCode,
    /// The report is not asked for it.
    NotAsked,
    NotDue,
    /// The code stands in an earlier row already.
    Twice,
    /// `#REF!` and its like.
    ErrorValue(String),
    ADate,
    /// Neither empty nor `x`.
    NotAMark,
    /// Not applicable, and a value.
    ValueAndMark,
    /// The figure is not what its two numbers make.
    Mismatch,
    /// One of a ratio's two numbers alone.
    HalfRatio,
    /// Comes from last year's report.
    KeptPrior,
    /// Someone wrote this into the report since the sheet was taken out.
    ChangedMeanwhile(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedCell {
    pub column: Option<Column>,
    pub why: Why,
}

/// A row that is not taken, with what it held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// As the spreadsheet counts.
    pub line: u32,
    pub code: String,
    pub name: String,
    pub cells: Vec<RefusedCell>,
    /// Target, actual, prior, not applicable, reason, numerator, denominator.
    pub given: [Given; 7],
}

/// One cell that would change; the texts are as [`crate::report::cell_text`] writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChange {
    pub indicator: IndicatorId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub column: Column,
    pub before: String,
    pub after: String,
}

/// A change that was not taken in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLeft {
    pub code: String,
    pub column: Column,
    pub why: Why,
}

/// What a file would do to a report. Nothing is kept of it until it is applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    pub id: FigureImportId,
    pub report: ReportId,
    /// The file's name.
    pub name: String,
    /// Rows with a code.
    pub rows: u32,
    /// Rows in which nothing changes.
    pub unchanged: u32,
    pub changes: Vec<ImportChange>,
    pub refused: Vec<RefusedRow>,
    pub applied: Option<Instant>,
    pub left: Vec<ImportLeft>,
}
