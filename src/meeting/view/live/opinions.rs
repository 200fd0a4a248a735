//! What is said on an item, as the secretary notes it.

use super::kept::use_kept;
use super::seat::Seat;
use crate::id::AgendaItemId;
use crate::meeting::{Happening, Phase, Who};
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, IconName, Labelled, TextField};
use leptos::prelude::*;

/// Stands in the list of speakers for somebody who is on none.
const GUEST: &str = "guest";

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    seq: i64,
    name: String,
    body: String,
}

#[component]
pub fn OpinionsPanel(seat: Seat, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let lines = Memo::new(move |_| {
        room.with(|room| {
            let said = room.opinions.on(item);
            said.map(|it| Line { seq: it.seq, name: seat.name(room, &it.who), body: it.body.clone() })
                .collect::<Vec<_>>()
        })
    });
    let records = seat.records();
    // The one that is being reworded.
    let editing = RwSignal::new(None::<i64>);
    let empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let form = records.then(|| {
        let may = Memo::new(move |_| room.with(|it| it.phase != Phase::NotStarted));
        move || may.get().then(|| view! { <Note seat item /> })
    });
    view! {
        <div class:hidden=move || empty.get() && !records>
            <Card title=t.room_opinions()>
                <div class="stack stack-sm" data-opinions="">
                    <ul class="opinions" class:hidden=move || empty.get()>
                        <For each=move || lines.get() key=|it| (it.seq, it.body.clone()) let:line>
                            <Said seat line editing />
                        </For>
                    </ul>
                    {form}
                </div>
            </Card>
        </div>
    }
    .into_any()
}

#[component]
fn Said(seat: Seat, line: Line, editing: RwSignal<Option<i64>>) -> impl IntoView {
    let t = use_lang();
    let Line { seq, name, body } = line;
    let can_change = seat.can(Happening::OpinionStruck { opinion: seq });
    let typed = use_kept(seat, &format!("opinion.{seq}"), move || editing.set(Some(seq)));
    let before = StoredValue::new(body.clone());
    let words = StoredValue::new((t.room_opinion_edit(&name), t.room_opinion_strike(&name)));
    let controls = move || {
        (can_change.get() && editing.get() != Some(seq)).then(|| {
            let (edit, strike) = words.get_value();
            view! {
                <span class="row">
                    <Button
                        tone=ButtonTone::Quiet
                        kind=ButtonKind::Button
                        icon=IconName::Edit
                        label=edit
                        on_press=move |_| {
                            typed.offer(before.get_value());
                            editing.set(Some(seq));
                        }
                    />
                    <Button
                        tone=ButtonTone::Quiet
                        kind=ButtonKind::Button
                        icon=IconName::Trash
                        label=strike
                        busy=seat.busy
                        on_press=move |_| seat.act(Happening::OpinionStruck { opinion: seq })
                    />
                </span>
            }
        })
    };
    let reword = move |_| {
        let taken = typed.taken();
        seat.act_told(Happening::OpinionReworded { opinion: seq, body: typed.peek() }, move || {
            if taken() {
                editing.try_set(None);
            }
        });
    };
    let form = move || {
        (editing.get() == Some(seq)).then(|| {
            let id = format!("opinion-{seq}");
            let described = format!("{id}-help {id}-error");
            view! {
                <Labelled id=id.clone() label=words.with_value(|it| it.0.clone())>
                    <textarea
                        id=id
                        class="input"
                        rows="3"
                        maxlength="5000"
                        aria-describedby=described
                        prop:value=move || typed.get()
                        on:input=move |event| typed.write(event_target_value(&event))
                    ></textarea>
                </Labelled>
                <div class="row">
                    <Button kind=ButtonKind::Button icon=IconName::Check busy=seat.busy on_press=reword>
                        {t.room_opinion_save()}
                    </Button>
                    <Button
                        tone=ButtonTone::Quiet
                        kind=ButtonKind::Button
                        on_press=move |_| {
                            typed.write(String::new());
                            editing.set(None);
                        }
                    >
                        {t.meeting_cancel()}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <li data-opinion=seq>
            <div class="opinion">
                <p class="whitespace-pre-line min-w-0">
                    <b>{name}</b>
                    ": "
                    {body}
                </p>
                {controls}
            </div>
            {form}
        </li>
    }
    .into_any()
}

/// Notes an opinion; whoever has the floor is taken for the speaker until it is said otherwise.
#[component]
fn Note(seat: Seat, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let who = RwSignal::new(String::new());
    let guest = RwSignal::new(String::new());
    let body = use_kept(seat, &format!("opinion.{item}"), || {});
    let wrong = RwSignal::new(None::<String>);
    let speaking = Memo::new(move |_| room.with(|it| it.floor.speaking.as_ref().map(|it| it.who.clone())));
    Effect::new(move |_| {
        if let Some(speaker) = speaking.get()
            && body.is_blank()
        {
            match speaker {
                Who::Person(person) => who.set(person.to_string()),
                Who::Guest(name) => {
                    who.set(GUEST.to_owned());
                    guest.set(name);
                }
            }
        }
    });
    let people: Vec<_> = seat
        .people
        .with_value(|people| people.iter().map(|it| (it.person.to_string(), it.name.clone())).collect());
    let options: Vec<_> = std::iter::once((String::new(), t.room_choose().to_owned()))
        .chain(people)
        .chain(std::iter::once((GUEST.to_owned(), t.room_opinion_guest().to_owned())))
        .map(|(value, words)| view! { <option value=value>{words}</option> })
        .collect();
    let note = move |_| {
        let chosen = who.get_untracked();
        let speaker = if chosen == GUEST {
            Some(guest.get_untracked().trim().to_owned()).filter(|it| !it.is_empty()).map(Who::Guest)
        } else {
            chosen.parse().ok().map(Who::Person)
        };
        let text = body.peek();
        match speaker {
            None => wrong.set(Some(t.room_opinion_who().to_owned())),
            Some(_) if text.trim().is_empty() => wrong.set(Some(t.problem_required().to_owned())),
            Some(who) if !seat.busy.get_untracked() => {
                wrong.set(None);
                let taken = body.taken();
                seat.act_told(Happening::OpinionNoted { item, who, body: text }, move || {
                    taken();
                });
            }
            Some(_) => {}
        }
    };
    let error = Signal::derive(move || wrong.get());
    let by_name = move || {
        who.with(|it| it == GUEST).then(|| {
            view! {
                <TextField
                    name="opinion-guest"
                    label=t.room_opinion_guest_name()
                    value=guest.get_untracked()
                    on_input=Callback::new(move |it: String| guest.set(it))
                />
            }
        })
    };
    view! {
        <Labelled id="opinion-who" label=t.room_opinion_speaker()>
            <select
                id="opinion-who"
                class="input"
                aria-describedby="opinion-who-help opinion-who-error"
                prop:value=move || who.get()
                on:change=move |event| who.set(event_target_value(&event))
            >
                {options}
            </select>
        </Labelled>
        {by_name}
        <Labelled id="opinion-body" label=t.room_opinion_body() error>
            <textarea
                id="opinion-body"
                class="input"
                rows="3"
                maxlength="5000"
                aria-describedby="opinion-body-help opinion-body-error"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || body.get()
                on:input=move |event| body.write(event_target_value(&event))
            ></textarea>
        </Labelled>
        <div class="row">
            <Button kind=ButtonKind::Button icon=IconName::Note busy=seat.busy on_press=note>
                {t.room_opinion_note()}
            </Button>
        </div>
    }
    .into_any()
}
