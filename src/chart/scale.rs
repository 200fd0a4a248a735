use crate::number::mark;
use crate::text::Lang;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Maps a span of values onto a span of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    from: (f64, f64),
    to: (f64, f64),
}

impl Linear {
    pub fn new(from: (Decimal, Decimal), to: (f64, f64)) -> Self {
        Self { from: (rough(from.0), rough(from.1)), to }
    }

    /// A span of no width maps to the middle.
    pub fn at(&self, value: Decimal) -> f64 {
        let (low, high) = self.from;
        let (start, end) = self.to;
        let share = if high == low { 0.5 } else { (rough(value) - low) / (high - low) };
        start + share * (end - start)
    }
}

/// Shares a span of the drawing among so many equal places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    start: f64,
    step: f64,
}

impl Band {
    pub fn new(count: usize, (start, end): (f64, f64)) -> Self {
        let step = (end - start) / count.max(1) as f64;
        Self { start, step }
    }

    pub fn start(&self, index: usize) -> f64 {
        self.start + self.step * index as f64
    }

    pub fn middle(&self, index: usize) -> f64 {
        self.start(index) + self.step / 2.0
    }

    pub fn step(&self) -> f64 {
        self.step
    }
}

/// Round numbers that span a range: steps of 1, 2, 5 (or 25, 250 …) times a power of ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks {
    step: Decimal,
    /// Ascending, never empty.
    values: Vec<Decimal>,
}

impl Ticks {
    /// Covers `low..=high` with about `count` steps, at most `count + 2` ticks. `whole` keeps the
    /// ticks on whole numbers, for things that are counted.
    pub fn covering(low: Decimal, high: Decimal, count: usize, whole: bool) -> Self {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        Self::round(low, high, count, whole).unwrap_or_else(|| Self {
            step: Decimal::ONE,
            values: if low == high { vec![low] } else { vec![low, high] },
        })
    }

    /// Nothing when the numbers are too large to be rounded outwards.
    fn round(low: Decimal, high: Decimal, count: usize, whole: bool) -> Option<Self> {
        let count = Decimal::from(count.max(1));
        let span = high.checked_sub(low)?;
        let step = step_of(span.checked_div(count)?, whole)?;
        // A quotient is rounded to 28 digits, so the last step outwards is checked, not trusted.
        let mut tick = low.checked_div(step)?.floor().checked_mul(step)?;
        if tick > low {
            tick = tick.checked_sub(step)?;
        }
        let mut values = vec![tick];
        while tick < high {
            tick = tick.checked_add(step)?;
            values.push(tick);
        }
        Some(Self { step, values })
    }

    pub fn values(&self) -> &[Decimal] {
        &self.values
    }

    pub fn span(&self) -> (Decimal, Decimal) {
        let first = self.values.first().copied().unwrap_or_default();
        (first, self.values.last().copied().unwrap_or(first))
    }

    /// A tick as the axis writes it, with no more decimals than the step needs, and the largest in
    /// thousands of millions.
    pub(super) fn text(&self, tick: Decimal, lang: Lang) -> String {
        let largest = self.values.iter().map(Decimal::abs).max().unwrap_or_default();
        for (power, word) in powers(lang) {
            let fits = |it: &Decimal| is_short(*it, power);
            if largest >= power * Decimal::TEN && self.values.iter().all(fits) {
                return if tick.is_zero() { "0".to_owned() } else { in_powers(tick, power, word, lang) };
            }
        }
        let decimals = self.step.normalize().scale();
        mark(&format!("{:.*}", decimals as usize, tick.round_dp(decimals)), lang)
    }
}

