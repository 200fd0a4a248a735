//! Leading the meeting: what the chair's hand does.

use super::seat::Seat;
use crate::id::AgendaItemId;
use crate::meeting::{Happening, Phase};
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, Dialog, IconName, LinkButton, Size};
use crate::{route, ui};
use leptos::prelude::*;

/// The bar at the foot of the room.
#[component]
pub fn Bar(
    seat: Seat,
    /// The agenda in order.
    items: Vec<AgendaItemId>,
    /// What this screen shows, when it is not the current item.
    browsed: RwSignal<Option<AgendaItemId>>,
    /// Whether the conclusion's form is open; for those who may word one.
    wording: Option<RwSignal<bool>>,
) -> impl IntoView {
    let t = use_lang();
    let (meeting, room, busy) = (seat.meeting, seat.room(), seat.busy);
    let leads = seat.leads();
    let elsewhere = seat.elsewhere();
    let ending = RwSignal::new(false);
    let phase = Memo::new(move |_| room.with(|it| it.phase));
    let current = Memo::new(move |_| room.with(|it| it.current));
    let items = StoredValue::new(items);
    // The neighbour of the current item, or the first one when none is open.
    let beside = move |step: isize| {
        items.with_value(|items| {
            let at = current.get().and_then(|id| items.iter().position(|it| *it == id));
            match (at, step) {
                (Some(at), step) => at.checked_add_signed(step).and_then(|at| items.get(at)).copied(),
                (None, 1) => items.first().copied(),
                (None, _) => None,
            }
        })
    };
    let open = move |item: AgendaItemId| {
        browsed.set(None);
        seat.act(Happening::ItemOpened { item });
    };
    let start = move |_| {
        // The first opening takes up the first item; a meeting opened again goes on where its chair says.
        let first = (phase.get_untracked() == Phase::NotStarted).then(|| beside_first(items)).flatten();
        seat.act_then(Happening::Started, first.map(|item| Happening::ItemOpened { item }));
    };
    let looks_elsewhere = Memo::new(move |_| browsed.get().filter(|it| Some(*it) != current.get()));
    let back = move || {
        (looks_elsewhere.get().is_some() && current.get().is_some()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    size=Size::Large
                    kind=ButtonKind::Button
                    icon=IconName::Undo
                    on_press=move |_| browsed.set(None)
                >
                    {t.meeting_back_to_current()}
                </Button>
            }
        })
    };
    let word = wording.map(|wording| {
        view! {
            <button
                type="button"
                class="btn btn-secondary btn-lg"
                aria-pressed=move || if wording.get() { "true" } else { "false" }
                on:click=move |_| wording.update(|it| *it = !*it)
            >
                <ui::Icon name=IconName::Gavel />
                {t.meeting_word_new()}
            </button>
        }
    });
    let lead = move || {
        if elsewhere.get() {
            return ().into_any();
        }
        match phase.get() {
        Phase::NotStarted | Phase::Ended => {
            let words = if phase.get() == Phase::Ended { t.meeting_start_again() } else { t.meeting_start() };
            view! {
                <Button size=Size::Large kind=ButtonKind::Button icon=IconName::Play busy on_press=start>
                    {words}
                </Button>
            }
            .into_any()
        }
        Phase::Adjourned => view! {
            <EndButton ending />
            <Button
                size=Size::Large
                kind=ButtonKind::Button
                icon=IconName::Play
                busy
                on_press=move |_| seat.act(Happening::Reconvened)
            >
                {t.meeting_reconvene()}
            </Button>
        }
        .into_any(),
        Phase::Paused => view! {
            <EndButton ending />
            <Button
                size=Size::Large
                kind=ButtonKind::Button
                icon=IconName::Play
                busy
                on_press=move |_| seat.act(Happening::Resumed)
            >
                {t.meeting_resume()}
            </Button>
        }
        .into_any(),
        Phase::Running => view! {
            <EndButton ending />
            <Button
                tone=ButtonTone::Secondary
                size=Size::Large
                kind=ButtonKind::Button
                icon=IconName::Pause
                busy
                on_press=move |_| seat.act(Happening::Paused)
            >
                {t.meeting_pause()}
            </Button>
            {move || {
                beside(-1)
                    .filter(|_| looks_elsewhere.get().is_none())
                    .map(|item| {
                        view! {
                            <Button
                                tone=ButtonTone::Secondary
                                size=Size::Large
                                kind=ButtonKind::Button
                                icon=IconName::ChevronLeft
                                busy
                                on_press=move |_| open(item)
                            >
                                {t.meeting_previous()}
                            </Button>
                        }
                    })
            }}
            {move || match (looks_elsewhere.get(), beside(1)) {
                (Some(item), _) => {
                    view! {
                        <Button size=Size::Large kind=ButtonKind::Button icon=IconName::Play busy on_press=move |_| open(item)>
                            {t.meeting_open_this()}
                        </Button>
                    }
                        .into_any()
                }
                (None, Some(item)) => {
                    view! {
                        <Button
                            size=Size::Large
                            kind=ButtonKind::Button
                            icon=IconName::ChevronRight
                            busy
                            on_press=move |_| open(item)
                        >
                            {t.meeting_next()}
                        </Button>
                    }
                        .into_any()
                }
                (None, None) => ().into_any(),
            }}
        }
        .into_any(),
    }
    };
    let minutes = move || {
        (phase.get() == Phase::Ended).then(|| {
            view! {
                <LinkButton
                    href=route::meeting_minutes(meeting)
                    tone=ButtonTone::Secondary
                    size=Size::Large
                    icon=IconName::Document
                >
                    {t.meeting_go_minutes()}
                </LinkButton>
            }
        })
    };
    view! {
        <footer class="live-bar">
            <LinkButton
                href=route::meeting(meeting)
                tone=ButtonTone::Quiet
                size=Size::Large
                icon=IconName::List
                label=t.meeting_leave()
            />
            {minutes}
            {back}
            {word}
            {leads.then(|| view! { <div class="row push" data-lead="">{lead}</div> })}
        </footer>
        {leads
            .then(|| {
                view! {
                    <Dialog
                        id="end-meeting"
                        title=t.meeting_end_ask()
                        open=ending
                        danger=true
                        actions=move || {
                            view! {
                                <Button
                                    tone=ButtonTone::Secondary
                                    kind=ButtonKind::Button
                                    on_press=move |_| ending.set(false)
                                >
                                    {t.meeting_cancel()}
                                </Button>
                                <Button
                                    tone=ButtonTone::Danger
                                    kind=ButtonKind::Button
                                    busy
                                    on_press=move |_| {
                                        ending.set(false);
                                        browsed.set(None);
                                        seat.act(Happening::Ended);
                                    }
                                >
                                    {t.meeting_end()}
                                </Button>
                            }
                        }
                    >
                        <p>{t.meeting_end_text()}</p>
                    </Dialog>
                }
            })}
    }
    .into_any()
}

fn beside_first(items: StoredValue<Vec<AgendaItemId>>) -> Option<AgendaItemId> {
    items.with_value(|it| it.first().copied())
}

#[component]
fn EndButton(ending: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    view! {
        <Button
            tone=ButtonTone::Quiet
            size=Size::Large
            kind=ButtonKind::Button
            icon=IconName::Close
            on_press=move |_| ending.set(true)
        >
            {t.meeting_end()}
        </Button>
    }
}
