//! Reading one figure with its story, and what others wrote meanwhile.

use super::{service, store};
use crate::error::{Error, Result};
use crate::id::{IndicatorId, ReportId};
use crate::indicator::server::{figure, trace};
use crate::indicator::{Column, Figure, standing};
use crate::report::{FigureChange, FigureStory, FreshFigure, FreshFigures, PastValue, Writer, cell_text};
use crate::server::Context;
use crate::time::Instant;
use chrono::Duration;

/// How many earlier values are told.
const PAST: usize = 12;
/// How far clocks of several servers may differ: asking twice for the same does no harm.
const LEEWAY: Duration = Duration::seconds(2);

/// What is told beside a figure's row.
///
/// # Errors
/// [`crate::error::Denial::NotPublished`] to anyone the report is not open to.
pub async fn story(cx: &Context, id: ReportId, indicator: IndicatorId) -> Result<FigureStory> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let indicators = crate::indicator::server::all(&cx.db).await?;
    let definition = indicators.into_iter().find(|it| it.id == indicator).ok_or(Error::NotFound)?;
    let mut figures = figure::figures_of(&cx.db, store::place(&row, &period), &[indicator]).await?;
    let figure = figures.remove(&indicator).unwrap_or_else(|| Figure::untouched(indicator));
    let pace = standing(&definition, &period, &figure).pace;
    let past = trace::past(&cx.db, &cx.actor, row.unit_id, indicator, &period, PAST).await?;
    let traces = trace::traces(&cx.db, id, row.unit_id, period.year, indicator).await?;
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
    let changes = changes.collect();
    let (definition, legal_source) = trace::definition(&cx.db, &definition).await?;
    let past = past
        .into_iter()
        .map(|(period, value)| PastValue { name_vi: period.name_vi, name_en: period.name_en, value })
        .collect();
    Ok(FigureStory { indicator, definition, legal_source, figure, pace, past, changes })
}

/// The figures of a report that were written at or a little before an instant, or since.
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
    let people: Vec<_> = written.iter().filter_map(|it| it.by).collect();
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
