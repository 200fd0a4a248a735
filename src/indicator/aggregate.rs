//! How figures of several units, or of several periods, make one.
//!
//! What is added up is the same for every indicator; which of the sums stand is the indicator's own rule, and
//! that may change with a version of its definition without anything being added up anew.

use super::{Aggregation, Combined, Figure, FigureState, Indicator};
use crate::number::Number;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::{Add, AddAssign, Neg, Sub};

/// Figures added up. It is a plain sum: the order does not matter, and what was added can be taken out again.
/// Amounts are whole ten-thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub figures: i64,
    /// Figures of units that do not answer for the sector at the time.
    pub outside: i64,
    pub valued: i64,
    pub not_applicable: i64,
    /// Values that have their numerator and denominator.
    pub with_parts: i64,
    pub value: i128,
    pub part: i128,
    pub whole: i128,
    /// Last year's values that were typed.
    pub priors: i64,
    pub prior: i128,
    pub samples: i64,
}

impl Tally {
    pub fn of(figure: &Figure, is_outside: bool) -> Self {
        Self::made(
            figure.state,
            figure.value.map(Number::to_sum),
            figure.ratio.map(|it| (it.0.to_sum(), it.1.to_sum())),
            figure.prior.map(Number::to_sum),
            figure.sample,
            is_outside,
        )
    }

    /// From whole ten-thousandths.
    pub fn of_stored(
        state: FigureState,
        value: Option<i64>,
        ratio: Option<(i64, i64)>,
        prior: Option<i64>,
        sample: bool,
        is_outside: bool,
    ) -> Self {
        let ratio = ratio.map(|(part, whole)| (part.into(), whole.into()));
        Self::made(state, value.map(Into::into), ratio, prior.map(Into::into), sample, is_outside)
    }

    fn made(
        state: FigureState,
        value: Option<i128>,
        ratio: Option<(i128, i128)>,
        prior: Option<i128>,
        sample: bool,
        is_outside: bool,
    ) -> Self {
        let value = value.filter(|_| state == FigureState::Value);
        let ratio = ratio.filter(|_| value.is_some());
        let prior = prior.filter(|_| state != FigureState::NotApplicable);
        let (part, whole) = ratio.unwrap_or_default();
        Self {
            figures: 1,
            outside: i64::from(is_outside),
            valued: i64::from(value.is_some()),
            not_applicable: i64::from(state == FigureState::NotApplicable),
            with_parts: i64::from(ratio.is_some()),
            value: value.unwrap_or_default(),
            part,
            whole,
            priors: i64::from(prior.is_some()),
            prior: prior.unwrap_or_default(),
            samples: i64::from(sample),
        }
    }

    /// A share of the amounts, rounded half away from zero. What was counted stays counted.
    pub fn share(self, share: Decimal) -> Self {
        if share == Decimal::ONE {
            return self;
        }
        let part = |amount: i128| {
            let shared =
                Decimal::try_from_i128_with_scale(amount, 0).ok().and_then(|it| it.checked_mul(share));
            let rounded =
                shared.map(|it| it.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero));
            rounded.and_then(|it| it.to_i128()).unwrap_or(amount)
        };
        Self {
            value: part(self.value),
            part: part(self.part),
            whole: part(self.whole),
            prior: part(self.prior),
            ..self
        }
    }

    /// The figure itself where there is one at most: one figure alone stands whatever the rule.
    pub fn only(&self, indicator: &Indicator) -> Combined {
        let number = |amount, when: i64| Number::from_sum(amount).filter(|_| when > 0);
        let parts = number(self.part, self.with_parts).zip(number(self.whole, self.with_parts));
        let figure = Figure {
            state: match (self.valued, self.not_applicable) {
                (1.., _) => FigureState::Value,
                (_, 1..) => FigureState::NotApplicable,
                _ => FigureState::Missing,
            },
            value: number(self.value, self.valued),
            ratio: parts,
            prior: number(self.prior, self.priors),
            sample: self.samples > 0,
            ..Figure::untouched(indicator.id)
        };
        Combined { figure, given: count(self.valued), units: count(1 - self.not_applicable) }
    }

    /// The figure that these make by the indicator's rule, of so many units that owe one, and in how far it is
    /// whole. A difference cannot be put together, nor a percentage without its two numbers.
    pub fn total(&self, indicator: &Indicator, answering: u32) -> Combined {
        let owing = i64::from(answering) + self.outside - self.not_applicable;
        let mut figure = Figure { sample: self.samples > 0, ..Figure::untouched(indicator.id) };
        let given = match indicator.aggregation {
            Aggregation::Sum | Aggregation::Stock => {
                figure.value = (self.valued > 0).then(|| Number::from_sum(self.value)).flatten();
                figure.prior = (self.priors > 0).then(|| Number::from_sum(self.prior)).flatten();
                self.valued
            }
            Aggregation::Ratio => {
                let parts = Number::from_sum(self.part).zip(Number::from_sum(self.whole));
                figure.ratio = parts.filter(|_| self.with_parts > 0);
                figure.value = figure.ratio.and_then(|(part, whole)| part.percent_of(whole));
                self.with_parts
            }
            Aggregation::Difference => 0,
        };
        figure.state = if figure.value.is_some() {
            FigureState::Value
        } else if owing <= 0 && self.not_applicable > 0 {
            FigureState::NotApplicable
        } else {
            FigureState::Missing
        };
        Combined { figure, given: count(given), units: count(owing) }
    }
}

fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            figures: self.figures + other.figures,
            outside: self.outside + other.outside,
            valued: self.valued + other.valued,
            not_applicable: self.not_applicable + other.not_applicable,
            with_parts: self.with_parts + other.with_parts,
            value: self.value + other.value,
            part: self.part + other.part,
            whole: self.whole + other.whole,
            priors: self.priors + other.priors,
            prior: self.prior + other.prior,
            samples: self.samples + other.samples,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Tally {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            figures: -self.figures,
            outside: -self.outside,
            valued: -self.valued,
            not_applicable: -self.not_applicable,
            with_parts: -self.with_parts,
            value: -self.value,
            part: -self.part,
            whole: -self.whole,
            priors: -self.priors,
            prior: -self.prior,
            samples: -self.samples,
        }
    }
}

impl Sub for Tally {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}
