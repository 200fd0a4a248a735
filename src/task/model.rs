use crate::error::{FieldErrors, Problem, parse_required};
use crate::id::{ConclusionId, IndicatorId, MeetingId, ReportId, SectorId, TaskId, UnitId};
use crate::org::{Sector, Unit};
use crate::time::{Instant, parse_date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum TaskState { Open = "open", Done = "done", Cancelled = "cancelled" }
}

/// A task in a list: the five clear points (rõ người, rõ việc, rõ sản phẩm, rõ trách nhiệm, rõ thời gian).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    pub id: TaskId,
    /// `NV-2016-03`.
    pub code: String,
    /// Rõ người: who leads.
    pub lead: Unit,
    pub cooperating: Vec<Unit>,
    /// Rõ việc.
    pub title: String,
    /// Rõ sản phẩm.
    pub product: String,
    /// Rõ trách nhiệm.
    pub responsibility: String,
    /// Rõ thời gian.
    pub due_on: NaiveDate,
    pub state: TaskState,
    pub sectors: Vec<SectorId>,
    pub conclusion: ConclusionId,
    /// Some of it is demonstration data that the source does not state.
    pub sample: bool,
    /// The newest progress, in hundredths, when someone has told it.
    pub percent: Option<i32>,
}

impl TaskLine {
    /// Open after its day.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.state == TaskState::Open && today > self.due_on
    }
}

/// One entry of a task's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub at: Instant,
    pub by: Option<String>,
    pub body: String,
    pub percent: Option<i32>,
    /// The report that it was told in.
    pub report: Option<ReportId>,
}

/// A task with where it came from, what it should move, and its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub line: TaskLine,
    /// In order.
    pub sectors: Vec<Sector>,
    pub meeting: MeetingId,
    pub meeting_title: String,
    pub conclusion_body: String,
    /// Code and name of the indicators it should move.
    pub indicators: Vec<(String, String)>,
    /// Newest first.
    pub progress: Vec<Progress>,
    pub closed_at: Option<Instant>,
    pub closed_by: Option<String>,
    pub closing_note: Option<String>,
    pub revision: i64,
}

/// Which tasks a list shows, as its address has it; an empty part asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFilter {
    /// A unit's code: tasks it leads or helps with.
    pub unit: String,
    /// A sector's code.
    pub sector: String,
    /// A [`TaskState`]'s word, or `late`.
    pub state: String,
}

impl TaskFilter {
    /// The word that asks for open tasks past their day.
    pub const LATE: &'static str = "late";

    pub fn asks(&self) -> bool {
        !(self.unit.is_empty() && self.sector.is_empty() && self.state.is_empty())
    }
}

/// The list of tasks, with what it can be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskBoard {
    /// Open ones first, the earliest due first.
    pub tasks: Vec<TaskLine>,
    pub units: Vec<Unit>,
    pub sectors: Vec<Sector>,
    /// Over all tasks, whatever is shown.
    pub open: u64,
    pub late: u64,
    pub done: u64,
}

/// What became of a task lately, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressInput {
    pub body: String,
    /// Whole percent from 0 to 100, or empty when none is told.
    pub percent: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressDraft {
    pub body: String,
    pub percent: Option<i32>,
}

impl ProgressInput {
    /// # Errors
    /// Every field that needs mending: `body`, `percent`.
    pub fn parse(&self) -> Result<ProgressDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let body = errors.keep("body", parse_required(&self.body, 2000));
        let percent = errors.keep("percent", parse_percent(&self.percent));
        match (body, percent) {
            (Some(body), Some(percent)) => Ok(ProgressDraft { body, percent }),
            _ => Err(errors),
        }
    }
}

fn parse_percent(text: &str) -> Result<Option<i32>, Problem> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let number = crate::number::Number::parse(text)?;
    if number.is_negative() {
        Err(Problem::Negative)
    } else if !number.is_whole() {
        Err(Problem::NotWhole)
    } else if number > 100.into() {
        Err(Problem::Above("100".to_owned()))
    } else {
        Ok(i32::try_from(number.to_stored() / 10_000).ok())
    }
}

/// A task as typed: all five points are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskInput {
    pub lead: String,
    pub cooperating: Vec<UnitId>,
    pub title: String,
    pub product: String,
    pub responsibility: String,
    pub due_on: String,
    pub indicators: Vec<IndicatorId>,
}

/// A task fit to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDraft {
    pub lead: UnitId,
    pub cooperating: Vec<UnitId>,
    pub title: String,
    pub product: String,
    pub responsibility: String,
    pub due_on: NaiveDate,
    pub indicators: Vec<IndicatorId>,
}

impl TaskInput {
    /// # Errors
    /// Every field that needs mending: `lead`, `title`, `product`, `responsibility`, `due_on`.
    pub fn parse(&self) -> Result<TaskDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let lead = errors.keep("lead", self.lead.trim().parse().map_err(|_| Problem::Required));
        let title = errors.keep("title", parse_required(&self.title, 500));
        let product = errors.keep("product", parse_required(&self.product, 500));
        let responsibility = errors.keep("responsibility", parse_required(&self.responsibility, 500));
        let due_on = errors.keep(
            "due_on",
            if self.due_on.trim().is_empty() { Err(Problem::Required) } else { parse_date(&self.due_on) },
        );
        match (lead, title, product, responsibility, due_on) {
            (Some(lead), Some(title), Some(product), Some(responsibility), Some(due_on)) => Ok(TaskDraft {
                lead,
                cooperating: self.cooperating.iter().copied().filter(|it| *it != lead).collect(),
                title,
                product,
                responsibility,
                due_on,
                indicators: self.indicators.clone(),
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_five_points_are_required_at_once() {
        let errors = TaskInput::default().parse().unwrap_err();
        for field in ["lead", "title", "product", "responsibility", "due_on"] {
            assert_eq!(errors.on(field), Some(&Problem::Required), "{field}");
        }
    }

    #[test]
    fn progress_is_told_in_whole_percent_or_not_at_all() {
        let typed = |percent: &str| {
            ProgressInput { body: "Đã họp".into(), percent: percent.into() }.parse().map(|it| it.percent)
        };
        assert_eq!(typed(""), Ok(None));
        assert_eq!(typed("40 %"), Ok(Some(40)));
        assert_eq!(typed("0"), Ok(Some(0)));
        for (text, problem) in [
            ("101", Problem::Above("100".into())),
            ("-1", Problem::Negative),
            ("12,5", Problem::NotWhole),
            ("nửa", Problem::NotANumber),
        ] {
            assert_eq!(typed(text), Err(FieldErrors::of("percent", problem)), "{text}");
        }
    }

    #[test]
    fn a_lead_does_not_cooperate_with_itself() {
        let unit = UnitId::default();
        let input = TaskInput {
            lead: unit.to_string(),
            cooperating: vec![unit],
            title: "Tăng kiểm tra".into(),
            product: "Báo cáo".into(),
            responsibility: "Trưởng phòng".into(),
            due_on: "15/12/2016".into(),
            indicators: Vec::new(),
        };
        assert_eq!(input.parse().map(|it| it.cooperating), Ok(Vec::new()));
    }
}
