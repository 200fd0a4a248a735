//! Workbooks that are taken out: how they look, and how they are sent.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{Format, FormatBorder, Worksheet, XlsxError};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FONT: &str = "Times New Roman";
const SIZE: f64 = 13.0;
/// A4, by the format's own number.
const PAPER: u8 = 9;

/// A workbook to be kept under this name, ASCII.
pub fn workbook(name: &str, body: Vec<u8>) -> Response {
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (header::CONTENT_DISPOSITION, named.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// The type of official documents.
pub fn sheet_text() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

/// The same within a ruled cell.
pub fn sheet_cell() -> Format {
    sheet_text().set_border(FormatBorder::Thin)
}

/// Lays a table on A4 pages, its headings (a row, from 0) on each of them; on screen they stay in sight with
/// the first columns.
///
/// # Errors
/// The writer's own, none of which these sizes reach.
pub fn lay_out(sheet: &mut Worksheet, headings: u32, columns: u16) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&P/&N")
        .set_repeat_rows(headings, headings)?
        .set_freeze_panes(headings + 1, columns)?;
    Ok(())
}
