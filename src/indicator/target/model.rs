use crate::error::{Error, FieldErrors};
use crate::indicator::{Indicator, Named};
use crate::number::Number;
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which targets are looked at. What is not said is chosen: this year, the first sector with indicators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetsAsked {
    pub year: Option<i32>,
    /// Code of a period of that year; the year itself without one.
    pub period: Option<String>,
    /// Codes. With a unit and no sector: all sectors the unit answers for.
    pub sector: Option<String>,
    pub unit: Option<String>,
    /// From 1, where there are more units than fit beside one another.
    pub page: Option<usize>,
}

impl TargetsAsked {
    /// As an address says it.
    pub fn query(&self) -> String {
        let year = self.year.map(|it| it.to_string());
        let page = self.page.map(|it| it.to_string());
        let said = [
            ("year", year.as_ref()),
            ("period", self.period.as_ref()),
            ("sector", self.sector.as_ref()),
            ("unit", self.unit.as_ref()),
            ("page", page.as_ref()),
        ];
        let said = said.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        said.collect::<Vec<_>>().join("&")
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetColumn {
    pub unit: Unit,
    /// The actor may set this unit's targets, from this device.
    pub may_set: bool,
}

/// A unit's target of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetCell {
    pub value: Option<Number>,
    /// What the form holds: the value, or what was typed when that was refused.
    pub typed: String,
    /// Counts the writes; 0 before the first.
    pub revision: i64,
    pub sample: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRow {
    pub indicator: Indicator,
    /// One for each column.
    pub cells: Vec<TargetCell>,
}

/// What a target was set to, and why it is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRevision {
    pub indicator: Named,
    pub unit: Named,
    pub value: Option<Number>,
    pub adopted_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub at: Instant,
    pub by: Option<String>,
}

/// Indicators by units, for a year or one of its periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetSheet {
    /// What is shown, with all that was chosen.
    pub asked: TargetsAsked,
    pub year: i32,
    pub period: Option<Period>,
    /// Of that year.
    pub periods: Vec<Period>,
    pub sectors: Vec<Sector>,
    /// Every unit that answers for a sector.
    pub units: Vec<Unit>,
    pub columns: Vec<TargetColumn>,
    pub pages: usize,
    pub rows: Vec<TargetRow>,
    /// Of the targets shown that were set more than once, newest first.
    pub revisions: Vec<TargetRevision>,
    pub adopted_on: String,
    pub reason: String,
    /// What was pasted, and how many of its cells found no place.
    pub pasted: String,
    pub unplaced: usize,
    /// Under `GD11.PGDDT` for a cell.
    pub errors: FieldErrors,
    pub refused: Option<Error>,
}

impl TargetSheet {
    pub fn may_set(&self) -> bool {
        self.columns.iter().any(|it| it.may_set)
    }
}
