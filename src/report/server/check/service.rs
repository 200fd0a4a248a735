use super::entity::check_answer;
use super::store;
use crate::error::{Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{CheckAnswerId, IndicatorId, ReportId, UnitId};
use crate::indicator::{Aggregation, Indicator};
use crate::org::Org;
use crate::period::{Period, PeriodKind};
use crate::report::server::{entity::report, service as reading, store as reports, write};
use crate::report::{
    Answer, CheckKind, Finding, GridRow, History, Past, SectorSection, Severity, Told, findings,
};
use crate::server::{Change, Context, record_change};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};
use serde::Serialize;
use tokio::try_join;

/// The most own values that an outlier is told by.
const LONGEST: usize = 12;

/// What the checks find in a report, with the reasons given.
///
/// # Errors
/// [`crate::error::Denial::NotPublished`] to anyone the report is not open to.
pub async fn show(cx: &Context, id: ReportId) -> Result<Vec<Finding>> {
    let row = reports::row(&cx.db, id).await?;
    reading::require_sight(&cx.actor, &row)?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::known(cx).await?.at(period.cut_off);
    found(&cx.db, &row, &period, &org).await
}

/// Gives the reason why a warning is let pass, for what is found now.
///
/// # Errors
/// [`Error::NotFound`] when nothing of the kind is found any more; field errors on `reason`.
pub async fn answer(
    cx: &Context,
    id: ReportId,
    indicator: IndicatorId,
    rule: CheckKind,
    reason: &str,
) -> Result<Vec<Finding>> {
    const LONGEST_REASON: u32 = 300;
    let reason = parse_required(reason, LONGEST_REASON)
        .map_err(|problem| Error::from(FieldErrors::of("reason", problem)))?;
    let row = reports::row(&cx.db, id).await?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::known(cx).await?.at(period.cut_off);
    let tx = cx.write().await?;
    let row = write::writable(cx, &tx, id).await?;
    let stands = found(&tx, &row, &period, &org).await?;
    let stands = stands
        .into_iter()
        .find(|it| (it.indicator, it.rule) == (indicator, rule) && it.severity == Severity::Warning);
    let stands = stands.ok_or(Error::NotFound)?;
    keep(cx, &tx, id, &stands, reason).await?;
    let after = found(&tx, &row, &period, &org).await?;
    tx.commit().await?;
    Ok(after)
}

/// What the audit keeps of a reason.
#[derive(Serialize)]
struct Kept<'a> {
    code: &'a str,
    rule: CheckKind,
    about: &'a str,
    reason: &'a str,
}

async fn keep(
    cx: &Context,
    tx: &DatabaseTransaction,
    report: ReportId,
    finding: &Finding,
    reason: String,
) -> Result<()> {
    let earlier = store::answers(tx, report).await?;
    let earlier = earlier.iter().find(|it| (it.indicator_id, it.kind) == (finding.indicator, finding.rule));
    let about = finding.about();
    let told = |about, reason| Kept { code: &finding.code, rule: finding.rule, about, reason };
    let change = Change {
        action: "finding.answer",
        kind: "report",
        id: report.0,
        before: earlier.map(|it| told(&it.about, &it.reason)),
        after: Some(told(&about, &reason)),
    };
    record_change(cx, tx, change).await?;
    let row = check_answer::ActiveModel {
        id: Set(earlier.map_or_else(CheckAnswerId::fresh, |it| it.id)),
        report_id: Set(report),
        indicator_id: Set(finding.indicator),
        kind: Set(finding.rule),
        about: Set(about),
        reason: Set(reason),
        at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
    };
    if earlier.is_some() {
        check_answer::Entity::update(row).exec(tx).await?;
    } else {
        check_answer::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Lets a report pass only when its figures are free of errors and every warning has its reason.
///
/// # Errors
/// What is wrong, by indicator code.
pub async fn require_clean(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &report::Model,
    period: &Period,
    sections: &[SectorSection],
) -> Result<()> {
    let rows = reports::rows_in(sections);
    let mut problems = FieldErrors::default();
    // Warnings come last: an error of the same cell is what is told.
    for finding in judged(tx, row.id, row.unit_id, period, &rows).await?.into_iter().filter(Finding::blocks) {
        let problem = match (&finding.told, finding.severity) {
            (Told::Missing, _) => Problem::Required,
            (_, Severity::Error) => Problem::Told(finding.message(cx.lang)),
            (_, Severity::Warning) => Problem::Told(cx.lang.check_needs_reason(finding.message(cx.lang))),
        };
        problems.0.entry(finding.code).or_insert(problem);
    }
    if problems.0.is_empty() { Ok(()) } else { Err(problems.into()) }
}

async fn found(
    db: &impl ConnectionTrait,
    row: &report::Model,
    period: &Period,
    org: &Org,
) -> Result<Vec<Finding>> {
    let rows = reports::rows(db, row, period, org).await?;
    judged(db, row.id, row.unit_id, period, &rows).await
}

/// What the checks find in these rows of a report, with the reasons given.
pub async fn judged(
    db: &impl ConnectionTrait,
    report: ReportId,
    unit: UnitId,
    period: &Period,
    rows: &[GridRow],
) -> Result<Vec<Finding>> {
    let ids: Vec<_> = rows.iter().map(|it| it.indicator.id).collect();
    let (kept, earlier) = try_join!(
        store::checks(db, period.cut_off, &ids),
        crate::indicator::server::past::earlier(db, unit, period, &ids),
    )?;
    let history: History = rows
        .iter()
        .filter_map(|it| Some((it.indicator.id, past(&it.indicator, period, earlier.get(&it.indicator.id)?))))
        .collect();
    let mut found = findings(rows, &kept, &history);
    if found.iter().any(|it| it.severity == Severity::Warning) {
        answer_all(db, report, &mut found).await?;
    }
    Ok(found)
}

/// What of the unit's earlier values can be held against this period's.
fn past(indicator: &Indicator, period: &Period, earlier: &[(Period, crate::number::Number)]) -> Past {
    let part_of_year = |it: &Period| it.code.split_once('-').map(|(_, part)| part.to_owned());
    let grows = indicator.cumulative && indicator.aggregation == Aggregation::Sum;
    let alike = |it: &Period| {
        // A running total is held against the same part of other years.
        it.kind == period.kind && (!grows || part_of_year(it) == part_of_year(period))
    };
    let values = earlier.iter().filter(|(it, _)| alike(it)).rev().take(LONGEST).map(|(_, value)| *value);
    let last = earlier
        .iter()
        .rfind(|(it, _)| grows && it.year == period.year && it.kind != PeriodKind::SchoolYear)
        .map(|(it, value)| (*value, it.name_vi.clone(), it.name_en.clone()));
    Past { values: values.collect(), last }
}

async fn answer_all(db: &impl ConnectionTrait, report: ReportId, found: &mut [Finding]) -> Result<()> {
    let answers = store::answers(db, report).await?;
    let people: Vec<_> = answers.iter().filter_map(|it| it.person_id).collect();
    let names = crate::identity::server::names(db, &people).await?;
    for finding in found.iter_mut().filter(|it| it.severity == Severity::Warning) {
        let answer = answers.iter().find(|it| {
            (it.indicator_id, it.kind) == (finding.indicator, finding.rule) && it.about == finding.about()
        });
        finding.answer = answer.map(|it| Answer {
            reason: it.reason.clone(),
            by: it.person_id.and_then(|it| names.get(&it).cloned()),
            at: it.at,
        });
    }
    Ok(())
}
