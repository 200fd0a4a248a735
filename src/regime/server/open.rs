//! Opening a period: its days, and a report owed by each unit.

use super::store;
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::PeriodId;
use crate::org::Unit;
use crate::period::server::entity::{period, period_due, period_regime};
use crate::period::{Period, PeriodDates, PeriodKind, PeriodSet, Proposal, dates};
use crate::regime::{OpenInput, OpenSheet, Proposed, Regime};
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use crate::{org, report};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;

/// The years that a period may be opened for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// What opening a period would come to. What is not chosen is filled in: the first regime, its first kind,
/// and the first period from today's on that is not open yet.
pub async fn propose(
    cx: &Context,
    regime: Option<&str>,
    kind: Option<PeriodKind>,
    year: Option<i32>,
    ordinal: Option<u32>,
) -> Result<OpenSheet> {
    let mut regimes = Vec::new();
    for row in store::rows(&cx.db).await? {
        regimes.push(store::regime(&cx.db, row).await?);
    }
    let mut sheet = OpenSheet {
        proposed: None,
        calendar: crate::period::server::calendar(&cx.db).await?,
        errors: FieldErrors::default(),
        regimes,
    };
    let found = match regime {
        Some(code) => sheet.regimes.iter().find(|it| it.code == code),
        None => sheet.regimes.first(),
    };
    let Some(regime) = found.cloned() else {
        sheet.errors = FieldErrors::of("regime", Problem::Unknown);
        return Ok(sheet);
    };
    // Another regime may not have the kind that was chosen before it.
    let kind = kind.filter(|it| regime.cadence.contains(it)).or_else(|| regime.cadence.first().copied());
    let Some(kind) = kind else { return Ok(sheet) };
    let (year, ordinal) = match (year, ordinal) {
        (Some(year), ordinal) => (year, ordinal.unwrap_or(1).clamp(1, kind.per_year())),
        (None, _) => first_unopened(cx, &regime, kind).await?,
    };
    if !YEARS.contains(&year) {
        sheet.errors = FieldErrors::of("year", Problem::Unknown);
        return Ok(sheet);
    }
    sheet.proposed = Some(proposed(&cx.db, regime, kind, year, ordinal).await?);
    Ok(sheet)
}

async fn first_unopened(cx: &Context, regime: &Regime, kind: PeriodKind) -> Result<(i32, u32)> {
    let (mut year, mut ordinal) = regime.set.at(kind, cx.today()).unwrap_or((2016, 1));
    for _ in 0..kind.per_year() {
        let code = regime.set.code_of(kind, year, ordinal).to_string();
        if !is_open(&cx.db, regime, &code).await? {
            break;
        }
        (year, ordinal) = if ordinal < kind.per_year() { (year, ordinal + 1) } else { (year + 1, 1) };
    }
    Ok((year, ordinal))
}

async fn is_open(db: &impl ConnectionTrait, regime: &Regime, code: &str) -> Result<bool> {
    let Some(period) = existing(db, code).await? else { return Ok(false) };
    let opened = period_regime::Entity::find()
        .filter(period_regime::Column::PeriodId.eq(period.id))
        .filter(period_regime::Column::RegimeId.eq(regime.id))
        .count(db)
        .await?;
    Ok(opened > 0)
}

async fn existing(db: &impl ConnectionTrait, code: &str) -> Result<Option<Period>> {
    let row = period::Entity::find().filter(period::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(Period::from))
}

async fn proposed(
    db: &impl ConnectionTrait,
    regime: Regime,
    kind: PeriodKind,
    year: i32,
    ordinal: u32,
) -> Result<Proposed> {
    let calendar = crate::period::server::calendar(db).await?;
    let proposal = dates(&regime.set, kind, year, ordinal, &calendar, &regime.rules)
        .ok_or_else(|| Error::from(FieldErrors::of("ordinal", Problem::Unknown)))?;
    let code = regime.set.code_of(kind, year, ordinal).to_string();
    let open = is_open(db, &regime, &code).await?;
    let shared = match existing(db, &code).await? {
        Some(period) if !open => Some(crate::period::server::dates_of(db, &period).await?),
        _ => None,
    };
    let cut_off = shared.as_ref().map_or(proposal.dates.cut_off, |it| it.cut_off);
    let units = owing(db, &regime, cut_off).await?;
    let version = store::outlines(db, regime.id).await?.first().map_or(0, |it| it.version);
    Ok(Proposed { regime, kind, year, ordinal, code, proposal, units, version, open, shared })
}

/// Who will owe a report: the reporters on the day of the cut-off.
async fn owing(db: &impl ConnectionTrait, regime: &Regime, cut_off: chrono::NaiveDate) -> Result<Vec<Unit>> {
    let owing = crate::period::server::reporters(db, regime.id, cut_off).await?;
    let org = org::server::at(db, cut_off).await?;
    Ok(org.units.into_iter().filter(|it| owing.contains(&it.id)).collect())
}

