//! Makes the kept totals follow a change of the organisation. Every write of a figure or a report keeps them by
//! itself; see docs/decisions/0017.

use super::entity::{tally, tally_period, tally_state, unit_within};
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, SectorId, UnitId};
use crate::indicator::server::entity::{figure, indicator, indicator_version};
use crate::indicator::{FigureState, Tally};
use crate::org::Tree;
use crate::org::server::{self as org, Known};
use crate::period::Period;
use crate::server::begin_write;
use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    EntityTrait, QueryFilter, QuerySelect, Statement,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows written at once.
const BATCH: usize = 500;

/// The revision of the organisation that the totals are counted by.
pub async fn settled(db: &impl ConnectionTrait) -> Result<i64> {
    Ok(tally_state::Entity::find_by_id(1).one(db).await?.map_or(0, |it| it.org_number))
}

/// Counts anew what a change of the organisation, of a period's cut-off or of an indicator's sector has
/// touched since it was last counted; nothing where nothing has.
pub async fn settle(db: &DatabaseConnection) -> Result<()> {
    settle_telling(db, |_, _| {}).await
}

/// As [`settle`], telling of each period that had to be counted and how many periods there are.
pub async fn settle_telling(db: &DatabaseConnection, tell: impl Fn(&Period, usize)) -> Result<()> {
    if settled(db).await? == org::revision(db).await? {
        return Ok(());
    }
    let tx = begin_write(db).await?;
    hold(&tx, None).await?;
    let revision = org::revision(&tx).await?;
    if settled(&tx).await? == revision {
        return Ok(());
    }
    let known = Known::new(org::history(&tx).await?, revision);
    put_within(&tx, &known).await?;
    let sectors: HashMap<IndicatorId, SectorId> =
        indicator::Entity::find().all(&tx).await?.into_iter().map(|it| (it.id, it.sector_id)).collect();
    let kept: HashMap<PeriodId, String> = tally_period::Entity::find()
        .all(&tx)
        .await?
        .into_iter()
        .map(|it| (it.period_id, it.made_of))
        .collect();
    let periods = crate::period::server::all(&tx).await?;
    let mut marks = Marks::new(moved(&tx, &sectors).await?);
    for period in &periods {
        let made_of = marks.of(&known, period.cut_off);
        if kept.get(&period.id) != Some(&made_of) {
            recount(&tx, period.id, &known.tree(period.cut_off), &sectors).await?;
            let row = tally_period::ActiveModel { period_id: Set(period.id), made_of: Set(made_of) };
            tally_period::Entity::delete_by_id(period.id).exec(&tx).await?;
            tally_period::Entity::insert(row).exec_without_returning(&tx).await?;
            tell(period, periods.len());
        }
    }
    let state = tally_state::ActiveModel { id: Set(1), org_number: Set(revision) };
    tally_state::Entity::update(state).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Waits until nobody else counts figures of a period, or settles at all. SQLite has one writer anyway.
async fn hold(tx: &DatabaseTransaction, period: Option<PeriodId>) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let of = period.map_or_else(|| "0".to_owned(), |it| format!("hashtext('{it}')"));
        let lock = format!("SELECT pg_advisory_xact_lock({}, {of})", migrations::totals::LOCK);
        tx.execute_raw(Statement::from_string(DbBackend::Postgres, lock)).await?;
    }
    Ok(())
}

/// Indicators that some version of their definition has in another sector, with the sector they are in: of all
/// others no period can have been counted otherwise.
async fn moved(
    tx: &DatabaseTransaction,
    sectors: &HashMap<IndicatorId, SectorId>,
) -> Result<BTreeMap<IndicatorId, SectorId>> {
    let versions: Vec<(IndicatorId, Option<SectorId>)> = indicator_version::Entity::find()
        .select_only()
        .columns([indicator_version::Column::IndicatorId, indicator_version::Column::SectorId])
        .into_tuple()
        .all(tx)
        .await?;
    let now = |it: &IndicatorId| sectors.get(it).copied();
    let moved = versions.into_iter().filter(|(it, sector)| sector.is_some() && *sector != now(it));
    Ok(moved.filter_map(|(it, _)| Some((it, now(&it)?))).collect())
}

/// Tells apart the trees and duties that periods are counted by.
struct Marks {
    sectors: Vec<u8>,
    known: HashMap<NaiveDate, String>,
}

impl Marks {
    fn new(moved: BTreeMap<IndicatorId, SectorId>) -> Self {
        let bytes = moved.into_iter().flat_map(|(it, of)| [it.0.into_bytes(), of.0.into_bytes()]);
        Self { sectors: bytes.flatten().collect(), known: HashMap::new() }
    }

