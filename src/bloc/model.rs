use super::Gap;
use crate::id::{ConsolidatedSentenceId, PassageId, ReportId};
use crate::indicator::IndicatorRow;
use crate::org::{Bloc, Sector, Unit};
use crate::period::Period;
use crate::report::{Grade, PassageKind, ReportLine, ReportState};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// A period in the list, with how many have sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodLine {
    pub period: Period,
    /// Units that owe a report.
    pub reporters: usize,
    pub sent: usize,
    /// Sent and not yet accepted.
    pub waiting: usize,
    pub accepted: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Newest first.
    pub lines: Vec<PeriodLine>,
}

/// A unit that owes a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporter {
    pub unit: Unit,
    /// When it was sent; nothing while it is not, or was returned.
    pub sent_at: Option<Instant>,
    /// As much as the reader may know of it.
    pub line: Option<ReportLine>,
    /// The reader may open it.
    pub readable: bool,
}

/// What one sector has in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    pub sector: Sector,
    /// Units that answer for it and owe a report.
    pub owing: usize,
    /// Units whose report speaks of it.
    pub reported: usize,
    /// Someone gave it a grade or an assessment.
    pub assessed: bool,
    pub figures_due: usize,
    pub figures_given: usize,
    /// Tasks that the conference on this period gave.
    pub tasks: usize,
    pub gap: Option<Gap>,
}

/// Who has sent, and what is covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodSheet {
    pub period: Period,
    pub bloc: Option<Bloc>,
    pub reporters: Vec<Reporter>,
    pub coverage: Vec<CoverageRow>,
    /// The bloc's report has been begun.
    pub consolidated: bool,
}

/// How a sentence's source stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceState {
    Same,
    /// The passage was changed after the sentence was taken.
    Changed,
    /// Its report was reopened and is not published now.
    Reopened,
    /// The passage is gone.
    Removed,
}

/// The passage a sentence was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub unit: Unit,
    pub report: ReportId,
    pub passage: PassageId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    pub state: SourceState,
    /// The passage when the sentence was taken.
    pub then: String,
    /// The passage as it is published now, when it changed.
    pub now: Option<String>,
    pub sample: bool,
}

/// A sentence of the bloc's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    pub id: ConsolidatedSentenceId,
    pub body: String,
    /// The office changed the wording after taking it.
    pub reworded: bool,
    pub source: Option<Source>,
    pub revision: i64,
}

/// A passage that no sentence was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub passage: PassageId,
    pub unit: Unit,
    pub report: ReportId,
    pub kind: PassageKind,
    pub body: String,
}

/// A sector's part of the bloc's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorPart {
    pub sector: Sector,
    pub rows: Vec<IndicatorRow>,
    pub sentences: Vec<Sentence>,
    /// For the office only.
    pub waiting: Vec<Waiting>,
}

/// The bloc's report of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consolidated {
    pub period: Period,
    pub bloc: Bloc,
    pub begun: bool,
    pub updated_at: Option<Instant>,
    /// By position; those with nothing to show are left out.
    pub parts: Vec<SectorPart>,
    pub reporters: usize,
    /// Units whose accepted report it draws on.
    pub taken: usize,
    /// Accepted reports that are not taken yet.
    pub untaken: usize,
    pub may_edit: bool,
}

impl Reporter {
    pub fn state(&self) -> Option<ReportState> {
        self.line.as_ref().map(|it| it.report.state)
    }
}
