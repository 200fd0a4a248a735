//! What the rows of a file say, whatever kind of file it is.

use crate::indicator::{Field, IndicatorInput};
use crate::search::folded;
use crate::text::Lang;
use crate::upload::FileRefusal;
use std::collections::BTreeSet;

/// How far down headings are looked for.
const DEEPEST_HEADING: usize = 20;
/// More rows than this are no catalogue of ours.
const MOST_ROWS: usize = 2_000;

/// One line of a file, told from 1, with its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub number: u32,
    pub cells: Vec<String>,
    /// Places of cells that are errors, `#REF!` and its like.
    pub broken: BTreeSet<usize>,
}

/// A row that defines an indicator, in the fields that the file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    pub line: u32,
    pub input: IndicatorInput,
    pub broken: Vec<Field>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub fields: Vec<Field>,
    pub rows: Vec<FileRow>,
}

/// The headings in Vietnamese whoever asks: the same file goes through many hands.
pub fn headings() -> Vec<&'static str> {
    Field::ALL.iter().map(|it| it.name(Lang::Vi)).collect()
}

/// What a file says of a definition, in the order of the headings.
pub fn cells(input: &IndicatorInput) -> Vec<String> {
    Field::ALL.iter().map(|it| it.show(input.get(*it), Lang::Vi)).collect()
}

/// Finds the headings and reads what stands under them. Empty rows are passed over; one without a code is not.
///
/// # Errors
/// There are no headings, or too many rows.
pub fn read(lines: &[Line]) -> Result<Table, FileRefusal> {
    let (at, columns) = lines
        .iter()
        .take(DEEPEST_HEADING)
        .enumerate()
        .find_map(|(at, line)| Some((at, named(line)?)))
        .ok_or(FileRefusal::NoHeadings)?;
    let below = lines.get(at + 1..).unwrap_or_default();
    let rows: Vec<FileRow> = below.iter().filter_map(|line| row(line, &columns)).collect();
    if rows.len() > MOST_ROWS {
        return Err(FileRefusal::TooManyRows);
    }
    let fields: BTreeSet<Field> = columns.into_iter().map(|(_, field)| field).collect();
    Ok(Table { fields: fields.into_iter().collect(), rows })
}

/// The columns of a line of headings: one with a code and something to say of it. A heading that stands twice is
/// taken from its first column.
fn named(line: &Line) -> Option<Vec<(usize, Field)>> {
    let mut columns: Vec<(usize, Field)> = Vec::new();
    for (place, cell) in line.cells.iter().enumerate() {
        if let Some(field) = Field::of_heading(cell)
            && !columns.iter().any(|it| it.1 == field)
        {
            columns.push((place, field));
        }
    }
    let has_code = columns.iter().any(|it| it.1 == Field::Code);
    (has_code && columns.len() > 1).then_some(columns)
}

fn row(line: &Line, columns: &[(usize, Field)]) -> Option<FileRow> {
    let mut input = IndicatorInput::default();
    let mut broken = Vec::new();
    let mut says = false;
    for (place, field) in columns {
        let text = line.cells.get(*place).map_or("", String::as_str);
        says |= !text.trim().is_empty();
        if line.broken.contains(place) {
            broken.push(*field);
        }
        input.set(*field, field.read(text));
    }
    let code = input.get(Field::Code).to_uppercase();
    let repeats = folded(&code) == folded(Field::Code.name(Lang::Vi));
    input.set(Field::Code, code);
    (says && !repeats).then_some(FileRow { line: line.number, input, broken })
}
