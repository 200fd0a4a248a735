//! A table copied from a spreadsheet, put into the cells that it names.

use crate::search::folded;
use std::collections::BTreeMap;

/// What a pasted table comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Texts by row and column of the table on screen.
    pub cells: BTreeMap<(usize, usize), String>,
    /// Cells that say something and found no place.
    pub unplaced: usize,
}

/// Reads rows of cells with tabs between them. Columns are told by the units' codes or names in the first line, rows
/// by the indicators' in the first cell; where the first line names no unit, columns follow one another as on
/// screen, and where no row names an indicator, rows do.
pub fn read(text: &str, rows: &[[&str; 2]], columns: &[[&str; 2]]) -> Pasted {
    let lines: Vec<Vec<&str>> = text
        .lines()
        .filter(|it| !it.trim().is_empty())
        .map(|it| it.split('\t').map(|it| it.trim().trim_matches('"')).collect())
        .collect();
    let place = |all: &[[&str; 2]], text: &str| {
        let asked = folded(text);
        all.iter().position(|it| !asked.is_empty() && it.iter().any(|name| folded(name) == asked))
    };
    let head: Vec<Option<usize>> =
        lines.first().map(|it| it.iter().map(|it| place(columns, it)).collect()).unwrap_or_default();
    let is_headed = head.iter().any(Option::is_some);
    let body = lines.get(usize::from(is_headed)..).unwrap_or_default();
    let named: Vec<Option<(usize, usize)>> = body
        .iter()
        .map(|line| line.iter().enumerate().find_map(|(at, it)| Some((at, place(rows, it)?))))
        .collect();
    let are_named = named.iter().any(Option::is_some);
    // Figures begin behind the last cell that names an indicator; code and name may both be there.
    let first = if are_named {
        let behind =
            |line: &Vec<&str>| line.iter().rposition(|it| place(rows, it).is_some()).map(|it| it + 1);
        body.iter().filter_map(behind).max().unwrap_or_default()
    } else {
        0
    };
    let mut pasted = Pasted::default();
    for (number, line) in body.iter().enumerate() {
        let row = if are_named {
            named.get(number).copied().flatten().map(|(_, row)| row)
        } else {
            (number < rows.len()).then_some(number)
        };
        for (at, text) in line.iter().enumerate().skip(if is_headed { 0 } else { first }) {
            let column = if is_headed {
                head.get(at).copied().flatten()
            } else {
                Some(at - first).filter(|it| *it < columns.len())
            };
            let is_label = at < first || is_headed && column.is_none() && place(rows, text).is_some();
            match (row, column) {
                _ if text.is_empty() || is_label => {}
                (Some(row), Some(column)) => {
                    pasted.cells.insert((row, column), (*text).to_owned());
                }
                _ => pasted.unplaced += 1,
            }
        }
    }
    pasted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROWS: [[&str; 2]; 2] = [["GD01", "Số trường đạt chuẩn"], ["GD11", "Số học sinh đạt giải"]];
    const COLUMNS: [[&str; 2]; 3] =
        [["PGDDT", "Phòng Giáo dục"], ["PYT", "Phòng Y tế"], ["BHXH", "Bảo hiểm"]];

    type Cells = Vec<((usize, usize), String)>;

    fn pasted(text: &str) -> (Cells, usize) {
        let pasted = read(text, &ROWS, &COLUMNS);
        (pasted.cells.into_iter().collect(), pasted.unplaced)
    }

    fn cells(expected: &[((usize, usize), &str)]) -> Cells {
        expected.iter().map(|(at, text)| (*at, (*text).to_owned())).collect()
    }

    #[test]
    fn cells_go_where_their_headings_say() {
        let text =
            "Mã\tChỉ tiêu\tBHXH\tphong giao duc\nGD11\tSố học sinh đạt giải\t\t1.234,5\r\ngd01\t\t7\t8\n";
        assert_eq!(pasted(text), (cells(&[((0, 0), "8"), ((0, 2), "7"), ((1, 0), "1.234,5")]), 0));
    }

    #[test]
    fn without_headings_cells_follow_one_another() {
        assert_eq!(
            pasted("1\t2\n3\t4"),
            (cells(&[((0, 0), "1"), ((0, 1), "2"), ((1, 0), "3"), ((1, 1), "4")]), 0)
        );
        assert_eq!(pasted("GD11\t5\t6"), (cells(&[((1, 0), "5"), ((1, 1), "6")]), 0));
        assert_eq!(pasted("GD11\tSố học sinh đạt giải\t5"), (cells(&[((1, 0), "5")]), 0));
    }

    #[test]
    fn what_finds_no_place_is_counted() {
        let text = "\tPGDDT\tPXX\nGD11\t1\t2\nGD99\t3\t4";
        assert_eq!(pasted(text), (cells(&[((1, 0), "1")]), 3));
        assert_eq!(pasted("1\t2\t3\t4\n\n5\n6").1, 2);
        assert_eq!(pasted(""), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn nothing_pasted_leaves_the_table(text in "[A-Z0-9\\t\\n. ]{0,60}|\\PC{0,40}") {
            for (row, column) in read(&text, &ROWS, &COLUMNS).cells.into_keys() {
                prop_assert!(row < ROWS.len() && column < COLUMNS.len());
            }
        }
    }
}
