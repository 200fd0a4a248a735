//! Every address in the app, spelled once.

use crate::id::{
    AgendaItemId, CatalogueImportId, FigureImportId, MeetingId, NoticeId, PaperId, PassageId, ReportId,
    SavedViewId, TaskId,
};

pub const HOME: &str = "/";
pub const LOGIN: &str = "/login";
pub const LOGOUT: &str = "/logout";
pub const ACCOUNT: &str = "/account";
pub const PREFERENCES: &str = "/preferences";
pub const PERIODS: &str = "/periods";
pub const REPORTS: &str = "/reports";
pub const INDICATORS: &str = "/indicators";
pub const SECTORS: &str = "/sectors";
/// How much of what is due has come in.
pub const COVERAGE: &str = "/indicators/coverage";
pub const COMPARE: &str = "/compare";
/// Where the form that saves a view posts to.
pub const COMPARE_VIEWS: &str = "/compare/views";
pub const MEETINGS: &str = "/meetings";
pub const TASKS: &str = "/tasks";
pub const NOTICES: &str = "/notices";
/// Where the form that marks notices as read posts to.
pub const NOTICES_READ: &str = "/notices/read";
/// The program that keeps a meeting's pages for a device without network.
pub const WORKER: &str = "/sw.js";

pub const ADMIN: &str = "/admin";
pub const REGIMES: &str = "/admin/regimes";
pub const REGIME_NEW: &str = "/admin/regimes/new";
pub const HOLIDAYS: &str = "/admin/holidays";
pub const CHECKS: &str = "/admin/checks";
/// One check, by `code` and `kind` in the address; its form posts to the same place.
pub const CHECK: &str = "/admin/checks/rule";
pub const OPEN_PERIOD: &str = "/periods/open";

pub const CATALOGUE: &str = "/admin/catalogue";
pub const CATALOGUE_NEW: &str = "/admin/catalogue/new";
/// Where a file is chosen, and sent.
pub const CATALOGUE_IMPORT: &str = "/admin/catalogue/import";
pub const CATALOGUE_CSV: &str = "/admin/catalogue.csv";
pub const CATALOGUE_XLSX: &str = "/admin/catalogue.xlsx";
pub const TARGETS: &str = "/admin/targets";

/// An indicator's definition with its history.
pub fn catalogue_entry(code: &str) -> String {
    format!("{CATALOGUE}/{code}")
}

pub fn catalogue_edit(code: &str) -> String {
    format!("{CATALOGUE}/{code}/edit")
}

/// What a file of definitions would do; a `POST` does it.
pub fn catalogue_preview(id: CatalogueImportId) -> String {
    format!("{CATALOGUE}/imports/{id}")
}

pub fn catalogue_refused(id: CatalogueImportId) -> String {
    format!("{CATALOGUE}/imports/{id}/refused.xlsx")
}

pub fn regime(code: &str) -> String {
    format!("{REGIMES}/{code}")
}

pub fn regime_edit(code: &str) -> String {
    format!("{REGIMES}/{code}/edit")
}

pub fn regime_outline(code: &str) -> String {
    format!("{REGIMES}/{code}/outline")
}

pub fn regime_reporters(code: &str) -> String {
    format!("{REGIMES}/{code}/units")
}

/// Where a plain form asks for an exception from a period's lock.
pub fn period_exceptions(code: &str) -> String {
    format!("{PERIODS}/{code}/exceptions")
}

/// Opening a period, from a regime when one is given.
pub fn open_period(regime: Option<&str>) -> String {
    regime.map_or_else(|| OPEN_PERIOD.to_owned(), |it| format!("{OPEN_PERIOD}?regime={it}"))
}

pub fn period(code: &str) -> String {
    format!("{PERIODS}/{code}")
}

/// Who has sent and what is covered, as a workbook.
pub fn board_file(period: &str) -> String {
    format!("{PERIODS}/{period}/board.xlsx")
}

pub fn consolidated(period: &str) -> String {
    format!("{PERIODS}/{period}/consolidated")
}

/// Where the form that reminds units posts to.
pub fn remind(period: &str) -> String {
    format!("{PERIODS}/{period}/remind")
}

/// Where the days before a deadline are set.
pub fn reminder_days(period: &str) -> String {
    format!("{PERIODS}/{period}/reminder-days")
}

