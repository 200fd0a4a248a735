use super::Room;
use crate::actor::Role;
use crate::error::{FieldErrors, Problem, parse_required, parse_text};
use crate::id::{AgendaItemId, ConclusionId, MeetingId, PersonId, SectorId, UnitId};
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::task::TaskLine;
use crate::time::{Instant, instant, parse_date, parse_time};
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum MeetingState {
        Draft = "draft",
        Published = "published",
        /// Begun and not ended; what goes on inside is the log's matter.
        Running = "running",
        Ended = "ended",
    }
}

crate::words! {
    pub enum ItemKind {
        Opening = "opening",
        /// A sector's report.
        Report = "report",
        Discussion = "discussion",
        Decision = "decision",
        Information = "information",
        Conclusions = "conclusions",
        Break = "break",
    }
}

crate::words! {
    pub enum ConclusionState { Agreed = "agreed", Issued = "issued" }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Instant,
    /// Longest by rule, in minutes: half a day for a briefing (QĐ 45/2018, Điều 12).
    pub limit_minutes: i32,
    pub state: MeetingState,
    /// The period it reviews.
    pub reviews: Period,
    /// The period whose key tasks it agrees.
    pub plans: Option<Period>,
    pub sample: bool,
    pub revision: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    /// From 1.
    pub position: i32,
    pub kind: ItemKind,
    pub title: String,
    pub sector: Option<Sector>,
    pub presenter: Option<Unit>,
    pub minutes: i32,
    /// Purpose and expected decision (QĐ 45/2018, Điều 6).
    pub purpose: Option<String>,
    /// Planned start, from the meeting's and the minutes before it.
    pub planned_at: Instant,
}

/// A conclusion as it is kept outside the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    pub id: ConclusionId,
    pub item: Option<AgendaItemId>,
    pub sector: Option<SectorId>,
    pub body: String,
    pub state: ConclusionState,
    pub revision: i64,
    pub tasks: Vec<TaskLine>,
    pub sample: bool,
}

/// All that the agenda view, the live pages and the minutes show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaSheet {
    pub meeting: Meeting,
    pub items: Vec<AgendaItem>,
    pub conclusions: Vec<Conclusion>,
    pub room: Room,
    /// Conclusions of the conference before, with their tasks: the first item takes them up.
    pub before: Option<(MeetingLine, Vec<Conclusion>)>,
    /// Chair, secretary and delegates, in this order.
    pub people: Vec<Participant>,
    /// Units that may present an item or lead a task. Only for those who may do either.
    pub units: Vec<Unit>,
    /// The committee that meets, for the head of its documents.
    pub committee: Option<Unit>,
}

/// Someone who sits in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub person: PersonId,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<Unit>,
    pub role: Role,
    /// On the list of delegates; whoever leads or writes need not be.
    pub invited: bool,
}

/// A room as its screens showed it at a moment of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    pub moment: Instant,
    pub room: Room,
    /// When the log begins and ends; none while it is empty.
    pub begins_at: Option<Instant>,
    pub ends_at: Option<Instant>,
}

/// One change to a meeting before it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgendaEdit {
    Meeting(MeetingInput),
    Add(AgendaInput),
    Update(AgendaItemId, AgendaInput),
    Remove(AgendaItemId),
    /// To a position, from 1.
    Move(AgendaItemId, i32),
    /// Everybody may see it from then on.
    Publish,
}

/// A meeting that could be made, filled in as far as the rules and the last one tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingProposal {
    /// The code of the period it would review.
    pub period: String,
    pub periods: Vec<Period>,
    pub input: MeetingInput,
}

/// What the list of meetings shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingsSheet {
    /// Newest first.
    pub lines: Vec<MeetingLine>,
    /// For those who may make one.
    pub proposal: Option<MeetingProposal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLine {
    pub meeting: Meeting,
    pub items: u32,
    pub conclusions: u32,
    pub tasks: u32,
}

/// A meeting as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingInput {
    pub title: String,
    pub place: String,
    pub date: String,
    pub time: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingDraft {
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Instant,
}

impl MeetingInput {
    /// # Errors
    /// Every field that needs mending: `title`, `place`, `date`, `time`.
    pub fn parse(&self) -> Result<MeetingDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", parse_required(&self.title, 300));
        let place = errors.keep("place", parse_text(&self.place, 300));
        let date = errors.keep("date", parse_date(&self.date));
        let time = errors.keep("time", parse_time(&self.time));
        match (title, place, date, time) {
            (Some(title), Some(place), Some(date), Some(time)) => {
                Ok(MeetingDraft { title, place, starts_at: instant(date.and_time(time)) })
            }
            _ => Err(errors),
        }
    }
}

/// An agenda item as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaInput {
    pub kind: ItemKind,
    pub title: String,
    pub minutes: String,
    pub sector: Option<SectorId>,
    pub presenter: Option<UnitId>,
    pub purpose: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItemDraft {
    pub kind: ItemKind,
    pub title: String,
    pub minutes: i32,
    pub sector: Option<SectorId>,
    pub presenter: Option<UnitId>,
    pub purpose: Option<String>,
}

impl AgendaInput {
    /// Minutes are whole, from 1 to 480.
    ///
    /// # Errors
    /// Every field that needs mending: `title`, `minutes`, `purpose`.
    pub fn parse(&self) -> Result<AgendaItemDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", parse_required(&self.title, 300));
        let minutes = errors.keep("minutes", parse_minutes(&self.minutes));
        let purpose = errors.keep("purpose", parse_text(&self.purpose, 500));
        match (title, minutes, purpose) {
            (Some(title), Some(minutes), Some(purpose)) => Ok(AgendaItemDraft {
                kind: self.kind,
                title,
                minutes,
                sector: self.sector,
                presenter: self.presenter,
                purpose,
            }),
            _ => Err(errors),
        }
    }
}

fn parse_minutes(text: &str) -> Result<i32, Problem> {
    let minutes = text.trim().parse::<i32>().map_err(|_| Problem::NotANumber)?;
    if minutes < 1 {
        Err(Problem::Negative)
    } else if minutes > 480 {
        Err(Problem::Above("480".to_owned()))
    } else {
        Ok(minutes)
    }
}
