//! The offices' reports of four half-years, in the states of the week after the conference.

use super::catalogue::Calendar;
use super::figures::{self, Sheet};
use super::indicators::{Indicators, Known};
use super::people::Staff;
use super::source::{Finding, Source};
use super::units::Units;
use super::{at, day};
use crate::id::{PassageId, PersonId, ReportId, ReportVersionId};
use crate::indicator::server::entity::figure;
use crate::indicator::server::figure::Place;
use crate::report::server::entity::{passage, report, report_version};
use crate::report::{Passage, ReportState, ReportStep, Snapshot};
use crate::time::Instant;
use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The period that the conference reviews.
const REVIEWED: &str = "2016-H1";

/// Passages of the findings, by finding: one for each sector that it speaks of.
pub type Passages = HashMap<String, Vec<PassageId>>;

/// One report before it is written.
struct Draft<'a> {
    unit: &'a str,
    period: &'static str,
    state: ReportState,
    created_at: Instant,
    sent_at: Option<Instant>,
    accepted_at: Option<Instant>,
}

pub async fn put(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
    staff: &Staff,
    indicators: &Indicators,
    calendar: &Calendar,
) -> anyhow::Result<Passages> {
    let reporter: HashMap<_, _> =
        source.sectors.iter().map(|it| (it.code.as_str(), it.unit.as_str())).collect();
    let unit_of = |it: &Known| reporter.get(it.sector.as_str()).copied().context("a sector without a unit");
    let rows = figures::read()?;
    figures::put_targets(db, &rows, |it| units.unit(unit_of(it)?), indicators).await?;

    let (mut reports, mut drawn) = (Vec::new(), Vec::new());
    let (mut values, mut sentences) = (Vec::<figure::ActiveModel>::new(), Vec::new());
    let mut known = Passages::new();
    for draft in drafts(source) {
        let id = ReportId::fresh();
        let editor = staff.of_unit("editor", draft.unit)?;
        let sheet = Sheet {
            report: id,
            unit: draft.unit,
            period: draft.period,
            editor,
            at: draft.created_at + TimeDelta::hours(2),
        };
        let asked = |it: &Known| reporter.get(it.sector.as_str()) == Some(&draft.unit);
        let figures = figures::of_report(&rows, &sheet, asked, units, calendar, indicators)?;
        if draft.period == REVIEWED {
            sentences.extend(passages(source, units, &sheet, &mut known)?);
        }
        reports.push(report::ActiveModel {
            id: Set(id),
            unit_id: Set(units.unit(draft.unit)?),
            period_id: Set(calendar.period(draft.period)?),
            regime_id: Set(calendar.regime),
            outline_id: Set(calendar.outline),
            state: Set(draft.state),
            revision: Set(1),
            returned_reason: Set(None),
            created_at: Set(draft.created_at),
            sent_at: Set(draft.sent_at),
            accepted_at: Set(draft.accepted_at),
            changes_after_acceptance: Set(0),
            sample: Set(!figures.is_empty() || draft.sent_at.is_some()),
        });
        values.extend(figures);
        drawn.push((id, draft));
    }
    report::Entity::insert_many(reports).exec_without_returning(db).await?;
    figure::Entity::insert_many(values).exec_without_returning(db).await?;
    passage::Entity::insert_many(sentences).exec_without_returning(db).await?;
    put_versions(db, &drawn, units, staff).await?;
    Ok(known)
}

fn drafts(source: &Source) -> Vec<Draft<'_>> {
    let mut drafts = Vec::new();
    for office in &source.units {
        let unit = office.code.as_str();
        for (period, cut_off) in [("2015-H1", day(2015, 6, 14)), ("2015-H2", day(2015, 12, 14))] {
            drafts.push(draft(unit, period, cut_off, ReportState::Accepted));
        }
        drafts.push(draft(unit, REVIEWED, day(2016, 6, 14), reviewed_state(unit)));
        drafts.push(draft(unit, "2016-H2", day(2016, 7, 6), ReportState::Draft));
    }
    drafts
}