/// The place in the consolidated report of what was taken from a passage.
pub fn passage_anchor(id: PassageId) -> String {
    format!("passage-{id}")
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

/// Where plain forms send passages.
pub fn report_passages(id: ReportId) -> String {
    format!("{REPORTS}/{id}/passages")
}

pub fn report_history(id: ReportId) -> String {
    format!("{REPORTS}/{id}/history")
}

/// The report's figures as a file: taken out with `GET`, read with `POST`.
pub fn figures_file(id: ReportId) -> String {
    format!("{REPORTS}/{id}/figures.xlsx")
}

/// Where a file of figures is chosen; `refused` is the word for why the last one was not taken.
pub fn figures_import(id: ReportId, refused: Option<&str>) -> String {
    match refused {
        Some(word) => format!("{REPORTS}/{id}/import?refused={word}"),
        None => format!("{REPORTS}/{id}/import"),
    }
}

/// What a file would do; a `POST` does it.
pub fn figures_preview(report: ReportId, import: FigureImportId) -> String {
    format!("{REPORTS}/{report}/imports/{import}")
}

pub fn figures_refused(report: ReportId, import: FigureImportId) -> String {
    format!("{REPORTS}/{report}/imports/{import}/figures-refused.xlsx")
}

pub fn indicator(code: &str) -> String {
    format!("{INDICATORS}/{code}")
}

/// An indicator in a period, of a unit with all that is below it when one is given.
pub fn indicator_in(code: &str, period: &str, unit: Option<&str>) -> String {
    let unit = unit.map(|it| format!("&unit={it}")).unwrap_or_default();
    format!("{INDICATORS}/{code}?period={period}{unit}")
}

/// Where one figure of a report comes from.
pub fn figure(report: ReportId, code: &str) -> String {
    format!("{REPORTS}/{report}/figures/{code}")
}

/// How much of a period has come in, of the units right below one or below the top.
pub fn coverage(period: &str, unit: Option<&str>) -> String {
    let unit = unit.map(|it| format!("&unit={it}")).unwrap_or_default();
    format!("{COVERAGE}?period={period}{unit}")
}

/// The indicators of a sector as a unit, with all that is below it, has given them.
pub fn indicators_of(period: &str, sector: &str, unit: &str) -> String {
    format!("{INDICATORS}?period={period}&sector={sector}&unit={unit}")
}

/// A view that compares, with all that it asks for.
pub fn compare(query: &str) -> String {
    if query.is_empty() { COMPARE.to_owned() } else { format!("{COMPARE}?{query}") }
}

/// What such a view shows, as a file: `table.csv`, `table.xlsx` or `chart.svg`.
pub fn compare_file(name: &str, query: &str) -> String {
    format!("{COMPARE}/{name}?{query}")
}

/// Where the form that takes a saved view away posts to.
pub fn compare_view_remove(id: SavedViewId) -> String {
    format!("{COMPARE_VIEWS}/{id}/remove")
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

/// The plan at one item; `refused` is the word for why its last file was not taken.
pub fn meeting_plan_at(id: MeetingId, item: AgendaItemId, refused: Option<&str>) -> String {
    match refused {
        Some(word) => format!("{MEETINGS}/{id}/plan?item={item}&refused={word}#item-{item}"),
        None => format!("{MEETINGS}/{id}/plan#item-{item}"),
    }
}

/// Where someone who is asked to a meeting answers.
pub fn meeting_answer(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/answer")
}

/// The meeting as a calendar reads it.
pub fn meeting_calendar(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/calendar.ics")
}

/// Where an item's private note is sent.
pub fn chair_note(id: MeetingId, item: AgendaItemId) -> String {
    format!("{MEETINGS}/{id}/items/{item}/note")
}

/// Where a file for an item is sent.
pub fn item_papers(id: MeetingId, item: AgendaItemId) -> String {
    format!("{MEETINGS}/{id}/items/{item}/papers")
}

/// A file of an agenda item.
pub fn paper(id: MeetingId, paper: PaperId) -> String {
    format!("{MEETINGS}/{id}/papers/{paper}")
}

pub fn paper_remove(id: MeetingId, paper: PaperId) -> String {
    format!("{MEETINGS}/{id}/papers/{paper}/remove")
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

/// What the room's screens said at a moment.
pub fn meeting_replay(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/replay")
}

/// Where somebody says that they are here, with the code's token; its form posts to the same place.
pub fn meeting_attend(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}/attend")
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
