//! What a view shows, to take along: its table as CSV and as a workbook, its chart as SVG.

use super::service;
use crate::actor::Permission;
use crate::chart;
use crate::compare::{Asked, plot, shape};
use crate::error::{Error, Result};
use crate::indicator::view::{figure_words, is_due, unit_name};
use crate::indicator::{Comparison, FigureState, aimed_at, standing};
use crate::number::Number;
use crate::server::sheet::guarded;
use crate::server::{Context, Need, State, Visitor, lay_out, respond, sheet_cell, sheet_text, workbook};
use crate::text::Lang;
use crate::time::show_date;
use axum::Extension;
use axum::extract::{RawQuery, State as From};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{FormatAlign, Workbook, XlsxError};

/// The row of headings, from 0: the title and an empty row stand above.
const HEAD: u32 = 2;
/// A picture's width in dots: an A4 page at 220 to the inch.
const PICTURE: u32 = 1_600;
/// Tells spreadsheets that what follows is UTF-8.
const MARK: &str = "\u{feff}";

/// `GET /compare/table.csv`
pub async fn csv_file(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    RawQuery(query): RawQuery,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let (of, ..) = shown(&cx, &query.unwrap_or_default()).await?;
        let body = csv_of(&of, cx.today(), cx.lang)?;
        Ok(sent("so-sanh.csv", "text/csv; charset=utf-8", body))
    })
    .await
}

/// `GET /compare/table.xlsx`
pub async fn xlsx_file(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    RawQuery(query): RawQuery,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let body = xlsx_of_view(&cx, &query.unwrap_or_default()).await?;
        Ok(workbook("so-sanh.xlsx", body))
    })
    .await
}

/// What a view shows as a workbook.
///
/// # Errors
/// Those of [`super::sheet`]; on a field, where a view takes no more; [`Error::NotFound`] where it shows nothing.
pub async fn xlsx_of_view(cx: &Context, query: &str) -> Result<Vec<u8>> {
    let (of, ..) = shown(cx, query).await?;
    xlsx_of(&of, cx.today(), cx.lang).map_err(|cause| Error::from_cause(&cause))
}

/// `GET /compare/chart.svg`
pub async fn svg_file(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    RawQuery(query): RawQuery,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let svg = drawn(&cx, &query.unwrap_or_default()).await?;
        Ok(sent("so-sanh.svg", "image/svg+xml", svg.into_bytes()))
    })
    .await
}

/// `GET /compare/chart.png`
pub async fn png_file(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    RawQuery(query): RawQuery,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let svg = drawn(&cx, &query.unwrap_or_default()).await?;
        // Painting is the processor's work, and others' answers wait for no picture.
        let picture = tokio::task::spawn_blocking(move || chart::png(&svg, PICTURE)).await;
        let body = picture.map_err(|cause| Error::from_cause(&cause))??;
        Ok(sent("so-sanh.png", "image/png", body))
    })
    .await
}

/// A view's chart under what it finds, with the day that it is of.
async fn drawn(cx: &Context, query: &str) -> Result<String> {
    let (of, asked) = shown(cx, query).await?;
    let shape = shape(&of, asked.shape).ok_or(Error::NotFound)?;
    let plot = plot(&of, shape, cx.today(), "compare", cx.lang).ok_or(Error::NotFound)?;
    let heading = plot.finding().unwrap_or_else(|| plot.title().to_owned());
    Ok(chart::sheet(&plot.wide(), &heading, &cx.lang.compare_source(show_date(cx.today(), cx.lang))))
}

async fn shown(cx: &Context, query: &str) -> Result<(Comparison, Asked)> {
    let sheet = service::sheet(cx, query).await?;
    match sheet.shown {
        Some(of) => Ok((of, sheet.asked)),
        None if sheet.problems.0.is_empty() => Err(Error::NotFound),
        None => Err(sheet.problems.into()),
    }
}

