//! Steps of the workflow. Each leaves a version of all that the report held.

use super::entity::{report, report_version};
use super::write::{save_cells, save_passages};
use super::{service, store};
use crate::actor::Scope;
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{IndicatorId, PassageId, ReportId, ReportVersionId};
use crate::indicator::{Column, Figure, FigureState, Indicator};
use crate::period::Period;
use crate::report::{
    CellEdit, Difference, Passage, PassageEdit, Report, ReportHistory, ReportStep, SectorSection, Snapshot,
    after, allowed_steps, cell_text, may_write, needed,
};
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use serde::Serialize;
use std::collections::HashMap;

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
    if step.is_refused_when_locked() && period.is_locked(cx.today()) {
        return Err(Denial::Locked.into());
    }
    let org = crate::org::server::at(tx, period.cut_off).await?;
    let sections = store::sections(tx, &row, &period, &org).await?;
    if matches!(step, ReportStep::Submit | ReportStep::Send) {
        let missing = missing_figures(&sections);
        if !missing.0.is_empty() {
            return Err(missing.into());
        }
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

/// Figures that are due and neither given, nor explained, nor not applicable, by indicator code.
fn missing_figures(sections: &[SectorSection]) -> FieldErrors {
    let rows = sections.iter().flat_map(|it| &it.rows);
    let missing =
        rows.filter(|it| it.due && it.figure.state == FigureState::Missing && it.figure.reason.is_none());
    FieldErrors(missing.map(|it| (it.indicator.code.clone(), Problem::Required)).collect())
}

async fn keep_version(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: ReportId,
    step: ReportStep,
    reason: Option<String>,
    sections: &[SectorSection],
) -> Result<()> {
    let told = |it: &Figure| *it != Figure::untouched(it.indicator);
    let snapshot = Snapshot {
        figures: sections.iter().flat_map(|it| &it.rows).map(|it| it.figure.clone()).filter(told).collect(),
        passages: sections.iter().flat_map(|it| it.passages.clone()).collect(),
    };
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

/// A report's versions, with one of them held against the present when asked for.
pub async fn history(cx: &Context, id: ReportId, compare: Option<i32>) -> Result<ReportHistory> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::at(&cx.db, period.cut_off).await?;
    let unit = org.unit(row.unit_id).cloned().ok_or(Error::NotFound)?;
    let compared = match compare {
        None => None,
        Some(number) => {
            let then = snapshot(cx, id, number).await?;
            let sections = store::sections(&cx.db, &row, &period, &org).await?;
            let all = crate::indicator::server::all(&cx.db).await?;
            Some((number, differences(&then, &sections, &all, |it| org.sector_name(it, cx.lang), cx.lang)))
        }
    };
    let versions = store::versions(&cx.db, id).await?;
    let may_write = !period.is_locked(cx.today()) && may_write(&cx.actor, row.unit_id, row.state);
    Ok(ReportHistory { report: store::report(row, period), unit, versions, compared, may_write })
}

async fn snapshot(cx: &Context, id: ReportId, number: i32) -> Result<Snapshot> {
    let text = store::snapshot(&cx.db, id, number).await?;
    serde_json::from_str(&text).map_err(|it| Error::from_cause(&it))
}

fn differences(
    then: &Snapshot,
    now: &[SectorSection],
    all: &[Indicator],
    sector_name: impl Fn(crate::id::SectorId) -> String,
    t: Lang,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let kept: HashMap<IndicatorId, &Figure> = then.figures.iter().map(|it| (it.indicator, it)).collect();
    let present: HashMap<IndicatorId, &Figure> =
        now.iter().flat_map(|it| &it.rows).map(|it| (it.indicator.id, &it.figure)).collect();
    for indicator in all {
        let (before, after) = (kept.get(&indicator.id), present.get(&indicator.id));
        for column in Column::ALL {
            let text = |it: Option<&&Figure>| it.map(|it| cell_text(it, *column)).unwrap_or_default();
            let (then, now) = (text(before), text(after));
            if then != now {
                let about = format!("{} {}: {}", indicator.code, indicator.name(t), column.name(t));
                found.push(Difference { about, then, now });
            }
        }
    }
    let kept: HashMap<PassageId, &Passage> = then.passages.iter().map(|it| (it.id, it)).collect();
    let present: Vec<&Passage> = now.iter().flat_map(|it| &it.passages).collect();
    let text = |it: &Passage| match it.grade {
        Some(grade) => format!("[{}] {}", grade.name(t), it.body),
        None => it.body.clone(),
    };
    let about = |it: &Passage| format!("{}: {}", sector_name(it.sector), it.kind.name(t));
    for passage in &present {
        let then = kept.get(&passage.id).map(|it| text(it)).unwrap_or_default();
        if then != text(passage) {
            found.push(Difference { about: about(passage), then, now: text(passage) });
        }
    }
    for passage in then.passages.iter().filter(|it| !present.iter().any(|now| now.id == it.id)) {
        found.push(Difference { about: about(passage), then: text(passage), now: String::new() });
    }
    found
}

/// Writes what a version held into the open report again, as if it were typed. Last year's figures are not
/// typed, and stay.
pub async fn restore(cx: &Context, id: ReportId, number: i32) -> Result<Report> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let then = snapshot(cx, id, number).await?;
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
