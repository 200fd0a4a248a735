//! The working-day calendar and the sets of periods.

use super::entity::{holiday, period_set};
use crate::error::Result;
use crate::id::PeriodSetId;
use crate::identity::server::setting;
use crate::period::{PeriodSet, WorkCalendar};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Where the weekly days of rest are kept: ISO numbers with commas between.
pub const WEEKEND: &str = "weekend";

pub async fn calendar(db: &impl ConnectionTrait) -> Result<WorkCalendar> {
    let mut calendar = WorkCalendar::default();
    if let Some(kept) = setting(db, WEEKEND).await? {
        calendar.weekend = kept.split(',').filter_map(|it| it.parse().ok()).collect();
    }
    let rows = holiday::Entity::find().all(db).await?;
    calendar.days = rows.into_iter().map(|it| (it.day, it.kind)).collect();
    Ok(calendar)
}

/// The sets that are kept, the oldest first, and after them the defaults that nobody has used yet.
pub async fn sets(db: &impl ConnectionTrait) -> Result<Vec<PeriodSet>> {
    let rows = period_set::Entity::find().order_by_asc(period_set::Column::Id).all(db).await?;
    let mut sets: Vec<_> = rows.into_iter().map(PeriodSet::from).collect();
    for set in PeriodSet::defaults() {
        if !sets.iter().any(|it| it.code == set.code) {
            sets.push(set);
        }
    }
    Ok(sets)
}

pub async fn set_of(db: &impl ConnectionTrait, code: &str) -> Result<Option<(PeriodSetId, PeriodSet)>> {
    let row = period_set::Entity::find().filter(period_set::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(|it| (it.id, PeriodSet::from(it))))
}

/// Keeps a new set.
pub async fn put_set(db: &impl ConnectionTrait, set: &PeriodSet) -> Result<PeriodSetId> {
    let id = PeriodSetId::fresh();
    let row = period_set::ActiveModel {
        id: Set(id),
        code: Set(set.code.clone()),
        name_vi: Set(set.name_vi.clone()),
        name_en: Set(set.name_en.clone()),
        start_day: Set(set.start_day as i32),
        month_offset: Set(set.month_offset),
        school_month: Set(set.school_month as i32),
        school_months: Set(set.school_months as i32),
    };
    period_set::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

impl From<period_set::Model> for PeriodSet {
    fn from(row: period_set::Model) -> Self {
        Self {
            code: row.code,
            name_vi: row.name_vi,
            name_en: row.name_en,
            start_day: row.start_day as u32,
            month_offset: row.month_offset,
            school_month: row.school_month as u32,
            school_months: row.school_months as u32,
        }
    }
}
