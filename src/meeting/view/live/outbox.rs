//! What waits for a connection: notes and requests for the floor, kept on this device until the server has
//! them. Votes never wait.

use super::seat::Seat;
use crate::error::{Denial, Error};
use crate::id::{AgendaItemId, MeetingNoteId};
use crate::meeting::api::{act_in_meeting, drop_note, keep_note, list_my_notes};
use crate::meeting::view::device::{forget, fresh_key, keep, recall};
use crate::meeting::{Happening, NoteInput, PrivateNote};
use crate::ui::Tone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// How long between two tries to reach the server.
const AGAIN: Duration = Duration::from_secs(3);
/// The log is caught up with before what waited is judged by it.
const SETTLE: Duration = Duration::from_millis(500);

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Waiting {
    Floor { key: Uuid, item: AgendaItemId, point_of_order: bool },
    Note(NoteInput),
    NoteDropped(MeetingNoteId),
}

impl Waiting {
    fn note(&self) -> Option<MeetingNoteId> {
        match self {
            Self::Note(input) => Some(input.id),
            Self::NoteDropped(id) => Some(*id),
            Self::Floor { .. } => None,
        }
    }
}

/// What the server said of one thing.
enum Answer {
    Taken,
    Kept(PrivateNote),
    /// The note was changed on another device.
    Conflict(NoteInput),
    Unsent,
    Refused(Error),
    /// The meeting went on meanwhile.
    Late,
}

#[derive(Clone, Copy)]
pub struct Outbox {
    seat: Seat,
    /// The person's notes, as the server has them.
    notes: RwSignal<Vec<PrivateNote>>,
    waiting: RwSignal<Vec<Waiting>>,
    sending: StoredValue<bool>,
    /// Whether the server's notes are known: before that, one written here might be a second one.
    fetched: StoredValue<bool>,
}

/// Call once, at the root of the room.
pub fn use_outbox(seat: Seat) -> Outbox {
    let outbox = Outbox {
        seat,
        notes: RwSignal::new(Vec::new()),
        waiting: RwSignal::new(Vec::new()),
        sending: StoredValue::new(false),
        fetched: StoredValue::new(false),
    };
    Effect::new(move |_| {
        let left = recall(&outbox.place()).and_then(|it| serde_json::from_str::<Vec<Waiting>>(&it).ok());
        if let Some(left) = left {
            outbox.waiting.update(|it| it.extend(left));
        }
    });
    Effect::new(move |_| {
        if seat.following.is_live() {
            outbox.fetch();
            set_timeout(move || outbox.flush(), SETTLE);
        }
    });
    outbox
}

/// The note on an item as a whole.
fn on_item(notes: &[PrivateNote], item: Option<AgendaItemId>) -> Option<&PrivateNote> {
    notes.iter().find(|it| item.is_some() && it.item == item && it.quote.is_none())
}

/// Whether it is the note on the item as a whole.
fn is_note(input: &NoteInput, item: AgendaItemId) -> bool {
    input.item == Some(item) && input.quote.is_empty()
}

impl Outbox {
    /// What the person marked on an item, as this device has it.
    pub fn marks_on(self, item: AgendaItemId) -> Vec<(MeetingNoteId, String)> {
        let mut marks: Vec<_> = self.notes.with(|notes| {
            let on_item = notes.iter().filter(|it| it.item == Some(item));
            on_item.filter_map(|it| Some((it.id, it.quote.clone()?))).collect()
        });
        self.waiting.with(|waiting| {
            for waiting in waiting {
                match waiting {
                    Waiting::Note(input) if input.item == Some(item) && !input.quote.is_empty() => {
                        marks.retain(|(id, _)| *id != input.id);
                        marks.push((input.id, input.quote.clone()));
                    }
                    Waiting::NoteDropped(dropped) => marks.retain(|(id, _)| id != dropped),
                    _ => {}
                }
            }
        });
        marks
    }

    pub fn mark(self, item: AgendaItemId, quote: String) {
        self.push(Waiting::Note(NoteInput {
            id: MeetingNoteId(fresh_key()),
            item: Some(item),
            passage: None,
            quote,
            body: String::new(),
            seen: 0,
        }));
    }

    pub fn unmark(self, mark: MeetingNoteId) {
        self.replace(Waiting::NoteDropped(mark));
    }

    /// How much waits.
    pub fn count(self) -> Signal<usize> {
        Signal::derive(move || self.waiting.with(Vec::len))
    }

    /// Whether the floor was asked for on an item, and the server does not know it yet.
    pub fn asks(self, item: AgendaItemId) -> bool {
        self.waiting
            .with(|it| it.iter().any(|it| matches!(it, Waiting::Floor { item: of, .. } if *of == item)))
    }

