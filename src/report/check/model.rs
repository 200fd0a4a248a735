use crate::id::IndicatorId;
use crate::indicator::{Aggregation, Column, Direction, Indicator};
use crate::number::Number;
use crate::text::Lang;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

crate::words! {
    pub enum CheckKind {
        /// Within bounds, either of which may be open.
        Range = "range",
        /// A figure, a reason why there is none, or not applicable.
        RequiredWithReason = "required_with_reason",
        /// As much as its parts together.
        SumOfParts = "sum_of_parts",
        /// A count from the start of the year does not shrink.
        NotBelowLast = "not_below_last_cumulative",
        /// Not far from what the unit itself reported before.
        Outlier = "outlier",
    }
}

crate::words! {
    pub enum Severity {
        /// The report cannot be sent.
        Error = "error",
        /// The report can be sent with a reason.
        Warning = "warning",
    }
}

/// What is checked, with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    Range {
        low: Option<Number>,
        high: Option<Number>,
    },
    RequiredWithReason,
    /// Codes of the parts, all of them rows of the same report.
    SumOfParts(Vec<String>),
    NotBelowLast,
    /// How many robust deviations from the middle of the unit's own values are still usual.
    Outlier {
        factor: Number,
    },
}

impl Rule {
    pub const fn kind(&self) -> CheckKind {
        match self {
            Self::Range { .. } => CheckKind::Range,
            Self::RequiredWithReason => CheckKind::RequiredWithReason,
            Self::SumOfParts(_) => CheckKind::SumOfParts,
            Self::NotBelowLast => CheckKind::NotBelowLast,
            Self::Outlier { .. } => CheckKind::Outlier,
        }
    }
}

/// One check of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub indicator: IndicatorId,
    pub rule: Rule,
    pub severity: Severity,
    /// Said in place of the usual sentence, Vietnamese and English.
    pub message: Option<(String, String)>,
    /// The office may switch a default off.
    pub enabled: bool,
}

/// What is checked without anybody having set anything up.
pub fn defaults(indicator: &Indicator) -> Vec<Check> {
    const USUAL: i64 = 5;
    let check =
        |rule, severity| Check { indicator: indicator.id, rule, severity, message: None, enabled: true };
    let mut checks = vec![
        check(Rule::RequiredWithReason, Severity::Error),
        check(Rule::Outlier { factor: USUAL.into() }, Severity::Warning),
    ];
    // A rate of growth may fall below zero.
    if indicator.is_percentage() && indicator.direction != Direction::Range {
        let whole = Rule::Range { low: Some(0.into()), high: Some(100.into()) };
        checks.push(check(whole, Severity::Error));
    }
    if indicator.cumulative && indicator.aggregation == Aggregation::Sum {
        checks.push(check(Rule::NotBelowLast, Severity::Warning));
    }
    checks
}

/// The checks of an indicator: the kept ones, and the defaults of the kinds that none is kept of.
pub fn in_force(indicator: &Indicator, kept: &[Check]) -> Vec<Check> {
    let mut checks: Vec<_> = kept.iter().filter(|it| it.indicator == indicator.id).cloned().collect();
    for usual in defaults(indicator) {
        if !checks.iter().any(|it| it.rule.kind() == usual.rule.kind()) {
            checks.push(usual);
        }
    }
    checks.retain(|it| it.enabled);
    checks
}

/// What the unit itself reported of an indicator before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Values that can be compared with this period's, in any order.
    pub values: Vec<Number>,
    /// The last one of the same year, with the period's name in Vietnamese and English.
    pub last: Option<(Number, String, String)>,
}

pub type History = HashMap<IndicatorId, Past>;

/// What was found, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    Missing,
    Below {
        value: Number,
        low: Number,
    },
    Above {
        value: Number,
        high: Number,
    },
    Parts {
        value: Number,
        sum: Number,
        codes: Vec<String>,
    },
    BelowLast {
        value: Number,
        last: Number,
        period_vi: String,
        period_en: String,
    },
    /// `usual` is the middle of `count` values.
    Outlier {
        value: Number,
        usual: Number,
        count: u32,
    },
}

/// Why a warning is let pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub reason: String,
    pub by: Option<String>,
    pub at: Instant,
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub indicator: IndicatorId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub column: Column,
    pub severity: Severity,
    pub rule: CheckKind,
    pub told: Told,
    /// The office's own sentence, Vietnamese and English.
    pub message: Option<(String, String)>,
    /// Given for what is found now; a reason for an earlier value does not count.
    pub answer: Option<Answer>,
}

impl Finding {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }

    /// The sentence to show beside the cell.
    pub fn message(&self, t: Lang) -> String {
        match &self.message {
            Some((vi, en)) => t.pick(vi, en).to_owned(),
            None => self.told.message(t),
        }
    }

    /// Only a warning can be answered.
    pub fn needs_reason(&self) -> bool {
        self.severity == Severity::Warning && self.answer.is_none()
    }

    /// The report cannot be sent as long as this stands.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error || self.needs_reason()
    }

    /// Id of the cell it is about.
    pub fn anchor(&self) -> String {
        cell_anchor(&self.code, self.column)
    }

    /// What exactly was found. A reason holds as long as this is the same.
    pub fn about(&self) -> String {
        match &self.told {
            Told::Missing => String::new(),
            told => told.message(Lang::Vi),
        }
    }
}

/// Id of a cell of the grid: `cell-GD11-actual`.
pub fn cell_anchor(code: &str, column: Column) -> String {
    format!("cell-{code}-{column}")
}