/// How far each office's report of the reviewed period has come.
fn reviewed_state(unit: &str) -> ReportState {
    match unit {
        "PGDDT" | "HCTD" | "VP" => ReportState::Draft,
        "PDT" | "TTDS" => ReportState::Sent,
        _ => ReportState::Accepted,
    }
}

/// A report begun the day after the cut-off, sent on the next and accepted on the third.
fn draft<'a>(unit: &'a str, period: &'static str, cut_off: NaiveDate, state: ReportState) -> Draft<'a> {
    let moment = |days: i64, minutes: i64| at(cut_off + TimeDelta::days(days), minutes);
    Draft {
        unit,
        period,
        state,
        created_at: moment(1, 8 * 60),
        sent_at: state.is_sent().then(|| moment(2, 15 * 60 + 40)),
        accepted_at: state.is_published().then(|| moment(3, 9 * 60 + 15)),
    }
}

/// What was sent and accepted leaves a version that keeps the report as it was.
async fn put_versions(
    db: &impl ConnectionTrait,
    drawn: &[(ReportId, Draft<'_>)],
    units: &Units,
    staff: &Staff,
) -> anyhow::Result<()> {
    let mut versions = Vec::new();
    for (report, draft) in drawn.iter().filter(|(_, it)| it.sent_at.is_some()) {
        let snapshot = serde_json::to_string(&snapshot(db, *report, draft, units).await?)?;
        let steps: [(ReportStep, Option<Instant>, PersonId); 2] = [
            (ReportStep::Send, draft.sent_at, staff.of_unit("head", draft.unit)?),
            (ReportStep::Accept, draft.accepted_at, staff.person("office")?),
        ];
        let taken = steps.into_iter().filter_map(|(step, at, by)| Some((step, at?, by)));
        versions.extend((1..).zip(taken).map(|(number, (step, at, by))| report_version::ActiveModel {
            id: Set(ReportVersionId::fresh()),
            report_id: Set(*report),
            number: Set(number),
            step: Set(step),
            reason: Set(None),
            snapshot: Set(snapshot.clone()),
            at: Set(at),
            person_id: Set(Some(by)),
        }));
    }
    report_version::Entity::insert_many(versions).exec_without_returning(db).await?;
    Ok(())
}

async fn snapshot(
    db: &impl ConnectionTrait,
    report: ReportId,
    draft: &Draft<'_>,
    units: &Units,
) -> anyhow::Result<Snapshot> {
    let period = crate::period::server::by_code(db, draft.period).await?;
    let place = Place { report, unit: units.unit(draft.unit)?, period: &period };
    let figures = crate::indicator::server::figure::figures(db, place).await?;
    let mut figures: Vec<_> = figures.into_values().collect();
    figures.sort_by_key(|it| it.indicator);
    let rows = passage::Entity::find()
        .filter(passage::Column::ReportId.eq(report))
        .order_by_asc(passage::Column::Id)
        .all(db)
        .await?;
    Ok(Snapshot { figures, passages: rows.into_iter().map(Passage::from).collect() })
}

/// The findings on the sectors that a unit answers for. Their texts are the source's.
fn passages(
    source: &Source,
    units: &Units,
    sheet: &Sheet<'_>,
    known: &mut Passages,
) -> anyhow::Result<Vec<passage::ActiveModel>> {
    let mut rows = Vec::new();
    for sector in source.sectors_of(sheet.unit) {
        let speaks = |it: &&Finding| it.sectors.contains(&sector.code);
        for (position, finding) in (1..).zip(source.results.iter().filter(speaks)) {
            let id = PassageId::fresh();
            known.entry(finding.id.clone()).or_default().push(id);
            rows.push(passage::ActiveModel {
                id: Set(id),
                report_id: Set(sheet.report),
                sector_id: Set(units.sector(&sector.code)?),
                kind: Set(finding.kind.parse()?),
                position: Set(position),
                content: Set(None),
                body: Set(finding.text.clone()),
                grade: Set(finding.grade.as_deref().map(str::parse).transpose()?),
                revision: Set(1),
                updated_at: Set(sheet.at),
                updated_by: Set(Some(sheet.editor)),
                sample: Set(false),
            });
        }
    }
    Ok(rows)
}
