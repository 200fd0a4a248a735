//! How a figure stands against its target and the pace of the year, and how figures of several units make
//! one. No figure is never green and never zero.

use super::pace::{TargetPlan, pace};
use super::{Aggregation, Direction, Figure, FigureState, Indicator, OverTime, Tally};
use crate::chart::Status;
use crate::number::Number;
use crate::period::Period;
use crate::text::Lang;

/// A figure's standing in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    /// What the pace of the year asks for by now, where a target accumulates over the year.
    pub pace: Option<Number>,
}

/// Every status, best first.
pub const STATUSES: [Status; 6] =
    [Status::Achieved, Status::OnCourse, Status::Behind, Status::Missed, Status::NoTarget, Status::NoFigure];

/// A status as an address spells it.
pub const fn word_of_status(status: Status) -> &'static str {
    match status {
        Status::Achieved => "achieved",
        Status::OnCourse => "on-course",
        Status::Behind => "behind",
        Status::Missed => "missed",
        Status::NoTarget => "no-target",
        Status::NoFigure => "no-figure",
    }
}

pub fn status_of_word(word: &str) -> Option<Status> {
    STATUSES.into_iter().find(|it| word_of_status(*it) == word)
}

/// Judges a figure by its indicator's direction, its target for the year, or the period's own, and the pace
/// expected by the period's end.
///
/// A cumulative sum is expected to have reached its share of the year's target; anything else is held
/// against the target itself. While the year runs, a target not yet reached is behind, not missed: only a
/// count that has gone over its limit cannot come back.
pub fn standing(indicator: &Indicator, period: &Period, figure: &Figure) -> Standing {
    let mut plan = TargetPlan::of_year(figure.target);
    plan.periods.extend(figure.period_target.map(|it| (period.id, it)));
    standing_on(indicator, period, figure, &plan)
}

/// As [`standing`], with the targets that were set for periods. Such a target is what its period is expected
/// to reach on the way to the year's; where there is none for the year, or the figure is of the period alone, it
/// is the target itself.
pub fn standing_on(indicator: &Indicator, period: &Period, figure: &Figure, plan: &TargetPlan) -> Standing {
    let of_period = plan.year.is_none() || indicator.over_time == OverTime::Add;
    let own = plan.given(period).filter(|_| of_period);
    let pace = if own.is_some() { None } else { pace(indicator, period, plan) };
    let status = match (figure.state, figure.value) {
        (FigureState::Value, Some(value)) => {
            let race = Race {
                target: own.or(plan.year),
                pace,
                over: own.is_some() || indicator.ends_with(period),
                accumulates: indicator.accumulates() || indicator.counts_anew(),
            };
            race.judge(indicator, value)
        }
        _ => Status::NoFigure,
    };
    Standing { status, pace }
}

/// The target that a figure is held against at last: the year's, or the period's own where there is none for the
/// year or the figure is of the period alone.
pub fn aimed_at(indicator: &Indicator, figure: &Figure) -> Option<Number> {
    let of_period = figure.target.is_none() || indicator.over_time == OverTime::Add;
    figure.period_target.filter(|_| of_period).or(figure.target)
}

/// By how much of last year's figure this year's is higher or lower, in hundredths of it and exact until it
/// is shown. Nothing without a value, or without one last year, or where that was 0 or less: a change from
/// nothing has no percentage.
pub fn change_since_prior(figure: &Figure) -> Option<Number> {
    let (value, prior) = (figure.value.filter(|_| figure.state == FigureState::Value)?, figure.prior?);
    if prior.is_zero() || prior.is_negative() {
        return None;
    }
    value.minus(prior).percent_of(prior)
}

/// `+4,2%` or `−1,0%`.
pub fn signed_percent(change: Number, t: Lang) -> String {
    let shown = change.round(1);
    let (sign, size) = if shown.is_negative() {
        ("−", Number::from(0).minus(shown))
    } else if shown.is_zero() {
        ("", shown)
    } else {
        ("+", shown)
    };
    format!("{sign}{}%", size.show_places(t, 1))
}

