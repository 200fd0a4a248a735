use super::entity::{figure, target};
use super::reported;
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::{Figure, FigureState};
use crate::number::Number;
use crate::period::Period;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;

pub use super::definition::{all, by_code};

/// The figures of some indicators in some periods, all units, published or not.
pub async fn figures(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    periods: &[PeriodId],
) -> Result<Vec<figure::Model>> {
    let rows = figure::Entity::find()
        .filter(figure::Column::PeriodId.is_in(periods.iter().copied()))
        .filter(figure::Column::IndicatorId.is_in(indicators.iter().copied()))
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
    let reports = reported::published_in(db, period.id).await?;
    if reports.is_empty() {
        return Ok(false);
    }
    let figures = figure::Entity::find()
        .filter(figure::Column::ReportId.is_in(reports))
        .filter(figure::Column::State.eq(FigureState::Value))
        .count(db)
        .await?;
    Ok(figures > 0)
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
