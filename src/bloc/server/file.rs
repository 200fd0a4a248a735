//! Who has sent and what is covered, as a workbook to print or to send on.

use super::period;
use crate::actor::Permission;
use crate::bloc::{CoverageRow, PeriodSheet, Reporter, punctuality};
use crate::error::{Error, Result};
use crate::server::{Context, Need, State, Visitor, lay_out, respond, sheet_cell, sheet_text, workbook};
use crate::text::Lang;
use crate::time::{local, show_instant};
use axum::Extension;
use axum::extract::{Path, State as From};
use axum::response::Response;
use chrono::NaiveDate;
use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError};

/// The row of headings, from 0: the period's name and an empty row stand above.
const HEAD: u32 = 2;

/// `GET /periods/{code}/board.xlsx`
pub async fn download(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let (name, body) = board_file(&cx, &code).await?;
        Ok(workbook(&name, body))
    })
    .await
}

/// The file's name and the file: as much as the actor may know of each report.
pub async fn board_file(cx: &Context, code: &str) -> Result<(String, Vec<u8>)> {
    let sheet = period::sheet(cx, code).await?;
    let today = local(cx.now()).date();
    let body = written(&sheet, today, cx.lang).map_err(|cause| Error::from_cause(&cause))?;
    Ok((format!("tien-do-{}.xlsx", sheet.period.code), body))
}

/// What a cell holds.
enum Cell {
    Text(String),
    Count(u32),
    None,
}

fn written(sheet: &PeriodSheet, today: NaiveDate, t: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let name = sheet.period.name(t);
    let mut heads: Vec<&str> = vec![
        t.bloc_col_code(),
        t.bloc_col_unit(),
        t.bloc_col_state(),
        t.bloc_col_sent(),
        t.bloc_col_in_time(),
        t.bloc_col_figures(),
        t.bloc_col_figures_due(),
        t.bloc_col_passages(),
        t.bloc_col_reminded(),
    ];
    heads.extend(sheet.columns.iter().map(|it| it.name(t)));
    let rows = sheet.reporters.iter().map(|it| reporter(sheet, it, today, t)).collect::<Vec<_>>();
    put(book.add_worksheet().set_name(t.bloc_reporters())?, name, &heads, &rows)?;

    let heads = [
        t.bloc_col_code(),
        t.bloc_col_sector(),
        t.bloc_col_owing(),
        t.bloc_col_reported(),
        t.bloc_col_assessed(),
        t.bloc_col_figures(),
        t.bloc_col_figures_due(),
        t.bloc_col_tasked(),
        t.bloc_col_gap(),
    ];
    let rows = sheet.coverage.iter().map(|it| coverage(it, t)).collect::<Vec<_>>();
    put(book.add_worksheet().set_name(t.bloc_coverage())?, name, &heads, &rows)?;
    book.save_to_buffer()
}

fn reporter(sheet: &PeriodSheet, it: &Reporter, today: NaiveDate, t: Lang) -> Vec<Cell> {
    let line = it.line.as_ref();
    let stood = sheet.period.open.then(|| punctuality(it.due_on, it.sent_at, today).words(t));
    let mut cells = vec![
        Cell::Text(it.unit.code.clone()),
        Cell::Text(it.name(t)),
        Cell::Text(it.state_name(t).to_owned()),
        it.sent_at.map_or(Cell::None, |at| Cell::Text(show_instant(at, t))),
        stood.map_or(Cell::None, Cell::Text),
        line.map_or(Cell::None, |it| count(it.figures_given)),
        line.map_or(Cell::None, |it| count(it.figures_due)),
        line.map_or(Cell::None, |it| count(it.passages)),
        it.reminded.map_or(Cell::None, |it| count(it.times)),
    ];
    cells.extend(it.sections.iter().map(|it| it.name(t).map_or(Cell::None, |it| Cell::Text(it.to_owned()))));
    cells
}

fn coverage(it: &CoverageRow, t: Lang) -> Vec<Cell> {
    vec![
        Cell::Text(it.sector.code.clone()),
        Cell::Text(it.sector.name(t).to_owned()),
        count(it.owing),
        count(it.reported),
        Cell::Text(if it.assessed { t.bloc_yes() } else { t.bloc_no() }.to_owned()),
        count(it.figures_given),
        count(it.figures_due),
        count(it.tasks),
        it.gap.map_or(Cell::None, |gap| Cell::Text(gap.name(t).to_owned())),
    ]
}

fn count<N: TryInto<u32>>(number: N) -> Cell {
    number.try_into().map_or(Cell::None, Cell::Count)
}

fn put(
    sheet: &mut Worksheet,
    title: &str,
    heads: &[&str],
    rows: &[Vec<Cell>],
) -> std::result::Result<(), XlsxError> {
    let cell = sheet_cell().set_align(FormatAlign::Top).set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(0, 0, title, &sheet_text().set_bold())?;
    for (column, text) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(HEAD, column, *text, &head)?;
        sheet.set_column_width(column, if column == 1 { 38.0 } else { 15.0 })?;
    }
    for (line, row) in (HEAD + 1..).zip(rows) {
        for (column, it) in (0_u16..).zip(row) {
            match it {
                Cell::Text(text) => sheet.write_string_with_format(line, column, text, &cell)?,
                Cell::Count(number) => sheet.write_number_with_format(line, column, *number, &cell)?,
                Cell::None => sheet.write_blank(line, column, &cell)?,
            };
        }
    }
    lay_out(sheet, HEAD, 2)
}
