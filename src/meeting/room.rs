//! What every screen of a meeting shows: a fold of its numbered events, the same on server and browser.

use crate::id::{AgendaItemId, ConclusionId, TaskId};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that happened in a meeting. Kept for good: add variants, never change one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    Started,
    ItemOpened {
        item: AgendaItemId,
    },
    Paused,
    Resumed,
    /// A conclusion was worded, or worded anew under the same identity.
    Concluded {
        conclusion: ConclusionId,
        item: AgendaItemId,
        body: String,
    },
    /// A conclusion became a task.
    Tasked {
        conclusion: ConclusionId,
        task: TaskId,
        code: String,
        title: String,
        lead: String,
        due_on: NaiveDate,
    },
    Ended,
}

impl Happening {
    /// The word that is stored beside it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::ItemOpened { .. } => "item_opened",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Concluded { .. } => "concluded",
            Self::Tasked { .. } => "tasked",
            Self::Ended => "ended",
        }
    }
}

/// A happening with its place in the log: numbers run from 1 without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub seq: i64,
    pub at: Instant,
    pub what: Happening,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    #[default]
    NotStarted,
    Running,
    Paused,
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

/// The state of a meeting after some of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Number of the last event folded in; 0 before the first.
    pub seq: i64,
    pub phase: Phase,
    pub started_at: Option<Instant>,
    pub ended_at: Option<Instant>,
    pub current: Option<AgendaItemId>,
    /// Since when the present item's clock has run without a pause.
    pub clock_from: Option<Instant>,
    /// When each item was first opened.
    pub opened_at: BTreeMap<AgendaItemId, Instant>,
    /// Seconds spent on each item, the running stretch not counted.
    pub spent: BTreeMap<AgendaItemId, i64>,
    pub conclusions: Vec<RoomConclusion>,
}

