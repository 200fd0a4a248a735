use crate::indicator::{Aggregation, Direction, Formula, Frequency, OverTime, Shares};
use crate::number::Number;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A definition fit to be stored, as far as can be told from itself; what it refers to, [`super::Known`] says.
/// Other things are named by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorDraft {
    pub code: String,
    pub sector: String,
    pub name_vi: String,
    pub name_en: String,
    pub definition: Option<String>,
    pub measure: String,
    pub decimals: u32,
    pub direction: Direction,
    /// Of [`Direction::Range`], and of nothing else.
    pub range: Option<(Number, Number)>,
    pub aggregation: Aggregation,
    pub over_time: OverTime,
    /// What a ratio's two numbers count.
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub formula: Option<Formula>,
    pub frequency: Frequency,
    /// The set of periods its figures belong to.
    pub period_set: String,
    pub cumulative: bool,
    pub shares: Option<Shares>,
    pub parent: Option<String>,
    /// The sector whose function answers for it; its own unless told.
    pub function: Option<String>,
    /// Who that is, as the source names them.
    pub responsible: Option<String>,
    pub legal_source: Option<String>,
    pub valid_from: NaiveDate,
    /// The first day on which it is no longer collected.
    pub valid_to: Option<NaiveDate>,
}
