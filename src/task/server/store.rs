use super::entity::{task, task_indicator, task_progress, task_sector, task_unit};
use super::origin;
use crate::error::{Error, Result};
use crate::id::{
    ConclusionId, IndicatorId, PeriodId, PersonId, ReportId, SectorId, TaskId, TaskProgressId, UnitId,
};
use crate::org::Unit;
use crate::org::server::entity::unit;
use crate::task::{ProgressDraft, TaskLine, TaskState};
use crate::time::Instant;
use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use std::collections::{BTreeMap, HashMap};
use tokio::try_join;

pub async fn find(db: &impl ConnectionTrait, id: TaskId) -> Result<task::Model> {
    task::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// The tasks that came of each conclusion, by code.
pub async fn of_conclusions(
    db: &impl ConnectionTrait,
    conclusions: &[ConclusionId],
) -> Result<HashMap<ConclusionId, Vec<TaskLine>>> {
    let mut found: HashMap<ConclusionId, Vec<TaskLine>> = HashMap::new();
    if conclusions.is_empty() {
        return Ok(found);
    }
    let rows = task::Entity::find()
        .filter(task::Column::ConclusionId.is_in(conclusions.iter().copied()))
        .order_by_asc(task::Column::Code)
        .all(db)
        .await?;
    for line in lines(db, rows).await? {
        found.entry(line.conclusion).or_default().push(line);
    }
    Ok(found)
}

/// The tasks that a unit leads or helps with, open ones first.
pub async fn of_unit(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<TaskLine>> {
    listed(db, Narrow { unit: Some(unit), ..Narrow::default() }).await
}

/// Each sector's tasks, open ones first. A task of several sectors stands in each.
pub async fn of_sectors(
    db: &impl ConnectionTrait,
    sectors: &[SectorId],
) -> Result<HashMap<SectorId, Vec<TaskLine>>> {
    let mut found: HashMap<SectorId, Vec<TaskLine>> = HashMap::new();
    if sectors.is_empty() {
        return Ok(found);
    }
    let inside = task::Entity::find().filter(task::Column::Id.in_subquery(ids_in(sectors)));
    for line in ordered(db, inside).await? {
        for sector in line.sectors.iter().filter(|it| sectors.contains(it)) {
            found.entry(*sector).or_default().push(line.clone());
        }
    }
    Ok(found)
}

fn ids_in(sectors: &[SectorId]) -> SelectStatement {
    Query::select()
        .column(task_sector::Column::TaskId)
        .from(task_sector::Entity)
        .and_where(task_sector::Column::SectorId.is_in(sectors.iter().copied()))
        .to_owned()
}

/// The tasks that conferences on a period gave, by code.
pub async fn given_on(db: &impl ConnectionTrait, reviewed: PeriodId) -> Result<Vec<TaskLine>> {
    let drawn = origin::drawn_on(db, reviewed).await?;
    let mut found: Vec<_> = of_conclusions(db, &drawn).await?.into_values().flatten().collect();
    found.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(found)
}

/// What a list is narrowed to.
#[derive(Clone, Copy, Default)]
pub struct Narrow {
    pub unit: Option<UnitId>,
    pub sector: Option<SectorId>,
    pub state: Option<TaskState>,
    /// Due before this day.
    pub due_before: Option<NaiveDate>,
}

impl Narrow {
    fn select(self) -> Select<task::Entity> {
        let mut found = task::Entity::find();
        if let Some(unit) = self.unit {
            let helping = Query::select()
                .column(task_unit::Column::TaskId)
                .from(task_unit::Entity)
                .and_where(task_unit::Column::UnitId.eq(unit))
                .to_owned();
            found = found.filter(
                Condition::any()
                    .add(task::Column::LeadUnitId.eq(unit))
                    .add(task::Column::Id.in_subquery(helping)),
            );
        }
        if let Some(sector) = self.sector {
            found = found.filter(task::Column::Id.in_subquery(ids_in(&[sector])));
        }
        if let Some(state) = self.state {
            found = found.filter(task::Column::State.eq(state));
        }
        if let Some(day) = self.due_before {
            found = found.filter(task::Column::DueOn.lt(day));
        }
        found
    }
}

/// Open ones first, the earliest due first; closed ones after them, the newest first.
pub async fn listed(db: &impl ConnectionTrait, narrow: Narrow) -> Result<Vec<TaskLine>> {
    ordered(db, narrow.select()).await
}

async fn ordered(db: &impl ConnectionTrait, found: Select<task::Entity>) -> Result<Vec<TaskLine>> {
    let rows = found.order_by_asc(task::Column::DueOn).order_by_asc(task::Column::Code).all(db).await?;
    let (open, mut closed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| it.state == TaskState::Open);
    closed.reverse();
    lines(db, open.into_iter().chain(closed).collect()).await
}

pub async fn count(db: &impl ConnectionTrait, narrow: Narrow) -> Result<u64> {
    Ok(narrow.select().count(db).await?)
}

/// Rows with the names and marks that a list shows, in the order given.
pub async fn lines(db: &impl ConnectionTrait, rows: Vec<task::Model>) -> Result<Vec<TaskLine>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TaskId> = rows.iter().map(|it| it.id).collect();
    let (helping, inside, told) = try_join!(
        task_unit::Entity::find().filter(task_unit::Column::TaskId.is_in(ids.iter().copied())).all(db),
        task_sector::Entity::find().filter(task_sector::Column::TaskId.is_in(ids.iter().copied())).all(db),
        task_progress::Entity::find()
            .filter(task_progress::Column::TaskId.is_in(ids.iter().copied()))
            .filter(task_progress::Column::Percent.is_not_null())
            .order_by_asc(task_progress::Column::At)
            .order_by_asc(task_progress::Column::Id)
            .all(db),
    )?;
    // The newest telling is the last to be put in.
    let percents: HashMap<TaskId, i32> =
        told.into_iter().filter_map(|it| Some((it.task_id, it.percent?))).collect();
    // Units stay readable after they are gone: history stays where it was recorded.
    let named = rows.iter().map(|it| it.lead_unit_id).chain(helping.iter().map(|it| it.unit_id));
    let units: BTreeMap<UnitId, Unit> = unit::Entity::find()
        .filter(unit::Column::Id.is_in(named))
        .all(db)
        .await?
        .into_iter()
        .map(|it| (it.id, Unit::from(it)))
        .collect();
    rows.into_iter()
        .map(|row| {
            Ok(TaskLine {
                lead: units.get(&row.lead_unit_id).cloned().ok_or(Error::NotFound)?,
                cooperating: helping
                    .iter()
                    .filter(|it| it.task_id == row.id)
                    .filter_map(|it| units.get(&it.unit_id).cloned())
                    .collect(),
                sectors: inside.iter().filter(|it| it.task_id == row.id).map(|it| it.sector_id).collect(),
                percent: percents.get(&row.id).copied(),
                id: row.id,
                code: row.code,
                title: row.title,
                product: row.product,
                responsibility: row.responsibility,
                due_on: row.due_on,
                state: row.state,
                conclusion: row.conclusion_id,
                sample: row.sample,
            })
        })
        .collect()
}

pub async fn indicators_of(db: &impl ConnectionTrait, id: TaskId) -> Result<Vec<IndicatorId>> {
    let rows = task_indicator::Entity::find().filter(task_indicator::Column::TaskId.eq(id)).all(db).await?;
    Ok(rows.into_iter().map(|it| it.indicator_id).collect())
}

/// Newest first.
pub async fn log_of(db: &impl ConnectionTrait, id: TaskId) -> Result<Vec<task_progress::Model>> {
    Ok(task_progress::Entity::find()
        .filter(task_progress::Column::TaskId.eq(id))
        .order_by_desc(task_progress::Column::At)
        .order_by_desc(task_progress::Column::Id)
        .all(db)
        .await?)
}

/// The highest number given out in a year, 0 before the first.
pub async fn last_number(db: &impl ConnectionTrait, prefix: &str) -> Result<u32> {
    let codes: Vec<String> = task::Entity::find()
        .select_only()
        .column(task::Column::Code)
        .filter(task::Column::Code.starts_with(prefix))
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.iter().filter_map(|it| it.strip_prefix(prefix)?.parse().ok()).max().unwrap_or(0))
}

