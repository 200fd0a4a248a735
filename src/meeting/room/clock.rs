//! How long an item and a speaker have had, and have left: a function of the log and of the time now.

use super::{Phase, Room};
use crate::id::AgendaItemId;
use crate::time::Instant;

/// A clock as it stands at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Seconds used.
    pub spent: i64,
    /// Seconds given; none where nobody set a limit.
    pub given: Option<i64>,
    pub runs: bool,
}

impl Clock {
    /// Seconds left, below 0 when the time has run over.
    pub fn left(self) -> Option<i64> {
        self.given.map(|it| it - self.spent)
    }

    pub fn is_over(self) -> bool {
        self.left().is_some_and(|it| it < 0)
    }
}

impl Room {
    /// Seconds spent on an item by now.
    pub fn spent_on(&self, item: AgendaItemId, now: Instant) -> i64 {
        let running = match self.clock_from {
            Some(from) if self.current == Some(item) => (now - from).num_seconds().max(0),
            _ => 0,
        };
        self.spent.get(&item).copied().unwrap_or_default() + running
    }

    /// The clock of an item and its presenter: what was given in the room, else the agenda's minutes.
    pub fn clock_of(&self, item: AgendaItemId, minutes: i32, now: Instant) -> Clock {
        let planned = i64::from(minutes) * 60;
        Clock {
            spent: self.spent_on(item, now),
            given: Some(self.given.get(&item).copied().unwrap_or(planned)),
            runs: self.current == Some(item) && self.clock_from.is_some(),
        }
    }

    /// The clock of whoever has the floor.
    pub fn speakers_clock(&self, now: Instant) -> Option<Clock> {
        let speaking = self.floor.speaking.as_ref()?;
        Some(Clock { spent: speaking.spent_by(now), given: speaking.given, runs: speaking.since.is_some() })
    }

    pub(super) fn stop_clock(&mut self, at: Instant) {
        if let (Some(item), Some(from)) = (self.current, self.clock_from.take()) {
            *self.spent.entry(item).or_default() += (at - from).num_seconds();
        }
    }

    pub(super) fn run_clock(&mut self, at: Instant) {
        if self.phase == Phase::Running && self.current.is_some() {
            self.clock_from = Some(at);
        }
    }
}
