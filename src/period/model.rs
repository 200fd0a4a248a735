use super::PeriodCode;
use crate::id::PeriodId;
use crate::text::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum PeriodKind {
        Month = "month",
        Quarter = "quarter",
        Half = "half",
        NineMonths = "nine_months",
        Year = "year",
        SchoolYear = "school_year",
    }
}

crate::words! {
    /// Why a report is asked for (NĐ 09/2019, Điều 4).
    pub enum RegimeType {
        /// Định kỳ.
        Periodic = "periodic",
        /// Chuyên đề: cut-off and deadline follow the issuer.
        Thematic = "thematic",
        /// Đột xuất.
        AdHoc = "ad_hoc",
    }
}

crate::words! {
    pub enum SectionKind {
        /// Of the whole: an overall assessment, which calls for no task of its own.
        General = "general",
        Sector = "sector",
    }
}

crate::words! {
    /// A [`super::DueRule`] without its numbers.
    pub enum RuleWord {
        WorkingDays = "working_days",
        DayOfMonth = "day_of_month",
    }
}

/// A stretch of time that is reported on. All its dates are data; the legal 15→14 cut-offs are the default
/// (NĐ 09/2019, Điều 12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub id: PeriodId,
    /// `2016-H1`: the period's address.
    pub code: String,
    pub kind: PeriodKind,
    pub name_vi: String,
    pub name_en: String,
    pub year: i32,
    pub starts_on: NaiveDate,
    /// Figures count up to and including this day.
    pub cut_off: NaiveDate,
    /// Reports are late after this day.
    pub due_on: NaiveDate,
    /// Nothing is taken after this day.
    pub locks_on: Option<NaiveDate>,
    /// The office has opened it for reporting.
    pub open: bool,
}

impl Period {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }

    /// Whether the other is the same period one year earlier.
    pub fn is_year_after(&self, other: &Self) -> bool {
        fn tail(it: &Period) -> Option<&str> {
            it.code.split_once('-').map(|(_, tail)| tail)
        }
        self.kind == other.kind && self.year == other.year + 1 && tail(self) == tail(other)
    }

    pub fn is_past_due(&self, today: NaiveDate) -> bool {
        today > self.due_on
    }

    pub fn is_locked(&self, today: NaiveDate) -> bool {
        self.locks_on.is_some_and(|it| today > it)
    }

    /// Whether both are cut from the years by the same set: figures of different sets are not held against each
    /// other.
    pub fn shares_set(&self, other: &Self) -> bool {
        let set = |it: &Self| it.code.parse::<PeriodCode>().ok().and_then(|it| it.set);
        set(self) == set(other)
    }

    /// How many of its year's twelve months have passed by its end.
    pub const fn months(&self) -> i64 {
        match self.kind {
            PeriodKind::Half if self.is_second_half() => 12,
            PeriodKind::Half => 6,
            PeriodKind::NineMonths => 9,
            PeriodKind::Year | PeriodKind::SchoolYear => 12,
            // The code ends in the number: 2016-Q2, 2016-M07.
            PeriodKind::Quarter => self.ordinal() * 3,
            PeriodKind::Month => self.ordinal(),
        }
    }

    /// How many months it has.
    pub const fn length(&self) -> i64 {
        match self.kind {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Half => 6,
            PeriodKind::NineMonths => 9,
            PeriodKind::Year | PeriodKind::SchoolYear => 12,
        }
    }

    pub const fn is_second_half(&self) -> bool {
        matches!(self.kind, PeriodKind::Half) && self.ordinal() == 2
    }

    /// The number at the end of the code.
    const fn ordinal(&self) -> i64 {
        let bytes = self.code.as_bytes();
        let mut at = bytes.len();
        let (mut value, mut place) = (0, 1);
        while at > 0 && bytes[at - 1].is_ascii_digit() {
            at -= 1;
            value += (bytes[at] - b'0') as i64 * place;
            place *= 10;
        }
        value
    }
}
