//! Who sits at this screen, what they may do next, and how it is sent.

use crate::actor::{Actor, Permission, Scope};
use crate::error::{Denial, Error};
use crate::id::{MeetingId, PersonId};
use crate::meeting::api::act_in_meeting;
use crate::meeting::view::device::{fresh_key, own_device};
use crate::meeting::view::follow::{Following, LiveClock};
use crate::meeting::{Hand, Happening, Part, Participant, Room, Who, may_cause};
use crate::text::{Lang, use_lang};
use crate::ui::{Toasts, Tone, use_toasts};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// How long between two tries to reach the server.
const AGAIN: Duration = Duration::from_secs(2);

/// What follows once the server has taken an act.
enum Then {
    Nothing,
    Act(Happening),
    Tell(Box<dyn FnOnce()>),
}

/// A person at a screen of a meeting.
#[derive(Clone, Copy)]
pub struct Seat {
    pub meeting: MeetingId,
    pub following: Following,
    pub clock: LiveClock,
    pub people: StoredValue<Vec<Participant>>,
    pub busy: RwSignal<bool>,
    pub toasts: Toasts,
    pub t: Lang,
    /// What the server took last of what was kept on this device: its place and its text.
    pub taken: RwSignal<Option<(String, String)>>,
    actor: StoredValue<Option<Actor>>,
    invited: bool,
    device: RwSignal<Option<Uuid>>,
}

/// Call once, at the root of the room.
pub fn use_seat(
    meeting: MeetingId,
    following: Following,
    clock: LiveClock,
    people: Vec<Participant>,
) -> Seat {
    let actor = use_visit().actor;
    let invited =
        actor.as_ref().is_some_and(|actor| people.iter().any(|it| it.invited && it.person == actor.person));
    let device = RwSignal::new(None);
    Effect::new(move |_| device.set(Some(own_device())));
    Seat {
        meeting,
        following,
        clock,
        people: StoredValue::new(people),
        busy: RwSignal::new(false),
        toasts: use_toasts(),
        t: use_lang(),
        taken: RwSignal::new(None),
        actor: StoredValue::new(actor),
        invited,
        device,
    }
}

impl Seat {
    pub fn room(self) -> Signal<Room> {
        self.following.room()
    }

    pub fn me(self) -> Option<PersonId> {
        self.actor.with_value(|it| it.as_ref().map(|it| it.person))
    }

    pub fn part(self) -> Option<Part> {
        let on = self.meeting;
        self.actor.with_value(|it| it.as_ref().and_then(|it| Part::of(it, on)))
    }

    /// This device, once the page is alive.
    pub fn device(self) -> Option<Uuid> {
        self.device.get_untracked()
    }

    /// Whether this session may change anything at all.
    pub fn writes(self) -> bool {
        self.actor.with_value(|it| it.as_ref().is_some_and(Actor::writes))
    }

    /// Leads, whichever device is in control.
    pub fn leads(self) -> bool {
        self.holds(Permission::ConductMeeting)
    }

    /// Words, notes and counts, whichever device is in control.
    pub fn records(self) -> bool {
        self.holds(Permission::RecordConclusion)
    }

    fn holds(self, permission: Permission) -> bool {
        let on = Scope::Meeting(self.meeting);
        self.actor.with_value(|it| it.as_ref().is_some_and(|it| it.can(permission, on)))
    }

    /// Why this may not happen now, if it may not. Tracks the room and the clock.
    pub fn refusal(self, what: Happening) -> Option<Denial> {
        let (now, device) = (self.clock.now(), self.device.get());
        self.actor.with_value(|actor| {
            let Some(actor) = actor else { return Some(Denial::NotAllowed) };
            let hand = Hand { actor, meeting: self.meeting, invited: self.invited, device };
            self.room().with(|room| may_cause(&hand, room, &room.next(now, actor.person, what)).err())
        })
    }

    /// Whether a control for this may be offered.
    pub fn can(self, what: Happening) -> Memo<bool> {
        Memo::new(move |_| self.refusal(what.clone()).is_none())
    }

    /// Whether another device does this person's part.
    pub fn elsewhere(self) -> Memo<bool> {
        Memo::new(move |_| {
            let (own, part) = (self.device.get(), self.part());
            let kept = self.room().with(|it| part.and_then(|part| it.control.get(&part).map(|it| it.device)));
            own.is_some() && kept.is_some() && kept != own
        })
    }

    /// What somebody is called.
    pub fn name(self, room: &Room, who: &Who) -> String {
        let name = self.people.with_value(|people| room.attendance.name_of(who, people));
        if name.is_empty() { self.t.room_somebody().to_owned() } else { name }
    }

    /// Sends one act at a time, under its own key until the server has answered.
    pub fn act(self, what: Happening) {
        self.start(what, Then::Nothing);
    }

    pub fn act_then(self, what: Happening, then: Option<Happening>) {
        self.start(what, then.map_or(Then::Nothing, Then::Act));
    }

    /// The page may have turned to something else by the time this is told.
    pub fn act_told(self, what: Happening, told: impl FnOnce() + 'static) {
        self.start(what, Then::Tell(Box::new(told)));
    }

    fn start(self, what: Happening, then: Then) {
        if !self.busy.get_untracked() {
            self.busy.set(true);
            self.send(fresh_key(), what, then, true);
        }
    }

    fn send(self, key: Uuid, what: Happening, then: Then, first: bool) {
        spawn_local(async move {
            match act_in_meeting(self.meeting, key, self.device(), what.clone()).await {
                Ok(event) => {
                    self.following.hear(&event);
                    match then {
                        Then::Act(next) => self.send(fresh_key(), next, Then::Nothing, true),
                        Then::Nothing => drop(self.busy.try_set(false)),
                        Then::Tell(told) => {
                            told();
                            self.busy.try_set(false);
                        }
                    }
                }
                // A vote is cast by whoever sees what is asked, never later by a machine.
                Err(Error::Offline | Error::Fault(0)) if matches!(what, Happening::VoteCast { .. }) => {
                    self.toasts.say(Tone::Danger, self.t.room_vote_unsent());
                    self.busy.try_set(false);
                }
                // It may have been taken: the same key asks again.
                Err(Error::Offline | Error::Fault(0)) => {
                    if first {
                        self.toasts.say(Tone::Warn, self.t.meeting_act_unsent());
                    }
                    // The page may be gone by then, and what was not sent with it.
                    set_timeout(
                        move || {
                            if self.busy.try_get_untracked().is_some() {
                                self.send(key, what, then, false);
                            }
                        },
                        AGAIN,
                    );
                }
                Err(error) => {
                    self.refuse(&error);
                    self.busy.try_set(false);
                }
            }
        });
    }

    /// Says why the server did not take something.
    pub fn refuse(self, error: &Error) {
        let done = *error == Error::Denied(Denial::AlreadyDone);
        self.toasts.say(if done { Tone::Info } else { Tone::Danger }, error.message(self.t));
    }
}
