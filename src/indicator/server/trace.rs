//! How a figure came to be what it is: who wrote it when, and what the unit reported before.

use super::entity::{figure, figure_history, indicator_version, target, target_revision};
use super::reported;
use crate::actor::Actor;
use crate::error::Result;
use crate::id::{IndicatorId, PersonId, ReportId, UnitId};
use crate::indicator::{Column, Figure, FigureState, Indicator};
use crate::number::Number;
use crate::period::Period;
use crate::time::Instant;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use std::collections::HashMap;

/// The most writes that are looked back over.
const MOST: u64 = 60;

/// One write of a figure or of its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub at: Instant,
    pub by: Option<PersonId>,
    pub before: Figure,
    pub after: Figure,
}

/// A figure as its history keeps it.
#[derive(Default, Deserialize)]
struct Kept {
    state: Option<FigureState>,
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    prior: Option<Number>,
    reason: Option<String>,
}

impl Kept {
    /// An entry that cannot be read tells of nothing.
    fn read(json: &str, indicator: IndicatorId) -> Figure {
        let kept: Self = serde_json::from_str(json).unwrap_or_default();
        Figure {
            state: kept.state.unwrap_or(FigureState::Missing),
            value: kept.value,
            ratio: kept.numerator.zip(kept.denominator),
            prior: kept.prior,
            reason: kept.reason,
            ..Figure::untouched(indicator)
        }
    }
}

/// Who wrote a report's figure and the unit's target for the year, newest first.
pub async fn traces(
    db: &impl ConnectionTrait,
    report: ReportId,
    unit: UnitId,
    year: i32,
    indicator: IndicatorId,
) -> Result<Vec<Trace>> {
    let mut traces = written(db, report, indicator).await?;
    traces.extend(aimed(db, unit, year, indicator).await?);
    traces.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok(traces)
}

