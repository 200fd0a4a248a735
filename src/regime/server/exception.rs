//! A period's days after it was opened, and who is excepted from its lock.

use super::open::put_dues;
use super::store;
use crate::error::{Denial, Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{PeriodExceptionId, PeriodId, PersonId, UnitId};
use crate::org::Unit;
use crate::period::server::entity::{period, period_exception, period_regime, regime};
use crate::period::{Level, Period, PeriodDates};
use crate::regime::{DatesInput, Exception, ExceptionInput, ExceptionSheet, may_manage};
use crate::report::server::entity::report;
use crate::server::{Change, Context, record_change};
use crate::{identity, org};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

pub async fn exceptions(cx: &Context, code: &str) -> Result<ExceptionSheet> {
    let period = crate::period::server::by_code(&cx.db, code).await?;
    let units = reporting(cx, &cx.db, &period).await?;
    let ids: Vec<UnitId> = units.iter().map(|it| it.id).collect();
    let manages = may_manage(&cx.actor, &members(cx, &cx.db, period.id).await?);
    let rows = period_exception::Entity::find()
        .filter(period_exception::Column::PeriodId.eq(period.id))
        .filter(period_exception::Column::UnitId.is_in(ids))
        .order_by_desc(period_exception::Column::GrantedAt)
        .all(&cx.db)
        .await?;
    let people: Vec<PersonId> = rows.iter().flat_map(|it| [it.granted_by, it.revoked_by]).flatten().collect();
    let names = identity::server::names(&cx.db, &people).await?;
    let name = |it: Option<PersonId>| it.and_then(|it| names.get(&it).cloned());
    let exceptions = rows
        .into_iter()
        .filter(|it| manages || cx.actor.belongs_to(it.unit_id))
        .map(|it| Exception {
            id: it.id,
            unit: it.unit_id,
            until: it.until,
            reason: it.reason,
            granted_at: it.granted_at,
            granted_by: name(it.granted_by),
            revoked: it.revoked_at.map(|at| (at, name(it.revoked_by))),
        })
        .collect();
    Ok(ExceptionSheet {
        dates: crate::period::server::dates_of(&cx.db, &period).await?,
        exceptions,
        units,
        may_grant: manages && cx.actor.writes(),
        calendar: crate::period::server::calendar(&cx.db).await?,
        period,
    })
}

/// The units that owe a report in a period.
async fn reporting(cx: &Context, db: &impl ConnectionTrait, period: &Period) -> Result<Vec<Unit>> {
    let rows = report::Entity::find().filter(report::Column::PeriodId.eq(period.id)).all(db).await?;
    let org = org::server::at(db, period.cut_off.max(cx.today())).await?;
    Ok(org.units.into_iter().filter(|it| rows.iter().any(|row| row.unit_id == it.id)).collect())
}

/// The units of the blocs whose regimes opened a period.
async fn members(cx: &Context, db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<UnitId>> {
    let opened =
        period_regime::Entity::find().filter(period_regime::Column::PeriodId.eq(period)).all(db).await?;
    let regimes = regime::Entity::find()
        .filter(regime::Column::Id.is_in(opened.iter().map(|it| it.regime_id)))
        .all(db)
        .await?;
    let mut units = Vec::new();
    for regime in regimes {
        units.extend(store::units_of(cx, db, regime.bloc_id).await?);
    }
    Ok(units)
}

async fn require(cx: &Context, db: &impl ConnectionTrait, period: PeriodId) -> Result<()> {
    if !may_manage(&cx.actor, &members(cx, db, period).await?) {
        Err(Denial::NotAllowed.into())
    } else if !cx.actor.writes() {
        Err(Denial::ReadOnlyDevice.into())
    } else {
        Ok(())
    }
}

async fn locked(tx: &sea_orm::DatabaseTransaction, code: &str) -> Result<period::Model> {
    let found = period::Entity::find().filter(period::Column::Code.eq(code)).lock_exclusive().one(tx).await?;
    found.ok_or(Error::NotFound)
}

/// What the audit keeps of changed days.
#[derive(Serialize)]
struct Told<'a> {
    dates: &'a PeriodDates,
    reason: Option<&'a str>,
}

/// Changes the days of an open period, with a reason.
///
/// # Errors
/// [`Error::Conflict`] when they are no longer what was seen.
pub async fn change_dates(
    cx: &Context,
    code: &str,
    seen: &PeriodDates,
    input: &DatesInput,
    reason: &str,
    confirmed: bool,
) -> Result<ExceptionSheet> {
    let mut errors = FieldErrors::default();
    let reason = errors.keep("reason", parse_required(reason, 1000));
    let dates = match input.parse() {
        Ok(dates) => Some(dates),
        Err(found) => {
            errors.0.extend(found.0);
            None
        }
    };
    let (Some(reason), Some(dates)) = (reason, dates) else { return Err(errors.into()) };
    let tx = cx.write().await?;
    let row = locked(&tx, code).await?;
    require(cx, &tx, row.id).await?;
    let period = Period::from(row.clone());
    let before = crate::period::server::dates_of(&tx, &period).await?;
    if before != *seen {
        return Err(Error::Conflict);
    }
    let calendar = crate::period::server::calendar(&tx).await?;
    if !confirmed && !dates.doubts(&calendar).is_empty() {
        return Err(FieldErrors::of("confirmed", Problem::Unconfirmed).into());
    }
    let changed = period::ActiveModel {
        id: Set(row.id),
        starts_on: Set(dates.starts_on),
        cut_off: Set(dates.cut_off),
        due_on: Set(dates.due(Level::Unit).unwrap_or(dates.cut_off)),
        locks_on: Set(dates.locks_on),
        ..Default::default()
    };
    changed.update(&tx).await?;
    put_dues(&tx, row.id, &dates).await?;
    let change = Change {
        action: "period.change_dates",
        kind: "period",
        id: row.id.0,
        before: Some(Told { dates: &before, reason: None }),
        after: Some(Told { dates: &dates, reason: Some(&reason) }),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    exceptions(cx, code).await
}

/// What the audit keeps of an exception.
#[derive(Serialize)]
struct Granted<'a> {
    period: &'a str,
    unit: UnitId,
    until: chrono::NaiveDate,
    reason: &'a str,
    revoked: bool,
}

/// Lets one unit write until a day although the period is locked, or will be.
///
/// # Errors
/// Field errors; [`Denial::WrongState`] for a period that never locks.
pub async fn grant(cx: &Context, code: &str, input: &ExceptionInput) -> Result<ExceptionSheet> {
    let (unit, until, reason) = input.parse(cx.today())?;
    let tx = cx.write().await?;
    let row = locked(&tx, code).await?;
    require(cx, &tx, row.id).await?;
    let period = Period::from(row);
    let Some(lock) = period.locks_on else { return Err(Denial::WrongState.into()) };
    if until <= lock {
        return Err(FieldErrors::of("until", Problem::BeforeStart).into());
    }
    if !reporting(cx, &tx, &period).await?.iter().any(|it| it.id == unit) {
        return Err(FieldErrors::of("unit", Problem::Unknown).into());
    }
    let id = PeriodExceptionId::fresh();
    let granted = period_exception::ActiveModel {
        id: Set(id),
        period_id: Set(period.id),
        unit_id: Set(unit),
        until: Set(until),
        reason: Set(reason.clone()),
        granted_at: Set(cx.now()),
        granted_by: Set(Some(cx.actor.person)),
        revoked_at: Set(None),
        revoked_by: Set(None),
    };
    period_exception::Entity::insert(granted).exec_without_returning(&tx).await?;
    let told = Granted { period: &period.code, unit, until, reason: &reason, revoked: false };
    let change = Change {
        action: "period.except",
        kind: "period_exception",
        id: id.0,
        before: None,
        after: Some(told),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    exceptions(cx, code).await
}

/// Ends an exception at once.
pub async fn revoke(cx: &Context, code: &str, id: PeriodExceptionId) -> Result<ExceptionSheet> {
    let tx = cx.write().await?;
    let period = Period::from(locked(&tx, code).await?);
    require(cx, &tx, period.id).await?;
    let found = period_exception::Entity::find_by_id(id).one(&tx).await?;
    let row = found.filter(|it| it.period_id == period.id).ok_or(Error::NotFound)?;
    if row.revoked_at.is_some() {
        return Err(Error::Conflict);
    }
    let ended = period_exception::ActiveModel {
        id: Set(id),
        revoked_at: Set(Some(cx.now())),
        revoked_by: Set(Some(cx.actor.person)),
        ..Default::default()
    };
    ended.update(&tx).await?;
    let told = |revoked| Granted {
        period: &period.code,
        unit: row.unit_id,
        until: row.until,
        reason: &row.reason,
        revoked,
    };
    let change = Change {
        action: "period.revoke_exception",
        kind: "period_exception",
        id: id.0,
        before: Some(told(false)),
        after: Some(told(true)),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    exceptions(cx, code).await
}
