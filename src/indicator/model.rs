use super::{Formula, Shares};
use crate::error::{Problem, parse_text};
use crate::id::{IndicatorId, ReportId, SectorId};
use crate::number::Number;
use crate::period::{Period, PeriodKind};
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::words! {
    /// Which way is better. Policy can flip it, so it belongs to a version of the definition.
    pub enum Direction { Higher = "higher", Lower = "lower", Range = "range" }
}

crate::words! {
    /// How a figure adds up over units; over time, [`OverTime`] says.
    pub enum Aggregation {
        Sum = "sum",
        /// The last value stands.
        Stock = "stock",
        /// Numerators and denominators are added; a ratio is never averaged.
        Ratio = "ratio",
        Difference = "difference",
    }
}

crate::words! {
    /// How an indicator's figures of shorter periods make one of a longer.
    pub enum OverTime {
        /// They are added; of a ratio, its two numbers.
        Add = "add",
        /// The last one stands: a level, or a count from the start of the year.
        Last = "last",
        /// Not at all: the longer period has a figure of its own or none.
        None = "none",
    }
}

impl OverTime {
    /// What follows from how it adds up over units, where nobody said otherwise.
    pub const fn of(aggregation: Aggregation, cumulative: bool) -> Self {
        match aggregation {
            Aggregation::Sum | Aggregation::Difference if !cumulative => Self::Add,
            _ => Self::Last,
        }
    }
}

crate::words! {
    pub enum FigureState {
        /// Nothing is known, with or without a reason.
        Missing = "missing",
        NotApplicable = "not_applicable",
        /// A value, where 0 is a value.
        Value = "value",
    }
}

crate::words! {
    pub enum Frequency {
        Monthly = "monthly",
        Quarterly = "quarterly",
        HalfYearly = "half-yearly",
        Yearly = "yearly",
        SchoolYearly = "school-yearly",
    }
}

/// An indicator as its newest definition has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: IndicatorId,
    /// `GD11`: the indicator's address.
    pub code: String,
    pub sector: SectorId,
    pub version: i32,
    pub name_vi: String,
    pub name_en: String,
    /// Đơn vị tính, as it is written after a figure: `%`, `em`, `triệu đồng`.
    pub measure: String,
    /// Decimal places a figure is shown with.
    pub decimals: u32,
    pub direction: Direction,
    /// Bounds of a [`Direction::Range`].
    pub range: Option<(Number, Number)>,
    pub aggregation: Aggregation,
    pub over_time: OverTime,
    pub frequency: Frequency,
    /// Counted from the start of the year.
    pub cumulative: bool,
    pub responsible: Option<String>,
    /// How it is worked out from others: then nobody types it.
    pub formula: Option<Formula>,
    /// When in the year its target is expected, where that is not evenly.
    pub shares: Option<Shares>,
    /// The first day on which it is no longer collected.
    pub valid_to: Option<NaiveDate>,
}

impl Indicator {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }

    pub fn is_percentage(&self) -> bool {
        self.measure == "%"
    }

    /// A figure without its unit of measure, with the indicator's decimal places.
    pub fn show_bare(&self, value: Number, t: Lang) -> String {
        if self.decimals == 0 || value.is_whole() && !self.is_percentage() {
            value.show(t)
        } else {
            value.show_places(t, self.decimals)
        }
    }

    /// A figure and its unit of measure, `53,5%` or `7.500 người`.
    pub fn show(&self, value: Number, t: Lang) -> String {
        let shown = self.show_bare(value, t);
        if self.is_percentage() { format!("{shown}%") } else { format!("{shown} {}", self.measure) }
    }

    /// Worked out from others.
    pub const fn is_derived(&self) -> bool {
        self.formula.is_some()
    }

    /// Whether units are asked for it in a period: a derived one is worked out instead.
    pub fn is_asked_in(&self, period: &Period) -> bool {
        !self.is_derived() && self.is_due_in(period)
    }

    /// Whether a period has a figure of it: a yearly figure is not due at half-year, a school year ends with
    /// the first half, and one that is no longer collected when the period ends is not due at all.
    pub fn is_due_in(&self, period: &Period) -> bool {
        if self.valid_to.is_some_and(|it| it <= period.cut_off) {
            return false;
        }
        match (self.frequency, period.kind) {
            (Frequency::Monthly, _) => true,
            (Frequency::Quarterly, kind) => kind != PeriodKind::Month,
            (Frequency::HalfYearly, kind) => matches!(kind, PeriodKind::Half | PeriodKind::Year),
            (Frequency::Yearly, PeriodKind::Half) => period.is_second_half(),
            (Frequency::Yearly, kind) => kind == PeriodKind::Year,
            (Frequency::SchoolYearly, PeriodKind::Half) => !period.is_second_half(),
            (Frequency::SchoolYearly, kind) => kind == PeriodKind::SchoolYear,
        }
    }
}

