//! What an indicator's page and the list of indicators show, of all together or of one part of the tree.

use super::by_unit::ByUnit;
use super::entity::indicator_version;
use super::service::{Subject, chosen, in_period, subject, trend_to};
use super::totals::{Answer, Question, organisation};
use super::{below, coverage, known, list, trace, units_of};
use crate::error::{Error, Result};
use crate::indicator::{
    Covering, DefinitionVersion, FigureState, Indicator, IndicatorLine, IndicatorListing, IndicatorReading,
    IndicatorRow, IndicatorSheet, ListAsked, PeriodValue, Total,
};
use crate::org::Unit;
use crate::org::server::{Known, arrived};
use crate::period::Period;
use crate::server::Context;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tokio::try_join;

/// One indicator, of all together or of a unit with all that is below it.
///
/// # Errors
/// [`Error::NotFound`] for an indicator, period or unit that is not there.
pub async fn reading(
    cx: &Context,
    code: &str,
    period: Option<String>,
    unit: Option<String>,
) -> Result<IndicatorReading> {
    let Subject { indicator, sector, period, trend: periods, is_of_few, periods: all } =
        subject(cx, code, period).await?;
    let org = organisation(cx).await?;
    let unit = named(cx, &org, unit, &period)?;
    let id = unit.as_ref().map(|it| it.id);
    let tree = org.tree(period.cut_off);
    let mut above: Vec<Unit> = Vec::new();
    if let Some(id) = id {
        above.extend(tree.path(id).skip(1).filter_map(|it| org.unit(it).cloned()));
    }
    above.reverse();

    let only = std::slice::from_ref(&indicator);
    let question = Question { units: &[id], indicators: only, periods: &periods, with_prior: &periods };
    let (answer, units) =
        try_join!(Box::pin(Answer::to(cx, question)), Box::pin(units_of(cx, &indicator, &period, id)))?;
    let totals: Vec<_> = periods.iter().map(|it| answer.total(id, &indicator, it)).collect();
    // Where few report it, each is told in every period; else those right below, in the period that is looked at.
    let each = match id.is_none() && is_of_few {
        true => Some(ByUnit::of(cx, only, &periods).await?),
        false => None,
    };
    let value = |(of, total): (&Period, &Total)| {
        let told = match &each {
            Some(each) => each.in_period(&indicator, of).units,
            None if of.id == period.id => units.clone(),
            None => Vec::new(),
        };
        PeriodValue { units: told, ..in_period(cx, &indicator, of, total.clone()) }
    };
    let trend = periods.iter().zip(&totals).map(value).collect();

    let of_year = |it: &&Period| it.kind == period.kind && it.year == period.year && it.shares_set(&period);
    let mut year: Vec<_> = all.all().iter().filter(of_year).cloned().collect();
    year.sort_by_key(|it| (it.cut_off, it.starts_on));
    let sheet = IndicatorSheet { indicator, sector, period, trend };
    let ((definition, legal_source), versions, (part_of, made_of)) = try_join!(
        trace::definition(&cx.db, &sheet.indicator),
        versions(cx, &sheet.indicator),
        kin(cx, &org, &sheet.indicator)
    )?;
    Ok(IndicatorReading {
        sheet,
        today: cx.today(),
        unit,
        above,
        totals,
        units,
        year,
        definition,
        legal_source,
        versions,
        part_of,
        made_of,
    })
}

/// A unit by its code, as it was in a period or as it is now; none where none is named.
fn named(cx: &Context, org: &Known, code: Option<String>, period: &Period) -> Result<Option<Unit>> {
    let Some(code) = code.filter(|it| !it.trim().is_empty()) else { return Ok(None) };
    let (then, now) = (org.at(period.cut_off), org.at(cx.today()));
    let found = then.unit_by_code(&code).or_else(|| now.unit_by_code(&code));
    found.cloned().map(Some).ok_or(Error::NotFound)
}

async fn versions(cx: &Context, indicator: &Indicator) -> Result<Vec<DefinitionVersion>> {
    let rows = indicator_version::Entity::find()
        .filter(indicator_version::Column::IndicatorId.eq(indicator.id))
        .order_by_desc(indicator_version::Column::Version)
        .all(&cx.db)
        .await?;
    let version = |row: indicator_version::Model| DefinitionVersion {
        number: row.version,
        valid_from: row.valid_from,
        name_vi: row.name_vi,
        name_en: row.name_en,
    };
    Ok(rows.into_iter().map(version).collect())
}

type Named = (String, String);

