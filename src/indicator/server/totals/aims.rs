//! The year's targets held in memory, each indicator's as long as the database says that none of them changed.

use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::server::entity::target;
use crate::indicator::{Aim, Indicator, aim};
use crate::number::Number;
use crate::org::Tree;
use crate::org::server::Known;
use crate::server::Context;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many targets a process holds at most; then all are let go.
const ROOM: usize = 1_000_000;

type Key = (IndicatorId, i32);

/// One indicator's targets of one year.
#[derive(Debug)]
pub struct YearAims {
    change: i64,
    /// By unit.
    own: Vec<(UnitId, Option<i64>, bool)>,
    /// Of units above others: by the revision of the organisation and the first day of a tree.
    above: Mutex<HashMap<(i64, NaiveDate, UnitId), Aim>>,
}

impl YearAims {
    fn own(&self, unit: UnitId) -> Option<Aim> {
        let at = self.own.binary_search_by_key(&unit, |it| it.0).ok()?;
        let (_, value, sample) = self.own[at];
        Some(Aim { value: value.map(Number::from_stored), sample })
    }

    /// What a unit has to reach in the tree of a day.
    pub fn of(&self, unit: UnitId, indicator: &Indicator, org: &Known, day: NaiveDate, tree: &Tree) -> Aim {
        if !tree.is_above_others(unit) {
            return self.own(unit).unwrap_or_default();
        }
        let key = (org.revision, org.history.unchanged_since(day), unit);
        let mut above = hold(&self.above);
        // What was found under an organisation that is no more is of no use.
        if above.keys().next().is_some_and(|it| it.0 != org.revision) {
            above.clear();
        }
        *above.entry(key).or_insert_with(|| aim(unit, indicator, tree, &|it| self.own(it)))
    }
}

fn hold<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while it was held cannot leave it half written.
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where a process holds them.
#[derive(Clone, Debug, Default)]
pub struct HeldAims(Arc<Mutex<HashMap<Key, Arc<YearAims>>>>);

pub type Aims = HashMap<Key, Arc<YearAims>>;

/// The targets of some indicators in some years as the database has them now.
pub async fn aims(cx: &Context, indicators: &[IndicatorId], years: &HashSet<i32>) -> Result<Aims> {
    if indicators.is_empty() || years.is_empty() {
        return Ok(Aims::new());
    }
    // A change meanwhile leaves the older number on it, and it is read again.
    let changes = changes(&cx.db, indicators, years).await?;
    let now = |key: &Key| changes.get(key).copied().unwrap_or_default();
    let keys: Vec<Key> =
        indicators.iter().flat_map(|it| years.iter().map(move |year| (*it, *year))).collect();
    let mut found: Aims = {
        let held = hold(&cx.memory.aims.0);
        let fresh = |key: &Key| held.get(key).filter(|it| it.change == now(key)).cloned();
        keys.iter().filter_map(|key| Some((*key, fresh(key)?))).collect()
    };
    let stale: Vec<Key> = keys.into_iter().filter(|it| !found.contains_key(it)).collect();
    if !stale.is_empty() {
        let mut read = read(&cx.db, &stale).await?;
        let made: Vec<_> = stale
            .into_iter()
            .map(|key| {
                let mut own = read.remove(&key).unwrap_or_default();
                own.sort_unstable();
                (key, Arc::new(YearAims { change: now(&key), own, above: Mutex::default() }))
            })
            .collect();
        let mut held = hold(&cx.memory.aims.0);
        if held.values().map(|it| it.own.len()).sum::<usize>() > ROOM {
            held.clear();
        }
        held.extend(made.iter().cloned());
        drop(held);
        found.extend(made);
    }
    Ok(found)
}

/// The targets that were set for some periods themselves, of every unit that has one. Few indicators have any.
pub type PeriodAims = HashMap<(IndicatorId, PeriodId), HashMap<UnitId, Aim>>;

pub async fn period_aims(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    periods: &[PeriodId],
) -> Result<PeriodAims> {
    let rows = target::Entity::find()
        .filter(target::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(target::Column::PeriodId.is_in(periods.iter().copied()))
        .all(db)
        .await?;
    let mut found = PeriodAims::new();
    for row in rows {
        let Some(period) = row.period_id else { continue };
        let aim = Aim { value: row.value.map(Number::from_stored), sample: row.sample };
        found.entry((row.indicator_id, period)).or_default().insert(row.unit_id, aim);
    }
    Ok(found)
}

async fn changes(
    db: &impl ConnectionTrait,
    indicators: &[IndicatorId],
    years: &HashSet<i32>,
) -> Result<HashMap<Key, i64>> {
    use super::entity::target_change::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(Column::Year.is_in(years.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| ((it.indicator_id, it.year), it.number)).collect())
}

type Own = Vec<(UnitId, Option<i64>, bool)>;

async fn read(db: &impl ConnectionTrait, keys: &[Key]) -> Result<HashMap<Key, Own>> {
    let indicators: HashSet<_> = keys.iter().map(|it| it.0).collect();
    let years: HashSet<_> = keys.iter().map(|it| it.1).collect();
    let rows: Vec<(IndicatorId, i32, UnitId, Option<i64>, bool)> = target::Entity::find()
        .select_only()
        .columns([
            target::Column::IndicatorId,
            target::Column::Year,
            target::Column::UnitId,
            target::Column::Value,
            target::Column::Sample,
        ])
        .filter(target::Column::IndicatorId.is_in(indicators))
        .filter(target::Column::Year.is_in(years))
        .filter(target::Column::PeriodId.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<Key, Own> = HashMap::new();
    for (indicator, year, unit, value, sample) in rows {
        found.entry((indicator, year)).or_default().push((unit, value, sample));
    }
    Ok(found)
}
