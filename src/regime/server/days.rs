//! The working-day calendar.

use super::store;
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::identity::server::{setting, write_setting};
use crate::period::server::WEEKEND;
use crate::period::server::entity::holiday;
use crate::regime::{DayOff, Days, HolidayInput};
use crate::server::{Change, Context, record_change};
use chrono::{Datelike, NaiveDate};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A year's days; of today's year unless another is asked for.
pub async fn days(cx: &Context, year: Option<i32>) -> Result<Days> {
    let year = year.unwrap_or_else(|| cx.today().year());
    let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let (Some(first), Some(last)) = (first, last) else { return Err(Error::NotFound) };
    let rows = holiday::Entity::find()
        .filter(holiday::Column::Day.between(first, last))
        .order_by_asc(holiday::Column::Day)
        .all(&cx.db)
        .await?;
    let bloc = crate::org::server::at(&cx.db, cx.today()).await?.blocs.first().map(|it| it.id);
    Ok(Days {
        year,
        days: rows.into_iter().map(DayOff::from).collect(),
        weekend: crate::period::server::calendar(&cx.db).await?.weekend,
        may_change: match bloc {
            Some(bloc) => store::may_change(cx, bloc).await?,
            None => false,
        },
    })
}

async fn require(cx: &Context, tx: &DatabaseTransaction) -> Result<()> {
    let org = crate::org::server::at(tx, cx.today()).await?;
    store::require(cx, tx, org.blocs.first().ok_or(Error::NotFound)?.id).await
}

/// A day has no identity but itself.
fn identity(day: NaiveDate) -> Uuid {
    Uuid::from_u128(day.num_days_from_ce().unsigned_abs().into())
}

/// Adds a day, or says something else of one. Periods that are open keep their days.
pub async fn write_day(cx: &Context, input: &HolidayInput) -> Result<Days> {
    let (day, kind, name) = input.parse()?;
    let tx = cx.write().await?;
    require(cx, &tx).await?;
    let before = holiday::Entity::find_by_id(day).one(&tx).await?.map(DayOff::from);
    let row =
        holiday::ActiveModel { day: Set(day), name: Set(name.clone()), kind: Set(kind), source: Set(None) };
    let over = OnConflict::column(holiday::Column::Day)
        .update_columns([holiday::Column::Name, holiday::Column::Kind, holiday::Column::Source])
        .to_owned();
    holiday::Entity::insert(row).on_conflict(over).exec_without_returning(&tx).await?;
    let after = DayOff { day, kind, name, source: None };
    let change =
        Change { action: "holiday.write", kind: "holiday", id: identity(day), before, after: Some(after) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    days(cx, Some(day.year())).await
}

pub async fn remove_day(cx: &Context, day: NaiveDate) -> Result<Days> {
    let tx = cx.write().await?;
    require(cx, &tx).await?;
    let row = holiday::Entity::find_by_id(day).one(&tx).await?.ok_or(Error::NotFound)?;
    holiday::Entity::delete_by_id(day).exec(&tx).await?;
    let before = Some(DayOff::from(row));
    let change = Change { action: "holiday.remove", kind: "holiday", id: identity(day), before, after: None };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    days(cx, Some(day.year())).await
}

/// Sets the weekly days of rest. A week without work is refused.
pub async fn set_weekend(cx: &Context, year: i32, weekend: &[u32]) -> Result<Days> {
    let mut weekend = weekend.to_vec();
    weekend.sort_unstable();
    weekend.dedup();
    if weekend.len() > 6 || weekend.iter().any(|it| !(1..=7).contains(it)) {
        return Err(FieldErrors::of("weekend", Problem::Unknown).into());
    }
    let tx = cx.write().await?;
    require(cx, &tx).await?;
    let before = setting(&tx, WEEKEND).await?;
    let kept = weekend.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    write_setting(&tx, WEEKEND, &kept).await?;
    let change =
        Change { action: "calendar.weekend", kind: "setting", id: Uuid::nil(), before, after: Some(kept) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    days(cx, Some(year)).await
}

impl From<holiday::Model> for DayOff {
    fn from(row: holiday::Model) -> Self {
        Self { day: row.day, kind: row.kind, name: row.name, source: row.source }
    }
}
