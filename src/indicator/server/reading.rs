//! What an indicator's page and the list of indicators show, of all together or of one part of the tree.

use super::entity::indicator_version;
use super::service::{chosen, trend_to};
use super::totals::{Answer, Question, organisation};
use super::{all, below, coverage, list, sheet, trace, units_of};
use crate::error::{Error, Result};
use crate::indicator::{
    Covering, DefinitionVersion, FigureState, Indicator, IndicatorLine, IndicatorListing, IndicatorReading,
    IndicatorRow, ListAsked,
};
use crate::org::Unit;
use crate::org::server::Known;
use crate::period::Period;
use crate::server::Context;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

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
    let mut sheet = sheet(cx, code, period).await?;
    let org = organisation(cx).await?;
    let unit = named(cx, &org, unit, &sheet.period)?;
    let id = unit.as_ref().map(|it| it.id);
    let tree = org.tree(sheet.period.cut_off);
    let mut above: Vec<Unit> = Vec::new();
    if let Some(id) = id {
        above.extend(tree.path(id).skip(1).filter_map(|it| org.unit(it).cloned()));
    }
    above.reverse();

    let periods: Vec<Period> = sheet.trend.iter().map(|it| it.period.clone()).collect();
    let question = Question {
        units: &[id],
        indicators: std::slice::from_ref(&sheet.indicator),
        periods: &periods,
        with_prior: &periods,
    };
    let answer = Answer::to(cx, question).await?;
    let totals: Vec<_> = periods.iter().map(|it| answer.total(id, &sheet.indicator, it)).collect();
    let units = units_of(cx, &sheet.indicator, &sheet.period, id).await?;
    for (value, total) in sheet.trend.iter_mut().zip(&totals) {
        value.figure = total.figure.clone();
        (value.given, value.expected) = (total.given, total.expected);
        value.published = total.published;
        if id.is_some() {
            value.units = if value.period.id == sheet.period.id { units.clone() } else { Vec::new() };
        }
    }

    let mut year: Vec<_> = crate::period::server::all(&cx.db)
        .await?
        .into_iter()
        .filter(|it| it.kind == sheet.period.kind && it.year == sheet.period.year)
        .filter(|it| it.shares_set(&sheet.period))
        .collect();
    year.sort_by_key(|it| (it.cut_off, it.starts_on));
    let (definition, legal_source) = trace::definition(&cx.db, &sheet.indicator).await?;
    let versions = versions(cx, &sheet.indicator).await?;
    let (part_of, made_of) = kin(cx, &sheet.indicator).await?;
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
async fn kin(cx: &Context, indicator: &Indicator) -> Result<(Option<Named>, Vec<Named>)> {
    let rows = indicator_version::Entity::find()
        .filter(indicator_version::Column::ParentCode.is_not_null())
        .all(&cx.db)
        .await?;
    let everything = all(&cx.db).await?;
    let parent = |of: &Indicator| {
        let row = rows.iter().find(|it| it.indicator_id == of.id && it.version == of.version)?;
        row.parent_code.clone()
    };
    let name = |it: &Indicator| (it.code.clone(), it.name(cx.lang).to_owned());
    let above = parent(indicator);
    let part_of = everything.iter().find(|it| above.as_ref() == Some(&it.code)).map(name);
    let made_of = everything.iter().filter(|it| parent(it).as_ref() == Some(&indicator.code)).map(name);
    Ok((part_of, made_of.collect()))
}

/// How much of what is due in a period has come in, of the units right below one or below the top.
///
/// # Errors
/// [`Error::NotFound`] for a period or unit that is not there.
pub async fn covering(cx: &Context, period: Option<String>, unit: Option<String>) -> Result<Covering> {
    let periods = crate::period::server::all(&cx.db).await?;
    let period = chosen(cx, &periods, period).await?;
    let org = organisation(cx).await?;
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
    let periods = trend_to(cx, period).await?;
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
