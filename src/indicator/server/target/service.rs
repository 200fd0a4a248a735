use super::store::{self, Key, Written};
use crate::actor::{Permission, Scope};
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{IndicatorId, PersonId, TargetId, UnitId};
use crate::indicator::server::all;
use crate::indicator::server::entity::target;
use crate::indicator::{
    Cell, Column, Indicator, Named, TargetCell, TargetColumn, TargetInput, TargetRevision, TargetRow,
    TargetSheet, TargetsAsked, cell_name, parse_cell, read_pasted,
};
use crate::number::Number;
use crate::org::{Org, Sector, Unit};
use crate::period::Period;
use crate::server::{Context, Retry, retry};
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// Units beside one another.
const COLUMNS: usize = 12;
/// Cells that are set at once.
const MOST: usize = 2_000;

/// Targets of indicators by units. What a plain form sent stands in the cells in place of what is kept.
///
/// # Errors
/// [`Error::NotFound`] for a sector, unit or period that is not there.
pub async fn sheet(cx: &Context, asked: &TargetsAsked) -> Result<TargetSheet> {
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let year = asked.year.unwrap_or_else(|| cx.today().year());
    let periods = periods_of(cx, year).await?;
    let said = |it: &Option<String>| it.clone().filter(|it| !it.trim().is_empty());
    let period = match said(&asked.period) {
        Some(code) => Some(periods.iter().find(|it| it.code == code).cloned().ok_or(Error::NotFound)?),
        None => None,
    };
    let unit = match said(&asked.unit) {
        Some(code) => Some(org.unit_by_code(&code).cloned().ok_or(Error::NotFound)?),
        None => None,
    };
    let collected: Vec<Indicator> = collected(cx, year).await?;
    let sector = match said(&asked.sector) {
        Some(code) => Some(org.sector_by_code(&code).cloned().ok_or(Error::NotFound)?),
        None if unit.is_some() => None,
        None => org.sectors.iter().find(|it| collected.iter().any(|own| own.sector == it.id)).cloned(),
    };
    let shown = choose(&org, collected, sector.as_ref(), unit.as_ref());
    let units = match (&unit, &sector) {
        (Some(unit), _) => vec![unit.clone()],
        (None, Some(sector)) => org.units_of(sector.id).cloned().collect(),
        (None, None) => Vec::new(),
    };
    let pages = units.len().div_ceil(COLUMNS).max(1);
    let page = asked.page.unwrap_or(1).clamp(1, pages);
    let columns: Vec<_> = units.into_iter().skip((page - 1) * COLUMNS).take(COLUMNS).collect();
    let kept = kept(cx, &shown, &columns, year, period.as_ref()).await?;
    let revisions = told(cx, &shown, &columns, kept.values()).await?;
    let rows = rows(shown, &columns, &kept);
    let mut units: Vec<_> =
        org.units.iter().filter(|it| org.sectors_of(it.id).next().is_some()).cloned().collect();
    units.sort_by(|one, other| one.code.cmp(&other.code));
    let mut sheet = TargetSheet {
        asked: TargetsAsked {
            year: Some(year),
            period: period.as_ref().map(|it| it.code.clone()),
            sector: sector.map(|it| it.code),
            unit: unit.map(|it| it.code),
            page: (page > 1).then_some(page),
        },
        year,
        period,
        periods,
        sectors: org.sectors,
        units,
        columns: columns
            .into_iter()
            .map(|unit| TargetColumn { may_set: may_set(cx, unit.id), unit })
            .collect(),
        pages,
        rows,
        revisions,
        adopted_on: cx.today().to_string(),
        reason: String::new(),
        pasted: String::new(),
        unplaced: 0,
        errors: FieldErrors::default(),
        refused: None,
    };
    if let Some(retry) = retry() {
        fill(&mut sheet, retry);
    }
    Ok(sheet)
}

