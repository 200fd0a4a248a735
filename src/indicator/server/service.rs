use super::by_unit::ByUnit;
use super::totals::{Answer, Question, organisation};
use super::{definition, store};
use crate::error::{Error, Result};
use crate::id::{SectorId, UnitId};
use crate::indicator::{
    Figure, FigureState, Indicator, IndicatorLine, IndicatorList, IndicatorRow, IndicatorSheet, PeriodValue,
    Total, UnitValue,
};
use crate::number::Number;
use crate::org::Tree;
use crate::period::{self, Period};
use crate::server::Context;

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
    let indicators = of_sectors(cx, sectors, period).await?;
    let periods = trend_to(cx, period).await?;
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
    let indicators = of_sectors(cx, sectors, period).await?;
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
async fn of_sectors(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<Indicator>> {
    Ok(definition::at(&cx.db, period.cut_off)
        .await?
        .into_iter()
        .filter(|it| sectors.contains(&it.sector))
        .collect())
}

/// The periods of a kind and set up to one, oldest first.
pub(super) async fn trend_to(cx: &Context, period: &Period) -> Result<Vec<Period>> {
    let newest_first = period::server::all(&cx.db).await?;
    let mut periods: Vec<_> = newest_first
        .into_iter()
        .filter(|it| it.kind == period.kind && it.shares_set(period) && it.starts_on <= period.starts_on)
        .take(LONGEST)
        .collect();
    periods.reverse();
    Ok(periods)
}

fn in_period(cx: &Context, indicator: &Indicator, period: &Period, total: Total) -> PeriodValue {
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
    let periods = period::server::all(&cx.db).await?;
    let period = chosen(cx, &periods, period).await?;
    let org = crate::org::server::known(cx).await?.at(cx.today());
    let sectors: Vec<_> = match sector.filter(|it| !it.trim().is_empty()) {
        Some(code) => vec![org.sector_by_code(&code).ok_or(Error::NotFound)?.id],
        None => org.sectors.iter().map(|it| it.id).collect(),
    };
    let lines = lines(cx, &sectors, &period).await?;
    let measured: Vec<_> = store::all(&cx.db).await?.into_iter().map(|it| it.sector).collect();
    let sectors = org.sectors.iter().filter(|it| measured.contains(&it.id)).cloned().collect();
    Ok(IndicatorList { period, periods, sectors, lines })
}

/// One indicator with its trend. Where few units report it, each is told in every period; where many do, those
/// right below the top, with all that is below each, in the period that is looked at.
///
/// # Errors
/// [`Error::NotFound`] for an indicator or period that is not there.
pub async fn sheet(cx: &Context, code: &str, period: Option<String>) -> Result<IndicatorSheet> {
    let periods = period::server::all(&cx.db).await?;
    let period = chosen(cx, &periods, period).await?;
    // Judged by what was in force then; before the first definition, by the newest.
    let indicator = match definition::by_code_at(&cx.db, code, period.cut_off).await? {
        Some(it) => it,
        None => definition::by_code(&cx.db, code).await?,
    };
    // The trend runs to the newest period that has begun, whichever one is looked at.
    let follows =
        |it: &&Period| it.kind == period.kind && it.shares_set(&period) && it.starts_on <= cx.today();
    let newest = periods.iter().find(follows);
    let trend = trend_to(cx, newest.unwrap_or(&period)).await?;
    let org = crate::org::server::known(cx).await?;
    let sector = org.at(cx.today()).sector(indicator.sector).cloned().ok_or(Error::NotFound)?;
    let reporters = |it: &Period| {
        let tree = org.tree(it.cut_off);
        tree.children(None).into_iter().map(|it| tree.answering(it, indicator.sector)).sum::<u32>()
    };
    let trend = if trend.iter().all(|it| reporters(it) <= FEW) {
        let units = ByUnit::of(cx, std::slice::from_ref(&indicator), &trend).await?;
        trend.iter().map(|it| units.in_period(&indicator, it)).collect()
    } else {
        of_many(cx, &indicator, &trend, &period).await?
    };
    Ok(IndicatorSheet { indicator, sector, period, trend })
}

async fn of_many(
    cx: &Context,
    indicator: &Indicator,
    trend: &[Period],
    period: &Period,
) -> Result<Vec<PeriodValue>> {
    let question = Question {
        units: &[None],
        indicators: std::slice::from_ref(indicator),
        periods: trend,
        with_prior: trend,
    };
    let answer = Answer::to(cx, question).await?;
    let mut values: Vec<_> =
        trend.iter().map(|it| in_period(cx, indicator, it, answer.total(None, indicator, it))).collect();
    if let Some(shown) = values.iter_mut().find(|it| it.period.id == period.id) {
        shown.units = units_of(cx, indicator, period, None).await?;
    }
    Ok(values)
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
