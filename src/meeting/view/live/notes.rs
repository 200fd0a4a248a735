//! What a person notes for themselves on an item.

use super::outbox::Outbox;
use crate::id::AgendaItemId;
use crate::meeting::view::device::selected_words;
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, IconName, Labelled};
use leptos::prelude::*;
use std::time::Duration;

/// A pause in typing after which a note is kept.
const PAUSE: Duration = Duration::from_millis(800);

#[component]
pub fn NotePad(outbox: Outbox, shown: Memo<Option<AgendaItemId>>) -> impl IntoView {
    let t = use_lang();
    let pad = move || {
        shown.get().map(|item| {
            view! {
                <Pad outbox item />
                <Marks outbox item />
            }
        })
    };
    view! { <Card title=t.room_notes()>{pad}</Card> }.into_any()
}

/// What is marked in the papers: the words that are selected.
#[component]
fn Marks(outbox: Outbox, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let nothing = RwSignal::new(false);
    let mark = move |_| {
        let words = selected_words();
        nothing.set(words.is_empty());
        if !words.is_empty() {
            outbox.mark(item, words);
        }
    };
    view! {
        <ul class="stack stack-sm" data-marks="" aria-label=t.room_marks()>
            <For each=move || outbox.marks_on(item) key=|it| it.0 let:marked>
                {
                    let (id, quote) = marked;
                    view! {
                        <li class="row">
                            <mark class="min-w-0">{quote.clone()}</mark>
                            <Button
                                tone=ButtonTone::Quiet
                                kind=ButtonKind::Button
                                icon=IconName::Close
                                label=t.room_unmark(quote)
                                on_press=move |_| outbox.unmark(id)
                            />
                        </li>
                    }
                }
            </For>
        </ul>
        <div class="row" on:pointerdown=|event| event.prevent_default()>
            <Button tone=ButtonTone::Secondary kind=ButtonKind::Button icon=IconName::Note on_press=mark>
                {t.room_mark_words()}
            </Button>
        </div>
        <p class="text-sm text-ink-soft" role="status">
            {move || nothing.get().then(|| t.room_mark_nothing())}
        </p>
    }
    .into_any()
}

#[component]
fn Pad(outbox: Outbox, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    // What is typed, until it is handed on.
    let typed = RwSignal::new(None::<String>);
    let turn = StoredValue::new(0_u32);
    let hand_on = move || {
        if let Some(Some(body)) = typed.try_update(Option::take) {
            outbox.write_note(item, body);
        }
    };
    let write = move |body: String| {
        typed.set(Some(body));
        let now = turn.get_value().wrapping_add(1);
        turn.set_value(now);
        set_timeout(
            move || {
                if turn.try_get_value() == Some(now) {
                    hand_on();
                }
            },
            PAUSE,
        );
    };
    // Whoever turns to another item has written this one to its end.
    on_cleanup(move || {
        if cfg!(target_arch = "wasm32") {
            hand_on();
        }
    });
    // And so has whoever goes to another address, or lays the tablet away.
    Effect::new(move || {
        for leaving in ["pagehide", "visibilitychange"] {
            let heard = window_event_listener_untyped(leaving, move |_| hand_on());
            on_cleanup(move || heard.remove());
        }
    });
    let body = Memo::new(move |_| typed.get().unwrap_or_else(|| outbox.note_on(item)));
    let state = move || {
        if typed.with(Option::is_some) || outbox.note_waits(item) {
            t.room_note_waits()
        } else if body.with(String::is_empty) {
            ""
        } else {
            t.room_note_kept()
        }
    };
    view! {
        <Labelled id="room-note" label=t.room_note_label() help=Some(t.room_note_help().to_owned())>
            <textarea
                id="room-note"
                class="input"
                rows="3"
                maxlength="5000"
                aria-describedby="room-note-help room-note-error"
                prop:value=move || body.get()
                on:input=move |event| write(event_target_value(&event))
                on:blur=move |_| hand_on()
            ></textarea>
        </Labelled>
        <p class="text-sm text-ink-soft" data-note="">{state}</p>
    }
    .into_any()
}
