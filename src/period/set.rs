//! Families of periods: where months, quarters, halves and years begin and end, and what they are called.

use super::PeriodKind;
use crate::error::{FieldErrors, Problem, parse_required, parse_text};
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One way of cutting the years. A figure belongs to the periods of one set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodSet {
    /// Capital letters and digits, `LEGAL`.
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    /// The day of the month on which periods begin, 1 to 28.
    pub start_day: u32,
    /// In which month a period begins, counted from the month it is named after: −1 for the legal 15→14,
    /// which begin the month before; 0 for calendar months; 3 for a year that begins in April.
    pub month_offset: i32,
    /// The month a school year begins in, on its first day.
    pub school_month: u32,
    /// How many months a school year lasts: 9 leaves the summer out.
    pub school_months: u32,
}

/// What a period is called, wherever it is kept: `2016-M07`, `2016-CAL-Q2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PeriodCode {
    /// Absent for the legal set, whose codes are the short ones.
    pub set: Option<String>,
    pub kind: PeriodKind,
    pub year: i32,
    /// From 1; 1 for kinds of which a year has one.
    pub ordinal: u32,
}

impl PeriodKind {
    /// How many of it a year has.
    pub const fn per_year(self) -> u32 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Half => 2,
            Self::NineMonths | Self::Year | Self::SchoolYear => 1,
        }
    }

    /// `6 tháng đầu năm 2016`.
    pub fn title(self, year: i32, ordinal: u32, t: Lang) -> String {
        match (self, ordinal) {
            (Self::Month, _) => t.period_month(ordinal, year),
            (Self::Quarter, _) => t.period_quarter(roman(ordinal), year),
            (Self::Half, 1) => t.period_first_half(year),
            (Self::Half, _) => t.period_second_half(year),
            (Self::NineMonths, _) => t.period_nine_months(year),
            (Self::Year, _) => t.period_year(year),
            (Self::SchoolYear, _) => t.period_school_year(year, year + 1),
        }
    }
}

const fn roman(number: u32) -> &'static str {
    match number {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

impl PeriodSet {
    /// The set of NĐ 09/2019, Điều 12. Its periods have the short codes.
    pub const LEGAL: &'static str = "LEGAL";
    /// What a code of a set is made of at most.
    const LONGEST_CODE: usize = 12;

    /// The sets that an office starts with.
    pub fn defaults() -> [Self; 2] {
        let set = |code: &str, vi: &str, en: &str, start_day, month_offset| Self {
            code: code.to_owned(),
            name_vi: vi.to_owned(),
            name_en: en.to_owned(),
            start_day,
            month_offset,
            school_month: 9,
            school_months: 9,
        };
        let vi = Lang::Vi;
        let en = Lang::En;
        [
            set(Self::LEGAL, vi.period_set_legal(), en.period_set_legal(), 15, -1),
            set("CAL", vi.period_set_calendar(), en.period_set_calendar(), 1, 0),
        ]
    }

    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }

    /// The first day and the day of the cut-off. Nothing for an ordinal that the kind does not have.
    pub fn span(&self, kind: PeriodKind, year: i32, ordinal: u32) -> Option<(NaiveDate, NaiveDate)> {
        if !(1..=kind.per_year()).contains(&ordinal) {
            return None;
        }
        let (first, months) = match kind {
            PeriodKind::Month => (ordinal, 1),
            PeriodKind::Quarter => (3 * ordinal - 2, 3),
            PeriodKind::Half => (6 * ordinal - 5, 6),
            PeriodKind::NineMonths => (1, 9),
            PeriodKind::Year => (1, 12),
            PeriodKind::SchoolYear => {
                let end = nth_month(year, (self.school_month + self.school_months) as i32, 1)?.pred_opt()?;
                return Some((nth_month(year, self.school_month as i32, 1)?, end));
            }
        };
        let first = first as i32 + self.month_offset;
        let end = nth_month(year, first + months, self.start_day)?.pred_opt()?;
        Some((nth_month(year, first, self.start_day)?, end))
    }

    pub fn code_of(&self, kind: PeriodKind, year: i32, ordinal: u32) -> PeriodCode {
        let set = (self.code != Self::LEGAL).then(|| self.code.clone());
        PeriodCode { set, kind, year, ordinal }
    }

    /// The period of a kind that a day falls into; between two, the one that comes.
    pub fn at(&self, kind: PeriodKind, day: NaiveDate) -> Option<(i32, u32)> {
        let years = day.year() - 2..=day.year() + 2;
        let all = years.flat_map(|year| (1..=kind.per_year()).map(move |ordinal| (year, ordinal)));
        all.filter_map(|it| Some((it, self.span(kind, it.0, it.1)?)))
            .filter(|(_, (_, cut_off))| day <= *cut_off)
            .min_by_key(|(_, (_, cut_off))| *cut_off)
            .map(|(it, _)| it)
    }
}

