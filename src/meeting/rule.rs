//! What QĐ 45/2018/QĐ-TTg asks of a meeting. The numbers are data with the decision's as defaults; what goes
//! against them is told, never refused.

use super::MeetingKind;
use crate::period::WorkCalendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const HALF_DAY: i32 = 240;
const DAY: i32 = 480;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingRules {
    /// The longest that each kind may last, in minutes (Điều 12).
    pub limits: BTreeMap<MeetingKind, i32>,
    /// Working days by which an invitation goes out ahead.
    pub invitation_days: u32,
    /// Working days within which the conclusions are announced.
    pub notice_days: u32,
}

impl Default for MeetingRules {
    fn default() -> Self {
        let limits = MeetingKind::ALL.iter().map(|it| (*it, usual_limit(*it))).collect();
        Self { limits, invitation_days: 3, notice_days: 5 }
    }
}

const fn usual_limit(kind: MeetingKind) -> i32 {
    use MeetingKind as K;
    match kind {
        K::Advisory | K::Working | K::Briefing | K::Coordination => HALF_DAY,
        K::Professional | K::Review | K::Thematic => DAY,
        K::Training => 2 * DAY,
    }
}

impl MeetingRules {
    /// A kind that the kept rules leave out has the decision's limit.
    pub fn limit(&self, kind: MeetingKind) -> i32 {
        self.limits.get(&kind).copied().unwrap_or_else(|| usual_limit(kind))
    }

    /// The last day on which invitations to a meeting of this day go out in time.
    pub fn invite_by(&self, starts_on: NaiveDate, calendar: &WorkCalendar) -> NaiveDate {
        calendar.before(starts_on, self.invitation_days)
    }

    /// The last day for the notice of the conclusions.
    pub fn notice_by(&self, ended_on: NaiveDate, calendar: &WorkCalendar) -> NaiveDate {
        calendar.after(ended_on, self.notice_days)
    }
}

/// What a meeting comes to, as far as the rules ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub minutes: i32,
    pub limit: i32,
    pub starts_on: NaiveDate,
    /// Said to be urgent, with a reason: no invitation is late then.
    pub urgent: bool,
    /// When the last of those who are asked was invited; none while one still waits.
    pub invited_on: Option<NaiveDate>,
    /// Numbers of items that say neither what for nor what is to be decided.
    pub unpurposed: Vec<String>,
    pub ended_on: Option<NaiveDate>,
    /// The conclusions were announced.
    pub announced: bool,
}

/// What goes against a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeetingWarning {
    OverLimit {
        minutes: i32,
        limit: i32,
    },
    /// They go out so many working days ahead.
    LateInvitation {
        by: NaiveDate,
        days: u32,
    },
    Unpurposed {
        items: Vec<String>,
    },
    /// It was due so many working days after the meeting.
    LateNotice {
        by: NaiveDate,
        days: u32,
    },
}

pub fn warnings(
    of: &Prepared,
    rules: &MeetingRules,
    calendar: &WorkCalendar,
    today: NaiveDate,
) -> Vec<MeetingWarning> {
    let mut found = Vec::new();
    if of.minutes > of.limit {
        found.push(MeetingWarning::OverLimit { minutes: of.minutes, limit: of.limit });
    }
    let by = rules.invite_by(of.starts_on, calendar);
    if !of.urgent && of.invited_on.unwrap_or(today) > by {
        found.push(MeetingWarning::LateInvitation { by, days: rules.invitation_days });
    }
    if !of.unpurposed.is_empty() {
        found.push(MeetingWarning::Unpurposed { items: of.unpurposed.clone() });
    }
    if let Some(ended_on) = of.ended_on.filter(|_| !of.announced) {
        let by = rules.notice_by(ended_on, calendar);
        if today > by {
            found.push(MeetingWarning::LateNotice { by, days: rules.notice_days });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::DayKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn prepared() -> Prepared {
        Prepared {
            minutes: 200,
            limit: 240,
            starts_on: day("2016-07-18"),
            urgent: false,
            invited_on: Some(day("2016-07-13")),
            unpurposed: Vec::new(),
            ended_on: None,
            announced: false,
        }
    }

    fn told(of: &Prepared, today: &str) -> Vec<MeetingWarning> {
        warnings(of, &MeetingRules::default(), &WorkCalendar::default(), day(today))
    }

    #[test]
    fn three_working_days_do_not_count_the_weekend() {
        // The eighteenth is a Monday.
        let by = day("2016-07-13");
        assert_eq!(MeetingRules::default().invite_by(day("2016-07-18"), &WorkCalendar::default()), by);
        assert_eq!(told(&prepared(), "2016-07-14"), []);
        let late = Prepared { invited_on: Some(day("2016-07-14")), ..prepared() };
        assert_eq!(told(&late, "2016-07-14"), [MeetingWarning::LateInvitation { by, days: 3 }]);
        let waiting = Prepared { invited_on: None, ..prepared() };
        assert_eq!(told(&waiting, "2016-07-13"), []);
        assert_eq!(told(&waiting, "2016-07-14"), [MeetingWarning::LateInvitation { by, days: 3 }]);
        assert_eq!(told(&Prepared { urgent: true, ..waiting }, "2016-07-18"), []);
    }

    #[test]
    fn a_holiday_moves_both_deadlines() {
        let days = [(day("2016-09-02"), DayKind::Holiday)].into_iter().collect();
        let calendar = WorkCalendar { days, ..WorkCalendar::default() };
        let rules = MeetingRules::default();
        assert_eq!(rules.invite_by(day("2016-09-05"), &calendar), day("2016-08-30"));
        assert_eq!(rules.notice_by(day("2016-09-01"), &calendar), day("2016-09-09"));
    }

    #[test]
    fn the_notice_is_late_on_the_sixth_working_day() {
        let ended = Prepared { ended_on: Some(day("2016-07-18")), ..prepared() };
        assert_eq!(told(&ended, "2016-07-25"), []);
        let by = day("2016-07-25");
        assert_eq!(told(&ended, "2016-07-26"), [MeetingWarning::LateNotice { by, days: 5 }]);
        assert_eq!(told(&Prepared { announced: true, ..ended }, "2016-07-26"), []);
    }

    #[test]
    fn what_is_kept_of_the_rules_may_leave_some_out() {
        let kept: MeetingRules = serde_json::from_str(r#"{"limits":{"briefing":180}}"#).unwrap();
        assert_eq!((kept.limit(MeetingKind::Briefing), kept.limit(MeetingKind::Review)), (180, 480));
        assert_eq!((kept.invitation_days, kept.notice_days), (3, 5));
        let long = Prepared { minutes: 200, limit: kept.limit(MeetingKind::Briefing), ..prepared() };
        assert_eq!(told(&long, "2016-07-13"), [MeetingWarning::OverLimit { minutes: 200, limit: 180 }]);
    }
}
