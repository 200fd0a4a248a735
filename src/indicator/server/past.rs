//! What a unit itself reported before.

use super::entity::figure;
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::FigureState;
use crate::number::Number;
use crate::period::Period;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The most periods that are looked back over.
const LONGEST: usize = 60;

/// A unit's own values of earlier periods of the same set, oldest first, from reports that were sent.
pub async fn earlier(
    db: &impl ConnectionTrait,
    unit: UnitId,
    before: &Period,
    only: &[IndicatorId],
) -> Result<HashMap<IndicatorId, Vec<(Period, Number)>>> {
    let mut periods: Vec<_> = crate::period::server::all(db)
        .await?
        .into_iter()
        .filter(|it| it.shares_set(before) && it.cut_off < before.cut_off && it.starts_on <= before.starts_on)
        .collect();
    periods.sort_by_key(|it| std::cmp::Reverse(it.cut_off));
    periods.truncate(LONGEST);
    let mut found: HashMap<IndicatorId, Vec<(Period, Number)>> = HashMap::new();
    if periods.is_empty() || only.is_empty() {
        return Ok(found);
    }
    // Reports belong to a later part, which this one does not know: its table is asked by name.
    let sent = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("report"))
        .and_where(Expr::col(Alias::new("state")).is_in(["sent", "accepted", "consolidated"]))
        .to_owned();
    let rows = figure::Entity::find()
        .filter(figure::Column::UnitId.eq(unit))
        .filter(figure::Column::PeriodId.is_in(periods.iter().map(|it| it.id)))
        .filter(figure::Column::IndicatorId.is_in(only.iter().copied()))
        .filter(figure::Column::State.eq(FigureState::Value))
        .filter(figure::Column::ReportId.in_subquery(sent))
        // Of several reports for a period, what was written last speaks.
        .order_by_asc(figure::Column::UpdatedAt)
        .all(db)
        .await?;
    let mut values: HashMap<PeriodId, HashMap<IndicatorId, Number>> = HashMap::new();
    for row in rows {
        if let Some(value) = row.value {
            values.entry(row.period_id).or_default().insert(row.indicator_id, Number::from_stored(value));
        }
    }
    for period in periods.into_iter().rev() {
        for (indicator, value) in values.remove(&period.id).unwrap_or_default() {
            found.entry(indicator).or_default().push((period.clone(), value));
        }
    }
    Ok(found)
}
