//! What becomes of a sheet's rows. Every cell goes through the verdict that typing it into the grid would.

use super::form::{COLUMNS, Heading, RawRow, Table, base};
use super::read::{self, Origin};
use crate::error::Problem;
use crate::indicator::{Cell, Column, Figure, Indicator, parse_cell};
use crate::number::Number;
use crate::report::{
    CellEdit, Given, GridRow, ImportChange, RefusedCell, RefusedRow, Verdict, Why, cell_text, same_cell,
};
use crate::server::sheet::Raw;
use crate::text::Lang;
use std::collections::HashSet;

#[derive(Debug, Default)]
pub struct Judged {
    pub rows: u32,
    pub unchanged: u32,
    pub changes: Vec<ImportChange>,
    pub refused: Vec<RefusedRow>,
}

/// Reads a table against what a report holds. A row with one bad cell is refused as a whole.
///
/// Where the sheet was taken out of the report, only what was typed since counts; in any other an empty cell says
/// nothing. `known` are all codes there are.
pub fn judge(table: &Table, origin: Option<&Origin>, asked: &[GridRow], known: &HashSet<String>) -> Judged {
    let mut judged = Judged::default();
    let mut seen = HashSet::new();
    for row in &table.rows {
        judged.rows += 1;
        let code = row.code.to_uppercase();
        let found = asked.iter().find(|it| it.indicator.code.eq_ignore_ascii_case(&code));
        let why = match found {
            _ if !seen.insert(code.clone()) => Some(Why::Twice),
            None if known.contains(&code) => Some(Why::NotAsked),
            None => Some(Why::NoSuchCode),
            Some(found) if !found.due => Some(Why::NotDue),
            Some(_) => None,
        };
        let name = found.map(|it| it.indicator.name_vi.clone()).unwrap_or_default();
        let refuse = |cells| RefusedRow {
            line: row.line + 1,
            code: row.code.clone(),
            name: name.clone(),
            cells,
            given: given(row),
        };
        let found = match (why, found) {
            (None, Some(found)) => found,
            // A row of another unit's form that says nothing asks for nothing.
            (Some(Why::NotAsked | Why::NotDue), _) if is_silent(row) => {
                judged.unchanged += 1;
                continue;
            }
            (why, _) => {
                let why = why.unwrap_or(Why::NoSuchCode);
                judged.refused.push(refuse(vec![RefusedCell { column: None, why }]));
                continue;
            }
        };
        let kept = origin.and_then(|it| it.base.get(&found.indicator.code));
        match judge_row(row, &table.headings, &found.indicator, &found.figure, kept) {
            Ok(changes) if changes.is_empty() => judged.unchanged += 1,
            Ok(changes) => judged.changes.extend(changes),
            Err(cells) => judged.refused.push(refuse(cells)),
        }
    }
    judged
}

fn is_silent(row: &RawRow) -> bool {
    given(row).iter().all(|it| *it == Given::Empty)
}

/// What the row held, in the order of the form.
fn given(row: &RawRow) -> [Given; 7] {
    [
        Heading::Target,
        Heading::Actual,
        Heading::Prior,
        Heading::NotApplicable,
        Heading::Reason,
        Heading::Part,
        Heading::Whole,
    ]
    .map(|it| row.cells.get(&it).map(read::given).unwrap_or_default())
}

