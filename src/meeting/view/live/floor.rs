//! Who speaks, who waits to speak, and asking for it.

use super::floor_lead::{Chairs, Leading};
use super::outbox::Outbox;
use super::seat::Seat;
use crate::id::AgendaItemId;
use crate::meeting::{Clock, Happening, Request, Room};
use crate::text::use_lang;
use crate::time::show_span;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, IconName};
use leptos::prelude::*;

/// How long a speaker is given unless it is said otherwise, in seconds.
pub const GIVEN: i64 = 300;

/// Somebody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub seq: i64,
    name: String,
    mine: bool,
    point_of_order: bool,
}

#[component]
pub fn FloorPanel(seat: Seat, outbox: Outbox) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let lines = Memo::new(move |_| {
        room.with(|room| room.current.map(|item| waiting(seat, room, item)).unwrap_or_default())
    });
    let given = RwSignal::new(Some(GIVEN));
    let leads = seat.leads();
    let nobody = Memo::new(move |_| lines.with(Vec::is_empty));
    view! {
        <Card title=t.room_floor()>
            <div class="stack stack-sm" data-floor="">
                <Speaker seat />
                <p class="text-ink-soft" class:hidden=move || !nobody.get()>
                    {t.room_floor_nobody()}
                </p>
                <ol class="floor-list" class:hidden=move || nobody.get()>
                    <For each=move || lines.get() key=|it| it.seq let:line>
                        <Waits seat line lines given />
                    </For>
                </ol>
                <Ask seat outbox />
                {leads.then(|| view! { <Chairs seat given /> })}
            </div>
        </Card>
    }
    .into_any()
}

fn waiting(seat: Seat, room: &Room, item: AgendaItemId) -> Vec<Line> {
    let me = seat.me();
    let line = |it: &Request| Line {
        seq: it.seq,
        name: seat.name(room, &it.who),
        mine: me.is_some_and(|me| it.who.is(me)),
        point_of_order: it.point_of_order,
    };
    room.floor.waiting_on(item).map(line).collect()
}

/// Who has the floor, and how long they have had it.
#[component]
fn Speaker(seat: Seat) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let name =
        Memo::new(move |_| room.with(|it| it.floor.speaking.as_ref().map(|who| seat.name(it, &who.who))));
    let clock = Memo::new(move |_| {
        let now = seat.clock.now();
        room.with(|it| it.speakers_clock(now))
    });
    let can_take = seat.can(Happening::FloorTaken);
    move || {
        name.get().map(|name| {
            view! {
                <div class="floor-speaker" data-speaker="">
                    <p>
                        <span class="conclusion-label">{t.room_speaking()}</span>
                        <b>{name}</b>
                    </p>
                    <p class="floor-clock" data-state=move || is_over(clock.get()).then_some("over")>
                        {move || clock.get().map(shown_of)}
                    </p>
                    {move || {
                        can_take
                            .get()
                            .then(|| {
                                view! {
                                    <Button
                                        tone=ButtonTone::Secondary
                                        kind=ButtonKind::Button
                                        busy=seat.busy
                                        on_press=move |_| seat.act(Happening::FloorTaken)
                                    >
                                        {t.room_floor_take()}
                                    </Button>
                                }
                            })
                    }}
                </div>
            }
        })
    }
}

pub fn is_over(clock: Option<Clock>) -> bool {
    clock.is_some_and(Clock::is_over)
}

/// Time left where a limit was set, else time spent.
pub fn shown_of(clock: Clock) -> String {
    show_span(clock.left().unwrap_or(clock.spent))
}

/// One who waits, with what the chair and they themselves may do about it.
#[component]
fn Waits(seat: Seat, line: Line, lines: Memo<Vec<Line>>, given: RwSignal<Option<i64>>) -> impl IntoView {
    let t = use_lang();
    let Line { seq, name, mine, point_of_order } = line;
    let can_give = seat.can(Happening::FloorGiven { request: seq, seconds: None });
    let can_skip = seat.can(Happening::FloorSkipped { request: seq });
    let can_withdraw = seat.can(Happening::FloorWithdrawn { request: seq });
    let chairs = {
        let name = name.clone();
        move || {
            can_skip.get().then(|| {
                view! { <Leading seat seq name=name.clone() can_give given lines /> }
            })
        }
    };
    let own = move || {
        (mine && can_withdraw.get()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    busy=seat.busy
                    on_press=move |_| seat.act(Happening::FloorWithdrawn { request: seq })
                >
                    {t.room_floor_withdraw()}
                </Button>
            }
        })
    };
    view! {
        <li class="floor-line" data-request=seq>
            <span class="min-w-0">
                {name} {point_of_order.then(|| view! { " " <span class="badge badge-warn">{t.room_order()}</span> })}
            </span>
            {chairs}
            {own}
        </li>
    }
    .into_any()
}

/// Asking for the floor on the current item; without a connection it waits on this device.
#[component]
fn Ask(seat: Seat, outbox: Outbox) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let current = Memo::new(move |_| room.with(|it| it.current));
    let may = move |point_of_order: bool| {
        Memo::new(move |_| {
            let item = current.get()?;
            let what = Happening::FloorAsked { item, who: None, point_of_order };
            seat.refusal(what).is_none().then_some(item)
        })
    };
    let (speak, order) = (may(false), may(true));
    let waits = Memo::new(move |_| current.get().filter(|it| outbox.asks(*it)));
    view! {
        <div class="row">
            {move || {
                if let Some(item) = waits.get() {
                    view! {
                        <p class="text-ink-soft">{t.room_floor_waits()}</p>
                        <Button
                            tone=ButtonTone::Secondary
                            kind=ButtonKind::Button
                            on_press=move |_| outbox.withdraw_floor(item)
                        >
                            {t.room_floor_withdraw()}
                        </Button>
                    }
                        .into_any()
                } else {
                    view! {
                        {speak.get().map(|item| view! {
                            <Button
                                kind=ButtonKind::Button
                                icon=IconName::Hand
                                on_press=move |_| outbox.ask_floor(item, false)
                            >
                                {t.room_floor_ask()}
                            </Button>
                        })}
                        {order.get().map(|item| view! {
                            <Button
                                tone=ButtonTone::Quiet
                                kind=ButtonKind::Button
                                icon=IconName::Alert
                                on_press=move |_| outbox.ask_floor(item, true)
                            >
                                {t.room_order_raise()}
                            </Button>
                        })}
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