fn sent(name: &str, kind: &'static str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// What a cell holds.
enum Cell {
    Text(String),
    Number(Number),
    Count(u32),
    None,
}

const fn heads(t: Lang) -> [&'static str; 15] {
    [
        t.file_indicator_code(),
        t.file_indicator(),
        t.file_measure(),
        t.file_unit_code(),
        t.file_unit(),
        t.file_period_code(),
        t.file_period(),
        t.file_target(),
        t.file_value(),
        t.file_part(),
        t.file_whole(),
        t.file_status(),
        t.file_given(),
        t.file_expected(),
        t.file_state(),
    ]
}

/// One row for each figure: what a pivot table begins with.
fn rows(of: &Comparison, today: NaiveDate, t: Lang) -> Vec<Vec<Cell>> {
    let number = |it: Option<Number>| it.map_or(Cell::None, Cell::Number);
    let mut rows = Vec::new();
    for (at, indicator) in of.indicators.iter().enumerate() {
        for (place, unit) in of.units.iter().enumerate() {
            for (when, period) in of.periods.iter().enumerate() {
                let Some(total) = of.total(at, place, when) else { continue };
                let figure = &total.figure;
                let valued = figure.state == FigureState::Value;
                let status = standing(indicator, period, figure).status;
                let state = match (valued, total.is_final()) {
                    (true, true) => t.file_final().to_owned(),
                    (true, false) => t.file_provisional().to_owned(),
                    _ => figure_words(indicator, figure, is_due(indicator, period, today), t),
                };
                rows.push(vec![
                    Cell::Text(indicator.code.clone()),
                    Cell::Text(indicator.name(t).to_owned()),
                    Cell::Text(indicator.measure.clone()),
                    unit.as_ref().map_or(Cell::None, |it| Cell::Text(it.code.clone())),
                    Cell::Text(unit_name(unit.as_ref(), t)),
                    Cell::Text(period.code.clone()),
                    Cell::Text(period.name(t).to_owned()),
                    number(aimed_at(indicator, figure)),
                    number(figure.value.filter(|_| valued)),
                    number(figure.ratio.map(|it| it.0)),
                    number(figure.ratio.map(|it| it.1)),
                    Cell::Text(if valued { status.word(t).to_owned() } else { String::new() }),
                    Cell::Count(total.given),
                    Cell::Count(total.expected),
                    Cell::Text(state),
                ]);
            }
        }
    }
    rows
}

fn csv_of(of: &Comparison, today: NaiveDate, t: Lang) -> Result<Vec<u8>> {
    let fault = |cause: csv::Error| Error::from_cause(&cause);
    // As spreadsheets set to Vietnamese read it, where a comma is the decimal mark.
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(MARK.as_bytes().to_vec());
    out.write_record(heads(t)).map_err(fault)?;
    for row in rows(of, today, t) {
        let fields = row.into_iter().map(|it| match it {
            Cell::Text(text) => guarded(&text),
            Cell::Number(number) => number.show_ungrouped(),
            Cell::Count(count) => count.to_string(),
            Cell::None => String::new(),
        });
        out.write_record(fields).map_err(fault)?;
    }
    out.into_inner().map_err(|cause| Error::from_cause(&cause))
}

fn xlsx_of(of: &Comparison, today: NaiveDate, t: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(t.compare_table())?;
    let cell = sheet_cell().set_align(FormatAlign::Top).set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(0, 0, t.compare_title(), &sheet_text().set_bold())?;
    for (column, text) in (0_u16..).zip(heads(t)) {
        sheet.write_string_with_format(HEAD, column, text, &head)?;
        sheet.set_column_width(column, if matches!(column, 1 | 4) { 38.0 } else { 14.0 })?;
    }
    for (line, row) in (HEAD + 1..).zip(rows(of, today, t)) {
        for (column, it) in (0_u16..).zip(row) {
            match it {
                Cell::Text(text) => sheet.write_string_with_format(line, column, text, &cell)?,
                Cell::Number(number) => match number.decimal().to_f64() {
                    Some(number) => sheet.write_number_with_format(line, column, number, &cell)?,
                    None => sheet.write_blank(line, column, &cell)?,
                },
                Cell::Count(count) => sheet.write_number_with_format(line, column, count, &cell)?,
                Cell::None => sheet.write_blank(line, column, &cell)?,
            };
        }
    }
    lay_out(sheet, HEAD, 2)?;
    book.save_to_buffer()
}
