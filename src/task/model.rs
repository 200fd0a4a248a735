use crate::error::{FieldErrors, Problem, parse_required};
use crate::id::{ConclusionId, IndicatorId, MeetingId, SectorId, TaskId, UnitId};
use crate::org::Unit;
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

/// One entry of a task's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub at: Instant,
    pub by: Option<String>,
    pub body: String,
    pub percent: Option<i32>,
}

/// A task with where it came from, what it should move, and its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub line: TaskLine,
    pub meeting: MeetingId,
    pub meeting_title: String,
    pub conclusion_body: String,
    /// Code and name of the indicators it should move.
    pub indicators: Vec<(String, String)>,
    /// Newest first.
    pub progress: Vec<Progress>,
    pub closing_note: Option<String>,
    pub revision: i64,
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
