use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, TargetId, TargetRevisionId, UnitId};
use crate::indicator::server::entity::{target, target_revision};
use crate::number::Number;
use crate::server::{Change, Context, record_change};
use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, Statement,
};

/// Whose target, of what, for when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub indicator: IndicatorId,
    pub unit: UnitId,
    pub year: i32,
    /// None: the year's.
    pub period: Option<PeriodId>,
}

/// What is written of a target.
pub struct Written {
    pub value: Option<Number>,
    pub adopted_on: NaiveDate,
    pub reason: Option<String>,
}

fn is_of(period: Option<PeriodId>) -> SimpleExpr {
    match period {
        Some(period) => target::Column::PeriodId.eq(period),
        None => Expr::col(target::Column::PeriodId).is_null(),
    }
}

/// Lets one at a time write targets of a unit in a year, so that none is made twice.
pub async fn lock(tx: &DatabaseTransaction, unit: UnitId, year: i32) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let (high, low) = unit.0.as_u64_pair();
        let key = (high ^ low).wrapping_add(u64::from(year.unsigned_abs())).cast_signed();
        let ask = "SELECT pg_advisory_xact_lock($1)";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, ask, [key.into()])).await?;
    }
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, key: Key) -> Result<Option<target::Model>> {
    Ok(target::Entity::find()
        .filter(target::Column::IndicatorId.eq(key.indicator))
        .filter(target::Column::UnitId.eq(key.unit))
        .filter(target::Column::Year.eq(key.year))
        .filter(is_of(key.period))
        .one(db)
        .await?)
}

/// Writes a target with its revision and its audit record.
pub async fn put(cx: &Context, tx: &DatabaseTransaction, key: Key, written: Written) -> Result<()> {
    lock(tx, key.unit, key.year).await?;
    let found = find(tx, key).await?;
    let before = found.as_ref().map(|it| it.value.map(Number::from_stored));
    let id = found.as_ref().map_or_else(TargetId::fresh, |it| it.id);
    let row = target::ActiveModel {
        id: Set(id),
        indicator_id: Set(key.indicator),
        unit_id: Set(key.unit),
        year: Set(key.year),
        period_id: Set(key.period),
        value: Set(written.value.map(Number::to_stored)),
        adopted_on: Set(written.adopted_on),
        revision: Set(found.as_ref().map_or(1, |it| it.revision + 1)),
        sample: Set(false),
        updated_at: Set(cx.now()),
    };
    if found.is_some() {
        target::Entity::update(row).exec(tx).await?;
    } else {
        target::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let revision = target_revision::ActiveModel {
        id: Set(TargetRevisionId::fresh()),
        target_id: Set(id),
        value: Set(written.value.map(Number::to_stored)),
        at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
        adopted_on: Set(Some(written.adopted_on)),
        reason: Set(written.reason),
    };
    target_revision::Entity::insert(revision).exec_without_returning(tx).await?;
    let change =
        Change { action: "target.write", kind: "target", id: id.0, before, after: Some(written.value) };
    record_change(cx, tx, change).await
}

/// The targets of some indicators and units for a year or one of its periods.
pub async fn of_span(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    units: &[UnitId],
    year: i32,
    period: Option<PeriodId>,
) -> Result<Vec<target::Model>> {
    Ok(target::Entity::find()
        .filter(target::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(target::Column::UnitId.is_in(units.iter().copied()))
        .filter(target::Column::Year.eq(year))
        .filter(is_of(period))
        .all(db)
        .await?)
}

/// What was written of some targets, newest first.
pub async fn revisions(
    db: &impl ConnectionTrait,
    targets: &[TargetId],
) -> Result<Vec<target_revision::Model>> {
    Ok(target_revision::Entity::find()
        .filter(target_revision::Column::TargetId.is_in(targets.iter().copied()))
        .order_by_desc(target_revision::Column::At)
        .order_by_desc(target_revision::Column::Id)
        .all(db)
        .await?)
}