/// What a unit reported of one indicator in one period, with its target for the year. Pages carry many of
/// them to the browser, so that what is not there is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub indicator: IndicatorId,
    pub state: FigureState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// A ratio keeps its two numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<(Number, Number)>,
    /// The same period last year: from last year's report when there is one, else as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior: Option<Number>,
    /// The prior value comes from a stored report and is not typed again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prior_is_kept: bool,
    /// The year's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Number>,
    /// The one that was set for the very period, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_target: Option<Number>,
    /// Why it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Some of it is demonstration data that the source does not state.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// Counts the writes; 0 before the first.
    pub revision: i64,
    pub target_revision: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<Instant>,
}

impl Figure {
    /// A figure nobody has touched.
    pub const fn untouched(indicator: IndicatorId) -> Self {
        Self {
            indicator,
            state: FigureState::Missing,
            value: None,
            ratio: None,
            prior: None,
            prior_is_kept: false,
            target: None,
            period_target: None,
            reason: None,
            sample: false,
            revision: 0,
            target_revision: 0,
            saved_at: None,
        }
    }
}

crate::words! {
    /// A column of the figures grid that can be typed into.
    pub enum Column {
        Target = "target",
        Actual = "actual",
        Prior = "prior",
        Reason = "reason",
        NotApplicable = "not_applicable",
    }
}

/// What one cell holds once it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Number(Number),
    /// Numerator, denominator, and the percentage they make.
    Ratio(Number, Number, Number),
    Text(String),
    Flag(bool),
}

/// Why a cell was refused, beside it.
pub type CellError = Problem;

/// Reads what was typed into a cell: the one rule, for browser and server.
///
/// A percentage takes `53,5`, `53,5%` or its two numbers `9.523/55.210`, from which the percentage follows.
///
/// # Errors
/// The problem to show beside the cell.
pub fn parse_cell(indicator: &Indicator, column: Column, text: &str) -> Result<Cell, CellError> {
    const LONGEST_REASON: u32 = 300;
    match column {
        Column::Reason => Ok(parse_text(text, LONGEST_REASON)?.map_or(Cell::Empty, Cell::Text)),
        Column::NotApplicable => Ok(Cell::Flag(matches!(text, "true" | "on" | "1"))),
        Column::Target | Column::Actual | Column::Prior if text.trim().is_empty() => Ok(Cell::Empty),
        Column::Actual if indicator.aggregation == Aggregation::Ratio && text.contains('/') => {
            let (part, whole) = text.split_once('/').ok_or(Problem::NotANumber)?;
            let (part, whole) = (Number::parse(part)?, Number::parse(whole)?);
            if part.is_negative() || whole.is_negative() {
                return Err(Problem::Negative);
            }
            let percent = part.percent_of(whole).ok_or(Problem::BadRatio)?;
            if indicator.is_percentage() && part > whole {
                return Err(Problem::BadRatio);
            }
            Ok(Cell::Ratio(part, whole, percent))
        }
        Column::Target | Column::Actual | Column::Prior => {
            let number = Number::parse(text)?;
            if number.is_negative()
                && indicator.aggregation != Aggregation::Difference
                && !may_be_negative(indicator)
            {
                return Err(Problem::Negative);
            }
            if indicator.is_percentage() && number > Number::from(100) {
                return Err(Problem::Above("100%".to_owned()));
            }
            if indicator.is_counted() && !number.is_whole() {
                return Err(Problem::NotWhole);
            }
            Ok(Cell::Number(number))
        }
    }
}

