//! Reads a formula as a person writes it.

use super::{Expression, Operation};
use crate::error::Problem;
use crate::number::Number;

/// Brackets and signs within one another.
const DEEPEST: u32 = 20;
/// How much of what was not understood is told, in characters.
const TOLD: usize = 20;

pub fn read(text: &str) -> Result<Expression, Problem> {
    let mut reader = Reader { rest: text.trim_start(), depth: 0 };
    let read = reader.sum()?;
    if reader.rest.is_empty() { Ok(read) } else { Err(reader.lost()) }
}

struct Reader<'a> {
    /// Begins with no space.
    rest: &'a str,
    depth: u32,
}

impl Reader<'_> {
    fn lost(&self) -> Problem {
        Problem::BadFormula(self.rest.chars().take(TOLD).collect::<String>().trim_end().to_owned())
    }

    fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default().trim_start();
    }

    /// Goes on behind the next sign when it is one of these.
    fn take<T: Copy>(&mut self, signs: &[(char, T)]) -> Option<T> {
        let next = self.next()?;
        let (sign, meaning) = signs.iter().find(|(sign, _)| *sign == next)?;
        self.skip(sign.len_utf8());
        Some(*meaning)
    }

    fn sum(&mut self) -> Result<Expression, Problem> {
        const SIGNS: [(char, Operation); 3] =
            [('+', Operation::Add), ('-', Operation::Subtract), ('−', Operation::Subtract)];
        let mut left = self.product()?;
        while let Some(operation) = self.take(&SIGNS) {
            left = Expression::Two(operation, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Problem> {
        const SIGNS: [(char, Operation); 6] = [
            ('*', Operation::Multiply),
            ('×', Operation::Multiply),
            ('·', Operation::Multiply),
            ('/', Operation::Divide),
            (':', Operation::Divide),
            ('÷', Operation::Divide),
        ];
        let mut left = self.one()?;
        while let Some(operation) = self.take(&SIGNS) {
            left = Expression::Two(operation, Box::new(left), Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Expression, Problem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Problem::TooDeep(DEEPEST));
        }
        let one = if self.take(&[('-', ()), ('−', ())]).is_some() {
            Expression::Minus(Box::new(self.one()?))
        } else if self.take(&[('(', ())]).is_some() {
            let inner = self.sum()?;
            self.take(&[(')', ())]).ok_or_else(|| self.lost())?;
            inner
        } else if self.next() == Some('{') {
            self.code()?
        } else {
            self.number()?
        };
        self.depth -= 1;
        Ok(one)
    }

    fn code(&mut self) -> Result<Expression, Problem> {
        let (code, _) = self.rest[1..].split_once('}').ok_or_else(|| self.lost())?;
        let kept = code.trim().to_uppercase();
        let signs = kept.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
        if kept.is_empty() || !signs {
            return Err(self.lost());
        }
        let bytes = code.len() + 2;
        self.skip(bytes);
        Ok(Expression::Code(kept))
    }

    /// In either notation: nothing else in a formula has points or commas.
    fn number(&mut self) -> Result<Expression, Problem> {
        let end = self.rest.find(|it: char| !(it.is_ascii_digit() || it == '.' || it == ','));
        let digits = &self.rest[..end.unwrap_or(self.rest.len())];
        if digits.is_empty() {
            return Err(self.lost());
        }
        let number = Number::parse(digits).map_err(|problem| match problem {
            Problem::NotANumber => self.lost(),
            other => other,
        })?;
        self.skip(digits.len());
        Ok(Expression::Number(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_from_where_it_begins() {
        let lost = |text: &str| read(text).unwrap_err();
        for (text, at) in [
            ("", ""),
            ("{A} +", ""),
            ("({A} + 1", ""),
            ("{A} 2", "2"),
            ("{A} + ) * 3", ") * 3"),
            ("{GD 11} + 1", "{GD 11} + 1"),
            ("{A", "{A"),
            ("GD11 / 2", "GD11 / 2"),
            ("{A} ** 2", "* 2"),
            ("{A} + 1,2,3.4", "1,2,3.4"),
            ("{A} ^ 2", "^ 2"),
            ("{Đ1} + 1", "{Đ1} + 1"),
        ] {
            assert_eq!(lost(text), Problem::BadFormula(at.into()), "{text}");
        }
        assert_eq!(lost("{A} * 0,00001"), Problem::TooManyDecimals(4));
        assert_eq!(lost(&format!("{}1", "(".repeat(30))), Problem::TooDeep(DEEPEST));
        assert_eq!(lost(&format!("{}1", "-".repeat(30))), Problem::TooDeep(DEEPEST));
    }
}
