use super::Writer;
use super::{Amount, Block, ChangeCount, Comments, Finding};
use crate::error::{FieldErrors, Problem, Result, parse_required};
use crate::id::{IndicatorId, LateUpdateId, PassageId, PersonId, ReportId, SectorId, UnitId};
use crate::indicator::{Column, Figure, Indicator};
use crate::notice::Name;
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::task::TaskLine;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

crate::words! {
    pub enum ReportState {
        /// The unit writes.
        Draft = "draft",
        /// The unit's head reads.
        Submitted = "submitted",
        /// Sent back with a reason, by the head or the office; the unit writes again.
        Returned = "returned",
        /// The office reads.
        Sent = "sent",
        /// Published.
        Accepted = "accepted",
        /// Taken into the bloc's report.
        Consolidated = "consolidated",
    }
}

crate::words! {
    /// A move from one state to the next. Each leaves a version.
    pub enum ReportStep {
        Submit = "submit",
        /// Needs a reason.
        Return = "return",
        Send = "send",
        Accept = "accept",
        /// An accepted report is changed again: needs a reason, and is counted.
        Reopen = "reopen",
        Consolidate = "consolidate",
        /// The taking into the bloc's report was undone: it is accepted, and no more than that.
        Release = "release",
        /// What stood is kept before an earlier version takes its place. Moves nothing; its reason is the number
        /// of that version.
        Keep = "keep",
        /// An earlier version was put in place of what stood. Moves nothing; its reason is the number of that
        /// version.
        Restore = "restore",
    }
}

crate::words! {
    pub enum PassageKind {
        /// Đánh giá: carries a grade.
        Assessment = "assessment",
        /// Kết quả.
        Result = "result",
        /// Tồn tại, hạn chế, nguyên nhân.
        Shortcoming = "shortcoming",
        /// Nhiệm vụ kỳ sau.
        Plan = "plan",
    }
}

crate::words! {
    /// The graded words of such reports, best first.
    pub enum Grade {
        Exceeded = "dat_vuot",
        Good = "tot",
        Fair = "kha",
        /// Tells of activity without a grade.
        Neutral = "trung_tinh",
        /// Có cố gắng: the lowest that is said aloud.
        Effort = "co_gang",
    }
}

impl ReportState {
    /// The unit may write.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Everybody may read.
    pub const fn is_published(self) -> bool {
        matches!(self, Self::Accepted | Self::Consolidated)
    }

    /// The unit has done its part.
    pub const fn is_sent(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::Consolidated)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub unit: UnitId,
    pub period: Period,
    pub state: ReportState,
    pub revision: i64,
    pub returned_reason: Option<String>,
    pub sent_at: Option<Instant>,
    pub accepted_at: Option<Instant>,
    pub changes_after_acceptance: i32,
    /// Some of it is demonstration data.
    pub sample: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub id: PassageId,
    pub sector: SectorId,
    pub kind: PassageKind,
    pub position: i32,
    /// The text alone, a line for each paragraph.
    pub body: String,
    /// The same as it is drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Block>,
    pub grade: Option<Grade>,
    pub revision: i64,
    pub sample: bool,
}

/// What a passage is called, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageHead {
    /// Made by the browser for a new passage.
    pub id: PassageId,
    pub sector: SectorId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
}

/// Someone in a report, in one window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The window's number in the document.
    pub client: String,
    pub person: PersonId,
    pub name: String,
    /// 0 to 7.
    pub colour: u8,
    /// Where the cursor stands, in the editor's own form.
    pub cursor: Option<String>,
}

/// What someone wrote that reached the server when the report was no longer open to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateUpdate {
    pub id: LateUpdateId,
    pub at: Instant,
    pub by: Option<String>,
    pub epoch: i64,
    /// The passages it would change, as they would read with it.
    pub passages: Vec<(PassageId, String)>,
}

/// One row of the figures grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    pub indicator: Indicator,
    pub figure: Figure,
    pub due: bool,
}

/// A sector's part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorSection {
    pub sector: Sector,
    pub rows: Vec<GridRow>,
    #[serde(with = "super::sent")]
    pub passages: Vec<Passage>,
}

/// All that a report's page, form or history shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSheet {
    pub report: Report,
    pub unit: Unit,
    pub sections: Vec<SectorSection>,
    /// The unit's tasks from the conferences before, open ones first: a report opens with them.
    pub tasks: Vec<TaskLine>,
    /// Those the reader may open, newest first.
    pub versions: Vec<ReportVersion>,
    /// The version that is shown, where the reader does not see the report as it is now: the office, of a
    /// report that it returned or reopened.
    pub as_received: Option<ReportVersion>,
    /// How much was changed since this version, the last that was accepted; nothing for one never reopened.
    pub since_accepted: Option<(i32, ChangeCount)>,
    pub comments: Comments,
    /// What the checks find, of a report that is worked on and shown as it is now; of others nothing is checked.
    pub findings: Option<Vec<Finding>>,
    /// What the reader may do next.
    pub steps: Vec<ReportStep>,
    pub may_write: bool,
}

