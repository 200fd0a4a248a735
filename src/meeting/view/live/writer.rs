//! The wording as it is written, sent to everybody while it is written.
//!
//! What this device has is sent whole, once a second at most, with the number of the wording it was made
//! from. What another device wrote is taken over where nothing is unsent here; else a person chooses.

use super::seat::Seat;
use super::wording::Draft;
use crate::error::Error;
use crate::id::{AgendaItemId, ConclusionId, PassageId};
use crate::meeting::api::{act_in_meeting, take_passage_into_wording};
use crate::meeting::view::device::fresh_key;
use crate::meeting::{Happening, Phase, Room};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long between two wordings that are sent.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
pub struct Writer {
    seat: Seat,
    item: AgendaItemId,
    draft: RwSignal<Draft>,
    changed: Callback<()>,
    /// The wording that this device's was made from, of which conclusion.
    known: StoredValue<(Option<ConclusionId>, i64)>,
    /// Something was written here that was not sent.
    dirty: StoredValue<bool>,
    /// On its way.
    busy: StoredValue<bool>,
    waits: StoredValue<bool>,
    /// To be done once nothing is on its way.
    next: StoredValue<Option<Callback<()>>>,
    asked: StoredValue<bool>,
    /// What somebody else wrote, with its number, while something was unsent here.
    theirs: RwSignal<Option<(i64, String)>>,
}

/// Follows the wording of an item. `changed` is told when it was changed from outside.
pub fn use_writer(seat: Seat, item: AgendaItemId, draft: RwSignal<Draft>, changed: Callback<()>) -> Writer {
    let writer = Writer {
        seat,
        item,
        draft,
        changed,
        known: StoredValue::new((None, 0)),
        dirty: StoredValue::new(false),
        busy: StoredValue::new(false),
        waits: StoredValue::new(false),
        next: StoredValue::new(None),
        asked: StoredValue::new(false),
        theirs: RwSignal::new(None),
    };
    let conclusion = Memo::new(move |_| draft.with(|it| it.conclusion));
    let remote = Memo::new(move |_| {
        let conclusion = conclusion.get();
        seat.room().with(|room| (conclusion, written(room, item, conclusion)))
    });
    Effect::new(move |before: Option<bool>| {
        let (conclusion, remote) = remote.get();
        // What was kept on this device is looked at before what the room has is taken over.
        if before.is_some() {
            writer.meet(conclusion, remote);
        }
        true
    });
    Effect::new(move |_| {
        if seat.following.is_live() {
            writer.schedule();
        }
    });
    writer
}

/// The wording that the room has.
fn written(room: &Room, item: AgendaItemId, of: Option<ConclusionId>) -> Option<(i64, String)> {
    room.wordings.draft(item, of).map(|it| (it.seq, it.body.clone()))
}

impl Writer {
    fn remote(self) -> (Option<ConclusionId>, Option<(i64, String)>) {
        let conclusion = self.draft.try_with_untracked(|it| it.conclusion).flatten();
        let room = self.seat.room();
        (conclusion, room.try_with_untracked(|it| written(it, self.item, conclusion)).flatten())
    }

    /// Takes up the room's wording, or says that this device's is another.
    pub fn take_up(self) {
        let (conclusion, remote) = self.remote();
        let own = self.draft.with_untracked(|it| it.body.clone());
        let differs = remote.as_ref().is_some_and(|it| it.1 != own);
        if !own.trim().is_empty() && differs {
            self.dirty.set_value(true);
        }
        self.meet(conclusion, remote);
    }

    /// What the room has now is held against what is here.
    fn meet(self, conclusion: Option<ConclusionId>, remote: Option<(i64, String)>) {
        let (of, seq) = self.known.get_value();
        if of != conclusion {
            // Another conclusion is worded now: what was unsent of the one before is not this one's.
            self.dirty.set_value(false);
            self.theirs.set(None);
            self.known.set_value((conclusion, 0));
        }
        let own = self.draft.with_untracked(|it| it.body.clone());
        let quiet = !self.dirty.get_value() && !self.busy.get_value();
        match remote {
            Some((number, body)) if body == own => {
                self.dirty.set_value(false);
                self.known.set_value((conclusion, number));
                self.theirs.set(None);
            }
            Some((number, body)) if quiet && !self.draft.with_untracked(Draft::is_sent) => {
                self.known.set_value((conclusion, number));
                self.draft.update(|it| it.body = body);
                self.changed.run(());
            }
            Some(_) => {}
            // It was recorded or dropped elsewhere.
            None if of == conclusion && seq > 0 => {
                self.known.set_value((conclusion, 0));
                self.theirs.set(None);
                if quiet && !self.draft.with_untracked(Draft::is_sent) {
                    self.draft.set(Draft::default());
                    self.changed.run(());
                }
            }
            None => {}
        }
    }

    /// Something was written here.
    pub fn touch(self) {
        let (_, remote) = self.remote();
        let own = self.draft.try_with_untracked(|it| it.body.clone()).unwrap_or_default();
        let same = match remote {
            Some((_, body)) => body == own,
            None => own.trim().is_empty(),
        };
        self.dirty.try_set_value(!same);
        self.schedule();
    }

