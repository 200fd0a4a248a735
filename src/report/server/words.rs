//! Two texts, word by word.

use crate::report::DiffPiece;
use similar::{ChangeTag, TextDiff};

/// What to do to the first text to have the second; nothing when they are equal. Words are Unicode's, so that
/// a Vietnamese letter with its marks is never taken apart; neighbouring pieces of a kind are one.
pub fn words(before: &str, after: &str) -> Vec<DiffPiece> {
    if before == after {
        return Vec::new();
    }
    let diff = TextDiff::from_unicode_words(before, after);
    let mut pieces: Vec<DiffPiece> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(DiffPiece::Same(text)))
            | (ChangeTag::Delete, Some(DiffPiece::Removed(text)))
            | (ChangeTag::Insert, Some(DiffPiece::Added(text))) => text.push_str(word),
            (ChangeTag::Equal, _) => pieces.push(DiffPiece::Same(word.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(DiffPiece::Removed(word.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(DiffPiece::Added(word.to_owned())),
        }
    }
    bridge(pieces)
}

/// A lone space between two changes reads as one change, not three.
fn bridge(pieces: Vec<DiffPiece>) -> Vec<DiffPiece> {
    let mut joined: Vec<DiffPiece> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    // Words taken out and put in since the last that stayed.
    let (mut out, mut put) = (String::new(), String::new());
    let flush = |joined: &mut Vec<DiffPiece>, out: &mut String, put: &mut String| {
        if !out.is_empty() {
            joined.push(DiffPiece::Removed(std::mem::take(out)));
        }
        if !put.is_empty() {
            joined.push(DiffPiece::Added(std::mem::take(put)));
        }
    };
    while let Some(piece) = pieces.next() {
        match piece {
            DiffPiece::Removed(text) => out.push_str(&text),
            DiffPiece::Added(text) => put.push_str(&text),
            DiffPiece::Same(text)
                if text.chars().all(|it| it == ' ')
                    && !out.is_empty()
                    && !put.is_empty()
                    && pieces.peek().is_some() =>
            {
                out.push_str(&text);
                put.push_str(&text);
            }
            DiffPiece::Same(text) => {
                flush(&mut joined, &mut out, &mut put);
                joined.push(DiffPiece::Same(text));
            }
        }
    }
    flush(&mut joined, &mut out, &mut put);
    joined
}

/// How much of two texts is the same, in hundredths.
pub fn likeness(one: &str, other: &str) -> u32 {
    (TextDiff::from_unicode_words(one, other).ratio() * 100.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn applied(pieces: &[DiffPiece]) -> (String, String) {
        let (mut before, mut after) = (String::new(), String::new());
        for piece in pieces {
            match piece {
                DiffPiece::Same(text) => {
                    before.push_str(text);
                    after.push_str(text);
                }
                DiffPiece::Removed(text) => before.push_str(text),
                DiffPiece::Added(text) => after.push_str(text),
            }
        }
        (before, after)
    }

    #[test]
    fn words_stay_whole() {
        let pieces = words("Đạt 53,5% kế hoạch năm.", "Đạt 54,2% kế hoạch năm.");
        assert_eq!(
            pieces,
            [
                DiffPiece::Same("Đạt ".into()),
                DiffPiece::Removed("53,5".into()),
                DiffPiece::Added("54,2".into()),
                DiffPiece::Same("% kế hoạch năm.".into()),
            ]
        );
    }

    #[test]
    fn a_phrase_rewritten_is_one_change() {
        let pieces = words("Kết quả rất tốt.", "Kết quả khá cao.");
        assert_eq!(
            pieces,
            [
                DiffPiece::Same("Kết quả ".into()),
                DiffPiece::Removed("rất tốt".into()),
                DiffPiece::Added("khá cao".into()),
                DiffPiece::Same(".".into()),
            ]
        );
    }

    const TEXT: &str = "([a-zđếạộ]{1,6}|[0-9]{1,3}(,[0-9])?|[ \n.,;%]){0,24}";

    proptest! {
        #[test]
        fn applying_it_gives_the_new_text(before in TEXT, after in TEXT) {
            let pieces = words(&before, &after);
            if before == after {
                prop_assert!(pieces.is_empty());
            } else {
                prop_assert_eq!(applied(&pieces), (before, after));
            }
        }

        #[test]
        fn equal_texts_have_no_difference(text in "\\PC{0,80}") {
            prop_assert!(words(&text, &text).is_empty());
        }

        #[test]
        fn any_text_can_be_compared(before in "\\PC{0,60}", after in "\\PC{0,60}") {
            let pieces = words(&before, &after);
            prop_assert!(before == after || applied(&pieces) == (before, after));
        }
    }
}