/// What a value is held against.
struct Race {
    target: Option<Number>,
    pace: Option<Number>,
    /// The span that the target is for has ended.
    over: bool,
    accumulates: bool,
}

impl Race {
    fn judge(&self, indicator: &Indicator, value: Number) -> Status {
        match (indicator.direction, indicator.range, self.target) {
            (Direction::Range, Some((low, high)), _) => {
                if (low..=high).contains(&value) {
                    Status::Achieved
                } else {
                    Status::Missed
                }
            }
            (_, _, None) => Status::NoTarget,
            (Direction::Higher | Direction::Range, _, Some(target)) => self.towards(value, target),
            (Direction::Lower, _, Some(limit)) => self.within(value, limit),
        }
    }

    fn towards(&self, value: Number, target: Number) -> Status {
        match self.pace {
            _ if value >= target => Status::Achieved,
            Some(pace) if value >= pace => Status::OnCourse,
            None if self.over => Status::Missed,
            _ => Status::Behind,
        }
    }

    fn within(&self, value: Number, limit: Number) -> Status {
        match self.pace {
            _ if value > limit && (self.over || self.accumulates) => Status::Missed,
            _ if value > limit => Status::Behind,
            // The year is not over: within the limit so far, and within its pace or not.
            Some(pace) if value <= pace => Status::OnCourse,
            Some(_) => Status::Behind,
            None => Status::Achieved,
        }
    }
}

/// Several units' figures as one, and how much of it there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    pub figure: Figure,
    /// Units whose value is in it.
    pub given: u32,
    /// Units that owe one: those for which it does not apply are not counted.
    pub units: u32,
}

/// Puts units' figures together: counts and stocks add, a ratio is the sum of its numerators over the sum of
/// its denominators and is never averaged. A difference, or a ratio of which only the percentage was given,
/// cannot be put together and stays out; one unit's figure alone is taken as it is.
pub fn combine(indicator: &Indicator, figures: &[Figure]) -> Combined {
    let owing: Vec<&Figure> = figures.iter().filter(|it| it.state != FigureState::NotApplicable).collect();
    let units = owing.len() as u32;
    if let [only] = figures {
        let given = u32::from(only.state == FigureState::Value);
        return Combined { figure: only.clone(), given, units };
    }
    let mut whole = Figure::untouched(indicator.id);
    whole.sample = figures.iter().any(|it| it.sample);
    whole.prior = total(indicator, owing.iter().filter_map(|it| it.prior));
    whole.target = common_target(indicator, owing.iter().map(|it| it.target));
    whole.period_target = common_target(indicator, owing.iter().map(|it| it.period_target));
    whole.saved_at = figures.iter().filter_map(|it| it.saved_at).max();
    whole.reason = owing.iter().find_map(|it| it.reason.clone());
    if owing.is_empty() && !figures.is_empty() {
        whole.state = FigureState::NotApplicable;
        return Combined { figure: whole, given: 0, units };
    }
    let all: Tally = figures.iter().map(|it| Tally::of(it, false)).sum();
    let total = all.total(indicator, figures.len() as u32);
    if total.figure.value.is_some() {
        (whole.value, whole.ratio) = (total.figure.value, total.figure.ratio);
        whole.state = FigureState::Value;
        whole.reason = None;
    }
    Combined { figure: whole, given: total.given, units }
}

fn total(indicator: &Indicator, mut values: impl Iterator<Item = Number>) -> Option<Number> {
    match indicator.aggregation {
        Aggregation::Sum | Aggregation::Stock => {
            let first = values.next()?;
            values.try_fold(first, Number::checked_add)
        }
        Aggregation::Ratio | Aggregation::Difference => None,
    }
}

