use super::{
    CellEdit, CellOutcome, PassageEdit, PassageOutcome, Report, ReportHistory, ReportLine, ReportSheet,
    ReportStep,
};
use crate::error::Result;
use crate::id::ReportId;
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

/// The versions, and `compare` held against the present.
#[server(prefix = "/api/fn", endpoint = "show_report_history", input = Json, output = Json)]
pub async fn show_report_history(id: ReportId, compare: Option<i32>) -> Result<ReportHistory> {
    crate::server::answer::<ShowReportHistory, _, _>(async move |cx| {
        super::server::history(&cx, id, compare).await
    })
    .await
}

/// One outcome for each edit, in their order.
#[server(prefix = "/api/fn", endpoint = "save_cells", input = Json, output = Json)]
pub async fn save_cells(id: ReportId, edits: Vec<CellEdit>) -> Result<Vec<CellOutcome>> {
    crate::server::answer::<SaveCells, _, _>(async move |cx| super::server::save_cells(&cx, id, edits).await)
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
pub async fn restore_report(id: ReportId, number: i32) -> Result<Report> {
    crate::server::answer::<RestoreReport, _, _>(async move |cx| {
        super::server::restore(&cx, id, number).await
    })
    .await
}