/// What a form sent, in place of what is kept.
fn fill(sheet: &mut TargetSheet, retry: Retry) {
    let Retry { typed, error } = retry;
    let text = |name: &str| typed.get(name).cloned();
    for row in &mut sheet.rows {
        for (cell, column) in row.cells.iter_mut().zip(&sheet.columns) {
            if let Some(text) = text(&cell_name(&row.indicator.code, &column.unit.code)) {
                cell.typed = text;
            }
        }
    }
    sheet.adopted_on = text("adopted_on").unwrap_or_default();
    sheet.reason = text("reason").unwrap_or_default();
    sheet.pasted = text("pasted").unwrap_or_default();
    if error.is_none() {
        let rows: Vec<_> =
            sheet.rows.iter().map(|it| [it.indicator.code.as_str(), it.indicator.name_vi.as_str()]).collect();
        let columns: Vec<_> =
            sheet.columns.iter().map(|it| [it.unit.code.as_str(), it.unit.name_vi.as_str()]).collect();
        let pasted = read_pasted(&sheet.pasted, &rows, &columns);
        sheet.unplaced = pasted.unplaced;
        for ((row, column), text) in pasted.cells {
            if let Some(cell) = sheet.rows.get_mut(row).and_then(|it| it.cells.get_mut(column)) {
                cell.typed = text;
            }
        }
    }
    match error {
        Some(Error::Invalid(errors)) => sheet.errors = errors,
        error => sheet.refused = error,
    }
}

fn may_set(cx: &Context, unit: UnitId) -> bool {
    cx.actor.can(Permission::ManageCatalogue, Scope::Unit(unit))
}

async fn periods_of(cx: &Context, year: i32) -> Result<Vec<Period>> {
    let mut periods = crate::period::server::all(&cx.db).await?;
    periods.retain(|it| it.year == year);
    periods.reverse();
    Ok(periods)
}

/// What is collected at some time of a year, by its newest definition.
async fn collected(cx: &Context, year: i32) -> Result<Vec<Indicator>> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or(Error::NotFound)?;
    let mut indicators = all(&cx.db).await?;
    indicators.retain(|it| it.valid_to.is_none_or(|to| first < to));
    Ok(indicators)
}

/// Of a sector, or of all that a unit answers for.
fn choose(
    org: &Org,
    collected: Vec<Indicator>,
    sector: Option<&Sector>,
    unit: Option<&Unit>,
) -> Vec<Indicator> {
    let fits = |it: &Indicator| match (sector, unit) {
        (Some(sector), _) => it.sector == sector.id,
        (None, Some(unit)) => org.functions.contains(&(unit.id, it.sector)),
        (None, None) => false,
    };
    collected.into_iter().filter(fits).collect()
}

type Kept = HashMap<(IndicatorId, UnitId), target::Model>;

async fn kept(
    cx: &Context,
    indicators: &[Indicator],
    units: &[Unit],
    year: i32,
    period: Option<&Period>,
) -> Result<Kept> {
    let indicators: Vec<_> = indicators.iter().map(|it| it.id).collect();
    let units: Vec<_> = units.iter().map(|it| it.id).collect();
    let rows = store::of_span(&cx.db, &indicators, &units, year, period.map(|it| it.id)).await?;
    Ok(rows.into_iter().map(|it| ((it.indicator_id, it.unit_id), it)).collect())
}

fn rows(indicators: Vec<Indicator>, units: &[Unit], kept: &Kept) -> Vec<TargetRow> {
    let cell = |indicator: &Indicator, unit: &Unit| {
        let found = kept.get(&(indicator.id, unit.id));
        let value = found.and_then(|it| it.value).map(Number::from_stored);
        TargetCell {
            value,
            typed: value.map(|it| it.show(Lang::Vi)).unwrap_or_default(),
            revision: found.map_or(0, |it| it.revision),
            sample: found.is_some_and(|it| it.sample),
        }
    };
    let row = |indicator: Indicator| TargetRow {
        cells: units.iter().map(|unit| cell(&indicator, unit)).collect(),
        indicator,
    };
    indicators.into_iter().map(row).collect()
}

