//! When a report is due, level by level, and when a period locks.

use super::{PeriodKind, PeriodSet, WorkCalendar};
use crate::org::UnitKind;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

crate::words! {
    /// Who sends to whom, from the bottom up.
    pub enum Level {
        /// A unit to the office.
        Unit = "unit",
        /// The office has the bloc's report together.
        Office = "office",
        /// The committee to the level above.
        Committee = "committee",
    }
}

crate::words! {
    /// What becomes of a deadline on a day that is not worked.
    pub enum Shift {
        Next = "next",
        Previous = "previous",
        Stay = "stay",
    }
}

/// How the day of a deadline is found from the cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueRule {
    /// The n-th working day after the cut-off.
    WorkingDays(u32),
    /// A day of the month of the cut-off, or of one so many months after.
    DayOfMonth { day: u32, months_after: u32 },
}

/// A regime's deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRules {
    /// In the order of [`Level::ALL`]; a level that is not asked for is left out. Units always are.
    pub levels: Vec<(Level, DueRule)>,
    pub shift: Shift,
    /// Days from the units' deadline to the lock; nothing leaves the period open.
    pub lock_days: Option<u32>,
}

impl Default for DueRules {
    fn default() -> Self {
        Self {
            levels: vec![
                (Level::Unit, DueRule::WorkingDays(3)),
                (Level::Office, DueRule::WorkingDays(5)),
                // NĐ 09/2019, Điều 13: to the Government by the 25th; the level below comes before that.
                (Level::Committee, DueRule::DayOfMonth { day: 22, months_after: 0 }),
            ],
            shift: Shift::Next,
            lock_days: Some(30),
        }
    }
}

/// The days of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodDates {
    pub starts_on: NaiveDate,
    pub cut_off: NaiveDate,
    /// In the order of [`Level::ALL`], units first.
    pub dues: Vec<(Level, NaiveDate)>,
    pub locks_on: Option<NaiveDate>,
}

/// What the rules come to for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub dates: PeriodDates,
    /// Beside each deadline, the day that its rule named before rest days and the law's distance moved it.
    pub named: Vec<(Level, DueRule, NaiveDate)>,
}

/// A date that is allowed but calls for a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// No working day between the cut-off and the deadline (NĐ 09/2019, Điều 8.5b).
    TooSoon(Level),
    /// The deadline is no working day.
    RestDay(Level),
    /// Due before, or on the day of, the level below.
    OutOfOrder(Level),
    /// The period locks before the units' deadline has passed.
    LocksEarly,
}

impl DueRule {
    fn named(self, cut_off: NaiveDate, calendar: &WorkCalendar) -> NaiveDate {
        match self {
            Self::WorkingDays(count) => calendar.after(cut_off, count),
            Self::DayOfMonth { day, months_after } => {
                let month = cut_off + Months::new(months_after);
                // The 31st of a month of 30 days is its last day.
                let fits = (1..=day).rev().find_map(|it| month.with_day(it));
                fits.unwrap_or(month)
            }
        }
    }
}

/// The dates that the rules give a period. Each deadline leaves at least one working day after the cut-off,
/// and each level one after the level below, whatever its rule names.
pub fn dates(
    set: &PeriodSet,
    kind: PeriodKind,
    year: i32,
    ordinal: u32,
    calendar: &WorkCalendar,
    rules: &DueRules,
) -> Option<Proposal> {
    let (starts_on, cut_off) = set.span(kind, year, ordinal)?;
    let mut earliest = calendar.after(cut_off, 2);
    let (mut dues, mut named) = (Vec::new(), Vec::new());
    for (level, rule) in &rules.levels {
        let on = rule.named(cut_off, calendar);
        let moved = match rules.shift {
            Shift::Next => calendar.on_or_after(on),
            Shift::Previous => calendar.on_or_before(on),
            Shift::Stay => on,
        };
        let due = moved.max(earliest);
        earliest = calendar.after(due, 1);
        dues.push((*level, due));
        named.push((*level, *rule, on));
    }
    let locks_on = match (rules.lock_days, dues.first()) {
        (Some(days), Some((_, due))) => due.checked_add_days(Days::new(u64::from(days))),
        _ => None,
    };
    Some(Proposal { dates: PeriodDates { starts_on, cut_off, dues, locks_on }, named })
}

impl Level {
    /// The level that a unit of this kind reports at.
    pub const fn of(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Committee => Self::Committee,
            UnitKind::Office | UnitKind::Ward | UnitKind::Commune => Self::Unit,
        }
    }
}

impl PeriodDates {
    /// When a unit of this kind has its report sent: by its level's day, or the units' where its level has none.
    pub fn due_of(&self, kind: UnitKind) -> Option<NaiveDate> {
        self.due(Level::of(kind)).or_else(|| self.due(Level::Unit))
    }

    pub fn due(&self, level: Level) -> Option<NaiveDate> {
        self.dues.iter().find(|(it, _)| *it == level).map(|(_, day)| *day)
    }

    /// What in these dates calls for a second look.
    pub fn doubts(&self, calendar: &WorkCalendar) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let mut below = None;
        for (level, due) in &self.dues {
            if calendar.between(self.cut_off, *due) == 0 {
                doubts.push(Doubt::TooSoon(*level));
            }
            if !calendar.is_worked(*due) {
                doubts.push(Doubt::RestDay(*level));
            }
            if below.is_some_and(|it| *due <= it) {
                doubts.push(Doubt::OutOfOrder(*level));
            }
            below = Some(*due);
        }
        if let (Some(lock), Some((_, due))) = (self.locks_on, self.dues.first())
            && lock < *due
        {
            doubts.push(Doubt::LocksEarly);
        }
        doubts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::DayKind;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The solar holidays of every year, and a week at Tết that is off.
    fn calendar() -> WorkCalendar {
        let mut calendar = WorkCalendar::default();
        for year in 2014..=2037 {
            for on in ["01-01", "04-30", "05-01", "09-02"] {
                calendar.days.insert(day(&format!("{year}-{on}")), DayKind::Holiday);
            }
            for on in 8..=12 {
                calendar.days.insert(day(&format!("{year}-02-{on:02}")), DayKind::Holiday);
            }
        }
        calendar
    }

