//! A unit's figure of one period after another: carried across the units it followed, and put together over
//! time.

use super::{Aggregation, Combined, Figure, FigureState, Indicator, OverTime, Tally};
use crate::id::UnitId;
use crate::org::Lineage;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a unit and those below it gave of one indicator in one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub tally: Tally,
    /// Units that answer for the sector.
    pub answering: u32,
    /// The figure as it stands where one unit alone owes it, with its reason.
    pub alone: Option<Figure>,
    /// Some of it is a share of what stood.
    shared: bool,
}

impl Counted {
    /// A unit without others below it.
    pub fn of_one(figure: Option<&Figure>, answers: bool) -> Self {
        Self {
            tally: figure.map(|it| Tally::of(it, !answers)).unwrap_or_default(),
            answering: u32::from(answers),
            alone: figure.cloned(),
            shared: false,
        }
    }

    pub fn of_many(tally: Tally, answering: u32) -> Self {
        Self { tally, answering, ..Self::default() }
    }

    fn owing(&self) -> i64 {
        i64::from(self.answering) + self.tally.outside
    }

    fn and(self, other: Self) -> Self {
        let alone = match (self.owing(), other.owing()) {
            (_, 0) => self.alone,
            (0, _) => other.alone,
            _ => None,
        };
        Self {
            tally: self.tally + other.tally,
            answering: self.answering + other.answering,
            alone,
            shared: self.shared || other.shared,
        }
    }

    fn share(self, share: Decimal) -> Self {
        if share == Decimal::ONE {
            return self;
        }
        Self { tally: self.tally.share(share), shared: true, ..self }
    }

    /// The figure that it makes by the indicator's rule. One unit's alone is taken as it is, whatever the rule.
    pub fn total(&self, indicator: &Indicator) -> Combined {
        if self.shared || self.owing() != 1 {
            return self.tally.total(indicator, self.answering);
        }
        let only = self.tally.only(indicator);
        Combined { figure: self.alone.clone().unwrap_or(only.figure), ..only }
    }
}

impl std::iter::Sum for Counted {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Self::and)
    }
}

/// What a unit counts on a day: what those count whose figures were its own then, each by its share.
pub fn carried(lineage: &Lineage, of: impl Fn(UnitId) -> Counted) -> Counted {
    lineage.of.iter().map(|(unit, share)| of(*unit).share(*share)).sum()
}

/// One figure over several periods, and how many of them are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned {
    pub figure: Figure,
    /// Periods that gave a value, of those it applies in.
    pub given: u32,
    pub periods: u32,
    /// Every period is in it, with every unit.
    pub complete: bool,
}

/// Puts the figures of one unit, or of one part of the tree, in consecutive periods together, whatever order
/// they come in: each with the last day it counts, and with how much of it there is.
///
/// What adds up is added, a ratio by its two numbers. A level, and what is counted from the start of the year,
/// is what it was in the last period that gave it. One period's figure alone is taken as it is, whatever the
/// rule.
pub fn over_time(indicator: &Indicator, periods: &[(NaiveDate, Combined)]) -> Spanned {
    let mut applying: Vec<_> =
        periods.iter().filter(|it| it.1.figure.state != FigureState::NotApplicable).collect();
    applying.sort_by_key(|it| it.0);
    let given: Vec<_> = applying.iter().filter(|it| it.1.figure.state == FigureState::Value).collect();
    let complete = given.len() == applying.len() && given.iter().all(|it| it.1.given == it.1.units);
    let last = || given.last().map(|it| it.1.figure.clone());
    let (figure, counted) = match indicator.over_time {
        _ if periods.len() == 1 => (Some(periods[0].1.figure.clone()), given.len()),
        _ if applying.is_empty() && !periods.is_empty() => (Some(periods[0].1.figure.clone()), 0),
        OverTime::Last => (last(), given.len()),
        OverTime::Add if indicator.aggregation != Aggregation::Difference => {
            let all: Tally = given.iter().map(|it| Tally::of(&it.1.figure, false)).sum();
            let whole = all.total(indicator, given.len() as u32);
            (Some(whole.figure).filter(|it| it.state == FigureState::Value), whole.given as usize)
        }
        OverTime::Add | OverTime::None => (None, 0),
    };
    let sample = periods.iter().any(|it| it.1.figure.sample);
    let figure = figure.unwrap_or_else(|| Figure::untouched(indicator.id));
    Spanned {
        figure: Figure { prior: None, target: None, sample, ..figure },
        given: counted as u32,
        periods: applying.len() as u32,
        complete: complete && counted == applying.len() && counted > 0,
    }
}

#[cfg(test)]
mod tests;
