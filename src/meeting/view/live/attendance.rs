//! Who is here: saying so oneself, and the secretary's list.

use super::seat::Seat;
use crate::id::PersonId;
use crate::meeting::{Happening, InvitationAnswer, Participant, Room, Way, Who};
use crate::text::use_lang;
use crate::time::show_time;
use crate::ui::{Badge, Button, ButtonKind, ButtonTone, Card, Dialog, IconName, TextField, Tone};
use leptos::prelude::*;

/// How many of those invited are in the room, themselves or by somebody in their place.
fn came(room: &Room, people: &[Participant]) -> (usize, usize) {
    let presence = room.attendance.held_against(people, None);
    (presence.came, presence.invited)
}

#[component]
pub fn AttendancePanel(seat: Seat) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let counted = Memo::new(move |_| room.with(|room| seat.people.with_value(|people| came(room, people))));
    let open = RwSignal::new(false);
    let here = seat.can(Happening::Arrived { who: None, way: Way::Own });
    let leave = seat.can(Happening::Left { who: None });
    let records = seat.records();
    let own = move || match (here.get(), leave.get()) {
        (true, _) => Some(
            view! {
                <Button
                    kind=ButtonKind::Button
                    icon=IconName::Check
                    busy=seat.busy
                    on_press=move |_| seat.act(Happening::Arrived { who: None, way: Way::Own })
                >
                    {t.meeting_attend_here()}
                </Button>
            }
            .into_any(),
        ),
        (false, true) => Some(
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    busy=seat.busy
                    on_press=move |_| seat.act(Happening::Left { who: None })
                >
                    {t.room_leave()}
                </Button>
            }
            .into_any(),
        ),
        (false, false) => None,
    };
    let list = records.then(|| {
        view! {
            <Button
                tone=ButtonTone::Secondary
                kind=ButtonKind::Button
                icon=IconName::People
                on_press=move |_| open.set(true)
            >
                {t.room_attendance_list()}
            </Button>
        }
    });
    view! {
        <Card title=t.meeting_attend()>
            <p data-attendance="">
                {move || {
                    let (came, invited) = counted.get();
                    t.room_came(came, invited)
                }}
            </p>
            <div class="row mt-2">{own} {list}</div>
        </Card>
        {records.then(|| view! { <ListDialog seat open /> })}
    }
    .into_any()
}

#[component]
fn ListDialog(seat: Seat, open: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    let rows = move || {
        open.get().then(|| {
            let people = seat.people.get_value();
            people
                .into_iter()
                .filter(|it| it.invited)
                .map(|person| view! { <Invited seat person /> })
                .collect::<Vec<_>>()
        })
    };
    let guest = RwSignal::new(String::new());
    let add = move |_| {
        let name = guest.get_untracked().trim().to_owned();
        if !name.is_empty() {
            seat.act(Happening::Arrived { who: Some(Who::Guest(name)), way: Way::List });
        }
    };
    view! {
        <Dialog id="attendance" title=t.room_attendance_list() open>
            <ul class="attendance">{rows}</ul>
            <TextField
                name="attendance-guest"
                label=t.room_guest()
                on_input=Callback::new(move |it: String| guest.set(it))
            />
            <Button
                tone=ButtonTone::Secondary
                kind=ButtonKind::Button
                icon=IconName::Plus
                busy=seat.busy
                on_press=add
            >
                {t.room_guest_add()}
            </Button>
        </Dialog>
    }
    .into_any()
}

/// How somebody invited stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stands {
    Absent,
    Here(String),
    Left(String),
    Replaced(String),
}

fn stands(seat: Seat, room: &Room, person: PersonId) -> Stands {
    let attendance = &room.attendance;
    if let Some(substitute) = attendance.substitute_of(person) {
        return Stands::Replaced(seat.name(room, substitute));
    }
    match attendance.find(&Who::Person(person)) {
        None => Stands::Absent,
        Some(it) => match it.left_at {
            Some(left) => Stands::Left(show_time(left)),
            None => Stands::Here(show_time(it.arrived_at)),
        },
    }
}

#[component]
fn Invited(seat: Seat, person: Participant) -> impl IntoView {
    let t = use_lang();
    let id = person.person;
    let room = seat.room();
    let state = Memo::new(move |_| room.with(|room| stands(seat, room, id)));
    let who = Who::Person(id);
    let can_come = seat.can(Happening::Arrived { who: Some(who.clone()), way: Way::List });
    let can_go = seat.can(Happening::Left { who: Some(who.clone()) });
    let who = StoredValue::new(who);
    let replacing = RwSignal::new(false);
    // As they said themselves, where they did: the secretary only notes that they came.
    let substitute = RwSignal::new(person.substitute.clone().unwrap_or_default());
    let away = match (person.answer, person.substitute.clone()) {
        (Some(InvitationAnswer::Substituted), Some(name)) => t.meeting_in_place(name),
        (Some(InvitationAnswer::Declined), _) => InvitationAnswer::Declined.name(t).to_owned(),
        _ => t.room_absent().to_owned(),
    };
    let away = StoredValue::new(away);
    let badge = move || match state.get() {
        Stands::Absent => view! { <Badge text=away.get_value() /> }.into_any(),
        Stands::Here(since) => view! { <Badge tone=Tone::Ok text=t.room_here(since) /> }.into_any(),
        Stands::Left(at) => view! { <Badge tone=Tone::Warn text=t.room_left(at) /> }.into_any(),
        Stands::Replaced(by) => view! { <Badge tone=Tone::Info text=t.room_replaced(by) /> }.into_any(),
    };
    let name = StoredValue::new(person.name.clone());
    let controls = move || {
        let come = can_come.get().then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    label=t.room_mark_here(name.get_value())
                    busy=seat.busy
                    on_press=move |_| {
                        seat.act(Happening::Arrived { who: Some(who.get_value()), way: Way::List })
                    }
                >
                    {t.room_mark()}
                </Button>
            }
        });
        let go = can_go.get().then(|| {
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    label=t.room_mark_left(name.get_value())
                    busy=seat.busy
                    on_press=move |_| seat.act(Happening::Left { who: Some(who.get_value()) })
                >
                    {t.room_mark_gone()}
                </Button>
            }
        });
        let replace =
            (can_come.get() && matches!(state.get(), Stands::Absent | Stands::Replaced(_))).then(|| {
                view! {
                    <Button
                        tone=ButtonTone::Quiet
                        kind=ButtonKind::Button
                        label=t.room_replace_of(name.get_value())
                        on_press=move |_| replacing.update(|it| *it = !*it)
                    >
                        {t.room_replace()}
                    </Button>
                }
            });
        view! {
            <span class="row">
                {come} {go} {replace}
            </span>
        }
    };
    let send = move |_| {
        let name = substitute.get_untracked().trim().to_owned();
        if !name.is_empty() {
            let stands =
                Happening::Substituted { absent: id, substitute: Who::Guest(name), name: String::new() };
            seat.act_told(stands, move || {
                replacing.try_set(false);
            });
        }
    };
    let form = move || {
        replacing.get().then(|| {
            view! {
                <TextField
                    name=format!("substitute-{id}")
                    label=t.room_substitute()
                    value=substitute.get_untracked()
                    on_input=Callback::new(move |it: String| substitute.set(it))
                />
                <Button kind=ButtonKind::Button icon=IconName::Check busy=seat.busy on_press=send>
                    {t.room_replace_keep()}
                </Button>
            }
        })
    };
    view! {
        <li data-person=id.to_string()>
            <span class="min-w-0">{person.name} " " {badge}</span>
            {controls}
            {form}
        </li>
    }
    .into_any()
}
