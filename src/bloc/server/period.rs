//! Who has sent and what is covered.

use super::owed::{Owed, behind, chain, owed, units};
use super::{remind, store};
use crate::actor::{Permission, Scope};
use crate::bloc::{
    Board, CoverageRow, PeriodLine, PeriodSheet, Reporter, SectionState, gap, may_remind, punctuality,
    section_state, urgency,
};
use crate::error::Result;
use crate::id::{RegimeId, ReportId, SectorId, UnitId};
use crate::indicator::FigureState;
use crate::org::{Bloc, Org};
use crate::period::Period;
use crate::report::server::SectionCover;
use crate::report::server::entity::report;
use crate::report::{PassageKind, ReportState, ReportStep, may_see};
use crate::server::Context;
use crate::{indicator, org, period, report as reports, task};
use sea_orm::ConnectionTrait;
use std::collections::{HashMap, HashSet};

/// The period to show when none is named: the newest that something is published of, else the newest that
/// has begun.
pub async fn current_period(cx: &Context) -> Result<Option<Period>> {
    let mut begun: Vec<_> =
        period::server::all(&cx.db).await?.into_iter().filter(|it| it.starts_on <= cx.today()).collect();
    for period in &begun {
        if store::has_published(&cx.db, period.id).await? {
            return Ok(Some(period.clone()));
        }
    }
    begun.truncate(1);
    Ok(begun.pop())
}

/// The bloc whose periods are shown, with those who owe it reports on a day.
pub(super) async fn bloc_and_reporters(
    db: &impl ConnectionTrait,
    org: &Org,
    period: &Period,
) -> Result<(Option<Bloc>, Vec<UnitId>)> {
    let Some(bloc) = org.blocs.first().cloned() else { return Ok((None, Vec::new())) };
    let reporters = period::server::reporters_in(db, period, bloc.id).await?;
    Ok((Some(bloc), reporters))
}

/// Whether the bloc's report of a period has been begun.
pub async fn is_consolidated(cx: &Context, period: &Period) -> Result<bool> {
    let org = org::server::known(cx).await?.at(period.cut_off);
    match org.blocs.first() {
        Some(bloc) => Ok(store::consolidated_of(&cx.db, period.id, bloc.id).await?.is_some()),
        None => Ok(false),
    }
}

pub async fn board(cx: &Context) -> Result<Board> {
    let mut lines = Vec::new();
    for period in period::server::all(&cx.db).await? {
        let org = org::server::known(cx).await?.at(period.cut_off);
        let owed = owed(&cx.db, &org, &period).await?;
        let reporters = units(&owed).len();
        let waits = |it: &&Owed| it.row.as_ref().is_some_and(|row| row.state == ReportState::Sent);
        let waiting = owed.iter().filter(waits).count();
        let missing: Vec<_> = behind(&owed, Owed::is_sent).into_iter().map(|it| it.0.clone()).collect();
        lines.push(PeriodLine {
            sent: reporters - missing.len(),
            accepted: reporters - behind(&owed, Owed::is_published).len(),
            missing,
            reporters,
            waiting,
            period,
        });
    }
    Ok(Board { lines })
}

pub async fn sheet(cx: &Context, code: &str) -> Result<PeriodSheet> {
    let period = period::server::by_code(&cx.db, code).await?;
    let org = org::server::known(cx).await?.at(period.cut_off);
    let bloc = org.blocs.first().cloned();
    let owed = owed(&cx.db, &org, &period).await?;
    let owing = units(&owed);
    let rows = store::reports_of(&cx.db, period.id).await?;
    let mut known: HashMap<ReportId, _> =
        reports::server::lines(cx, &period).await?.into_iter().map(|it| (it.report.id, it)).collect();
    let covers = covers(cx, &period, &owed).await?;
    let columns: Vec<_> = org
        .sectors
        .iter()
        .filter(|sector| covers.values().flatten().any(|it| it.sector == sector.id))
        .cloned()
        .collect();
    let parents = org::server::parents(&cx.db, period.cut_off).await?;
    let reminders = remind::reminded(&cx.db, period.id).await?;
    let dates = period::server::dates_of(&cx.db, &period).await?;
    let beside = |regime: RegimeId| -> Vec<UnitId> {
        owed.iter().filter(|it| it.regime == regime).map(|it| it.unit.id).collect()
    };
    let reporter = |it: &Owed| {
        let (unit, row) = (&it.unit, it.row.as_ref());
        let above = chain(unit.id, &parents);
        let may_remind = may_remind(&cx.actor, unit.id, &above);
        let cover = covers.get(&(unit.id, it.regime));
        Reporter {
            unit: unit.clone(),
            regime: it.regime,
            title: it.title.clone(),
            above: {
                let beside = beside(it.regime);
                above.into_iter().find(|it| beside.contains(it))
            },
            due_on: dates.due_of(unit.kind).unwrap_or(period.due_on),
            may_remind,
            sections: columns.iter().map(|it| section(cover, it.id)).collect(),
            reminded: reminders.get(&unit.id).copied().filter(|_| may_remind),
            sent_at: row.filter(|it| it.state.is_sent()).and_then(|it| it.sent_at),
            line: row.and_then(|it| known.remove(&it.id)),
            readable: row.is_some_and(|it| may_see(&cx.actor, it.unit_id, it.state)),
        }
    };
    let mut reporters: Vec<_> = owed.iter().map(reporter).collect();
    let today = cx.today();
    // Stable: of equal urgency the units keep their order.
    reporters.sort_by_key(|it| urgency(it.state(), punctuality(it.due_on, it.sent_at, today)));
    let dues = dates.dues;
    let reminder_days = match cx.actor.require(Permission::ReceiveReports, Scope::Everything) {
        Ok(()) => Some(remind::days(&cx.db).await?),
        Err(_) => None,
    };
    let coverage = coverage(cx, &org, &period, &owing, &rows).await?;
    let consolidated = is_consolidated(cx, &period).await?;
    Ok(PeriodSheet { period, bloc, dues, reporters, columns, reminder_days, coverage, consolidated })
}

