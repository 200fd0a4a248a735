//! Figures as reports keep them, put together with the year's targets and last year's figures.

use super::entity::{figure, figure_history, target as target_row};
use super::target::{self, Key, Written};
use super::totals::is_counted;
use crate::error::Result;
use crate::id::{FigureHistoryId, FigureId, IndicatorId, PeriodId, ReportId, UnitId};
use crate::indicator::{Cell, Column, Figure, FigureState};
use crate::number::Number;
use crate::period::Period;
use crate::server::{Change, Context, record_change};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use tokio::try_join;

/// A report's place among figures. A unit may have several reports for one period, each by its own regime, and
/// each with its own figures; the targets are the unit's.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub report: ReportId,
    pub unit: UnitId,
    pub period: &'a Period,
}

/// What is known already of the same period a year earlier.
#[derive(Clone, Debug)]
pub enum LastYear {
    Nothing,
    /// Which one it was, if it is kept.
    Period(Option<PeriodId>),
    Figures(Vec<(IndicatorId, Number)>),
}

/// All that a report has: its figures, published or not, the unit's targets for the year, and the same period of
/// last year. Whether the asker may see them is the caller's to know.
pub async fn figures(db: &impl ConnectionTrait, place: Place<'_>) -> Result<HashMap<IndicatorId, Figure>> {
    figures_beside(db, place, LastYear::Nothing).await
}

/// As [`figures`], where something is known of last year.
pub async fn figures_beside(
    db: &impl ConnectionTrait,
    place: Place<'_>,
    last: LastYear,
) -> Result<HashMap<IndicatorId, Figure>> {
    let desk = Desk::laid(db, place, None, last).await?;
    Ok(desk.all().map(|it| (it.indicator, it)).collect())
}

/// As [`figures`], of these indicators alone.
pub async fn figures_of(
    db: &impl ConnectionTrait,
    place: Place<'_>,
    only: &[IndicatorId],
) -> Result<HashMap<IndicatorId, Figure>> {
    let desk = Desk::laid(db, place, Some(only), LastYear::Nothing).await?;
    Ok(desk.all().map(|it| (it.indicator, it)).collect())
}

/// Some of a report's figures with what stands beside them, as the database has them, to be read and written.
pub struct Desk {
    rows: HashMap<IndicatorId, figure::Model>,
    /// In the order of their writing: the last one speaks.
    targets: Vec<target_row::Model>,
    priors: HashMap<IndicatorId, Number>,
}

impl Desk {
    /// Of these indicators, or all.
    pub async fn laid(
        db: &impl ConnectionTrait,
        place: Place<'_>,
        only: Option<&[IndicatorId]>,
        last: LastYear,
    ) -> Result<Self> {
        let mut rows = figure::Entity::find().filter(figure::Column::ReportId.eq(place.report));
        if let Some(only) = only {
            rows = rows.filter(figure::Column::IndicatorId.is_in(only.iter().copied()));
        }
        let (rows, targets, priors) = try_join!(
            async { Ok(rows.all(db).await?) },
            Box::pin(targets(db, place, only)),
            Box::pin(priors(db, place, only, last))
        )?;
        let rows = rows.into_iter().map(|it| (it.indicator_id, it)).collect();
        Ok(Self { rows, targets, priors: priors.into_iter().collect() })
    }

    /// An indicator's figure; untouched where nothing is kept of it.
    pub fn figure(&self, indicator: IndicatorId) -> Figure {
        let kept = self.rows.get(&indicator).cloned().map(Figure::from);
        let mut figure = kept.unwrap_or_else(|| Figure::untouched(indicator));
        for row in self.targets.iter().filter(|it| it.indicator_id == indicator) {
            figure.sample |= row.sample;
            let value = row.value.map(Number::from_stored);
            if row.period_id.is_some() {
                figure.period_target = value;
            } else {
                (figure.target, figure.target_revision) = (value, row.revision);
            }
        }
        if let Some(prior) = self.priors.get(&indicator) {
            (figure.prior, figure.prior_is_kept) = (Some(*prior), true);
        }
        figure
    }

    fn all(&self) -> impl Iterator<Item = Figure> {
        let of_targets = self.targets.iter().map(|it| it.indicator_id);
        let known: BTreeSet<_> =
            self.rows.keys().chain(self.priors.keys()).copied().chain(of_targets).collect();
        known.into_iter().map(|it| self.figure(it))
    }

