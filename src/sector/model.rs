use crate::id::ReportId;
use crate::indicator::{Heat, IndicatorRow};
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::report::Passage;
use crate::task::TaskLine;
use chrono::NaiveDate;
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

/// A sector's card with what stands around it on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorReading {
    pub card: SectorCard,
    pub today: NaiveDate,
    /// The periods of the rows' histories and, last, the card's.
    pub trend: Vec<Period>,
    /// The units below the top, where there are several that answer for the sector.
    pub heat: Option<Heat>,
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
