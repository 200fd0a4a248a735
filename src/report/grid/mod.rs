//! The figures grid as a sheet: places and ranges, blocks from the clipboard, what becomes of them, and what was
//! done. Knows no page and no network.

mod block;
mod heading;
mod history;
mod notation;
mod paste;
mod range;
mod text;

pub use block::Block;
pub use history::{Edit, History, Turned};
pub use notation::Notation;
pub use paste::{Fate, Line, Manner, Plan, Put, Refusal, Skip};
pub use range::{Place, Range, Way, fill, nearest};

use crate::indicator::Column;

/// The columns that are typed into, from left to right.
pub const COLUMNS: [Column; 5] =
    [Column::Target, Column::Actual, Column::Prior, Column::NotApplicable, Column::Reason];

/// Where a column stands among [`COLUMNS`].
pub fn place_of(column: Column) -> usize {
    COLUMNS.iter().position(|it| *it == column).unwrap_or_default()
}

/// Lower case without marks, digits and letters alone, one space between words: «Thực  hiện (%)» is `thuc hien`.
pub fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|it| !('\u{300}'..='\u{36f}').contains(it)).flat_map(char::to_lowercase) {
        match letter {
            'đ' => folded.push('d'),
            it if it.is_alphanumeric() => folded.push(it),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_tell_words_apart() {
        assert_eq!(folded("  THỰC  hiện (%) "), "thuc hien");
        assert_eq!(folded("Đường phố"), folded("đương phô"));
        assert_eq!(folded("So với KH"), "so voi kh");
    }
}
