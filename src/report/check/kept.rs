//! Checks as the office keeps them: each change is a version with the day it begins on, and what reports were held
//! against before that day stays.

use super::model::defaults;
use super::{CheckKind, Rule, Severity};
use crate::error::{FieldErrors, Problem, parse_required, parse_text};
use crate::id::IndicatorId;
use crate::indicator::Indicator;
use crate::number::Number;
use crate::text::Lang;
use crate::time::parse_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

const LONGEST_MESSAGE: u32 = 300;
/// So many codes stand in a sum at most, with what is between them.
const LONGEST_PARTS: u32 = 500;
const MOST_DEVIATIONS: i64 = 100;

/// One version of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCheck {
    pub indicator: IndicatorId,
    pub rule: Rule,
    pub severity: Severity,
    /// Said in place of the usual sentence, Vietnamese and English.
    pub message: Option<(String, String)>,
    /// Switched off, it takes the place of the default of its kind all the same.
    pub enabled: bool,
    pub version: i32,
    /// It holds in periods whose last day is this one or later.
    pub valid_from: NaiveDate,
}

/// A check as typed. Fields that its kind does not use stay empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInput {
    /// The indicator's.
    pub code: String,
    pub kind: CheckKind,
    pub severity: Severity,
    pub low: String,
    pub high: String,
    pub factor: String,
    /// Codes.
    pub parts: String,
    pub message_vi: String,
    pub message_en: String,
    pub from: String,
}

/// A check fit to be stored; whether its codes are known is the server's to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckDraft {
    pub code: String,
    pub rule: Rule,
    pub severity: Severity,
    pub message: Option<(String, String)>,
    pub from: NaiveDate,
}

/// What is checked of an indicator without anybody having set anything up, of one kind.
pub fn usual(indicator: &Indicator, kind: CheckKind) -> Option<(Rule, Severity)> {
    let found = defaults(indicator).into_iter().find(|it| it.rule.kind() == kind);
    found.map(|it| (it.rule, it.severity))
}

impl CheckInput {
    /// What the form starts with: the version that is kept, else what is usual, else nothing.
    pub fn of(code: &str, kind: CheckKind, from: NaiveDate, rule: Option<&Rule>, severity: Severity) -> Self {
        let number = |it: Option<Number>| it.map(|it| it.show(Lang::Vi)).unwrap_or_default();
        let mut input = Self {
            code: code.to_owned(),
            kind,
            severity,
            low: String::new(),
            high: String::new(),
            factor: String::new(),
            parts: String::new(),
            message_vi: String::new(),
            message_en: String::new(),
            from: from.to_string(),
        };
        match rule {
            Some(Rule::Range { low, high }) => (input.low, input.high) = (number(*low), number(*high)),
            Some(Rule::SumOfParts(codes)) => input.parts = codes.join(" "),
            Some(Rule::Outlier { factor }) => input.factor = number(Some(*factor)),
            Some(Rule::RequiredWithReason | Rule::NotBelowLast) | None => {}
        }
        input
    }

    pub fn parse(&self) -> Result<CheckDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let code = errors.keep("code", parse_required(&self.code, 40)).map(|it| it.to_uppercase());
        let rule = self.rule(&mut errors, code.as_deref().unwrap_or_default());
        let vi = errors.keep("message_vi", parse_text(&self.message_vi, LONGEST_MESSAGE)).flatten();
        let en = errors.keep("message_en", parse_text(&self.message_en, LONGEST_MESSAGE)).flatten();
        if vi.is_none() && en.is_some() {
            errors.keep("message_vi", Err::<(), _>(Problem::Required));
        }
        let from = errors.keep("from", parse_date(&self.from));
        match (code, rule, from) {
            (Some(code), Some(rule), Some(from)) if errors.0.is_empty() => Ok(CheckDraft {
                code,
                rule,
                severity: self.severity,
                message: vi.map(|vi| (vi, en.unwrap_or_default())),
                from,
            }),
            _ => Err(errors),
        }
    }

    fn rule(&self, errors: &mut FieldErrors, code: &str) -> Option<Rule> {
        match self.kind {
            CheckKind::Range => {
                let low = errors.keep("low", parse_number(&self.low))?;
                let high = errors.keep("high", parse_number(&self.high))?;
                match (low, high) {
                    (None, None) => errors.keep("low", Err(Problem::Required)),
                    (Some(low), Some(high)) if high < low => {
                        errors.keep("high", Err(Problem::Below(low.show(Lang::Vi))))
                    }
                    _ => Some(Rule::Range { low, high }),
                }
            }
            CheckKind::SumOfParts => {
                let text = errors.keep("parts", parse_required(&self.parts, LONGEST_PARTS))?.to_uppercase();
                let signs = |it: char| it.is_whitespace() || matches!(it, ',' | ';' | '+');
                let mut codes: Vec<String> = Vec::new();
                for it in text.split(signs).filter(|it| !it.is_empty()) {
                    if !codes.iter().any(|known| known == it) {
                        codes.push(it.to_owned());
                    }
                }
                let own = codes.iter().any(|it| it == code);
                if own { errors.keep("parts", Err(Problem::Unknown)) } else { Some(Rule::SumOfParts(codes)) }
            }
            CheckKind::Outlier => {
                let factor = errors.keep("factor", parse_number(&self.factor))?;
                let most = Number::from(MOST_DEVIATIONS);
                let problem = match factor {
                    None => Problem::Required,
                    Some(it) if it <= Number::from(0) => Problem::Below("0".to_owned()),
                    Some(it) if it > most => Problem::Above(most.show(Lang::Vi)),
                    Some(factor) => return Some(Rule::Outlier { factor }),
                };
                errors.keep("factor", Err(problem))
            }
            CheckKind::RequiredWithReason => Some(Rule::RequiredWithReason),
            CheckKind::NotBelowLast => Some(Rule::NotBelowLast),
        }
    }
}

