//! Invented figures and targets. The source's own two, GD11 and GD12, are left for the editor to type.

use super::catalogue::Calendar;
use super::indicators::{Indicators, Known};
use super::source::table;
use super::units::Units;
use super::{at, day};
use crate::id::{FigureId, PersonId, ReportId, TargetId, TargetRevisionId, UnitId};
use crate::indicator::FigureState;
use crate::indicator::server::entity::{figure, target, target_revision};
use crate::number::Number;
use crate::time::Instant;
use anyhow::Context;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;

const FIGURES: &str = include_str!("data/figures.csv");

/// Targets are plain; a figure is empty (nothing entered), `12.5`, `47/50` with its numerator and denominator, `x`
/// (not applicable) or `? reason` (missing).
#[derive(Deserialize)]
pub struct Row {
    code: String,
    target_2015: String,
    target_2016: String,
    h1_2015: String,
    h2_2015: String,
    h1_2016: String,
}

impl Row {
    fn in_period(&self, code: &str) -> &str {
        match code {
            "2015-H1" => &self.h1_2015,
            "2015-H2" => &self.h2_2015,
            "2016-H1" => &self.h1_2016,
            _ => "",
        }
    }
}

pub fn read() -> anyhow::Result<Vec<Row>> {
    table(FIGURES)
}

pub async fn put_targets(
    db: &impl ConnectionTrait,
    rows: &[Row],
    unit_of: impl Fn(&Known) -> anyhow::Result<UnitId>,
    indicators: &Indicators,
) -> anyhow::Result<()> {
    let (mut targets, mut revisions) = (Vec::new(), Vec::new());
    for row in rows {
        let known = indicators.known(&row.code)?;
        let years: [(i32, &str, NaiveDate); 2] =
            [(2015, &row.target_2015, day(2014, 12, 19)), (2016, &row.target_2016, day(2015, 12, 18))];
        for (year, text, adopted_on) in years {
            if text.is_empty() {
                continue;
            }
            let (id, value) = (TargetId::fresh(), number(text)?.to_stored());
            revisions.push(target_revision::ActiveModel {
                id: Set(TargetRevisionId::fresh()),
                target_id: Set(id),
                value: Set(Some(value)),
                at: Set(at(adopted_on, 9 * 60)),
                person_id: Set(None),
                adopted_on: Set(Some(adopted_on)),
                reason: Set(None),
            });
            targets.push(target::ActiveModel {
                id: Set(id),
                indicator_id: Set(known.id),
                unit_id: Set(unit_of(known)?),
                year: Set(year),
                period_id: Set(None),
                value: Set(Some(value)),
                adopted_on: Set(adopted_on),
                revision: Set(1),
                sample: Set(true),
                updated_at: Set(at(adopted_on, 9 * 60)),
            });
        }
    }
    target::Entity::insert_many(targets).exec_without_returning(db).await?;
    target_revision::Entity::insert_many(revisions).exec_without_returning(db).await?;
    Ok(())
}

/// A unit's figures of one report.
pub struct Sheet<'a> {
    pub report: ReportId,
    /// Code of the unit.
    pub unit: &'a str,
    /// Code of the period.
    pub period: &'a str,
    pub editor: PersonId,
    pub at: Instant,
}

pub fn of_report(
    rows: &[Row],
    sheet: &Sheet<'_>,
    asked: impl Fn(&Known) -> bool,
    units: &Units,
    calendar: &Calendar,
    indicators: &Indicators,
) -> anyhow::Result<Vec<figure::ActiveModel>> {
    let mut figures = Vec::new();
    for row in rows {
        let known = indicators.known(&row.code)?;
        let text = row.in_period(sheet.period).trim();
        if text.is_empty() || !asked(known) {
            continue;
        }
        let typed = read_figure(text)?;
        figures.push(figure::ActiveModel {
            id: Set(FigureId::fresh()),
            report_id: Set(sheet.report),
            indicator_id: Set(known.id),
            unit_id: Set(units.unit(sheet.unit)?),
            period_id: Set(calendar.period(sheet.period)?),
            state: Set(typed.state),
            value: Set(typed.value.map(Number::to_stored)),
            numerator: Set(typed.ratio.map(|it| it.0.to_stored())),
            denominator: Set(typed.ratio.map(|it| it.1.to_stored())),
            prior: Set(None),
            reason: Set(typed.reason),
            revision: Set(1),
            updated_at: Set(sheet.at),
            updated_by: Set(Some(sheet.editor)),
            sample: Set(true),
        });
    }
    Ok(figures)
}

struct Typed {
    state: FigureState,
    value: Option<Number>,
    ratio: Option<(Number, Number)>,
    reason: Option<String>,
}

fn read_figure(text: &str) -> anyhow::Result<Typed> {
    let bare = |state| Typed { state, value: None, ratio: None, reason: None };
    if text == "x" {
        return Ok(bare(FigureState::NotApplicable));
    }
    if let Some(reason) = text.strip_prefix('?') {
        return Ok(Typed { reason: Some(reason.trim().to_owned()), ..bare(FigureState::Missing) });
    }
    let ratio = match text.split_once('/') {
        Some((part, whole)) => Some((number(part)?, number(whole)?)),
        None => None,
    };
    let value = match ratio {
        Some((part, whole)) => part.percent_of(whole).context("a ratio's whole is zero")?,
        None => number(text)?,
    };
    Ok(Typed { value: Some(value), ratio, ..bare(FigureState::Value) })
}

fn number(text: &str) -> anyhow::Result<Number> {
    Number::parse(text).map_err(|problem| anyhow::anyhow!("{text}: {problem:?}"))
}
