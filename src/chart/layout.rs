//! Room for letters, estimated: no font can be asked on the server.

/// About how wide a text is, leaning to the wide side.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(letter: char) -> f64 {
    match letter {
        // Marks set over the letter before.
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' => {
            0.29
        }
        ' ' | '\u{a0}' | 't' | 'f' | 'r' | '(' | ')' | '/' | '-' | '·' => 0.36,
        'm' | 'M' | 'w' | 'W' | '%' | '—' => 0.88,
        '0'..='9' => 0.64,
        it if it.is_uppercase() => 0.7,
        _ => 0.57,
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
