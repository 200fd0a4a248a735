use super::{Board, Consolidated, PeriodSheet, Taken};
use crate::error::Result;
use crate::id::{ConsolidatedSentenceId, PassageId, ReportId, SectorId};
use crate::wire::Json;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "list_periods", input = Json, output = Json)]
pub async fn list_periods() -> Result<Board> {
    crate::server::answer::<ListPeriods, _, _>(async move |cx| super::server::board(&cx).await).await
}

#[server(prefix = "/api/fn", endpoint = "show_period", input = Json, output = Json)]
pub async fn show_period(code: String) -> Result<PeriodSheet> {
    crate::server::answer::<ShowPeriod, _, _>(async move |cx| super::server::sheet(&cx, &code).await).await
}

/// Accepts a sent report, or returns it with a reason; answers the period as it then stands.
#[server(prefix = "/api/fn", endpoint = "receive_report", input = Json, output = Json)]
pub async fn receive_report(
    code: String,
    report: ReportId,
    accept: bool,
    reason: String,
    seen: i64,
) -> Result<PeriodSheet> {
    crate::server::answer::<ReceiveReport, _, _>(async move |cx| {
        super::server::receive(&cx, &code, report, accept, &reason, seen).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "show_consolidated", input = Json, output = Json)]
pub async fn show_consolidated(code: String) -> Result<Consolidated> {
    crate::server::answer::<ShowConsolidated, _, _>(async move |cx| {
        super::server::consolidated(&cx, &code).await
    })
    .await
}

/// Takes every accepted report that is not taken yet.
#[server(prefix = "/api/fn", endpoint = "take_accepted", input = Json, output = Json)]
pub async fn take_accepted(code: String) -> Result<Consolidated> {
    crate::server::answer::<TakeAccepted, _, _>(async move |cx| {
        super::server::take_accepted(&cx, &code).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "take_passage", input = Json, output = Json)]
pub async fn take_passage(code: String, passage: PassageId) -> Result<Consolidated> {
    crate::server::answer::<TakePassage, _, _>(async move |cx| {
        super::server::take_passage(&cx, &code, passage).await
    })
    .await
}

/// Takes the proposal of one sector.
#[server(prefix = "/api/fn", endpoint = "take_sector", input = Json, output = Json)]
pub async fn take_sector(code: String, sector: SectorId) -> Result<Consolidated> {
    crate::server::answer::<TakeSector, _, _>(async move |cx| {
        super::server::take_sector(&cx, &code, sector).await
    })
    .await
}

/// Takes some sentences of a passage, by their place in it.
#[server(prefix = "/api/fn", endpoint = "take_sentences", input = Json, output = Json)]
pub async fn take_sentences(
    code: String,
    passage: PassageId,
    chosen: Vec<usize>,
    seen: i64,
) -> Result<Consolidated> {
    crate::server::answer::<TakeSentences, _, _>(async move |cx| {
        super::server::take_sentences(&cx, &code, passage, &chosen, seen).await
    })
    .await
}

/// Takes back what the last taking brought.
#[server(prefix = "/api/fn", endpoint = "undo_take", input = Json, output = Json)]
pub async fn undo_take(code: String, seen: i64) -> Result<Consolidated> {
    crate::server::answer::<UndoTake, _, _>(async move |cx| super::server::undo_take(&cx, &code, seen).await)
        .await
}

/// The sentence becomes what its source says now.
#[server(prefix = "/api/fn", endpoint = "renew_sentence", input = Json, output = Json)]
pub async fn renew_sentence(code: String, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    crate::server::answer::<RenewSentence, _, _>(async move |cx| {
        super::server::renew(&cx, &code, id, seen).await
    })
    .await
}

/// Which passages of a report stand in the bloc's report, with how many sentences.
#[server(prefix = "/api/fn", endpoint = "show_taken", input = Json, output = Json)]
pub async fn show_taken(report: ReportId) -> Result<Taken> {
    crate::server::answer::<ShowTaken, _, _>(async move |cx| super::server::taken_of(&cx, report).await).await
}

#[server(prefix = "/api/fn", endpoint = "reword_sentence", input = Json, output = Json)]
pub async fn reword_sentence(
    code: String,
    id: ConsolidatedSentenceId,
    body: String,
    seen: i64,
) -> Result<Consolidated> {
    crate::server::answer::<RewordSentence, _, _>(async move |cx| {
        super::server::reword(&cx, &code, id, &body, seen).await
    })
    .await
}

/// The sentence stands as it is though its source changed.
#[server(prefix = "/api/fn", endpoint = "keep_sentence", input = Json, output = Json)]
pub async fn keep_sentence(code: String, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    crate::server::answer::<KeepSentence, _, _>(async move |cx| {
        super::server::keep(&cx, &code, id, seen).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "remove_sentence", input = Json, output = Json)]
pub async fn remove_sentence(code: String, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    crate::server::answer::<RemoveSentence, _, _>(async move |cx| {
        super::server::remove(&cx, &code, id, seen).await
    })
    .await
}

/// One place up, or down.
#[server(prefix = "/api/fn", endpoint = "move_sentence", input = Json, output = Json)]
pub async fn move_sentence(
    code: String,
    id: ConsolidatedSentenceId,
    up: bool,
    seen: i64,
) -> Result<Consolidated> {
    crate::server::answer::<MoveSentence, _, _>(async move |cx| {
        super::server::move_sentence(&cx, &code, id, up, seen).await
    })
    .await
}
