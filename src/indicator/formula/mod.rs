//! Formulas of derived indicators, `{GD11} / {GD01} * 100`.
//!
//! A derived figure is never typed and never added up. For several units, and for a longer period, its inputs
//! are put together first, each by its own rule, and the formula is worked out once on what they come to: the
//! share of a whole is not the mean of its parts' shares. Where an input is missing, or a division is by
//! zero, there is no figure; it is never zero instead.

mod read;
mod set;

pub use set::{Formulas, cycle};

use crate::error::Problem;
use crate::number::Number;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A formula that was read; whether its codes exist and lead nowhere back, [`Formulas::check`] says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Formula(Expression);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expression {
    /// Never below zero: a minus sign stands before it.
    Number(Number),
    Code(String),
    Minus(Box<Self>),
    Two(Operation, Box<Self>, Box<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Formula {
    /// The longest that is read, in characters.
    pub const LONGEST: u32 = 500;

    /// The codes it uses, each once.
    pub fn codes(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        self.0.collect(&mut found);
        found
    }

    /// What it comes to. Nothing when an input is missing, a division is by zero, or the result has more
    /// digits than a figure may have. Steps in between keep 28 digits; the result is rounded half away from
    /// zero to what is kept of a figure.
    pub fn value(&self, of: &dyn Fn(&str) -> Option<Number>) -> Option<Number> {
        Number::from_decimal(self.0.value(of)?)
    }
}

impl Expression {
    fn collect<'a>(&'a self, into: &mut BTreeSet<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Code(code) => {
                into.insert(code);
            }
            Self::Minus(it) => it.collect(into),
            Self::Two(_, left, right) => {
                left.collect(into);
                right.collect(into);
            }
        }
    }

    fn value(&self, of: &dyn Fn(&str) -> Option<Number>) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.decimal()),
            Self::Code(code) => Some(of(code)?.decimal()),
            Self::Minus(it) => Some(-it.value(of)?),
            Self::Two(operation, left, right) => {
                let (left, right) = (left.value(of)?, right.value(of)?);
                match operation {
                    Operation::Add => left.checked_add(right),
                    Operation::Subtract => left.checked_sub(right),
                    Operation::Multiply => left.checked_mul(right),
                    Operation::Divide => left.checked_div(right),
                }
            }
        }
    }

    /// How tightly it holds together: what binds less needs brackets.
    const fn strength(&self) -> u8 {
        match self {
            Self::Two(Operation::Add | Operation::Subtract, ..) => 1,
            Self::Two(Operation::Multiply | Operation::Divide, ..) => 2,
            Self::Minus(_) => 3,
            Self::Number(_) | Self::Code(_) => 4,
        }
    }
}

impl Operation {
    const fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}

/// As it is kept and shown: numbers as Vietnamese writes them, brackets only where they are needed.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let held = |f: &mut fmt::Formatter, it: &Self, least: u8| {
            if it.strength() < least { write!(f, "({it})") } else { write!(f, "{it}") }
        };
        match self {
            Self::Number(number) => f.write_str(&number.show_ungrouped()),
            Self::Code(code) => write!(f, "{{{code}}}"),
            Self::Minus(it) => {
                f.write_str("-")?;
                held(f, it, 3)
            }
            Self::Two(operation, left, right) => {
                held(f, left, self.strength())?;
                write!(f, " {} ", operation.sign())?;
                held(f, right, self.strength() + 1)
            }
        }
    }
}

impl FromStr for Formula {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if text.chars().count() > Self::LONGEST as usize {
            return Err(Problem::TooLong(Self::LONGEST));
        }
        let formula = Self(read::read(text)?);
        if formula.codes().is_empty() { Err(Problem::NoReference) } else { Ok(formula) }
    }
}

impl TryFrom<String> for Formula {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|it: Problem| format!("{it:?}"))
    }
}