    pub fn ask_floor(self, item: AgendaItemId, point_of_order: bool) {
        let asked = self.waiting.with_untracked(|it| {
            it.iter().any(|it| {
                matches!(it, Waiting::Floor { item: of, point_of_order: kind, .. }
                    if *of == item && *kind == point_of_order)
            })
        });
        if !asked {
            self.push(Waiting::Floor { key: fresh_key(), item, point_of_order });
        }
    }

    /// Takes back what was not sent yet.
    pub fn withdraw_floor(self, item: AgendaItemId) {
        self.waiting
            .update(|it| it.retain(|it| !matches!(it, Waiting::Floor { item: of, .. } if *of == item)));
        self.store();
    }

    /// The note on an item, as this device has it; empty where there is none.
    pub fn note_on(self, item: AgendaItemId) -> String {
        let kept = self.kept_on(item);
        let waits = self.waiting.with(|it| {
            it.iter().rev().find_map(|it| match it {
                Waiting::Note(input) if is_note(input, item) => Some(input.body.clone()),
                Waiting::NoteDropped(id) if kept.as_ref().is_some_and(|it| it.id == *id) => {
                    Some(String::new())
                }
                _ => None,
            })
        });
        waits.or_else(|| kept.and_then(|it| it.body)).unwrap_or_default()
    }

    /// Whether the note on an item still waits.
    pub fn note_waits(self, item: AgendaItemId) -> bool {
        let kept = self.kept_on(item).map(|it| it.id);
        self.waiting.with(|it| {
            it.iter().any(|it| match it {
                Waiting::Note(input) => is_note(input, item),
                Waiting::NoteDropped(id) => Some(*id) == kept,
                Waiting::Floor { .. } => false,
            })
        })
    }

    fn kept_on(self, item: AgendaItemId) -> Option<PrivateNote> {
        self.notes.with(|it| on_item(it, Some(item)).cloned())
    }

    /// Keeps what is noted on an item; an empty note is none.
    pub fn write_note(self, item: AgendaItemId, body: String) {
        let kept = untrack(|| self.kept_on(item));
        let waits = self.waiting.with_untracked(|it| {
            it.iter().find_map(|it| match it {
                Waiting::Note(input) if is_note(input, item) => Some((input.id, input.seen)),
                _ => None,
            })
        });
        let id = kept.as_ref().map(|it| it.id).or(waits.map(|it| it.0));
        if body.trim().is_empty() {
            if let Some(id) = id {
                self.replace(Waiting::NoteDropped(id));
            }
            return;
        }
        let input = NoteInput {
            id: id.unwrap_or_else(|| MeetingNoteId(fresh_key())),
            item: Some(item),
            passage: None,
            quote: String::new(),
            body,
            seen: kept.map(|it| it.revision).or(waits.map(|it| it.1)).unwrap_or_default(),
        };
        self.replace(Waiting::Note(input));
    }

    /// One note waits once, as it was written last.
    fn replace(self, next: Waiting) {
        let id = next.note();
        self.waiting.update(|it| it.retain(|it| it.note() != id || id.is_none()));
        self.push(next);
    }

    fn push(self, next: Waiting) {
        self.waiting.update(|it| it.push(next));
        self.store();
        self.flush();
    }

    fn place(self) -> String {
        let person = self.seat.me().map(|it| it.to_string()).unwrap_or_default();
        format!("giaoban.outbox.{person}.{}", self.seat.meeting)
    }

    fn store(self) {
        self.waiting.with_untracked(|waiting| {
            if waiting.is_empty() {
                forget(&self.place());
            } else if let Ok(text) = serde_json::to_string(waiting) {
                keep(&self.place(), &text);
            }
        });
    }

    fn fetch(self) {
        if self.fetched.get_value() {
            return;
        }
        let meeting = self.seat.meeting;
        spawn_local(async move {
            let Ok(notes) = list_my_notes(meeting).await else {
                set_timeout(move || self.flush(), AGAIN);
                return;
            };
            if self.fetched.try_set_value(true).is_some() {
                return;
            }
            // What was begun here on an item that has a note goes on with that note.
            self.waiting.update(|waiting| {
                for waiting in waiting.iter_mut() {
                    if let Waiting::Note(input) = waiting
                        && input.quote.is_empty()
                        && let Some(kept) = on_item(&notes, input.item)
                        && kept.id != input.id
                    {
                        (input.id, input.seen) = (kept.id, 0);
                    }
                }
            });
            self.store();
            self.notes.set(notes);
            self.flush();
        });
    }

