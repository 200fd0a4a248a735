use crate::bloc::server::current_period;
use crate::error::{Error, Result};
use crate::id::{ConclusionId, PeriodId, SectorId};
use crate::indicator::IndicatorRow;
use crate::indicator::server::totals::organisation;
use crate::org::{self, Sector};
use crate::period::Period;
use crate::sector::{SectorBoard, SectorCard, SectorLine, SectorReading, counts};
use crate::server::Context;
use crate::task::server::Origin;
use crate::task::{TaskLine, TaskState};
use crate::{indicator, period, report, task};
use std::collections::{BTreeSet, HashMap};
use tokio::try_join;

/// Conclusions that a card recalls.
const RECALLED: usize = 5;

pub async fn board(cx: &Context, code: Option<&str>) -> Result<SectorBoard> {
    let org = org::server::arrived(cx).await?.at(cx.today());
    let Some(period) = named_period(cx, code).await? else {
        return Ok(SectorBoard { period: None, lines: Vec::new() });
    };
    let ids: Vec<SectorId> = org.sectors.iter().map(|it| it.id).collect();
    let rows = indicator::server::rows(cx, &ids, &period).await?;
    let mut tasks = task::server::of_sectors(&cx.db, &ids).await?;
    let lines = org.sectors.iter().map(|sector| {
        let own: Vec<IndicatorRow> =
            rows.iter().filter(|it| it.indicator.sector == sector.id).cloned().collect();
        let tasks = tasks.remove(&sector.id).unwrap_or_default();
        SectorLine {
            units: org.units_of(sector.id).cloned().collect(),
            counts: counts(&own, &period),
            open_tasks: tasks.iter().filter(|it| it.state == TaskState::Open).count(),
            late_tasks: tasks.iter().filter(|it| it.is_late(cx.today())).count(),
            sector: sector.clone(),
        }
    });
    let lines = lines.collect();
    Ok(SectorBoard { period: Some(period), lines })
}

pub async fn card_by_code(cx: &Context, code: &str, period: Option<&str>) -> Result<SectorCard> {
    let (sector, period) = sector_and_period(cx, code, period).await?;
    card(cx, sector, &period).await
}

async fn sector_and_period(cx: &Context, code: &str, period: Option<&str>) -> Result<(Sector, Period)> {
    let org = org::server::arrived(cx).await?.at(cx.today());
    let sector = org.sector_by_code(code).cloned().ok_or(Error::NotFound)?;
    Ok((sector, named_period(cx, period).await?.ok_or(Error::NotFound)?))
}

async fn card(cx: &Context, sector: Sector, period: &Period) -> Result<SectorCard> {
    let card = fill(cx, vec![sector], period).await?.pop().ok_or(Error::NotFound)?;
    let org = org::server::arrived(cx).await?;
    Ok(SectorCard { periods: period::server::known(cx, &org).await?.all().to_vec(), ..card })
}

/// A sector's card, with how its figures went and where below they stand how.
///
/// # Errors
/// [`Error::NotFound`] for a sector or period that is not there.
pub async fn reading(cx: &Context, code: &str, period: Option<&str>) -> Result<SectorReading> {
    let (sector, period) = sector_and_period(cx, code, period).await?;
    // Totals that a change of the organisation has touched are counted once, and not by each who reads at once.
    organisation(cx).await?;
    let heat = indicator::server::heat(cx, sector.id, None, &period);
    let (card, heat) = try_join!(card(cx, sector.clone(), &period), heat)?;
    let length = card.rows.iter().map(|it| it.history.len() + 1).max().unwrap_or_default();
    let of_kind = |it: &&Period| {
        it.kind == card.period.kind && it.shares_set(&card.period) && it.starts_on <= card.period.starts_on
    };
    let mut trend: Vec<_> = card.periods.iter().filter(of_kind).take(length).cloned().collect();
    trend.reverse();
    let heat = Some(heat).filter(|it| it.grid.units.len() > 1);
    Ok(SectorReading { today: cx.today(), trend, heat, card })
}

/// Some sectors' cards in a period, in the order asked, as this actor may see them. A sector that is no
/// more has none; there is no other period to turn to.
pub async fn cards(cx: &Context, sectors: &[SectorId], period: PeriodId) -> Result<Vec<SectorCard>> {
    let org = org::server::known(cx).await?.at(cx.today());
    let sectors = sectors.iter().filter_map(|it| org.sector(*it).cloned()).collect();
    let period = period::server::find(&cx.db, period).await?;
    fill(cx, sectors, &period).await
}

async fn named_period(cx: &Context, code: Option<&str>) -> Result<Option<Period>> {
    match code.filter(|it| !it.is_empty()) {
        Some(code) => period::server::by_code(&cx.db, code).await.map(Some),
        None => current_period(cx).await,
    }
}

/// Asks once for what all the cards show.
async fn fill(cx: &Context, sectors: Vec<Sector>, period: &Period) -> Result<Vec<SectorCard>> {
    let ids: Vec<SectorId> = sectors.iter().map(|it| it.id).collect();
    let only = if let [only] = ids[..] { Some(only) } else { None };
    let (rows, passages, mut tasks) = try_join!(
        indicator::server::rows(cx, &ids, period),
        report::server::published_passages(&cx.db, period.id, only),
        task::server::of_sectors(&cx.db, &ids),
    )?;
    let drawn: BTreeSet<ConclusionId> = tasks.values().flatten().map(|it| it.conclusion).collect();
    let origins = task::server::origins(&cx.db, &drawn.into_iter().collect::<Vec<_>>()).await?;
    let card = |sector: Sector| {
        let tasks = tasks.remove(&sector.id).unwrap_or_default();
        SectorCard {
            period: period.clone(),
            periods: Vec::new(),
            rows: rows.iter().filter(|it| it.indicator.sector == sector.id).cloned().collect(),
            passages: passages.iter().filter(|(.., it)| it.sector == sector.id).cloned().collect(),
            conclusions: last_conclusions(&origins, &tasks),
            tasks,
            sector,
        }
    };
    Ok(sectors.into_iter().map(card).collect())
}

/// What conferences concluded on a sector, as its tasks tell it: newest conference first, in its order.
fn last_conclusions(origins: &HashMap<ConclusionId, Origin>, tasks: &[TaskLine]) -> Vec<String> {
    let ids: BTreeSet<ConclusionId> = tasks.iter().map(|it| it.conclusion).collect();
    let mut drawn: Vec<_> = ids.iter().filter_map(|it| origins.get(it)).collect();
    drawn.sort_by(|one, other| other.starts_at.cmp(&one.starts_at).then(one.position.cmp(&other.position)));
    drawn.into_iter().map(|it| it.body.clone()).take(RECALLED).collect()
}