/// What large numbers are counted in, the largest first.
fn powers(lang: Lang) -> [(Decimal, &'static str); 2] {
    [
        (Decimal::from(1_000_000_000_i64), lang.chart_billions()),
        (Decimal::from(1_000_000), lang.chart_millions()),
    ]
}

/// Whether a number is said in full by so many powers and at most one decimal.
fn is_short(value: Decimal, power: Decimal) -> bool {
    value.checked_rem(power / Decimal::TEN).is_some_and(|it| it.is_zero())
}

fn in_powers(value: Decimal, power: Decimal, word: &str, lang: Lang) -> String {
    let counted = value.checked_div(power).unwrap_or_default().normalize();
    format!("{} {word}", mark(&counted.to_string(), lang))
}

/// A round number as an axis writes it, with the decimals it has: `8.000 tỷ`.
pub(super) fn short(value: Decimal, lang: Lang) -> String {
    for (power, word) in powers(lang) {
        if value.abs() >= power * Decimal::TEN && is_short(value, power) {
            return in_powers(value, power, word, lang);
        }
    }
    mark(&value.normalize().to_string(), lang)
}

/// `45,2%`: what a part is of its whole, rounded half away from zero. Nothing when the whole is 0.
pub(super) fn percent(part: Decimal, whole: Decimal, lang: Lang) -> Option<String> {
    // Divided first where the product would be too large; a tenth is still exact then.
    let share = match part.checked_mul(Decimal::ONE_HUNDRED) {
        Some(hundredfold) => hundredfold.checked_div(whole)?,
        None => part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?,
    };
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{}%", mark(&format!("{share:.1}"), lang)))
}

/// The smallest round step that is not below `least`. Found by counting, not by a logarithm, so
/// that every machine finds the same one.
fn step_of(least: Decimal, whole: bool) -> Option<Decimal> {
    let least = if least.is_zero() { Decimal::ONE } else { least };
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power.checked_mul(ten)? <= least {
        power *= ten;
    }
    while !whole && power > least {
        power = power.checked_div(ten).filter(|it| !it.is_zero())?;
    }
    let quarter = Decimal::new(25, 1);
    [Decimal::ONE, Decimal::TWO, quarter, Decimal::from(5), ten]
        .into_iter()
        .filter(|it| *it != quarter || power >= ten)
        .filter_map(|it| power.checked_mul(it))
        .find(|it| *it >= least)
}

/// A coordinate: one decimal, and no minus before a zero.
pub(super) fn number(value: f64) -> String {
    let mut text = String::with_capacity(8);
    push_number(&mut text, value);
    text
}

/// [`number`] by whole tenths: a drawing has thousands of coordinates, and the general way of
/// writing an `f64` took half of its time.
pub(super) fn push_number(out: &mut String, value: f64) {
    debug_assert!(value.is_finite());
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    let mut digits = [b'0'; 20];
    let mut start = digits.len();
    let mut whole = tenths / 10;
    while whole > 0 || start == digits.len() {
        start -= 1;
        digits[start] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.extend(digits[start..].iter().map(|it| char::from(*it)));
    out.push('.');
    out.push(char::from(b'0' + (tenths % 10) as u8));
}

fn rough(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticks(low: i64, high: i64, count: usize) -> Vec<String> {
        let ticks = Ticks::covering(low.into(), high.into(), count, false);
        let written = ticks.values().iter().map(|it| ticks.text(*it, Lang::Vi));
        written.collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0, 18, 4), ["0", "5", "10", "15", "20"]);
        assert_eq!(ticks(0, 100, 4), ["0", "25", "50", "75", "100"]);
        assert_eq!(ticks(-3, 4, 4), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(ticks(0, 1, 5), ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]);
        assert_eq!(ticks(0, 3_200_000, 2), ["0", "2.000.000", "4.000.000"]);
    }

    #[test]
    fn large_ticks_are_counted_in_millions_and_more() {
        assert_eq!(ticks(0, 32_000_000, 2), ["0", "20 triệu", "40 triệu"]);
        assert_eq!(ticks(0, 7_900_123_456_789, 2), ["0", "5.000 tỷ", "10.000 tỷ"]);
        assert_eq!(short(Decimal::from(-25_000_000_000_i64), Lang::En), "-25 bn");
        assert_eq!(short(Decimal::from(12_345_678), Lang::Vi), "12.345.678");
    }

    #[test]
    fn counted_things_are_not_split() {
        let ticks = Ticks::covering(3.into(), 4.into(), 4, true);
        assert_eq!(ticks.values(), [Decimal::from(3), Decimal::from(4)]);
    }

    #[test]
    fn one_value_is_one_tick() {
        assert_eq!(ticks(7, 7, 4), ["7"]);
    }

    #[test]
    fn the_largest_numbers_are_covered_too() {
        let ticks = Ticks::covering(Decimal::MIN, Decimal::MAX, 4, false);
        assert_eq!(ticks.span(), (Decimal::MIN, Decimal::MAX));
    }

    #[test]
    fn larger_values_sit_higher_on_a_flipped_scale() {
        let y = Linear::new((0.into(), 10.into()), (100.0, 0.0));
        assert_eq!((y.at(0.into()), y.at(10.into())), (100.0, 0.0));
    }

    #[test]
    fn a_flat_span_sits_in_the_middle() {
        let y = Linear::new((7.into(), 7.into()), (100.0, 0.0));
        assert_eq!(y.at(7.into()), 50.0);
    }

    #[test]
    fn bands_share_the_span() {
        let band = Band::new(4, (0.0, 80.0));
        assert_eq!((band.start(1), band.middle(3), band.step()), (20.0, 70.0, 20.0));
    }

    #[test]
    fn a_coordinate_has_one_decimal_and_no_minus_zero() {
        assert_eq!(number(-0.04), "0.0");
        assert_eq!(number(1.0 / 3.0), "0.3");
        assert_eq!(number(-12.36), "-12.4");
        assert_eq!(number(720.0), "720.0");
    }

    proptest! {
        #[test]
        fn ticks_cover_the_range_and_are_few(
            a in any::<i64>(), b in any::<i64>(),
            a_scale in 0_u32..12, b_scale in 0_u32..12,
            count in 1_usize..12, whole in any::<bool>(),
        ) {
            let (a, b) = (Decimal::new(a, a_scale), Decimal::new(b, b_scale));
            let ticks = Ticks::covering(a, b, count, whole);
            let (first, last) = ticks.span();
            prop_assert!(first <= a.min(b) && last >= a.max(b));
            prop_assert!(ticks.values().len() <= count + 2);
            prop_assert!(ticks.values().windows(2).all(|it| it[1] - it[0] == ticks.step));
            prop_assert!(!whole || ticks.step.fract().is_zero());
        }

        #[test]
        fn close_ticks_are_told_apart(mantissa in 0_i64..1_000_000, scale in 0_u32..8, count in 1_usize..8) {
            let ticks = Ticks::covering(Decimal::ZERO, Decimal::new(mantissa, scale), count, false);
            let mut written: Vec<_> = ticks.values().iter().map(|it| ticks.text(*it, Lang::En)).collect();
            written.dedup();
            prop_assert_eq!(written.len(), ticks.values().len());
        }
    }
}