/// A day of the n-th month counted from January of a year; the number may lie outside 1 to 12.
fn nth_month(year: i32, month: i32, day: u32) -> Option<NaiveDate> {
    let months = month - 1;
    NaiveDate::from_ymd_opt(year + months.div_euclid(12), months.rem_euclid(12) as u32 + 1, day)
}

impl fmt::Display for PeriodCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}-", self.year)?;
        if let Some(set) = &self.set {
            write!(f, "{set}-")?;
        }
        match self.kind {
            PeriodKind::Month => write!(f, "M{:02}", self.ordinal),
            PeriodKind::Quarter => write!(f, "Q{}", self.ordinal),
            PeriodKind::Half => write!(f, "H{}", self.ordinal),
            PeriodKind::NineMonths => f.write_str("9M"),
            PeriodKind::Year => f.write_str("Y"),
            PeriodKind::SchoolYear => f.write_str("SY"),
        }
    }
}

impl FromStr for PeriodCode {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let (year, rest) = text.split_once('-').ok_or(Problem::Unknown)?;
        let (set, tail) = match rest.split_once('-') {
            Some((set, tail)) => (Some(parse_set_code(set)?), tail),
            None => (None, rest),
        };
        let year = year.parse().map_err(|_| Problem::Unknown)?;
        let numbered = |kind: PeriodKind, digits: &str| {
            let ordinal = digits.parse().map_err(|_| Problem::Unknown)?;
            let known = (1..=kind.per_year()).contains(&ordinal);
            if known { Ok((kind, ordinal)) } else { Err(Problem::Unknown) }
        };
        let (kind, ordinal) = match (tail, tail.split_at_checked(1)) {
            ("9M", _) => (PeriodKind::NineMonths, 1),
            ("Y", _) => (PeriodKind::Year, 1),
            ("SY", _) => (PeriodKind::SchoolYear, 1),
            (_, Some(("M", digits))) if digits.len() == 2 => numbered(PeriodKind::Month, digits)?,
            (_, Some(("Q", digits))) if digits.len() == 1 => numbered(PeriodKind::Quarter, digits)?,
            (_, Some(("H", digits))) if digits.len() == 1 => numbered(PeriodKind::Half, digits)?,
            _ => return Err(Problem::Unknown),
        };
        Ok(Self { set, kind, year, ordinal })
    }
}

/// Two to twelve capital letters or digits, beginning with a letter.
fn parse_set_code(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let signs = text.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    let begins = text.starts_with(|it: char| it.is_ascii_uppercase());
    if signs && begins && (2..=PeriodSet::LONGEST_CODE).contains(&text.len()) {
        Ok(text.to_owned())
    } else {
        Err(Problem::NotACode)
    }
}

/// A set as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodSetInput {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub start_day: String,
    pub month_offset: String,
    pub school_month: String,
    pub school_months: String,
}

impl PeriodSetInput {
    pub fn parse(&self) -> Result<PeriodSet, FieldErrors> {
        let mut errors = FieldErrors::default();
        let code = errors.keep("code", parse_set_code(&self.code));
        let name_vi = errors.keep("name_vi", parse_required(&self.name_vi, 200));
        let name_en = errors.keep("name_en", parse_text(&self.name_en, 200));
        let start_day = errors.keep("start_day", parse_whole(&self.start_day, 1, 28));
        let month_offset = errors.keep("month_offset", parse_whole(&self.month_offset, -11, 11));
        let school_month = errors.keep("school_month", parse_whole(&self.school_month, 1, 12));
        let school_months = errors.keep("school_months", parse_whole(&self.school_months, 1, 12));
        match (code, name_vi, name_en, start_day, month_offset, school_month, school_months) {
            (
                Some(code),
                Some(name_vi),
                Some(name_en),
                Some(start_day),
                Some(offset),
                Some(month),
                Some(months),
            ) => Ok(PeriodSet {
                code,
                name_vi,
                name_en: name_en.unwrap_or_default(),
                start_day: start_day as u32,
                month_offset: offset,
                school_month: month as u32,
                school_months: months as u32,
            }),
            _ => Err(errors),
        }
    }
}

