use super::{Anchor, CommentInput, Comments, Mentionable};
use super::{
    CellEdit, CellOutcome, CheckKind, Compare, Finding, ImportPreview, PassageEdit, PassageOutcome, Report,
    ReportHistory, ReportLine, ReportSheet, ReportStep, Restored,
};
use super::{FigureSource, FigureStory, FreshFigures};
use super::{LateUpdate, Passage, PassageHead, Presence};
use crate::error::Result;
use crate::id::PersonId;
use crate::id::{CommentId, FigureImportId, IndicatorId, LateUpdateId, PassageId, ReportId, TaskId};
use crate::task::{ProgressInput, TaskLine};
use crate::time::Instant;
use crate::wire::Json;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "list_reports", input = Json, output = Json)]
pub async fn list_reports() -> Result<Vec<ReportLine>> {
    crate::server::answer::<ListReports, _, _>(async move |cx| super::server::all_lines(&cx).await).await
}

#[server(prefix = "/api/fn", endpoint = "show_report", input = Json, output = Json)]
pub async fn show_report(id: ReportId) -> Result<ReportSheet> {
    crate::server::answer::<ShowReport, _, _>(async move |cx| super::server::sheet(&cx, id).await).await
}

/// The versions, and two states compared when asked for.
#[server(prefix = "/api/fn", endpoint = "show_report_history", input = Json, output = Json)]
pub async fn show_report_history(id: ReportId, compare: Compare) -> Result<ReportHistory> {
    crate::server::answer::<ShowReportHistory, _, _>(async move |cx| {
        super::server::history(&cx, id, compare).await
    })
    .await
}

/// One outcome for each edit, in their order. `writer` is who typed them, where that is known: a tab that was
/// left open sends nothing in the name of whoever signed in after.
#[server(prefix = "/api/fn", endpoint = "save_cells", input = Json, output = Json)]
pub async fn save_cells(
    id: ReportId,
    edits: Vec<CellEdit>,
    #[server(default)] writer: Option<PersonId>,
) -> Result<Vec<CellOutcome>> {
    crate::server::answer::<SaveCells, _, _>(async move |cx| {
        super::server::require_writer(&cx, writer)?;
        super::server::save_cells(&cx, id, edits).await
    })
    .await
}

/// One outcome for each edit, in their order.
#[server(prefix = "/api/fn", endpoint = "save_passages", input = Json, output = Json)]
pub async fn save_passages(id: ReportId, edits: Vec<PassageEdit>) -> Result<Vec<PassageOutcome>> {
    crate::server::answer::<SavePassages, _, _>(async move |cx| {
        super::server::save_passages(&cx, id, edits).await
    })
    .await
}

