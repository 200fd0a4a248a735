use super::store::{self, Entry};
use crate::error::{Error, FieldErrors, Problem, Result, parse_required, parse_text};
use crate::indicator::{
    Catalogue, CatalogueLine, EntrySheet, EntryUse, Field, IndicatorDraft, IndicatorInput, Retired,
};
use crate::org::Org;
use crate::search::found;
use crate::server::{Change, Context, Retry, record_change, retry};
use crate::time::parse_date;
use sea_orm::DatabaseTransaction;

/// The longest reason, in characters.
const REASON: u32 = 500;

/// The dictionary: of one sector where its code is given, and of what is asked for best first.
///
/// # Errors
/// [`Error::NotFound`] for a sector that is not there.
pub async fn catalogue(
    cx: &Context,
    asked: &str,
    sector: Option<&str>,
    retired: Retired,
) -> Result<Catalogue> {
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let sector = match sector.map(str::trim).filter(|it| !it.is_empty()) {
        Some(code) => Some(org.sector_by_code(code).ok_or(Error::NotFound)?.clone()),
        None => None,
    };
    let entries = store::entries(&cx.db, &org.sectors).await?;
    let is_over = |it: &Entry| it.draft.valid_to.is_some_and(|to| to <= cx.today());
    let over = entries.iter().filter(|it| is_over(it)).count();
    let collected = entries.len() - over;
    let shown: Vec<Entry> = entries
        .into_iter()
        .filter(|it| retired == Retired::Shown || !is_over(it))
        .filter(|it| sector.as_ref().is_none_or(|sector| sector.code == it.draft.sector))
        .collect();
    let of = |it: &Entry| (it.draft.code.clone(), it.draft.name_vi.clone(), it.draft.name_en.clone());
    let keyed: Vec<_> = shown.into_iter().map(|it| (of(&it), it)).collect();
    let ranked = found(asked, keyed, |(key, _)| (&key.0, [&key.1, &key.2]));
    let line = |(_, it): (_, Entry)| {
        Some(CatalogueLine {
            named: store::named(&it.draft),
            sector: org.sector_by_code(&it.draft.sector)?.id,
            derived: it.draft.formula.is_some(),
            measure: it.draft.measure,
            version: it.version,
            valid_from: it.draft.valid_from,
            valid_to: it.draft.valid_to,
        })
    };
    Ok(Catalogue {
        asked: asked.trim().to_owned(),
        sector: sector.map(|it| it.code),
        retired,
        lines: ranked.into_iter().filter_map(line).collect(),
        collected,
        over,
        sectors: org.sectors,
        today: cx.today(),
        may_change: store::may_change(cx).await?,
    })
}

/// One indicator's definition with its history and use; without a code, what a new one starts with. What a plain
/// form sent and was refused for stands in place of what is kept.
///
/// # Errors
/// [`Error::NotFound`] for a code that is not there.
pub async fn entry(cx: &Context, code: Option<&str>) -> Result<EntrySheet> {
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let entries = store::entries(&cx.db, &org.sectors).await?;
    let entry = match code {
        Some(code) => Some(find(&entries, code)?),
        None => None,
    };
    let (versions, used) = match entry {
        Some(entry) => (
            store::versions(&cx.db, entry, &org.sectors).await?,
            store::used(&cx.db, entry, &entries, &org).await?,
        ),
        None => (Vec::new(), EntryUse::default()),
    };
    let kept = entry.map(|it| IndicatorInput::of(&it.draft));
    let typed = kept.clone().unwrap_or_else(|| store::blank(cx.today(), org.sectors.first()));
    let others = entries.iter().filter(|it| entry.is_none_or(|own| own.id != it.id));
    let mut sheet = EntrySheet {
        version: entry.map_or(0, |it| it.version),
        kept,
        typed,
        reason: String::new(),
        errors: FieldErrors::default(),
        refused: None,
        versions,
        used,
        others: others.map(|it| store::named(&it.draft)).collect(),
        sectors: org.sectors.clone(),
        sets: crate::period::server::sets(&cx.db).await?,
        today: cx.today(),
        may_change: store::may_change(cx).await?,
    };
    if let Some(Retry { typed, error }) = retry() {
        for field in Field::ALL {
            if let Some(text) = typed.get(field.word()) {
                sheet.typed.set(*field, text.clone());
            }
        }
        sheet.reason = typed.get("reason").cloned().unwrap_or_default();
        match error {
            Some(Error::Invalid(errors)) => sheet.errors = errors,
            error => sheet.refused = error,
        }
    }
    Ok(sheet)
}

fn find<'a>(entries: &'a [Entry], code: &str) -> Result<&'a Entry> {
    entries.iter().find(|it| it.draft.code.eq_ignore_ascii_case(code)).ok_or(Error::NotFound)
}

