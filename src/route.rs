//! Every address in the app, spelled once.

use crate::id::{MeetingId, NoticeId, ReportId, TaskId};

pub const HOME: &str = "/";
pub const LOGIN: &str = "/login";
pub const LOGOUT: &str = "/logout";
pub const ACCOUNT: &str = "/account";
pub const PREFERENCES: &str = "/preferences";
pub const PERIODS: &str = "/periods";
pub const REPORTS: &str = "/reports";
pub const INDICATORS: &str = "/indicators";
pub const SECTORS: &str = "/sectors";
pub const MEETINGS: &str = "/meetings";
pub const TASKS: &str = "/tasks";
pub const NOTICES: &str = "/notices";
/// Where the form that marks notices as read posts to.
pub const NOTICES_READ: &str = "/notices/read";

pub fn period(code: &str) -> String {
    format!("{PERIODS}/{code}")
}

pub fn consolidated(period: &str) -> String {
    format!("{PERIODS}/{period}/consolidated")
}

pub fn report(id: ReportId) -> String {
    format!("{REPORTS}/{id}")
}

pub fn report_edit(id: ReportId) -> String {
    format!("{REPORTS}/{id}/edit")
}

/// Asks whether a step is to be taken, and takes the answer.
pub fn report_step(id: ReportId, step: impl std::fmt::Display) -> String {
    format!("{REPORTS}/{id}/steps/{step}")
}

pub fn report_history(id: ReportId) -> String {
    format!("{REPORTS}/{id}/history")
}

pub fn indicator(code: &str) -> String {
    format!("{INDICATORS}/{code}")
}

/// The stream that says when a report's figures were written.
pub fn figure_events(id: ReportId) -> String {
    format!("{REPORTS}/{id}/figures/events")
}

/// A sector's card, in a period when one is given.
pub fn sector(code: &str, period: Option<&str>) -> String {
    match period {
        Some(period) => format!("{SECTORS}/{code}?period={period}"),
        None => format!("{SECTORS}/{code}"),
    }
}

pub fn meeting(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}")
}

pub fn meeting_plan(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/plan")
}

pub fn meeting_live(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/live")
}

pub fn meeting_screen(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/screen")
}

pub fn meeting_minutes(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/minutes")
}

/// The stream of a meeting's numbered events.
pub fn meeting_events(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/events")
}

pub fn task(id: TaskId) -> String {
    format!("{TASKS}/{id}")
}

/// Marks a notice as read and goes where it leads.
pub fn notice(id: NoticeId) -> String {
    format!("{NOTICES}/{id}")
}
