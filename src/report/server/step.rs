//! Steps of the workflow. Each leaves a version of all that the report held.

use super::entity::{report, report_version};
use super::write::{save_cells, save_passages};
use super::compare::snapshot_of;
use super::{service, store};
use crate::actor::Scope;
use crate::error::{Denial, Error, Result};
use crate::id::{ReportId, ReportVersionId};
use crate::indicator::{Column, Figure};
use crate::period::Period;
use crate::report::{
    CellEdit, Passage, PassageEdit, Report, ReportStep, SectorSection, Snapshot, after, allowed_steps,
    cell_text, needed,
};
use crate::server::{Change, Context, record_change};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use serde::Serialize;

/// What the audit keeps of a step.
#[derive(Serialize)]
struct Told<'a> {
    state: crate::report::ReportState,
    reason: Option<&'a str>,
}

/// Takes a report one step further.
///
/// # Errors
/// [`Error::Conflict`] when it was moved since `seen`; field errors by indicator code when a figure is due and
/// neither given nor explained.
pub async fn take_step(
    cx: &Context,
    id: ReportId,
    step: ReportStep,
    reason: &str,
    seen: i64,
) -> Result<Report> {
    let tx = cx.write().await?;
    let row = store::locked_row(&tx, id).await?;
    service::require_sight(&cx.actor, &row)?;
    cx.actor.require(needed(row.state, step), Scope::Unit(row.unit_id))?;
    let reason = step.parse_reason(reason)?;
    if row.revision != seen {
        return Err(Error::Conflict);
    }
    if !allowed_steps(&cx.actor, row.unit_id, row.state).contains(&step) {
        return Err(Denial::WrongState.into());
    }
    let moved = move_report(cx, &tx, row, step, reason).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Marks an accepted report as taken into the bloc's; part of the work of consolidating.
pub async fn consolidate(cx: &Context, tx: &DatabaseTransaction, id: ReportId) -> Result<Report> {
    let row = store::locked_row(tx, id).await?;
    cx.actor.require(needed(row.state, ReportStep::Consolidate), Scope::Unit(row.unit_id))?;
    move_report(cx, tx, row, ReportStep::Consolidate, None).await
}

async fn move_report(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: report::Model,
    step: ReportStep,
    reason: Option<String>,
) -> Result<Report> {
    let state = after(row.state, step).ok_or(Denial::WrongState)?;
    let period = crate::period::server::find(tx, row.period_id).await?;
    let closed = crate::period::server::is_closed(tx, &period, row.unit_id, cx.today()).await?;
    if step.is_refused_when_locked() && closed {
        return Err(Denial::Locked.into());
    }
    let org = crate::org::server::at(tx, period.cut_off).await?;
    let sections = store::sections(tx, &row, &period, &org).await?;
    if matches!(step, ReportStep::Submit | ReportStep::Send) {
        super::check::require_clean(cx, tx, &row, &period, &sections).await?;
    }

    let before = row.state;
    let mut moved = row;
    moved.state = state;
    moved.revision += 1;
    match step {
        ReportStep::Return => moved.returned_reason = reason.clone(),
        ReportStep::Send => (moved.sent_at, moved.returned_reason) = (Some(cx.now()), None),
        ReportStep::Submit => moved.returned_reason = None,
        ReportStep::Accept => moved.accepted_at = Some(cx.now()),
        ReportStep::Reopen => {
            moved.returned_reason = reason.clone();
            moved.changes_after_acceptance += 1;
        }
        ReportStep::Consolidate => {}
    }
    report::Entity::update(report::ActiveModel::from(moved.clone()).reset_all()).exec(tx).await?;
    keep_version(cx, tx, moved.id, step, reason.clone(), &sections).await?;
    let change = Change {
        action: match step {
            ReportStep::Submit => "report.submit",
            ReportStep::Return => "report.return",
            ReportStep::Send => "report.send",
            ReportStep::Accept => "report.accept",
            ReportStep::Reopen => "report.reopen",
            ReportStep::Consolidate => "report.consolidate",
        },
        kind: "report",
        id: moved.id.0,
        before: Some(Told { state: before, reason: None }),
        after: Some(Told { state, reason: reason.as_deref() }),
    };
    record_change(cx, tx, change).await?;
    Ok(store::report(moved, period))
}

async fn keep_version(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: ReportId,
    step: ReportStep,
    reason: Option<String>,
    sections: &[SectorSection],
) -> Result<()> {
    let snapshot = snapshot_of(sections);
    let earlier =
        report_version::Entity::find().filter(report_version::Column::ReportId.eq(id)).count(tx).await?;
    let row = report_version::ActiveModel {
        id: Set(ReportVersionId::fresh()),
        report_id: Set(id),
        number: Set(earlier as i32 + 1),
        step: Set(step),
        reason: Set(reason),
        snapshot: Set(serde_json::to_string(&snapshot).map_err(|it| Error::from_cause(&it))?),
        at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
    };
    report_version::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes what a version held into the open report again, as if it were typed. Last year's figures are not
/// typed, and stay.
pub async fn restore(cx: &Context, id: ReportId, number: i32) -> Result<Report> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let then = store::snapshot(&cx.db, id, number).await?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::at(&cx.db, period.cut_off).await?;
    let now = store::sections(&cx.db, &row, &period, &org).await?;
    save_cells(cx, id, cells_back(&then, &now, &period)).await?;
    save_passages(cx, id, passages_back(then, &now)).await?;
    Ok(store::report(store::row(&cx.db, id).await?, period))
}

fn cells_back(then: &Snapshot, now: &[SectorSection], period: &Period) -> Vec<CellEdit> {
    let mut edits = Vec::new();
    for row in now.iter().flat_map(|it| &it.rows).filter(|it| it.indicator.is_due_in(period)) {
        let untouched = Figure::untouched(row.indicator.id);
        let kept = then.figures.iter().find(|it| it.indicator == row.indicator.id).unwrap_or(&untouched);
        // "Not applicable" last: it empties the value.
        for column in [Column::Target, Column::Prior, Column::Reason, Column::Actual, Column::NotApplicable] {
            let (text, base) = (cell_text(kept, column), cell_text(&row.figure, column));
            if text != base && !(column == Column::Prior && row.figure.prior_is_kept) {
                edits.push(CellEdit { indicator: row.indicator.id, column, text, base, sent: Vec::new() });
            }
        }
    }
    edits
}

fn passages_back(then: Snapshot, now: &[SectorSection]) -> Vec<PassageEdit> {
    let present: Vec<&Passage> = now.iter().flat_map(|it| &it.passages).collect();
    let edit = |it: Passage, seen: i64, sent: Vec<String>| PassageEdit {
        id: it.id,
        sector: it.sector,
        kind: it.kind,
        body: it.body,
        grade: it.grade,
        seen,
        sent,
    };
    let added = present
        .iter()
        .filter(|it| !then.passages.iter().any(|kept| kept.id == it.id))
        .map(|it| edit(Passage { body: String::new(), ..(*it).clone() }, it.revision, Vec::new()))
        .collect::<Vec<_>>();
    let kept = then.passages.into_iter().map(|it| {
        let seen = present.iter().find(|now| now.id == it.id).map_or(0, |now| now.revision);
        // A removed one is kept with an empty body.
        edit(it, seen, vec![String::new()])
    });
    kept.chain(added).collect()
}
