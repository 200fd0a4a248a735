//! Numbers as spreadsheets show them: in one notation or the other, with signs and units around them.

use super::Block;

/// How a spreadsheet writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
}

/// What a number's own marks say of its notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It has no marks.
    None,
    Only(Notation),
    /// `1.234` and `1,234` are numbers in both.
    Either,
}

/// A number with what stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// Digits and marks, a sign before them; two with a slash between are a ratio.
    pub digits: String,
    /// `%`, `người`; empty where there was none.
    pub unit: &'a str,
}

/// Reads a number out of a cell: `7.500 người`, `98,5 %`, `(1.234)` for less than nothing.
pub fn number(text: &str) -> Option<Written<'_>> {
    let text = text.trim().trim_start_matches('\'');
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '/');
    let (negative, body) = if let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        (true, inner.trim())
    } else if let Some(rest) = text.strip_prefix(['-', '−', '–']) {
        (true, rest.trim_start())
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    };
    if !body.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let mut end = 0;
    for (at, letter) in body.char_indices() {
        if is_part(letter) {
            end = at + letter.len_utf8();
        } else if !letter.is_whitespace() {
            break;
        }
    }
    let (digits, unit) = body.split_at(end);
    let unit = unit.trim();
    // «12a» is a slip of the hand and no unit; a unit stands apart, or is a sign.
    let glued = body[end..].starts_with(char::is_alphanumeric);
    if glued && unit.chars().count() < 2 || unit.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let mut plain: String = digits.chars().filter(|it| !it.is_whitespace()).collect();
    // A full stop or comma that ends a sentence is not the number's.
    if plain.ends_with(['.', ',', '/']) {
        return None;
    }
    if negative {
        plain.insert(0, '-');
    }
    Some(Written { digits: plain, unit })
}

impl Written<'_> {
    pub fn sign(&self) -> Sign {
        let parts = self.digits.split('/').map(|it| sign(it.trim_start_matches('-')));
        parts.fold(Sign::None, |known, it| match (known, it) {
            (known, Sign::None) => known,
            (Sign::None | Sign::Either, it) => it,
            (known, _) => known,
        })
    }

    /// As the form's cells write numbers, read in this notation.
    pub fn in_vietnamese(&self, notation: Notation) -> String {
        match notation {
            Notation::Vietnamese => self.digits.clone(),
            Notation::English => self
                .digits
                .chars()
                .filter(|it| *it != ',')
                .map(|it| if it == '.' { ',' } else { it })
                .collect(),
        }
    }
}

fn sign(digits: &str) -> Sign {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let groups = |mark: char| {
        let mut parts = digits.split(mark);
        parts.next().is_some_and(|it| (1..=3).contains(&it.len()) && it != "0")
            && parts.all(|it| it.len() == 3)
    };
    match (points, commas) {
        (0, 0) => Sign::None,
        (0, 1) if groups(',') => Sign::Either,
        (0, 1) => Sign::Only(Notation::Vietnamese),
        (0, _) => Sign::Only(Notation::English),
        (1, 0) if groups('.') => Sign::Either,
        (1, 0) => Sign::Only(Notation::English),
        (_, 0) => Sign::Only(Notation::Vietnamese),
        _ if digits.rfind(',') > digits.rfind('.') => Sign::Only(Notation::Vietnamese),
        _ => Sign::Only(Notation::English),
    }
}

/// What the numbers of a block say of its notation, taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub vietnamese: usize,
    pub english: usize,
    /// Numbers whose reading depends on the others.
    pub either: usize,
}

impl Evidence {
    pub fn of(block: &Block) -> Self {
        let mut evidence = Self::default();
        for written in block.rows().iter().flatten().filter_map(|it| number(it)) {
            match written.sign() {
                Sign::None => {}
                Sign::Either => evidence.either += 1,
                Sign::Only(Notation::Vietnamese) => evidence.vietnamese += 1,
                Sign::Only(Notation::English) => evidence.english += 1,
            }
        }
        evidence
    }

    /// One notation for the whole block: the one that any number asks for; Vietnamese where none does, or where
    /// they disagree.
    pub const fn notation(self) -> Notation {
        if self.english > 0 && self.vietnamese == 0 { Notation::English } else { Notation::Vietnamese }
    }

    /// Nothing in the block decides, and something depends on it.
    pub const fn is_open(self) -> bool {
        self.either > 0 && (self.english == 0) == (self.vietnamese == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use crate::text::Lang;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(String, String)> {
        number(text).map(|it| (it.digits, it.unit.to_owned()))
    }

    fn evidence(text: &str) -> Evidence {
        Evidence::of(&Block::read(text).unwrap())
    }

    #[test]
    fn a_number_is_found_among_what_stands_around_it() {
        let found = |digits: &str, unit: &str| Some((digits.to_owned(), unit.to_owned()));
        assert_eq!(read("7.500 người"), found("7.500", "người"));
        assert_eq!(read(" 98,5 %"), found("98,5", "%"));
        assert_eq!(read("1 234 567"), found("1234567", ""));
        assert_eq!(read("(1.234)"), found("-1.234", ""));
        assert_eq!(read("47/50"), found("47/50", ""));
        assert_eq!(read("12 triệu đồng"), found("12", "triệu đồng"));
        assert_eq!(read("12kg"), found("12", "kg"));
        for text in ["12a", "Quý 2", "", "-", "lan@backan.gov.vn", "5.", "12 tháng 6", "3 4a"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn one_plain_number_decides_for_all() {
        assert_eq!(evidence("1,234\t1,234.5").notation(), Notation::English);
        assert_eq!(evidence("1,234\t53,5").notation(), Notation::Vietnamese);
        assert_eq!(evidence("1.234\t0.5").notation(), Notation::English);
        assert_eq!(evidence("1.234\t1.234.567").notation(), Notation::Vietnamese);
        assert_eq!(evidence("12\t7").notation(), Notation::Vietnamese);
        assert!(evidence("1.234\t7").is_open() && evidence("1.234\t0.5\t0,5").is_open());
        assert!(!evidence("1.234\t0,5").is_open() && !evidence("1\t2").is_open());
    }

    proptest! {
        #[test]
        fn a_number_reads_back_from_either_notation(stored in -99_999_999_999_999_999_i64..99_999_999_999_999_999) {
            let value = Number::from_stored(stored);
            for (notation, lang) in [(Notation::Vietnamese, Lang::Vi), (Notation::English, Lang::En)] {
                let shown = value.show(lang);
                let written = number(&shown).unwrap();
                let wrong = if notation == Notation::English { Notation::Vietnamese } else { Notation::English };
                prop_assert!(written.sign() != Sign::Only(wrong));
                prop_assert_eq!(Number::parse(&written.in_vietnamese(notation)), Ok(value));
            }
        }

        #[test]
        fn a_whole_block_reads_back_once_one_number_is_plain(
            stored in prop::collection::vec(0_i64..9_999_999_999, 1..30), english in any::<bool>(),
        ) {
            let lang = if english { Lang::En } else { Lang::Vi };
            let plain = Number::from_stored(12_345_678_005);
            let numbers: Vec<_> = stored.into_iter().map(Number::from_stored).chain([plain]).collect();
            let block = Block::new(vec![numbers.iter().map(|it| it.show(lang)).collect()]);
            let notation = Evidence::of(&block).notation();
            for (text, value) in block.rows()[0].iter().zip(&numbers) {
                prop_assert_eq!(Number::parse(&number(text).unwrap().in_vietnamese(notation)), Ok(*value));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,40}") {
            let _ = number(&text).map(|it| it.sign());
        }
    }
}
