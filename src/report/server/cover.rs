//! How far the reports of a period are, section by section.

use super::entity::passage;
use super::store;
use crate::actor::{Permission, Scope};
use crate::error::Result;
use crate::id::{OutlineId, RegimeId, ReportId, SectorId, UnitId};
use crate::period::Period;
use crate::report::may_see;
use crate::server::Context;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// What a unit's report holds of one sector that it is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionCover {
    pub sector: SectorId,
    pub figures_due: u32,
    pub figures_given: u32,
    pub passages: u32,
}

/// What each unit is asked about by a regime, and how much of it is there as far as the actor may know; nothing
/// for a unit of which they may not. A unit whose report is not begun is asked what the newest outline asks.
pub async fn covers(
    cx: &Context,
    period: &Period,
    regime: RegimeId,
    newest: OutlineId,
    units: &[UnitId],
) -> Result<HashMap<UnitId, Vec<SectionCover>>> {
    let known = crate::org::server::arrived(cx).await?;
    let dictionary = crate::indicator::server::known(cx, &known).await?;
    let (indicators, outlines) = (dictionary.newest(), store::outlines(cx, &known).await?);
    let org = known.at(period.cut_off);
    let sector_of: HashMap<_, _> = indicators.iter().map(|it| (it.id, it.sector)).collect();
    let mut rows = store::rows_of_period(&cx.db, period.id).await?;
    rows.retain(|it| it.regime_id == regime);
    let ids: Vec<_> = rows.iter().map(|it| it.id).collect();
    let given = crate::indicator::server::figure::given(&cx.db, &ids).await?;
    let passages = passages_by_sector(&cx.db, &ids).await?;
    let mut covers = HashMap::new();
    for unit in units {
        let row = rows.iter().find(|it| it.unit_id == *unit);
        let is_known = cx.actor.may(Permission::ReceiveReports, Scope::Unit(*unit))
            || cx.actor.belongs_to(*unit)
            || row.is_some_and(|it| may_see(&cx.actor, *unit, it.state));
        if !is_known {
            continue;
        }
        let outline = outlines.of(row.map_or(newest, |it| it.outline_id));
        let asked = outline.asks(*unit, &org, indicators);
        let said = row.and_then(|it| given.get(&it.id)).map(Vec::as_slice).unwrap_or_default();
        let due: Vec<_> = asked.indicators.iter().filter(|it| it.is_due_in(period)).map(|it| it.id).collect();
        let mut sections: Vec<_> = asked
            .sectors
            .iter()
            .map(|sector| {
                let of = |it: &&crate::id::IndicatorId| sector_of.get(*it) == Some(&sector.id);
                SectionCover {
                    sector: sector.id,
                    figures_due: due.iter().filter(of).count() as u32,
                    figures_given: due.iter().filter(of).filter(|it| said.contains(it)).count() as u32,
                    passages: 0,
                }
            })
            .collect();
        for (report, sector) in &passages {
            if row.is_none_or(|it| it.id != *report) {
                continue;
            }
            match sections.iter_mut().find(|it| it.sector == *sector) {
                Some(section) => section.passages += 1,
                // Written about, though no longer asked for.
                None => sections.push(SectionCover {
                    sector: *sector,
                    figures_due: 0,
                    figures_given: 0,
                    passages: 1,
                }),
            }
        }
        covers.insert(*unit, sections);
    }
    Ok(covers)
}

async fn passages_by_sector(
    db: &impl ConnectionTrait,
    reports: &[ReportId],
) -> Result<Vec<(ReportId, SectorId)>> {
    Ok(passage::Entity::find()
        .select_only()
        .columns([passage::Column::ReportId, passage::Column::SectorId])
        .filter(passage::Column::ReportId.is_in(reports.iter().copied()))
        .filter(passage::Column::Body.ne(""))
        .into_tuple()
        .all(db)
        .await?)
}
