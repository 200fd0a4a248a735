//! What a sector's figures say to the grade that a passage gives it.

use super::Grade;
use crate::chart::Status;
use crate::indicator::{FigureState, IndicatorRow, standing};
use crate::period::Period;

/// A figure that speaks against a grade, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    pub code: String,
    pub status: Status,
}

/// The indicators of a sector, by code, each in one list only and in the order they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub supports: Vec<String>,
    pub contradicts: Vec<Against>,
    /// Say nothing either way: without a figure or a target, or within what the grade allows for.
    pub silent: Vec<String>,
}

impl Evidence {
    /// No figure speaks for the grade or against it.
    pub fn is_silent(&self) -> bool {
        self.supports.is_empty() && self.contradicts.is_empty()
    }
}

/// Holds a grade against the figures that are due.
///
/// Judged are those with a value and a target. Of these *good* are achieved or on course, *behind* may still
/// come, *missed* will not. One without a figure or a target, or that does not apply, is silent.
///
/// | grade | supported by | contradicted by |
/// | --- | --- | --- |
/// | đạt, vượt | good | every missed and every behind |
/// | tốt | good | every missed; the behind when they are more than a third of the judged |
/// | khá | good | the missed and the behind when together they are more than half of the judged |
/// | trung tính | – | – (it gives no grade) |
/// | có cố gắng | behind and missed | the good when nothing is behind or missed |
///
/// Shares are compared in whole numbers: exactly a third, or exactly half, is still allowed.
pub fn evidence(grade: Grade, rows: &[IndicatorRow], period: &Period) -> Evidence {
    let due = rows.iter().filter(|it| it.due && it.figure.state != FigureState::NotApplicable);
    let judged: Vec<(&str, Status)> = due
        .map(|it| (it.indicator.code.as_str(), standing(&it.indicator, period, &it.figure).status))
        .collect();
    let count = |is: fn(Status) -> bool| judged.iter().filter(|(_, it)| is(*it)).count();
    let (good, behind, missed) =
        (count(is_good), count(|it| it == Status::Behind), count(|it| it == Status::Missed));
    let all = good + behind + missed;
    let side = |status: Status| match (grade, status) {
        (_, Status::NoTarget | Status::NoFigure) | (Grade::Neutral, _) => Side::Silent,
        (Grade::Exceeded, it) => Side::of(is_good(it)),
        (Grade::Good, Status::Missed) => Side::Against,
        (Grade::Good, Status::Behind) if behind * 3 > all => Side::Against,
        (Grade::Fair, Status::Missed | Status::Behind) if (behind + missed) * 2 > all => Side::Against,
        (Grade::Good | Grade::Fair, Status::Missed | Status::Behind) => Side::Silent,
        (Grade::Good | Grade::Fair, _) => Side::For,
        (Grade::Effort, it) if !is_good(it) => Side::For,
        (Grade::Effort, _) if behind + missed == 0 => Side::Against,
        (Grade::Effort, _) => Side::Silent,
    };
    let mut found = Evidence::default();
    for (code, status) in judged {
        match side(status) {
            Side::For => found.supports.push(code.to_owned()),
            Side::Against => found.contradicts.push(Against { code: code.to_owned(), status }),
            Side::Silent => found.silent.push(code.to_owned()),
        }
    }
    found
}

enum Side {
    For,
    Against,
    Silent,
}

impl Side {
    const fn of(supports: bool) -> Self {
        if supports { Self::For } else { Self::Against }
    }
}