impl From<Formula> for String {
    fn from(formula: Formula) -> Self {
        formula.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn formula(text: &str) -> Formula {
        text.parse().unwrap()
    }

    fn worked(text: &str, inputs: &[(&str, i64)]) -> Option<Number> {
        formula(text)
            .value(&|code| inputs.iter().find(|(it, _)| *it == code).map(|(_, value)| Number::from(*value)))
    }

    #[test]
    fn a_share_is_worked_out_exactly() {
        let inputs = [("GD11", 9_523), ("GD01", 55_210)];
        let share = Number::from(9_523).percent_of(55_210.into());
        assert_eq!(worked("{GD11} / {GD01} * 100", &inputs), share);
        assert_eq!(worked("{gd11}/{GD01}×100", &inputs), share);
        assert_eq!(worked("({A} - {B}) / {B} * 100", &[("A", 107), ("B", 100)]), Some(7.into()));
        assert_eq!(worked("{A} - {B} - {B}", &[("A", 10), ("B", 3)]), Some(4.into()));
        assert_eq!(worked("-{A} * -2", &[("A", 3)]), Some(6.into()));
        assert_eq!(worked("{A} * 0,1 + {A} * 0,2", &[("A", 1)]), Number::parse("0,3").ok());
        assert_eq!(worked("{A} / 3 * 3", &[("A", 1)]), Some(1.into()));
    }

    #[test]
    fn what_cannot_be_worked_out_is_no_figure_and_not_zero() {
        assert_eq!(worked("{A} / {B}", &[("A", 1), ("B", 0)]), None);
        assert_eq!(worked("{A} / {B}", &[("A", 0), ("B", 0)]), None);
        assert_eq!(worked("{A} + {B}", &[("A", 1)]), None);
        assert_eq!(worked("0 * {B}", &[]), None);
        assert_eq!(worked("{A} * {A} * {A} * {A}", &[("A", 9_999_999_999)]), None);
        assert_eq!(worked("{A} * {A}", &[("A", 9_999_999)]), None);
        assert_eq!(worked("{A} - {A}", &[("A", 5)]), Some(0.into()));
    }

    #[test]
    fn a_formula_is_written_back_without_needless_brackets() {
        for (typed, kept) in [
            ("(({A}) /{B})*100", "{A} / {B} * 100"),
            ("{a}-({b}-{c})", "{A} - ({B} - {C})"),
            ("({A}+{B})×1.234,5", "({A} + {B}) * 1234,5"),
            ("{A} : {B} − 1.5", "{A} / {B} - 1,5"),
            ("-({A}+1)", "-({A} + 1)"),
        ] {
            assert_eq!(formula(typed).to_string(), kept, "{typed}");
        }
        assert_eq!(formula("{B}/{A}+{B}").codes().into_iter().collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn it_crosses_the_wire_as_its_text() {
        let sent = serde_json::to_string(&formula("{A}/{B}")).unwrap();
        assert_eq!(sent, "\"{A} / {B}\"");
        assert_eq!(serde_json::from_str::<Formula>(&sent).unwrap(), formula("{A}/{B}"));
        assert!(serde_json::from_str::<Formula>("\"{A\"").is_err());
    }

    fn expressions() -> impl Strategy<Value = Expression> {
        let number = (0_i64..100_000_000).prop_map(|it| Expression::Number(Number::from_stored(it)));
        let code = "[A-Z][A-Z0-9]{1,3}".prop_map(Expression::Code);
        prop_oneof![number, code].prop_recursive(4, 12, 2, |inner| {
            let operation = prop_oneof![
                Just(Operation::Add),
                Just(Operation::Subtract),
                Just(Operation::Multiply),
                Just(Operation::Divide),
            ];
            prop_oneof![
                inner.clone().prop_map(|it| Expression::Minus(Box::new(it))),
                (operation, inner.clone(), inner).prop_map(|(it, left, right)| Expression::Two(
                    it,
                    Box::new(left),
                    Box::new(right)
                )),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(it in expressions()) {
            let it = Formula(Expression::Two(
                Operation::Add, Box::new(Expression::Code("A1".into())), Box::new(it),
            ));
            prop_assert_eq!(it.to_string().parse(), Ok(it));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[-+*/(){}A-Z0-9., ]{0,80}|\\PC{0,40}") {
            if let Ok(it) = text.parse::<Formula>() {
                prop_assert_eq!(it.to_string().parse(), Ok(it));
            }
        }

        #[test]
        fn sums_differences_and_products_are_exact(
            [a, b, c] in prop::array::uniform3(-1_000_000_i64..1_000_000),
        ) {
            // In ten-thousandths, and the product of two in their square.
            let of = |code: &str| Some(Number::from_stored(match code { "A" => a, "B" => b, _ => c }));
            let sum = formula("{A} + {B} - {C}").value(&of).unwrap();
            prop_assert_eq!(sum.to_stored(), a + b - c);
            let product = formula("{A} * {B}").value(&of).unwrap();
            let exact = i128::from(a) * i128::from(b);
            let away = if exact < 0 { -5_000 } else { 5_000 };
            prop_assert_eq!(i128::from(product.to_stored()), (exact + away) / 10_000);
            let share = formula("{A} * 100 / {B}").value(&of);
            prop_assert_eq!(share, Number::from_stored(a).percent_of(Number::from_stored(b)));
        }

        #[test]
        fn one_missing_input_leaves_no_figure(it in expressions(), missing in 0_usize..8) {
            let it = Formula(it);
            let codes = it.codes();
            prop_assume!(!codes.is_empty());
            let gone = codes.iter().nth(missing % codes.len()).copied().unwrap_or_default();
            prop_assert_eq!(it.value(&|code| (code != gone).then(|| 1.into())), None);
        }
    }
}