/// Writes the task unless its code was taken meanwhile; says whether it did.
pub async fn put(db: &impl ConnectionTrait, row: task::ActiveModel) -> Result<bool> {
    let outcome = task::Entity::insert(row)
        .on_conflict_do_nothing_on([task::Column::Code])
        .exec_without_returning(db)
        .await?;
    Ok(matches!(outcome, sea_orm::TryInsertResult::Inserted(1..)))
}

pub async fn put_links(
    db: &impl ConnectionTrait,
    task: TaskId,
    units: &[UnitId],
    sectors: &[SectorId],
    indicators: &[IndicatorId],
) -> Result<()> {
    let units = units.iter().map(|it| task_unit::ActiveModel { task_id: Set(task), unit_id: Set(*it) });
    task_unit::Entity::insert_many(units).exec_without_returning(db).await?;
    let sectors =
        sectors.iter().map(|it| task_sector::ActiveModel { task_id: Set(task), sector_id: Set(*it) });
    task_sector::Entity::insert_many(sectors).exec_without_returning(db).await?;
    let indicators = indicators
        .iter()
        .map(|it| task_indicator::ActiveModel { task_id: Set(task), indicator_id: Set(*it) });
    task_indicator::Entity::insert_many(indicators).exec_without_returning(db).await?;
    Ok(())
}

pub async fn put_progress(
    db: &impl ConnectionTrait,
    task: TaskId,
    by: PersonId,
    at: Instant,
    report: Option<ReportId>,
    draft: ProgressDraft,
) -> Result<()> {
    let row = task_progress::ActiveModel {
        id: Set(TaskProgressId::fresh()),
        task_id: Set(task),
        report_id: Set(report),
        person_id: Set(Some(by)),
        at: Set(at),
        body: Set(draft.body),
        percent: Set(draft.percent),
    };
    task_progress::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Closes an open task that stands at the revision seen; says whether it did.
pub async fn close(
    db: &impl ConnectionTrait,
    id: TaskId,
    seen: i64,
    by: PersonId,
    at: Instant,
    note: &str,
) -> Result<bool> {
    let outcome = task::Entity::update_many()
        .col_expr(task::Column::State, Expr::value(TaskState::Done))
        .col_expr(task::Column::ClosedAt, Expr::value(at))
        .col_expr(task::Column::ClosedBy, Expr::value(by))
        .col_expr(task::Column::ClosingNote, Expr::value(note))
        .col_expr(task::Column::Revision, Expr::col(task::Column::Revision).add(1))
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.eq(TaskState::Open))
        .filter(task::Column::Revision.eq(seen))
        .exec(db)
        .await?;
    Ok(outcome.rows_affected == 1)
}
