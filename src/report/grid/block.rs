//! Cells on the clipboard, as spreadsheets write them.

use super::range::Place;
use super::{COLUMNS, Range};
use crate::indicator::Column;
use crate::number::Number;

/// A rectangle of texts: every row has the same number of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block(Vec<Vec<String>>);

/// More cells than a form can have: something else was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Block {
    /// The most cells that are read.
    pub const MOST: usize = 20_000;

    pub fn new(rows: Vec<Vec<String>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut rows = rows;
        for row in &mut rows {
            row.resize(width, String::new());
        }
        Self(rows)
    }

    /// Reads tabs and line ends. A cell that begins with a quotation mark may hold both, with its own quotation
    /// marks doubled, as Excel and LibreOffice write it; one whose quotation marks do not close is taken as it
    /// stands.
    pub fn read(text: &str) -> Result<Self, TooLarge> {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        let mut rest = text;
        let mut count = 0;
        while !rest.is_empty() {
            let (cell, after) = cell(rest);
            count += 1;
            if count > Self::MOST {
                return Err(TooLarge);
            }
            row.push(cell);
            rest = if let Some(after) = after.strip_prefix('\t') {
                if after.is_empty() {
                    row.push(String::new());
                }
                after
            } else {
                rows.push(std::mem::take(&mut row));
                after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after)
            };
        }
        if !row.is_empty() {
            rows.push(row);
        }
        Ok(Self::new(rows))
    }

    /// A range of the form, as others read it: `x` where something does not apply, and numbers without
    /// marks between thousands, which a sheet set to another language would take for a decimal mark.
    pub fn copied(range: Range, text: impl Fn(Place) -> String) -> Self {
        let shown = |place: Place| match (COLUMNS[place.column], text(place)) {
            (Column::NotApplicable, flag) if flag == "true" => "x".to_owned(),
            (Column::NotApplicable | Column::Reason, text) => text,
            (Column::Target | Column::Actual | Column::Prior, text) => ungrouped(text),
        };
        let row = |row| range.columns().map(|column| shown(Place::new(row, column))).collect();
        Self(range.rows().map(row).collect())
    }

    pub fn rows(&self) -> &[Vec<String>] {
        &self.0
    }

    pub fn height(&self) -> usize {
        self.0.len()
    }

    pub fn width(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// Repeated until it covers so many rows and columns, where it fits a whole number of times.
    pub fn tiled(self, height: usize, width: usize) -> Self {
        let (high, wide) = (self.height(), self.width());
        if high == 0 || wide == 0 || !height.is_multiple_of(high) || !width.is_multiple_of(wide) {
            return self;
        }
        let cell = |row: usize, column: usize| self.0[row % high][column % wide].clone();
        Self((0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect())
    }

    /// For the clipboard, as plain text.
    pub fn text(&self) -> String {
        let lines = self.0.iter().map(|row| {
            let cells: Vec<_> = row.iter().map(|it| quoted(it)).collect();
            cells.join("\t") + "\r\n"
        });
        lines.collect()
    }

    /// For the clipboard, as a table.
    pub fn html(&self) -> String {
        let mut html = String::from("<table>");
        for row in &self.0 {
            html += "<tr>";
            for cell in row {
                html += "<td>";
                for letter in cell.chars() {
                    match letter {
                        '&' => html += "&amp;",
                        '<' => html += "&lt;",
                        '>' => html += "&gt;",
                        it => html.push(it),
                    }
                }
                html += "</td>";
            }
            html += "</tr>";
        }
        html + "</table>"
    }
}

/// The first cell of a text, and what follows it.
fn cell(text: &str) -> (String, &str) {
    if let Some((cell, after)) = text.strip_prefix('"').and_then(closed) {
        return (cell, after);
    }
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    let (cell, after) = text.split_at(end);
    (cell.to_owned(), after)
}

/// What stands up to the closing quotation mark, when a cell ends there.
fn closed(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell += before;
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
        } else if after.is_empty() || after.starts_with(['\t', '\n', '\r']) {
            return Some((cell, after));
        } else {
            return None;
        }
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn ungrouped(text: String) -> String {
    let parts: Result<Vec<_>, _> = text.split('/').map(Number::parse).collect();
    match parts {
        Ok(parts) => {
            let parts: Vec<_> = parts.into_iter().map(Number::show_ungrouped).collect();
            parts.join("/")
        }
        Err(_) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        Block::read(text).unwrap().0
    }

    #[test]
    fn cells_are_read_as_excel_writes_them() {
        assert_eq!(read("1\t2\r\n3\t\r\n"), [["1", "2"], ["3", ""]]);
        assert_eq!(read("\"Hai\nhàng\"\t\"nói \"\"có\"\"\"\n5"), [["Hai\nhàng", "nói \"có\""], ["5", ""]]);
        assert_eq!(read("\t\t7"), [["", "", "7"]]);
        assert_eq!(read("\"12\" bàn\t3"), [["\"12\" bàn", "3"]]);
        assert_eq!(read("a\n\nb"), [["a"], [""], ["b"]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn numbers_are_copied_as_any_sheet_reads_them() {
        let texts = ["1.500", "1.234.567,5/2.000", "12a", "true", "tăng 1.500"];
        let range = Range { from: Place::new(0, 0), to: Place::new(0, COLUMNS.len() - 1) };
        let copied = Block::copied(range, |at| texts[at.column].to_owned());
        assert_eq!(copied.rows(), [["1500", "1234567,5/2000", "12a", "x", "tăng 1.500"]]);
    }

    #[test]
    fn what_no_form_can_hold_is_not_read() {
        assert_eq!(Block::read(&"1\t".repeat(Block::MOST + 1)), Err(TooLarge));
    }

    #[test]
    fn a_block_is_repeated_only_whole() {
        let block = Block::read("1\t2").unwrap();
        assert_eq!(block.clone().tiled(2, 4).0, [["1", "2", "1", "2"], ["1", "2", "1", "2"]]);
        assert_eq!(block.clone().tiled(2, 3), block);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            rows in prop::collection::vec(prop::collection::vec("[a-zđ0-9\"\t\n,. <&]{0,8}", 3), 1..6),
        ) {
            let block = Block::new(rows);
            prop_assert_eq!(Block::read(&block.text()), Ok(block));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[\\PC\t\n\r\"]{0,80}") {
            let _ = Block::read(&text);
        }
    }
}