impl Room {
    /// The room after a whole log.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        events.into_iter().fold(Self::default(), |room, event| room.after(event))
    }

    /// The room after one more event. One that is already in, or that would leave a gap, changes nothing:
    /// compare [`Room::seq`] to know that something was missed.
    #[must_use]
    pub fn after(mut self, event: &Event) -> Self {
        if event.seq != self.seq + 1 {
            return self;
        }
        self.seq = event.seq;
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
                if self.phase == Phase::Running {
                    self.clock_from = Some(at);
                }
            }
            Happening::Paused => {
                self.stop_clock(at);
                self.phase = Phase::Paused;
            }
            Happening::Resumed => {
                self.phase = Phase::Running;
                if self.current.is_some() {
                    self.clock_from = Some(at);
                }
            }
            Happening::Concluded { conclusion, item, body } => {
                match self.conclusions.iter_mut().find(|it| it.id == *conclusion) {
                    Some(kept) => {
                        kept.body.clone_from(body);
                        kept.seq = event.seq;
                    }
                    None => self.conclusions.push(RoomConclusion {
                        id: *conclusion,
                        item: *item,
                        body: body.clone(),
                        seq: event.seq,
                        tasks: Vec::new(),
                    }),
                }
            }
            Happening::Tasked { conclusion, task, code, title, lead, due_on } => {
                if let Some(kept) = self.conclusions.iter_mut().find(|it| it.id == *conclusion) {
                    kept.tasks.push(RoomTask {
                        id: *task,
                        code: code.clone(),
                        title: title.clone(),
                        lead: lead.clone(),
                        due_on: *due_on,
                    });
                }
            }
            Happening::Ended => {
                self.stop_clock(at);
                self.phase = Phase::Ended;
                self.current = None;
                self.ended_at = Some(at);
            }
        }
        self
    }

    fn stop_clock(&mut self, at: Instant) {
        if let (Some(item), Some(from)) = (self.current, self.clock_from.take()) {
            *self.spent.entry(item).or_default() += (at - from).num_seconds();
        }
    }

    /// Seconds spent on an item by now.
    pub fn spent_on(&self, item: AgendaItemId, now: Instant) -> i64 {
        let running = match self.clock_from {
            Some(from) if self.current == Some(item) => (now - from).num_seconds().max(0),
            _ => 0,
        };
        self.spent.get(&item).copied().unwrap_or_default() + running
    }

    pub fn conclusions_on(&self, item: AgendaItemId) -> impl Iterator<Item = &RoomConclusion> {
        self.conclusions.iter().filter(move |it| it.item == item)
    }

    /// Whether this may happen now. The server refuses by it, and a screen greys its buttons by it.
    pub fn allows(&self, what: &Happening) -> bool {
        match what {
            Happening::Started => matches!(self.phase, Phase::NotStarted | Phase::Ended),
            Happening::ItemOpened { .. } => self.phase == Phase::Running,
            Happening::Paused => self.phase == Phase::Running,
            Happening::Resumed => self.phase == Phase::Paused,
            Happening::Concluded { .. } | Happening::Tasked { .. } => self.phase != Phase::NotStarted,
            Happening::Ended => matches!(self.phase, Phase::Running | Phase::Paused),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::seconds(seconds)
    }

    fn item(number: u128) -> AgendaItemId {
        AgendaItemId(Uuid::from_u128(number))
    }

    fn log(happenings: Vec<(i64, Happening)>) -> Vec<Event> {
        happenings
            .into_iter()
            .enumerate()
            .map(|(index, (second, what))| Event { seq: index as i64 + 1, at: at(second), what })
            .collect()
    }

    #[test]
    fn a_pause_stops_the_items_clock() {
        let room = Room::of(&log(vec![
            (0, Happening::Started),
            (10, Happening::ItemOpened { item: item(1) }),
            (70, Happening::Paused),
            (500, Happening::Resumed),
            (530, Happening::ItemOpened { item: item(2) }),
        ]));
        assert_eq!(room.spent_on(item(1), at(600)), 90);
        assert_eq!(room.spent_on(item(2), at(600)), 70);
        assert_eq!(room.current, Some(item(2)));
    }

    #[test]
    fn an_event_folded_twice_or_out_of_turn_changes_nothing() {
        let events = log(vec![(0, Happening::Started), (1, Happening::ItemOpened { item: item(1) })]);
        let room = Room::of(&events);
        assert_eq!(room.clone().after(&events[0]), room);
        let later = Event { seq: 9, at: at(9), what: Happening::Ended };
        assert_eq!(room.clone().after(&later), room);
    }

    #[test]
    fn a_conclusion_worded_anew_keeps_its_identity_and_tasks() {
        let conclusion = ConclusionId(Uuid::from_u128(7));
        let worded = |body: &str| Happening::Concluded { conclusion, item: item(1), body: body.into() };
        let tasked = Happening::Tasked {
            conclusion,
            task: TaskId::default(),
            code: "NV-2016-01".into(),
            title: "Tăng kiểm tra".into(),
            lead: "Phòng Y tế".into(),
            due_on: chrono::NaiveDate::from_ymd_opt(2016, 12, 15).unwrap(),
        };
        let room = Room::of(&log(vec![
            (0, Happening::Started),
            (1, worded("Nháp")),
            (2, tasked),
            (3, worded("Thống nhất")),
        ]));
        assert_eq!(room.conclusions.len(), 1);
        assert_eq!((room.conclusions[0].body.as_str(), room.conclusions[0].tasks.len()), ("Thống nhất", 1));
    }

    proptest! {
        #[test]
        fn catching_up_from_any_number_gives_the_same_room(cut in 0_usize..6) {
            let events = log(vec![
                (0, Happening::Started),
                (1, Happening::ItemOpened { item: item(1) }),
                (5, Happening::Paused),
                (9, Happening::Resumed),
                (12, Happening::ItemOpened { item: item(2) }),
                (20, Happening::Ended),
            ]);
            let early = Room::of(&events[..cut]);
            // A screen that was away is sent everything after its number, and may get some of it twice.
            let caught_up = events[cut.saturating_sub(1)..].iter().fold(early, |room, event| room.after(event));
            prop_assert_eq!(caught_up, Room::of(&events));
        }
    }
}
