//! Evaluates checks on what a report holds. Whole ten-thousandths throughout: nothing is rounded before it is
//! compared.

use super::model::in_force;
use super::{Check, Finding, History, Past, Rule, Severity, Told};
use crate::indicator::{Column, Figure, FigureState, Indicator};
use crate::number::Number;
use crate::report::GridRow;

/// The fewest own values that an outlier is told by.
const FEWEST: usize = 4;
/// A robust deviation is so many ten-thousandths of the middle of the distances from the middle: with even
/// spread it is then what the standard deviation would be.
const SPREAD: i128 = 14_826;

/// What the checks find in the rows that are due: errors first, then warnings, in the rows' order. `kept` are
/// the checks kept as data; the defaults come by themselves.
pub fn findings(rows: &[GridRow], kept: &[Check], history: &History) -> Vec<Finding> {
    let nothing = Past::default();
    let mut found = Vec::new();
    for row in rows.iter().filter(|it| it.due) {
        let past = history.get(&row.indicator.id).unwrap_or(&nothing);
        for check in in_force(&row.indicator, kept) {
            if let Some(told) = judge(&check.rule, row, rows, past) {
                found.push(finding(&row.indicator, check, told));
            }
        }
    }
    // Stable: within a severity the rows keep their order.
    found.sort_by_key(|it: &Finding| it.severity);
    found
}

fn finding(indicator: &Indicator, check: Check, told: Told) -> Finding {
    Finding {
        indicator: indicator.id,
        code: indicator.code.clone(),
        name_vi: indicator.name_vi.clone(),
        name_en: indicator.name_en.clone(),
        column: Column::Actual,
        severity: match check.rule {
            // Its reason is the figure's own.
            Rule::RequiredWithReason => Severity::Error,
            _ => check.severity,
        },
        rule: check.rule.kind(),
        told,
        message: check.message,
        answer: None,
    }
}

fn value(figure: &Figure) -> Option<Number> {
    figure.value.filter(|_| figure.state == FigureState::Value)
}

fn judge(rule: &Rule, row: &GridRow, rows: &[GridRow], past: &Past) -> Option<Told> {
    if *rule == Rule::RequiredWithReason {
        let missing = row.figure.state == FigureState::Missing && row.figure.reason.is_none();
        return missing.then_some(Told::Missing);
    }
    let value = value(&row.figure)?;
    match rule {
        Rule::RequiredWithReason => None,
        Rule::Range { low, high } => match (low, high) {
            (Some(low), _) if value < *low => Some(Told::Below { value, low: *low }),
            (_, Some(high)) if value > *high => Some(Told::Above { value, high: *high }),
            _ => None,
        },
        Rule::SumOfParts(codes) => {
            let sum = sum_of(codes, rows)?;
            (sum != value).then(|| Told::Parts { value, sum, codes: codes.clone() })
        }
        Rule::NotBelowLast => {
            let (last, period_vi, period_en) = past.last.clone()?;
            (value < last).then_some(Told::BelowLast { value, last, period_vi, period_en })
        }
        Rule::Outlier { factor } => {
            let usual = far_from(value, *factor, row.indicator.decimals, &past.values)?;
            Some(Told::Outlier { value, usual, count: past.values.len() as u32 })
        }
    }
}

/// The parts together; nothing as long as one of them is missing or not asked for. One that does not apply adds
/// nothing.
fn sum_of(codes: &[String], rows: &[GridRow]) -> Option<Number> {
    codes.iter().try_fold(Number::from(0), |sum, code| {
        let part = &rows.iter().find(|it| it.indicator.code == *code)?.figure;
        match part.state {
            FigureState::NotApplicable => Some(sum),
            _ => sum.checked_add(value(part)?),
        }
    })
}