/// A kept version: what was sent, returned or accepted, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportVersion {
    pub number: i32,
    pub step: ReportStep,
    pub reason: Option<String>,
    pub at: Instant,
    pub by: Option<String>,
}

/// What came of putting an earlier version back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    pub report: Report,
    /// Codes of indicators of which something could not be put back: they are defined otherwise now, or no longer
    /// asked for.
    pub left: Vec<String>,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    pub report: Report,
    pub unit: Unit,
    /// By which regime, where the period has reports by several.
    pub title: Option<Name>,
    /// Figures that are due, and those of them with a value, a reason or not applicable.
    pub figures_due: u32,
    pub figures_given: u32,
    pub passages: u32,
    /// The reader may open it: as it is now, or as it was received last.
    pub readable: bool,
}

/// What a version keeps of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub figures: Vec<Figure>,
    pub passages: Vec<Passage>,
}

/// One cell as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellEdit {
    pub indicator: IndicatorId,
    pub column: Column,
    pub text: String,
    /// What the writer saw in the cell before typing, as [`super::cell_text`] writes it.
    pub base: String,
    /// What this writer sent for the cell since then without having had an answer. A cell that holds neither
    /// the base nor one of these was changed by someone else.
    pub sent: Vec<String>,
}

/// What became of a cell's edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellOutcome {
    /// Kept for good, at the server's time; the figure as it now stands.
    Saved {
        figure: Figure,
        at: Instant,
    },
    Refused(Problem),
    /// Someone changed the same cell since: theirs, for the writer to choose.
    Conflict {
        theirs: Figure,
        writer: Option<Writer>,
    },
}

/// A passage as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageEdit {
    /// Made by the browser for a new passage.
    pub id: PassageId,
    pub sector: SectorId,
    pub kind: PassageKind,
    pub body: String,
    pub grade: Option<Grade>,
    /// The revision that the writer saw; 0 for a new passage.
    pub seen: i64,
    /// Bodies this writer sent since then without having had an answer.
    pub sent: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassageOutcome {
    Saved {
        passage: Passage,
        at: Instant,
    },
    /// An empty body removes the passage.
    Removed {
        at: Instant,
    },
    Refused(Problem),
    Conflict {
        theirs: Passage,
    },
}

/// A passage fit to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageDraft {
    pub kind: PassageKind,
    pub body: String,
    pub grade: Option<Grade>,
}

impl PassageKind {
    /// What was achieved is graded; what is lacking or planned is not.
    pub const fn takes_grade(self) -> bool {
        matches!(self, Self::Assessment | Self::Result)
    }
}

impl PassageEdit {
    /// The longest passage, in characters, however it is written.
    pub const LONGEST: u32 = 20_000;

    pub fn parse(&self) -> Result<PassageDraft, Problem> {
        let body = parse_required(&self.body, Self::LONGEST)?;
        let grade = self.grade.filter(|_| self.kind.takes_grade());
        Ok(PassageDraft { kind: self.kind, body, grade })
    }
}

impl ReportStep {
    /// A locked period takes nothing more; what it took may still be accepted.
    pub const fn is_refused_when_locked(self) -> bool {
        !matches!(self, Self::Accept | Self::Consolidate | Self::Release)
    }

    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Reopen)
    }

    /// Checks the reason that goes with the step.
    pub fn parse_reason(self, reason: &str) -> Result<Option<String>> {
        const LONGEST: u32 = 1000;
        let parsed = if self.needs_reason() {
            parse_required(reason, LONGEST).map(Some)
        } else {
            crate::error::parse_text(reason, LONGEST)
        };
        parsed.map_err(|problem| FieldErrors::of("reason", problem).into())
    }
}

impl Passage {
    /// Looks the figures in its sentences up again.
    pub fn refresh(&mut self, all: &[Indicator], figures: &HashMap<IndicatorId, Figure>) {
        let changed = Block::refresh(&mut self.content, &|code, show| {
            let indicator = all.iter().find(|it| it.code == code)?;
            let untouched = Figure::untouched(indicator.id);
            Amount::of(show, indicator, figures.get(&indicator.id).unwrap_or(&untouched))
        });
        if changed {
            self.body = Block::body(&self.content);
        }
    }

    /// How it is drawn: as it was written together, or a paragraph for each line of its text.
    pub fn blocks(&self) -> Cow<'_, [Block]> {
        if self.content.is_empty() { Block::of_body(&self.body).into() } else { (&self.content).into() }
    }
}
