//! Room for letters, estimated: no font can be asked on the server.

/// About how wide a text is in the heavier letters of the pages, leaning to the wide side.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(letter: char) -> f64 {
    match letter {
        // Marks set over the letter before.
        '\u{300}'..='\u{36f}' => 0.0,
        ' ' | '\u{a0}' => 0.24,
        'i' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'j' | 'l' | 'I' | 'Í' | '.' | ',' | ':' | ';' | '\'' | '!'
        | '·' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '|' => 0.45,
        's' | 'z' | '/' => 0.53,
        'h' | 'k' | 'n' | 'u' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => {
            0.6
        }
        'v' | 'x' | 'y' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' | '-' => 0.6,
        'm' | 'w' | 'M' | '%' | '—' => 0.9,
        'W' | '@' => 1.04,
        '0'..='9' => 0.69,
        'E' | 'F' | 'J' | 'L' | 'S' | 'T' | 'Z' => 0.69,
        it if it.is_uppercase() => 0.8,
        it if it.is_lowercase() => 0.67,
        '…' => 0.82,
        it if it.is_ascii() => 0.84,
        '–' | '−' | '“' | '”' | '‘' | '’' | '×' | '°' => 0.7,
        _ => 1.1,
    }
}

/// Breaks a text between words into lines no wider than `room`, and no more than `most` of them.
/// What does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split([' ', '\t', '\n']).filter(|it| !it.is_empty());
    let mut line = String::new();
    let mut used = 0.0;
    while let Some(word) = words.next() {
        let more = width(word, size);
        let longer = used + em(' ') * size + more;
        if line.is_empty() {
            line.push_str(word);
            used = more;
        } else if longer <= room {
            line.push(' ');
            line.push_str(word);
            used = longer;
        } else if lines.len() + 1 < most {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            used = more;
        } else {
            for word in std::iter::once(word).chain(words) {
                line.push(' ');
                line.push_str(word);
            }
            break;
        }
    }
    // A last word of a few letters ("lớp 1") takes the word before it along.
    if line.chars().count() <= 3
        && let Some(above) = lines.last_mut()
        && let Some(at) = above.rfind(' ')
    {
        line = format!("{} {line}", &above[at + 1..]);
        above.truncate(at);
    }
    lines.push(line);
    lines.iter().map(|it| cut(it, size, room)).collect()
}

/// A number and the size at which it fits. A number that lost its end would be read as another one, so its
/// letters become smaller instead; only one of no sensible length is cut.
pub(super) fn fit(text: &str, size: f64, room: f64) -> (f64, String) {
    let wide = width(text, size);
    if wide <= room {
        return (size, text.to_owned());
    }
    // Sizes are written in tenths.
    let smaller = (size * room / wide * 10.0).floor() / 10.0;
    if smaller >= LEAST {
        return (smaller, text.to_owned());
    }
    (LEAST, cut(text, LEAST, room))
}

/// Letters below this size are not read.
const LEAST: f64 = 7.0;

/// The text, or as much of it as fits and an ellipsis.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…", size);
    for letter in text.chars() {
        used += em(letter) * size;
        if used > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end_matches([' ', ',', '(']))
}

/// Places for labels wanted at `wanted` (ascending), at least `gap` apart and inside `span`, moved as
/// little as can be: labels that would touch share out the way around where they are wanted. When the
/// span is too short for all, they run over its end.
pub(super) fn spread(wanted: &[f64], gap: f64, (start, end): (f64, f64)) -> Vec<f64> {
    // Without their gaps the places only have to ascend: neighbours that do not are pooled at their mean.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (index, place) in wanted.iter().enumerate() {
        let mut pool = (place - gap * index as f64, 1);
        while let Some(before) = pools.pop_if(|it| it.0 > pool.0) {
            let count = before.1 + pool.1;
            pool = ((before.0 * before.1 as f64 + pool.0 * pool.1 as f64) / count as f64, count);
        }
        pools.push(pool);
    }
    let last = (end - gap * (wanted.len().saturating_sub(1)) as f64).max(start);
    let places = pools.into_iter().flat_map(|(at, count)| std::iter::repeat_n(at.clamp(start, last), count));
    places.enumerate().map(|(index, at)| at + gap * index as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONG: &str = "Tỷ lệ cán bộ, công chức, viên chức được đào tạo, bồi dưỡng theo kế hoạch";

    #[test]
    fn a_label_breaks_between_words() {
        let lines = wrap(LONG, 13.0, 300.0, 2);
        assert_eq!(lines.join(" "), LONG);
        assert!(lines.iter().all(|it| width(it, 13.0) <= 300.0));
    }

    #[test]
    fn what_does_not_fit_is_seen_to_be_missing() {
        let lines = wrap(LONG, 13.0, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], 13.0) <= 120.0);
    }

    #[test]
    fn a_number_becomes_smaller_before_it_is_cut() {
        let (size, text) = fit("8.165.123.456.812,3", 14.0, 120.0);
        assert!(size < 14.0 && width(&text, size) <= 120.0);
        assert_eq!(text, "8.165.123.456.812,3");
        assert!(fit(&"9".repeat(60), 14.0, 120.0).1.ends_with('…'));
        assert_eq!(fit("57,1", 14.0, 120.0), (14.0, "57,1".into()));
    }

    #[test]
    fn a_word_wider_than_the_room_is_cut() {
        assert!(wrap(&"a".repeat(90), 13.0, 100.0, 2)[0].ends_with('…'));
    }

    #[test]
    fn a_number_is_not_left_alone_on_a_line() {
        assert_eq!(wrap("trẻ vào lớp 1", 10.0, 58.0, 2), ["trẻ vào", "lớp 1"]);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(wrap("", 13.0, 100.0, 2), [""]);
    }

    #[test]
    fn labels_that_would_touch_move_apart_around_their_middle() {
        assert_eq!(spread(&[50.0, 50.0], 10.0, (0.0, 100.0)), [45.0, 55.0]);
        assert_eq!(spread(&[2.0, 3.0, 80.0], 10.0, (0.0, 100.0)), [0.0, 10.0, 80.0]);
        assert_eq!(spread(&[98.0, 99.0], 10.0, (0.0, 100.0)), [90.0, 100.0]);
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_stay_inside(
            mut wanted in prop::collection::vec(0.0_f64..1000.0, 0..60), gap in 1.0_f64..15.0,
        ) {
            wanted.sort_by(f64::total_cmp);
            let places = spread(&wanted, gap, (0.0, 1000.0));
            prop_assert_eq!(places.len(), wanted.len());
            prop_assert!(places.windows(2).all(|it| it[1] - it[0] >= gap - 1e-6));
            prop_assert!(places.iter().all(|it| (-1e-6..=1000.0 + 1e-6).contains(it)));
        }
    }
}