/// The middle of earlier values, when the value lies more than `factor` robust deviations from it.
///
/// Where the earlier values hardly differ, a deviation is at least a hundredth of the middle and one unit of the
/// last decimal place: the first step after a long rest is no outlier.
fn far_from(value: Number, factor: Number, decimals: u32, earlier: &[Number]) -> Option<Number> {
    if earlier.len() < FEWEST {
        return None;
    }
    let mut earlier: Vec<i128> = earlier.iter().map(|it| i128::from(it.to_stored())).collect();
    let twice_middle = twice_middle(&mut earlier);
    let mut twice_apart: Vec<i128> = earlier.iter().map(|it| (2 * it - twice_middle).abs()).collect();
    let four_apart = self::twice_middle(&mut twice_apart);
    let step = 10_i128.pow(Number::PLACES.saturating_sub(decimals));
    let least = (twice_middle.abs() / 50).max(4 * step);
    let deviation = (four_apart * SPREAD).max(least * 10_000);

    let away = 2 * (2 * i128::from(value.to_stored()) - twice_middle).abs();
    let usual = i128::from(factor.to_stored()).saturating_mul(deviation);
    (away.saturating_mul(100_000_000) > usual).then(|| Number::from_stored((twice_middle / 2) as i64))
}

/// Twice the median, which is whole where the median may not be.
fn twice_middle(values: &mut [i128]) -> i128 {
    values.sort_unstable();
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    at(values.len().saturating_sub(1) / 2) + at(values.len() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IndicatorId;
    use crate::indicator::Aggregation;
    use crate::report::CheckKind;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn indicator(number: u128) -> Indicator {
        let id = IndicatorId(Uuid::from_u128(number));
        Indicator { id, code: format!("XX{number:02}"), ..crate::report::cell::tests::pupils() }
    }

    fn row(number: u128, value: Option<i64>) -> GridRow {
        let indicator = indicator(number);
        let figure = Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            ..Figure::untouched(indicator.id)
        };
        GridRow { indicator, figure, due: true }
    }

    fn check(number: u128, rule: Rule) -> Check {
        Check {
            indicator: indicator(number).id,
            rule,
            severity: Severity::Error,
            message: None,
            enabled: true,
        }
    }

    fn past(values: &[i64]) -> History {
        let values = values.iter().map(|it| Number::from(*it)).collect();
        History::from([(indicator(1).id, Past { values, last: None })])
    }

    fn kinds(found: &[Finding]) -> Vec<CheckKind> {
        found.iter().map(|it| it.rule).collect()
    }

    #[test]
    fn a_due_figure_is_given_or_its_absence_explained() {
        let found = findings(&[row(1, None)], &[], &History::new());
        assert_eq!(kinds(&found), [CheckKind::RequiredWithReason]);
        assert!(found[0].blocks() && found[0].anchor() == "cell-XX01-actual");
        let mut explained = row(1, None);
        explained.figure.reason = Some("Chưa tổng hợp xong".into());
        let mut apart = row(2, None);
        apart.figure.state = FigureState::NotApplicable;
        let later = GridRow { due: false, ..row(3, None) };
        assert!(findings(&[explained, apart, later, row(4, Some(0))], &[], &History::new()).is_empty());
    }

    #[test]
    fn a_percentage_is_bounded_without_being_told() {
        let mut over = row(1, Some(101));
        over.indicator.measure = "%".into();
        over.indicator.aggregation = Aggregation::Ratio;
        let found = findings(std::slice::from_ref(&over), &[], &History::new());
        assert_eq!(found[0].told, Told::Above { value: 101.into(), high: 100.into() });
        let wider = check(1, Rule::Range { low: None, high: Some(120.into()) });
        assert!(findings(std::slice::from_ref(&over), &[wider], &History::new()).is_empty());
        let off = Check { enabled: false, ..check(1, Rule::Range { low: None, high: None }) };
        assert!(findings(&[over], &[off], &History::new()).is_empty());
    }

    #[test]
    fn a_whole_is_its_parts_as_soon_as_all_are_there() {
        let rule = Rule::SumOfParts(vec!["XX02".into(), "XX03".into()]);
        let checked = |second, third| {
            let rows = [row(1, Some(10)), row(2, Some(second)), third];
            findings(&rows, &[check(1, rule.clone())], &History::new())
        };
        assert!(checked(4, row(3, Some(6))).is_empty());
        let found = checked(4, row(3, Some(7)));
        assert_eq!(kinds(&found), [CheckKind::SumOfParts]);
        assert_eq!(found[0].told.message(crate::text::Lang::Vi), "10 khác tổng của XX02 + XX03 là 11.");
        assert_eq!(kinds(&checked(4, row(3, None))), [CheckKind::RequiredWithReason]);
        let mut apart = row(3, None);
        apart.figure.state = FigureState::NotApplicable;
        assert!(checked(10, apart).is_empty());
    }

    #[test]
    fn a_running_total_does_not_shrink() {
        let last = Some((Number::from(7), "Quý I".to_owned(), String::new()));
        let history = History::from([(indicator(1).id, Past { values: Vec::new(), last })]);
        assert!(findings(&[row(1, Some(7))], &[], &history).is_empty());
        let found = findings(&[row(1, Some(6))], &[], &history);
        assert_eq!((kinds(&found), found[0].severity), (vec![CheckKind::NotBelowLast], Severity::Warning));
        assert!(found[0].needs_reason());
    }

    #[test]
    fn a_value_far_from_the_units_own_is_a_warning() {
        let history = past(&[100, 104, 98, 101, 103]);
        assert!(findings(&[row(1, Some(112))], &[], &history).is_empty());
        let found = findings(&[row(1, Some(1010))], &[], &history);
        assert_eq!(found[0].told, Told::Outlier { value: 1010.into(), usual: 101.into(), count: 5 });
        assert!(
            findings(&[row(1, Some(1010))], &[], &past(&[100, 104, 98])).is_empty(),
            "too few to tell by"
        );
        assert!(findings(&[row(1, Some(9))], &[], &past(&[8, 8, 8, 8])).is_empty(), "one step after a rest");
        assert_eq!(findings(&[row(1, Some(80))], &[], &past(&[8, 8, 8, 8])).len(), 1);
    }

    #[test]
    fn errors_come_first_and_the_offices_sentence_before_ours() {
        let mut strict = check(2, Rule::Range { low: None, high: Some(3.into()) });
        strict.message = Some(("Quá chỉ tiêu giao".into(), String::new()));
        let found = findings(&[row(1, Some(1010)), row(2, Some(4))], &[strict], &past(&[1, 1, 1, 1]));
        assert_eq!(
            found.iter().map(|it| it.severity).collect::<Vec<_>>(),
            [Severity::Error, Severity::Warning]
        );
        assert_eq!(found[0].message(crate::text::Lang::En), "Quá chỉ tiêu giao");
    }

    proptest! {
        #[test]
        fn what_is_usual_does_not_depend_on_order(
            mut values in prop::collection::vec(-1_000_000_i64..1_000_000, 0..14),
            value in -2_000_000_i64..2_000_000,
            factor in 1_i64..9,
        ) {
            let numbers = |it: &[i64]| -> Vec<Number> { it.iter().map(|it| Number::from_stored(*it)).collect() };
            let far = |value: i64, it: &[i64]| far_from(Number::from_stored(value), factor.into(), 2, &numbers(it));
            let told = far(value, &values);
            values.reverse();
            prop_assert_eq!(told, far(value, &values));
            // What holds of the values holds of their mirror image.
            let mirrored: Vec<_> = values.iter().map(|it| -it).collect();
            prop_assert_eq!(told.is_some(), far(-value, &mirrored).is_some());
            if values.len() >= FEWEST {
                values.sort_unstable();
                prop_assert_eq!(far(values[values.len() / 2], &vec![values[values.len() / 2]; values.len()]), None);
            }
            // Whoever allows more finds less.
            let wider = far_from(Number::from_stored(value), (factor + 1).into(), 2, &numbers(&values));
            prop_assert!(told.is_some() || wider.is_none());
        }

        #[test]
        fn parts_that_add_up_are_never_told(parts in prop::collection::vec(0_i64..1_000_000_000, 1..8), off in 1_i64..99) {
            let codes = (2..).take(parts.len()).map(|it| format!("XX{it:02}")).collect();
            let rule = Rule::SumOfParts(codes);
            let whole: i64 = parts.iter().sum();
            let rows = |whole| {
                let mut rows = vec![row(1, Some(whole))];
                rows.extend((2..).zip(&parts).map(|(number, part)| row(number, Some(*part))));
                rows
            };
            let found = |whole| findings(&rows(whole), &[check(1, rule.clone())], &History::new()).len();
            prop_assert_eq!((found(whole), found(whole + off)), (0, 1));
        }

        #[test]
        fn no_numbers_break_it(values in prop::collection::vec(any::<i64>(), 0..9), value in any::<i64>(), factor in any::<i64>()) {
            let values: Vec<_> = values.into_iter().map(|it| Number::from_stored(it / 16)).collect();
            let _ = far_from(Number::from_stored(value / 16), Number::from_stored(factor / 16), 4, &values);
        }
    }
}
