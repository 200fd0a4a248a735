//! Reads the cells of an `.xlsx` file. Formulas give their kept value; nothing is computed, followed or run.

mod limits;

use crate::number::Number;
use crate::text::Lang;
use crate::upload::FileRefusal;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Cursor;
use tokio::sync::Semaphore;

pub use limits::inspect;

/// Files that are read at the same time; others wait, so that memory stays bounded.
static READERS: Semaphore = Semaphore::const_new(2);
const MOST_SHEETS: usize = 20;
const MOST_ROWS: u32 = 5_000;
const MOST_COLUMNS: u32 = 100;
const MOST_CELLS: usize = 100_000;
/// Longer texts are of no use in any column.
const LONGEST_TEXT: usize = 4_000;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    Number {
        value: f64,
        formula: bool,
        percent: bool,
    },
    Text(String),
    Flag(bool),
    /// `2016-07-05`; a span of time as its number.
    Date(String),
    Error(String),
}

/// The cells of a sheet that hold something, by row and column from 0.
#[derive(Clone, Debug, Default)]
pub struct RawSheet {
    pub cells: BTreeMap<(u32, u32), Raw>,
}

/// One sheet of a file.
#[derive(Clone, Debug, Default)]
pub struct NamedSheet {
    pub name: String,
    /// Hidden ones are read as well.
    pub visible: bool,
    pub sheet: RawSheet,
}

/// Measures a file and reads it away from whoever is served meanwhile. A panic of the library on a file nobody
/// thought of is that file's fault.
///
/// # Errors
/// Why the file is refused as a whole.
pub async fn read_apart<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, FileRefusal> + Send + 'static,
) -> Result<T, FileRefusal> {
    let _turn = READERS.acquire().await;
    tokio::task::spawn_blocking(read).await.unwrap_or(Err(FileRefusal::Broken))
}

/// The sheets of a file that was inspected.
///
/// # Errors
/// The file is damaged, or larger than any form.
pub fn sheets(file: &[u8]) -> Result<Vec<NamedSheet>, FileRefusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|_| FileRefusal::Broken)?;
    let listed = book.sheets_metadata().to_vec();
    if listed.len() > MOST_SHEETS {
        return Err(FileRefusal::TooManyRows);
    }
    let mut read = Vec::new();
    for sheet in listed.into_iter().filter(|it| it.typ == SheetType::WorkSheet) {
        read.push(NamedSheet {
            sheet: cells(&mut book, &sheet.name)?,
            visible: sheet.visible == SheetVisible::Visible,
            name: sheet.name,
        });
    }
    Ok(read)
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<RawSheet, FileRefusal> {
    let mut found = RawSheet::default();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|_| FileRefusal::Broken)?;
    let mut count = 0_usize;
    // Shared formulas are told by number only: to spell them out the library makes room for the largest number named.
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| FileRefusal::Broken)? {
        count += 1;
        if count > MOST_CELLS {
            return Err(FileRefusal::TooManyRows);
        }
        let formula = cell.formula.is_some();
        let Some(raw) = raw(cell.value, formula) else { continue };
        if cell.pos.0 >= MOST_ROWS {
            return Err(FileRefusal::TooManyRows);
        }
        if cell.pos.1 < MOST_COLUMNS {
            found.cells.insert(cell.pos, raw);
        }
    }
    drop(reader);
    mark_percentages(book, sheet, &mut found)?;
    Ok(found)
}

/// A cell formatted as a percentage holds a hundredth of what it shows.
fn mark_percentages(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    found: &mut RawSheet,
) -> Result<(), FileRefusal> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|_| FileRefusal::Broken)?;
    let shown: Vec<bool> = reader
        .styles()
        .iter()
        .map(|it| it.number_format.as_ref().is_some_and(|it| it.format_code.contains('%')))
        .collect();
    if !shown.contains(&true) {
        return Ok(());
    }
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| FileRefusal::Broken)? {
        if let Some(Raw::Number { percent, .. }) = found.cells.get_mut(&cell.get_position()) {
            *percent = shown.get(style).copied().unwrap_or_default();
        }
    }
    Ok(())
}

fn raw(value: DataRef<'_>, formula: bool) -> Option<Raw> {
    let text = |it: &str| {
        let it: String = it.chars().take(LONGEST_TEXT).collect();
        (!it.trim().is_empty()).then_some(Raw::Text(it))
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(Raw::Number { value: value as f64, formula, percent: false }),
        DataRef::Float(value) => Some(Raw::Number { value, formula, percent: false }),
        DataRef::String(it) => text(&it),
        DataRef::SharedString(it) => text(it),
        DataRef::Bool(it) => Some(Raw::Flag(it)),
        DataRef::DateTime(it) if it.is_datetime() => {
            let (year, month, day, ..) = it.to_ymd_hms_milli();
            Some(Raw::Date(format!("{year:04}-{month:02}-{day:02}")))
        }
        DataRef::DateTime(it) => Some(Raw::Date(it.as_f64().to_string())),
        DataRef::DateTimeIso(it) | DataRef::DurationIso(it) => Some(Raw::Date(it)),
        DataRef::Error(it) => Some(Raw::Error(it.to_string())),
    }
}

impl Raw {
    /// The number that is meant; nothing where it is none that could be kept as it is.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number { value, formula, percent } => number(*value, *formula, *percent),
            _ => None,
        }
    }

    /// The text that a person would have typed.
    pub fn typed(&self) -> Option<String> {
        match self {
            Self::Number { value, formula, percent } => Some(match number(*value, *formula, *percent) {
                Some(number) => number.show(Lang::Vi),
                // With all its decimals, so that the grid says what is wrong with it.
                None => crate::number::mark(&plain(*value)?, Lang::Vi),
            }),
            Self::Text(text) => Some(text.clone()),
            Self::Flag(_) | Self::Date(_) | Self::Error(_) => None,
        }
    }
}

/// A spreadsheet's number as the decimal that it stands for.
///
/// Fifteen digits are what a spreadsheet shows and keeps exactly. A computed value is rounded to what we keep; a typed
/// one with more decimals than that is nothing we could keep as it is.
fn number(value: f64, formula: bool, percent: bool) -> Option<Number> {
    let mut decimal: Decimal = plain(value)?.parse().ok()?;
    if percent {
        decimal = decimal.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    let kept = Number::from_decimal(decimal)?;
    (formula || kept.decimal() == decimal.normalize()).then_some(kept)
}

/// Without an exponent, and without what lies behind the fifteenth digit.
fn plain(value: f64) -> Option<String> {
    if !value.is_finite() || value.abs() >= 1e15 {
        return None;
    }
    let digits: f64 = format!("{value:.14e}").parse().ok()?;
    Some(digits.to_string())
}

/// A spreadsheet would work out what begins like a formula.
pub fn guarded(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// As [`guarded`] was given it.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => text,
    }
}

/// Begins like a formula, behind any number of guards.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}
