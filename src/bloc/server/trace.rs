//! A sentence followed back to its source as that is now.

use crate::bloc::{Newer, sentences};
use crate::report::server::{likeness, words};

/// What became of a passage's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trace {
    /// It stands there as it was taken.
    Same,
    /// It reads like this now.
    Changed(String),
    /// Nothing stands in its place.
    Gone,
}

/// Below this many hundredths two sentences are not held to be one, reworded.
const ALIKE: u32 = 40;

/// Finds a sentence of a passage in the passage as it is now. One that is not there word for word is looked
/// for among those that are new: the likest one if it is like enough, else all that was written instead.
pub fn trace(sentence: &str, then: &str, now: &str) -> Trace {
    let present = sentences(now);
    if then == now || present.iter().any(|it| it == sentence) {
        return Trace::Same;
    }
    let before = sentences(then);
    let fresh: Vec<_> = present.into_iter().filter(|it| !before.contains(it)).collect();
    let likest = fresh.iter().map(|it| (likeness(sentence, it), it)).max_by_key(|it| it.0);
    match likest {
        None => Trace::Gone,
        Some((like, it)) if like >= ALIKE => Trace::Changed(it.clone()),
        Some(_) => Trace::Changed(fresh.join(" ")),
    }
}

/// What would be taken now, beside what was.
pub fn newer(then: &str, now: String) -> Newer {
    Newer { pieces: words(then, &now), body: now }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: &str = "Có 4 em đạt giải. Trường lớp được tu sửa.";

    #[test]
    fn a_sentence_is_followed_through_what_happens_around_it() {
        let of = |now| trace("Có 4 em đạt giải.", THEN, now);
        assert_eq!(of("Mở đầu. Có 4 em đạt giải. Câu khác."), Trace::Same);
        assert_eq!(
            of("Có 5 em đạt giải. Trường lớp được tu sửa."),
            Trace::Changed("Có 5 em đạt giải.".into())
        );
        assert_eq!(of("Trường lớp được tu sửa."), Trace::Gone);
        assert_eq!(of("Nội dung viết lại từ đầu."), Trace::Changed("Nội dung viết lại từ đầu.".into()));
    }
}
