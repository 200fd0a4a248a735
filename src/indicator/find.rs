//! Finding indicators by words.

use super::Indicator;
use unicode_normalization::UnicodeNormalization;

/// Whether every word is in the indicator's code or name; marks may be left out.
pub fn is_found(indicator: &Indicator, words: &str) -> bool {
    let text = format!("{} {} {}", indicator.code, indicator.name_vi, indicator.name_en);
    let (text, bare) = (lower(&text), without_marks(&text));
    words.split_whitespace().all(|word| {
        let word = lower(word);
        // A word with marks means those marks.
        if without_marks(&word) == word { bare.contains(&word) } else { text.contains(&word) }
    })
}

fn lower(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

fn without_marks(text: &str) -> String {
    let letters = text.nfd().filter(|it| !('\u{300}'..='\u{36f}').contains(it));
    letters.flat_map(char::to_lowercase).map(|it| if it == 'đ' { 'd' } else { it }).collect()
}
