//! Indicators, units and periods beside each other: what the pages that compare are drawn from.

use super::known;
use super::service::below;
use super::totals::{Answer, Question, organisation};
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{SectorId, UnitId};
use crate::indicator::{Comparison, Coverage, Heat, Indicator};
use crate::org::Unit;
use crate::period::Period;
use crate::server::Context;

/// The most cells that one view may ask for.
const MOST: usize = 20_000;

/// Any indicators of any units in any periods; a unit that is none stands for all together.
///
/// # Errors
/// [`Error::NotFound`] for a unit that never was; a field error on `units` when it is more than one view takes.
pub async fn compare(
    cx: &Context,
    indicators: &[Indicator],
    units: &[Option<UnitId>],
    periods: &[Period],
) -> Result<Comparison> {
    if indicators.len().saturating_mul(units.len()).saturating_mul(periods.len()) > MOST {
        return Err(FieldErrors::of("units", Problem::Above(MOST.to_string())).into());
    }
    let answer = Answer::to(cx, Question { units, indicators, periods, with_prior: &[] }).await?;
    beside(&answer, indicators, units, periods)
}

fn beside(
    answer: &Answer,
    indicators: &[Indicator],
    units: &[Option<UnitId>],
    periods: &[Period],
) -> Result<Comparison> {
    let known = |id: &Option<UnitId>| -> Result<Option<Unit>> {
        match id {
            Some(id) => Ok(Some(answer.org.unit(*id).cloned().ok_or(Error::NotFound)?)),
            None => Ok(None),
        }
    };
    let mut totals = Vec::with_capacity(indicators.len() * units.len() * periods.len());
    for indicator in indicators {
        for unit in units {
            totals.extend(periods.iter().map(|it| answer.total(*unit, indicator, it)));
        }
    }
    Ok(Comparison {
        units: units.iter().map(known).collect::<Result<_>>()?,
        indicators: indicators.to_vec(),
        periods: periods.to_vec(),
        totals,
    })
}

/// How a sector's indicators stand in the units right below one, or below the top, in a period.
///
/// # Errors
/// [`Error::NotFound`] for a sector or unit that is not there.
pub async fn heat(cx: &Context, sector: SectorId, parent: Option<UnitId>, period: &Period) -> Result<Heat> {
    let org = organisation(cx).await?;
    let found = org.at(period.cut_off).sector(sector).cloned().ok_or(Error::NotFound)?;
    let parent = match parent {
        Some(id) => Some(org.unit(id).cloned().ok_or(Error::NotFound)?),
        None => None,
    };
    let in_force = known(cx, &org).await?.at(period.cut_off);
    let indicators: Vec<_> = in_force.into_iter().filter(|it| it.sector == sector).collect();
    let tree = org.tree(period.cut_off);
    let owing = |it: &UnitId| tree.answering(*it, sector) > 0;
    let units: Vec<_> =
        below(&tree, parent.as_ref().map(|it| it.id)).into_iter().filter(owing).map(Some).collect();
    let periods = std::slice::from_ref(period);
    let question = Question { units: &units, indicators: &indicators, periods, with_prior: periods };
    let answer = Answer::to(cx, question).await?;
    Ok(Heat { sector: found, parent, grid: beside(&answer, &indicators, &units, periods)? })
}

/// How much of what is due in a period the units right below one have given, or those below the top, sector by
/// sector, as far as the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for a unit that is not there.
pub async fn coverage(cx: &Context, parent: Option<UnitId>, period: &Period) -> Result<Coverage> {
    let org = organisation(cx).await?;
    if parent.is_some_and(|it| org.unit(it).is_none()) {
        return Err(Error::NotFound);
    }
    let in_force = known(cx, &org).await?.at(period.cut_off);
    let indicators: Vec<_> = in_force.into_iter().filter(|it| it.is_asked_in(period)).collect();
    let tree = org.tree(period.cut_off);
    let units: Vec<_> = below(&tree, parent).into_iter().map(Some).collect();
    let periods = std::slice::from_ref(period);
    let question = Question { units: &units, indicators: &indicators, periods, with_prior: &[] };
    let answer = Answer::to(cx, question).await?;
    let sectors: Vec<_> = org
        .at(period.cut_off)
        .sectors
        .iter()
        .filter(|sector| indicators.iter().any(|it| it.sector == sector.id))
        .cloned()
        .collect();
    let mut cells = Vec::with_capacity(units.len() * sectors.len());
    for unit in &units {
        for sector in &sectors {
            let own = indicators.iter().filter(|it| it.sector == sector.id);
            cells.push(
                own.map(|it| answer.total(*unit, it, period))
                    .fold((0, 0), |(given, owed), it| (given + it.given, owed + it.expected)),
            );
        }
    }
    let units = units.iter().flatten().filter_map(|it| answer.org.unit(*it).cloned()).collect();
    Ok(Coverage { period: period.clone(), units, sectors, cells })
}
