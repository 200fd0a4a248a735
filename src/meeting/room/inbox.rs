//! What a screen does with events as the network brings them: late, twice, and out of order.

use super::{Event, Room};
use std::collections::BTreeMap;

/// Events that came before their turn; a screen that lacks so many asks for the log anew.
const MOST: usize = 256;

/// A room that takes each event in its turn, whatever the order in which they come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    room: Room,
    early: BTreeMap<i64, Event>,
}

impl Inbox {
    pub fn new(room: Room) -> Self {
        Self { room, early: BTreeMap::new() }
    }

    pub fn room(&self) -> &Room {
        &self.room
    }

    /// Takes in an event, and whatever waited for it. Says whether the room moved.
    pub fn hear(&mut self, event: Event) -> bool {
        let before = self.room.seq;
        if event.seq > before && (self.early.len() < MOST || event.seq == before + 1) {
            self.early.insert(event.seq, event);
        }
        while let Some(next) = self.early.remove(&(self.room.seq + 1)) {
            self.room = std::mem::take(&mut self.room).after(&next);
        }
        self.room.seq > before
    }

    /// Number of the last event before the gap; none while nothing is missing. Ask for what comes after it.
    pub fn missing_after(&self) -> Option<i64> {
        (!self.early.is_empty()).then_some(self.room.seq)
    }
}
