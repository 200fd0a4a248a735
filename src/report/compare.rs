//! Two states of a report side by side.

use super::{Grade, PassageKind, ReportVersion};
use crate::id::{PassageId, ReportId, SectorId};
use crate::indicator::Column;
use crate::org::{Sector, Unit};
use crate::period::Period;
use serde::{Deserialize, Serialize};

/// A stretch of a text that is in both, only in the earlier, or only in the later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiffPiece {
    Same(String),
    Removed(String),
    Added(String),
}

/// What became of a passage or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Same,
    Added,
    Removed,
    Changed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageChange {
    pub passage: PassageId,
    pub sector: SectorId,
    pub fate: Fate,
    pub kind: PassageKind,
    /// The kind before, when it is another now.
    pub kind_before: Option<PassageKind>,
    /// Before and after; the same twice when it did not change.
    pub grade: (Option<Grade>, Option<Grade>),
    /// Word by word; empty when only the form (a heading, a bold word) or nothing changed.
    pub pieces: Vec<DiffPiece>,
    /// The words are the same and their form is not.
    pub form_only: bool,
    /// The text as it stands later, to be read where nothing changed.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    pub code: String,
    pub name: String,
    pub sector: SectorId,
    pub column: Column,
    pub fate: Fate,
    /// As the form would show it; empty where there was nothing.
    pub before: String,
    pub after: String,
}

/// How much is not the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCount {
    pub passages: u32,
    pub cells: u32,
}

impl ChangeCount {
    pub const fn is_none(self) -> bool {
        self.passages == 0 && self.cells == 0
    }
}

/// The earlier state held against the later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub from: i32,
    /// None is the present.
    pub to: Option<i32>,
    /// Of everything, shown or not.
    pub count: ChangeCount,
    /// Those that changed; all of them when all were asked for.
    pub passages: Vec<PassageChange>,
    pub cells: Vec<CellChange>,
}

/// Which two states to compare, as the address has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Compare {
    pub from: Option<i32>,
    /// None is the present.
    pub to: Option<i32>,
    /// What did not change too.
    pub all: bool,
}

impl Compare {
    /// The part of an address after the question mark.
    pub fn query(self) -> String {
        let number = |name: &str, it: Option<i32>| it.map(|it| format!("{name}={it}"));
        let parts = [number("from", self.from), number("to", self.to), self.all.then(|| "all=1".to_owned())];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

/// A report's versions, and two states of it compared when asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHistory {
    pub id: ReportId,
    pub unit: Unit,
    pub period: Period,
    /// Those the reader may open, newest first.
    pub versions: Vec<ReportVersion>,
    pub compared: Option<Comparison>,
    /// Of the sectors that are compared, in order.
    pub sectors: Vec<Sector>,
    /// The reader sees the report as it is now, so that it can be compared with.
    pub sees_now: bool,
    pub may_write: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_has_an_address() {
        let compare = Compare { from: Some(2), to: Some(5), all: true };
        assert_eq!(compare.query(), "from=2&to=5&all=1");
        assert_eq!(Compare::default().query(), "");
    }
}
