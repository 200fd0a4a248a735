//! Which columns of a block mean what: by the words above them, in Vietnamese or English.

use super::notation::number;
use super::{Block, folded, place_of};
use crate::indicator::Column;

/// What a column of a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Goes into this column of the form.
    Into(usize),
    /// Names the indicators.
    Names,
    /// Nothing the form takes: numbering, units of measure, shares that the form works out itself.
    Aside,
}

/// The headings found above a block's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headings {
    /// Rows that belong to them, from the first.
    pub height: usize,
    pub roles: Vec<Role>,
}

/// How many rows may stand above the figures: a title, its merged headings, their numbering.
const HIGHEST: usize = 8;

/// Words rather than a figure: «Quý 2», «I. Giáo dục», «Thực hiện 6 tháng».
pub fn is_words(text: &str) -> bool {
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    letters > 1
        && number(text).is_none_or(|it| is_time(it.unit))
        && (text.trim().starts_with(|it: char| !it.is_ascii_digit()) || letters > 3)
}

/// «6 tháng đầu năm» is a time and no figure.
fn is_time(unit: &str) -> bool {
    let unit = folded(unit);
    ["thang", "quy", "nam", "tuan", "ngay", "month", "year", "week"].iter().any(|it| unit.starts_with(it))
}

/// Finds the headings of a block that reports on a year. `is_name` tells an indicator's code or name.
pub fn headings(block: &Block, year: i32, is_name: impl Fn(&str) -> bool) -> Option<Headings> {
    let rows = block.rows();
    let mut height = 0;
    for (at, row) in rows.iter().take(HIGHEST).enumerate() {
        if !row.iter().all(|it| is_heading(it)) || row.iter().any(|it| is_name(it)) {
            break;
        }
        if row.iter().any(|it| role_of(&folded(it), year).is_some()) {
            height = at + 1;
        }
    }
    if height == 0 {
        return None;
    }
    let above: Vec<_> = (0..block.width()).map(|it| role_above(&rows[..height], it, year)).collect();
    // One heading alone may as well be a remark.
    if above.iter().flatten().count() < 2 {
        return None;
    }
    let mut roles: Vec<Role> = Vec::with_capacity(block.width());
    for role in above {
        let role = role.unwrap_or(Role::Aside);
        // A second column of the same kind, the plan of last year beside this one's, is not taken.
        let taken = matches!(role, Role::Into(_)) && roles.contains(&role);
        roles.push(if taken { Role::Aside } else { role });
    }
    let takes_any = roles.iter().any(|it| matches!(it, Role::Into(_)));
    if rows.get(height).is_some_and(|row| is_numbering(row)) {
        height += 1;
    }
    takes_any.then_some(Headings { height, roles })
}

/// Blank, words, or a year.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text == "%"
        || is_words(text)
        || folded(text) == "tt"
        || text.parse().is_ok_and(|it: i32| (1990..=2100).contains(&it))
}

/// What stands above a column, from the lowest heading up. A merged heading stands in its first cell alone, so
/// that an empty one looks to its left.
fn role_above(above: &[Vec<String>], column: usize, year: i32) -> Option<Role> {
    let over: Vec<String> = above
        .iter()
        .map(|row| {
            let own = folded(&row[column]);
            let is_title = row.len() > 2 && row.iter().filter(|it| !it.trim().is_empty()).count() == 1;
            if own.is_empty() && !is_title {
                row[..column].iter().rev().map(|it| folded(it)).find(|it| !it.is_empty()).unwrap_or_default()
            } else {
                own
            }
        })
        .collect();
    let lowest = above.iter().rposition(|row| !row[column].trim().is_empty())?;
    let parents = over[..lowest].join(" ");
    let own = if above[lowest][column].trim() == "%" { "ty le" } else { over[lowest].as_str() };
    let role = role_of(own, year).or_else(|| {
        // «Năm 2015» below «Thực hiện».
        role_of(&format!("{parents} {own}"), year)
    })?;
    let of_last_year = is_prior(&parents, year) || is_prior(own, year);
    Some(match role {
        Role::Into(place) if of_last_year && place == place_of(Column::Actual) => {
            Role::Into(place_of(Column::Prior))
        }
        Role::Into(place) if of_last_year && place == place_of(Column::Target) => Role::Aside,
        role => role,
    })
}

fn is_prior(words: &str, year: i32) -> bool {
    let last = (year - 1).to_string();
    let this = year.to_string();
    ["cung ky", "nam truoc", "last year", "prior"].iter().any(|it| words.contains(it))
        || words.contains(&last) && !words.contains(&this)
}