    /// Writes what one cell holds, with its history and its audit record. The report's row must be locked by the
    /// transaction, and have been when this was laid, so that nobody writes the same figure meanwhile.
    pub async fn write(
        &mut self,
        cx: &Context,
        tx: &DatabaseTransaction,
        place: Place<'_>,
        indicator: IndicatorId,
        column: Column,
        cell: &Cell,
    ) -> Result<()> {
        if column == Column::Target {
            write_target(cx, tx, place, indicator, cell).await?;
            self.targets.retain(|it| it.indicator_id != indicator);
            self.targets.extend(targets(tx, place, Some(&[indicator])).await?);
            return Ok(());
        }
        let found = self.rows.get(&indicator).cloned();
        let written = write_row(cx, tx, place, indicator, found, |row| put(row, column, cell)).await?;
        self.rows.insert(indicator, written);
        Ok(())
    }
}

/// A unit's targets of a period: the year's, and those of the period itself.
async fn targets(
    db: &impl ConnectionTrait,
    Place { unit, period, .. }: Place<'_>,
    only: Option<&[IndicatorId]>,
) -> Result<Vec<target_row::Model>> {
    let mut rows = target_row::Entity::find()
        .filter(target_row::Column::UnitId.eq(unit))
        .filter(target_row::Column::Year.eq(period.year))
        .filter(
            Condition::any()
                .add(target_row::Column::PeriodId.is_null())
                .add(target_row::Column::PeriodId.eq(period.id)),
        )
        .order_by_asc(target_row::Column::UpdatedAt);
    if let Some(only) = only {
        rows = rows.filter(target_row::Column::IndicatorId.is_in(only.iter().copied()));
    }
    Ok(rows.all(db).await?)
}

/// Values of the same period last year, from a report that was accepted.
pub async fn priors(
    db: &impl ConnectionTrait,
    place: Place<'_>,
    only: Option<&[IndicatorId]>,
    last: LastYear,
) -> Result<Vec<(IndicatorId, Number)>> {
    let before = match last {
        LastYear::Nothing => crate::period::server::year_before(db, place.period).await?.map(|it| it.id),
        LastYear::Period(before) => before,
        LastYear::Figures(known) => return Ok(known),
    };
    let Some(before) = before else { return Ok(Vec::new()) };
    let mut rows = figure::Entity::find()
        .select_only()
        .columns([figure::Column::IndicatorId, figure::Column::Value])
        .filter(figure::Column::UnitId.eq(place.unit))
        .filter(figure::Column::PeriodId.eq(before))
        .filter(figure::Column::State.eq(FigureState::Value))
        .filter(is_counted());
    if let Some(only) = only {
        rows = rows.filter(figure::Column::IndicatorId.is_in(only.iter().copied()));
    }
    let rows: Vec<(IndicatorId, Option<i64>)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().filter_map(|(it, value)| Some((it, Number::from_stored(value?)))).collect())
}

/// The indicators that each report says something of: a value, not applicable, or why it is missing.
pub async fn given(
    db: &impl ConnectionTrait,
    reports: &[ReportId],
) -> Result<HashMap<ReportId, Vec<IndicatorId>>> {
    let mut found: HashMap<ReportId, Vec<IndicatorId>> = HashMap::new();
    if reports.is_empty() {
        return Ok(found);
    }
    let rows = figure::Entity::find()
        .filter(figure::Column::ReportId.is_in(reports.iter().copied()))
        .all(db)
        .await?;
    for row in rows.into_iter().filter(|it| it.state != FigureState::Missing || it.reason.is_some()) {
        found.entry(row.report_id).or_default().push(row.indicator_id);
    }
    Ok(found)
}

/// What a figure's history and the audit keep of it.
#[derive(Serialize)]
struct Kept<'a> {
    state: FigureState,
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    prior: Option<Number>,
    reason: Option<&'a str>,
}

impl<'a> From<&'a figure::Model> for Kept<'a> {
    fn from(row: &'a figure::Model) -> Self {
        Self {
            state: row.state,
            value: row.value.map(Number::from_stored),
            numerator: row.numerator.map(Number::from_stored),
            denominator: row.denominator.map(Number::from_stored),
            prior: row.prior.map(Number::from_stored),
            reason: row.reason.as_deref(),
        }
    }
}