fn judge_row(
    row: &RawRow,
    headings: &[Heading],
    indicator: &Indicator,
    figure: &Figure,
    kept: Option<&[String; 5]>,
) -> Result<Vec<ImportChange>, Vec<RefusedCell>> {
    let now = base(figure);
    let mut changes = Vec::new();
    let mut refused = Vec::new();
    let mut typed = Vec::new();
    for (place, column) in COLUMNS.into_iter().enumerate() {
        let there = headings.iter().any(|it| it.column() == Some(column));
        if !there {
            continue;
        }
        let text = match typed_text(row, indicator, column) {
            Ok(text) => text,
            Err(why) => {
                refused.push(RefusedCell { column: Some(column), why });
                continue;
            }
        };
        let (Some(now), base) = (now.get(place), kept.and_then(|it| it.get(place))) else { continue };
        if text.is_empty() && base.is_none() {
            continue;
        }
        let base = base.unwrap_or(now);
        if same_cell(indicator, column, &text, base) {
            typed.push((column, base.clone()));
            continue;
        }
        let edit = CellEdit {
            indicator: indicator.id,
            column,
            text: text.clone(),
            base: base.clone(),
            sent: Vec::new(),
        };
        match edit.judge(indicator, figure) {
            Verdict::Held => {}
            Verdict::Write(cell) => changes.push(ImportChange {
                indicator: indicator.id,
                code: indicator.code.clone(),
                name_vi: indicator.name_vi.clone(),
                name_en: indicator.name_en.clone(),
                column,
                before: now.clone(),
                after: shown(&cell),
            }),
            Verdict::Refuse(problem) => {
                refused.push(RefusedCell { column: Some(column), why: Why::Cell(problem) });
            }
            Verdict::Conflict => {
                let why = match column {
                    Column::Prior if figure.prior_is_kept => Why::KeptPrior,
                    _ => Why::ChangedMeanwhile(cell_text(figure, column)),
                };
                refused.push(RefusedCell { column: Some(column), why });
            }
        }
        typed.push((column, text));
    }
    let says = |column| typed.iter().any(|(it, text)| *it == column && !text.is_empty());
    if says(Column::NotApplicable) && says(Column::Actual) {
        refused.push(RefusedCell { column: Some(Column::NotApplicable), why: Why::ValueAndMark });
    }
    if refused.is_empty() { Ok(changes) } else { Err(refused) }
}

/// A cell as the grid writes it.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Flag(false) => String::new(),
        Cell::Flag(true) => "true".to_owned(),
        Cell::Number(number) => number.show(Lang::Vi),
        Cell::Ratio(part, whole, _) => format!("{}/{}", part.show(Lang::Vi), whole.show(Lang::Vi)),
        Cell::Text(text) => text.clone(),
    }
}

/// The text that would have been typed into the grid's cell.
fn typed_text(row: &RawRow, indicator: &Indicator, column: Column) -> Result<String, Why> {
    let cell = |heading| row.cells.get(&heading);
    match column {
        Column::Actual => actual(row, indicator),
        Column::Target => plain(cell(Heading::Target)),
        Column::Prior => plain(cell(Heading::Prior)),
        Column::Reason => match cell(Heading::Reason) {
            Some(Raw::Error(value)) => Err(Why::ErrorValue(value.clone())),
            Some(raw) => Ok(raw.typed().unwrap_or_default().trim().to_owned()),
            None => Ok(String::new()),
        },
        Column::NotApplicable => match cell(Heading::NotApplicable) {
            None | Some(Raw::Flag(false)) => Ok(String::new()),
            Some(Raw::Flag(true)) => Ok("true".to_owned()),
            Some(Raw::Error(value)) => Err(Why::ErrorValue(value.clone())),
            Some(Raw::Text(text)) if text.trim().eq_ignore_ascii_case("x") => Ok("true".to_owned()),
            Some(_) => Err(Why::NotAMark),
        },
    }
}

fn plain(raw: Option<&Raw>) -> Result<String, Why> {
    match raw {
        None => Ok(String::new()),
        Some(Raw::Error(value)) => Err(Why::ErrorValue(value.clone())),
        Some(Raw::Date(_)) => Err(Why::ADate),
        Some(Raw::Flag(_)) => Err(Why::Cell(Problem::NotANumber)),
        Some(raw) => Ok(raw.typed().ok_or(Why::Cell(Problem::TooManyDigits))?.trim().to_owned()),
    }
}

/// A ratio's two numbers say more than what they make; where both are there they must agree.
fn actual(row: &RawRow, indicator: &Indicator) -> Result<String, Why> {
    let part = plain(row.cells.get(&Heading::Part))?;
    let whole = plain(row.cells.get(&Heading::Whole))?;
    let value = plain(row.cells.get(&Heading::Actual))?;
    match (part.is_empty(), whole.is_empty()) {
        (true, true) => return Ok(value),
        (false, false) => {}
        _ => return Err(Why::HalfRatio),
    }
    let ratio = format!("{part}/{whole}");
    if !value.is_empty() && !value.contains('/') {
        let made = match parse_cell(indicator, Column::Actual, &ratio) {
            Ok(Cell::Ratio(_, _, percent)) => percent,
            Ok(_) => return Err(Why::Cell(Problem::BadRatio)),
            Err(problem) => return Err(Why::Cell(problem)),
        };
        let told = Number::parse(&value).map_err(Why::Cell)?;
        // A spreadsheet may round its last decimal to the other side.
        if (made.to_stored() - told.to_stored()).abs() > 1 && told != made.round(indicator.decimals) {
            return Err(Why::Mismatch);
        }
    }
    Ok(ratio)
}
