use super::entity::task;
use super::origin::origins;
use super::store::{self, Narrow};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{ConclusionId, PeriodId, ReportId, SectorId, TaskId, UnitId};
use crate::identity::server::names;
use crate::server::{Change, Context, record_change};
use crate::task::{Progress, ProgressDraft, Task, TaskBoard, TaskDraft, TaskFilter, TaskLine, TaskState};
use crate::{indicator, org, period};
use chrono::Datelike;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde::Serialize;

/// The list of tasks. What a conference asked for is published: every reader sees all of it.
pub async fn board(cx: &Context, filter: TaskFilter) -> Result<TaskBoard> {
    let org = org::server::at(&cx.db, cx.today()).await?;
    let unit = known(&filter.unit, |code| org.unit_by_code(code).map(|it| it.id))?;
    let sector = known(&filter.sector, |code| org.sector_by_code(code).map(|it| it.id))?;
    let late = filter.state == TaskFilter::LATE;
    let state = if late { Some(TaskState::Open) } else { known(&filter.state, |word| word.parse().ok())? };
    let due_before = late.then(|| cx.today());
    let in_state = |state| Narrow { state: Some(state), ..Narrow::default() };
    Ok(TaskBoard {
        tasks: store::listed(&cx.db, Narrow { unit, sector, state, due_before }).await?,
        open: store::count(&cx.db, in_state(TaskState::Open)).await?,
        late: store::count(&cx.db, Narrow { due_before: Some(cx.today()), ..in_state(TaskState::Open) })
            .await?,
        done: store::count(&cx.db, in_state(TaskState::Done)).await?,
        units: org.units,
        sectors: org.sectors,
    })
}

/// An empty word asks for nothing; one that names nothing is not found.
fn known<T>(word: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
    if word.is_empty() { Ok(None) } else { find(word).map(Some).ok_or(Error::NotFound) }
}

pub async fn sheet(cx: &Context, id: TaskId) -> Result<Task> {
    let row = store::find(&cx.db, id).await?;
    let mut origin = origins(&cx.db, &[row.conclusion_id]).await?;
    let origin = origin.remove(&row.conclusion_id).ok_or(Error::NotFound)?;
    let log = store::log_of(&cx.db, id).await?;
    let people: Vec<_> = log.iter().filter_map(|it| it.person_id).chain(row.closed_by).collect();
    let people = names(&cx.db, &people).await?;
    let moved = store::indicators_of(&cx.db, id).await?;
    let indicators = indicator::server::all(&cx.db).await?;
    let org = org::server::at(&cx.db, cx.today()).await?;
    let line = line(&cx.db, row.clone()).await?;
    Ok(Task {
        sectors: org.sectors.into_iter().filter(|it| line.sectors.contains(&it.id)).collect(),
        line,
        meeting: origin.meeting,
        meeting_title: origin.meeting_title,
        conclusion_body: origin.body,
        indicators: indicators
            .iter()
            .filter(|it| moved.contains(&it.id))
            .map(|it| (it.code.clone(), it.name(cx.lang).to_owned()))
            .collect(),
        progress: log
            .into_iter()
            .map(|it| Progress {
                at: it.at,
                by: it.person_id.and_then(|it| people.get(&it).cloned()),
                body: it.body,
                percent: it.percent,
                report: it.report_id,
            })
            .collect(),
        closed_at: row.closed_at,
        closed_by: row.closed_by.and_then(|it| people.get(&it).cloned()),
        closing_note: row.closing_note,
        revision: row.revision,
    })
}

