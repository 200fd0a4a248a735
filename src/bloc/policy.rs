//! Who is late, what is missing, and how a passage falls into sentences.

use crate::period::Period;
use crate::time::{Instant, local};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a unit stands to the day its report is due. Days are whole and at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuality {
    OnTime,
    SentLate(i64),
    /// Not sent, and due on a later day; 0 on the day itself.
    Awaited(i64),
    Overdue(i64),
}

pub fn punctuality(period: &Period, sent_at: Option<Instant>, today: NaiveDate) -> Punctuality {
    let past = |day: NaiveDate| (day - period.due_on).num_days();
    match sent_at.map(|it| past(local(it).date())) {
        Some(days) if days > 0 => Punctuality::SentLate(days),
        Some(_) => Punctuality::OnTime,
        None if past(today) > 0 => Punctuality::Overdue(past(today)),
        None => Punctuality::Awaited(-past(today)),
    }
}

/// A break in the chain from report to task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    ReportedWithoutTask,
    TaskWithoutReport,
}

/// Before a conference has given any task at all, none is missed.
pub const fn gap(reported: usize, tasks: usize, any_tasks: bool) -> Option<Gap> {
    match (reported, tasks) {
        (1.., 0) if any_tasks => Some(Gap::ReportedWithoutTask),
        (0, 1..) => Some(Gap::TaskWithoutReport),
        _ => None,
    }
}

/// A passage's sentences, word for word and in order: nothing is added and nothing left out but the white
/// space between them.
pub fn sentences(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in body.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let mut start = 0;
        let mut marks = line.char_indices().peekable();
        while let Some((at, mark)) = marks.next() {
            let Some(&(_, next)) = marks.peek() else { break };
            let end = at + mark.len_utf8();
            if matches!(mark, '.' | '!' | '?' | ';' | '…')
                && next.is_whitespace()
                && ends(&line[start..at], &line[end..], mark)
            {
                found.push(line[start..end].trim().to_owned());
                start = end;
            }
        }
        found.push(line[start..].trim().to_owned());
    }
    found.retain(|it| !it.is_empty());
    found
}

/// Whether a mark ends a sentence: what follows begins like one, and what precedes is no abbreviation
/// (`TP. Bắc Kạn`) and no number of a list (`1. Giáo dục`).
fn ends(before: &str, after: &str, mark: char) -> bool {
    let begins = after.trim_start().chars().next().is_some_and(|it| !it.is_lowercase());
    if mark != '.' {
        return begins && mark != ';';
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let short = word.chars().count() <= 3;
    let abbreviation = short && word.chars().next().is_some_and(char::is_uppercase);
    let numeral = before.trim() == word && word.chars().all(|it| it.is_ascii_digit());
    begins && !abbreviation && !numeral
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PeriodId;
    use crate::period::PeriodKind;
    use crate::time::instant;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn half() -> Period {
        Period {
            id: PeriodId::default(),
            code: "2016-H1".into(),
            kind: PeriodKind::Half,
            name_vi: String::new(),
            name_en: String::new(),
            year: 2016,
            starts_on: day("2015-12-15"),
            cut_off: day("2016-06-14"),
            due_on: day("2016-06-20"),
            locks_on: None,
            open: true,
        }
    }

    #[test]
    fn late_is_counted_by_the_committees_days() {
        let sent = |text: &str| Some(instant(text.parse().unwrap()));
        let today = day("2016-06-22");
        assert_eq!(punctuality(&half(), sent("2016-06-20T23:59:00"), today), Punctuality::OnTime);
        assert_eq!(punctuality(&half(), sent("2016-06-21T00:01:00"), today), Punctuality::SentLate(1));
        assert_eq!(punctuality(&half(), None, today), Punctuality::Overdue(2));
        assert_eq!(punctuality(&half(), None, day("2016-06-20")), Punctuality::Awaited(0));
    }

    #[test]
    fn a_gap_is_told_both_ways_round() {
        assert_eq!(gap(1, 0, true), Some(Gap::ReportedWithoutTask));
        assert_eq!(gap(0, 2, true), Some(Gap::TaskWithoutReport));
        assert_eq!(gap(1, 0, false), None);
        assert_eq!(gap(0, 0, true), None);
        assert_eq!(gap(3, 1, true), None);
    }

    #[test]
    fn a_passage_falls_into_its_sentences() {
        assert_eq!(
            sentences("Có 4 em đạt giải. Trường TP. Bắc Kạn thu 1.234,5 triệu đồng. Tốt!\n2. Y tế ổn định"),
            ["Có 4 em đạt giải.", "Trường TP. Bắc Kạn thu 1.234,5 triệu đồng.", "Tốt!", "2. Y tế ổn định"],
        );
        assert_eq!(sentences("  \n "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_invented(body in "\\PC{0,200}") {
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&sentences(&body).join(" ")), words(&body));
        }
    }
}