/// Counts have a target each; a rate has one only when every unit has the same.
fn common_target(indicator: &Indicator, mut targets: impl Iterator<Item = Option<Number>>) -> Option<Number> {
    match indicator.aggregation {
        Aggregation::Sum | Aggregation::Stock => total(indicator, targets.flatten()),
        Aggregation::Ratio | Aggregation::Difference => {
            let first = targets.next()?;
            first.filter(|_| targets.all(|it| it == first))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IndicatorId, PeriodId, SectorId};
    use crate::indicator::Frequency;
    use crate::period::PeriodKind;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn indicator(direction: Direction, aggregation: Aggregation, cumulative: bool) -> Indicator {
        Indicator {
            id: IndicatorId::default(),
            code: "XX01".into(),
            sector: SectorId::default(),
            version: 1,
            name_vi: "Chỉ tiêu".into(),
            name_en: String::new(),
            measure: if aggregation == Aggregation::Ratio { "%" } else { "vụ" }.into(),
            decimals: 0,
            direction,
            range: (direction == Direction::Range).then(|| (103.into(), 108.into())),
            aggregation,
            over_time: OverTime::of(aggregation, cumulative),
            frequency: Frequency::HalfYearly,
            cumulative,
            responsible: None,
            formula: None,
            shares: None,
            valid_to: None,
        }
    }

    fn period(code: &str) -> Period {
        Period {
            id: PeriodId::default(),
            code: code.into(),
            kind: if code.contains('H') { PeriodKind::Half } else { PeriodKind::Year },
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

    fn figure(value: Option<i64>, target: Option<i64>) -> Figure {
        Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            target: target.map(Number::from),
            ..Figure::untouched(IndicatorId::default())
        }
    }

    fn ratio(part: i64, whole: i64) -> Figure {
        let parts = (Number::from(part), Number::from(whole));
        Figure { ratio: Some(parts), value: parts.0.percent_of(parts.1), ..figure(Some(0), None) }
    }

    /// Status at half-year and at the year's end.
    fn through_the_year(indicator: &Indicator, value: i64, target: i64) -> (Status, Status) {
        let figure = figure(Some(value), Some(target));
        let at = |code| standing(indicator, &period(code), &figure).status;
        (at("2016-H1"), at("2016-H2"))
    }

    #[test]
    fn a_count_to_be_raised_is_held_to_the_pace_of_the_year() {
        let count = indicator(Direction::Higher, Aggregation::Sum, true);
        for (value, expected) in [
            (0, (Status::Behind, Status::Missed)),
            (49, (Status::Behind, Status::Missed)),
            (50, (Status::OnCourse, Status::Missed)),
            (99, (Status::OnCourse, Status::Missed)),
            (100, (Status::Achieved, Status::Achieved)),
            (140, (Status::Achieved, Status::Achieved)),
        ] {
            assert_eq!(through_the_year(&count, value, 100), expected, "{value}");
        }
        let pace = standing(&count, &period("2016-H1"), &figure(None, Some(15))).pace;
        assert_eq!(pace, Some(Number::from_stored(75_000)));
        assert_eq!(standing(&count, &period("2016-H2"), &figure(None, Some(15))).pace, None);
    }

    #[test]
    fn a_count_to_be_kept_low_is_lost_once_it_is_over_its_limit() {
        let count = indicator(Direction::Lower, Aggregation::Sum, true);
        for (value, expected) in [
            (0, (Status::OnCourse, Status::Achieved)),
            (5, (Status::OnCourse, Status::Achieved)),
            (6, (Status::Behind, Status::Achieved)),
            (10, (Status::Behind, Status::Achieved)),
            (11, (Status::Missed, Status::Missed)),
        ] {
            assert_eq!(through_the_year(&count, value, 10), expected, "{value}");
        }
    }

    #[test]
    fn a_target_of_zero_allows_nothing_and_asks_for_nothing() {
        let count = indicator(Direction::Lower, Aggregation::Sum, true);
        assert_eq!(through_the_year(&count, 0, 0), (Status::OnCourse, Status::Achieved));
        assert_eq!(through_the_year(&count, 1, 0), (Status::Missed, Status::Missed));
        let raised = indicator(Direction::Higher, Aggregation::Sum, true);
        assert_eq!(through_the_year(&raised, 0, 0), (Status::Achieved, Status::Achieved));
    }

    #[test]
    fn a_level_may_still_come_right_while_the_year_runs() {
        for aggregation in [Aggregation::Stock, Aggregation::Ratio, Aggregation::Difference] {
            let raised = indicator(Direction::Higher, aggregation, false);
            assert_eq!(through_the_year(&raised, 95, 97), (Status::Behind, Status::Missed));
            assert_eq!(through_the_year(&raised, 97, 97), (Status::Achieved, Status::Achieved));
            let lowered = indicator(Direction::Lower, aggregation, false);
            assert_eq!(through_the_year(&lowered, 4, 3), (Status::Behind, Status::Missed));
            assert_eq!(through_the_year(&lowered, 3, 3), (Status::Achieved, Status::Achieved));
        }
    }

    #[test]
    fn a_school_years_figure_is_final_at_half_year() {
        let mut rate = indicator(Direction::Higher, Aggregation::Ratio, false);
        rate.frequency = Frequency::SchoolYearly;
        assert_eq!(through_the_year(&rate, 98, 99).0, Status::Missed);
        let mut count = indicator(Direction::Higher, Aggregation::Sum, true);
        count.frequency = Frequency::SchoolYearly;
        assert_eq!(standing(&count, &period("2016-H1"), &figure(Some(60), Some(100))).pace, None);
        assert_eq!(through_the_year(&count, 60, 100).0, Status::Missed);
    }

    #[test]
    fn a_range_needs_no_target() {
        let range = indicator(Direction::Range, Aggregation::Ratio, false);
        let at = |value| standing(&range, &period("2016-H1"), &figure(Some(value), None)).status;
        assert_eq!(
            [102, 103, 105, 108, 109].map(at),
            [Status::Missed, Status::Achieved, Status::Achieved, Status::Achieved, Status::Missed]
        );
        assert_eq!(at(-1), Status::Missed);
    }

    #[test]
    fn a_figure_below_zero_is_a_value() {
        let growth = indicator(Direction::Higher, Aggregation::Difference, false);
        assert_eq!(through_the_year(&growth, -2, -1), (Status::Behind, Status::Missed));
        assert_eq!(through_the_year(&growth, -1, -1), (Status::Achieved, Status::Achieved));
        let lowered = indicator(Direction::Lower, Aggregation::Difference, false);
        assert_eq!(through_the_year(&lowered, -2, -1), (Status::Achieved, Status::Achieved));
    }

    #[test]
    fn nothing_is_judged_without_a_figure_or_a_target() {
        for direction in Direction::ALL {
            for aggregation in Aggregation::ALL {
                let it = indicator(*direction, *aggregation, true);
                for code in ["2016-H1", "2016-H2", "2016"] {
                    let missing = standing(&it, &period(code), &figure(None, Some(10)));
                    assert_eq!(missing.status, Status::NoFigure, "{direction} {aggregation} {code}");
                    let not_applicable =
                        Figure { state: FigureState::NotApplicable, ..figure(None, Some(10)) };
                    assert_eq!(standing(&it, &period(code), &not_applicable).status, Status::NoFigure);
                    if *direction != Direction::Range {
                        let aimless = standing(&it, &period(code), &figure(Some(0), None));
                        assert_eq!(aimless, Standing { status: Status::NoTarget, pace: None });
                    }
                }
            }
        }
    }

    const WORST_FIRST: [Status; 4] = [Status::Missed, Status::Behind, Status::OnCourse, Status::Achieved];

    proptest! {
        #[test]
        fn whatever_the_numbers_a_status_means_what_it_says(
            direction in prop::sample::select(Direction::ALL),
            aggregation in prop::sample::select(Aggregation::ALL),
            cumulative: bool,
            code in prop::sample::select(&["2016-H1", "2016-H2", "2016"]),
            value in prop::option::of(-120..120_i64),
            target in prop::option::of(prop_oneof![Just(0), -100..100_i64]),
            more in 0..60_i64,
        ) {
            let it = indicator(direction, aggregation, cumulative);
            let at = |value| standing(&it, &period(code), &figure(value, target)).status;
            let status = at(value);
            let Some(value) = value else {
                prop_assert_eq!(status, Status::NoFigure);
                return Ok(());
            };
            let rank = |status| WORST_FIRST.iter().position(|it| *it == status);
            match (direction, target) {
                (Direction::Range, _) => {
                    let within = (103..=108).contains(&value);
                    prop_assert_eq!(status, if within { Status::Achieved } else { Status::Missed });
                }
                (_, None) => prop_assert_eq!(status, Status::NoTarget),
                (Direction::Higher, Some(target)) => {
                    prop_assert_eq!(status == Status::Achieved, value >= target);
                    prop_assert!(rank(status) <= rank(at(Some(value + more))), "more of it is worse");
                }
                (Direction::Lower, Some(limit)) => {
                    prop_assert!(rank(status).is_some(), "{status:?} with a figure and a limit");
                    prop_assert!(value > limit || status != Status::Missed);
                    prop_assert!(value <= limit || rank(status) <= rank(Status::Behind), "over the limit and well");
                    prop_assert!(rank(status) <= rank(at(Some(value - more))), "less of it is worse");
                }
            }
            if target.is_some() && it.ends_with(&period(code)) {
                let is_final = matches!(status, Status::Achieved | Status::Missed);
                prop_assert!(is_final, "its span is over, and it is {:?}", status);
            }
        }
    }

    #[test]
    fn a_state_without_its_value_is_no_figure() {
        let it = indicator(Direction::Lower, Aggregation::Sum, true);
        let broken = Figure { value: None, ..figure(Some(0), Some(10)) };
        assert_eq!(standing(&it, &period("2016-H1"), &broken).status, Status::NoFigure);
    }

    #[test]
    fn counts_and_stocks_add_and_tell_how_many_units_are_in() {
        for aggregation in [Aggregation::Sum, Aggregation::Stock] {
            let it = indicator(Direction::Higher, aggregation, true);
            let units = [figure(Some(3), Some(5)), figure(Some(0), Some(1)), figure(None, Some(4))];
            let all = combine(&it, &units);
            assert_eq!((all.figure.value, all.figure.target), (Some(3.into()), Some(10.into())));
            assert_eq!((all.given, all.units), (2, 3));
        }
    }

    #[test]
    fn nothing_given_is_missing_and_not_zero() {
        let it = indicator(Direction::Lower, Aggregation::Sum, true);
        let mut silent = figure(None, Some(4));
        silent.reason = Some("Chưa tổng hợp".into());
        let all = combine(&it, &[silent, figure(None, None)]);
        assert_eq!((all.figure.state, all.figure.value), (FigureState::Missing, None));
        assert_eq!(all.figure.reason.as_deref(), Some("Chưa tổng hợp"));
        assert_eq!((all.given, all.units), (0, 2));
        assert_eq!(combine(&it, &[]).figure.state, FigureState::Missing);
    }

    #[test]
    fn units_it_does_not_apply_to_are_not_waited_for() {
        let it = indicator(Direction::Higher, Aggregation::Sum, true);
        let not_applicable = Figure { state: FigureState::NotApplicable, ..figure(None, None) };
        let all = combine(&it, &[figure(Some(2), None), not_applicable.clone()]);
        assert_eq!((all.given, all.units, all.figure.value), (1, 1, Some(2.into())));
        let none = combine(&it, &[not_applicable.clone(), not_applicable]);
        assert_eq!((none.figure.state, none.units), (FigureState::NotApplicable, 0));
    }

    #[test]
    fn a_percentage_without_its_numbers_stays_out_of_the_whole() {
        let it = indicator(Direction::Higher, Aggregation::Ratio, false);
        let bare = figure(Some(10), None);
        let all = combine(&it, &[ratio(90, 100), bare.clone(), ratio(0, 100)]);
        assert_eq!((all.figure.value, all.given, all.units), (Some(45.into()), 2, 3));
        assert_eq!(combine(&it, &[bare]).figure.value, Some(10.into()));
    }

    #[test]
    fn differences_do_not_add() {
        let it = indicator(Direction::Higher, Aggregation::Difference, false);
        let all = combine(&it, &[figure(Some(1), None), figure(Some(2), None)]);
        assert_eq!((all.figure.state, all.given), (FigureState::Missing, 0));
    }

    #[test]
    fn a_common_rate_is_kept_and_differing_ones_are_not_mixed() {
        let it = indicator(Direction::Higher, Aggregation::Ratio, false);
        let aiming = |target| Figure { target: Some(Number::from(target)), ..ratio(1, 2) };
        assert_eq!(combine(&it, &[aiming(95), aiming(95)]).figure.target, Some(95.into()));
        assert_eq!(combine(&it, &[aiming(95), aiming(90)]).figure.target, None);
    }

    proptest! {
        #[test]
        fn a_ratio_is_the_whole_of_its_parts_and_never_an_average(
            parts in prop::collection::vec((0_i64..10_000, 1_i64..10_000), 2..20),
        ) {
            let parts: Vec<_> = parts.into_iter().map(|(part, more)| (part, part + more)).collect();
            let it = indicator(Direction::Higher, Aggregation::Ratio, false);
            let figures: Vec<_> = parts.iter().map(|(part, whole)| ratio(*part, *whole)).collect();
            let all = combine(&it, &figures);
            let part: i64 = parts.iter().map(|it| it.0).sum();
            let whole: i64 = parts.iter().map(|it| it.1).sum();
            prop_assert_eq!(all.figure.ratio, Some((part.into(), whole.into())));
            prop_assert_eq!(all.figure.value, Number::from(part).percent_of(whole.into()));
            prop_assert_eq!(all.given as usize, parts.len());
            // It lies between the lowest and the highest, and the order of the units does not matter.
            let values: Vec<_> = figures.iter().filter_map(|it| it.value).collect();
            prop_assert!(all.figure.value >= values.iter().min().copied());
            prop_assert!(all.figure.value <= values.iter().max().copied());
            let turned: Vec<_> = figures.into_iter().rev().collect();
            prop_assert_eq!(combine(&it, &turned).figure.value, all.figure.value);
        }
    }

    #[test]
    fn the_change_since_last_year_is_told_only_where_there_is_one() {
        let since = |value: Option<i64>, prior: Option<i64>| {
            let figure = Figure {
                state: FigureState::Value,
                value: value.map(Number::from),
                prior: prior.map(Number::from),
                ..Figure::untouched(IndicatorId::default())
            };
            change_since_prior(&figure).map(|it| signed_percent(it, Lang::Vi))
        };
        assert_eq!(since(Some(107), Some(100)).as_deref(), Some("+7,0%"));
        assert_eq!(since(Some(2), Some(3)).as_deref(), Some("−33,3%"));
        assert_eq!(since(Some(3), Some(3)).as_deref(), Some("0,0%"));
        assert_eq!(since(Some(0), Some(4)).as_deref(), Some("−100,0%"));
        for (value, prior) in [(Some(3), None), (None, Some(3)), (Some(3), Some(0)), (Some(3), Some(-2))] {
            assert_eq!(since(value, prior), None);
        }
    }
}
