//! The head of the room: what meeting this is, whether the screen is joined to it, the time, the display.

use super::seat::Seat;
use crate::meeting::view::device::{keep, mark_document, recall};
use crate::meeting::view::follow::Link;
use crate::meeting::view::parts::ItemState;
use crate::meeting::{AgendaItem, Happening, Meeting, Part};
use crate::text::use_lang;
use crate::time::{show_moment, show_span, show_time};
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, Icon, IconName, SampleBadge, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

#[component]
pub fn LiveHead(meeting: Meeting, seat: Seat) -> impl IntoView {
    let t = use_lang();
    let link = seat.following.link();
    let clock = seat.clock;
    view! {
        <header class="live-head">
            <p class="live-title">
                {meeting.title} " " {meeting.sample.then(|| view! { <SampleBadge /> })}
            </p>
            <span class="live-link" role="status" data-state=move || link.with(|it| it.state())>
                {move || link.with(|it| it.words(clock.now(), t))}
            </span>
            <span class="live-clock">{move || show_time(clock.now())}</span>
            <Display />
        </header>
    }
    .into_any()
}

/// What stands above everything else: no connection, or another device in control.
#[component]
pub fn Warnings(seat: Seat, waiting: Signal<usize>) -> impl IntoView {
    let t = use_lang();
    let link = seat.following.link();
    let since = Memo::new(move |_| link.with(Link::lost_since));
    let elsewhere = seat.elsewhere();
    let offline = move || {
        since.get().map(|since| {
            view! {
                <Banner tone=Tone::Warn icon=IconName::Offline>
                    <p data-offline="">
                        {t.room_offline(show_moment(since, seat.clock.now_untracked(), t))} " "
                        {move || match waiting.get() {
                            0 => String::new(),
                            count => t.room_waiting(count),
                        }}
                    </p>
                </Banner>
            }
        })
    };
    let other = move || {
        elsewhere.get().then(|| {
            view! {
                <Banner tone=Tone::Warn>
                    <p>{t.room_elsewhere()}</p>
                    <TakeControl seat />
                </Banner>
            }
        })
    };
    view! {
        {offline}
        {other}
    }
    .into_any()
}

/// Takes the chair's or the secretary's work onto this device.
#[component]
pub fn TakeControl(seat: Seat) -> impl IntoView {
    let t = use_lang();
    let words = match seat.part() {
        Some(Part::Secretary) => t.room_take_writing(),
        Some(Part::Chair) | None => t.room_take_control(),
    };
    let take = move |_| {
        if let (Some(part), Some(device)) = (seat.part(), seat.device()) {
            seat.act(Happening::ControlTaken { part, device });
        }
    };
    view! {
        <Button
            tone=ButtonTone::Secondary
            kind=ButtonKind::Button
            icon=IconName::Hand
            busy=seat.busy
            on_press=take
        >
            {words}
        </Button>
    }
    .into_any()
}

const TEXT_KEY: &str = "giaoban.live.text";
const THEME_KEY: &str = "giaoban.live.theme";

/// Size of the text, and a dark ground for a dark room; kept on this device.
#[component]
fn Display() -> impl IntoView {
    let t = use_lang();
    let size = RwSignal::new("m".to_owned());
    let dark = RwSignal::new(use_visit().theme == "dark");
    let theme_before = use_visit().theme;
    Effect::new(move |_| {
        if let Some(kept) = recall(TEXT_KEY).filter(|it| matches!(it.as_str(), "s" | "m" | "l")) {
            size.set(kept);
        }
        if let Some(kept) = recall(THEME_KEY) {
            dark.set(kept == "dark");
        }
    });
    Effect::new(move |before: Option<bool>| {
        mark_document("data-text", Some(&size.get()));
        let is_dark = dark.get();
        // Until it is chosen here, the account's own theme stands.
        if before.is_some_and(|it| it != is_dark) {
            mark_document("data-theme", Some(if is_dark { "dark" } else { "light" }));
        }
        is_dark
    });
    on_cleanup(move || {
        if cfg!(target_arch = "wasm32") {
            mark_document("data-text", None);
            mark_document("data-theme", Some(&theme_before));
        }
    });
    let choice = move |word: &'static str, label: &'static str, sign: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn-secondary"
                aria-pressed=move || if size.with(|it| it == word) { "true" } else { "false" }
                on:click=move |_| {
                    keep(TEXT_KEY, word);
                    size.set(word.to_owned());
                }
            >
                <span aria-hidden="true">{sign}</span>
                <span class="sr-only">{label}</span>
            </button>
        }
    };
    view! {
        <div class="btn-group no-script" role="group" aria-label=t.meeting_text_size()>
            {choice("s", t.meeting_text_small(), "A−")} {choice("m", t.meeting_text_medium(), "A")}
            {choice("l", t.meeting_text_large(), "A+")}
        </div>
        <button
            type="button"
            class="btn btn-secondary btn-icon"
            aria-label=t.meeting_theme_dark()
            aria-pressed=move || if dark.get() { "true" } else { "false" }
            on:click=move |_| {
                dark.update(|it| *it = !*it);
                keep(THEME_KEY, if dark.get_untracked() { "dark" } else { "light" });
            }
        >
            <Icon name=IconName::Moon />
        </button>
    }
    .into_any()
}

/// Minutes and seconds left of an item, or spent on one that is done.
#[component]
pub fn Timer(item: AgendaItem, seat: Seat) -> impl IntoView {
    let t = use_lang();
    let (id, planned) = (item.id, item.minutes);
    let (room, clock) = (seat.room(), seat.clock);
    let standing = Memo::new(move |_| {
        let now = clock.now();
        room.with(|it| {
            let clock = it.clock_of(id, planned, now);
            (ItemState::of(it, id), clock.spent, clock.given.unwrap_or_default())
        })
    });
    let over = move || {
        let (state, spent, given) = standing.get();
        state == ItemState::Now && spent > given
    };
    view! {
        <p class="live-timer" data-state=move || over().then_some("over")>
            {move || match standing.get() {
                (ItemState::Ahead, _, given) => show_span(given),
                (ItemState::Now, spent, given) => show_span(given - spent),
                (ItemState::Done, spent, _) => show_span(spent),
            }}
            <small>
                {move || match standing.get() {
                    (ItemState::Ahead, _, given) => t.meeting_minutes_of(given / 60),
                    (ItemState::Now, spent, given) if spent > given => t.meeting_over_of(given / 60),
                    (ItemState::Now, _, given) => t.meeting_left_of(given / 60),
                    (ItemState::Done, _, given) => t.meeting_spent_of(given / 60),
                }}
            </small>
        </p>
    }
    .into_any()
}
