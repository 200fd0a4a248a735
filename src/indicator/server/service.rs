use super::store::{self, Targets};
use super::{entity::figure, reported};
use crate::error::{Error, Result};
use crate::id::{IndicatorId, PeriodId, ReportId, SectorId, UnitId};
use crate::indicator::{
    Figure, FigureState, Indicator, IndicatorLine, IndicatorList, IndicatorRow, IndicatorSheet, PeriodValue,
    UnitValue, combine,
};
use crate::number::Number;
use crate::org::{Org, Unit};
use crate::period::{self, Period};
use crate::server::Context;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The most periods that a trend or a small line looks back over.
const LONGEST: usize = 12;

/// How some sectors' indicators stand in a period: what is published, and what of the rest the actor may see.
///
/// # Errors
/// Only the database's own.
pub async fn rows(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<IndicatorRow>> {
    Ok(lines(cx, sectors, period).await?.into_iter().map(|it| it.row).collect())
}

/// As [`rows`], with how much has come in.
pub async fn lines(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<IndicatorLine>> {
    let indicators: Vec<_> =
        store::all(&cx.db).await?.into_iter().filter(|it| sectors.contains(&it.sector)).collect();
    let sight = Sight::on(cx, &indicators, period).await?;
    Ok(indicators
        .into_iter()
        .map(|indicator| {
            let mut trend = sight.trend(&indicator);
            let now = trend.pop();
            let history = trend.iter().map(|it| it.figure.value.filter(|_| it.published)).collect();
            line(indicator, now, history)
        })
        .collect())
}

/// What each unit gave of some sectors' indicators in a period, as far as the actor may see.
pub async fn contributions(
    cx: &Context,
    sectors: &[SectorId],
    period: &Period,
) -> Result<Vec<(Indicator, PeriodValue)>> {
    let indicators: Vec<_> =
        store::all(&cx.db).await?.into_iter().filter(|it| sectors.contains(&it.sector)).collect();
    let sight = Sight::on(cx, &indicators, period).await?;
    Ok(indicators
        .into_iter()
        .map(|indicator| {
            let value = sight.in_period(&indicator, period);
            (indicator, value)
        })
        .collect())
}

fn line(indicator: Indicator, now: Option<PeriodValue>, history: Vec<Option<Number>>) -> IndicatorLine {
    match now {
        Some(now) => IndicatorLine {
            row: IndicatorRow { indicator, figure: now.figure, due: now.due, history },
            given: now.given,
            units: now.expected,
            published: now.published,
        },
        None => {
            let figure = Figure::untouched(indicator.id);
            let row = IndicatorRow { indicator, figure, due: false, history };
            IndicatorLine { row, given: 0, units: 0, published: true }
        }
    }
}

/// The list, narrowed to a sector when one is given.
///
/// # Errors
/// [`Error::NotFound`] for a period or sector that is not there.
pub async fn list(cx: &Context, period: Option<String>, sector: Option<String>) -> Result<IndicatorList> {
    let periods = period::server::all(&cx.db).await?;
    let period = chosen(cx, &periods, period).await?;
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let sectors: Vec<_> = match sector.filter(|it| !it.trim().is_empty()) {
        Some(code) => vec![org.sector_by_code(&code).ok_or(Error::NotFound)?.id],
        None => org.sectors.iter().map(|it| it.id).collect(),
    };
    let lines = lines(cx, &sectors, &period).await?;
    let measured: Vec<_> = store::all(&cx.db).await?.into_iter().map(|it| it.sector).collect();
    let sectors = org.sectors.into_iter().filter(|it| measured.contains(&it.id)).collect();
    Ok(IndicatorList { period, periods, sectors, lines })
}

/// One indicator with its trend.
///
/// # Errors
/// [`Error::NotFound`] for an indicator or period that is not there.
pub async fn sheet(cx: &Context, code: &str, period: Option<String>) -> Result<IndicatorSheet> {
    let indicator = store::by_code(&cx.db, code).await?;
    let periods = period::server::all(&cx.db).await?;
    let period = chosen(cx, &periods, period).await?;
    // The trend runs to the newest period that has begun, whichever one is looked at.
    let follows =
        |it: &&Period| it.kind == period.kind && it.shares_set(&period) && it.starts_on <= cx.today();
    let newest = periods.iter().find(follows);
    let sight = Sight::on(cx, std::slice::from_ref(&indicator), newest.unwrap_or(&period)).await?;
    let sector = sight.org.sector(indicator.sector).cloned().ok_or(Error::NotFound)?;
    let trend = sight.trend(&indicator);
    Ok(IndicatorSheet { indicator, sector, period, trend })
}

/// The period asked for; else the newest with published figures, else the newest.
async fn chosen(cx: &Context, periods: &[Period], code: Option<String>) -> Result<Period> {
    if let Some(code) = code.filter(|it| !it.trim().is_empty()) {
        return periods.iter().find(|it| it.code == code).cloned().ok_or(Error::NotFound);
    }
    for period in periods {
        if store::has_published(&cx.db, period).await? {
            return Ok(period.clone());
        }
    }
    periods.first().cloned().ok_or(Error::NotFound)
}

/// What an actor may see of some indicators, in a period and those of its kind before it.
struct Sight {
    today: NaiveDate,
    org: Org,
    /// Oldest first; the last is the one asked about.
    periods: Vec<Period>,
    /// True for those that are published.
    seen: reported::Seen,
    figures: HashMap<(IndicatorId, PeriodId), Vec<figure::Model>>,
    targets: Targets,
}

impl Sight {
    async fn on(cx: &Context, indicators: &[Indicator], period: &Period) -> Result<Self> {
        let newest_first = period::server::all(&cx.db).await?;
        let mut periods: Vec<_> = newest_first
            .into_iter()
            .filter(|it| it.kind == period.kind && it.shares_set(period) && it.starts_on <= period.starts_on)
            .take(LONGEST)
            .collect();
        periods.reverse();
        let ids: Vec<_> = periods.iter().map(|it| it.id).collect();
        let years: Vec<_> = periods.iter().map(|it| it.year).collect();
        let wanted: Vec<_> = indicators.iter().map(|it| it.id).collect();
        let seen = reported::seen(&cx.db, &cx.actor, &ids).await?;
        let mut figures: HashMap<_, Vec<_>> = HashMap::new();
        for row in reported::speaking(store::figures(&cx.db, &wanted, &ids).await?, &seen) {
            figures.entry((row.indicator_id, row.period_id)).or_default().push(row);
        }
        let targets = store::targets(&cx.db, &wanted, &years).await?;
        let org = crate::org::server::at(&cx.db, cx.today()).await?;
        Ok(Self { today: cx.today(), org, periods, seen, figures, targets })
    }

    /// Every period's value, oldest first.
    fn trend(&self, indicator: &Indicator) -> Vec<PeriodValue> {
        self.periods.iter().map(|it| self.in_period(indicator, it)).collect()
    }

    fn in_period(&self, indicator: &Indicator, period: &Period) -> PeriodValue {
        let rows = self.figures.get(&(indicator.id, period.id)).map_or(&[][..], Vec::as_slice);
        let units: Vec<_> =
            self.reporters(indicator, rows).map(|unit| self.of_unit(indicator, period, unit, rows)).collect();
        let figures: Vec<_> = units.iter().map(|it| it.figure.clone()).collect();
        let all = combine(indicator, &figures);
        let mut figure = all.figure;
        figure.prior = figure.prior.or_else(|| self.year_before(indicator, period));
        PeriodValue {
            period: period.clone(),
            due: indicator.is_due_in(period) && period.cut_off < self.today,
            figure,
            given: all.given,
            expected: all.units,
            published: units.iter().all(|it| it.published || it.figure.state == FigureState::Missing),
            units,
        }
    }

    /// The units that answer for the sector today, and those that reported it before it moved.
    fn reporters<'a>(
        &'a self,
        indicator: &Indicator,
        rows: &'a [figure::Model],
    ) -> impl Iterator<Item = &'a Unit> {
        let sector = indicator.sector;
        self.org.units.iter().filter(move |it| {
            self.org.functions.contains(&(it.id, sector)) || rows.iter().any(|row| row.unit_id == it.id)
        })
    }

    fn of_unit(
        &self,
        indicator: &Indicator,
        period: &Period,
        unit: &Unit,
        rows: &[figure::Model],
    ) -> UnitValue {
        let row = rows.iter().find(|it| it.unit_id == unit.id);
        let target = self.targets.get(&(indicator.id, unit.id, period.year));
        let mut figure = store::with_target(row, indicator.id, target);
        if let Some(prior) = self.prior_of(indicator, period, unit.id) {
            figure.prior = Some(prior);
            figure.prior_is_kept = true;
        }
        let report: Option<ReportId> = row.map(|it| it.report_id);
        let published = report.is_none_or(|it| self.seen.get(&it).copied().unwrap_or_default());
        UnitValue { unit: unit.clone(), figure, report, published }
    }

    fn before(&self, period: &Period) -> Option<&Period> {
        let tail = |it: &Period| it.code.split_once('-').map(|(_, tail)| tail.to_owned());
        self.periods.iter().find(|it| it.year == period.year - 1 && tail(it) == tail(period))
    }

    /// A unit's published value a year earlier.
    fn prior_of(&self, indicator: &Indicator, period: &Period, unit: UnitId) -> Option<Number> {
        let rows = self.figures.get(&(indicator.id, self.before(period)?.id))?;
        let row = rows.iter().find(|it| it.unit_id == unit && self.seen.get(&it.report_id) == Some(&true))?;
        row.value.filter(|_| row.state == FigureState::Value).map(Number::from_stored)
    }

    /// All units together a year earlier, for what is not simply added: a ratio.
    fn year_before(&self, indicator: &Indicator, period: &Period) -> Option<Number> {
        let rows = self.figures.get(&(indicator.id, self.before(period)?.id))?;
        let published = rows.iter().filter(|it| self.seen.get(&it.report_id) == Some(&true));
        let figures: Vec<_> = published.map(|it| Figure::from(it.clone())).collect();
        combine(indicator, &figures).figure.value
    }
}
