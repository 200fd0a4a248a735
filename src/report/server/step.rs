//! Steps of the workflow. Each leaves a version of all that the report held.

use super::compare::snapshot_of;
use super::document::Writing;
use super::entity::{passage, report, report_version};
use super::write::{Ground, keep_cells_in, writable};
use super::{service, store};
use crate::actor::{Role, Scope};
use crate::error::{Denial, Error, Result};
use crate::id::{ReportId, ReportVersionId};
use crate::indicator::{Column, Figure};
use crate::live::server::Topic;
use crate::notice::{Message, Name, Notice};
use crate::org::Org;
use crate::period::Period;
use crate::report::{
    CellEdit, CellOutcome, Passage, Report, ReportState, ReportStep, Restored, SectorSection, Snapshot,
    after, allowed_steps, cell_text, needed,
};
use crate::route;
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
    super::document::settle_in(cx, &tx, id).await?;
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
    super::document::closed(cx, id);
    Ok(moved)
}

/// Marks an accepted report as taken into the bloc's; part of the work of consolidating.
pub async fn consolidate(cx: &Context, tx: &DatabaseTransaction, id: ReportId) -> Result<Report> {
    move_along(cx, tx, id, ReportStep::Consolidate).await
}

/// Marks a report as not taken into the bloc's any more.
pub async fn release(cx: &Context, tx: &DatabaseTransaction, id: ReportId) -> Result<Report> {
    move_along(cx, tx, id, ReportStep::Release).await
}

/// A step that comes with work on the bloc's report.
async fn move_along(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: ReportId,
    step: ReportStep,
) -> Result<Report> {
    let row = store::locked_row(tx, id).await?;
    cx.actor.require(needed(row.state, step), Scope::Unit(row.unit_id))?;
    move_report(cx, tx, row, step, None).await
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
        ReportStep::Consolidate | ReportStep::Release | ReportStep::Keep | ReportStep::Restore => {}
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
            ReportStep::Release => "report.release",
            ReportStep::Keep | ReportStep::Restore => "report.restore",
        },
        kind: "report",
        id: moved.id.0,
        before: Some(Told { state: before, reason: None }),
        after: Some(Told { state, reason: reason.as_deref() }),
    };
    record_change(cx, tx, change).await?;
    if state == ReportState::Returned {
        tell_the_unit(cx, tx, &moved, &period, &org).await?;
    }
    Ok(store::report(moved, period))
}

/// Those who write the report learn that it is theirs again, and why.
async fn tell_the_unit(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &report::Model,
    period: &Period,
    org: &Org,
) -> Result<()> {
    let mut writers =
        crate::identity::server::people_of_unit(tx, row.unit_id, &[Role::Editor, Role::Head]).await?;
    writers.retain(|it| *it != cx.actor.person);
    let unit = org.unit(row.unit_id).map(|it| Name::new(&it.name_vi, &it.name_en));
    let message = Message::Returned {
        unit: unit.unwrap_or_else(|| Name::new("", "")),
        period: Name::new(&period.name_vi, &period.name_en),
        reason: row.returned_reason.clone().unwrap_or_default(),
    };
    let notice = Notice::new(message, route::report(row.id));
    crate::notice::server::tell(tx, cx.now(), &writers, &notice).await
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

/// Puts what a version held in place of what the open report holds, as if it were typed, and keeps both what
/// stood and what came of it as versions. Last year's figures are not typed, and stay.
pub async fn restore(cx: &Context, id: ReportId, number: i32) -> Result<Restored> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let then = store::snapshot(&cx.db, id, number).await?;
    let known = crate::org::server::arrived(cx).await?;
    let period = crate::period::server::known(cx, &known).await?.find(row.period_id)?.clone();
    let dictionary = crate::indicator::server::known(cx, &known).await?;
    let measured: Vec<_> = dictionary.newest().iter().map(|it| it.id).collect();
    let ground = Ground::of(cx, &row, &known, &period, &measured).await?;
    let org = known.at(period.cut_off);

    let _turn = cx.documents.turn().await?;
    let tx = cx.write().await?;
    let row = writable(cx, &tx, id).await?;
    super::document::settle_in(cx, &tx, id).await?;
    let stood = store::sections(&tx, &row, &period, &org).await?;
    let reason = Some(number.to_string());
    if store::newest_snapshot(&tx, id).await?.as_ref() != Some(&snapshot_of(&stood)) {
        keep_version(cx, &tx, id, ReportStep::Keep, reason.clone(), &stood).await?;
    }
    let edits = cells_back(&then, &stood, &period);
    let ids: Vec<_> = edits.iter().map(|it| it.indicator).collect();
    let (outcomes, written) = keep_cells_in(cx, &tx, &row, &period, &ground, &edits).await?;
    let document = restore_passages(cx, &tx, id, then.passages).await?;
    let stands = store::sections(&tx, &row, &period, &org).await?;
    keep_version(cx, &tx, id, ReportStep::Restore, reason, &stands).await?;
    let change =
        Change { action: "report.restore", kind: "report", id: id.0, before: None, after: Some(number) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    document.tell();
    if written {
        cx.hub.announce(Topic::Figures { report: id });
    }

    let kept_out = outcomes.iter().zip(ids).filter(|it| !matches!(it.0, CellOutcome::Saved { .. }));
    let kept_out: Vec<_> = kept_out.map(|it| it.1).collect();
    let rows = stands.iter().flat_map(|it| &it.rows).map(|it| &it.indicator);
    let left = rows.filter(|it| kept_out.contains(&it.id)).map(|it| it.code.clone()).collect();
    Ok(Restored { report: store::report(row, period), left })
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

/// Puts the passages back as they were drawn, headings, tables and all, into the document that others may be
/// writing at the same time; those that came later are taken out.
async fn restore_passages(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: ReportId,
    then: Vec<Passage>,
) -> Result<Writing> {
    let mut document = Writing::begin(cx, tx, id).await?;
    let present = store::passages(tx, id).await?;
    let later = present.iter().filter(|it| !then.iter().any(|kept| kept.id == it.id)).cloned();
    let emptied = later.map(|it| Passage { body: String::new(), content: Vec::new(), ..it });
    for kept in then.iter().cloned().chain(emptied.collect::<Vec<_>>()) {
        let found = store::passage(tx, kept.id).await?.filter(|it| it.report_id == id);
        let Some(mut row) = found else { continue };
        let before = Passage::from(row.clone());
        let same = |one: &Passage, other: &Passage| {
            one.body == other.body
                && (other.content.is_empty() || one.content == other.content)
                && one.grade == other.grade
                && one.kind == other.kind
        };
        if same(&before, &kept) {
            continue;
        }
        let (body, content) = if kept.content.is_empty() {
            document.write(kept.id, &kept.body)?
        } else {
            document.write_blocks(kept.id, &kept.content)?
        };
        let removed = body.is_empty();
        (row.body, row.content, row.grade, row.kind) = (body, Some(content), kept.grade, kept.kind);
        row.revision += 1;
        row.updated_at = cx.now();
        row.updated_by = Some(cx.actor.person);
        let row = passage::Entity::update(passage::ActiveModel::from(row).reset_all()).exec(tx).await?;
        let after = Passage::from(row);
        document.describe(&after, removed);
        let change = Change {
            action: "passage.restore",
            kind: "passage",
            id: kept.id.0,
            before: Some(&before),
            after: Some(&after),
        };
        record_change(cx, tx, change).await?;
    }
    document.finish(cx, tx).await
}
