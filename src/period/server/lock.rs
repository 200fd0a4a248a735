//! What a lock closes, and for whom it does not.

use super::entity::period_exception;
use crate::error::Result;
use crate::id::{PeriodId, UnitId};
use crate::period::Period;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashSet;

/// Whether a period takes nothing more from a unit: it is locked, and no exception of the unit runs.
pub async fn is_closed(
    db: &impl ConnectionTrait,
    period: &Period,
    unit: UnitId,
    today: NaiveDate,
) -> Result<bool> {
    if !period.is_locked(today) {
        return Ok(false);
    }
    let running = period_exception::Entity::find()
        .filter(period_exception::Column::PeriodId.eq(period.id))
        .filter(period_exception::Column::UnitId.eq(unit))
        .filter(period_exception::Column::Until.gte(today))
        .filter(period_exception::Column::RevokedAt.is_null())
        .count(db)
        .await?;
    Ok(running == 0)
}

/// Every exception that runs on a day, for questions about many periods at once.
pub struct Excepted {
    today: NaiveDate,
    running: HashSet<(PeriodId, UnitId)>,
}

pub async fn excepted(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Excepted> {
    let rows = period_exception::Entity::find()
        .filter(period_exception::Column::Until.gte(today))
        .filter(period_exception::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(Excepted { today, running: rows.into_iter().map(|it| (it.period_id, it.unit_id)).collect() })
}

impl Excepted {
    /// As [`is_closed`].
    pub fn is_closed(&self, period: &Period, unit: UnitId) -> bool {
        period.is_locked(self.today) && !self.running.contains(&(period.id, unit))
    }
}
