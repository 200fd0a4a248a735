//! What the office keeps of checks. Nothing is overwritten: each change is a version of its own.

use super::entity::indicator_check;
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{CheckId, IndicatorId};
use crate::indicator::Indicator;
use crate::number::Number;
use crate::report::{Check, CheckDraft, CheckKind, KeptCheck, Rule, usual};
use crate::server::{Change, Context, record_change};
use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};

/// Every version of every check, or of one indicator's; newest first.
pub async fn versions(db: &impl ConnectionTrait, only: Option<IndicatorId>) -> Result<Vec<KeptCheck>> {
    let mut rows = indicator_check::Entity::find().order_by_desc(indicator_check::Column::Version);
    if let Some(only) = only {
        rows = rows.filter(indicator_check::Column::IndicatorId.eq(only));
    }
    Ok(rows.all(db).await?.into_iter().map(KeptCheck::from).collect())
}

/// Keeps a check from its day on, in place of the version that was seen; 0 where there was none.
///
/// # Errors
/// [`Error::Conflict`] when someone else kept another version since; field errors where a code is not known.
pub async fn keep(cx: &Context, tx: &DatabaseTransaction, draft: CheckDraft, seen: i32) -> Result<()> {
    let all = crate::indicator::server::all(tx).await?;
    let indicator = named(&all, &draft.code)?;
    if let Rule::SumOfParts(codes) = &draft.rule
        && !codes.iter().all(|code| all.iter().any(|it| it.code == *code))
    {
        return Err(FieldErrors::of("parts", Problem::Unknown).into());
    }
    let before = newest(tx, indicator.id, draft.rule.kind()).await?;
    let after = KeptCheck {
        indicator: indicator.id,
        rule: draft.rule,
        severity: draft.severity,
        message: draft.message,
        enabled: true,
        version: 0,
        valid_from: draft.from,
    };
    put(cx, tx, before, after, seen).await
}

/// Switches a check off from a day on: one that is kept, or one that comes by itself.
///
/// # Errors
/// [`Error::NotFound`] where there is nothing to switch off; [`Error::Conflict`] as [`keep`].
pub async fn switch_off(
    cx: &Context,
    tx: &DatabaseTransaction,
    code: &str,
    kind: CheckKind,
    from: NaiveDate,
    seen: i32,
) -> Result<()> {
    let all = crate::indicator::server::all(tx).await?;
    let indicator = named(&all, code)?;
    let before = newest(tx, indicator.id, kind).await?;
    let after = match (&before, usual(indicator, kind)) {
        (Some(kept), _) => kept.clone(),
        (None, Some((rule, severity))) => KeptCheck {
            indicator: indicator.id,
            rule,
            severity,
            message: None,
            enabled: true,
            version: 0,
            valid_from: from,
        },
        (None, None) => return Err(Error::NotFound),
    };
    put(cx, tx, before, KeptCheck { enabled: false, valid_from: from, ..after }, seen).await
}

fn named<'a>(all: &'a [Indicator], code: &str) -> Result<&'a Indicator> {
    let found = all.iter().find(|it| it.code.eq_ignore_ascii_case(code));
    found.ok_or_else(|| FieldErrors::of("code", Problem::Unknown).into())
}

async fn newest(
    tx: &DatabaseTransaction,
    indicator: IndicatorId,
    kind: CheckKind,
) -> Result<Option<KeptCheck>> {
    Ok(versions(tx, Some(indicator)).await?.into_iter().find(|it| it.rule.kind() == kind))
}

async fn put(
    cx: &Context,
    tx: &DatabaseTransaction,
    before: Option<KeptCheck>,
    mut after: KeptCheck,
    seen: i32,
) -> Result<()> {
    let last = before.as_ref().map_or(0, |it| it.version);
    if last != seen {
        return Err(Error::Conflict);
    }
    after.version = last + 1;
    let stored = |it: Option<Number>| it.map(Number::to_stored);
    let (low, high) = match &after.rule {
        Rule::Range { low, high } => (stored(*low), stored(*high)),
        _ => (None, None),
    };
    let (message_vi, message_en) = after.message.clone().unzip();
    let row = indicator_check::ActiveModel {
        id: Set(CheckId::fresh()),
        indicator_id: Set(after.indicator),
        kind: Set(after.rule.kind()),
        version: Set(after.version),
        valid_from: Set(after.valid_from),
        enabled: Set(after.enabled),
        severity: Set(after.severity),
        low: Set(low),
        high: Set(high),
        factor: Set(match &after.rule {
            Rule::Outlier { factor } => Some(factor.to_stored()),
            _ => None,
        }),
        parts: Set(match &after.rule {
            Rule::SumOfParts(codes) => Some(codes.join(" ")),
            _ => None,
        }),
        message_vi: Set(message_vi),
        message_en: Set(message_en),
    };
    indicator_check::Entity::insert(row).exec_without_returning(tx).await?;
    let change = Change {
        action: if after.enabled { "check.keep" } else { "check.switch_off" },
        kind: "indicator",
        id: after.indicator.0,
        before,
        after: Some(after),
    };
    record_change(cx, tx, change).await
}

impl From<indicator_check::Model> for KeptCheck {
    fn from(row: indicator_check::Model) -> Self {
        let (version, valid_from) = (row.version, row.valid_from);
        let Check { indicator, rule, severity, message, enabled } = row.into();
        Self { indicator, rule, severity, message, enabled, version, valid_from }
    }
}
