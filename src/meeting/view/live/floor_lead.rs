//! What whoever leads does with the list of speakers.

use super::floor::{GIVEN, Line};
use super::seat::Seat;
use crate::meeting::{Happening, Who};
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, IconName, Select};
use leptos::prelude::*;

/// Giving the floor to one who waits, moving and passing over them.
#[component]
pub fn Leading(
    seat: Seat,
    seq: i64,
    name: String,
    can_give: Memo<bool>,
    given: RwSignal<Option<i64>>,
    lines: Memo<Vec<Line>>,
) -> impl IntoView {
    let t = use_lang();
    let (gives, skips) = (t.room_floor_give_to(&name), t.room_floor_skip(&name));
    let (ups, downs) = (t.room_floor_up(&name), t.room_floor_down(&name));
    let is_first = Memo::new(move |_| lines.with(|it| it.first().is_none_or(|it| it.seq == seq)));
    let is_last = Memo::new(move |_| lines.with(|it| it.last().is_none_or(|it| it.seq == seq)));
    let give = move || {
        can_give.get().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Button
                    icon=IconName::Mic
                    label=gives.clone()
                    busy=seat.busy
                    on_press=move |_| {
                        seat.act(Happening::FloorGiven { request: seq, seconds: given.get_untracked() })
                    }
                >
                    {t.room_floor_give()}
                </Button>
            }
        })
    };
    let up = move || {
        (!is_first.get()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    icon=IconName::ArrowUp
                    label=ups.clone()
                    busy=seat.busy
                    on_press=move |_| shift(seat, seq, true)
                />
            }
        })
    };
    let down = move || {
        (!is_last.get()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    icon=IconName::ArrowDown
                    label=downs.clone()
                    busy=seat.busy
                    on_press=move |_| shift(seat, seq, false)
                />
            }
        })
    };
    view! {
        <span class="row">
            {give} {up} {down}
            <Button
                tone=ButtonTone::Quiet
                kind=ButtonKind::Button
                icon=IconName::Close
                label=skips
                busy=seat.busy
                on_press=move |_| seat.act(Happening::FloorSkipped { request: seq })
            />
        </span>
    }
    .into_any()
}

/// Moves one who waits by one place.
fn shift(seat: Seat, seq: i64, up: bool) {
    let moved = seat.room().with_untracked(|room| {
        let item = room.floor.request(seq)?.item;
        let mut order: Vec<i64> = room.floor.waiting_on(item).map(|it| it.seq).collect();
        let at = order.iter().position(|it| *it == seq)?;
        let to = at.checked_add_signed(if up { -1 } else { 1 }).filter(|it| *it < order.len())?;
        order.swap(at, to);
        Some(Happening::FloorOrdered { item, order })
    });
    if let Some(moved) = moved {
        seat.act(moved);
    }
}

/// How long the next speaker is given, and putting somebody on the list.
#[component]
pub fn Chairs(seat: Seat, given: RwSignal<Option<i64>>) -> impl IntoView {
    let t = use_lang();
    let times = [None, Some(120), Some(180), Some(300), Some(600)]
        .into_iter()
        .map(|seconds: Option<i64>| match seconds {
            None => (String::new(), t.room_floor_no_limit().to_owned()),
            Some(seconds) => (seconds.to_string(), t.meeting_minutes_of(seconds / 60)),
        })
        .collect();
    let people = std::iter::once((String::new(), t.room_choose().to_owned()))
        .chain(seat.people.with_value(|people| {
            let invited = people.iter().filter(|it| it.invited);
            invited.map(|it| (it.person.to_string(), it.name.clone())).collect::<Vec<_>>()
        }))
        .collect();
    let chosen = RwSignal::new(String::new());
    let add = move |_| {
        let current = seat.room().with_untracked(|it| it.current);
        if let (Some(item), Ok(person)) = (current, chosen.get_untracked().parse()) {
            seat.act(Happening::FloorAsked { item, who: Some(Who::Person(person)), point_of_order: false });
        }
    };
    view! {
        <details>
            <summary class="py-2">{t.room_floor_more()}</summary>
            <div class="stack stack-sm">
                <Select
                    name="floor-seconds"
                    label=t.room_floor_seconds()
                    options=times
                    value=GIVEN.to_string()
                    on_change=Callback::new(move |it: String| given.set(it.parse().ok()))
                />
                <Select
                    name="floor-person"
                    label=t.room_floor_add()
                    options=people
                    on_change=Callback::new(move |it: String| chosen.set(it))
                />
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    icon=IconName::Plus
                    busy=seat.busy
                    on_press=add
                >
                    {t.room_floor_put()}
                </Button>
            </div>
        </details>
    }
    .into_any()
}
