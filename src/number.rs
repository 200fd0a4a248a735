//! Exact decimal numbers, as they are typed, kept and shown.

use crate::error::Problem;
use crate::text::Lang;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// An exact decimal with at most [`Number::PLACES`] decimal places and 13 digits before them.
///
/// Kept in the database as whole ten-thousandths, so that sums are exact on every database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number(Decimal);

impl Number {
    /// The most decimal places that are kept.
    pub const PLACES: u32 = 4;
    /// The largest value that may be typed: 13 digits before the decimal mark.
    const LIMIT: i64 = 10_000_000_000_000;

    /// From whole ten-thousandths, the stored form.
    pub fn from_stored(ten_thousandths: i64) -> Self {
        Self(Decimal::new(ten_thousandths, Self::PLACES).normalize())
    }

    /// From whole ten-thousandths that were added up; nothing beyond 28 digits.
    pub fn from_sum(ten_thousandths: i128) -> Option<Self> {
        Decimal::try_from_i128_with_scale(ten_thousandths, Self::PLACES).ok().map(|it| Self(it.normalize()))
    }

    /// To whole ten-thousandths. Values beyond the limit saturate; parsing never lets one in.
    pub fn to_stored(self) -> i64 {
        (self.0 * Decimal::new(10_000, 0))
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .unwrap_or(if self.0.is_sign_negative() { i64::MIN } else { i64::MAX })
    }

    /// Rounded half away from zero to [`Number::PLACES`], however large; nothing beyond 28 digits.
    pub fn from_total(value: Decimal) -> Option<Self> {
        let rounded = Self::rounded(value);
        Self::from_sum(rounded.to_sum()).filter(|it| *it == rounded)
    }

    /// To whole ten-thousandths that others may be added to.
    pub fn to_sum(self) -> i128 {
        (self.0 * Decimal::new(10_000, 0))
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i128()
            .unwrap_or_default()
    }