/// The indicator that one is a part of, and those that are parts of it, as their definitions say.
async fn kin(cx: &Context, org: &Known, indicator: &Indicator) -> Result<(Option<Named>, Vec<Named>)> {
    let rows = indicator_version::Entity::find()
        .filter(indicator_version::Column::ParentCode.is_not_null())
        .all(&cx.db)
        .await?;
    let everything = known(cx, org).await?;
    let parent = |of: &Indicator| {
        let row = rows.iter().find(|it| it.indicator_id == of.id && it.version == of.version)?;
        row.parent_code.clone()
    };
    let name = |it: &Indicator| (it.code.clone(), it.name(cx.lang).to_owned());
    let above = parent(indicator);
    let part_of = everything.newest().iter().find(|it| above.as_ref() == Some(&it.code)).map(name);
    let made_of =
        everything.newest().iter().filter(|it| parent(it).as_ref() == Some(&indicator.code)).map(name);
    Ok((part_of, made_of.collect()))
}

/// How much of what is due in a period has come in, of the units right below one or below the top.
///
/// # Errors
/// [`Error::NotFound`] for a period or unit that is not there.
pub async fn covering(cx: &Context, period: Option<String>, unit: Option<String>) -> Result<Covering> {
    let org = organisation(cx).await?;
    let periods = crate::period::server::known(cx, &org).await?.all().to_vec();
    let period = chosen(cx, &periods, period).await?;
    let unit = named(cx, &org, unit, &period)?;
    let coverage = coverage(cx, unit.as_ref().map(|it| it.id), &period).await?;
    let tree = org.tree(period.cut_off);
    let path = unit.iter().flat_map(|it| tree.path(it.id));
    let mut above: Vec<_> = path.filter_map(|it| org.unit(it).cloned()).collect();
    above.reverse();
    let divided = coverage.units.iter().map(|it| it.id).filter(|it| tree.is_above_others(*it)).collect();
    Ok(Covering { coverage, periods, above, divided })
}

/// The list, narrowed to a sector, a unit with all that is below it, and words.
///
/// # Errors
/// [`Error::NotFound`] for a period, sector or unit that is not there.
pub async fn listing(cx: &Context, asked: ListAsked) -> Result<IndicatorListing> {
    let mut list = list(cx, asked.period, asked.sector).await?;
    let org = organisation(cx).await?;
    let unit = named(cx, &org, asked.unit, &list.period)?;
    if let Some(words) = asked.words.filter(|it| !it.trim().is_empty()) {
        list.lines = crate::search::found(&words, list.lines, |it| {
            let Indicator { code, name_vi, name_en, .. } = &it.row.indicator;
            (code, [name_vi, name_en])
        });
    }
    if let Some(unit) = &unit {
        let indicators: Vec<_> = list.lines.into_iter().map(|it| it.row.indicator).collect();
        list.lines = of_unit(cx, unit, &indicators, &list.period).await?;
    }
    let tree = org.tree(list.period.cut_off);
    let mut offered = below(&tree, None);
    offered.extend(unit.iter().map(|it| it.id).filter(|it| !offered.contains(it)).collect::<Vec<_>>());
    let offered = offered.into_iter().filter_map(|it| org.unit(it));
    let units = offered.map(|it| (it.code.clone(), it.name(cx.lang).to_owned())).collect();
    Ok(IndicatorListing { list, unit, units })
}

/// How the indicators stand that a unit answers for, or those below it.
async fn of_unit(
    cx: &Context,
    unit: &Unit,
    indicators: &[Indicator],
    period: &Period,
) -> Result<Vec<IndicatorLine>> {
    let org = arrived(cx).await?;
    let periods = trend_to(crate::period::server::known(cx, &org).await?.all(), period);
    let question = Question {
        units: &[Some(unit.id)],
        indicators,
        periods: &periods,
        with_prior: std::slice::from_ref(period),
    };
    let answer = Answer::to(cx, question).await?;
    let line = |indicator: &Indicator| {
        let mut totals: Vec<_> =
            periods.iter().map(|it| answer.total(Some(unit.id), indicator, it)).collect();
        let now = totals.pop()?;
        let is_theirs = now.expected > 0 || now.figure.state != FigureState::Missing;
        let history = totals.iter().map(|it| it.figure.value.filter(|_| it.published)).collect();
        is_theirs.then(|| IndicatorLine {
            row: IndicatorRow {
                indicator: indicator.clone(),
                figure: now.figure,
                due: indicator.is_due_in(period) && period.cut_off < cx.today(),
                history,
            },
            given: now.given,
            units: now.expected,
            published: now.published,
        })
    };
    Ok(indicators.iter().filter_map(line).collect())
}
