use super::by_unit::ByUnit;
use super::totals::{Answer, Question, organisation};
use super::{known, store};
use crate::error::{Error, Result};
use crate::id::{SectorId, UnitId};
use crate::indicator::{
    Figure, FigureState, Indicator, IndicatorLine, IndicatorList, IndicatorRow, PeriodValue, Total, UnitValue,
};
use crate::number::Number;
use crate::org::server::{Known, arrived};
use crate::org::{Sector, Tree};
use crate::period::server::Periods;
use crate::period::{self, Period};
use crate::server::Context;
use std::sync::Arc;

/// The most periods that a trend or a small line looks back over.
const LONGEST: usize = 12;
/// Up to so many units are told one by one in every period of a trend.
const FEW: u32 = 12;

/// How some sectors' indicators stand in a period: what is published, and what of the rest the actor may see.
///
/// # Errors
/// Only the database's own.
pub async fn rows(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<IndicatorRow>> {
    Ok(lines(cx, sectors, period).await?.into_iter().map(|it| it.row).collect())
}

/// As [`rows`], with how much has come in.
pub async fn lines(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<IndicatorLine>> {
    let org = arrived(cx).await?;
    let periods = trend_to(period::server::known(cx, &org).await?.all(), period);
    let indicators = of_sectors(cx, &org, sectors, period).await?;
    let question = Question {
        units: &[None],
        indicators: &indicators,
        periods: &periods,
        with_prior: std::slice::from_ref(period),
    };
    let answer = Answer::to(cx, question).await?;
    let value = |indicator: &Indicator, period: &Period| {
        in_period(cx, indicator, period, answer.total(None, indicator, period))
    };
    Ok(indicators
        .iter()
        .map(|indicator| {
            let mut trend: Vec<_> = periods.iter().map(|it| value(indicator, it)).collect();
            let now = trend.pop();
            let history = trend.iter().map(|it| it.figure.value.filter(|_| it.published)).collect();
            line(indicator.clone(), now, history)
        })
        .collect())
}

/// What each unit gave of some sectors' indicators in a period, as far as the actor may see.
pub async fn contributions(
    cx: &Context,
    sectors: &[SectorId],
    period: &Period,
) -> Result<Vec<(Indicator, PeriodValue)>> {
    let indicators = of_sectors(cx, &*arrived(cx).await?, sectors, period).await?;
    let units = ByUnit::of(cx, &indicators, std::slice::from_ref(period)).await?;
    Ok(indicators
        .into_iter()
        .map(|indicator| {
            let value = units.in_period(&indicator, period);
            (indicator, value)
        })
        .collect())
}

/// By the definitions in force on a period's cut-off.
async fn of_sectors(
    cx: &Context,
    org: &Known,
    sectors: &[SectorId],
    period: &Period,
) -> Result<Vec<Indicator>> {
    let mut in_force = known(cx, org).await?.at(period.cut_off);
    in_force.retain(|it| sectors.contains(&it.sector));
    Ok(in_force)
}

/// The periods of a kind and set up to one, oldest first.
pub(super) fn trend_to(newest_first: &[Period], period: &Period) -> Vec<Period> {
    let mut periods: Vec<_> = newest_first
        .iter()
        .filter(|it| it.kind == period.kind && it.shares_set(period) && it.starts_on <= period.starts_on)
        .take(LONGEST)
        .cloned()
        .collect();
    periods.reverse();
    periods
}

pub(super) fn in_period(cx: &Context, indicator: &Indicator, period: &Period, total: Total) -> PeriodValue {
    PeriodValue {
        period: period.clone(),
        due: indicator.is_due_in(period) && period.cut_off < cx.today(),
        figure: total.figure,
        given: total.given,
        expected: total.expected,
        published: total.published,
        units: Vec::new(),
    }
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
    let org = arrived(cx).await?;
    let periods = period::server::known(cx, &org).await?.all().to_vec();
    let period = chosen(cx, &periods, period).await?;
    let dictionary = known(cx, &org).await?;
    let org = org.at(cx.today());
    let sectors: Vec<_> = match sector.filter(|it| !it.trim().is_empty()) {
        Some(code) => vec![org.sector_by_code(&code).ok_or(Error::NotFound)?.id],
        None => org.sectors.iter().map(|it| it.id).collect(),
    };
    let lines = lines(cx, &sectors, &period).await?;
    let measured: Vec<_> = dictionary.newest().iter().map(|it| it.sector).collect();
    let sectors = org.sectors.iter().filter(|it| measured.contains(&it.id)).cloned().collect();
    Ok(IndicatorList { period, periods, sectors, lines })
}

/// What an indicator's page is about.
pub(super) struct Subject {
    pub indicator: Indicator,
    pub sector: Sector,
    pub period: Period,
    /// Oldest first.
    pub trend: Vec<Period>,
    /// So few report it that each is told in every period.
    pub is_of_few: bool,
    /// All there are.
    pub periods: Arc<Periods>,
}

/// # Errors
/// [`Error::NotFound`] for an indicator or period that is not there.
pub(super) async fn subject(cx: &Context, code: &str, period: Option<String>) -> Result<Subject> {
    let org = arrived(cx).await?;
    let periods = period::server::known(cx, &org).await?;
    let period = chosen(cx, periods.all(), period).await?;
    // Judged by what was in force then; before the first definition, by the newest.
    let dictionary = known(cx, &org).await?;
    let newest = || dictionary.newest().iter().find(|it| it.code.eq_ignore_ascii_case(code)).cloned();
    let indicator = dictionary.by_code_at(code, period.cut_off).or_else(newest).ok_or(Error::NotFound)?;
    // The trend runs to the newest period that has begun, whichever one is looked at.
    let follows =
        |it: &&Period| it.kind == period.kind && it.shares_set(&period) && it.starts_on <= cx.today();
    let newest = periods.all().iter().find(follows);
    let trend = trend_to(periods.all(), newest.unwrap_or(&period));
    let sector = org.at(cx.today()).sector(indicator.sector).cloned().ok_or(Error::NotFound)?;
    let reporters = |it: &Period| {
        let tree = org.tree(it.cut_off);
        tree.children(None).into_iter().map(|it| tree.answering(it, indicator.sector)).sum::<u32>()
    };
    let is_of_few = trend.iter().all(|it| reporters(it) <= FEW);
    Ok(Subject { indicator, sector, period, trend, is_of_few, periods })
}

/// The units right below one, or below none, in a period: each with all that is below it, and how much of that
/// has come in. Of a top that stands alone, those below it.
///
/// # Errors
/// Only the database's own.
pub async fn units_of(
    cx: &Context,
    indicator: &Indicator,
    period: &Period,
    parent: Option<UnitId>,
) -> Result<Vec<UnitValue>> {
    let org = organisation(cx).await?;
    let units: Vec<_> = below(&org.tree(period.cut_off), parent).into_iter().map(Some).collect();
    let question = Question {
        units: &units,
        indicators: std::slice::from_ref(indicator),
        periods: std::slice::from_ref(period),
        with_prior: std::slice::from_ref(period),
    };
    let answer = Answer::to(cx, question).await?;
    let value = |id: UnitId| {
        let total = answer.total(Some(id), indicator, period);
        let owed = total.expected > 0 || total.figure.state != FigureState::Missing;
        owed.then_some(())?;
        Some(UnitValue {
            unit: answer.org.unit(id)?.clone(),
            figure: total.figure,
            given: total.given,
            expected: total.expected,
            report: total.report,
            published: total.published,
        })
    };
    Ok(units.into_iter().flatten().filter_map(value).collect())
}

/// The units right below one. Below none there is often one alone, and then those below it are meant.
pub fn below(tree: &Tree, parent: Option<UnitId>) -> Vec<UnitId> {
    let children = tree.children(parent);
    match children.as_slice() {
        [only] if parent.is_none() && tree.is_above_others(*only) => tree.children(Some(*only)),
        _ => children,
    }
}

/// The period asked for; else the newest with published figures, else the newest.
pub(super) async fn chosen(cx: &Context, periods: &[Period], code: Option<String>) -> Result<Period> {
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