    /// Rounded half away from zero to [`Number::PLACES`]; nothing when it has more digits than may be typed.
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        (value.abs() < Decimal::from(Self::LIMIT)).then(|| Self::rounded(value))
    }

    pub fn decimal(self) -> Decimal {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// `self / whole × 100`, rounded half away from zero to [`Number::PLACES`]; nothing when the whole is 0.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        self.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.0).map(Self::rounded)
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self::rounded)
    }

    pub fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    fn rounded(value: Decimal) -> Self {
        Self(value.round_dp_with_strategy(Self::PLACES, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// Rounds half away from zero, as people do by hand.
    pub fn round(self, places: u32) -> Self {
        Self(self.0.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// Reads what a person typed or pasted.
    ///
    /// Vietnamese marks (`1.234,5`) come first: points group only when every group after them has three
    /// digits, a comma is the decimal mark. A single point that cannot group (`12.5`) is taken as a
    /// decimal mark, and `1,234.5` as English, because neither can mean anything else. Spaces between
    /// digit groups, a leading zero (`04`) and a trailing percent sign are accepted.
    ///
    /// # Errors
    /// [`Problem::NotANumber`], [`Problem::TooManyDigits`] or [`Problem::TooManyDecimals`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text: String =
            text.trim().trim_end_matches('%').chars().filter(|it| !it.is_whitespace()).collect();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        if digits.is_empty() || !digits.chars().all(|it| it.is_ascii_digit() || it == '.' || it == ',') {
            return Err(Problem::NotANumber);
        }
        let (whole, fraction) = split(digits).ok_or(Problem::NotANumber)?;
        let fraction = fraction.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if whole.len() > 13 {
            return Err(Problem::TooManyDigits);
        }
        if fraction.len() > Self::PLACES as usize {
            return Err(Problem::TooManyDecimals(Self::PLACES as u8));
        }
        let plain = format!("{}{}.{}", if negative { "-" } else { "" }, zero(whole), zero(fraction));
        let value = plain.parse::<Decimal>().map_err(|_| Problem::NotANumber)?;
        if value.abs() >= Decimal::from(Self::LIMIT) {
            return Err(Problem::TooManyDigits);
        }
        Ok(Self(value.normalize()))
    }

    /// As the language writes it, with just the decimals it has.
    pub fn show(self, lang: Lang) -> String {
        mark(&self.0.normalize().to_string(), lang)
    }

    /// As Vietnamese writes it, without marks between thousands.
    pub fn show_ungrouped(self) -> String {
        self.0.normalize().to_string().replace('.', ",")
    }

    /// As the language writes it, with exactly this many decimals.
    pub fn show_places(self, lang: Lang, places: u32) -> String {
        let rounded = self.0.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        mark(&format!("{rounded:.*}", places as usize), lang)
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(Decimal::from(whole))
    }
}

fn zero(digits: &str) -> &str {
    if digits.is_empty() { "0" } else { digits }
}

/// Whole digits without grouping marks, and the digits after the decimal mark.
fn split(text: &str) -> Option<(String, String)> {
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let (group, decimal) = match (points, commas) {
        (0, 0) => return Some((text.to_owned(), String::new())),
        (_, 1) if points == 0 || text.rfind(',') > text.rfind('.') => ('.', Some(',')),
        (1, _) if commas > 0 && text.rfind('.') > text.rfind(',') => (',', Some('.')),
        (1, 0) if !groups(text, '.') => (',', Some('.')),
        (_, 0) => ('.', None),
        (0, _) => (',', None),
        _ => return None,
    };
    let (whole, fraction) = match decimal {
        Some(mark) => text.split_once(mark)?,
        None => (text, ""),
    };
    let fraction_fits =
        decimal.is_none() || (!fraction.is_empty() && fraction.chars().all(|it| it.is_ascii_digit()));
    let whole_fits = whole.chars().all(|it| it.is_ascii_digit()) || groups(whole, group);
    (fraction_fits && whole_fits && !whole.is_empty())
        .then(|| (whole.replace(group, ""), fraction.to_owned()))
}

/// Whether the text is digits grouped by threes.
fn groups(text: &str, mark: char) -> bool {
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && first != "0"
        && first.chars().all(|it| it.is_ascii_digit())
        && parts.all(|it| it.len() == 3 && it.chars().all(|it| it.is_ascii_digit()))
}

/// Digits with the marks of the language: `-1234.5` is `-1.234,5` in Vietnamese.
pub fn mark(plain: &str, lang: Lang) -> String {
    let (group, decimal) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut shown = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            shown.push(group);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(decimal);
        shown.push_str(fraction);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vi(text: &str) -> Result<String, Problem> {
        Number::parse(text).map(|it| it.show(Lang::Vi))
    }

    #[test]
    fn vietnamese_marks_come_first() {
        assert_eq!(vi("1.234,5"), Ok("1.234,5".into()));
        assert_eq!(vi("1.234"), Ok("1.234".into()));
        assert_eq!(vi("53,5"), Ok("53,5".into()));
        assert_eq!(vi("1.234.567"), Ok("1.234.567".into()));
    }

    #[test]
    fn what_can_only_be_english_is_taken_as_such() {
        assert_eq!(vi("12.5"), Ok("12,5".into()));
        assert_eq!(vi("1,234.5"), Ok("1.234,5".into()));
        assert_eq!(vi("1,234,567"), Ok("1.234.567".into()));
        assert_eq!(vi("0.125"), Ok("0,125".into()));
    }

    #[test]
    fn leading_zeros_spaces_and_percent_signs_are_accepted() {
        assert_eq!(vi(" 04 "), Ok("4".into()));
        assert_eq!(vi("1 234"), Ok("1.234".into()));
        assert_eq!(vi("98,5 %"), Ok("98,5".into()));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["12a", "", "-", ",5", "1,2,3", "1.23.456", "lan@backan.gov.vn", "1.234,", "--3", "1e5"] {
            assert_eq!(vi(text), Err(Problem::NotANumber), "{text}");
        }
        assert_eq!(vi(&"9".repeat(40)), Err(Problem::TooManyDigits));
        assert_eq!(vi("0,12345"), Err(Problem::TooManyDecimals(4)));
    }

    #[test]
    fn a_share_is_exact_until_it_is_shown() {
        let share = Number::from(9523).percent_of(Number::from(55210));
        assert_eq!(share.map(|it| it.show_places(Lang::Vi, 1)), Some("17,2".into()));
        assert_eq!(Number::from(1).percent_of(Number::from(0)), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_the_same(stored in -99_999_999_999_999_999_i64..99_999_999_999_999_999) {
            let number = Number::from_stored(stored);
            prop_assert_eq!(number.to_stored(), stored);
            prop_assert_eq!(Number::parse(&number.show(Lang::Vi)), Ok(number));
        }

        #[test]
        fn english_reads_back_unless_it_is_also_vietnamese(stored in 0_i64..99_999_999_999_999_999) {
            let number = Number::from_stored(stored);
            let shown = number.show(Lang::En);
            let ambiguous = (shown.matches(',').count() == 1 && !shown.contains('.'))
                || shown.split_once('.').is_some_and(|(whole, part)| part.len() == 3 && whole.len() < 4 && whole != "0");
            prop_assume!(!ambiguous);
            prop_assert_eq!(Number::parse(&shown), Ok(number));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
            let _ = Number::parse(&text);
        }
    }
}
