use std::ops::RangeInclusive;

/// A cell: its row in the form, its column among [`super::COLUMNS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub row: usize,
    pub column: usize,
}

impl Place {
    pub const fn new(row: usize, column: usize) -> Self {
        Self { row, column }
    }
}

/// A rectangle of cells, from where it was begun to where it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: Place,
    pub to: Place,
}

impl Range {
    pub const fn one(place: Place) -> Self {
        Self { from: place, to: place }
    }

    pub fn rows(&self) -> RangeInclusive<usize> {
        self.from.row.min(self.to.row)..=self.from.row.max(self.to.row)
    }

    pub fn columns(&self) -> RangeInclusive<usize> {
        self.from.column.min(self.to.column)..=self.from.column.max(self.to.column)
    }

    pub fn top_left(&self) -> Place {
        Place::new(*self.rows().start(), *self.columns().start())
    }

    pub fn height(&self) -> usize {
        self.rows().count()
    }

    pub fn width(&self) -> usize {
        self.columns().count()
    }

    pub fn is_one(&self) -> bool {
        self.from == self.to
    }

    pub fn contains(&self, place: Place) -> bool {
        self.rows().contains(&place.row) && self.columns().contains(&place.column)
    }

    /// Row by row.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let columns = self.columns();
        self.rows().flat_map(move |row| columns.clone().map(move |column| Place::new(row, column)))
    }
}

/// A direction on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
}

impl Way {
    /// One step on, inside a sheet of this many rows and columns.
    fn step(self, at: Place, rows: usize, columns: usize) -> Option<Place> {
        let (row, column) = match self {
            Self::Up => (at.row.checked_sub(1)?, at.column),
            Self::Down => (at.row + 1, at.column),
            Self::Left => (at.row, at.column.checked_sub(1)?),
            Self::Right => (at.row, at.column + 1),
        };
        (row < rows && column < columns).then_some(Place { row, column })
    }
}

/// The cell that so many steps lead to, passing over those that are not open; as far as it goes when the sheet
/// ends before.
pub fn nearest(
    at: Place,
    way: Way,
    steps: usize,
    (rows, columns): (usize, usize),
    is_open: impl Fn(Place) -> bool,
) -> Option<Place> {
    let (mut here, mut found, mut left) = (at, None, steps);
    while let Some(next) = way.step(here, rows, columns) {
        here = next;
        if is_open(here) {
            found = Some(here);
            left = left.saturating_sub(1);
            if left == 0 {
                break;
            }
        }
    }
    found
}

/// What filling a range writes: its first row downwards, or its first column to the right. A range of one row
/// (or column) takes what stands before it.
pub fn fill(range: Range, way: Way, text: impl Fn(Place) -> Option<String>) -> Vec<(Place, String)> {
    let Place { row: top, column: left } = range.top_left();
    let source = |place: Place| match way {
        Way::Right if range.width() > 1 => (place.column > left).then(|| Place::new(place.row, left)),
        Way::Right => place.column.checked_sub(1).map(|column| Place::new(place.row, column)),
        _ if range.height() > 1 => (place.row > top).then(|| Place::new(top, place.column)),
        _ => place.row.checked_sub(1).map(|row| Place::new(row, place.column)),
    };
    range.places().filter_map(|place| Some((place, text(source(place)?)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: (usize, usize), to: (usize, usize)) -> Range {
        Range { from: Place::new(from.0, from.1), to: Place::new(to.0, to.1) }
    }

    #[test]
    fn a_range_is_the_same_from_either_corner() {
        let (one, other) = (range((1, 2), (3, 0)), range((3, 0), (1, 2)));
        assert_eq!(one.places().collect::<Vec<_>>(), other.places().collect::<Vec<_>>());
        assert_eq!((one.height(), one.width(), one.top_left()), (3, 3, Place::new(1, 0)));
        assert!(one.contains(Place::new(2, 1)) && !one.contains(Place::new(0, 1)));
    }

    #[test]
    fn a_closed_cell_is_passed_over_and_the_end_is_the_end() {
        let open = |it: Place| it.row != 1;
        assert_eq!(nearest(Place::new(0, 0), Way::Down, 1, (4, 2), open), Some(Place::new(2, 0)));
        assert_eq!(nearest(Place::new(0, 0), Way::Down, 99, (4, 2), open), Some(Place::new(3, 0)));
        assert_eq!(nearest(Place::new(3, 1), Way::Right, 1, (4, 2), open), None);
        assert_eq!(nearest(Place::new(2, 0), Way::Up, 1, (4, 2), open), Some(Place::new(0, 0)));
    }

    #[test]
    fn filling_repeats_the_first_row_or_what_stands_above() {
        let text = |it: Place| Some(format!("{}.{}", it.row, it.column));
        let down = fill(range((1, 0), (3, 0)), Way::Down, text);
        assert_eq!(down, [(Place::new(2, 0), "1.0".into()), (Place::new(3, 0), "1.0".into())]);
        assert_eq!(fill(range((2, 1), (2, 1)), Way::Down, text), [(Place::new(2, 1), "1.1".into())]);
        assert_eq!(fill(range((2, 0), (2, 1)), Way::Right, text), [(Place::new(2, 1), "2.0".into())]);
        assert_eq!(fill(range((0, 0), (0, 0)), Way::Down, text), []);
    }
}
