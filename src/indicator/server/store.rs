use super::entity::{figure, indicator, indicator_version, target};
use super::reported;
use super::totals::is_counted;
use crate::error::{Error, Result};
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::{Figure, FigureState, Frequency, Indicator};
use crate::number::Number;
use crate::period::Period;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Every indicator by its newest definition, in order.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Indicator>> {
    let rows = indicator::Entity::find().order_by_asc(indicator::Column::Position).all(db).await?;
    let versions = indicator_version::Entity::find().all(db).await?;
    let mut newest: HashMap<(IndicatorId, i32), indicator_version::Model> =
        versions.into_iter().map(|it| ((it.indicator_id, it.version), it)).collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let version = newest.remove(&(row.id, row.version))?;
            Some(made(row, version))
        })
        .collect())
}

/// An indicator by its code, in either case.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Indicator> {
    let row = indicator::Entity::find()
        .filter(indicator::Column::Code.eq(code.to_uppercase()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let version = indicator_version::Entity::find()
        .filter(indicator_version::Column::IndicatorId.eq(row.id))
        .filter(indicator_version::Column::Version.eq(row.version))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(made(row, version))
}

fn made(row: indicator::Model, version: indicator_version::Model) -> Indicator {
    let bounds = version.range_low.zip(version.range_high);
    Indicator {
        id: row.id,
        code: row.code,
        sector: row.sector_id,
        version: row.version,
        name_vi: version.name_vi,
        name_en: version.name_en,
        measure: version.measure,
        decimals: version.decimals.unsigned_abs(),
        direction: version.direction,
        range: bounds.map(|(low, high)| (Number::from_stored(low), Number::from_stored(high))),
        aggregation: version.aggregation,
        frequency: version.frequency.parse().unwrap_or(Frequency::Yearly),
        cumulative: version.cumulative,
        responsible: version.responsible,
    }
}

/// The published figures of some indicators in some periods, of all units.
pub async fn counted(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    periods: &[PeriodId],
) -> Result<Vec<figure::Model>> {
    let rows = figure::Entity::find()
        .filter(figure::Column::PeriodId.is_in(periods.iter().copied()))
        .filter(figure::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(is_counted())
        .all(db)
        .await?;
    Ok(rows)
}

/// Targets by indicator, unit and year, with whether they are a demonstration's.
pub type Targets = HashMap<(IndicatorId, UnitId, i32), (Option<Number>, bool)>;

/// The year's targets of some indicators.
pub async fn targets(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    years: &[i32],
) -> Result<Targets> {
    let rows = target::Entity::find()
        .filter(target::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(target::Column::Year.is_in(years.iter().copied()))
        .filter(target::Column::PeriodId.is_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|it| ((it.indicator_id, it.unit_id, it.year), (it.value.map(Number::from_stored), it.sample)))
        .collect())
}

/// Whether any figure of a period is published.
pub async fn has_published(db: &impl ConnectionTrait, period: &Period) -> Result<bool> {
    let found = figure::Entity::find()
        .filter(figure::Column::PeriodId.eq(period.id))
        .filter(figure::Column::ReportId.in_subquery(reported::published_in(period.id)))
        .filter(figure::Column::State.eq(FigureState::Value))
        .filter(is_counted())
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// A unit's figure before anything is known but its target.
pub fn with_target(
    figure: Option<&figure::Model>,
    indicator: IndicatorId,
    target: Option<&(Option<Number>, bool)>,
) -> Figure {
    let mut made = figure.map_or_else(|| Figure::untouched(indicator), |it| Figure::from(it.clone()));
    if let Some((value, sample)) = target {
        made.target = *value;
        made.sample |= *sample;
    }
    made
}