/// `seen` is the revision of the report that the person looked at.
#[server(prefix = "/api/fn", endpoint = "take_report_step", input = Json, output = Json)]
pub async fn take_report_step(id: ReportId, step: ReportStep, reason: String, seen: i64) -> Result<Report> {
    crate::server::answer::<TakeReportStep, _, _>(async move |cx| {
        super::server::take_step(&cx, id, step, &reason, seen).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "restore_report", input = Json, output = Json)]
pub async fn restore_report(id: ReportId, number: i32) -> Result<Restored> {
    crate::server::answer::<RestoreReport, _, _>(async move |cx| {
        super::server::restore(&cx, id, number).await
    })
    .await
}

/// What the checks find, errors first.
#[server(prefix = "/api/fn", endpoint = "show_findings", input = Json, output = Json)]
pub async fn show_findings(report: ReportId) -> Result<Vec<Finding>> {
    crate::server::answer::<ShowFindings, _, _>(async move |cx| super::server::check::show(&cx, report).await)
        .await
}

/// Gives the reason for a warning; answers what the checks find then.
#[server(prefix = "/api/fn", endpoint = "answer_finding", input = Json, output = Json)]
pub async fn answer_finding(
    report: ReportId,
    indicator: IndicatorId,
    rule: CheckKind,
    reason: String,
) -> Result<Vec<Finding>> {
    crate::server::answer::<AnswerFinding, _, _>(async move |cx| {
        super::server::check::answer(&cx, report, indicator, rule, &reason).await
    })
    .await
}

/// What is told beside a figure's row.
#[server(prefix = "/api/fn", endpoint = "show_figure", input = Json, output = Json)]
pub async fn show_figure(report: ReportId, indicator: IndicatorId) -> Result<FigureStory> {
    crate::server::answer::<ShowFigure, _, _>(async move |cx| {
        super::server::story(&cx, report, indicator).await
    })
    .await
}

/// One figure with the report it stands in, its version, its writers and its history.
#[server(prefix = "/api/fn", endpoint = "show_figure_source", input = Json, output = Json)]
pub async fn show_figure_source(report: ReportId, code: String) -> Result<FigureSource> {
    crate::server::answer::<ShowFigureSource, _, _>(async move |cx| {
        super::server::source(&cx, report, &code).await
    })
    .await
}

/// The figures that were written since an instant that an earlier answer named.
#[server(prefix = "/api/fn", endpoint = "fresh_figures_of", input = Json, output = Json)]
pub async fn fresh_figures_of(report: ReportId, since: Instant) -> Result<FreshFigures> {
    crate::server::answer::<FreshFiguresOf, _, _>(async move |cx| {
        super::server::fresh(&cx, report, since).await
    })
    .await
}

/// Makes a passage without text, or changes what it is called; its text stays as it is. `writer` as for
/// [`save_cells`].
#[server(prefix = "/api/fn", endpoint = "describe_passage", input = Json, output = Json)]
pub async fn describe_passage(
    id: ReportId,
    head: PassageHead,
    #[server(default)] writer: Option<PersonId>,
) -> Result<Passage> {
    crate::server::answer::<DescribePassage, _, _>(async move |cx| {
        super::server::require_writer(&cx, writer)?;
        super::server::document::describe_passage(&cx, id, head).await
    })
    .await
}

/// Empties a passage. `writer` as for [`save_cells`].
#[server(prefix = "/api/fn", endpoint = "remove_passage", input = Json, output = Json)]
pub async fn remove_passage(
    id: ReportId,
    passage: PassageId,
    #[server(default)] writer: Option<PersonId>,
) -> Result<()> {
    crate::server::answer::<RemovePassage, _, _>(async move |cx| {
        super::server::require_writer(&cx, writer)?;
        super::server::document::remove_passage(&cx, id, passage).await
    })
    .await
}

/// What came too late to be merged by itself, and is not looked after yet.
#[server(prefix = "/api/fn", endpoint = "list_late_updates", input = Json, output = Json)]
pub async fn list_late_updates(id: ReportId) -> Result<Vec<LateUpdate>> {
    crate::server::answer::<ListLateUpdates, _, _>(async move |cx| {
        super::server::document::late_updates(&cx, id).await
    })
    .await
}

/// Number of the document's last update then.
#[server(prefix = "/api/fn", endpoint = "merge_late_update", input = Json, output = Json)]
pub async fn merge_late_update(id: ReportId, late: LateUpdateId) -> Result<i64> {
    crate::server::answer::<MergeLateUpdate, _, _>(async move |cx| {
        super::server::document::merge_late(&cx, id, late).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "drop_late_update", input = Json, output = Json)]
pub async fn drop_late_update(id: ReportId, late: LateUpdateId) -> Result<()> {
    crate::server::answer::<DropLateUpdate, _, _>(async move |cx| {
        super::server::document::drop_late(&cx, id, late).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "who_is_here", input = Json, output = Json)]
pub async fn who_is_here(id: ReportId) -> Result<Vec<Presence>> {
    crate::server::answer::<WhoIsHere, _, _>(async move |cx| {
        super::server::document::who_is_here(&cx, id).await
    })
    .await
}

/// What a file of figures would do, or did; shown to whoever read it.
#[server(prefix = "/api/fn", endpoint = "show_import", input = Json, output = Json)]
pub async fn show_import(report: ReportId, import: FigureImportId) -> Result<ImportPreview> {
    crate::server::answer::<ShowImport, _, _>(async move |cx| {
        super::server::workbook::show(&cx, report, import).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "list_comments", input = Json, output = Json)]
pub async fn list_comments(id: ReportId) -> Result<Comments> {
    crate::server::answer::<ListComments, _, _>(async move |cx| super::server::comment::list(&cx, id).await)
        .await
}

/// Who may be named in a comment.
#[server(prefix = "/api/fn", endpoint = "list_mentionable", input = Json, output = Json)]
pub async fn list_mentionable(id: ReportId) -> Result<Vec<Mentionable>> {
    crate::server::answer::<ListMentionable, _, _>(async move |cx| {
        super::server::comment::people(&cx, id).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "add_comment", input = Json, output = Json)]
pub async fn add_comment(id: ReportId, anchor: Anchor, input: CommentInput) -> Result<Comments> {
    crate::server::answer::<AddComment, _, _>(async move |cx| {
        super::server::comment::add(&cx, id, anchor, input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "reply_comment", input = Json, output = Json)]
pub async fn reply_comment(thread: CommentId, input: CommentInput) -> Result<Comments> {
    crate::server::answer::<ReplyComment, _, _>(async move |cx| {
        super::server::comment::reply(&cx, thread, input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "reword_comment", input = Json, output = Json)]
pub async fn reword_comment(id: CommentId, input: CommentInput) -> Result<Comments> {
    crate::server::answer::<RewordComment, _, _>(async move |cx| {
        super::server::comment::reword(&cx, id, input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "settle_comment", input = Json, output = Json)]
pub async fn settle_comment(thread: CommentId, resolved: bool) -> Result<Comments> {
    crate::server::answer::<SettleComment, _, _>(async move |cx| {
        super::server::comment::settle(&cx, thread, resolved).await
    })
    .await
}

/// Tells of a task within the unit's report.
#[server(prefix = "/api/fn", endpoint = "tell_task_in_report", input = Json, output = Json)]
pub async fn tell_task_in_report(id: ReportId, task: TaskId, input: ProgressInput) -> Result<TaskLine> {
    crate::server::answer::<TellTaskInReport, _, _>(async move |cx| {
        super::server::tell_task(&cx, id, task, input.parse()?).await
    })
    .await
}