async fn line(db: &impl ConnectionTrait, row: task::Model) -> Result<TaskLine> {
    store::lines(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Makes a task of a conclusion, inside the transaction that records it. Its code counts on within the year
/// of the period, or of today when it belongs to none. Whoever calls has asked for the permission.
pub async fn open(
    cx: &Context,
    tx: &DatabaseTransaction,
    conclusion: ConclusionId,
    period: Option<PeriodId>,
    sectors: &[SectorId],
    draft: TaskDraft,
) -> Result<TaskLine> {
    let org = org::server::at(tx, cx.today()).await?;
    if org.unit(draft.lead).is_none() {
        return Err(FieldErrors::of("lead", Problem::Unknown).into());
    }
    let mut cooperating: Vec<_> = draft.cooperating.iter().copied().filter(|it| *it != draft.lead).collect();
    cooperating.sort_unstable();
    cooperating.dedup();
    if cooperating.iter().any(|it| org.unit(*it).is_none()) {
        return Err(FieldErrors::of("cooperating", Problem::Unknown).into());
    }
    let year = match period {
        Some(id) => period::server::find(tx, id).await?.year,
        None => cx.today().year(),
    };
    let prefix = format!("NV-{year}-");
    let id = TaskId::fresh();
    // Someone else may take the same number at the same moment; then the next one is free.
    for _ in 0..20 {
        let number = store::last_number(tx, &prefix).await? + 1;
        let row = task::ActiveModel {
            id: Set(id),
            code: Set(format!("{prefix}{number:02}")),
            conclusion_id: Set(conclusion),
            lead_unit_id: Set(draft.lead),
            period_id: Set(period),
            title: Set(draft.title.clone()),
            product: Set(draft.product.clone()),
            responsibility: Set(draft.responsibility.clone()),
            due_on: Set(draft.due_on),
            state: Set(TaskState::Open),
            opened_at: Set(cx.now()),
            closed_at: Set(None),
            closed_by: Set(None),
            closing_note: Set(None),
            revision: Set(1),
            sample: Set(false),
        };
        if store::put(tx, row).await? {
            store::put_links(tx, id, &cooperating, sectors, &draft.indicators).await?;
            let line = line(tx, store::find(tx, id).await?).await?;
            record_change(
                cx,
                tx,
                Change { action: "task.open", kind: "task", id: id.0, before: None, after: Some(&line) },
            )
            .await?;
            return Ok(line);
        }
    }
    Err(Error::Conflict)
}

/// Notes what a unit did for a task. A closed task takes no more.
pub async fn add_progress(cx: &Context, id: TaskId, draft: ProgressDraft) -> Result<Task> {
    let tx = cx.write().await?;
    let lead = store::find(&tx, id).await?.lead_unit_id;
    cx.actor.require(Permission::UpdateTask, Scope::Unit(lead))?;
    note(cx, &tx, id, None, draft).await?;
    tx.commit().await?;
    sheet(cx, id).await
}

/// Notes what a unit did for a task it leads or helps with, as its report tells it; the task as it stands then.
/// Whoever calls knows the report to be the unit's.
///
/// # Errors
/// [`Error::NotFound`] for a task that is not the unit's.
pub async fn add_progress_in(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: TaskId,
    report: ReportId,
    unit: UnitId,
    draft: ProgressDraft,
) -> Result<TaskLine> {
    cx.actor.require(Permission::UpdateTask, Scope::Unit(unit))?;
    let task = line(tx, store::find(tx, id).await?).await?;
    if task.lead.id != unit && !task.cooperating.iter().any(|it| it.id == unit) {
        return Err(Error::NotFound);
    }
    note(cx, tx, id, Some(report), draft).await?;
    line(tx, store::find(tx, id).await?).await
}

async fn note(
    cx: &Context,
    tx: &DatabaseTransaction,
    id: TaskId,
    report: Option<ReportId>,
    draft: ProgressDraft,
) -> Result<()> {
    if store::find(tx, id).await?.state != TaskState::Open {
        return Err(Denial::WrongState.into());
    }
    let told = Told { body: &draft.body, percent: draft.percent };
    let change = Change { action: "task.progress", kind: "task", id: id.0, before: None, after: Some(told) };
    record_change(cx, tx, change).await?;
    store::put_progress(tx, id, cx.actor.person, cx.now(), report, draft).await
}

#[derive(Serialize)]
struct Told<'a> {
    body: &'a str,
    percent: Option<i32>,
}

/// Closes a task with the reason why it can be. Asked on its unit or on the meeting that gave it.
pub async fn close(cx: &Context, id: TaskId, note: &str, seen: i64) -> Result<Task> {
    let note = parse_required(note, 1000).map_err(|problem| FieldErrors::of("note", problem))?;
    let tx = cx.write().await?;
    let row = store::find(&tx, id).await?;
    let origin =
        origins(&tx, &[row.conclusion_id]).await?.remove(&row.conclusion_id).ok_or(Error::NotFound)?;
    cx.actor
        .require(Permission::CloseTask, Scope::Unit(row.lead_unit_id))
        .or_else(|_| cx.actor.require(Permission::CloseTask, Scope::Meeting(origin.meeting)))?;
    if row.state != TaskState::Open {
        return Err(Denial::WrongState.into());
    }
    if !store::close(&tx, id, seen, cx.actor.person, cx.now(), &note).await? {
        return Err(Error::Conflict);
    }
    record_change(
        cx,
        &tx,
        Change {
            action: "task.close",
            kind: "task",
            id: id.0,
            before: Some((row.state, None)),
            after: Some((TaskState::Done, Some(&note))),
        },
    )
    .await?;
    tx.commit().await?;
    sheet(cx, id).await
}