/// The revisions of targets that were set more than once.
async fn told(
    cx: &Context,
    indicators: &[Indicator],
    units: &[Unit],
    kept: impl Iterator<Item = &target::Model>,
) -> Result<Vec<TargetRevision>> {
    let targets: HashMap<TargetId, &target::Model> =
        kept.filter(|it| it.revision > 1).map(|it| (it.id, it)).collect();
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TargetId> = targets.keys().copied().collect();
    let rows = store::revisions(&cx.db, &ids).await?;
    let people: Vec<PersonId> = rows.iter().filter_map(|it| it.person_id).collect();
    let names = crate::identity::server::names(&cx.db, &people).await?;
    let revision = |row: crate::indicator::server::entity::target_revision::Model| {
        let target = targets.get(&row.target_id)?;
        let indicator = indicators.iter().find(|it| it.id == target.indicator_id)?;
        let unit = units.iter().find(|it| it.id == target.unit_id)?;
        Some(TargetRevision {
            indicator: Named {
                code: indicator.code.clone(),
                name_vi: indicator.name_vi.clone(),
                name_en: indicator.name_en.clone(),
            },
            unit: Named {
                code: unit.code.clone(),
                name_vi: unit.name_vi.clone(),
                name_en: unit.name_en.clone(),
            },
            value: row.value.map(Number::from_stored),
            adopted_on: row.adopted_on,
            reason: row.reason,
            at: row.at,
            by: row.person_id.and_then(|it| names.get(&it).cloned()),
        })
    };
    Ok(rows.into_iter().filter_map(revision).collect())
}

/// Sets or revises targets together, and answers how many changed: all of them or, where one is refused, none.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong under the names of cells; a denial where a cell that changes is of a unit
/// whose targets are not the actor's to set.
pub async fn set(cx: &Context, input: &TargetInput) -> Result<usize> {
    if input.cells.len() > MOST {
        return Err(FieldErrors::of("cells", Problem::Above(MOST.to_string())).into());
    }
    let (adopted_on, reason, mut errors) = input.decision(cx.today());
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let indicators = all(&cx.db).await?;
    let period = match &input.period {
        Some(code) => Some(crate::period::server::by_code(&cx.db, code).await?),
        None => None,
    };
    if period.as_ref().is_some_and(|it| it.year != input.year) {
        return Err(Error::NotFound);
    }
    let tx = cx.write().await?;
    let mut cells = Vec::new();
    for edit in &input.cells {
        let indicator = indicators.iter().find(|it| it.code == edit.indicator).ok_or(Error::NotFound)?;
        let unit = org.unit_by_code(&edit.unit).ok_or(Error::NotFound)?;
        cells.push((unit, indicator, edit));
    }
    // In one order, so that two who set the same targets wait for one another and not both.
    cells.sort_by_key(|(unit, indicator, _)| (unit.id, indicator.id));
    // Every lock before the first write, which holds back whoever writes any target.
    let units: BTreeSet<_> = cells.iter().map(|it| it.0.id).collect();
    for unit in units {
        store::lock(&tx, unit, input.year).await?;
    }
    let mut changed = 0;
    for (unit, indicator, edit) in cells {
        let name = cell_name(&indicator.code, &unit.code);
        let value = match parse_cell(indicator, Column::Target, &edit.text) {
            Ok(Cell::Number(value)) => Some(value),
            Ok(_) => None,
            Err(problem) => {
                errors.0.insert(name, problem);
                continue;
            }
        };
        let key = Key {
            indicator: indicator.id,
            unit: unit.id,
            year: input.year,
            period: period.as_ref().map(|it| it.id),
        };
        let found = store::find(&tx, key).await?;
        let before = found.as_ref().and_then(|it| it.value).map(Number::from_stored);
        if value == before {
            continue;
        }
        cx.actor.require(Permission::ManageCatalogue, Scope::Unit(unit.id))?;
        if found.as_ref().map_or(0, |it| it.revision) != edit.seen {
            let theirs = before.map(|it| it.show(cx.lang)).unwrap_or_default();
            errors.0.insert(name, Problem::Told(cx.lang.targets_overtaken(theirs)));
            continue;
        }
        if before.is_some() && reason.is_none() && errors.on("reason").is_none() {
            errors.0.insert("reason".to_owned(), Problem::Required);
        }
        if found.as_ref().zip(adopted_on).is_some_and(|(it, day)| day < it.adopted_on) {
            errors.0.insert("adopted_on".to_owned(), Problem::BeforeStart);
        }
        if let Some(adopted_on) = adopted_on.filter(|_| errors.0.is_empty()) {
            store::put(cx, &tx, key, Written { value, adopted_on, reason: reason.clone() }).await?;
            changed += 1;
        }
    }
    if !errors.0.is_empty() {
        return Err(errors.into());
    }
    tx.commit().await?;
    Ok(changed)
}