async fn written(db: &impl ConnectionTrait, report: ReportId, indicator: IndicatorId) -> Result<Vec<Trace>> {
    let found = figure::Entity::find()
        .filter(figure::Column::ReportId.eq(report))
        .filter(figure::Column::IndicatorId.eq(indicator))
        .one(db)
        .await?;
    let Some(found) = found else { return Ok(Vec::new()) };
    let rows = figure_history::Entity::find()
        .filter(figure_history::Column::FigureId.eq(found.id))
        .order_by_desc(figure_history::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let trace = |row: figure_history::Model| Trace {
        at: row.at,
        by: row.person_id,
        before: Kept::read(&row.before, indicator),
        after: Kept::read(&row.after, indicator),
    };
    Ok(rows.into_iter().map(trace).collect())
}

async fn aimed(
    db: &impl ConnectionTrait,
    unit: UnitId,
    year: i32,
    indicator: IndicatorId,
) -> Result<Vec<Trace>> {
    let found = target::Entity::find()
        .filter(target::Column::UnitId.eq(unit))
        .filter(target::Column::IndicatorId.eq(indicator))
        .filter(target::Column::Year.eq(year))
        .filter(target::Column::PeriodId.is_null())
        .one(db)
        .await?;
    let Some(found) = found else { return Ok(Vec::new()) };
    let rows = target_revision::Entity::find()
        .filter(target_revision::Column::TargetId.eq(found.id))
        .order_by_desc(target_revision::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let aim = |value: Option<i64>| Figure {
        target: value.map(Number::from_stored),
        ..Figure::untouched(indicator)
    };
    let before = rows.iter().skip(1).map(|it| it.value).chain([None]);
    Ok(rows
        .iter()
        .zip(before)
        .map(|(row, before)| Trace {
            at: row.at,
            by: row.person_id,
            before: aim(before),
            after: aim(row.value),
        })
        .collect())
}

/// Who wrote what now stands in a cell, and when; nothing where it came in without anybody's hand.
pub async fn last_writer(
    db: &impl ConnectionTrait,
    report: ReportId,
    unit: UnitId,
    year: i32,
    indicator: IndicatorId,
    column: Column,
) -> Result<Option<(PersonId, Instant)>> {
    let traces = if column == Column::Target {
        aimed(db, unit, year, indicator).await?
    } else {
        written(db, report, indicator).await?
    };
    let cell = |it: &Figure| match column {
        Column::Target => (it.target, None, None),
        Column::Prior => (it.prior, None, None),
        Column::Actual => (it.value, it.ratio, None),
        Column::Reason => (None, None, it.reason.clone()),
        Column::NotApplicable => {
            let flag = i64::from(it.state == FigureState::NotApplicable);
            (Some(flag.into()), None, None)
        }
    };
    let found = traces.into_iter().find(|it| cell(&it.before) != cell(&it.after));
    Ok(found.and_then(|it| Some((it.by?, it.at))))
}

/// A figure or target that was written, by whom and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    pub indicator: IndicatorId,
    pub by: Option<PersonId>,
    pub at: Instant,
}

/// What was written of a report's figures and the year's targets at or after an instant, each indicator once
/// with its newest writer.
pub async fn since(
    db: &impl ConnectionTrait,
    report: ReportId,
    unit: UnitId,
    year: i32,
    after: Instant,
) -> Result<Vec<Fresh>> {
    let mut newest: HashMap<IndicatorId, Fresh> = HashMap::new();
    let mut keep = |it: Fresh| {
        let known = newest.entry(it.indicator).or_insert(it);
        if it.at > known.at {
            *known = it;
        }
    };
    let figures = figure::Entity::find()
        .filter(figure::Column::ReportId.eq(report))
        .filter(figure::Column::UpdatedAt.gte(after))
        .all(db)
        .await?;
    for row in figures {
        keep(Fresh { indicator: row.indicator_id, by: row.updated_by, at: row.updated_at });
    }
    let targets = target::Entity::find()
        .filter(target::Column::UnitId.eq(unit))
        .filter(target::Column::Year.eq(year))
        .filter(target::Column::UpdatedAt.gte(after))
        .all(db)
        .await?;
    let revisions = target_revision::Entity::find()
        .filter(target_revision::Column::TargetId.is_in(targets.iter().map(|it| it.id)))
        .filter(target_revision::Column::At.gte(after))
        .order_by_asc(target_revision::Column::Id)
        .all(db)
        .await?;
    for row in revisions {
        if let Some(target) = targets.iter().find(|it| it.id == row.target_id) {
            keep(Fresh { indicator: target.indicator_id, by: row.person_id, at: row.at });
        }
    }
    Ok(newest.into_values().collect())
}

/// A unit's values in so many periods of the same kind and set before this one, oldest first; nothing where there was
/// none that the actor may see.
pub async fn past(
    db: &impl ConnectionTrait,
    actor: &Actor,
    unit: UnitId,
    indicator: IndicatorId,
    before: &Period,
    most: usize,
) -> Result<Vec<(Period, Option<Number>)>> {
    let newest_first = crate::period::server::all(db).await?;
    let mut periods: Vec<_> = newest_first
        .into_iter()
        .filter(|it| it.kind == before.kind && it.shares_set(before) && it.starts_on < before.starts_on)
        .take(most)
        .collect();
    periods.reverse();
    let ids: Vec<_> = periods.iter().map(|it| it.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let seen = reported::seen_of(db, actor, unit, &ids).await?;
    let rows = figure::Entity::find()
        .filter(figure::Column::UnitId.eq(unit))
        .filter(figure::Column::IndicatorId.eq(indicator))
        .filter(figure::Column::PeriodId.is_in(ids))
        .all(db)
        .await?;
    let rows = reported::speaking(rows, &seen);
    let value = |period: &Period| {
        let row = rows.iter().find(|it| it.period_id == period.id)?;
        row.value.filter(|_| row.state == FigureState::Value).map(Number::from_stored)
    };
    Ok(periods.iter().map(|it| (it.clone(), value(it))).collect())
}

/// What an indicator's definition says, and what law it rests on.
pub async fn definition(
    db: &impl ConnectionTrait,
    indicator: &Indicator,
) -> Result<(Option<String>, Option<String>)> {
    let row = indicator_version::Entity::find()
        .filter(indicator_version::Column::IndicatorId.eq(indicator.id))
        .filter(indicator_version::Column::Version.eq(indicator.version))
        .one(db)
        .await?;
    Ok(row.map(|it| (it.definition, it.legal_source)).unwrap_or_default())
}
