//! Finding things by what a person types: without marks, and what was typed with its marks first.

use unicode_normalization::UnicodeNormalization;

/// How well something fits what was asked, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Code,
    CodeBegins,
    /// By its name, marks included.
    Marked(Shape),
    /// By its name without marks.
    Plain(Shape),
    /// Somewhere within the words of its name.
    Within,
}

/// Where the words that were asked for stand in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// It begins with them.
    Beginning,
    /// They follow one another in it.
    Phrase,
    /// Each begins a word of it.
    Words,
}

/// Lower case without marks, digits and letters alone, one space between words: «Thực  hiện (%)» is `thuc hien`.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|it| !is_mark(*it)).flat_map(char::to_lowercase) {
        match letter {
            'đ' => folded.push('d'),
            it if it.is_alphanumeric() => folded.push(it),
            // Of a letter that has two parts only in lower case.
            it if is_mark(it) => {}
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// One of the five marks of tone.
fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// A word with its tone apart: «hoà» and «hòa» are one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Word {
    plain: String,
    letters: String,
    tone: String,
}

impl Word {
    fn all(text: &str) -> Vec<Self> {
        let mut words = Vec::new();
        let mut word = Self::default();
        for letter in text.nfd().flat_map(char::to_lowercase) {
            if is_tone(letter) {
                word.tone.push(letter);
            } else if letter.is_alphanumeric() || is_mark(letter) {
                word.letters.push(letter);
            } else if !word.letters.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        }
        if !word.letters.is_empty() {
            words.push(word);
        }
        for word in &mut words {
            word.plain = folded(&word.letters);
        }
        words.retain(|it| !it.plain.is_empty());
        words
    }

    fn is(&self, asked: &Self, marked: bool) -> bool {
        if marked {
            self.letters == asked.letters && self.tone == asked.tone
        } else {
            self.plain == asked.plain
        }
    }

    fn begins(&self, asked: &Self, marked: bool) -> bool {
        if marked {
            self.letters.starts_with(&asked.letters) && self.tone == asked.tone
        } else {
            self.plain.starts_with(&asked.plain)
        }
    }
}

/// What was typed into a search field.
pub struct Query {
    code: String,
    plain: String,
    words: Vec<Word>,
}

impl Query {
    /// Nothing where nothing is asked for.
    pub fn of(text: &str) -> Option<Self> {
        let plain = folded(text);
        let words = Word::all(text);
        (!words.is_empty()).then(|| Self { code: plain.replace(' ', ""), plain, words })
    }

    /// How well a thing fits by its code and names; nothing when it does not.
    pub fn rank<'a>(&self, code: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Rank> {
        let code = folded(code).replace(' ', "");
        if code == self.code {
            return Some(Rank::Code);
        }
        if code.starts_with(&self.code) {
            return Some(Rank::CodeBegins);
        }
        names.into_iter().filter_map(|it| self.rank_name(it)).min()
    }

    fn rank_name(&self, name: &str) -> Option<Rank> {
        let words = Word::all(name);
        let marked = self.shape(&words, true).map(Rank::Marked);
        let plain = || self.shape(&words, false).map(Rank::Plain);
        let within = || folded(name).contains(&self.plain).then_some(Rank::Within);
        marked.or_else(plain).or_else(within)
    }

    fn shape(&self, words: &[Word], marked: bool) -> Option<Shape> {
        let (last, whole) = self.words.split_last()?;
        // The last word may still be typed at.
        let follow = |at: usize| {
            let here = words.get(at..).unwrap_or_default();
            here.len() > whole.len()
                && whole.iter().zip(here).all(|(asked, it)| it.is(asked, marked))
                && here.get(whole.len()).is_some_and(|it| it.begins(last, marked))
        };
        if follow(0) {
            Some(Shape::Beginning)
        } else if (1..words.len()).any(follow) {
            Some(Shape::Phrase)
        } else {
            let each = |asked: &Word| words.iter().any(|it| it.begins(asked, marked));
            self.words.iter().all(each).then_some(Shape::Words)
        }
    }
}

