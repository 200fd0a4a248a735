//! Who is asked, and the invitations that go out.

use super::desk::Desk;
use crate::id::PersonId;
use crate::meeting::{AgendaEdit, Candidate, Delegate, MeetingState};
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, IconName, Select, Size};
use leptos::prelude::*;

#[component]
pub fn People(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let waits = Memo::new(move |_| desk.planning(|it| it.uninvited));
    let refused = Signal::derive(move || {
        (desk.state() == MeetingState::Draft).then(|| t.meeting_invite_draft().to_owned())
    });
    let rows = move || {
        let delegates = desk.sheet.with(|it| it.delegates.clone());
        delegates.into_iter().map(|delegate| view! { <Person desk delegate /> }).collect::<Vec<_>>()
    };
    view! {
        <Card title=t.meeting_people()>
            <div id="people" class="stack">
                {move || {
                    let count = waits.get();
                    if count == 0 {
                        view! { <p class="text-ink-soft">{t.meeting_invited_all()}</p> }.into_any()
                    } else {
                        view! {
                            <div>
                                <Button
                                    kind=ButtonKind::Button
                                    icon=IconName::Send
                                    busy=desk.busy()
                                    refused
                                    on_press=move |_| desk.invite()
                                >
                                    {t.meeting_invite(count)}
                                </Button>
                            </div>
                        }
                            .into_any()
                    }
                }}
                <Add desk />
                <ul class="stack stack-sm text-sm">{rows}</ul>
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn Person(desk: Desk, delegate: Delegate) -> impl IntoView {
    let t = use_lang();
    let who = delegate.person;
    let unit = delegate.unit.as_ref().map(|it| it.name(t).to_owned());
    let place: Vec<_> = [delegate.post, unit].into_iter().flatten().collect();
    let said = match (delegate.answer, delegate.invited_at) {
        (Some(answer), _) => answer.name(t).to_owned(),
        (None, Some(at)) => t.meeting_invited_at(show_instant(at, t)),
        (None, None) => t.meeting_not_invited().to_owned(),
    };
    let instead = delegate.substitute.map(|it| t.meeting_in_place(it));
    let notes: Vec<_> =
        [Some(place.join(", ")), Some(said), instead, delegate.reason].into_iter().flatten().collect();
    let notes: Vec<_> = notes.into_iter().map(|it| view! { <span class="list-note">{it}</span> }).collect();
    view! {
        <li class="delegate">
            <span class="min-w-0">
                <b>{delegate.name.clone()}</b>
                {notes}
            </span>
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Quiet
                size=Size::Small
                icon=IconName::Close
                label=t.meeting_person_remove(delegate.name)
                on_press=move |_| desk.change(AgendaEdit::Uninvite(who))
            />
        </li>
    }
    .into_any()
}

#[component]
fn Add(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let candidates = Memo::new(move |_| desk.planning(|it| it.candidates.clone()));
    let chosen = RwSignal::new(None::<PersonId>);
    let add = move |_| {
        let first = candidates.with_untracked(|it| it.first().map(|it| it.person));
        if let Some(who) = chosen.get_untracked().or(first) {
            chosen.set(None);
            desk.change(AgendaEdit::Invite(who));
        }
    };
    let options = move || {
        desk.sheet.with_untracked(|sheet| {
            let unit = |it: &Candidate| {
                sheet.units.iter().find(|unit| Some(unit.id) == it.unit).map(|it| it.name(t).to_owned())
            };
            candidates.with(|all| all.iter().map(|it| option(it, unit(it))).collect::<Vec<_>>())
        })
    };
    view! {
        {move || {
            let options = options();
            (!options.is_empty())
                .then(|| {
                    view! {
                        <div class="row items-end">
                            <Select
                                id="candidate"
                                name="person"
                                label=t.meeting_person_choose()
                                options
                                on_change=Callback::new(move |value: String| chosen.set(value.parse().ok()))
                            />
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Secondary
                                icon=IconName::Plus
                                on_press=Callback::new(add)
                            >
                                {t.meeting_person_add()}
                            </Button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

fn option(it: &Candidate, unit: Option<String>) -> (String, String) {
    let words: Vec<_> = [Some(it.name.clone()), it.post.clone(), unit].into_iter().flatten().collect();
    (it.person.to_string(), words.join(", "))
}
