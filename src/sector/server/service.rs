use crate::bloc::server::current_period;
use crate::error::{Error, Result};
use crate::id::{ConclusionId, PeriodId, SectorId};
use crate::indicator::IndicatorRow;
use crate::org::{self, Sector};
use crate::period::Period;
use crate::sector::{SectorBoard, SectorCard, SectorLine, counts};
use crate::server::Context;
use crate::task::{TaskLine, TaskState};
use crate::{indicator, period, report, task};
use std::collections::BTreeSet;

/// Conclusions that a card recalls.
const RECALLED: usize = 5;

pub async fn board(cx: &Context, code: Option<&str>) -> Result<SectorBoard> {
    let org = org::server::at(&cx.db, cx.today()).await?;
    let Some(period) = named_period(cx, code).await? else {
        return Ok(SectorBoard { period: None, lines: Vec::new() });
    };
    let ids: Vec<SectorId> = org.sectors.iter().map(|it| it.id).collect();
    let rows = indicator::server::rows(cx, &ids, &period).await?;
    let mut lines = Vec::with_capacity(org.sectors.len());
    for sector in &org.sectors {
        let own: Vec<IndicatorRow> =
            rows.iter().filter(|it| it.indicator.sector == sector.id).cloned().collect();
        let tasks = task::server::of_sector(&cx.db, sector.id).await?;
        lines.push(SectorLine {
            units: org.units_of(sector.id).cloned().collect(),
            counts: counts(&own, &period),
            open_tasks: tasks.iter().filter(|it| it.state == TaskState::Open).count(),
            late_tasks: tasks.iter().filter(|it| it.is_late(cx.today())).count(),
            sector: sector.clone(),
        });
    }
    Ok(SectorBoard { period: Some(period), lines })
}

pub async fn card_by_code(cx: &Context, code: &str, period: Option<&str>) -> Result<SectorCard> {
    let org = org::server::at(&cx.db, cx.today()).await?;
    let sector = org.sector_by_code(code).cloned().ok_or(Error::NotFound)?;
    let period = named_period(cx, period).await?.ok_or(Error::NotFound)?;
    fill(cx, sector, period).await
}

/// A sector's card in a period, as this actor may see it.
pub async fn card(cx: &Context, sector: SectorId, period: PeriodId) -> Result<SectorCard> {
    let org = org::server::at(&cx.db, cx.today()).await?;
    let sector = org.sector(sector).cloned().ok_or(Error::NotFound)?;
    let period = period::server::find(&cx.db, period).await?;
    fill(cx, sector, period).await
}

async fn named_period(cx: &Context, code: Option<&str>) -> Result<Option<Period>> {
    match code.filter(|it| !it.is_empty()) {
        Some(code) => period::server::by_code(&cx.db, code).await.map(Some),
        None => current_period(cx).await,
    }
}

async fn fill(cx: &Context, sector: Sector, period: Period) -> Result<SectorCard> {
    let rows = indicator::server::rows(cx, &[sector.id], &period).await?;
    let passages = report::server::published_passages(&cx.db, period.id, Some(sector.id)).await?;
    let tasks = task::server::of_sector(&cx.db, sector.id).await?;
    let conclusions = last_conclusions(cx, &tasks).await?;
    let periods = period::server::all(&cx.db).await?;
    Ok(SectorCard { sector, period, periods, rows, passages, conclusions, tasks })
}

/// What conferences concluded on a sector, as its tasks tell it: newest conference first, in its order.
async fn last_conclusions(cx: &Context, tasks: &[TaskLine]) -> Result<Vec<String>> {
    let ids: BTreeSet<ConclusionId> = tasks.iter().map(|it| it.conclusion).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let mut origins: Vec<_> = task::server::origins(&cx.db, &ids).await?.into_values().collect();
    origins.sort_by(|one, other| other.starts_at.cmp(&one.starts_at).then(one.position.cmp(&other.position)));
    Ok(origins.into_iter().map(|it| it.body).take(RECALLED).collect())
}