fn parse_number(text: &str) -> Result<Option<Number>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { Number::parse(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: CheckKind) -> CheckInput {
        let from = NaiveDate::from_ymd_opt(2016, 6, 14).unwrap();
        CheckInput::of("GD11", kind, from, None, Severity::Warning)
    }

    fn problem(input: &CheckInput, field: &str) -> Option<Problem> {
        input.parse().err().and_then(|it| it.on(field).cloned())
    }

    #[test]
    fn bounds_are_read_as_numbers_and_stand_in_order() {
        let range = typed(CheckKind::Range);
        assert_eq!(problem(&range, "low"), Some(Problem::Required));
        let range = CheckInput { low: "1.234,5".into(), ..range };
        let draft = range.parse().unwrap();
        let low = Number::parse("1234,5").unwrap();
        assert_eq!(draft.rule, Rule::Range { low: Some(low), high: None });
        let range = CheckInput { high: "1000".into(), ..range };
        assert_eq!(problem(&range, "high"), Some(Problem::Below("1.234,5".into())));
        assert_eq!(problem(&CheckInput { high: "năm".into(), ..range }, "high"), Some(Problem::NotANumber));
    }

    #[test]
    fn a_sum_names_other_indicators_each_once() {
        let sum = typed(CheckKind::SumOfParts);
        assert_eq!(problem(&sum, "parts"), Some(Problem::Required));
        let parts = |text: &str| CheckInput { parts: text.into(), ..sum.clone() };
        let read = parts("gd01 + GD12, GD01").parse().unwrap();
        assert_eq!(read.rule, Rule::SumOfParts(vec!["GD01".into(), "GD12".into()]));
        assert_eq!(problem(&parts("GD01 GD11"), "parts"), Some(Problem::Unknown));
    }

    #[test]
    fn an_outlier_has_a_factor_and_english_words_have_vietnamese_ones() {
        let outlier = typed(CheckKind::Outlier);
        let factor = |text: &str| CheckInput { factor: text.into(), ..outlier.clone() };
        assert_eq!(problem(&factor("0"), "factor"), Some(Problem::Below("0".into())));
        assert_eq!(problem(&factor("101"), "factor"), Some(Problem::Above("100".into())));
        let read = factor("4,5").parse().unwrap();
        assert_eq!(read.rule.kind(), CheckKind::Outlier);
        let english = CheckInput { message_en: "Too far".into(), ..factor("4,5") };
        assert_eq!(problem(&english, "message_vi"), Some(Problem::Required));
    }

    #[test]
    fn what_is_kept_is_what_the_form_shows() {
        let from = NaiveDate::from_ymd_opt(2016, 6, 14).unwrap();
        let rules = [
            Rule::Range { low: Some(0.into()), high: Number::parse("50,5").ok() },
            Rule::SumOfParts(vec!["GD01".into(), "GD12".into()]),
            Rule::Outlier { factor: 4.into() },
            Rule::NotBelowLast,
            Rule::RequiredWithReason,
        ];
        for rule in rules {
            let input = CheckInput::of("GD11", rule.kind(), from, Some(&rule), Severity::Error);
            let draft = input.parse().unwrap();
            assert_eq!((draft.rule, draft.severity, draft.from), (rule, Severity::Error, from));
        }
    }
}