    fn schedule(self) {
        if self.waits.try_get_value() == Some(false) && self.dirty.get_value() {
            self.waits.set_value(true);
            set_timeout(move || self.push(), PAUSE);
        }
    }

    fn push(self) {
        if self.waits.try_set_value(false).is_some() || self.busy.get_value() || !self.dirty.get_value() {
            return;
        }
        let Some(body) = self.draft.try_with_untracked(|it| it.body.clone()) else { return };
        let (conclusion, seen) = self.known.get_value();
        let what = Happening::Drafted { item: self.item, conclusion, seen, body };
        let stopped = self.theirs.with_untracked(Option::is_some)
            || self.draft.with_untracked(|it| it.is_sent() || it.conclusion != conclusion)
            || !untrack(|| self.seat.following.is_live())
            || untrack(|| self.seat.refusal(what.clone())).is_some();
        if stopped {
            return;
        }
        self.busy.set_value(true);
        self.dirty.set_value(false);
        let seat = self.seat;
        spawn_local(async move {
            let answer = act_in_meeting(seat.meeting, fresh_key(), seat.device(), what).await;
            if self.busy.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(event) => {
                    self.known.set_value((conclusion, event.seq));
                    seat.following.hear(&event);
                }
                Err(Error::Conflict) => self.collide(),
                Err(Error::Offline) => self.dirty.set_value(true),
                // It stays on this device as it is; the next change of it, or the line coming back, tries again.
                Err(_) => {
                    self.dirty.set_value(true);
                    if !self.asked.get_value() {
                        return;
                    }
                }
            }
            self.go_on();
        });
    }

    /// The room's wording is not the one that this device's was made from.
    fn collide(self) {
        self.dirty.set_value(true);
        let (conclusion, remote) = self.remote();
        match remote {
            Some((number, body)) => {
                let own = self.draft.with_untracked(|it| it.body.clone());
                if body == own {
                    self.dirty.set_value(false);
                    self.known.set_value((conclusion, number));
                } else if self.known.get_value().1 != number {
                    self.theirs.set(Some((number, body)));
                }
            }
            None => self.known.set_value((conclusion, 0)),
        }
    }

    fn go_on(self) {
        // What came while something was on its way.
        let (conclusion, remote) = self.remote();
        self.meet(conclusion, remote);
        if self.asked.get_value() {
            self.asked.set_value(false);
            if let Some(next) = self.next.get_value() {
                next.run(());
                return;
            }
        }
        self.schedule();
    }

    /// What is done once nothing is on its way, when it was asked for meanwhile.
    pub fn then(self, next: Callback<()>) {
        self.next.set_value(Some(next));
    }

    /// Whether a wording is on its way. What was to be done then is done afterwards.
    pub fn holds_back(self) -> bool {
        let busy = self.busy.get_value();
        if busy {
            self.asked.set_value(true);
        }
        busy
    }

    /// It is recorded: there is nothing left to tell of its draft.
    pub fn rest(self) {
        self.dirty.set_value(false);
        self.theirs.set(None);
    }

    /// The draft is given up, for everybody.
    pub fn drop_draft(self) {
        self.rest();
        let (conclusion, remote) = self.remote();
        let what = Happening::DraftDropped { item: self.item, conclusion };
        if remote.is_some() && untrack(|| self.seat.refusal(what.clone())).is_none() {
            self.known.set_value((conclusion, 0));
            self.seat.act(what);
        }
    }

    pub fn theirs(self) -> Option<String> {
        self.theirs.with(|it| it.as_ref().map(|it| it.1.clone()))
    }

    pub fn take_theirs(self) {
        let (conclusion, remote) = self.remote();
        self.rest();
        if let Some((number, body)) = remote {
            self.known.set_value((conclusion, number));
            self.draft.update(|it| it.body = body);
            self.changed.run(());
        }
    }

    pub fn keep_mine(self) {
        let (conclusion, remote) = self.remote();
        self.theirs.set(None);
        self.known.set_value((conclusion, remote.map_or(0, |it| it.0)));
        self.dirty.set_value(true);
        self.schedule();
    }

    /// Takes a passage into the wording: through the room where it can be reached, else on this device.
    pub fn take_passage(self, passage: PassageId, body: &str) {
        let body = body.to_owned();
        let seat = self.seat;
        let begun = seat.room().with_untracked(|it| it.phase != Phase::NotStarted);
        let quiet = !self.dirty.get_value() && !self.busy.get_value();
        let conclusion = self.draft.with_untracked(|it| it.conclusion);
        if !(begun && quiet && untrack(|| seat.following.is_live())) {
            self.add(passage, &body);
            return;
        }
        self.busy.set_value(true);
        let (key, item) = (fresh_key(), self.item);
        spawn_local(async move {
            let answer =
                take_passage_into_wording(seat.meeting, key, seat.device(), item, conclusion, passage).await;
            if self.busy.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(event) => {
                    seat.following.hear(&event);
                    self.draft.update(|it| {
                        if !it.sources.contains(&passage) {
                            it.sources.push(passage);
                        }
                    });
                }
                Err(_) => self.add(passage, &body),
            }
            self.go_on();
        });
    }

    fn add(self, passage: PassageId, body: &str) {
        self.draft.update(|it| it.add(passage, body));
        self.changed.run(());
        self.touch();
    }
}