    /// Sends what waits, one after the other.
    pub fn flush(self) {
        let next = self.waiting.try_with_untracked(|it| it.first().cloned()).flatten();
        let idle = self.sending.try_get_value() == Some(false);
        let (Some(next), true) = (next, idle) else { return };
        if next.note().is_some() && self.fetched.try_get_value() != Some(true) {
            self.fetch();
            return;
        }
        if !untrack(|| self.seat.following.is_live()) {
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            let answer = self.send(next.clone()).await;
            if self.sending.try_set_value(false).is_some() {
                return;
            }
            self.settle(&next, answer);
        });
    }

    async fn send(self, next: Waiting) -> Answer {
        let seat = self.seat;
        let answer = match next {
            Waiting::Floor { key, item, point_of_order } => {
                let current = seat.room().try_with_untracked(|it| it.current).flatten();
                if current != Some(item) {
                    return Answer::Late;
                }
                let what = Happening::FloorAsked { item, who: None, point_of_order };
                act_in_meeting(seat.meeting, key, seat.device(), what).await.map(|event| {
                    seat.following.hear(&event);
                    Answer::Taken
                })
            }
            Waiting::Note(input) => match keep_note(seat.meeting, input.clone()).await {
                Err(Error::Conflict) => Ok(Answer::Conflict(input)),
                answer => answer.map(Answer::Kept),
            },
            Waiting::NoteDropped(id) => drop_note(seat.meeting, id).await.map(|()| Answer::Taken),
        };
        match answer {
            Ok(answer) => answer,
            // Nobody said no to it: a server on its way down, or a session to be begun again.
            Err(Error::Offline | Error::Fault(_) | Error::SignedOut) => Answer::Unsent,
            Err(error) => Answer::Refused(error),
        }
    }

    fn settle(self, sent: &Waiting, answer: Answer) {
        // What was written anew meanwhile stays, and is sent in its turn.
        let take = || {
            self.waiting.update(|it| it.retain(|it| it != sent));
            self.store();
        };
        match answer {
            Answer::Unsent => {
                set_timeout(move || self.flush(), AGAIN);
                return;
            }
            Answer::Taken => {
                if let Waiting::NoteDropped(id) = sent {
                    self.notes.update(|it| it.retain(|it| it.id != *id));
                }
                take();
            }
            Answer::Kept(mut note) => {
                let (id, revision) = (note.id, note.revision);
                // As it was typed, with the space it ends with: more is about to follow.
                if let Waiting::Note(input) = sent {
                    note.body = Some(input.body.clone());
                }
                self.notes.update(|it| {
                    it.retain(|it| it.id != id);
                    it.push(note);
                });
                take();
                self.waiting.update(|it| {
                    for waiting in it.iter_mut() {
                        if let Waiting::Note(input) = waiting
                            && input.id == id
                        {
                            input.seen = revision;
                        }
                    }
                });
                self.store();
            }
            Answer::Conflict(input) => {
                self.join(sent.clone(), input);
                return;
            }
            Answer::Late => {
                take();
                self.seat.toasts.say(Tone::Warn, self.seat.t.room_floor_late());
            }
            Answer::Refused(error) => {
                take();
                if error != Error::Denied(Denial::AlreadyDone) {
                    self.seat.refuse(&error);
                }
            }
        }
        self.flush();
    }

    /// Puts what another device noted before what was noted here: neither is lost.
    fn join(self, sent: Waiting, input: NoteInput) {
        let meeting = self.seat.meeting;
        spawn_local(async move {
            let Ok(notes) = list_my_notes(meeting).await else {
                set_timeout(move || self.flush(), AGAIN);
                return;
            };
            let theirs = notes.iter().find(|it| it.id == input.id).cloned();
            if self.notes.try_set(notes).is_some() {
                return;
            }
            self.waiting.update(|it| it.retain(|it| *it != sent));
            let newer = self.waiting.with_untracked(|it| it.iter().any(|it| it.note() == Some(input.id)));
            match theirs {
                Some(theirs) if !newer => {
                    let before = theirs.body.unwrap_or_default();
                    let body = if before.is_empty() || input.body.contains(&before) {
                        input.body
                    } else {
                        format!("{before}\n{}", input.body)
                    };
                    self.push(Waiting::Note(NoteInput { body, seen: theirs.revision, ..input }));
                }
                Some(theirs) => {
                    self.waiting.update(|it| {
                        for waiting in it.iter_mut() {
                            if let Waiting::Note(newer) = waiting
                                && newer.id == input.id
                            {
                                newer.seen = theirs.revision;
                            }
                        }
                    });
                    self.store();
                    self.flush();
                }
                // Dropped on another device: what is written here is a note again.
                None => self.push(Waiting::Note(NoteInput { seen: 0, ..input })),
            }
        });
    }
}
