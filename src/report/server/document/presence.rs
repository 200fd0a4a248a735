//! Who is in a report now.

use super::room::{Documents, News, Room};
use crate::actor::Actor;
use crate::id::{PersonId, ReportId};
use crate::report::Presence;
use crate::time::Instant;
use serde::Serialize;
use std::sync::PoisonError;

/// Someone who has been silent for so long has left.
const SILENCE: chrono::Duration = chrono::Duration::seconds(30);
/// The most windows on one report that are told of.
const MOST: usize = 64;
/// How many colours a writer may have.
const COLOURS: u8 = 8;

/// One window on a report.
#[derive(Clone)]
pub struct Here {
    presence: Presence,
    seen_at: Instant,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    presence: &'a Presence,
    here: bool,
}

fn told(presence: &Presence, here: bool) -> News {
    let text = serde_json::to_string(&Told { presence, here }).unwrap_or_default();
    News::Presence(text.into())
}

/// Those who are in the room now. Those who fell silent leave, and the others are told.
fn sweep(room: &Room, now: Instant) -> Vec<Presence> {
    let mut here = room.here.lock().unwrap_or_else(PoisonError::into_inner);
    let (stay, gone): (Vec<_>, Vec<_>) = here.drain(..).partition(|it| now - it.seen_at < SILENCE);
    *here = stay;
    for it in gone {
        room.tell(told(&it.presence, false));
    }
    here.iter().map(|it| it.presence.clone()).collect()
}

impl Documents {
    /// Who is in the report now, in the order in which they came.
    pub fn who_is_here(&self, report: ReportId, now: Instant) -> Vec<Presence> {
        sweep(&self.room(report), now)
    }

    /// As [`Documents::who_is_here`], as it is sent.
    pub fn presence(&self, report: ReportId, now: Instant) -> Vec<News> {
        self.who_is_here(report, now).iter().map(|it| told(it, true)).collect()
    }

    /// Someone moves the cursor, or is still there.
    pub fn is_here(
        &self,
        report: ReportId,
        actor: &Actor,
        client: &str,
        cursor: Option<String>,
        now: Instant,
    ) {
        let room = self.room(report);
        sweep(&room, now);
        let mut here = room.here.lock().unwrap_or_else(PoisonError::into_inner);
        let colour = colour(&here, actor.person);
        let mine =
            here.iter().position(|it| it.presence.client == client && it.presence.person == actor.person);
        let presence = Presence {
            client: client.to_owned(),
            person: actor.person,
            name: actor.name.clone(),
            colour,
            cursor,
        };
        let now_here = Here { presence: presence.clone(), seen_at: now };
        let moved = match mine {
            Some(mine) => std::mem::replace(&mut here[mine], now_here).presence != presence,
            None if here.len() < MOST => {
                here.push(now_here);
                true
            }
            None => false,
        };
        drop(here);
        if moved {
            room.tell(told(&presence, true));
        }
    }

    pub fn has_left(&self, report: ReportId, person: PersonId, client: &str) {
        let room = self.room(report);
        let mut here = room.here.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = here.iter().position(|it| it.presence.client == client && it.presence.person == person);
        if let Some(mine) = mine {
            let gone = here.remove(mine);
            room.tell(told(&gone.presence, false));
        }
    }
}

/// The colour that the person has in the room already, or else the person's own where nobody has it.
fn colour(here: &[Here], person: PersonId) -> u8 {
    if let Some(mine) = here.iter().find(|it| it.presence.person == person) {
        return mine.presence.colour;
    }
    let own = (person.0.as_u128() % u128::from(COLOURS)) as u8;
    let taken = |colour: u8| here.iter().any(|it| it.presence.colour == colour);
    (0..COLOURS).map(|it| (own + it) % COLOURS).find(|it| !taken(*it)).unwrap_or(own)
}
