use super::ChangeRow;
use crate::chart::layout::spread;
use crate::chart::scale::Linear;

/// One end of the lines: where each row's point is, and where its label has room.
pub(super) struct Side {
    /// For each row: its point and its label.
    places: Vec<Option<(f64, f64)>>,
}

impl Side {
    pub fn of(
        rows: &[&ChangeRow],
        y: &Linear,
        value: impl Fn(&ChangeRow) -> Option<rust_decimal::Decimal>,
        gap: f64,
        span: (f64, f64),
    ) -> Self {
        let points = rows.iter().map(|it| value(it).map(|it| y.at(it)));
        let points: Vec<Option<f64>> = points.collect();
        let mut order: Vec<usize> = (0..rows.len()).filter(|it| points[*it].is_some()).collect();
        // Equal figures keep the order of the rows, so that labels do not cross.
        order.sort_by(|a, b| points[*a].partial_cmp(&points[*b]).unwrap_or(std::cmp::Ordering::Equal));
        let wanted: Vec<f64> = order.iter().filter_map(|it| points[*it]).collect();
        let labels = spread(&wanted, gap, span);
        let mut places = vec![None; rows.len()];
        for (index, label) in order.into_iter().zip(labels) {
            places[index] = points[index].map(|point| (point, label));
        }
        Self { places }
    }

    pub fn get(&self, index: usize) -> Option<(f64, f64)> {
        self.places.get(index).copied().flatten()
    }
}
