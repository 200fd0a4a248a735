use crate::bloc::PeriodLine;
use crate::meeting::MeetingLine;
use crate::period::Period;
use crate::report::ReportLine;
use crate::task::TaskLine;
use serde::{Deserialize, Serialize};

/// What concerns one person now. What is not their business is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Reports their units have not sent, the first due first.
    pub owed: Vec<ReportLine>,
    /// Open tasks of their units, the first due first.
    pub tasks: Vec<TaskLine>,
    /// For those who close tasks: every task past its day.
    pub late_tasks: Vec<TaskLine>,
    /// For those who receive reports: periods still coming in.
    pub periods: Vec<PeriodLine>,
    /// Sent reports that wait for them.
    pub waiting: Vec<ReportLine>,
    /// Running, or the next to begin.
    pub next: Option<MeetingLine>,
    /// The last that ended.
    pub last: Option<MeetingLine>,
    /// The newest period that something is published of.
    pub period: Option<Period>,
    /// Its consolidated report has been begun.
    pub consolidated: bool,
}
