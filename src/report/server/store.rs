//! Reads of reports and passages.

use super::entity::{passage, report, report_version};
use crate::error::{Error, Result};
use crate::id::{
    IndicatorId, OutlineId, PassageId, PeriodId, PersonId, RegimeId, ReportId, SectorId, UnitId,
};
use crate::indicator::{Figure, Indicator, server::figure};
use crate::org::server::Known;
use crate::org::{Org, Sector, Unit};
use crate::period::Period;
use crate::period::server::entity::outline_section;
use crate::report::{
    Block, GridRow, Passage, Report, ReportState, ReportStep, ReportVersion, SectorSection, Snapshot,
};
use crate::server::Context;
use crate::time::Instant;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio::try_join;

pub async fn row(db: &impl ConnectionTrait, id: ReportId) -> Result<report::Model> {
    report::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// The row, held until the transaction ends: nobody writes into the report or moves it meanwhile.
pub async fn locked_row(tx: &DatabaseTransaction, id: ReportId) -> Result<report::Model> {
    report::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

pub async fn rows_of_period(db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<report::Model>> {
    Ok(report::Entity::find()
        .filter(report::Column::PeriodId.eq(period))
        .order_by_asc(report::Column::Id)
        .all(db)
        .await?)
}

pub const fn place<'a>(row: &report::Model, period: &'a Period) -> figure::Place<'a> {
    figure::Place { report: row.id, unit: row.unit_id, period }
}

pub fn report(row: report::Model, period: Period) -> Report {
    Report {
        id: row.id,
        unit: row.unit_id,
        period,
        state: row.state,
        revision: row.revision,
        returned_reason: row.returned_reason,
        sent_at: row.sent_at,
        accepted_at: row.accepted_at,
        changes_after_acceptance: row.changes_after_acceptance,
        sample: row.sample,
    }
}

/// Opens a unit's report for a period, or finds the one that is open already.
pub async fn open_report(
    db: &impl ConnectionTrait,
    now: Instant,
    unit: UnitId,
    period: &Period,
    regime: RegimeId,
    outline: OutlineId,
) -> Result<ReportId> {
    let found = report::Entity::find()
        .filter(report::Column::UnitId.eq(unit))
        .filter(report::Column::PeriodId.eq(period.id))
        .filter(report::Column::RegimeId.eq(regime))
        .one(db)
        .await?;
    if let Some(found) = found {
        return Ok(found.id);
    }
    let id = ReportId::fresh();
    let row = report::ActiveModel {
        id: Set(id),
        unit_id: Set(unit),
        period_id: Set(period.id),
        regime_id: Set(regime),
        outline_id: Set(outline),
        state: Set(ReportState::Draft),
        revision: Set(1),
        returned_reason: Set(None),
        created_at: Set(now),
        sent_at: Set(None),
        accepted_at: Set(None),
        changes_after_acceptance: Set(0),
        sample: Set(false),
    };
    report::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// What a report is asked for: the unit's sectors in the outline's order, and the regime's indicators in them.
pub struct Asked {
    pub sectors: Vec<Sector>,
    pub indicators: Vec<Indicator>,
}

/// What every report by an outline is asked for, before the unit is known.
#[derive(Debug, Default)]
pub struct Regime {
    sections: Vec<outline_section::Model>,
    indicators: HashSet<crate::id::IndicatorId>,
}

/// Every outline that there is, held in memory: reports are read and written by what theirs asks for.
#[derive(Debug, Default)]
pub struct Outlines(HashMap<OutlineId, Arc<Regime>>);

impl Outlines {
    /// An outline that asks for nothing is not among them.
    pub fn of(&self, outline: OutlineId) -> Arc<Regime> {
        self.0.get(&outline).cloned().unwrap_or_default()
    }
}

/// As they stood with the organisation, whose revision counts their changes too.
pub async fn outlines(cx: &Context, org: &Known) -> Result<Arc<Outlines>> {
    let read = async {
        let (sections, asked) = try_join!(
            crate::period::server::every_section(&cx.db),
            crate::period::server::everything_asked(&cx.db)
        )?;
        let mut found: HashMap<OutlineId, Regime> = HashMap::new();
        for section in sections {
            found.entry(section.outline_id).or_default().sections.push(section);
        }
        for (outline, indicator) in asked {
            found.entry(outline).or_default().indicators.insert(indicator);
        }
        Ok(Outlines(found.into_iter().map(|(id, it)| (id, Arc::new(it))).collect()))
    };
    cx.memory.outlines.under(org.revision, read).await
}

impl Regime {
    /// As a transaction sees it.
    pub async fn load(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Self> {
        let (sections, indicators) = try_join!(
            crate::period::server::outline_sections(db, outline),
            crate::period::server::indicators_asked(db, outline)
        )?;
        Ok(Self { sections, indicators: indicators.into_iter().collect() })
    }

    pub fn asks(&self, unit: UnitId, org: &Org, all: &[Indicator]) -> Asked {
        let mut sectors: Vec<Sector> = org.sectors_of(unit).cloned().collect();
        if !self.sections.is_empty() {
            let place = |id| self.sections.iter().position(|it| it.sector_id == Some(id));
            sectors.retain(|it| place(it.id).is_some());
            sectors.sort_by_key(|it| place(it.id));
            // A section is called what the outline calls it.
            for sector in &mut sectors {
                if let Some(section) = place(sector.id).and_then(|it| self.sections.get(it)) {
                    sector.name_vi.clone_from(&section.title_vi);
                    sector.name_en.clone_from(&section.title_en);
                }
            }
        }
        let indicators = all
            .iter()
            .filter(|it| {
                self.indicators.contains(&it.id)
                    && !it.is_derived()
                    && sectors.iter().any(|sector| sector.id == it.sector)
            })
            .cloned()
            .collect();
        Asked { sectors, indicators }
    }
}

/// What this report is asked for, of these indicators; and all its sectors.
pub async fn asked(
    cx: &Context,
    row: &report::Model,
    org: &Known,
    period: &Period,
    indicators: &[IndicatorId],
) -> Result<Asked> {
    let (outlines, dictionary) = try_join!(outlines(cx, org), crate::indicator::server::known(cx, org))?;
    let these: Vec<_> =
        dictionary.newest().iter().filter(|it| indicators.contains(&it.id)).cloned().collect();
    Ok(outlines.of(row.outline_id).asks(row.unit_id, &org.at(period.cut_off), &these))
}

/// What a report is arranged by: its outline, and all that is measured.
pub struct Outlined {
    regime: Arc<Regime>,
    indicators: Arc<Vec<Indicator>>,
}

impl Outlined {
    /// As a transaction sees it.
    pub async fn read(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Self> {
        let (regime, indicators) = try_join!(Regime::load(db, outline), crate::indicator::server::all(db))?;
        Ok(Self { regime: Arc::new(regime), indicators: Arc::new(indicators) })
    }

    /// As it is committed, from memory.
    pub async fn known(cx: &Context, org: &Known, outline: OutlineId) -> Result<Self> {
        let (outlines, dictionary) = try_join!(outlines(cx, org), crate::indicator::server::known(cx, org))?;
        Ok(Self { regime: outlines.of(outline), indicators: dictionary.newest().clone() })
    }
}

/// A report's sectors with their figures and passages. What was written stays in sight, also where the report
/// is no longer asked for it.
pub async fn sections(
    db: &impl ConnectionTrait,
    row: &report::Model,
    period: &Period,
    org: &Org,
) -> Result<Vec<SectorSection>> {
    let outlined = Outlined::read(db, row.outline_id);
    sections_by(db, row, period, org, outlined, figure::LastYear::Nothing).await
}

/// As [`sections`], arranged by what is read meanwhile, where something is known of last year.
pub async fn sections_by(
    db: &impl ConnectionTrait,
    row: &report::Model,
    period: &Period,
    org: &Org,
    outlined: impl Future<Output = Result<Outlined>>,
    last: figure::LastYear,
) -> Result<Vec<SectorSection>> {
    let (figures, passages, outlined) = try_join!(
        Box::pin(figure::figures_beside(db, place(row, period), last)),
        Box::pin(passages(db, row.id)),
        Box::pin(outlined)
    )?;
    Ok(arrange(row, period, org, &outlined, figures, passages))
}

/// The figures alone of what [`sections`] reads, in the same order.
pub async fn rows(
    db: &impl ConnectionTrait,
    row: &report::Model,
    period: &Period,
    org: &Org,
) -> Result<Vec<GridRow>> {
    let (figures, outlined) = try_join!(
        Box::pin(figure::figures(db, place(row, period))),
        Box::pin(Outlined::read(db, row.outline_id))
    )?;
    let sections = arrange(row, period, org, &outlined, figures, Vec::new());
    Ok(sections.into_iter().flat_map(|it| it.rows).collect())
}

/// The figures of these sections, in their order.
pub fn rows_in(sections: &[SectorSection]) -> Vec<GridRow> {
    sections.iter().flat_map(|it| &it.rows).cloned().collect()
}

/// As [`sections`], of what a version kept.
pub fn sections_then(
    row: &report::Model,
    period: &Period,
    org: &Org,
    outlined: &Outlined,
    then: Snapshot,
) -> Vec<SectorSection> {
    let figures = then.figures.into_iter().map(|it| (it.indicator, it)).collect();
    arrange(row, period, org, outlined, figures, then.passages)
}

fn arrange(
    row: &report::Model,
    period: &Period,
    org: &Org,
    outlined: &Outlined,
    mut figures: HashMap<IndicatorId, Figure>,
    mut passages: Vec<Passage>,
) -> Vec<SectorSection> {
    let all = &outlined.indicators;
    for passage in &mut passages {
        passage.refresh(all, &figures);
    }
    let Asked { mut sectors, indicators } = outlined.regime.asks(row.unit_id, org, all);

    let asked: HashSet<_> = indicators.iter().map(|it| it.id).collect();
    let shown: Vec<&Indicator> = all
        .iter()
        .filter(|it| asked.contains(&it.id) || figures.get(&it.id).is_some_and(|it| it.saved_at.is_some()))
        .collect();
    for sector in shown.iter().map(|it| it.sector).chain(passages.iter().map(|it| it.sector)) {
        if !sectors.iter().any(|it| it.id == sector) {
            sectors.extend(org.sector(sector).cloned());
        }
    }
    let sections = sectors.into_iter().map(|sector| {
        let rows = shown
            .iter()
            .filter(|it| it.sector == sector.id)
            .map(|it| GridRow {
                figure: figures.remove(&it.id).unwrap_or_else(|| Figure::untouched(it.id)),
                due: it.is_asked_in(period),
                indicator: (*it).clone(),
            })
            .collect();
        let passages = passages.extract_if(.., |it| it.sector == sector.id).collect();
        SectorSection { sector, rows, passages }
    });
    sections.collect()
}

/// A report's passages in order. A removed one is kept with an empty body and is not among them.
pub async fn passages(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<Passage>> {
    let rows = passage::Entity::find()
        .filter(passage::Column::ReportId.eq(report))
        .filter(passage::Column::Body.ne(""))
        .order_by_asc(passage::Column::Position)
        .order_by_asc(passage::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Passage::from).collect())
}

pub async fn passage(db: &impl ConnectionTrait, id: PassageId) -> Result<Option<passage::Model>> {
    Ok(passage::Entity::find_by_id(id).one(db).await?)
}

/// How many passages each report has.
pub async fn passage_counts(
    db: &impl ConnectionTrait,
    reports: &[ReportId],
) -> Result<HashMap<ReportId, u32>> {
    let mut counts = HashMap::new();
    if reports.is_empty() {
        return Ok(counts);
    }
    let found: Vec<ReportId> = passage::Entity::find()
        .select_only()
        .column(passage::Column::ReportId)
        .filter(passage::Column::ReportId.is_in(reports.iter().copied()))
        .filter(passage::Column::Body.ne(""))
        .into_tuple()
        .all(db)
        .await?;
    for report in found {
        *counts.entry(report).or_default() += 1;
    }
    Ok(counts)
}

/// Passages of reports that are accepted, by unit and position.
pub async fn published_passages(
    db: &impl ConnectionTrait,
    period: PeriodId,
    sector: Option<SectorId>,
) -> Result<Vec<(Unit, ReportId, Passage)>> {
    // A province has a thousand reports a period: what is not shown is not read.
    let published = report::Entity::find()
        .select_only()
        .column(report::Column::Id)
        .filter(report::Column::PeriodId.eq(period))
        .filter(report::Column::State.is_in(ReportState::ALL.iter().copied().filter(|it| it.is_published())))
        .into_query();
    let mut rows = passage::Entity::find()
        .filter(passage::Column::ReportId.in_subquery(published))
        .filter(passage::Column::Body.ne(""))
        .order_by_asc(passage::Column::Position);
    if let Some(sector) = sector {
        rows = rows.filter(passage::Column::SectorId.eq(sector));
    }
    let rows = rows.all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let speaking: HashSet<ReportId> = rows.iter().map(|it| it.report_id).collect();
    let reports: HashMap<ReportId, UnitId> = report::Entity::find()
        .select_only()
        .columns([report::Column::Id, report::Column::UnitId])
        .filter(report::Column::Id.is_in(speaking))
        .into_tuple::<(ReportId, UnitId)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let cut_off = crate::period::server::find(db, period).await?.cut_off;
    let org = crate::org::server::at(db, cut_off).await?;
    let mut found: Vec<_> = rows
        .into_iter()
        .filter_map(|it| {
            let unit = org.unit(*reports.get(&it.report_id)?)?.clone();
            Some((unit, it.report_id, Passage::from(it)))
        })
        .collect();
    // Stable: within a unit the passages keep their order.
    found.sort_by_key(|(unit, ..)| org.units.iter().position(|it| it.id == unit.id));
    Ok(found)
}

/// A version without what it holds.
#[derive(FromQueryResult)]
struct Head {
    number: i32,
    step: ReportStep,
    reason: Option<String>,
    at: Instant,
    person_id: Option<PersonId>,
}

/// Newest first, with the names of those who took the steps.
pub async fn versions(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<ReportVersion>> {
    let rows = report_version::Entity::find()
        .select_only()
        .columns([
            report_version::Column::Number,
            report_version::Column::Step,
            report_version::Column::Reason,
            report_version::Column::At,
            report_version::Column::PersonId,
        ])
        .filter(report_version::Column::ReportId.eq(report))
        .order_by_desc(report_version::Column::Number)
        .into_model::<Head>()
        .all(db)
        .await?;
    let people: Vec<_> = rows.iter().filter_map(|it| it.person_id).collect();
    let names = crate::identity::server::names(db, &people).await?;
    Ok(rows
        .into_iter()
        .map(|it| ReportVersion {
            number: it.number,
            step: it.step,
            reason: it.reason,
            at: it.at,
            by: it.person_id.and_then(|it| names.get(&it).cloned()),
        })
        .collect())
}

/// The figures and passages that a version kept.
pub async fn snapshot(db: &impl ConnectionTrait, report: ReportId, number: i32) -> Result<Snapshot> {
    let row = report_version::Entity::find()
        .filter(report_version::Column::ReportId.eq(report))
        .filter(report_version::Column::Number.eq(number))
        .one(db)
        .await?;
    let text = row.map(|it| it.snapshot).ok_or(Error::NotFound)?;
    serde_json::from_str(&text).map_err(|it| Error::from_cause(&it))
}

/// What the newest version kept, if there is any.
pub async fn newest_snapshot(db: &impl ConnectionTrait, report: ReportId) -> Result<Option<Snapshot>> {
    let row = report_version::Entity::find()
        .filter(report_version::Column::ReportId.eq(report))
        .order_by_desc(report_version::Column::Number)
        .one(db)
        .await?;
    row.map(|it| serde_json::from_str(&it.snapshot).map_err(|it| Error::from_cause(&it))).transpose()
}

impl From<passage::Model> for Passage {
    fn from(row: passage::Model) -> Self {
        let content = row.content.as_deref().and_then(|it| serde_json::from_str(it).ok());
        Self {
            content: content.unwrap_or_else(|| Block::of_body(&row.body)),
            id: row.id,
            sector: row.sector_id,
            kind: row.kind,
            position: row.position,
            body: row.body,
            grade: row.grade,
            revision: row.revision,
            sample: row.sample,
        }
    }
}
