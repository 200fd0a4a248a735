use super::entity::{figure, target};
use super::reported;
use super::totals::is_counted;
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::{Figure, FigureState};
use crate::number::Number;
use crate::period::Period;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

pub use super::definition::{all, by_code};

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
