use super::entity::{period, period_due};
use crate::error::{Error, Result};
use crate::id::PeriodId;
use crate::org::UnitKind;
use crate::period::{Level, Period, PeriodDates};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Period>> {
    let rows = period::Entity::find().order_by_desc(period::Column::StartsOn).all(db).await?;
    Ok(rows.into_iter().map(Period::from).collect())
}

pub async fn find(db: &impl ConnectionTrait, id: PeriodId) -> Result<Period> {
    period::Entity::find_by_id(id).one(db).await?.map(Period::from).ok_or(Error::NotFound)
}

pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Period> {
    let row = period::Entity::find().filter(period::Column::Code.eq(code)).one(db).await?;
    row.map(Period::from).ok_or(Error::NotFound)
}

/// The same period one year earlier, when it is kept; as a transaction sees it.
pub async fn year_before(db: &impl ConnectionTrait, of: &Period) -> Result<Option<Period>> {
    let rows = period::Entity::find()
        .filter(period::Column::Year.eq(of.year - 1))
        .filter(period::Column::Kind.eq(of.kind))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Period::from).find(|it| of.is_year_after(it)))
}

/// The next period of the same kind and set, the one a conference plans.
pub async fn following(db: &impl ConnectionTrait, of: &Period) -> Result<Option<Period>> {
    let rows = period::Entity::find()
        .filter(period::Column::Kind.eq(of.kind))
        .filter(period::Column::StartsOn.gt(of.starts_on))
        .order_by_asc(period::Column::StartsOn)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Period::from).find(|it| it.shares_set(of)))
}

/// A period's days, with a deadline for each level that has one.
pub async fn dates_of(db: &impl ConnectionTrait, of: &Period) -> Result<PeriodDates> {
    let rows = period_due::Entity::find().filter(period_due::Column::PeriodId.eq(of.id)).all(db).await?;
    let due = |level: &Level| {
        let kept = rows.iter().find(|it| it.level == *level).map(|it| it.due_on);
        // The units' own is the period's.
        let day = if *level == Level::Unit { Some(of.due_on) } else { kept };
        day.map(|day| (*level, day))
    };
    Ok(PeriodDates {
        starts_on: of.starts_on,
        cut_off: of.cut_off,
        dues: Level::ALL.iter().filter_map(due).collect(),
        locks_on: of.locks_on,
    })
}

/// The period as it is for units of a kind: due on the day of their level.
pub fn as_for(period: &Period, dates: &PeriodDates, kind: UnitKind) -> Period {
    Period { due_on: dates.due_of(kind).unwrap_or(period.due_on), ..period.clone() }
}

impl From<period::Model> for Period {
    fn from(row: period::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            kind: row.kind,
            name_vi: row.name_vi,
            name_en: row.name_en,
            year: row.year,
            starts_on: row.starts_on,
            cut_off: row.cut_off,
            due_on: row.due_on,
            locks_on: row.locks_on,
            open: row.opened_at.is_some(),
        }
    }
}
