//! The first draft of the bloc's report, by rule. Nothing in it is invented: its sentences are the units' own,
//! word for word, but for those that say in a fixed form what the figures say.

use crate::chart::Status;
use crate::indicator::{Aggregation, FigureState, IndicatorRow, standing};
use crate::period::Period;
use crate::report::{Grade, PassageKind};
use crate::text::Lang;

/// Where a passage stands among a sector's: assessments, results, shortcomings, plans; within each the best
/// grade first and what carries none last. Units keep their order where this is the same.
pub fn rank(kind: PassageKind, grade: Option<Grade>) -> (PassageKind, bool, Option<Grade>) {
    (kind, grade.is_none(), grade)
}

/// How many counts are told one by one.
const TOLD: usize = 3;

/// What the figures say of a sector, in the document's language: how many indicators are where they should be
/// and which are not, then the counts against their plan (`7.500 người, đạt 53,5% kế hoạch`).
///
/// An indicator without a figure is told as such, and never counted as reached.
pub fn leads(rows: &[IndicatorRow], period: &Period) -> Vec<String> {
    let t = Lang::Vi;
    let due: Vec<_> = rows.iter().filter(|it| it.due).collect();
    let status = |it: &IndicatorRow| standing(&it.indicator, period, &it.figure).status;
    let judged: Vec<_> = due
        .iter()
        .filter(|it| {
            matches!(status(it), Status::Achieved | Status::OnCourse | Status::Behind | Status::Missed)
        })
        .collect();
    let reached =
        judged.iter().filter(|it| matches!(status(it), Status::Achieved | Status::OnCourse)).count();
    let behind: Vec<_> = judged
        .iter()
        .filter(|it| matches!(status(it), Status::Behind | Status::Missed))
        .map(|it| it.indicator.code.as_str())
        .collect();
    let unknown: Vec<_> = due
        .iter()
        .filter(|it| status(it) == Status::NoFigure && it.figure.state != FigureState::NotApplicable)
        .map(|it| it.indicator.code.as_str())
        .collect();
    let mut found = Vec::new();
    if !judged.is_empty() {
        let mut parts = vec![t.consol_lead_reached(reached, judged.len())];
        if !behind.is_empty() {
            parts.push(t.consol_lead_behind(behind.join(", ")));
        }
        if !unknown.is_empty() {
            parts.push(t.consol_lead_unknown(unknown.join(", ")));
        }
        found.push(format!("{}.", parts.join("; ")));
    }
    let told: Vec<_> = due.iter().filter_map(|it| against_plan(it, t)).take(TOLD).collect();
    if !told.is_empty() {
        found.push(format!("{}.", told.join("; ")));
    }
    found
}

/// A count and its share of the year's plan; nothing for what is no count or has no plan.
fn against_plan(row: &IndicatorRow, t: Lang) -> Option<String> {
    let IndicatorRow { indicator, figure, .. } = row;
    let counted = indicator.cumulative && indicator.aggregation == Aggregation::Sum;
    let (value, target) = (figure.value?, figure.target?);
    let share = value.percent_of(target).filter(|_| counted && !value.is_zero())?;
    let shown = indicator.show(value, t);
    Some(t.consol_lead_share(indicator.name(t), shown, share.round(1).show(t)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IndicatorId, PeriodId, SectorId};
    use crate::indicator::{Direction, Figure, Frequency, Indicator, OverTime};
    use crate::number::Number;
    use crate::period::PeriodKind;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn half() -> Period {
        Period {
            id: PeriodId::default(),
            code: "2016-H1".into(),
            kind: PeriodKind::Half,
            name_vi: String::new(),
            name_en: String::new(),
            year: 2016,
            starts_on: NaiveDate::default(),
            cut_off: NaiveDate::default(),
            due_on: NaiveDate::default(),
            locks_on: None,
            open: true,
        }
    }

    fn row(code: &str, value: Option<i64>, target: Option<i64>) -> IndicatorRow {
        let figure = Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            target: target.map(Number::from),
            ..Figure::untouched(IndicatorId::default())
        };
        let indicator = Indicator {
            id: IndicatorId::default(),
            code: code.into(),
            sector: SectorId::default(),
            version: 1,
            name_vi: "Lao động được tạo việc làm".into(),
            name_en: String::new(),
            measure: "người".into(),
            decimals: 0,
            direction: Direction::Higher,
            range: None,
            aggregation: Aggregation::Sum,
            over_time: OverTime::Last,
            frequency: Frequency::HalfYearly,
            cumulative: true,
            responsible: None,
            formula: None,
            shares: None,
            valid_to: None,
        };
        IndicatorRow { indicator, figure, due: true, history: Vec::new() }
    }

    #[test]
    fn the_figures_are_said_as_such_reports_say_them() {
        let rows = [
            row("LD01", Some(7500), Some(14_019)),
            row("LD02", Some(1), Some(10)),
            row("LD03", None, Some(5)),
        ];
        assert_eq!(
            leads(&rows, &half()),
            [
                "Trong kỳ, 1/2 chỉ tiêu đạt kế hoạch hoặc đúng tiến độ; chưa đạt: LD02; chưa có số liệu: LD03.",
                "Lao động được tạo việc làm: 7.500 người, đạt 53,5% kế hoạch năm; \
                 Lao động được tạo việc làm: 1 người, đạt 10% kế hoạch năm.",
            ]
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_is_known() {
        assert_eq!(leads(&[], &half()), Vec::<String>::new());
        assert_eq!(leads(&[row("LD01", None, Some(5))], &half()), Vec::<String>::new());
        assert_eq!(leads(&[row("LD01", Some(3), None)], &half()), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn passages_are_ordered_by_kind_then_grade(
            mut of in prop::collection::vec((0_usize..4, prop::option::of(0_usize..5)), 0..20),
        ) {
            let read = |(kind, grade): (usize, Option<usize>)| {
                (PassageKind::ALL[kind], grade.map(|it| Grade::ALL[it]))
            };
            let mut passages: Vec<_> = of.drain(..).map(read).enumerate().collect();
            passages.sort_by_key(|(_, (kind, grade))| rank(*kind, *grade));
            for pair in passages.windows(2) {
                let ((before, one), (after, other)) = (pair[0], pair[1]);
                prop_assert!(one.0 <= other.0);
                if one.0 == other.0 {
                    prop_assert!(one.1.is_some() || other.1.is_none());
                    prop_assert!(one != other || before < after, "equals keep their order");
                }
            }
        }
    }
}
