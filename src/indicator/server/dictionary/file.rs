//! Catalogues as `.csv` and `.xlsx` files.

use super::table::{Line, headings};
use crate::server::sheet::{Raw, guarded, inspect, sheets, unguarded};
use crate::server::{lay_out, sheet_cell, sheet_text};
use crate::text::Lang;
use crate::upload::FileRefusal;
use csv::{ReaderBuilder, WriterBuilder};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use std::collections::BTreeMap;

/// So that a spreadsheet takes a text as UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
const MOST_COLUMNS: usize = 100;
/// Lines that are read at all, far above what is taken.
const MOST_LINES: usize = 5_000;
/// The column of a refused row that says why.
const REFUSAL: &str = "Lý do từ chối";

/// One row to be written, and why it came back.
pub struct Written {
    pub cells: Vec<String>,
    pub refusal: Option<String>,
}

/// # Errors
/// The writer's own, none of which a text in memory reaches.
pub fn csv(rows: &[Written]) -> Result<Vec<u8>, csv::Error> {
    let mut body = MARK.to_vec();
    // What Vietnamese and most European spreadsheets expect, where a comma is the decimal mark.
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(&mut body);
    writer.write_record(headings())?;
    for row in rows {
        writer.write_record(row.cells.iter().map(|it| guarded(it)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(body)
}

/// # Errors
/// The writer's own, none of which these sizes reach.
pub fn xlsx(rows: &[Written], t: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(t.catalogue())?;
    let head = sheet_cell().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let refused = rows.iter().any(|it| it.refusal.is_some());
    let mut titles = headings();
    if refused {
        titles.push(REFUSAL);
    }
    for (column, title) in (0..).zip(&titles) {
        sheet.write_string_with_format(0, column, *title, &head)?;
        let width = if title.chars().count() > 12 { 28 } else { 16 };
        sheet.set_column_width(column, width)?;
    }
    // Everything is text, so that codes and decimals stay as they are written.
    let cell: Format = sheet_text().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    for (line, row) in (1..).zip(rows) {
        for (column, text) in (0..).zip(row.cells.iter().chain(&row.refusal)) {
            if !text.is_empty() {
                sheet.write_string_with_format(line, column, text, &cell)?;
            }
        }
    }
    lay_out(sheet, 0, 1)?;
    book.save_to_buffer()
}

/// The lines of a file of either kind.
///
/// # Errors
/// Why it is refused as a whole.
pub fn lines(file: &[u8]) -> Result<Vec<Line>, FileRefusal> {
    if file.starts_with(b"PK") { lines_of_xlsx(file) } else { lines_of_csv(file) }
}

fn lines_of_csv(file: &[u8]) -> Result<Vec<Line>, FileRefusal> {
    let file = file.strip_prefix(MARK).unwrap_or(file);
    let text = std::str::from_utf8(file).map_err(|_| FileRefusal::NotUtf8)?;
    if text.contains('\0') {
        return Err(FileRefusal::NotUtf8);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| FileRefusal::Broken)?;
        if lines.len() == MOST_LINES || record.len() > MOST_COLUMNS {
            return Err(FileRefusal::TooManyRows);
        }
        let number = record.position().map_or(0, csv::Position::line);
        lines.push(Line {
            number: u32::try_from(number).unwrap_or_default(),
            cells: record.iter().map(|it| unguarded(it).to_owned()).collect(),
            ..Line::default()
        });
    }
    Ok(lines)
}

/// What the first line that says anything is cut by, outside of quotation marks.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && *sign == byte);
        }
    }
    // Of equals the first.
    counts.iter().rev().max_by_key(|it| it.1).map_or(b';', |it| it.0)
}

fn lines_of_xlsx(file: &[u8]) -> Result<Vec<Line>, FileRefusal> {
    inspect(file)?;
    let sheet = sheets(file)?.into_iter().find(|it| it.visible).ok_or(FileRefusal::NoHeadings)?;
    let mut lines: BTreeMap<u32, Line> = BTreeMap::new();
    for ((row, column), raw) in sheet.sheet.cells {
        let line = lines.entry(row).or_default();
        line.number = row + 1;
        let column = column as usize;
        if line.cells.len() <= column {
            line.cells.resize(column + 1, String::new());
        }
        if matches!(raw, Raw::Error(_)) {
            line.broken.insert(column);
        }
        if let Some(cell) = line.cells.get_mut(column) {
            *cell = text_of(&raw);
        }
    }
    Ok(lines.into_values().collect())
}

fn text_of(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Date(text) | Raw::Error(text) => text.clone(),
        Raw::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Raw::Number { value, .. } => match raw.number() {
            // As a form takes it, without marks between thousands.
            Some(number) => number.show_ungrouped(),
            None => value.to_string(),
        },
    }
}