/// What the audit keeps of an opened period.
#[derive(Serialize)]
struct Opened<'a> {
    code: &'a str,
    regime: &'a str,
    outline: i32,
    dates: &'a PeriodDates,
    confirmed: bool,
    units: Vec<&'a str>,
}

/// Opens a period from a regime, with a report owed by each unit. A period that another regime has opened
/// keeps its days and takes the further reports in.
///
/// # Errors
/// Field errors: `ordinal` is taken when the regime opened the period before; `confirmed` is missing when the
/// dates call for a second look.
pub async fn open(cx: &Context, input: &OpenInput) -> Result<String> {
    let tx = cx.write().await?;
    let row = store::row(&tx, &input.regime)
        .await
        .map_err(|_| Error::from(FieldErrors::of("regime", Problem::Unknown)))?;
    store::require(cx, &tx, row.bloc_id).await?;
    let regime = store::regime(&tx, row).await?;
    if !regime.cadence.contains(&input.kind) {
        return Err(FieldErrors::of("kind", Problem::Unknown).into());
    }
    if !YEARS.contains(&input.year) {
        return Err(FieldErrors::of("year", Problem::Unknown).into());
    }
    let Proposed { code, proposal: Proposal { .. }, open, shared, .. } =
        proposed(&tx, regime.clone(), input.kind, input.year, input.ordinal).await?;
    if open {
        return Err(FieldErrors::of("ordinal", Problem::Taken).into());
    }
    let typed = match shared {
        Some(dates) => dates,
        None => {
            let typed = input.dates.parse()?;
            let calendar = crate::period::server::calendar(&tx).await?;
            if !input.confirmed && !typed.doubts(&calendar).is_empty() {
                return Err(FieldErrors::of("confirmed", Problem::Unconfirmed).into());
            }
            put_period(cx, &tx, &regime.set, input, &code, &typed).await?;
            typed
        }
    };
    let period = existing(&tx, &code).await?.ok_or(Error::NotFound)?;
    let outline = store::outlines(&tx, regime.id).await?.into_iter().next();
    let outline = outline.ok_or_else(|| Error::from(FieldErrors::of("regime", Problem::Required)))?;
    let units = owing(&tx, &regime, period.cut_off).await?;
    if units.is_empty() {
        return Err(FieldErrors::of("regime", Problem::Required).into());
    }
    let link = period_regime::ActiveModel {
        period_id: Set(period.id),
        regime_id: Set(regime.id),
        outline_id: Set(outline.id),
        opened_at: Set(cx.now()),
        opened_by: Set(Some(cx.actor.person)),
    };
    period_regime::Entity::insert(link).exec_without_returning(&tx).await?;
    for unit in &units {
        report::server::open_report(&tx, cx.now(), unit.id, &period, regime.id, outline.id).await?;
    }
    let opened = Opened {
        code: &code,
        regime: &regime.code,
        outline: outline.version,
        dates: &typed,
        confirmed: input.confirmed,
        units: units.iter().map(|it| it.code.as_str()).collect(),
    };
    let change =
        Change { action: "period.open", kind: "period", id: period.id.0, before: None, after: Some(opened) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(code)
}

async fn put_period(
    cx: &Context,
    tx: &sea_orm::DatabaseTransaction,
    set: &PeriodSet,
    input: &OpenInput,
    code: &str,
    dates: &PeriodDates,
) -> Result<()> {
    let set_id = match crate::period::server::set_of(tx, &set.code).await? {
        Some((id, _)) => id,
        None => crate::period::server::put_set(tx, set).await?,
    };
    let id = PeriodId::fresh();
    let due_on = dates.due(crate::period::Level::Unit).unwrap_or(dates.cut_off);
    let row = period::ActiveModel {
        id: Set(id),
        set_id: Set(set_id),
        code: Set(code.to_owned()),
        kind: Set(input.kind),
        name_vi: Set(input.kind.title(input.year, input.ordinal, Lang::Vi)),
        name_en: Set(input.kind.title(input.year, input.ordinal, Lang::En)),
        year: Set(input.year),
        starts_on: Set(dates.starts_on),
        cut_off: Set(dates.cut_off),
        due_on: Set(due_on),
        locks_on: Set(dates.locks_on),
        opened_at: Set(Some(cx.now())),
    };
    period::Entity::insert(row).exec_without_returning(tx).await?;
    put_dues(tx, id, dates).await
}

/// Keeps a deadline for each level in place of those there were.
pub(super) async fn put_dues(
    tx: &sea_orm::DatabaseTransaction,
    id: PeriodId,
    dates: &PeriodDates,
) -> Result<()> {
    period_due::Entity::delete_many().filter(period_due::Column::PeriodId.eq(id)).exec(tx).await?;
    let rows = dates.dues.iter().map(|(level, day)| period_due::ActiveModel {
        period_id: Set(id),
        level: Set(*level),
        due_on: Set(*day),
    });
    period_due::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
