//! Reading reports: one, a period's, and what someone still owes.

use super::{compare, store};
use crate::actor::{Actor, Permission, Scope};
use crate::error::{Denial, Error, Result};
use crate::id::ReportId;
use crate::indicator::{Indicator, server::figure::LastYear};
use crate::org::Org;
use crate::period::server::Periods;
use crate::period::{Period, PeriodDates};
use crate::report::{
    ReportLine, ReportSheet, ReportVersion, SectorSection, Sight, allowed_steps, may_see, may_write, sight,
};
use crate::server::Context;
use crate::task::TaskState;
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use tokio::try_join;

/// All that a report's page and form show.
///
/// # Errors
/// [`Denial::NotPublished`] to anyone it is not open to.
pub async fn sheet(cx: &Context, id: ReportId) -> Result<ReportSheet> {
    Box::pin(assembled(cx, id, true)).await
}

/// As [`sheet`], with its figures not checked.
pub(super) async fn unchecked(cx: &Context, id: ReportId) -> Result<ReportSheet> {
    Box::pin(assembled(cx, id, false)).await
}

/// What does not hang on each other is asked for at the same time: a report is put together from some thirty answers.
/// So much that waits at once stands on the heap: the stack of a thread would not hold it in a build for tests.
async fn assembled(cx: &Context, id: ReportId, checks: bool) -> Result<ReportSheet> {
    super::document::settle(cx, id).await?;
    let db = &cx.db;
    let (row, known) = try_join!(store::row(db, id), crate::org::server::arrived(cx))?;
    let sight = sight_of(&cx.actor, &row)?;
    let periods = crate::period::server::known(cx, &known).await?;
    let period = periods.find(row.period_id)?.clone();
    let org = known.at(period.cut_off);
    let unit = org.unit(row.unit_id).cloned().ok_or(Error::NotFound)?;
    let outlined = store::Outlined::known(cx, &known, row.outline_id);
    let last = LastYear::Period(periods.year_before(&period).map(|it| it.id));
    let (seen, mut tasks, locked, dates) = try_join!(
        Box::pin(seen(db, &row, sight, &period, &org, outlined, last)),
        Box::pin(crate::task::server::of_unit(db, row.unit_id)),
        crate::period::server::is_closed(db, &period, row.unit_id, cx.today()),
        crate::period::server::dates_of(db, &period),
    )?;
    let Seen { versions, as_received, sections } = seen;
    let sees_now = as_received.is_none();
    let is_checked = checks && sees_now && !row.state.is_published();
    let (comments, since_accepted, findings) = try_join!(
        Box::pin(super::comment::of(cx, &row, sight, &sections)),
        Box::pin(async {
            match sees_now {
                true => compare::since_accepted(db, id, &versions, &sections).await,
                false => Ok(None),
            }
        }),
        Box::pin(async {
            match is_checked {
                true => {
                    let rows = store::rows_in(&sections);
                    super::check::judged(db, id, row.unit_id, &period, &rows).await.map(Some)
                }
                false => Ok(None),
            }
        })
    )?;
    tasks.sort_by_key(|it| it.state != TaskState::Open);
    let steps = allowed_steps(&cx.actor, row.unit_id, row.state)
        .into_iter()
        .filter(|it| !(locked && it.is_refused_when_locked()))
        .collect();
    let may_write = !locked && may_write(&cx.actor, row.unit_id, row.state);
    let period = crate::period::server::as_for(&period, &dates, unit.kind);
    Ok(ReportSheet {
        report: store::report(row, period),
        unit,
        sections,
        tasks,
        versions,
        as_received,
        since_accepted,
        comments,
        findings,
        steps,
        may_write,
    })
}

/// A report as this much of sight shows it.
struct Seen {
    /// Those that may be opened, newest first.
    versions: Vec<ReportVersion>,
    /// The one that is shown, where it is not the report as it is now.
    as_received: Option<ReportVersion>,
    sections: Vec<SectorSection>,
}

async fn seen(
    db: &impl ConnectionTrait,
    row: &super::entity::report::Model,
    sight: Sight,
    period: &Period,
    org: &Org,
    outlined: impl Future<Output = Result<store::Outlined>>,
    last: LastYear,
) -> Result<Seen> {
    if sight.sees_now() {
        let (versions, sections) = try_join!(
            Box::pin(compare::open_versions(db, row.id, sight)),
            Box::pin(store::sections_by(db, row, period, org, outlined, last))
        )?;
        return Ok(Seen { versions, as_received: None, sections });
    }
    let (versions, outlined) = try_join!(compare::open_versions(db, row.id, sight), outlined)?;
    let last = versions.first().ok_or(Denial::NotPublished)?.clone();
    let then = store::snapshot(db, row.id, last.number).await?;
    let sections = store::sections_then(row, period, org, &outlined, then);
    Ok(Seen { versions, as_received: Some(last), sections })
}

