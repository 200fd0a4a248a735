use super::Gap;
use crate::id::{ConsolidatedSentenceId, PassageId, RegimeId, ReportId, UnitId};
use crate::indicator::{IndicatorRow, UnitValue};
use crate::notice::Name;
use crate::org::{Bloc, Sector, Unit};
use crate::period::{Level, Period};
use crate::report::{DiffPiece, Grade, PassageKind, ReportLine, ReportState};
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A period in the list, with how many have sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodLine {
    pub period: Period,
    /// Units that owe a report; one may owe several, by several regimes.
    pub reporters: usize,
    /// Those of them that have sent every report they owe.
    pub sent: usize,
    /// Reports that are sent and not yet accepted.
    pub waiting: usize,
    /// Units whose every report is accepted.
    pub accepted: usize,
    /// Units that have not sent one of theirs.
    pub missing: Vec<Unit>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Newest first.
    pub lines: Vec<PeriodLine>,
}

/// How a report stands to one sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SectionState {
    /// The unit does not answer for it.
    NotAsked,
    /// The reader may not know yet.
    Hidden,
    Empty,
    /// Some of what is asked for.
    Part,
    /// Every figure that is due, and a passage.
    Full,
}

/// How often a unit was reminded of a report, by the office or by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    pub times: u32,
    pub last_at: Instant,
}

/// A report that a unit owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporter {
    pub unit: Unit,
    pub regime: RegimeId,
    /// By which regime, where the period has reports by several.
    pub title: Option<Name>,
    /// The nearest unit above it that owes one by the same regime.
    pub above: Option<UnitId>,
    /// By the day of the unit's own level.
    pub due_on: NaiveDate,
    /// One for each of [`PeriodSheet::columns`].
    pub sections: Vec<SectionState>,
    /// The reader may remind the unit: the office that receives its report, or the head of one above it.
    pub may_remind: bool,
    /// For those who remind.
    pub reminded: Option<Reminded>,
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
    /// The days by which each level has its report together.
    pub dues: Vec<(Level, NaiveDate)>,
    /// The most urgent first.
    pub reporters: Vec<Reporter>,
    /// The sectors that some unit is asked about.
    pub columns: Vec<Sector>,
    /// The days before the deadline on which units are reminded by themselves; for those who may change them.
    pub reminder_days: Option<Vec<i64>>,
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
    /// The paragraph in it, where paragraphs are told apart.
    pub block: Option<String>,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    pub state: SourceState,
    /// The sentence when it was taken.
    pub then: String,
    pub sample: bool,
}

/// What a sentence would be if it were taken now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newer {
    pub body: String,
    /// From what was taken to what is there now, word by word.
    pub pieces: Vec<DiffPiece>,
}

/// A sentence of the bloc's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    pub id: ConsolidatedSentenceId,
    pub body: String,
    /// The office changed the wording after taking it.
    pub reworded: bool,
    /// Made from figures by the program, not written by a unit.
    pub computed: bool,
    pub source: Option<Source>,
    /// The source says something else now.
    pub newer: Option<Newer>,
    pub revision: i64,
}

/// A published passage of a unit, for the office to take from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    pub unit: Unit,
    pub report: ReportId,
    pub passage: PassageId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    /// Word for word, and whether it is taken already.
    pub sentences: Vec<(String, bool)>,
    pub revision: i64,
    pub sample: bool,
}

impl Offered {
    /// Nothing was taken from it.
    pub fn is_untouched(&self) -> bool {
        self.sentences.iter().all(|it| !it.1)
    }
}

/// One sentence of the first draft that the rules propose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub body: String,
    /// Nothing for one computed from figures.
    pub from: Option<(Unit, PassageKind, Option<Grade>)>,
}

/// What of a report stands in the bloc's: its passages with how many sentences of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Code of the period.
    pub period: String,
    pub passages: Vec<(PassageId, usize)>,
}

/// One indicator over all units, and what each of them gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributions {
    pub row: IndicatorRow,
    /// Units whose figure is in it, of those that owe one.
    pub given: u32,
    pub units: u32,
    /// Only what is published.
    pub of: Vec<UnitValue>,
}

/// A sector's part of the bloc's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorPart {
    pub sector: Sector,
    pub figures: Vec<Contributions>,
    pub sentences: Vec<Sentence>,
    /// Units that answer for it and have an accepted report, of those that owe one.
    pub accepted: usize,
    pub owing: usize,
    /// For the office only.
    pub offered: Vec<Offered>,
    /// For the office only: what taking the proposal would add.
    pub proposed: Vec<Proposed>,
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
    /// The last taking can be undone.
    pub undoable: bool,
    /// Counts the changes.
    pub revision: i64,
}

impl Reporter {
    /// The unit, with what its report is called where it owes several.
    pub fn name(&self, t: Lang) -> String {
        match &self.title {
            Some(title) => format!("{} – {}", self.unit.name(t), title.pick(t)),
            None => self.unit.name(t).to_owned(),
        }
    }

    pub fn state(&self) -> Option<ReportState> {
        self.line.as_ref().map(|it| it.report.state)
    }
}