async fn write_row(
    cx: &Context,
    tx: &DatabaseTransaction,
    place: Place<'_>,
    indicator: IndicatorId,
    found: Option<figure::Model>,
    put: impl FnOnce(&mut figure::Model),
) -> Result<figure::Model> {
    let is_new = found.is_none();
    let before = found.unwrap_or_else(|| figure::Model {
        id: FigureId::fresh(),
        report_id: place.report,
        indicator_id: indicator,
        unit_id: place.unit,
        period_id: place.period.id,
        state: FigureState::Missing,
        value: None,
        numerator: None,
        denominator: None,
        prior: None,
        reason: None,
        revision: 0,
        updated_at: cx.now(),
        updated_by: None,
        sample: false,
    });
    let mut after = before.clone();
    put(&mut after);
    after.revision += 1;
    after.updated_at = cx.now();
    after.updated_by = Some(cx.actor.person);

    let row = figure::ActiveModel::from(after.clone()).reset_all();
    if is_new {
        figure::Entity::insert(row).exec_without_returning(tx).await?;
    } else {
        figure::Entity::update(row).exec(tx).await?;
    }
    let text = |it: &figure::Model| serde_json::to_string(&Kept::from(it)).unwrap_or_default();
    let history = figure_history::ActiveModel {
        id: Set(FigureHistoryId::fresh()),
        figure_id: Set(after.id),
        before: Set(text(&before)),
        after: Set(text(&after)),
        at: Set(after.updated_at),
        person_id: Set(after.updated_by),
    };
    figure_history::Entity::insert(history).exec_without_returning(tx).await?;
    let change = Change {
        action: "figure.write",
        kind: "figure",
        id: after.id.0,
        before: (!is_new).then(|| Kept::from(&before)),
        after: Some(Kept::from(&after)),
    };
    record_change(cx, tx, change).await?;
    Ok(after)
}

/// Puts a cell into its row. A value and "not applicable" exclude each other.
fn put(row: &mut figure::Model, column: Column, cell: &Cell) {
    match column {
        Column::Actual => {
            let (value, numerator, denominator) = match cell {
                Cell::Number(value) => (Some(*value), None, None),
                Cell::Ratio(part, whole, percent) => (Some(*percent), Some(*part), Some(*whole)),
                Cell::Empty | Cell::Text(_) | Cell::Flag(_) => (None, None, None),
            };
            row.value = value.map(Number::to_stored);
            row.numerator = numerator.map(Number::to_stored);
            row.denominator = denominator.map(Number::to_stored);
            row.state = match (value, row.state) {
                (Some(_), _) => FigureState::Value,
                (None, FigureState::NotApplicable) => FigureState::NotApplicable,
                (None, _) => FigureState::Missing,
            };
            // Someone answers for it now.
            row.sample = false;
        }
        Column::NotApplicable if *cell == Cell::Flag(true) => {
            row.state = FigureState::NotApplicable;
            (row.value, row.numerator, row.denominator) = (None, None, None);
        }
        Column::NotApplicable => {
            row.state = if row.value.is_some() { FigureState::Value } else { FigureState::Missing };
        }
        Column::Prior => {
            row.prior = match cell {
                Cell::Number(value) => Some(value.to_stored()),
                _ => None,
            };
        }
        Column::Reason => {
            row.reason = match cell {
                Cell::Text(text) => Some(text.clone()),
                _ => None,
            };
        }
        Column::Target => {}
    }
}

async fn write_target(
    cx: &Context,
    tx: &DatabaseTransaction,
    place: Place<'_>,
    indicator: IndicatorId,
    cell: &Cell,
) -> Result<()> {
    let value = match cell {
        Cell::Number(value) => Some(*value),
        _ => None,
    };
    let key = Key { indicator, unit: place.unit, year: place.period.year, period: None };
    target::put(cx, tx, key, Written { value, adopted_on: cx.today(), reason: None }).await
}

impl From<figure::Model> for Figure {
    fn from(row: figure::Model) -> Self {
        Self {
            indicator: row.indicator_id,
            state: row.state,
            value: row.value.map(Number::from_stored),
            ratio: row
                .numerator
                .zip(row.denominator)
                .map(|(part, whole)| (Number::from_stored(part), Number::from_stored(whole))),
            prior: row.prior.map(Number::from_stored),
            prior_is_kept: false,
            target: None,
            period_target: None,
            reason: row.reason,
            sample: row.sample,
            revision: row.revision,
            target_revision: 0,
            saved_at: Some(row.updated_at),
        }
    }
}
