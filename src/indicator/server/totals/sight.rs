//! What an actor may see of figures that are not published: their own unit's as they are written, and what was
//! sent to them. The rule is `report::may_see`.

use super::is_counted;
use crate::actor::{Actor, Permission, Scope};
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, ReportId, UnitId};
use crate::indicator::FigureState;
use crate::indicator::server::entity::figure;
use crate::indicator::server::reported;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};

/// A figure that the actor sees and others do not.
#[derive(Clone, Debug)]
pub struct Beyond {
    pub figure: figure::Model,
    /// The published one in whose place they see it.
    pub instead_of: Option<figure::Model>,
}

/// The figures that the actor sees beyond the published ones, one for each unit, period and indicator. Where
/// there is a published one too, from another report, that one is seen unless it alone says nothing.
pub async fn unpublished(
    db: &impl ConnectionTrait,
    actor: &Actor,
    indicators: &[IndicatorId],
    periods: &[PeriodId],
) -> Result<Vec<Beyond>> {
    let Some(seen) = seen_reports(actor, periods) else { return Ok(Vec::new()) };
    let reports = reported::Entity::find().filter(seen).all(db).await?;
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let rows = of_reports(db, reports.iter().map(|it| it.id), indicators, Condition::all()).await?;
    let mut newest: HashMap<(UnitId, PeriodId, IndicatorId), figure::Model> = HashMap::new();
    for row in rows {
        let place = (row.unit_id, row.period_id, row.indicator_id);
        match newest.get(&place) {
            Some(known) if rank(known) > rank(&row) => {}
            _ => drop(newest.insert(place, row)),
        }
    }
    let places: HashSet<_> = reports.iter().map(|it| (it.unit_id, it.period_id)).collect();
    let beside: Vec<_> = reported::published_of(db, &places).await?.into_iter().map(|it| it.id).collect();
    let mut published: HashMap<_, _> = of_reports(db, beside, indicators, Condition::all().add(is_counted()))
        .await?
        .into_iter()
        .map(|it| ((it.unit_id, it.period_id, it.indicator_id), it))
        .collect();
    let seen = newest.into_iter().filter_map(|(place, figure)| {
        let instead_of = published.remove(&place);
        let is_seen = instead_of.as_ref().is_none_or(|it| !says(it) && says(&figure));
        is_seen.then_some(Beyond { figure, instead_of })
    });
    Ok(seen.collect())
}

/// As the database ranks the published figures of one place.
fn rank(row: &figure::Model) -> (bool, crate::time::Instant, crate::id::FigureId) {
    (says(row), row.updated_at, row.id)
}

fn says(row: &figure::Model) -> bool {
    row.state != FigureState::Missing
}

async fn of_reports(
    db: &impl ConnectionTrait,
    reports: impl IntoIterator<Item = ReportId>,
    indicators: &[IndicatorId],
    which: Condition,
) -> Result<Vec<figure::Model>> {
    let reports: Vec<_> = reports.into_iter().collect();
    if reports.is_empty() || indicators.is_empty() {
        return Ok(Vec::new());
    }
    Ok(figure::Entity::find()
        .filter(figure::Column::ReportId.is_in(reports))
        .filter(figure::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(which)
        .all(db)
        .await?)
}

/// The unpublished reports of some periods that the actor may see; nothing where they may see none.
fn seen_reports(actor: &Actor, periods: &[PeriodId]) -> Option<Condition> {
    let units = |may: fn(crate::actor::Role) -> bool| {
        let held = actor.grants.iter().filter(move |it| may(it.role));
        let units: Vec<UnitId> = held
            .filter_map(|it| match it.scope {
                Scope::Unit(unit) => Some(unit),
                Scope::Everything | Scope::Meeting(_) => None,
            })
            .collect();
        units
    };
    let in_periods = || Condition::all().add(reported::Column::PeriodId.is_in(periods.iter().copied()));
    let mut any = Condition::any();
    let own = units(|_| true);
    if !own.is_empty() {
        let unpublished = reported::Column::State.is_not_in(reported::PUBLISHED);
        any = any.add(in_periods().add(reported::Column::UnitId.is_in(own)).add(unpublished));
    }
    let sent = in_periods().add(reported::Column::State.eq(reported::SENT));
    if actor.may(Permission::ReceiveReports, Scope::Everything) {
        any = any.add(sent);
    } else {
        let received = units(|it| it.permits(Permission::ReceiveReports));
        if !received.is_empty() {
            any = any.add(sent.add(reported::Column::UnitId.is_in(received)));
        }
    }
    (!any.is_empty() && !periods.is_empty()).then_some(any)
}
