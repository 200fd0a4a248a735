//! The reports that the bloc is owed. A unit that reports a period by several regimes owes several, and has sent
//! when it has sent each.

use super::store;
use crate::error::Result;
use crate::id::{RegimeId, UnitId};
use crate::notice::Name;
use crate::org::{Org, Unit};
use crate::period;
use crate::period::Period;
use crate::report::server::entity::report;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// One report that a unit owes.
pub struct Owed {
    pub unit: Unit,
    pub regime: RegimeId,
    /// By which regime, where the period has reports by several.
    pub title: Option<Name>,
    /// The report, where it is begun.
    pub row: Option<report::Model>,
}

impl Owed {
    pub fn is_sent(&self) -> bool {
        self.row.as_ref().is_some_and(|it| it.state.is_sent())
    }

    pub fn is_published(&self) -> bool {
        self.row.as_ref().is_some_and(|it| it.state.is_published())
    }
}

/// The reports that the first bloc is owed in a period: unit by unit, of each by regime.
pub async fn owed(db: &impl ConnectionTrait, org: &Org, period: &Period) -> Result<Vec<Owed>> {
    let Some(bloc) = org.blocs.first() else { return Ok(Vec::new()) };
    let owing = period::server::owing_in(db, period, bloc.id).await?;
    let titles = period::server::regime_titles(db, period.id).await?;
    let mut rows = store::reports_of(db, period.id).await?;
    let mut found = Vec::new();
    for unit in &org.units {
        for (regime, _) in owing.iter().filter(|it| it.1.contains(&unit.id)) {
            let row = rows.iter().position(|it| it.unit_id == unit.id && it.regime_id == *regime);
            found.push(Owed {
                unit: unit.clone(),
                regime: *regime,
                title: titles.get(regime).cloned(),
                row: row.map(|at| rows.swap_remove(at)),
            });
        }
    }
    Ok(found)
}

/// The units above one, the nearest first.
pub fn chain(unit: UnitId, parents: &HashMap<UnitId, UnitId>) -> Vec<UnitId> {
    let above = std::iter::successors(parents.get(&unit), |it| parents.get(*it));
    // A chain is never longer than the units there are.
    above.copied().take(parents.len()).collect()
}

/// The units that owe something, in order.
pub fn units(owed: &[Owed]) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = owed.iter().map(|it| it.unit.id).collect();
    units.dedup();
    units
}

/// The units of which some report is not done by this measure, with each that is not.
pub fn behind(owed: &[Owed], is_done: fn(&Owed) -> bool) -> Vec<(&Unit, Vec<&Owed>)> {
    let mut units: Vec<(&Unit, Vec<&Owed>)> = Vec::new();
    for it in owed.iter().filter(|it| !is_done(it)) {
        match units.last_mut() {
            Some((unit, lacks)) if unit.id == it.unit.id => lacks.push(it),
            _ => units.push((&it.unit, vec![it])),
        }
    }
    units
}
