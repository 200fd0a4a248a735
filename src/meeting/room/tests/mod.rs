//! A room full of people, and what they may and may not bring about.

mod floor;
mod kept;
mod law;
mod voting;

use super::*;
use crate::actor::{Actor, Device, Grant, Role, Scope};
use crate::error::Denial;
use crate::id::{MeetingId, VoteId};
use chrono::Duration;

pub fn at(seconds: i64) -> Instant {
    Instant::UNIX_EPOCH + Duration::seconds(seconds)
}

pub fn item(number: u128) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(number))
}

pub fn person(number: usize) -> PersonId {
    PersonId(Uuid::from_u128(1000 + number as u128))
}

pub const CHAIR: usize = 0;
pub const SECRETARY: usize = 1;
/// Delegates are those from here up to [`READER`].
pub const FIRST: usize = 2;
pub const READER: usize = 7;

pub fn actor(number: usize) -> Actor {
    let role = match number {
        CHAIR => Role::Chair,
        SECRETARY => Role::Secretary,
        READER => Role::Reader,
        _ => Role::Delegate,
    };
    Actor {
        person: person(number),
        username: String::new(),
        name: String::new(),
        post: None,
        unit: None,
        device: Device::Tablet,
        grants: vec![Grant { role, scope: Scope::Everything }],
    }
}

/// A log as the server keeps it: what may not be is not in it.
#[derive(Default)]
pub struct Sitting {
    pub events: Vec<Event>,
    pub room: Room,
    pub now: i64,
}

impl Sitting {
    /// Begun, at item 1.
    pub fn begun() -> Self {
        let mut sitting = Self::default();
        sitting.must(CHAIR, Happening::Started);
        sitting.must(CHAIR, Happening::ItemOpened { item: item(1) });
        sitting
    }

    pub fn does(&mut self, who: usize, what: Happening) -> Result<i64, Denial> {
        self.does_from(who, None, what)
    }

    pub fn does_from(&mut self, who: usize, device: Option<Uuid>, what: Happening) -> Result<i64, Denial> {
        let actor = actor(who);
        let invited = (FIRST..READER).contains(&who);
        let hand = Hand { actor: &actor, meeting: MeetingId::default(), invited, device };
        let event = Event { seq: self.room.seq + 1, at: at(self.now), by: Some(person(who)), what };
        may_cause(&hand, &self.room, &event)?;
        self.room = std::mem::take(&mut self.room).after(&event);
        self.events.push(event);
        Ok(self.room.seq)
    }

    pub fn must(&mut self, who: usize, what: Happening) -> i64 {
        self.does(who, what.clone()).unwrap_or_else(|it| panic!("{what:?}: {it:?}"))
    }

    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now += seconds;
        self
    }
}

pub fn vote(number: u128) -> VoteId {
    VoteId(Uuid::from_u128(number))
}

pub fn opened(number: u128, method: Method, closes_at: Option<Instant>) -> Happening {
    Happening::VoteOpened {
        vote: vote(number),
        subject: Subject::Item(item(1)),
        question: "Thống nhất đánh giá?".into(),
        method,
        agreement: false,
        quorum: 3,
        closes_at,
        voters: (FIRST..READER).map(person).collect(),
    }
}

#[test]
fn a_pause_stops_the_items_clock() {
    let mut sitting = Sitting::default();
    sitting.must(CHAIR, Happening::Started);
    sitting.wait(10).must(CHAIR, Happening::ItemOpened { item: item(1) });
    sitting.wait(60).must(CHAIR, Happening::Paused);
    sitting.wait(430).must(CHAIR, Happening::Resumed);
    sitting.wait(30).must(CHAIR, Happening::ItemOpened { item: item(2) });
    let room = sitting.room;
    assert_eq!((room.spent_on(item(1), at(600)), room.spent_on(item(2), at(600))), (90, 70));
    assert_eq!(room.current, Some(item(2)));
}

#[test]
fn the_presenters_clock_runs_over_what_was_given() {
    let mut sitting = Sitting::begun();
    let clock = sitting.room.clock_of(item(1), 10, at(540));
    assert_eq!((clock.left(), clock.runs, clock.is_over()), (Some(60), true, false));
    sitting.must(CHAIR, Happening::ItemTimed { item: item(1), seconds: 300 });
    let clock = sitting.room.clock_of(item(1), 10, at(540));
    assert_eq!((clock.left(), clock.is_over()), (Some(-240), true));
    sitting.wait(540).must(CHAIR, Happening::Adjourned { until: Some(at(90_000)) });
    let clock = sitting.room.clock_of(item(1), 10, at(50_000));
    assert_eq!((clock.spent, clock.runs), (540, false));
    assert_eq!(sitting.does(CHAIR, Happening::Resumed), Err(Denial::WrongState));
    sitting.wait(89_460).must(CHAIR, Happening::Reconvened);
    assert_eq!(sitting.room.clock_of(item(1), 10, at(90_010)).spent, 550);
    assert_eq!(sitting.room.adjourned_until, None);
}

#[test]
fn an_event_folded_twice_or_out_of_turn_changes_nothing() {
    let sitting = Sitting::begun();
    let room = sitting.room.clone();
    assert_eq!(room.clone().after(&sitting.events[0]), room);
    let later = Event { seq: 9, at: at(9), by: None, what: Happening::Ended };
    assert_eq!(room.clone().after(&later), room);
}

#[test]
fn control_goes_to_the_device_that_took_it_last() {
    let (old, new) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
    let mut sitting = Sitting::begun();
    let takes = |device: Option<Uuid>| Happening::ControlTaken { part: Part::Chair, device: device.unwrap() };
    sitting.does_from(CHAIR, old, takes(old)).unwrap();
    sitting.does_from(CHAIR, old, Happening::Paused).unwrap();
    sitting.does_from(CHAIR, new, takes(new)).unwrap();
    assert_eq!(sitting.does_from(CHAIR, old, Happening::Resumed), Err(Denial::Elsewhere));
    assert_eq!(sitting.does_from(CHAIR, None, Happening::Resumed), Err(Denial::Elsewhere));
    assert_eq!(sitting.does_from(CHAIR, new, takes(new)), Err(Denial::AlreadyDone));
    // The secretary's device is another part.
    sitting.does_from(SECRETARY, None, Happening::Resumed).unwrap();
    assert_eq!(sitting.does_from(SECRETARY, old, takes(old)), Err(Denial::NotAllowed));
    sitting.does_from(CHAIR, old, takes(old)).unwrap();
    sitting.does_from(CHAIR, old, Happening::Paused).unwrap();
    let sent: Room = serde_json::from_str(&serde_json::to_string(&sitting.room).unwrap()).unwrap();
    assert_eq!(sent.control, sitting.room.control);
}
