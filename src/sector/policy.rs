//! What a sector's figures say in one sentence.

use super::Counts;
use crate::chart::Status;
use crate::indicator::{FigureState, IndicatorRow, standing};
use crate::period::Period;
use crate::text::Lang;

/// Counts what is due in the period. A figure that does not apply is nobody's debt and is left out.
pub fn counts(rows: &[IndicatorRow], period: &Period) -> Counts {
    let mut counts = Counts::default();
    for row in rows.iter().filter(|it| it.due && it.figure.state != FigureState::NotApplicable) {
        counts.due += 1;
        match standing(&row.indicator, period, &row.figure).status {
            Status::Achieved => counts.achieved += 1,
            Status::OnCourse => counts.on_course += 1,
            Status::Behind => counts.behind.push(row.indicator.code.clone()),
            Status::Missed => counts.missed.push(row.indicator.code.clone()),
            Status::NoTarget => counts.no_target += 1,
            Status::NoFigure => counts.no_figure += 1,
        }
    }
    counts
}

/// What is not on course comes first: what is lost, what is behind, what nobody told; what does not apply or is
/// not due comes last.
pub fn worst_first(mut rows: Vec<IndicatorRow>, period: &Period) -> Vec<IndicatorRow> {
    rows.sort_by_key(|row| {
        if !row.due && row.figure.value.is_none() || row.figure.state == FigureState::NotApplicable {
            return 6;
        }
        match standing(&row.indicator, period, &row.figure).status {
            Status::Missed => 0,
            Status::Behind => 1,
            Status::NoFigure => 2,
            Status::OnCourse => 3,
            Status::Achieved => 4,
            Status::NoTarget => 5,
        }
    });
    rows
}

/// `5/12 chỉ tiêu đạt hoặc đúng tiến độ; chưa đạt GD09; 2 chưa có số liệu`.
pub fn headline(counts: &Counts, t: Lang) -> String {
    if counts.due == 0 {
        return t.sector_nothing_due().to_owned();
    }
    let mut parts = vec![t.sector_head_good(counts.achieved + counts.on_course, counts.due)];
    if !counts.missed.is_empty() {
        parts.push(t.sector_head_missed(counts.missed.join(", ")));
    }
    if !counts.behind.is_empty() {
        parts.push(t.sector_head_behind(counts.behind.join(", ")));
    }
    if counts.no_target > 0 {
        parts.push(t.sector_head_no_target(counts.no_target));
    }
    if counts.no_figure > 0 {
        parts.push(t.sector_head_no_figure(counts.no_figure));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_and_never_counted_as_good() {
        let counts = Counts {
            due: 12,
            achieved: 2,
            on_course: 3,
            behind: vec![],
            missed: vec!["GD09".into()],
            no_target: 0,
            no_figure: 6,
        };
        assert_eq!(
            headline(&counts, Lang::Vi),
            "5/12 chỉ tiêu đạt hoặc đúng tiến độ; chưa đạt: GD09; 6 chưa có số liệu"
        );
        assert_eq!(headline(&Counts::default(), Lang::Vi), "Kỳ này chưa có chỉ tiêu nào đến hạn báo cáo");
    }
}
