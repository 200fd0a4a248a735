//! What every screen of a meeting shows: a fold of its numbered events, the same on server and browser.

mod attendance;
mod check;
mod clock;
mod floor;
mod happening;
mod inbox;
mod may;
mod opinion;
#[cfg(test)]
mod tests;
mod vote;
mod vote_input;
mod wording;

use crate::id::{AgendaItemId, ConclusionId, PersonId, TaskId};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

pub use attendance::{Attendance, Attendee};
pub use check::LONGEST_WORDING;
pub use clock::Clock;
pub use floor::{Floor, Request, Speaking, Turn};
pub use happening::{Happening, Part, Way, Who};
pub use inbox::Inbox;
pub use may::{Hand, Power, may_cause};
pub use opinion::{Opinion, Opinions};
pub use vote::{Ballot, Choice, Method, Outcome, Subject, Tally, Vote, Votes};
pub use vote_input::{VoteDraft, VoteInput};
pub use wording::{Answer, Draft, Proposal, ProposalState, Wordings};

/// A happening with its place in the log: numbers run from 1 without gaps, and time never runs back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub seq: i64,
    pub at: Instant,
    /// Who brought it about, as the server knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    pub what: Happening,
}

impl Event {
    /// Whom it is about: those it names, else whoever brought it about.
    fn subject(&self, named: Option<&Who>) -> Option<Who> {
        named.cloned().or(self.by.map(Who::Person))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    #[default]
    NotStarted,
    Running,
    Paused,
    /// Broken off, to go on another time.
    Adjourned,
    Ended,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomTask {
    pub id: TaskId,
    pub code: String,
    pub title: String,
    pub lead: String,
    pub due_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomConclusion {
    pub id: ConclusionId,
    pub item: AgendaItemId,
    pub body: String,
    /// Number of the event that worded it last.
    pub seq: i64,
    pub tasks: Vec<RoomTask>,
}

/// The device that does the chair's or the secretary's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    pub device: Uuid,
    pub by: Option<PersonId>,
    pub since: Instant,
}

/// The state of a meeting after some of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Number of the last event folded in; 0 before the first.
    pub seq: i64,
    /// When the last event happened.
    pub at: Option<Instant>,
    pub phase: Phase,
    pub started_at: Option<Instant>,
    pub ended_at: Option<Instant>,
    /// Until when it is adjourned, where that was said.
    pub adjourned_until: Option<Instant>,
    pub current: Option<AgendaItemId>,
    /// Since when the present item's clock has run without a pause.
    pub clock_from: Option<Instant>,
    /// When each item was first opened.
    pub opened_at: BTreeMap<AgendaItemId, Instant>,
    /// Seconds spent on each item, the running stretch not counted.
    pub spent: BTreeMap<AgendaItemId, i64>,
    /// Seconds given to an item in the room, in place of the agenda's minutes.
    pub given: BTreeMap<AgendaItemId, i64>,
    pub conclusions: Vec<RoomConclusion>,
    pub floor: Floor,
    pub votes: Votes,
    pub attendance: Attendance,
    pub opinions: Opinions,
    pub wordings: Wordings,
    pub control: BTreeMap<Part, Control>,
}

impl Room {
    /// The room after a whole log.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        events.into_iter().fold(Self::default(), |room, event| room.after(event))
    }

    /// The room as it stood at a moment of the past.
    pub fn as_of<'a>(events: impl IntoIterator<Item = &'a Event>, moment: Instant) -> Self {
        Self::of(events.into_iter().take_while(|it| it.at <= moment))
    }

    /// The room after one more event. One that is already in, or that would leave a gap, changes nothing:
    /// compare [`Room::seq`] to know that something was missed.
    #[must_use]
    pub fn after(mut self, event: &Event) -> Self {
        if event.seq != self.seq + 1 {
            return self;
        }
        self.seq = event.seq;
        self.at = Some(event.at);
        self.move_on(event);
        self.floor.hear(event);
        let (wordings, conclusions) = (&self.wordings, &self.conclusions);
        self.votes.hear(event, |subject| wordings.worded(conclusions, subject));
        self.attendance.hear(event);
        self.opinions.hear(event);
        self.wordings.hear(event, &mut self.conclusions);
        self
    }

    /// The event that would come next: what [`may_cause`] is asked about.
    pub fn next(&self, at: Instant, by: PersonId, what: Happening) -> Event {
        Event { seq: self.seq + 1, at, by: Some(by), what }
    }

    /// The course of the meeting and its clock.
    fn move_on(&mut self, event: &Event) {
        let at = event.at;
        match &event.what {
            Happening::Started => {
                self.phase = Phase::Running;
                self.started_at.get_or_insert(at);
                self.ended_at = None;
            }
            Happening::ItemOpened { item } => {
                self.stop_clock(at);
                self.current = Some(*item);
                self.opened_at.entry(*item).or_insert(at);
                self.run_clock(at);
            }
            Happening::Paused => {
                self.stop_clock(at);
                self.phase = Phase::Paused;
            }
            Happening::Adjourned { until } => {
                self.stop_clock(at);
                self.phase = Phase::Adjourned;
                self.adjourned_until = *until;
            }
            Happening::Resumed | Happening::Reconvened => {
                self.phase = Phase::Running;
                self.adjourned_until = None;
                self.run_clock(at);
            }
            Happening::Ended => {
                self.stop_clock(at);
                self.phase = Phase::Ended;
                self.current = None;
                self.adjourned_until = None;
                self.ended_at = Some(at);
            }
            Happening::ItemTimed { item, seconds } => {
                self.given.insert(*item, *seconds);
            }
            Happening::ControlTaken { part, device } => {
                self.control.insert(*part, Control { device: *device, by: event.by, since: at });
            }
            _ => {}
        }
    }

    pub fn conclusions_on(&self, item: AgendaItemId) -> impl Iterator<Item = &RoomConclusion> {
        self.conclusions.iter().filter(move |it| it.item == item)
    }
}