async fn covers(
    cx: &Context,
    period: &Period,
    owed: &[Owed],
) -> Result<HashMap<(UnitId, RegimeId), Vec<SectionCover>>> {
    let mut regimes: HashMap<RegimeId, Vec<UnitId>> = HashMap::new();
    for it in owed {
        regimes.entry(it.regime).or_default().push(it.unit.id);
    }
    let mut found = HashMap::new();
    for (regime, units) in regimes {
        let newest = period::server::newest_outline(&cx.db, regime).await?;
        let covers = reports::server::covers(cx, period, regime, newest, &units).await?;
        found.extend(covers.into_iter().map(|(unit, cover)| ((unit, regime), cover)));
    }
    Ok(found)
}

fn section(covers: Option<&Vec<SectionCover>>, sector: SectorId) -> SectionState {
    match covers {
        None => SectionState::Hidden,
        Some(covers) => covers.iter().find(|it| it.sector == sector).map_or(SectionState::NotAsked, |it| {
            section_state(it.figures_due, it.figures_given, it.passages)
        }),
    }
}

/// What has been said of each sector in reports that were sent, as far as this actor may read them.
async fn coverage(
    cx: &Context,
    org: &Org,
    period: &Period,
    owing: &[UnitId],
    rows: &[report::Model],
) -> Result<Vec<CoverageRow>> {
    let seen: HashMap<ReportId, UnitId> = rows
        .iter()
        .filter(|it| it.state.is_sent() && may_see(&cx.actor, it.unit_id, it.state))
        .map(|it| (it.id, it.unit_id))
        .collect();
    let passages = store::passages_of(&cx.db, seen.keys().copied()).await?;
    let sectors: Vec<SectorId> = org.sectors.iter().map(|it| it.id).collect();
    let figures = indicator::server::rows(cx, &sectors, period).await?;
    let tasks = tasks_given(cx, period).await?;
    let general = store::general_sectors(&cx.db).await?;
    let covered = org.sectors.iter().map(|sector| {
        let spoken: Vec<_> = passages.iter().filter(|it| it.sector_id == sector.id).collect();
        let speakers: HashSet<_> = spoken.iter().filter_map(|it| seen.get(&it.report_id)).collect();
        let due: Vec<_> = figures.iter().filter(|it| it.indicator.sector == sector.id && it.due).collect();
        let tasked = tasks.get(&sector.id).copied().unwrap_or_default();
        CoverageRow {
            owing: org.units_of(sector.id).filter(|it| owing.contains(&it.id)).count(),
            reported: speakers.len(),
            assessed: spoken.iter().any(|it| it.kind == PassageKind::Assessment),
            figures_due: due.len(),
            figures_given: due.iter().filter(|it| it.figure.state != FigureState::Missing).count(),
            tasks: tasked,
            gap: gap(speakers.len(), tasked, !tasks.is_empty()).filter(|_| !general.contains(&sector.id)),
            sector: sector.clone(),
        }
    });
    Ok(covered.collect())
}

/// How many tasks the conferences on this period gave in each sector.
async fn tasks_given(cx: &Context, period: &Period) -> Result<HashMap<SectorId, usize>> {
    let mut given: HashMap<SectorId, usize> = HashMap::new();
    for line in task::server::given_on(&cx.db, period.id).await? {
        for sector in line.sectors {
            *given.entry(sector).or_default() += 1;
        }
    }
    Ok(given)
}

/// Accepts a sent report or returns it, and answers the period as it then stands.
pub async fn receive(
    cx: &Context,
    code: &str,
    id: ReportId,
    accept: bool,
    reason: &str,
    seen: i64,
) -> Result<PeriodSheet> {
    let step = if accept { ReportStep::Accept } else { ReportStep::Return };
    reports::server::take_step(cx, id, step, reason, seen).await?;
    sheet(cx, code).await
}
