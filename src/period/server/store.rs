use super::entity::{outline, outline_section, period, regime, regime_indicator, regime_unit};
use crate::error::{Error, Result};
use crate::id::{BlocId, IndicatorId, OutlineId, PeriodId, RegimeId, SectorId, UnitId};
use crate::period::Period;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

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

/// The same period one year earlier, when it is kept.
pub async fn year_before(db: &impl ConnectionTrait, of: &Period) -> Result<Option<Period>> {
    let rows = period::Entity::find()
        .filter(period::Column::Year.eq(of.year - 1))
        .filter(period::Column::Kind.eq(of.kind))
        .all(db)
        .await?;
    let tail = |code: &str| code.split_once('-').map(|(_, tail)| tail.to_owned());
    Ok(rows.into_iter().map(Period::from).find(|it| tail(&it.code) == tail(&of.code)))
}

/// The next period of the same kind, the one a conference plans.
pub async fn following(db: &impl ConnectionTrait, of: &Period) -> Result<Option<Period>> {
    let row = period::Entity::find()
        .filter(period::Column::Kind.eq(of.kind))
        .filter(period::Column::StartsOn.gt(of.starts_on))
        .order_by_asc(period::Column::StartsOn)
        .one(db)
        .await?;
    Ok(row.map(Period::from))
}

/// The bloc's regime and its newest outline.
pub async fn regime_of_bloc(db: &impl ConnectionTrait, bloc: BlocId) -> Result<(RegimeId, OutlineId)> {
    let regime = regime::Entity::find()
        .filter(regime::Column::BlocId.eq(bloc))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let outline = outline::Entity::find()
        .filter(outline::Column::RegimeId.eq(regime.id))
        .order_by_desc(outline::Column::Version)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((regime.id, outline.id))
}

/// The units that owe a report under a regime on a day.
pub async fn reporters(db: &impl ConnectionTrait, regime: RegimeId, day: NaiveDate) -> Result<Vec<UnitId>> {
    let rows = regime_unit::Entity::find()
        .filter(regime_unit::Column::RegimeId.eq(regime))
        .filter(regime_unit::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(regime_unit::Column::ValidTo.is_null())
                .add(regime_unit::Column::ValidTo.gt(day)),
        )
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.unit_id).collect())
}

pub async fn indicators_of(db: &impl ConnectionTrait, regime: RegimeId) -> Result<Vec<IndicatorId>> {
    let rows = regime_indicator::Entity::find()
        .filter(regime_indicator::Column::RegimeId.eq(regime))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.indicator_id).collect())
}

/// The sectors an outline asks about, in its order.
pub async fn outline_sectors(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Vec<SectorId>> {
    let rows = outline_section::Entity::find()
        .filter(outline_section::Column::OutlineId.eq(outline))
        .order_by_asc(outline_section::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|it| it.sector_id).collect())
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
