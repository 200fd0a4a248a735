//! Regimes, their outlines, and who reports.

use super::store;
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{BlocId, PeriodSetId, RegimeId};
use crate::period::server::entity::{outline_section, regime, regime_due, regime_rule, regime_unit};
use crate::period::server::{put_set, set_of};
use crate::period::{DueRule, PeriodSet, PeriodSetInput, RuleWord, SectionKind};
use crate::regime::{
    Asked, OutlineInput, RegimeDraft, RegimeInput, RegimeLine, RegimeList, RegimeSheet, ReportersInput,
    Section,
};
use crate::server::{Change, Context, record_change};
use crate::time::parse_date;
use crate::{indicator, org, period};
use chrono::Datelike;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use std::collections::HashSet;

pub async fn list(cx: &Context) -> Result<RegimeList> {
    let mut lines = Vec::new();
    for row in store::rows(&cx.db).await? {
        let outlines = store::outlines(&cx.db, row.id).await?;
        let newest = outlines.first();
        let sections = match newest {
            Some(it) => period::server::outline_sections(&cx.db, it.id).await?.len(),
            None => 0,
        };
        lines.push(RegimeLine {
            version: newest.map_or(0, |it| it.version),
            sections,
            reporters: period::server::reporters(&cx.db, row.id, cx.today()).await?.len(),
            regime: store::regime(&cx.db, row).await?,
        });
    }
    let may_change = match bloc_of(cx).await? {
        Some(bloc) => store::may_change(cx, bloc).await?,
        None => false,
    };
    Ok(RegimeList { lines, may_change })
}

async fn bloc_of(cx: &Context) -> Result<Option<BlocId>> {
    Ok(org::server::at(&cx.db, cx.today()).await?.blocs.first().map(|it| it.id))
}

pub async fn sheet(cx: &Context, code: Option<&str>, version: Option<i32>) -> Result<RegimeSheet> {
    let org = org::server::at(&cx.db, cx.today()).await?;
    let row = match code {
        Some(code) => Some(store::row(&cx.db, code).await?),
        None => None,
    };
    let bloc = row.as_ref().map(|it| it.bloc_id).or_else(|| org.blocs.first().map(|it| it.id));
    let bloc = bloc.ok_or(Error::NotFound)?;
    let members = store::units_of(cx, &cx.db, bloc).await?;
    let indicators = indicator::server::all(&cx.db).await?.into_iter().map(Asked::from);
    let mut sheet = RegimeSheet {
        regime: None,
        sections: Vec::new(),
        version: 0,
        versions: Vec::new(),
        reporters: Vec::new(),
        periods: Vec::new(),
        sets: period::server::sets(&cx.db).await?,
        sectors: org.sectors,
        indicators: indicators.collect(),
        units: org.units.into_iter().filter(|it| members.contains(&it.id)).collect(),
        may_change: store::may_change(cx, bloc).await?,
    };
    if let Some(row) = row {
        let outlines = store::outlines(&cx.db, row.id).await?;
        let shown = match version {
            Some(number) => Some(outlines.iter().find(|it| it.version == number).ok_or(Error::NotFound)?),
            None => outlines.first(),
        };
        if let Some(shown) = shown {
            sheet.sections = store::sections(&cx.db, shown.id).await?;
            sheet.version = shown.version;
        }
        sheet.versions = store::versions(&cx.db, &outlines).await?;
        sheet.reporters = store::reporters(&cx.db, row.id).await?;
        sheet.periods = store::periods(&cx.db, row.id).await?;
        sheet.regime = Some(store::regime(&cx.db, row).await?);
    }
    Ok(sheet)
}