/// The report as this much of sight shows it: as it is now, or as the office received it last.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    row: &super::entity::report::Model,
    sight: Sight,
    period: &Period,
    org: &Org,
) -> Result<Vec<SectorSection>> {
    let outlined = store::Outlined::read(db, row.outline_id);
    Ok(seen(db, row, sight, period, org, outlined, LastYear::Nothing).await?.sections)
}

/// How much of it the actor sees, if anything.
pub(super) fn sight_of(actor: &Actor, row: &super::entity::report::Model) -> Result<Sight> {
    sight(actor, row.unit_id, row.state, row.sent_at.is_some()).ok_or_else(|| Denial::NotPublished.into())
}

/// Refuses those who do not see it as it is now.
pub(super) fn require_sight(actor: &Actor, row: &super::entity::report::Model) -> Result<()> {
    if may_see(actor, row.unit_id, row.state) { Ok(()) } else { Err(Denial::NotPublished.into()) }
}

/// A period's reports that the actor may know of, by unit: those open to them, and for those who receive
/// reports also that the rest exist and how far they are.
pub async fn lines(cx: &Context, period: &Period) -> Result<Vec<ReportLine>> {
    let rows = store::rows_of_period(&cx.db, period.id).await?;
    let rows = rows.into_iter().filter(|it| {
        may_see(&cx.actor, it.unit_id, it.state)
            || cx.actor.may(Permission::ReceiveReports, Scope::Unit(it.unit_id))
    });
    Lines::load(cx, period).await?.of(cx, period, rows.collect()).await
}

/// What the actor's units have not sent yet, in periods that are open and not locked; the first due first.
pub async fn owed(cx: &Context) -> Result<Vec<ReportLine>> {
    let mut periods: Vec<_> = known_periods(cx).await?.all().iter().filter(|it| it.open).cloned().collect();
    periods.sort_by_key(|it| it.due_on);
    let excepted = crate::period::server::excepted(&cx.db, cx.today()).await?;
    let mut owed = Vec::new();
    for period in periods {
        let mut rows = store::rows_of_period(&cx.db, period.id).await?;
        rows.retain(|it| {
            cx.actor.belongs_to(it.unit_id)
                && !excepted.is_closed(&period, it.unit_id)
                && !it.state.is_sent()
                && (cx.actor.may(Permission::WriteReport, Scope::Unit(it.unit_id))
                    || cx.actor.may(Permission::SendReport, Scope::Unit(it.unit_id)))
        });
        if !rows.is_empty() {
            owed.extend(Lines::load(cx, &period).await?.of(cx, &period, rows).await?);
        }
    }
    Ok(owed)
}

/// Every report the actor may know of, newest period first.
pub async fn all_lines(cx: &Context) -> Result<Vec<ReportLine>> {
    let mut found = Vec::new();
    for period in known_periods(cx).await?.all() {
        found.extend(lines(cx, period).await?);
    }
    Ok(found)
}

async fn known_periods(cx: &Context) -> Result<Arc<Periods>> {
    let org = crate::org::server::arrived(cx).await?;
    crate::period::server::known(cx, &org).await
}

/// What the lines of one period share.
struct Lines {
    org: Arc<Org>,
    indicators: Arc<Vec<Indicator>>,
    outlines: Arc<store::Outlines>,
    dates: PeriodDates,
}

impl Lines {
    async fn load(cx: &Context, period: &Period) -> Result<Self> {
        let org = crate::org::server::arrived(cx).await?;
        Ok(Self {
            indicators: crate::indicator::server::known(cx, &org).await?.newest().clone(),
            outlines: store::outlines(cx, &org).await?,
            dates: crate::period::server::dates_of(&cx.db, period).await?,
            org: org.at(period.cut_off),
        })
    }

    async fn of(
        &self,
        cx: &Context,
        period: &Period,
        rows: Vec<super::entity::report::Model>,
    ) -> Result<Vec<ReportLine>> {
        let ids: Vec<ReportId> = rows.iter().map(|it| it.id).collect();
        let given = crate::indicator::server::figure::given(&cx.db, &ids).await?;
        let passages = store::passage_counts(&cx.db, &ids).await?;
        let titles = crate::period::server::regime_titles(&cx.db, period.id).await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(unit) = self.org.unit(row.unit_id) else { continue };
            let due: Vec<_> = self
                .outlines
                .of(row.outline_id)
                .asks(row.unit_id, &self.org, &self.indicators)
                .indicators
                .into_iter()
                .filter(|it| it.is_due_in(period))
                .map(|it| it.id)
                .collect();
            let said = given.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            lines.push(ReportLine {
                figures_due: due.len() as u32,
                figures_given: due.iter().filter(|it| said.contains(it)).count() as u32,
                passages: passages.get(&row.id).copied().unwrap_or_default(),
                readable: sight(&cx.actor, row.unit_id, row.state, row.sent_at.is_some()).is_some(),
                unit: unit.clone(),
                title: titles.get(&row.regime_id).cloned(),
                report: store::report(row, crate::period::server::as_for(period, &self.dates, unit.kind)),
            });
        }
        // Stable: of one unit, the report that was begun first.
        lines.sort_by(|one, other| one.unit.code.cmp(&other.unit.code));
        Ok(lines)
    }
}
