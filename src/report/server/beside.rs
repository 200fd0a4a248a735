//! Reading one figure with its story, and what others wrote meanwhile.

use super::entity::report;
use super::{service, store};
use crate::error::{Error, Result};
use crate::id::{IndicatorId, ReportId};
use crate::indicator::server::{figure, trace};
use crate::indicator::{Column, Figure, standing};
use crate::report::{
    FigureChange, FigureStory, FreshFigure, FreshFigures, PastValue, Sight, Writer, cell_text,
};
use crate::server::Context;
use crate::time::Instant;
use chrono::Duration;

/// How many earlier values are told.
const PAST: usize = 12;
/// How far clocks of several servers may differ: asking twice for the same does no harm.
const LEEWAY: Duration = Duration::seconds(2);

/// What is told beside a figure's row. Who wrote what before is the unit's own: a history tells of drafts that
/// were never sent.
///
/// # Errors
/// [`crate::error::Denial::NotPublished`] to anyone the report is not open to; [`Error::NotFound`] for an
/// indicator that the report does not show.
pub async fn story(cx: &Context, id: ReportId, indicator: IndicatorId) -> Result<FigureStory> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let org = crate::org::server::arrived(cx).await?;
    let period = crate::period::server::known(cx, &org).await?.find(row.period_id)?.clone();
    let dictionary = crate::indicator::server::known(cx, &org).await?;
    let definition =
        dictionary.newest().iter().find(|it| it.id == indicator).cloned().ok_or(Error::NotFound)?;
    let asked = store::asked(cx, &row, &org, &period, &[indicator]).await?;
    let mut figures = figure::figures_of(&cx.db, store::place(&row, &period), &[indicator]).await?;
    let figure = figures.remove(&indicator).unwrap_or_else(|| Figure::untouched(indicator));
    if figure.saved_at.is_none() && !asked.indicators.iter().any(|it| it.id == indicator) {
        return Err(Error::NotFound);
    }
    let pace = standing(&definition, &period, &figure).pace;
    let past = trace::past(&cx.db, &cx.actor, row.unit_id, indicator, &period, PAST).await?;
    let changes = match service::sight_of(&cx.actor, &row)? {
        Sight::Whole => changes(cx, &row, period.year, indicator).await?,
        Sight::Received | Sight::Earlier | Sight::Published => Vec::new(),
    };
    let (definition, legal_source) = trace::definition(&cx.db, &definition).await?;
    let past = past
        .into_iter()
        .map(|(period, value)| PastValue { name_vi: period.name_vi, name_en: period.name_en, value })
        .collect();
    Ok(FigureStory { indicator, definition, legal_source, figure, pace, past, changes })
}

/// Who changed which cell of a figure's row, newest first.
async fn changes(
    cx: &Context,
    row: &report::Model,
    year: i32,
    indicator: IndicatorId,
) -> Result<Vec<FigureChange>> {
    let traces = trace::traces(&cx.db, row.id, row.unit_id, year, indicator).await?;
    let people: Vec<_> = traces.iter().filter_map(|it| it.by).collect();
    let names = crate::identity::server::names(&cx.db, &people).await?;
    let changes = traces.into_iter().flat_map(|it| {
        let by = it.by.and_then(|it| names.get(&it).cloned());
        let changed = move |column: &Column| {
            let (before, after) = (cell_text(&it.before, *column), cell_text(&it.after, *column));
            (before != after).then(|| FigureChange {
                at: it.at,
                by: by.clone(),
                column: *column,
                before,
                after,
            })
        };
        Column::ALL.iter().filter_map(changed).collect::<Vec<_>>()
    });
    Ok(changes.collect())
}

/// The figures of a report that were written at or a little before an instant, or since; by whom, the unit
/// alone is told.
///
/// # Errors
/// [`crate::error::Denial::NotPublished`] to anyone the report is not open to.
pub async fn fresh(cx: &Context, id: ReportId, since: Instant) -> Result<FreshFigures> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let now = cx.now();
    let written = trace::since(&cx.db, id, row.unit_id, period.year, since - LEEWAY).await?;
    let ids: Vec<_> = written.iter().map(|it| it.indicator).collect();
    let named = service::sight_of(&cx.actor, &row)? == Sight::Whole;
    let people: Vec<_> = written.iter().filter_map(|it| it.by).filter(|_| named).collect();
    let names = crate::identity::server::names(&cx.db, &people).await?;
    let mut figures = if ids.is_empty() {
        std::collections::HashMap::new()
    } else {
        figure::figures_of(&cx.db, store::place(&row, &period), &ids).await?
    };
    let figures = written.into_iter().filter_map(|it| {
        let figure = figures.remove(&it.indicator)?;
        let writer =
            it.by.and_then(|person| Some(Writer { person, name: names.get(&person)?.clone(), at: it.at }));
        Some(FreshFigure { figure, writer })
    });
    Ok(FreshFigures { figures: figures.collect(), now })
}
