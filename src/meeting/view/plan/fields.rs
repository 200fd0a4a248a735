//! The meeting's own fields: what it is called, where and when; what it is held for.

use super::desk::{About, Desk};
use crate::meeting::view::parts::when;
use crate::meeting::{AgendaEdit, KindInput, Meeting, MeetingInput, MeetingKind};
use crate::text::use_lang;
use crate::time::{local, show_time};
use crate::ui::{Checkbox, InputKind, Select, TextArea, TextField};
use leptos::prelude::*;

#[component]
pub fn MeetingFields(desk: Desk, meeting: Meeting) -> impl IntoView {
    let t = use_lang();
    let starts = local(meeting.starts_at);
    let typed = RwSignal::new(MeetingInput {
        title: meeting.title.clone(),
        place: meeting.place.clone().unwrap_or_default(),
        date: starts.date().to_string(),
        time: show_time(meeting.starts_at),
    });
    let first = typed.get_untracked();
    let set = move |change: fn(&mut MeetingInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let kept = StoredValue::new(first.clone());
    // Leaving a field keeps it.
    let leave = move |_| {
        let now = typed.get_untracked();
        if now != kept.get_value() {
            kept.set_value(now.clone());
            desk.change(AgendaEdit::Meeting(now));
        }
    };
    let shown = move || desk.sheet.with(|it| when(&it.meeting, t));
    view! {
        <section class="card" on:focusout=leave>
            <p class="sr-only">{shown}</p>
            <TextField
                name="title"
                label=t.meeting_field_title()
                value=first.title
                error=desk.error(About::Meeting, "title")
                on_input=set(|it, value| it.title = value)
            />
            <div class="form-row mt-3">
                <TextField
                    name="place"
                    label=t.meeting_field_place()
                    value=first.place
                    error=desk.error(About::Meeting, "place")
                    on_input=set(|it, value| it.place = value)
                />
                <TextField
                    name="date"
                    label=t.meeting_field_date()
                    kind=InputKind::Date
                    value=first.date
                    error=desk.error(About::Meeting, "date")
                    on_input=set(|it, value| it.date = value)
                />
                <TextField
                    name="time"
                    label=t.meeting_field_time()
                    kind=InputKind::Time
                    value=first.time
                    error=desk.error(About::Meeting, "time")
                    on_input=set(|it, value| it.time = value)
                />
            </div>
            <Unsaved
                desk
                about=About::Meeting
                save=Callback::new(move |()| desk.change(AgendaEdit::Meeting(typed.get_untracked())))
            />
        </section>
    }
    .into_any()
}

/// The type by the rules, and whether it is too urgent for the usual notice.
#[component]
pub fn KindFields(desk: Desk, meeting: Meeting) -> impl IntoView {
    let t = use_lang();
    let first = KindInput {
        kind: meeting.kind,
        urgent: meeting.urgent.is_some(),
        reason: meeting.urgent.unwrap_or_default(),
    };
    let typed = RwSignal::new(first.clone());
    let kept = StoredValue::new(first.clone());
    let keep = move || {
        let now = typed.get_untracked();
        // An urgent meeting waits for its reason before it is kept as one.
        let waits = now.urgent && now.reason.trim().is_empty();
        if now != kept.get_value() && !waits {
            kept.set_value(now.clone());
            desk.change(AgendaEdit::Kind(now));
        }
    };
    let options = MeetingKind::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let choose = move |value: String| {
        typed.update(|it| it.kind = value.parse().unwrap_or(it.kind));
        keep();
    };
    let mark = move |on: bool| {
        typed.update(|it| it.urgent = on);
        keep();
    };
    let urgent = Memo::new(move |_| typed.with(|it| it.urgent));
    view! {
        <section class="card stack stack-sm" on:focusout=move |_| keep()>
            <Select
                name="kind"
                label=t.meeting_type()
                options
                value=first.kind.word()
                on_change=Callback::new(choose)
            />
            <Checkbox
                name="urgent"
                label=t.meeting_urgent()
                checked=first.urgent
                on_change=Callback::new(mark)
            />
            <div class:hidden=move || !urgent.get()>
                <TextArea
                    name="urgent_reason"
                    label=t.meeting_urgent_reason()
                    value=first.reason
                    rows=2
                    error=desk.error(About::Kind, "reason")
                    on_input=Callback::new(move |value| typed.update(|it| it.reason = value))
                />
            </div>
            <Unsaved
                desk
                about=About::Kind
                save=Callback::new(move |()| desk.change(AgendaEdit::Kind(typed.get_untracked())))
            />
        </section>
    }
    .into_any()
}

/// Says that fields hold what was not kept, and tries again.
#[component]
pub fn Unsaved(desk: Desk, about: About, save: Callback<()>) -> impl IntoView {
    let t = use_lang();
    view! {
        <div role="alert">
            {move || {
                desk.has_failed(about)
                    .then(|| {
                        view! {
                            <p class="field-error">
                                {t.meeting_unsaved()} " "
                                <button type="button" class="btn btn-secondary btn-sm" on:click=move |_| save.run(())>
                                    {t.meeting_save_again()}
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
