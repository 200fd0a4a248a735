//! What a target asks for by the end of each period.

use super::{Aggregation, Direction, Frequency, Indicator, OverTime};
use crate::error::Problem;
use crate::id::PeriodId;
use crate::number::Number;
use crate::period::Period;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// An indicator's own calendar: the hundredths of a year's target that are expected by the end of each half,
/// quarter or month, counted from the start of the year. Between two of them work is even.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shares(Vec<Number>);

/// What one unit, or several together, are to reach in a year: the year's target, and those of some of its
/// periods where they were set one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetPlan {
    pub year: Option<Number>,
    pub periods: BTreeMap<PeriodId, Number>,
}

impl TargetPlan {
    pub fn of_year(target: Option<Number>) -> Self {
        Self { year: target, periods: BTreeMap::new() }
    }

    /// The target that was set for this very period.
    pub fn given(&self, period: &Period) -> Option<Number> {
        self.periods.get(&period.id).copied()
    }
}

impl Indicator {
    /// Counts up towards the year's target.
    pub fn accumulates(&self) -> bool {
        self.cumulative && self.aggregation == Aggregation::Sum
    }

    /// Whether a figure of a period is the year's: it ends the span that the year's target is for, and what is
    /// counted anew in each period spans it whole. A school year ends with the first half.
    pub fn ends_with(&self, period: &Period) -> bool {
        let months = if self.counts_anew() { period.length() } else { period.months() };
        months >= 12 || self.frequency == Frequency::SchoolYearly
    }

    /// Counts what each period alone brought.
    pub fn counts_anew(&self) -> bool {
        self.over_time == OverTime::Add && self.aggregation == Aggregation::Sum
    }
}

/// What is expected by the end of a period that does not end the year.
///
/// A target set for that period comes first. Else a count that accumulates is expected to have reached the
/// share of the year's target that its own calendar says, or an even one, and what is counted anew in each period
/// that period's even part of it. Nothing else has a pace: a level is
/// held against the target itself, and what is to stay within a range has none.
pub fn pace(indicator: &Indicator, period: &Period, plan: &TargetPlan) -> Option<Number> {
    if indicator.ends_with(period) || indicator.direction == Direction::Range && indicator.range.is_some() {
        return None;
    }
    plan.given(period).or_else(|| {
        if indicator.counts_anew() {
            return expected(plan.year?, None, period.length());
        }
        let target = plan.year.filter(|_| indicator.accumulates())?;
        expected(target, indicator.shares.as_ref(), period.months())
    })
}

/// The share of a target that is expected after so many months, in one division so that it is rounded once.
fn expected(target: Number, shares: Option<&Shares>, months: i64) -> Option<Number> {
    let (part, whole) = match shares {
        Some(shares) => shares.after(months)?,
        None => (Decimal::from(months), Decimal::from(12)),
    };
    Number::from_decimal(target.decimal().checked_mul(part)?.checked_div(whole)?)
}

impl Shares {
    /// Part and whole of what is expected after so many months.
    fn after(&self, months: i64) -> Option<(Decimal, Decimal)> {
        let months = usize::try_from(months.clamp(0, 12)).ok()?;
        let step = 12 / self.0.len();
        let at = |place: usize| match place {
            0 => Some(Decimal::ZERO),
            _ => self.0.get(place - 1).map(|it| it.decimal()),
        };
        let (place, beyond) = (months / step, Decimal::from(months % step));
        let (last, step) = (at(place)?, Decimal::from(step));
        let rise = at(place + 1).unwrap_or(last) - last;
        Some((last * step + rise * beyond, step * Decimal::ONE_HUNDRED))
    }
}

/// `20; 45; 75; 100`.
impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (place, share) in self.0.iter().enumerate() {
            write!(f, "{}{}", if place == 0 { "" } else { "; " }, share.show_ungrouped())?;
        }
        Ok(())
    }
}

impl FromStr for Shares {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut shares = Vec::new();
        for part in text.split(|it: char| it == ';' || it == '%' || it.is_whitespace()) {
            if !part.is_empty() {
                shares.push(Number::parse(part).map_err(|_| Problem::BadShares)?);
            }
        }
        let hundred = Number::from(100);
        let rises = shares.is_sorted() && !shares.first().is_some_and(|it| it.is_negative());
        let fits = matches!(shares.len(), 2 | 4 | 12) && rises && shares.last() == Some(&hundred);
        if fits { Ok(Self(shares)) } else { Err(Problem::BadShares) }
    }
}

impl TryFrom<String> for Shares {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|it: Problem| format!("{it:?}"))
    }
}

