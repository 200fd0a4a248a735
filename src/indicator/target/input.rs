use crate::error::{FieldErrors, Problem, parse_text};
use crate::time::parse_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
const REASON: u32 = 500;

/// The name of a cell in a form, and of what is wrong with it: `GD11.PGDDT`.
pub fn cell_name(indicator: &str, unit: &str) -> String {
    format!("{indicator}.{unit}")
}

/// One cell as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetEdit {
    /// Codes.
    pub indicator: String,
    pub unit: String,
    pub text: String,
    /// The revision that the person looked at; 0 where there was none.
    pub seen: i64,
}

/// Targets to be set together, on one decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetInput {
    pub year: i32,
    /// Code of a period of that year; the year itself without one.
    pub period: Option<String>,
    pub adopted_on: String,
    pub reason: String,
    pub cells: Vec<TargetEdit>,
}

impl TargetInput {
    /// The decision's day, which is not one to come, and the reason; what is wrong with them apart.
    pub fn decision(&self, today: NaiveDate) -> (Option<NaiveDate>, Option<String>, FieldErrors) {
        let mut errors = FieldErrors::default();
        let day = match self.adopted_on.trim() {
            "" => Err(Problem::Required),
            text => match parse_date(text) {
                Ok(day) if day > today => Err(Problem::InFuture),
                other => other,
            },
        };
        let adopted_on = errors.keep("adopted_on", day);
        let reason = errors.keep("reason", parse_text(&self.reason, REASON)).flatten();
        (adopted_on, reason, errors)
    }
}
