//! Who asks to speak, who speaks, and how long each has spoken.

use super::{Event, Happening, Who};
use crate::error::Denial;
use crate::id::AgendaItemId;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// Somebody waits to speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Number of the event that asked.
    pub seq: i64,
    pub who: Who,
    pub item: AgendaItemId,
    pub asked_at: Instant,
    pub point_of_order: bool,
}

/// Somebody has the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaking {
    pub who: Who,
    pub item: AgendaItemId,
    pub from: Instant,
    /// Since when the clock has run without a pause.
    pub since: Option<Instant>,
    /// Seconds spoken, the running stretch not counted.
    pub spent: i64,
    pub given: Option<i64>,
    pub point_of_order: bool,
}

impl Speaking {
    pub fn spent_by(&self, now: Instant) -> i64 {
        self.spent + self.since.map_or(0, |since| (now - since).num_seconds().max(0))
    }
}

/// Somebody spoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub who: Who,
    pub item: AgendaItemId,
    pub from: Instant,
    pub seconds: i64,
    pub point_of_order: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// In the order in which they will speak, of all items together.
    pub requests: Vec<Request>,
    pub speaking: Option<Speaking>,
    /// In the order in which they spoke.
    pub turns: Vec<Turn>,
}

impl Floor {
    /// The list of speakers of an item.
    pub fn waiting_on(&self, item: AgendaItemId) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(move |it| it.item == item)
    }

    pub fn request(&self, seq: i64) -> Option<&Request> {
        self.requests.iter().find(|it| it.seq == seq)
    }

    pub(super) fn hear(&mut self, event: &Event) {
        let at = event.at;
        match &event.what {
            Happening::FloorAsked { item, who, point_of_order } => {
                let Some(who) = event.subject(who.as_ref()) else { return };
                let request = Request {
                    seq: event.seq,
                    who,
                    item: *item,
                    asked_at: at,
                    point_of_order: *point_of_order,
                };
                // A point of order goes before everybody but those of the same kind.
                let behind = self.requests.iter().take_while(|it| it.point_of_order).count();
                let place = if *point_of_order { behind } else { self.requests.len() };
                self.requests.insert(place, request);
            }
            Happening::FloorWithdrawn { request } | Happening::FloorSkipped { request } => {
                self.requests.retain(|it| it.seq != *request);
            }
            Happening::FloorOrdered { item, order } => {
                let place = |it: &Request| {
                    let named = order.iter().position(|seq| it.item == *item && *seq == it.seq);
                    named.unwrap_or(order.len())
                };
                self.requests.sort_by_key(place);
            }
            Happening::FloorGiven { request, seconds } => {
                self.stand_down(at);
                let Some(index) = self.requests.iter().position(|it| it.seq == *request) else { return };
                let Request { who, item, point_of_order, .. } = self.requests.remove(index);
                self.speaking = Some(Speaking {
                    who,
                    item,
                    from: at,
                    since: Some(at),
                    spent: 0,
                    given: *seconds,
                    point_of_order,
                });
            }
            Happening::FloorTaken | Happening::ItemOpened { .. } => self.stand_down(at),
            Happening::Ended => {
                self.stand_down(at);
                self.requests.clear();
            }
            Happening::Paused | Happening::Adjourned { .. } => {
                if let Some(speaking) = &mut self.speaking {
                    speaking.spent = speaking.spent_by(at);
                    speaking.since = None;
                }
            }
            Happening::Resumed | Happening::Reconvened => {
                if let Some(speaking) = &mut self.speaking {
                    speaking.since = Some(at);
                }
            }
            _ => {}
        }
    }

    fn stand_down(&mut self, at: Instant) {
        if let Some(spoke) = self.speaking.take() {
            self.turns.push(Turn {
                seconds: spoke.spent_by(at),
                who: spoke.who,
                item: spoke.item,
                from: spoke.from,
                point_of_order: spoke.point_of_order,
            });
        }
    }

    pub(super) fn allows(&self, event: &Event) -> Result<(), Denial> {
        match &event.what {
            Happening::FloorAsked { item, who, point_of_order } => {
                let asks = event.subject(who.as_ref()).ok_or(Denial::NotSeated)?;
                let waits =
                    self.waiting_on(*item).any(|it| it.who == asks && it.point_of_order == *point_of_order);
                if waits { Err(Denial::AlreadyDone) } else { Ok(()) }
            }
            Happening::FloorWithdrawn { request }
            | Happening::FloorSkipped { request }
            | Happening::FloorGiven { request, .. } => {
                self.request(*request).map(|_| ()).ok_or(Denial::AlreadyDone)
            }
            Happening::FloorTaken if self.speaking.is_none() => Err(Denial::AlreadyDone),
            _ => Ok(()),
        }
    }
}