    fn of(&mut self, org: &Known, day: NaiveDate) -> String {
        let sectors = &self.sectors;
        let made = self.known.entry(org.history.unchanged_since(day)).or_insert_with(|| {
            let tree = org.tree(day);
            let mut hash = Sha256::new();
            hash.update(sectors);
            for (unit, above) in pairs(&tree) {
                hash.update(unit.0.into_bytes());
                hash.update(above.0.into_bytes());
            }
            hash.update([0]);
            for (unit, sector) in tree.functions().collect::<BTreeSet<_>>() {
                hash.update(unit.0.into_bytes());
                hash.update(sector.0.into_bytes());
            }
            hash.finalize().iter().take(16).map(|it| format!("{it:02x}")).collect()
        });
        made.clone()
    }
}

fn pairs(tree: &Tree) -> BTreeSet<(UnitId, UnitId)> {
    tree.units().iter().flat_map(|unit| tree.counted_in(*unit).map(|above| (*unit, above))).collect()
}

/// Who is counted in whose totals, from when to when.
fn within(known: &Known) -> Vec<unit_within::Model> {
    let mut open: BTreeMap<(UnitId, UnitId), NaiveDate> = BTreeMap::new();
    let mut closed = Vec::new();
    let row = |(unit_id, above_id), valid_from, valid_to| unit_within::Model {
        unit_id,
        above_id,
        valid_from,
        valid_to,
    };
    for day in known.history.days() {
        let now = pairs(&known.tree(*day));
        open.retain(|pair, since| {
            let stays = now.contains(pair);
            if !stays {
                closed.push(row(*pair, *since, Some(*day)));
            }
            stays
        });
        for pair in now {
            open.entry(pair).or_insert(*day);
        }
    }
    closed.extend(open.into_iter().map(|(pair, since)| row(pair, since, None)));
    closed.sort();
    closed
}

async fn put_within(tx: &DatabaseTransaction, known: &Known) -> Result<()> {
    let mut kept = unit_within::Entity::find().all(tx).await?;
    kept.sort();
    let now = within(known);
    if kept == now {
        return Ok(());
    }
    unit_within::Entity::delete_many().exec(tx).await?;
    for rows in now.chunks(BATCH) {
        let rows = rows.iter().cloned().map(unit_within::ActiveModel::from);
        unit_within::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

type Counted = (UnitId, IndicatorId, FigureState, Option<i64>, Option<i64>, Option<i64>, Option<i64>, bool);

async fn recount(
    tx: &DatabaseTransaction,
    period: PeriodId,
    tree: &Tree,
    sectors: &HashMap<IndicatorId, SectorId>,
) -> Result<()> {
    hold(tx, Some(period)).await?;
    tally::Entity::delete_many().filter(tally::Column::PeriodId.eq(period)).exec(tx).await?;
    let rows: Vec<Counted> = figure::Entity::find()
        .select_only()
        .columns([
            figure::Column::UnitId,
            figure::Column::IndicatorId,
            figure::Column::State,
            figure::Column::Value,
            figure::Column::Numerator,
            figure::Column::Denominator,
            figure::Column::Prior,
            figure::Column::Sample,
        ])
        .filter(figure::Column::PeriodId.eq(period))
        .filter(is_counted())
        .into_tuple()
        .all(tx)
        .await?;
    let duties: BTreeSet<_> = tree.functions().collect();
    let above: HashMap<UnitId, Vec<UnitId>> =
        tree.units().iter().map(|it| (*it, tree.counted_in(*it).collect())).collect();
    let mut tallies: HashMap<(UnitId, IndicatorId), Tally> = HashMap::new();
    for (unit, indicator, state, value, numerator, denominator, prior, sample) in rows {
        let answers = sectors.get(&indicator).is_some_and(|it| duties.contains(&(unit, *it)));
        let one = Tally::of_stored(state, value, numerator.zip(denominator), prior, sample, !answers);
        for above in above.get(&unit).into_iter().flatten() {
            *tallies.entry((*above, indicator)).or_default() += one;
        }
    }
    let made: Vec<_> = tallies
        .iter()
        .map(|((unit, indicator), it)| tally::Model::new(period, *unit, *indicator, it))
        .map(tally::ActiveModel::from)
        .collect();
    for rows in made.chunks(BATCH) {
        tally::Entity::insert_many(rows.iter().cloned()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Published, and the newest that is: the database marks it. Written out, as the index over such rows has it.
pub fn is_counted() -> Expr {
    Expr::col((Alias::new("figure"), Alias::new("counted")))
}