/// A rate of growth may fall below zero.
fn may_be_negative(indicator: &Indicator) -> bool {
    indicator.direction == Direction::Range && indicator.is_percentage()
}

impl Indicator {
    /// Counts whole things, so that a fraction is a slip of the hand. Money and points are not counted.
    pub fn is_counted(&self) -> bool {
        self.decimals == 0 && matches!(self.aggregation, Aggregation::Sum | Aggregation::Stock)
    }
}

/// One indicator in a list: how it stands in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorRow {
    pub indicator: Indicator,
    pub figure: Figure,
    /// The period has ended and asks for it.
    pub due: bool,
    /// Published values of earlier periods, oldest first, for a small line.
    pub history: Vec<Option<Number>>,
}

/// A row in the list, with how much of it has come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorLine {
    pub row: IndicatorRow,
    /// Units whose value is in the figure, of those that owe one.
    pub given: u32,
    pub units: u32,
    /// False where the reader sees a figure that is not published yet.
    pub published: bool,
}

/// The list in one period, by sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorList {
    pub period: Period,
    /// Newest first.
    pub periods: Vec<Period>,
    /// The sectors that have indicators, in order.
    pub sectors: Vec<crate::org::Sector>,
    pub lines: Vec<IndicatorLine>,
}

/// Where the figures of a unit come from that was not yet what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The units whose figures count, and how much of each, where 1 is all.
    pub from: Vec<(crate::org::Unit, Number)>,
    /// Units of which a part would count that nobody stated: it is not in the figure.
    pub left_out: Vec<crate::org::Unit>,
}

/// A figure of a unit with all that is below it, in a period, and in how far it is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    pub figure: Figure,
    /// Units whose value is in the figure, of those that owe one.
    pub given: u32,
    pub expected: u32,
    /// False where the reader sees something in it that is not published yet.
    pub published: bool,
    /// Nothing where it is the unit's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The report to reach it by, where it is one unit's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
}

impl Total {
    pub const fn nothing(indicator: &Indicator) -> Self {
        let figure = Figure::untouched(indicator.id);
        Self { figure, given: 0, expected: 0, published: true, carried: None, report: None }
    }

    /// Published and with every unit in it: it will not change by itself.
    pub fn is_final(&self) -> bool {
        let left_out = self.carried.as_ref().is_some_and(|it| !it.left_out.is_empty());
        self.published && !left_out && self.expected > 0 && self.given == self.expected
    }
}

/// Indicators, units and periods beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub indicators: Vec<Indicator>,
    /// None stands for all units together.
    pub units: Vec<Option<crate::org::Unit>>,
    pub periods: Vec<Period>,
    /// By indicator, then unit, then period.
    pub totals: Vec<Total>,
}

impl Comparison {
    /// By their places in the three lists.
    pub fn total(&self, indicator: usize, unit: usize, period: usize) -> Option<&Total> {
        let inside = unit < self.units.len() && period < self.periods.len();
        let at = (indicator * self.units.len() + unit) * self.periods.len() + period;
        self.totals.get(at).filter(|_| inside)
    }
}

/// A sector's indicators in the units below one, in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heat {
    pub sector: crate::org::Sector,
    /// None where it is the top.
    pub parent: Option<crate::org::Unit>,
    pub grid: Comparison,
}

/// How many of the figures that are due have been given, by unit and sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    pub period: Period,
    pub units: Vec<crate::org::Unit>,
    pub sectors: Vec<crate::org::Sector>,
    /// Given and owed, by unit, then sector.
    pub cells: Vec<(u32, u32)>,
}

/// A unit's value of an indicator in a period, and the report to reach it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitValue {
    pub unit: crate::org::Unit,
    pub figure: Figure,
    /// Units whose value is in the figure, of those that owe one: the unit itself, or all below it.
    pub given: u32,
    pub expected: u32,
    /// Nothing where the report is not the reader's to see.
    pub report: Option<ReportId>,
    pub published: bool,
}

/// An indicator in one period: all units together, and one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodValue {
    pub period: Period,
    pub due: bool,
    pub figure: Figure,
    /// Units whose value is in the figure, of those that owe one.
    pub given: u32,
    pub expected: u32,
    pub published: bool,
    pub units: Vec<UnitValue>,
}