/// The dictionary as a transaction that changes it sees it, once the actor was admitted.
async fn opened(cx: &Context, tx: &DatabaseTransaction) -> Result<(Org, Vec<Entry>)> {
    store::require(cx, tx).await?;
    store::lock(tx).await?;
    let org = crate::org::server::at(tx, cx.today()).await?;
    let entries = store::entries(tx, &org.sectors).await?;
    Ok((org, entries))
}

/// What a definition refers to must be there and lead nowhere back.
async fn check(tx: &DatabaseTransaction, org: &Org, entries: &[Entry], draft: &IndicatorDraft) -> Result<()> {
    let mut known = store::known(tx, org, entries).await?;
    known.put(draft);
    let errors = known.check(draft);
    if errors.0.is_empty() { Ok(()) } else { Err(errors.into()) }
}

/// Makes an indicator, and answers its code.
pub async fn define(cx: &Context, input: &IndicatorInput, reason: &str) -> Result<String> {
    let mut errors = FieldErrors::default();
    let reason = errors.keep("reason", parse_text(reason, REASON));
    let draft = parse(input, errors)?;
    let tx = cx.write().await?;
    let (org, entries) = opened(cx, &tx).await?;
    if find(&entries, &draft.code).is_ok() {
        return Err(FieldErrors::of(Field::Code.word(), Problem::Taken).into());
    }
    check(&tx, &org, &entries, &draft).await?;
    let id = store::put(cx, &tx, &org, None, &draft, reason.flatten()).await?;
    let change =
        Change { action: "indicator.define", kind: "indicator", id: id.0, before: None, after: Some(&draft) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(draft.code)
}

/// Makes a new version of a definition after the one seen, and answers its number. The code stays. Where nothing
/// changes, there is no new version.
///
/// # Errors
/// [`Error::Conflict`] when there is a newer version than `seen`.
pub async fn revise(
    cx: &Context,
    code: &str,
    seen: i32,
    input: &IndicatorInput,
    reason: &str,
) -> Result<i32> {
    let mut input = input.clone();
    input.set(Field::Code, code);
    let mut errors = FieldErrors::default();
    let reason = errors.keep("reason", parse_required(reason, REASON));
    let draft = parse(&input, errors)?;
    write(cx, "indicator.revise", seen, code, reason, |_| Ok(draft)).await
}

/// Ends an indicator's collection on a day, which has nothing deleted; without a day, takes it up again.
///
/// # Errors
/// [`Error::Conflict`] when there is a newer version than `seen`.
pub async fn retire(cx: &Context, code: &str, seen: i32, from: Option<&str>, reason: &str) -> Result<i32> {
    let mut errors = FieldErrors::default();
    let reason = errors.keep("reason", parse_required(reason, REASON));
    let day = match from {
        Some(text) => errors.keep(Field::ValidTo.word(), parse_date(text)).map(Some),
        None => Some(None),
    };
    let Some(day) = day.filter(|_| errors.0.is_empty()) else { return Err(errors.into()) };
    let action = if day.is_some() { "indicator.retire" } else { "indicator.reinstate" };
    write(cx, action, seen, code, reason, |kept| {
        if day.is_some_and(|it| it <= kept.valid_from) {
            return Err(FieldErrors::of(Field::ValidTo.word(), Problem::BeforeStart).into());
        }
        Ok(IndicatorDraft { valid_to: day, ..kept.clone() })
    })
    .await
}

fn parse(input: &IndicatorInput, mut errors: FieldErrors) -> Result<IndicatorDraft> {
    match input.parse() {
        Ok(draft) if errors.0.is_empty() => Ok(draft),
        Ok(_) => Err(errors.into()),
        Err(found) => {
            errors.0.extend(found.0);
            Err(errors.into())
        }
    }
}

async fn write(
    cx: &Context,
    action: &str,
    seen: i32,
    code: &str,
    reason: Option<String>,
    change: impl FnOnce(&IndicatorDraft) -> Result<IndicatorDraft>,
) -> Result<i32> {
    let tx = cx.write().await?;
    let (org, entries) = opened(cx, &tx).await?;
    let kept = find(&entries, code)?;
    if kept.version != seen {
        return Err(Error::Conflict);
    }
    let draft = change(&kept.draft)?;
    if draft == kept.draft {
        return Ok(kept.version);
    }
    check(&tx, &org, &entries, &draft).await?;
    let id = store::put(cx, &tx, &org, Some(kept), &draft, reason).await?;
    let change =
        Change { action, kind: "indicator", id: id.0, before: Some(&kept.draft), after: Some(&draft) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(kept.version + 1)
}