    fn rules() -> impl Strategy<Value = DueRules> {
        let rule = prop_oneof![
            (1u32..15).prop_map(DueRule::WorkingDays),
            (1u32..=31, 0u32..3).prop_map(|(day, months_after)| DueRule::DayOfMonth { day, months_after }),
        ];
        let levels = [rule.clone(), rule.clone(), rule];
        let shift = prop_oneof![Just(Shift::Next), Just(Shift::Previous)];
        (levels, shift, proptest::option::of(0u32..90)).prop_map(|(levels, shift, lock_days)| DueRules {
            levels: Level::ALL.iter().copied().zip(levels).collect(),
            shift,
            lock_days,
        })
    }

    /// What must hold of every proposal.
    fn check(set: &PeriodSet, calendar: &WorkCalendar, rules: &DueRules) -> Result<(), TestCaseError> {
        for kind in PeriodKind::ALL {
            for (year, ordinal) in (2015..=2035).flat_map(|it| (1..=kind.per_year()).map(move |n| (it, n))) {
                let Some(Proposal { dates, named }) = dates(set, *kind, year, ordinal, calendar, rules)
                else {
                    return Err(TestCaseError::fail("no dates"));
                };
                prop_assert!(dates.starts_on <= dates.cut_off);
                prop_assert_eq!(dates.dues.len(), named.len());
                let mut below = dates.cut_off;
                for (_, due) in &dates.dues {
                    prop_assert!(*due > below);
                    prop_assert!(calendar.between(dates.cut_off, *due) >= 1, "{} {}", dates.cut_off, due);
                    prop_assert!(calendar.is_worked(*due));
                    below = *due;
                }
                prop_assert_eq!(dates.doubts(calendar), vec![]);
            }
        }
        Ok(())
    }

    #[test]
    fn the_defaults_keep_the_law_in_every_period_from_2015_to_2035() {
        for set in PeriodSet::defaults() {
            check(&set, &calendar(), &DueRules::default()).unwrap();
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn whatever_the_rules_the_law_is_kept(
            start_day in 1u32..=28, month_offset in -3i32..=3, school_months in 6u32..=12, rules in rules(),
        ) {
            let [legal, _] = PeriodSet::defaults();
            let set = PeriodSet { start_day, month_offset, school_months, ..legal };
            check(&set, &calendar(), &rules)?;
        }
    }

    #[test]
    fn a_deadline_on_a_holiday_moves_as_the_regime_says() {
        let [_, calendar_set] = PeriodSet::defaults();
        let on = |shift| {
            let rules = DueRules {
                levels: vec![(Level::Unit, DueRule::DayOfMonth { day: 1, months_after: 1 })],
                shift,
                lock_days: Some(10),
            };
            dates(&calendar_set, PeriodKind::Month, 2016, 3, &calendar(), &rules).unwrap().dates
        };
        // 1 May 2016 is a Sunday besides. The cut-off is 31 March.
        let rules = |shift| {
            let rules = DueRules {
                levels: vec![(Level::Unit, DueRule::DayOfMonth { day: 30, months_after: 1 })],
                shift,
                lock_days: Some(10),
            };
            dates(&calendar_set, PeriodKind::Month, 2016, 3, &calendar(), &rules).unwrap().dates
        };
        assert_eq!(rules(Shift::Next).dues, [(Level::Unit, day("2016-05-02"))]);
        assert_eq!(rules(Shift::Next).locks_on, Some(day("2016-05-12")));
        assert_eq!(rules(Shift::Previous).dues, [(Level::Unit, day("2016-04-29"))]);
        assert_eq!(rules(Shift::Stay).dues, [(Level::Unit, day("2016-04-30"))]);
        assert_eq!(rules(Shift::Stay).doubts(&calendar()), [Doubt::RestDay(Level::Unit)]);
        // The first of April is the day after the cut-off: too soon, and moved.
        assert_eq!(on(Shift::Next).dues, [(Level::Unit, day("2016-04-04"))]);
    }

    #[test]
    fn dates_that_break_the_law_are_doubted() {
        let dates = PeriodDates {
            starts_on: day("2016-06-15"),
            cut_off: day("2016-07-14"),
            dues: vec![(Level::Unit, day("2016-07-15")), (Level::Office, day("2016-07-15"))],
            locks_on: Some(day("2016-07-14")),
        };
        let doubts = dates.doubts(&calendar());
        assert_eq!(
            doubts,
            [
                Doubt::TooSoon(Level::Unit),
                Doubt::TooSoon(Level::Office),
                Doubt::OutOfOrder(Level::Office),
                Doubt::LocksEarly
            ]
        );
    }

    #[test]
    fn july_2016_is_due_on_the_third_working_day() {
        let [legal, _] = PeriodSet::defaults();
        let found = dates(&legal, PeriodKind::Month, 2016, 7, &calendar(), &DueRules::default()).unwrap();
        assert_eq!(found.dates.due(Level::Unit), Some(day("2016-07-19")));
        assert_eq!(found.dates.due(Level::Office), Some(day("2016-07-21")));
        assert_eq!(found.dates.due(Level::Committee), Some(day("2016-07-22")));
        assert_eq!(found.dates.locks_on, Some(day("2016-08-18")));
    }
}