/// All that an indicator's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSheet {
    pub indicator: Indicator,
    pub sector: crate::org::Sector,
    /// The period shown in full; one of the trend's.
    pub period: Period,
    /// Periods of one kind, oldest first.
    pub trend: Vec<PeriodValue>,
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn indicator(measure: &str, aggregation: Aggregation) -> Indicator {
        Indicator {
            id: IndicatorId::default(),
            code: "GD11".into(),
            sector: SectorId::default(),
            version: 1,
            name_vi: "Số học sinh đạt giải".into(),
            name_en: String::new(),
            measure: measure.into(),
            decimals: u32::from(measure == "%"),
            direction: Direction::Higher,
            range: None,
            aggregation,
            over_time: OverTime::Last,
            frequency: Frequency::HalfYearly,
            cumulative: true,
            responsible: None,
            formula: None,
            shares: None,
            valid_to: None,
        }
    }

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn how_it_adds_up_over_time_follows_unless_it_is_said() {
        use Aggregation::{Difference, Ratio, Stock, Sum};
        let of = |cumulative| Aggregation::ALL.iter().map(move |it| (*it, OverTime::of(*it, cumulative)));
        let (add, last) = (OverTime::Add, OverTime::Last);
        assert!(of(true).all(|(_, it)| it == last));
        assert!(of(false).eq([(Sum, add), (Stock, last), (Ratio, last), (Difference, add)]));
    }

    #[test]
    fn nobody_is_asked_for_what_is_derived_or_no_longer_collected() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let half = Period {
            id: crate::id::PeriodId::default(),
            code: "2016-H1".into(),
            kind: PeriodKind::Half,
            name_vi: String::new(),
            name_en: String::new(),
            year: 2016,
            starts_on: day("2015-12-15"),
            cut_off: day("2016-06-14"),
            due_on: day("2016-06-17"),
            locks_on: None,
            open: true,
        };
        let it = indicator("em", Aggregation::Sum);
        assert!(it.is_due_in(&half) && it.is_asked_in(&half));
        let derived = Indicator { formula: "{A} / {B}".parse().ok(), ..it.clone() };
        assert!(derived.is_due_in(&half) && !derived.is_asked_in(&half));
        let until = |text| Indicator { valid_to: Some(day(text)), ..it.clone() };
        assert!(until("2016-06-15").is_asked_in(&half) && !until("2016-06-14").is_due_in(&half));
    }

    #[test]
    fn a_count_takes_whole_numbers_of_nothing_or_more() {
        let pupils = indicator("em", Aggregation::Sum);
        let typed = |text| parse_cell(&pupils, Column::Actual, text);
        assert_eq!(typed("04"), Ok(Cell::Number(number("4"))));
        assert_eq!(typed("0"), Ok(Cell::Number(number("0"))));
        assert_eq!(typed(" "), Ok(Cell::Empty));
        assert_eq!(typed("-3"), Err(Problem::Negative));
        assert_eq!(typed("12a"), Err(Problem::NotANumber));
        assert_eq!(typed("1.234,5"), Err(Problem::NotWhole));
        assert_eq!(typed("lan@backan.gov.vn"), Err(Problem::NotANumber));
        assert_eq!(typed(&"1".repeat(40)), Err(Problem::TooManyDigits));
    }

    #[test]
    fn a_percentage_stays_within_a_hundred() {
        let rate = indicator("%", Aggregation::Ratio);
        assert_eq!(parse_cell(&rate, Column::Actual, "101"), Err(Problem::Above("100%".into())));
        assert_eq!(parse_cell(&rate, Column::Target, "98,5%"), Ok(Cell::Number(number("98,5"))));
    }

    #[test]
    fn a_ratio_keeps_its_two_numbers() {
        let rate = indicator("%", Aggregation::Ratio);
        let typed = |text| parse_cell(&rate, Column::Actual, text);
        assert_eq!(typed("47/50"), Ok(Cell::Ratio(47.into(), 50.into(), 94.into())));
        assert_eq!(typed("9.523/55.210"), Ok(Cell::Ratio(9523.into(), 55210.into(), number("17,2487"))));
        assert_eq!(typed("51/50"), Err(Problem::BadRatio));
        assert_eq!(typed("1/0"), Err(Problem::BadRatio));
    }
}