/// Makes a regime of the bloc, with an outline of all sectors and all their indicators to begin with, and
/// every unit of the bloc that answers for a sector reporting from the first day of the year.
pub async fn define(cx: &Context, input: &RegimeInput) -> Result<String> {
    let draft = input.parse()?;
    let tx = cx.write().await?;
    let org = org::server::at(&tx, cx.today()).await?;
    let bloc = org.blocs.first().ok_or(Error::NotFound)?.id;
    store::require(cx, &tx, bloc).await?;
    if store::row(&tx, &draft.code).await.is_ok() {
        return Err(FieldErrors::of("code", Problem::Taken).into());
    }
    let set = set_for(&tx, &draft.set).await?;
    let id = RegimeId::fresh();
    let general = general_sectors(&tx).await?;
    let all = indicator::server::all(&tx).await?;
    let sections: Vec<Section> = org
        .sectors
        .iter()
        .map(|sector| Section {
            sector: sector.id,
            kind: if general.contains(&Some(sector.id)) { SectionKind::General } else { SectionKind::Sector },
            title_vi: sector.name_vi.clone(),
            title_en: sector.name_en.clone(),
            guidance: None,
            indicators: all.iter().filter(|it| it.sector == sector.id).map(|it| it.id).collect(),
        })
        .collect();
    regime::Entity::insert(row_of(id, bloc, &draft, 1)).exec_without_returning(&tx).await?;
    put_rules(&tx, id, set, &draft).await?;
    store::put_outline(cx, &tx, id, 1, &sections, None).await?;
    let since = cx.today().with_ordinal(1).unwrap_or_else(|| cx.today());
    let members = store::units_of(cx, &tx, bloc).await?;
    for unit in members.into_iter().filter(|it| org.sectors_of(*it).next().is_some()) {
        let row = regime_unit::ActiveModel {
            regime_id: Set(id),
            unit_id: Set(unit),
            valid_from: Set(since),
            valid_to: Set(None),
        };
        regime_unit::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    let change =
        Change { action: "regime.define", kind: "regime", id: id.0, before: None, after: Some(&draft) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(draft.code)
}

/// Sectors that an outline has kept for the whole.
async fn general_sectors(tx: &DatabaseTransaction) -> Result<HashSet<Option<crate::id::SectorId>>> {
    let rows = outline_section::Entity::find()
        .filter(outline_section::Column::Kind.eq(SectionKind::General))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|it| it.sector_id).collect())
}

fn row_of(id: RegimeId, bloc: BlocId, draft: &RegimeDraft, revision: i64) -> regime::ActiveModel {
    let cadence: Vec<_> = draft.cadence.iter().map(|it| it.word()).collect();
    regime::ActiveModel {
        id: Set(id),
        code: Set(draft.code.clone()),
        name_vi: Set(draft.name_vi.clone()),
        name_en: Set(draft.name_en.clone()),
        cadence: Set(cadence.join(",")),
        legal_basis: Set(draft.legal_basis.clone()),
        bloc_id: Set(bloc),
        regime_type: Set(draft.regime_type),
        content: Set(draft.content.clone()),
        receiver: Set(draft.receiver.clone()),
        sending: Set(draft.sending.clone()),
        revision: Set(revision),
    }
}

/// The set of that code; a default that nobody has used yet is kept from now on.
async fn set_for(tx: &DatabaseTransaction, code: &str) -> Result<PeriodSetId> {
    if let Some((id, _)) = set_of(tx, code).await? {
        return Ok(id);
    }
    match PeriodSet::defaults().iter().find(|it| it.code == code) {
        Some(set) => put_set(tx, set).await,
        None => Err(FieldErrors::of("set", Problem::Unknown).into()),
    }
}