impl From<Shares> for String {
    fn from(shares: Shares) -> Self {
        shares.to_string()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::chart::Status;
    use crate::indicator::policy::{standing, standing_on};
    use crate::indicator::{Figure, FigureState};
    use crate::period::PeriodKind;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// A count that accumulates over the year.
    fn count(direction: Direction) -> Indicator {
        Indicator { direction, ..crate::indicator::model::tests::indicator("vụ", Aggregation::Sum) }
    }

    fn period(code: &str) -> Period {
        let kind = match code.get(5..6) {
            Some("M") => PeriodKind::Month,
            Some("Q") => PeriodKind::Quarter,
            Some("H") => PeriodKind::Half,
            Some("9") => PeriodKind::NineMonths,
            _ => PeriodKind::Year,
        };
        let id = code.bytes().fold(7_u128, |sum, it| sum * 31 + u128::from(it));
        Period {
            id: PeriodId(Uuid::from_u128(id)),
            code: code.into(),
            kind,
            name_vi: String::new(),
            name_en: String::new(),
            year: 2016,
            starts_on: chrono::NaiveDate::default(),
            cut_off: chrono::NaiveDate::default(),
            due_on: chrono::NaiveDate::default(),
            locks_on: None,
            open: true,
        }
    }

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn year(target: &str) -> TargetPlan {
        TargetPlan::of_year(Some(number(target)))
    }

    fn at(indicator: &Indicator, code: &str, plan: &TargetPlan) -> Option<String> {
        pace(indicator, &period(code), plan).map(|it| it.show_ungrouped())
    }

    #[test]
    fn an_even_year_is_cut_exactly() {
        let it = count(Direction::Higher);
        for (code, expected) in [
            ("2016-M01", "8,3333"),
            ("2016-M07", "58,3333"),
            ("2016-Q1", "25"),
            ("2016-Q3", "75"),
            ("2016-H1", "50"),
            ("2016-9M", "75"),
        ] {
            assert_eq!(at(&it, code, &year("100")).as_deref(), Some(expected), "{code}");
        }
        for code in ["2016-M12", "2016-Q4", "2016-H2", "2016-Y"] {
            assert_eq!(at(&it, code, &year("100")), None, "{code}: the target itself stands");
        }
    }

    #[test]
    fn the_indicators_own_calendar_comes_before_an_even_one() {
        let own = |text: &str| Indicator { shares: text.parse().ok(), ..count(Direction::Higher) };
        let quarters = own("10; 40; 70; 100");
        for (code, expected) in [
            ("2016-Q1", "20"),
            ("2016-H1", "80"),
            ("2016-9M", "140"),
            // Within a quarter work is even.
            ("2016-M01", "6,6667"),
            ("2016-M04", "40"),
            ("2016-M11", "180"),
        ] {
            assert_eq!(at(&quarters, code, &year("200")).as_deref(), Some(expected), "{code}");
        }
        // Nothing in summer.
        let months = own("5;10;20;30;40;50;50;50;60;80;90;100");
        assert_eq!(at(&months, "2016-M08", &year("10")).as_deref(), Some("5"));
        assert_eq!(at(&own("30 100"), "2016-H1", &year("10")).as_deref(), Some("3"));
        assert_eq!(at(&own("30 100"), "2016-Q1", &year("10")).as_deref(), Some("1,5"));
    }

    #[test]
    fn a_target_of_the_period_comes_before_any_share() {
        let half = period("2016-H1");
        let plan = TargetPlan { periods: [(half.id, number("30"))].into(), ..year("100") };
        assert_eq!(at(&count(Direction::Higher), "2016-H1", &plan).as_deref(), Some("30"));
        assert_eq!(at(&count(Direction::Higher), "2016-Q1", &plan).as_deref(), Some("25"));
        let level =
            Indicator { cumulative: false, aggregation: Aggregation::Stock, ..count(Direction::Lower) };
        assert_eq!(at(&level, "2016-H1", &plan).as_deref(), Some("30"));
        assert_eq!(at(&level, "2016-Q1", &plan), None, "a level has no share");
    }

    #[test]
    fn zero_asks_for_zero_negative_halves_and_nothing_asks_for_nothing() {
        for direction in [Direction::Higher, Direction::Lower] {
            let it = count(direction);
            assert_eq!(at(&it, "2016-H1", &year("0")).as_deref(), Some("0"));
            assert_eq!(at(&it, "2016-H1", &year("-5")).as_deref(), Some("-2,5"));
            assert_eq!(at(&it, "2016-H1", &TargetPlan::default()), None);
        }
        let ranged = Indicator { range: Some((1.into(), 2.into())), ..count(Direction::Range) };
        assert_eq!(at(&ranged, "2016-H1", &year("10")), None);
        let school = Indicator { frequency: Frequency::SchoolYearly, ..count(Direction::Higher) };
        assert_eq!(at(&school, "2016-H1", &year("10")), None);
    }

    #[test]
    fn shares_are_read_as_written_and_refused_when_they_fall_or_do_not_end() {
        for text in ["20; 45; 75; 100", "12,5; 100"] {
            assert_eq!(text.parse::<Shares>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
        assert_eq!("20% 45% 75% 100%".parse::<Shares>(), "20;45;75;100".parse());
        for text in
            ["", "100", "20;45;100", "50;40;75;100", "20;45;75;99", "-1;100", "1;2;x;100", "50;100;100"]
        {
            assert_eq!(text.parse::<Shares>(), Err(Problem::BadShares), "{text}");
        }
    }

    fn figure(value: Option<i64>) -> Figure {
        Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            ..Figure::untouched(crate::id::IndicatorId::default())
        }
    }

    #[test]
    fn a_figure_is_judged_by_the_target_of_its_period() {
        let half = period("2016-H1");
        let own = |target: &str| TargetPlan { periods: [(half.id, number(target))].into(), year: None };
        let both = |target: &str| TargetPlan { year: Some(100.into()), ..own(target) };
        let judged =
            |it: &Indicator, value, plan: &TargetPlan| standing_on(it, &half, &figure(value), plan).status;
        let more = count(Direction::Higher);
        assert_eq!(judged(&more, Some(30), &both("30")), Status::OnCourse);
        assert_eq!(judged(&more, Some(29), &both("30")), Status::Behind);
        assert_eq!(judged(&more, Some(100), &both("30")), Status::Achieved);
        assert_eq!(judged(&more, Some(30), &own("30")), Status::Achieved);
        assert_eq!(judged(&more, Some(29), &own("30")), Status::Missed);
        assert_eq!(judged(&more, None, &own("30")), Status::NoFigure);
        assert_eq!(judged(&more, Some(1), &TargetPlan::default()), Status::NoTarget);
        let less = count(Direction::Lower);
        assert_eq!(judged(&less, Some(30), &both("30")), Status::OnCourse);
        assert_eq!(judged(&less, Some(31), &both("30")), Status::Behind);
        assert_eq!(judged(&less, Some(31), &own("30")), Status::Missed);
        assert_eq!(judged(&less, Some(0), &own("0")), Status::Achieved);
        // What a month alone brought is held against that month.
        let alone = Indicator { cumulative: false, over_time: crate::indicator::OverTime::Add, ..more };
        assert_eq!(judged(&alone, Some(30), &both("30")), Status::Achieved);
        assert_eq!(judged(&alone, Some(29), &both("30")), Status::Missed);
    }

    #[test]
    fn what_each_month_brings_is_held_against_its_part_of_the_year() {
        let alone = Indicator { cumulative: false, over_time: OverTime::Add, ..count(Direction::Higher) };
        let judged =
            |code: &str, value| standing_on(&alone, &period(code), &figure(Some(value)), &year("120")).status;
        for code in ["2016-M01", "2016-M12"] {
            assert_eq!((judged(code, 10), judged(code, 9)), (Status::OnCourse, Status::Behind), "{code}");
        }
        assert_eq!((judged("2016-H2", 60), judged("2016-H2", 59)), (Status::OnCourse, Status::Behind));
        assert_eq!((judged("2016-Y", 120), judged("2016-Y", 119)), (Status::Achieved, Status::Missed));
    }

    proptest! {
        #[test]
        fn the_pace_rises_through_the_year_towards_the_target(
            target in 0_i64..100_000_000, mut shares in prop::collection::vec(0_i64..=100, 11),
        ) {
            shares.sort_unstable();
            shares.push(100);
            let text = shares.iter().map(i64::to_string).collect::<Vec<_>>().join(";");
            let plan = TargetPlan::of_year(Some(Number::from_stored(target)));
            for shares in [None, text.parse().ok()] {
                let it = Indicator { shares, ..count(Direction::Higher) };
                let paces: Vec<_> =
                    (1..12).filter_map(|month| pace(&it, &period(&format!("2016-M{month:02}")), &plan)).collect();
                prop_assert_eq!(paces.len(), 11);
                prop_assert!(paces.is_sorted() && paces.iter().all(|it| *it <= Number::from_stored(target)));
                // Without targets of its periods, nothing is judged otherwise than by the year's alone.
                let half = period("2016-H1");
                let figure = Figure { target: plan.year, ..figure(Some(target / 20_000)) };
                prop_assert_eq!(standing(&it, &half, &figure), standing_on(&it, &half, &figure, &plan));
            }
        }
    }
}
