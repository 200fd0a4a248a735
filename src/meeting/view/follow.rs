//! Following a meeting: its log as it grows, and the server's clock.

use super::super::{Event, Inbox, Room};
use super::pack;
use crate::id::MeetingId;
use crate::meeting::api::show_meeting;
use crate::route;
use crate::text::Lang;
use crate::time::{Instant, show_moment};
use crate::visit::use_visit;
use chrono::{DateTime, Duration as Span, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast, prelude::Closure};
use std::time::Duration;
use web_sys::{EventSource, MessageEvent};

/// A line on which nothing was heard for so long is taken for dead. The server speaks every ten seconds.
const SILENCE: Span = Span::seconds(15);
/// An event that came before its turn waits so long for those before it.
const GAP: Span = Span::seconds(3);

/// The server's clock, running on in the browser.
#[derive(Clone, Copy)]
pub struct LiveClock {
    now: RwSignal<Instant>,
    /// How far the server's clock is ahead of this device's.
    ahead: StoredValue<Span>,
}

impl LiveClock {
    pub fn now(self) -> Instant {
        self.now.get()
    }

    pub fn now_untracked(self) -> Instant {
        self.now.get_untracked()
    }

    /// `device` is what this device's clock showed when the server's showed `server`.
    fn set(self, server: Instant, device: Instant) {
        self.ahead.set_value(server - device);
        self.tick();
    }

    fn tick(self) {
        self.now.try_set(device_now() + self.ahead.get_value());
    }
}

/// A clock that shows what the page's maker saw, and ticks once the page is alive.
pub fn use_clock() -> LiveClock {
    let shown = use_visit().now;
    let clock = LiveClock { now: RwSignal::new(shown), ahead: StoredValue::new(Span::zero()) };
    Effect::new(move || {
        clock.set(shown, pack::kept_at().unwrap_or_else(device_now));
        if let Ok(ticking) = set_interval_with_handle(move || clock.tick(), Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    });
    clock
}

/// The device's clock. Browser only.
fn device_now() -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit many times over")]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::<Utc>::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// How a screen is joined to the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not alive: the state at the time it was made.
    Still(Instant),
    Joining,
    Live,
    /// Nothing was heard since then; it is tried again and again.
    Lost(Instant),
}

impl Link {
    /// `now` is by the server's clock: another day than that is named.
    pub fn words(&self, now: Instant, t: Lang) -> String {
        match self {
            Self::Still(at) => t.meeting_live_still(show_moment(*at, now, t)),
            Self::Joining => t.meeting_live_joining().to_owned(),
            Self::Live => t.meeting_live_online().to_owned(),
            Self::Lost(since) => t.meeting_live_lost(show_moment(*since, now, t)),
        }
    }

    /// For `data-state`.
    pub const fn state(&self) -> &'static str {
        match self {
            Self::Still(_) => "still",
            Self::Joining => "joining",
            Self::Live => "live",
            Self::Lost(_) => "lost",
        }
    }

    /// Since when nothing was heard.
    pub const fn lost_since(&self) -> Option<Instant> {
        match self {
            Self::Lost(since) => Some(*since),
            Self::Still(_) | Self::Joining | Self::Live => None,
        }
    }
}

/// A room that follows its log.
#[derive(Clone, Copy)]
pub struct Following {
    meeting: MeetingId,
    /// Events in their turn, whatever the order in which they come.
    inbox: StoredValue<Inbox>,
    room: RwSignal<Room>,
    link: RwSignal<Link>,
    /// The mark of the agenda in force, once the server told it.
    agenda: RwSignal<Option<String>>,
}

impl Following {
    pub fn room(self) -> Signal<Room> {
        self.room.into()
    }

    pub fn link(self) -> Signal<Link> {
        self.link.into()
    }

    /// Loads the page anew when the agenda is no longer the one that this screen was made from.
    /// `seen` is its [`AgendaSheet::mark`]. Nobody is disturbed while `busy`, or in a dialog.
    pub fn renew(self, seen: String, busy: Signal<bool>) {
        let meeting = self.meeting;
        Effect::new(move || {
            if self.agenda.with(|it| it.as_ref().is_none_or(|it| *it == seen)) {
                return;
            }
            spawn_local(async move {
                // A screen that stands is worth more than the newest agenda: it is only taken down for one
                // that can be had.
                if show_meeting(meeting).await.is_ok() {
                    when_idle(busy, || drop(window().location().reload()));
                }
            });
        });
    }

    pub fn is_live(self) -> bool {
        self.link.with(|it| *it == Link::Live)
    }

    /// Takes in an event: from the stream, or one that this screen itself brought about before the stream
    /// tells it.
    pub fn hear(self, event: &Event) {
        let moved = self.inbox.try_update_value(|it| it.hear(event.clone()).then(|| it.room().clone()));
        if let Some(Some(room)) = moved {
            self.room.try_set(room);
        }
    }

    fn lose(self, since: Instant) {
        let lost = self.link.try_update(|link| {
            let first = link.lost_since().is_none();
            if first {
                *link = Link::Lost(since);
            }
            first
        });
        if lost == Some(true) {
            pack::note_contact(self.meeting, since);
        }
    }