/// The role that a folded heading names.
fn role_of(words: &str, year: i32) -> Option<Role> {
    let padded = format!(" {words} ");
    let has = |needle: &str| padded.contains(&format!(" {needle} "));
    let any = |needles: &[&str]| needles.iter().any(|it| has(it));
    let into = |column| Some(Role::Into(place_of(column)));
    if words.is_empty() {
        return None;
    }
    // What the form works out itself, before the words it is made of.
    if any(&[
        "so voi",
        "so sanh",
        "ty le",
        "ti le",
        "dat",
        "tang giam",
        "tang",
        "giam",
        "percent",
        "share",
        "change",
    ]) || has("th kh")
        || has("of target")
        || has("of plan")
    {
        return Some(Role::Aside);
    }
    if any(&["ly do", "ghi chu", "nguyen nhan", "reason", "note", "notes", "remarks"]) {
        return into(Column::Reason);
    }
    if any(&["khong ap dung", "kad", "not applicable", "n a"]) {
        return into(Column::NotApplicable);
    }
    if any(&["ma", "ma so", "ma chi tieu", "code", "ten chi tieu", "indicator", "indicators", "noi dung"])
        || words == "chi tieu"
        || words == "ten"
        || words == "name"
    {
        return Some(Role::Names);
    }
    if any(&["dvt", "don vi tinh", "don vi", "unit", "measure", "stt", "tt", "no"]) {
        return Some(Role::Aside);
    }
    if is_prior(words, year) && !any(&["ke hoach", "kh", "target", "plan"]) {
        return into(Column::Prior);
    }
    if any(&["ke hoach", "kh", "chi tieu giao", "muc tieu", "target", "plan"]) {
        return into(Column::Target);
    }
    if any(&["thuc hien", "uoc thuc hien", "th", "uth", "ket qua", "actual", "result", "reported"]) {
        return into(Column::Actual);
    }
    None
}

/// A row that numbers the columns: `A B 1 2 3=2/1`.
fn is_numbering(row: &[String]) -> bool {
    let cells: Vec<&str> = row.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    let mut next = None;
    cells.len() > 2
        && cells.iter().all(|it| {
            if it.chars().count() == 1 && it.starts_with(char::is_alphabetic) {
                return next.is_none();
            }
            let counted =
                it.trim_matches(['(', ')']).split('=').next().and_then(|it| it.trim().parse::<u32>().ok());
            let fits = counted.is_some_and(|it| next.is_none_or(|next| it == next) && it < 30);
            next = counted.map(|it| it + 1);
            fits
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: Role = Role::Into(0);
    const ACTUAL: Role = Role::Into(1);
    const PRIOR: Role = Role::Into(2);
    const REASON: Role = Role::Into(4);

    fn found(text: &str) -> Option<(usize, Vec<Role>)> {
        headings(&Block::read(text).unwrap(), 2016, |it| it == "GD11").map(|it| (it.height, it.roles))
    }

    #[test]
    fn columns_are_known_by_their_words() {
        let text = "TT\tMã\tChỉ tiêu\tĐVT\tKế hoạch năm 2016\tThực hiện 6 tháng\tCùng kỳ năm 2015\tSo với KH (%)\tGhi chú\n\
                    1\tGD11\tSố học sinh\tem\t6\t5\t4\t83,3\t";
        let roles = vec![
            Role::Aside,
            Role::Names,
            Role::Names,
            Role::Aside,
            TARGET,
            ACTUAL,
            PRIOR,
            Role::Aside,
            REASON,
        ];
        assert_eq!(found(text), Some((1, roles)));
        let english = "Code\tTarget\tActual\tSame period last year\tReason\nGD11\t1\t2\t3\t";
        assert_eq!(found(english), Some((1, vec![Role::Names, TARGET, ACTUAL, PRIOR, REASON])));
    }

    #[test]
    fn merged_headings_are_read_from_below() {
        let text = "BIỂU SỐ LIỆU\t\t\t\t\n\
                    Chỉ tiêu\tNăm 2016\t\tNăm 2015\t\n\
                    \tKế hoạch\tThực hiện\tKế hoạch\tThực hiện\n\
                    A\t1\t2\t3\t4\n\
                    Số học sinh\t6\t5\t4\t4\n";
        assert_eq!(found(text), Some((4, vec![Role::Names, TARGET, ACTUAL, Role::Aside, PRIOR])));
        let turned = "\tKế hoạch\tThực hiện\t\n\t\t2016\t2015\nGD11\t6\t5\t4";
        assert_eq!(found(turned), Some((2, vec![Role::Aside, TARGET, ACTUAL, PRIOR])));
    }

    #[test]
    fn figures_without_headings_have_none() {
        assert_eq!(found("6\t5\n3\t2"), None);
        assert_eq!(found("GD11\t5\nGD12\t2"), None);
        assert_eq!(found("I. Giáo dục\t\n\t5"), None);
    }

    #[test]
    fn words_are_no_figures() {
        for text in ["Quý 2", "6 tháng đầu năm", "I. Giáo dục", "Đạt", "Kế hoạch 2016"] {
            assert!(is_words(text), "{text}");
        }
        for text in ["12a", "7.500 người", "-", "", "x", "98,5%", "5"] {
            assert!(!is_words(text), "{text}");
        }
    }
}
