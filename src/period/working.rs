//! Which days are worked. Everything about it is data: the weekly days of rest, the holidays, and the days of
//! rest that are worked in exchange.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::words! {
    pub enum DayKind {
        /// Nobody works, whatever day of the week it is.
        Holiday = "holiday",
        /// Worked although it is a weekly day of rest, usually in exchange for a bridging day.
        Working = "working",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// Weekly days of rest by ISO number: Monday is 1, Sunday 7.
    pub weekend: Vec<u32>,
    pub days: BTreeMap<NaiveDate, DayKind>,
}

impl Default for WorkCalendar {
    /// Saturday and Sunday, no holidays.
    fn default() -> Self {
        Self { weekend: vec![6, 7], days: BTreeMap::new() }
    }
}

/// Rest never lasts longer than this; a calendar that says so is wrong, and the search ends.
const LONGEST_REST: usize = 60;

impl WorkCalendar {
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        match self.days.get(&day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Working) => true,
            None => !self.weekend.contains(&day.weekday().number_from_monday()),
        }
    }

    /// This day when it is worked, else the first worked day after it.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().take(LONGEST_REST).find(|it| self.is_worked(*it)).unwrap_or(day)
    }

    /// This day when it is worked, else the last worked day before it.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        let back = std::iter::successors(Some(day), NaiveDate::pred_opt);
        back.take(LONGEST_REST).find(|it| self.is_worked(*it)).unwrap_or(day)
    }

    /// The n-th worked day after a day; the day itself for 0.
    pub fn after(&self, day: NaiveDate, worked_days: u32) -> NaiveDate {
        (0..worked_days).fold(day, |it, _| it.succ_opt().map_or(it, |next| self.on_or_after(next)))
    }

    /// The n-th worked day before a day; the day itself for 0.
    pub fn before(&self, day: NaiveDate, worked_days: u32) -> NaiveDate {
        (0..worked_days).fold(day, |it, _| it.pred_opt().map_or(it, |last| self.on_or_before(last)))
    }

    /// How many days are worked strictly between two.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().skip(1).take_while(|it| *it < to).filter(|it| self.is_worked(*it)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Liberation Day and Labour Day of 2019 with the bridging day, worked off on a Saturday.
    fn spring_of_2019() -> WorkCalendar {
        use DayKind::{Holiday, Working};
        let days = [
            ("2019-04-29", Holiday),
            ("2019-04-30", Holiday),
            ("2019-05-01", Holiday),
            ("2019-05-04", Working),
        ];
        WorkCalendar {
            days: days.map(|(it, kind)| (day(it), kind)).into_iter().collect(),
            ..WorkCalendar::default()
        }
    }

    #[test]
    fn a_bridging_day_is_not_worked_and_its_saturday_is() {
        let calendar = spring_of_2019();
        assert_eq!(calendar.on_or_after(day("2019-04-27")), day("2019-05-02"));
        assert_eq!(calendar.on_or_before(day("2019-05-01")), day("2019-04-26"));
        assert_eq!(calendar.after(day("2019-05-02"), 2), day("2019-05-04"));
        assert_eq!(calendar.after(day("2019-05-02"), 3), day("2019-05-06"));
        assert_eq!(calendar.between(day("2019-04-26"), day("2019-05-02")), 0);
        assert_eq!(calendar.between(day("2019-04-26"), day("2019-05-04")), 2);
    }

    #[test]
    fn a_six_day_week_is_a_setting() {
        let calendar = WorkCalendar { weekend: vec![7], ..WorkCalendar::default() };
        assert!(calendar.is_worked(day("2016-07-09")) && !calendar.is_worked(day("2016-07-10")));
    }

    #[test]
    fn a_calendar_of_rest_alone_ends_the_search() {
        let calendar = WorkCalendar { weekend: (1..=7).collect(), ..WorkCalendar::default() };
        assert_eq!(calendar.after(day("2016-07-09"), 1), day("2016-07-10"));
    }

    proptest! {
        #[test]
        fn the_nth_worked_day_is_worked_and_has_one_fewer_before_it(offset in 0u64..7000, count in 1u32..40) {
            let calendar = spring_of_2019();
            let from = day("2015-01-01") + chrono::Days::new(offset);
            let to = calendar.after(from, count);
            prop_assert!(calendar.is_worked(to));
            prop_assert_eq!(calendar.between(from, to), count as usize - 1);
            let back = calendar.before(from, count);
            prop_assert!(calendar.is_worked(back));
            prop_assert_eq!(calendar.between(back, from), count as usize - 1);
        }
    }
}