    /// Whether events are missing before one that came already.
    fn lacks(self) -> bool {
        self.inbox.try_with_value(|it| it.missing_after().is_some()).unwrap_or(false)
    }
}

/// How long between two looks whether somebody is still at work.
const PATIENCE: Duration = Duration::from_secs(2);

fn when_idle(busy: Signal<bool>, then: impl FnOnce() + 'static) {
    // A page that is gone waits for nothing.
    let Some(is_busy) = busy.try_get_untracked() else { return };
    let in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    if is_busy || in_dialog {
        set_timeout(move || when_idle(busy, then), PATIENCE);
    } else {
        then();
    }
}

/// Follows a meeting from the room as the page was made with. It asks again by number after whatever
/// cuts it off, so it never needs to be loaded anew.
pub fn use_room(meeting: MeetingId, initial: Room, clock: LiveClock) -> Following {
    let visit = use_visit();
    let (shown, person) = (visit.now, visit.actor.map(|it| it.person));
    let following = Following {
        meeting,
        inbox: StoredValue::new(Inbox::new(initial.clone())),
        room: RwSignal::new(initial),
        link: RwSignal::new(Link::Still(shown)),
        agenda: RwSignal::new(None),
    };
    Effect::new(move || {
        let line = StoredValue::new_local(None::<Line>);
        let heard_at = StoredValue::new(device_now());
        let gap_since = StoredValue::new(device_now());
        // A page that this device kept was made when there was a network; now there was none.
        let kept = pack::kept_at().map(|_| pack::last_contact(meeting).map_or(shown, |it| it.max(shown)));
        following.link.set(kept.map_or(Link::Joining, Link::Lost));
        let open = move || {
            let after = following.room.with_untracked(|it| it.seq);
            heard_at.set_value(device_now());
            line.set_value(Line::open(meeting, after, following, clock, heard_at));
        };
        open();
        let lose = move || following.lose(clock.now_untracked());
        let watch = move || {
            let silent = device_now() - heard_at.get_value() > SILENCE;
            let closed = line.with_value(|it| it.as_ref().is_none_or(Line::is_closed));
            if silent || closed {
                lose();
                open();
            } else if following.lacks() && device_now() - gap_since.get_value() > GAP {
                // What is missing will not come on this line: it is asked for by number on a new one.
                gap_since.set_value(device_now());
                open();
            } else if !following.lacks() {
                gap_since.set_value(device_now());
            }
        };
        if let Ok(watching) = set_interval_with_handle(watch, Duration::from_secs(2)) {
            on_cleanup(move || watching.clear());
        }
        let back = window_event_listener_untyped("online", move |_| open());
        let away = window_event_listener_untyped("offline", move |_| lose());
        // A tablet that slept may believe its line alive.
        let shown = window_event_listener_untyped("pageshow", move |_| watch());
        let seen = Closure::<dyn FnMut()>::new(watch);
        let page = document();
        let _ = page.add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
        let seen = StoredValue::new_local(Some((page, seen)));
        on_cleanup(move || {
            back.remove();
            away.remove();
            shown.remove();
            seen.try_update_value(|it| {
                if let Some((page, seen)) = it.take() {
                    let _ = page.remove_event_listener_with_callback(
                        "visibilitychange",
                        seen.as_ref().unchecked_ref(),
                    );
                }
            });
            line.try_update_value(|it| *it = None);
        });
    });
    Effect::new(move |kept: Option<bool>| {
        let kept = kept == Some(true);
        if kept || !following.is_live() {
            return kept;
        }
        if let Some(person) = person {
            pack::keep_pack(meeting, person);
        }
        true
    });
    following
}

/// One stream and those who hear it; closed when dropped.
struct Line {
    source: EventSource,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _told: Closure<dyn FnMut(MessageEvent)>,
    _renewed: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut()>,
}

impl Line {
    fn open(
        meeting: MeetingId,
        after: i64,
        following: Following,
        clock: LiveClock,
        heard_at: StoredValue<Instant>,
    ) -> Option<Self> {
        let source = EventSource::new(&format!("{}?after={after}", route::meeting_events(meeting))).ok()?;
        let alive = move || {
            heard_at.try_update_value(|it| *it = device_now());
            following.link.try_update(|link| {
                if *link != Link::Live {
                    *link = Link::Live;
                }
            });
        };
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let text = message.data().as_string().unwrap_or_default();
            if let Ok(event) = serde_json::from_str::<Event>(&text) {
                following.hear(&event);
                alive();
            }
        });
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(now) =
                message.data().as_string().and_then(|it| DateTime::parse_from_rfc3339(&it).ok())
            {
                clock.set(now.to_utc(), device_now());
                pack::note_contact(following.meeting, now.to_utc());
            }
            alive();
        });
        let renewed = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(mark) = message.data().as_string() {
                following.agenda.try_update(|it| {
                    if it.as_ref() != Some(&mark) {
                        *it = Some(mark);
                    }
                });
            }
        });
        let failed = Closure::<dyn FnMut()>::new(move || {
            following.lose(clock.now_untracked());
        });
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("now", told.as_ref().unchecked_ref());
        let _ = source.add_event_listener_with_callback("agenda", renewed.as_ref().unchecked_ref());
        Some(Self { source, _heard: heard, _told: told, _renewed: renewed, _failed: failed })
    }

    fn is_closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}
