use super::entity::{figure, target};
use super::reported;
use super::totals::is_counted;
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::{Aim, Figure, FigureState};
use crate::number::Number;
use crate::period::Period;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

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

/// Targets by indicator, unit, year and the period they were set for, if that was not the year.
pub type Targets = HashMap<(IndicatorId, UnitId, i32, Option<PeriodId>), Aim>;

/// The targets of some indicators, for years and for their periods.
pub async fn targets(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    years: &[i32],
) -> Result<Targets> {
    let rows = target::Entity::find()
        .filter(target::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(target::Column::Year.is_in(years.iter().copied()))
        .all(db)
        .await?;
    let aim = |it: &target::Model| Aim { value: it.value.map(Number::from_stored), sample: it.sample };
    Ok(rows.iter().map(|it| ((it.indicator_id, it.unit_id, it.year, it.period_id), aim(it))).collect())
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

/// Puts a unit's targets beside its figure of a period.
pub fn set_targets(figure: &mut Figure, targets: &Targets, unit: UnitId, period: &Period) {
    let of = |it: Option<PeriodId>| targets.get(&(figure.indicator, unit, period.year, it)).copied();
    let (year, own) = (of(None).unwrap_or_default(), of(Some(period.id)).unwrap_or_default());
    figure.target = year.value;
    figure.period_target = own.value;
    figure.sample |= year.sample || own.sample;
}