/// A whole number within bounds, both included.
pub fn parse_whole(text: &str, least: i32, most: i32) -> Result<i32, Problem> {
    let text = text.trim().replace('−', "-");
    match text.parse::<i32>() {
        _ if text.is_empty() => Err(Problem::Required),
        Err(_) => Err(Problem::NotWhole),
        Ok(value) if value > most => Err(Problem::Above(most.to_string())),
        Ok(value) if value < least => Err(Problem::Below(least.to_string())),
        Ok(value) => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn legal() -> PeriodSet {
        PeriodSet::defaults()[0].clone()
    }

    /// The defaults, the environment inspectors' 16→15, a year from April, and a school year without a summer.
    pub fn sets() -> Vec<PeriodSet> {
        let mut sets = PeriodSet::defaults().to_vec();
        sets.push(PeriodSet { code: "ENV".into(), start_day: 16, ..legal() });
        sets.push(PeriodSet { code: "APR".into(), start_day: 1, month_offset: 3, ..legal() });
        sets.push(PeriodSet { code: "WHOLE".into(), school_months: 12, ..legal() });
        sets
    }

    fn days(of: Option<(NaiveDate, NaiveDate)>) -> (String, String) {
        of.map(|(from, to)| (from.to_string(), to.to_string())).unwrap()
    }

    #[test]
    fn the_legal_periods_are_those_of_the_decree() {
        let told = |kind, ordinal| days(legal().span(kind, 2016, ordinal));
        let expect = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(told(PeriodKind::Month, 1), expect("2015-12-15", "2016-01-14"));
        assert_eq!(told(PeriodKind::Month, 7), expect("2016-06-15", "2016-07-14"));
        assert_eq!(told(PeriodKind::Quarter, 1), expect("2015-12-15", "2016-03-14"));
        assert_eq!(told(PeriodKind::Half, 1), expect("2015-12-15", "2016-06-14"));
        assert_eq!(told(PeriodKind::Half, 2), expect("2016-06-15", "2016-12-14"));
        assert_eq!(told(PeriodKind::NineMonths, 1), expect("2015-12-15", "2016-09-14"));
        assert_eq!(told(PeriodKind::Year, 1), expect("2015-12-15", "2016-12-14"));
        assert_eq!(told(PeriodKind::SchoolYear, 1), expect("2016-09-01", "2017-05-31"));
        assert_eq!(legal().span(PeriodKind::Quarter, 2016, 5), None);
        let calendar = &PeriodSet::defaults()[1];
        assert_eq!(days(calendar.span(PeriodKind::Month, 2016, 2)), expect("2016-02-01", "2016-02-29"));
    }

    #[test]
    fn periods_of_a_kind_tile_the_years_without_gap_or_overlap() {
        use PeriodKind::{Half, Month, Quarter, SchoolYear, Year};
        for set in sets() {
            for kind in [Month, Quarter, Half, Year, SchoolYear] {
                if kind == SchoolYear && set.school_months < 12 {
                    continue;
                }
                let mut next = None;
                for (year, ordinal) in
                    (2015..=2035).flat_map(|it| (1..=kind.per_year()).map(move |n| (it, n)))
                {
                    let (starts_on, cut_off) = set.span(kind, year, ordinal).unwrap();
                    assert!(starts_on <= cut_off);
                    assert_eq!(next.unwrap_or(starts_on), starts_on, "{} {kind} {year} {ordinal}", set.code);
                    next = cut_off.succ_opt();
                }
            }
        }
    }

    #[test]
    fn what_does_not_tile_still_lies_within_its_year() {
        for set in sets() {
            for year in 2015..=2035 {
                let nine = set.span(PeriodKind::NineMonths, year, 1).unwrap();
                let whole = set.span(PeriodKind::Year, year, 1).unwrap();
                let third = set.span(PeriodKind::Quarter, year, 3).unwrap();
                assert_eq!((nine.0, nine.1), (whole.0, third.1));
                let school = set.span(PeriodKind::SchoolYear, year, 1).unwrap();
                assert!(school.1 < set.span(PeriodKind::SchoolYear, year + 1, 1).unwrap().0);
            }
        }
    }

    #[test]
    fn codes_are_unique_and_read_back() {
        let mut known = HashSet::new();
        for set in sets() {
            for kind in PeriodKind::ALL {
                for (year, ordinal) in
                    (2015..=2035).flat_map(|it| (1..=kind.per_year()).map(move |n| (it, n)))
                {
                    let code = set.code_of(*kind, year, ordinal);
                    let text = code.to_string();
                    assert_eq!(text.parse(), Ok(code));
                    assert!(known.insert(text));
                }
            }
        }
        for wrong in ["", "2016", "2016-M13", "2016-M7", "2016-Q0", "2016-x-Q1", "2016-CAL-", "2016-€1"] {
            assert!(wrong.parse::<PeriodCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_finds_its_period() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(legal().at(PeriodKind::Month, day("2016-07-14")), Some((2016, 7)));
        assert_eq!(legal().at(PeriodKind::Month, day("2016-12-15")), Some((2017, 1)));
        assert_eq!(legal().at(PeriodKind::SchoolYear, day("2016-07-11")), Some((2016, 1)));
    }

    #[test]
    fn a_set_as_typed_is_checked_field_by_field() {
        let typed =
            PeriodSetInput { code: "env".into(), start_day: "31".into(), ..PeriodSetInput::default() };
        let errors = typed.parse().unwrap_err();
        assert_eq!(errors.on("code"), Some(&Problem::NotACode));
        assert_eq!(errors.on("start_day"), Some(&Problem::Above("28".into())));
        assert_eq!(errors.on("name_vi"), Some(&Problem::Required));
        assert_eq!(parse_whole("−1", -11, 11), Ok(-1));
        assert_eq!(parse_whole("-12", -11, 11), Err(Problem::Below("-11".into())));
    }
}
