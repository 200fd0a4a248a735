use crate::id::ReportId;
use crate::indicator::IndicatorRow;
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::report::Passage;
use crate::task::TaskLine;
use serde::{Deserialize, Serialize};

/// All that a sector's card shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorCard {
    pub sector: Sector,
    pub period: Period,
    /// Every period, newest first, to turn to.
    pub periods: Vec<Period>,
    pub rows: Vec<IndicatorRow>,
    /// What units reported of it, published, with the report to reach each by.
    pub passages: Vec<(Unit, ReportId, Passage)>,
    /// Conclusions on it, newest conference first.
    pub conclusions: Vec<String>,
    /// Open ones first.
    pub tasks: Vec<TaskLine>,
}

/// How many of a sector's due indicators stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub due: usize,
    pub achieved: usize,
    pub on_course: usize,
    /// Codes.
    pub behind: Vec<String>,
    /// Codes.
    pub missed: Vec<String>,
    pub no_target: usize,
    pub no_figure: usize,
}

/// A sector in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorLine {
    pub sector: Sector,
    /// The units that answer for it.
    pub units: Vec<Unit>,
    pub counts: Counts,
    pub open_tasks: usize,
    pub late_tasks: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorBoard {
    /// None is kept yet when nothing is.
    pub period: Option<Period>,
    pub lines: Vec<SectorLine>,
}
