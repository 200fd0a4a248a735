//! Who is late, what is missing, and how a passage falls into sentences.

use super::SectionState;
use crate::actor::{Actor, Permission, Scope};
use crate::error::Problem;
use crate::id::UnitId;
use crate::number::Number;
use crate::report::ReportState;
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

pub fn punctuality(due_on: NaiveDate, sent_at: Option<Instant>, today: NaiveDate) -> Punctuality {
    let past = |day: NaiveDate| (day - due_on).num_days();
    match sent_at.map(|it| past(local(it).date())) {
        Some(days) if days > 0 => Punctuality::SentLate(days),
        Some(_) => Punctuality::OnTime,
        None if past(today) > 0 => Punctuality::Overdue(past(today)),
        None => Punctuality::Awaited(-past(today)),
    }
}

/// How many reports came in time, of those that were sent or should have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    pub on_time: usize,
    pub late: usize,
    /// Due and not sent.
    pub missing: usize,
}

impl OnTime {
    pub fn of(stood: impl IntoIterator<Item = Punctuality>) -> Self {
        let mut count = Self::default();
        for it in stood {
            match it {
                Punctuality::OnTime => count.on_time += 1,
                Punctuality::SentLate(_) => count.late += 1,
                Punctuality::Overdue(_) => count.missing += 1,
                Punctuality::Awaited(_) => {}
            }
        }
        count
    }

    pub const fn due(self) -> usize {
        self.on_time + self.late + self.missing
    }

    /// In per cent; nothing while none is due.
    pub fn rate(self) -> Option<Number> {
        let number = |it: usize| Number::from(i64::try_from(it).unwrap_or(i64::MAX));
        number(self.on_time).percent_of(number(self.due()))
    }
}

/// Whether the actor may remind a unit of its report: the office that receives it, or the head of a unit above it.
/// Says nothing of the device.
pub fn may_remind(actor: &Actor, unit: UnitId, above: &[UnitId]) -> bool {
    actor.may(Permission::ReceiveReports, Scope::Unit(unit))
        || above.iter().any(|it| actor.may(Permission::SendReport, Scope::Unit(*it)))
}

/// The order in which an office looks at reports: what is late and was returned first, what is done last.
pub fn urgency(state: Option<ReportState>, stood: Punctuality) -> (u8, i64) {
    match (state, stood) {
        (_, Punctuality::Overdue(days)) => (0, -days),
        (Some(ReportState::Returned), _) => (1, 0),
        (_, Punctuality::Awaited(days)) => (2, days),
        (Some(ReportState::Sent), _) => (3, 0),
        _ => (4, 0),
    }
}

/// Which of the days before the deadline has come, when so many are left: the last that has, so that one
/// missed while the server was down is made up for once and not twice.
pub fn day_that_came(left: i64, days: &[i64]) -> Option<i64> {
    days.iter().copied().filter(|it| (0..=*it).contains(&left)).min()
}

/// The days before the deadline on which units are reminded, as the office types them: `3, 1`.
///
/// # Errors
/// [`Problem::NotANumber`] or, beyond 60 days, [`Problem::Above`]. Nothing typed turns them off.
pub fn parse_days(text: &str) -> Result<Vec<i64>, Problem> {
    const LONGEST: i64 = 60;
    let mut days = Vec::new();
    for word in text.split([',', ';', ' ']).map(str::trim).filter(|it| !it.is_empty()) {
        let day: i64 = word.parse().map_err(|_| Problem::NotANumber)?;
        match day {
            ..0 => return Err(Problem::Negative),
            0..=LONGEST => days.push(day),
            _ => return Err(Problem::Above(LONGEST.to_string())),
        }
    }
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    Ok(days)
}

/// How much of a section is there.
pub const fn section_state(due: u32, given: u32, passages: u32) -> SectionState {
    match (due, given, passages) {
        (_, 0, 0) => SectionState::Empty,
        (due, given, 1..) if given >= due => SectionState::Full,
        _ => SectionState::Part,
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
    use crate::time::instant;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_office_and_heads_above_remind_a_unit() {
        use crate::actor::{Device, Grant, Role};
        use crate::id::PersonId;
        let [ward, office, other] = [1, 2, 3].map(|it| UnitId(uuid::Uuid::from_u128(it)));
        let actor = |role: Role, scope: Scope| Actor {
            person: PersonId::default(),
            username: String::new(),
            name: String::new(),
            post: None,
            unit: None,
            device: Device::Computer,
            grants: vec![Grant { role, scope }],
        };
        let head = |unit| actor(Role::Head, Scope::Unit(unit));
        assert!(may_remind(&head(office), ward, &[office]));
        assert!(!may_remind(&head(ward), ward, &[office]) && !may_remind(&head(other), ward, &[office]));
        assert!(!may_remind(&actor(Role::Editor, Scope::Unit(office)), ward, &[office]));
        assert!(may_remind(&actor(Role::Office, Scope::Everything), ward, &[]));
    }

    #[test]
    fn late_is_counted_by_the_committees_days() {
        let sent = |text: &str| Some(instant(text.parse().unwrap()));
        let (today, due) = (day("2016-06-22"), day("2016-06-20"));
        assert_eq!(punctuality(due, sent("2016-06-20T23:59:00"), today), Punctuality::OnTime);
        assert_eq!(punctuality(due, sent("2016-06-21T00:01:00"), today), Punctuality::SentLate(1));
        assert_eq!(punctuality(due, None, today), Punctuality::Overdue(2));
        assert_eq!(punctuality(due, None, day("2016-06-20")), Punctuality::Awaited(0));
    }

    #[test]
    fn what_is_not_due_yet_is_in_no_rate() {
        use Punctuality as P;
        let count = OnTime::of([P::OnTime, P::OnTime, P::SentLate(2), P::Overdue(1), P::Awaited(3)]);
        assert_eq!((count.due(), count.rate()), (4, Some(50.into())));
        assert_eq!(OnTime::of([P::Awaited(0)]).rate(), None);
    }

    #[test]
    fn a_missed_day_is_made_up_for_once() {
        let came: Vec<_> = (-1..=4).map(|left| day_that_came(left, &[3, 1])).collect();
        assert_eq!(came, [None, Some(1), Some(1), Some(3), Some(3), None]);
        assert_eq!(day_that_came(0, &[]), None);
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        assert_eq!(parse_days("1, 3;3"), Ok(vec![3, 1]));
        assert_eq!(parse_days(" "), Ok(vec![]));
        assert_eq!(parse_days("ba"), Err(Problem::NotANumber));
        assert_eq!(parse_days("-1"), Err(Problem::Negative));
        assert_eq!(parse_days("61"), Err(Problem::Above("60".into())));
    }

    #[test]
    fn a_section_is_full_with_its_figures_and_a_word() {
        assert_eq!(section_state(2, 2, 1), SectionState::Full);
        assert_eq!(section_state(0, 0, 1), SectionState::Full);
        assert_eq!(section_state(2, 2, 0), SectionState::Part);
        assert_eq!(section_state(2, 0, 0), SectionState::Empty);
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