async fn put_rules(
    tx: &DatabaseTransaction,
    id: RegimeId,
    set: PeriodSetId,
    draft: &RegimeDraft,
) -> Result<()> {
    regime_rule::Entity::delete_by_id(id).exec(tx).await?;
    regime_due::Entity::delete_many().filter(regime_due::Column::RegimeId.eq(id)).exec(tx).await?;
    let rule = regime_rule::ActiveModel {
        regime_id: Set(id),
        set_id: Set(set),
        shift: Set(draft.rules.shift),
        lock_days: Set(draft.rules.lock_days.map(|it| it as i32)),
    };
    regime_rule::Entity::insert(rule).exec_without_returning(tx).await?;
    for (level, rule) in &draft.rules.levels {
        let (word, number, months_after) = match *rule {
            DueRule::WorkingDays(count) => (RuleWord::WorkingDays, count, 0),
            DueRule::DayOfMonth { day, months_after } => (RuleWord::DayOfMonth, day, months_after),
        };
        let row = regime_due::ActiveModel {
            regime_id: Set(id),
            level: Set(*level),
            rule: Set(word),
            number: Set(number as i32),
            months_after: Set(months_after as i32),
        };
        regime_due::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Changes a definition. Periods that are open keep their days.
///
/// # Errors
/// [`Error::Conflict`] when someone changed it since `seen`.
pub async fn edit(cx: &Context, code: &str, seen: i64, input: &RegimeInput) -> Result<()> {
    // The code is its address and stays.
    let draft = RegimeInput { code: code.to_owned(), ..input.clone() }.parse()?;
    let tx = cx.write().await?;
    let row = locked(&tx, code).await?;
    store::require(cx, &tx, row.bloc_id).await?;
    if row.revision != seen {
        return Err(Error::Conflict);
    }
    let before = store::regime(&tx, row.clone()).await?;
    let set = set_for(&tx, &draft.set).await?;
    row_of(row.id, row.bloc_id, &draft, row.revision + 1).update(&tx).await?;
    put_rules(&tx, row.id, set, &draft).await?;
    let after = store::regime(&tx, locked(&tx, code).await?).await?;
    let change = Change {
        action: "regime.edit",
        kind: "regime",
        id: row.id.0,
        before: Some(before),
        after: Some(after),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(())
}

async fn locked(tx: &DatabaseTransaction, code: &str) -> Result<regime::Model> {
    let found = regime::Entity::find().filter(regime::Column::Code.eq(code)).lock_exclusive().one(tx).await?;
    found.ok_or(Error::NotFound)
}

/// Adds a way of cutting the years. One that is there is never changed: its periods would no longer be told
/// apart.
pub async fn add_set(cx: &Context, input: &PeriodSetInput) -> Result<()> {
    let set = input.parse()?;
    let tx = cx.write().await?;
    let org = org::server::at(&tx, cx.today()).await?;
    store::require(cx, &tx, org.blocs.first().ok_or(Error::NotFound)?.id).await?;
    let known = PeriodSet::defaults().iter().any(|it| it.code == set.code);
    if known || set_of(&tx, &set.code).await?.is_some() {
        return Err(FieldErrors::of("code", Problem::Taken).into());
    }
    let id = put_set(&tx, &set).await?;
    let change =
        Change { action: "period_set.add", kind: "period_set", id: id.0, before: None, after: Some(set) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes a new version of the outline. Reports that were begun keep the one they were begun with.
///
/// # Errors
/// [`Error::Conflict`] when there is a newer version than `seen`.
pub async fn write_outline(cx: &Context, code: &str, seen: i32, input: &OutlineInput) -> Result<i32> {
    let (sections, note) = input.parse()?;
    let tx = cx.write().await?;
    let row = locked(&tx, code).await?;
    store::require(cx, &tx, row.bloc_id).await?;
    let newest = store::outlines(&tx, row.id).await?.into_iter().next();
    if newest.as_ref().map_or(0, |it| it.version) != seen {
        return Err(Error::Conflict);
    }
    let org = org::server::at(&tx, cx.today()).await?;
    let all = indicator::server::all(&tx).await?;
    for section in &sections {
        let asks_its_own = section
            .indicators
            .iter()
            .all(|id| all.iter().any(|it| it.id == *id && it.sector == section.sector));
        if org.sector(section.sector).is_none() || !asks_its_own {
            return Err(FieldErrors::of("sections", Problem::Unknown).into());
        }
    }
    let before = match &newest {
        Some(it) => Some(store::sections(&tx, it.id).await?),
        None => None,
    };
    let id = store::put_outline(cx, &tx, row.id, seen + 1, &sections, note).await?;
    let change = Change { action: "outline.write", kind: "outline", id: id.0, before, after: Some(sections) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(seen + 1)
}

/// Has these units report from a day on, and no others. What was before that day stays as it was.
pub async fn set_reporters(cx: &Context, code: &str, input: &ReportersInput) -> Result<()> {
    let from = parse_date(&input.from).map_err(|it| FieldErrors::of("from", it))?;
    let tx = cx.write().await?;
    let row = locked(&tx, code).await?;
    store::require(cx, &tx, row.bloc_id).await?;
    let members = store::units_of(cx, &tx, row.bloc_id).await?;
    if input.units.iter().any(|it| !members.contains(it)) {
        return Err(FieldErrors::of("units", Problem::Unknown).into());
    }
    if input.units.is_empty() {
        return Err(FieldErrors::of("units", Problem::Required).into());
    }
    let before = store::reporters(&tx, row.id).await?;
    for kept in before.iter().filter(|it| it.to.is_none_or(|to| to > from)) {
        let key = (row.id, kept.unit, kept.from);
        let stays = input.units.contains(&kept.unit);
        if kept.from >= from {
            // It would have begun on that day or later: whether it begins is decided anew below.
            regime_unit::Entity::delete_by_id(key).exec(&tx).await?;
        } else if !stays || kept.to.is_some() {
            let to = if stays { None } else { Some(from) };
            let ended = regime_unit::ActiveModel {
                regime_id: Set(row.id),
                unit_id: Set(kept.unit),
                valid_from: Set(kept.from),
                valid_to: Set(to),
            };
            ended.update(&tx).await?;
        }
    }
    let goes_on = |unit| before.iter().any(|it| it.unit == unit && it.from < from && it.reports_on(from));
    let units: HashSet<_> = input.units.iter().copied().filter(|it| !goes_on(*it)).collect();
    for unit in units {
        let begun = regime_unit::ActiveModel {
            regime_id: Set(row.id),
            unit_id: Set(unit),
            valid_from: Set(from),
            valid_to: Set(None),
        };
        regime_unit::Entity::insert(begun).exec_without_returning(&tx).await?;
    }
    let after = store::reporters(&tx, row.id).await?;
    let change = Change {
        action: "regime.reporters",
        kind: "regime",
        id: row.id.0,
        before: Some(before),
        after: Some(after),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(())
}