/// The things that fit, best first and otherwise in their order; all of them where nothing is asked for.
pub fn found<T>(asked: &str, things: Vec<T>, of: impl Fn(&T) -> (&str, [&str; 2])) -> Vec<T> {
    let Some(query) = Query::of(asked) else { return things };
    let rank = |it: &T| {
        let (code, names) = of(it);
        query.rank(code, names)
    };
    let mut ranked: Vec<_> = things.into_iter().filter_map(|it| Some((rank(&it)?, it))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, it)| it).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rank(asked: &str, name: &str) -> Option<Rank> {
        Query::of(asked)?.rank("GD11", [name])
    }

    fn order(asked: &str, names: &[&'static str]) -> Vec<&'static str> {
        found(asked, names.to_vec(), |it| ("", [it, ""]))
    }

    #[test]
    fn marks_and_case_do_not_tell_words_apart() {
        assert_eq!(folded("  Thực  hiện (%) "), "thuc hien");
        assert_eq!(folded("ĐỒNG đội, İ"), "dong doi i");
        assert_eq!(folded("Đường phố"), folded("đương phô"));
    }

    #[test]
    fn a_code_comes_before_every_name() {
        let name = "Số học sinh đạt giải cấp quốc gia";
        assert_eq!(rank("gd11", name), Some(Rank::Code));
        assert_eq!(rank("GD 11", name), Some(Rank::Code));
        assert_eq!(rank("gd", name), Some(Rank::CodeBegins));
        assert_eq!(rank("gd12", name), None);
        let codes = [("GD1", "x"), ("HS1", "GD lớp 1"), ("GD11", "GD"), ("GD", "y")];
        let found = found("gd", codes.to_vec(), |it| (it.0, [it.1, ""]));
        assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), ["GD", "GD1", "GD11", "HS1"]);
    }

    #[test]
    fn a_name_is_found_with_and_without_its_marks() {
        let name = "Số học sinh đạt giải cấp quốc gia";
        for (asked, expected) in [
            ("số học", Some(Rank::Marked(Shape::Beginning))),
            ("so hoc", Some(Rank::Plain(Shape::Beginning))),
            ("đạt giải", Some(Rank::Marked(Shape::Phrase))),
            ("dat giai c", Some(Rank::Plain(Shape::Phrase))),
            ("quốc học", Some(Rank::Marked(Shape::Words))),
            ("quoc hoc", Some(Rank::Plain(Shape::Words))),
            ("uoc gi", Some(Rank::Within)),
            ("dọ", None),
        ] {
            assert_eq!(rank(asked, name), expected, "{asked}");
        }
    }

    #[test]
    fn what_was_typed_with_marks_comes_first() {
        let names = ["Hoa màu", "Hóa chất", "Gia đình văn hóa", "Gia dinh"];
        assert_eq!(order("hóa", &names), ["Hóa chất", "Gia đình văn hóa", "Hoa màu"]);
        assert_eq!(order("hoá", &names), ["Hóa chất", "Gia đình văn hóa", "Hoa màu"]);
        assert_eq!(order("hoa", &names), ["Hoa màu", "Hóa chất", "Gia đình văn hóa"]);
        assert_eq!(order("đình", &names), ["Gia đình văn hóa", "Gia dinh"]);
        assert_eq!(order("dinh", &names), ["Gia dinh", "Gia đình văn hóa"]);
        assert_eq!(order(" ", &names), names);
    }

    const NAMES: &[&str] = &[
        "Tỷ lệ hộ đạt danh hiệu Gia đình văn hóa",
        "Số cơ sở hành nghề y, dược tư nhân được kiểm tra",
        "Tỷ lệ thôn, tổ dân phố có nhà văn hóa",
        "Số tiền vận động Quỹ Đền ơn đáp nghĩa",
        "Số người nghiện ma túy có hồ sơ quản lý",
    ];

    proptest! {
        #[test]
        fn any_words_of_a_name_find_it_however_they_are_typed(
            name in prop::sample::select(NAMES), from in 0_usize..8, count in 1_usize..5, cut in 0_usize..3,
        ) {
            let words: Vec<_> = name.split_whitespace().collect();
            let from = from % words.len();
            let asked = words[from..words.len().min(from + count)].join(" ");
            let marked = rank(&asked, name).unwrap();
            prop_assert!(matches!(marked, Rank::Marked(Shape::Beginning | Shape::Phrase)), "{:?}", marked);
            let plain = folded(&asked);
            prop_assert!(rank(&plain, name).unwrap() >= marked);
            // Not typed to its end, in capitals, or in the other form of Unicode.
            let letters: Vec<char> = plain.chars().collect();
            let kept: String = letters[..letters.len().saturating_sub(cut).max(1)].iter().collect();
            prop_assert!(rank(&kept, name).is_some(), "{}", kept);
            prop_assert_eq!(rank(&asked.to_uppercase(), name), Some(marked));
            prop_assert_eq!(rank(&asked.nfd().collect::<String>(), name), Some(marked));
        }

        #[test]
        fn folding_is_done_once_and_leaves_no_marks(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
            prop_assert_eq!(folded(&text.nfc().collect::<String>()), once.clone());
            prop_assert!(!once.chars().any(is_mark) && !once.contains("  "));
        }

        #[test]
        fn what_is_found_is_part_of_what_there_is(
            asked in "[a-zđêạ ]{0,6}", picked in prop::collection::vec(prop::sample::select(NAMES), 0..6),
        ) {
            let things: Vec<_> = picked.iter().enumerate().collect();
            let found = found(&asked, things, |it| ("", [it.1, ""]));
            let ranks: Vec<_> = found.iter().map(|it| (rank_or_first(&asked, it.1), it.0)).collect();
            prop_assert!(ranks.is_sorted(), "{:?}", ranks);
        }
    }

    fn rank_or_first(asked: &str, name: &str) -> Option<Rank> {
        Query::of(asked).and_then(|it| it.rank("", [name]))
    }
}