const fn is_good(status: Status) -> bool {
    matches!(status, Status::Achieved | Status::OnCourse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PeriodId;
    use crate::indicator::{Direction, Figure};
    use crate::number::Number;
    use crate::period::PeriodKind;
    use crate::report::cell::tests::pupils;
    use proptest::prelude::*;

    fn half() -> Period {
        Period {
            id: PeriodId::default(),
            code: "2016-H1".into(),
            kind: PeriodKind::Half,
            name_vi: String::new(),
            name_en: String::new(),
            year: 2016,
            starts_on: "2015-12-15".parse().unwrap(),
            cut_off: "2016-06-14".parse().unwrap(),
            due_on: "2016-06-20".parse().unwrap(),
            locks_on: None,
            open: true,
        }
    }

    /// A figure out of a target of 100 of which 50 are expected by now; a count to stay under 40 is missed
    /// beyond it.
    fn row(code: usize, status: Status) -> IndicatorRow {
        let mut indicator = pupils();
        indicator.code = format!("GD{code:02}");
        let (value, target) = match status {
            Status::Achieved => (Some(120), Some(100)),
            Status::OnCourse => (Some(60), Some(100)),
            Status::Behind => (Some(10), Some(100)),
            Status::Missed => {
                indicator.direction = Direction::Lower;
                (Some(41), Some(40))
            }
            Status::NoTarget => (Some(5), None),
            Status::NoFigure => (None, Some(100)),
        };
        let figure = Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            target: target.map(Number::from),
            ..Figure::untouched(indicator.id)
        };
        IndicatorRow { indicator, figure, due: true, history: Vec::new() }
    }

    fn rows(statuses: &[Status]) -> Vec<IndicatorRow> {
        let rows: Vec<_> = statuses.iter().enumerate().map(|(at, it)| row(at, *it)).collect();
        for (row, status) in rows.iter().zip(statuses) {
            assert_eq!(standing(&row.indicator, &half(), &row.figure).status, *status);
        }
        rows
    }

    fn against(grade: Grade, statuses: &[Status]) -> usize {
        evidence(grade, &rows(statuses), &half()).contradicts.len()
    }

    #[test]
    fn the_best_grade_allows_for_nothing_missed_or_behind() {
        use Status::{Achieved, Behind, Missed};
        assert_eq!(against(Grade::Exceeded, &[Achieved, Achieved]), 0);
        assert_eq!(against(Grade::Exceeded, &[Achieved, Missed, Behind]), 2);
    }

    #[test]
    fn good_allows_for_a_third_behind_and_none_missed() {
        use Status::{Achieved, Behind, Missed};
        assert_eq!(against(Grade::Good, &[Achieved, Achieved, Behind]), 0);
        assert_eq!(against(Grade::Good, &[Achieved, Behind]), 1);
        assert_eq!(against(Grade::Good, &[Achieved, Achieved, Achieved, Missed]), 1);
    }

    #[test]
    fn fair_allows_for_half() {
        use Status::{Achieved, Behind, Missed};
        assert_eq!(against(Grade::Fair, &[Achieved, Missed]), 0);
        assert_eq!(against(Grade::Fair, &[Achieved, Missed, Behind]), 2);
    }

    #[test]
    fn effort_is_too_little_where_everything_goes_well() {
        use Status::{Achieved, Behind, NoFigure};
        assert_eq!(against(Grade::Effort, &[Achieved, Achieved, NoFigure]), 2);
        assert_eq!(against(Grade::Effort, &[Achieved, Behind]), 0);
        assert_eq!(evidence(Grade::Effort, &rows(&[Behind]), &half()).supports, ["GD00"]);
    }

    #[test]
    fn what_is_not_known_supports_nothing() {
        use Status::{NoFigure, NoTarget};
        for grade in Grade::ALL {
            let found = evidence(*grade, &rows(&[NoFigure, NoTarget]), &half());
            assert!(found.is_silent() && found.silent.len() == 2, "{grade}");
        }
    }

    fn statuses() -> impl Strategy<Value = Vec<Status>> {
        prop::collection::vec(prop::sample::select(crate::indicator::STATUSES.to_vec()), 0..12)
    }

    proptest! {
        #[test]
        fn every_figure_is_on_one_side(statuses in statuses(), grade in prop::sample::select(Grade::ALL.to_vec())) {
            let found = evidence(grade, &rows(&statuses), &half());
            let mut codes: Vec<_> = found.contradicts.iter().map(|it| it.code.clone()).collect();
            codes.extend(found.supports.iter().chain(&found.silent).cloned());
            codes.sort();
            let all: Vec<_> = (0..statuses.len()).map(|it| format!("GD{it:02}")).collect();
            prop_assert_eq!(codes, all);
        }

        #[test]
        fn a_better_grade_is_never_easier_to_hold(statuses in statuses()) {
            let against = |grade| evidence(grade, &rows(&statuses), &half()).contradicts.len();
            prop_assert!(against(Grade::Exceeded) >= against(Grade::Good));
            // Fair weighs both together, so it is held against good by whether, not by how many.
            prop_assert!(against(Grade::Fair) == 0 || against(Grade::Good) > 0);
        }

        #[test]
        fn order_changes_nothing(statuses in statuses(), grade in prop::sample::select(Grade::ALL.to_vec())) {
            let mut turned = rows(&statuses);
            turned.reverse();
            let (one, mut other) = (evidence(grade, &rows(&statuses), &half()), evidence(grade, &turned, &half()));
            other.supports.reverse();
            other.contradicts.reverse();
            other.silent.reverse();
            prop_assert_eq!(one, other);
        }
    }
}
