//! Leading the meeting: what the chair's hand does.

use super::device::fresh_key;
use super::follow::Following;
use crate::error::Error;
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::api::act_in_meeting;
use crate::meeting::{Happening, Phase};
use crate::text::{Lang, use_lang};
use crate::ui::{
    Button, ButtonKind, ButtonTone, Dialog, IconName, LinkButton, Size, Toasts, Tone, use_toasts,
};
use crate::{route, ui};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// How long between two tries to reach the server.
const AGAIN: Duration = Duration::from_secs(2);

/// Sends acts one at a time, each under its own key until the server has answered.
#[derive(Clone, Copy)]
struct Conduct {
    meeting: MeetingId,
    following: Following,
    busy: RwSignal<bool>,
    toasts: Toasts,
    t: Lang,
}

impl Conduct {
    fn act(self, what: Happening) {
        self.act_then(what, None);
    }

    fn act_then(self, what: Happening, then: Option<Happening>) {
        if !self.busy.get_untracked() {
            self.busy.set(true);
            self.send(fresh_key(), what, then, true);
        }
    }

    fn send(self, key: Uuid, what: Happening, then: Option<Happening>, first: bool) {
        spawn_local(async move {
            match act_in_meeting(self.meeting, key, None, what.clone()).await {
                Ok(event) => {
                    self.following.hear(&event);
                    match then {
                        Some(next) => self.send(fresh_key(), next, None, true),
                        None => drop(self.busy.try_set(false)),
                    }
                }
                Err(Error::Offline) => {
                    if first {
                        self.toasts.say(Tone::Warn, self.t.meeting_act_unsent());
                    }
                    // The page may be gone by then, and what was not sent with it.
                    set_timeout(
                        move || {
                            if self.busy.try_get_untracked().is_some() {
                                self.send(key, what, then, false);
                            }
                        },
                        AGAIN,
                    );
                }
                Err(error) => {
                    self.toasts.say(Tone::Danger, error.message(self.t));
                    self.busy.try_set(false);
                }
            }
        });
    }
}

/// The bar at the foot of the room.
#[component]
pub fn Bar(
    meeting: MeetingId,
    following: Following,
    /// The agenda in order.
    items: Vec<AgendaItemId>,
    /// What this screen shows, when it is not the current item.
    browsed: RwSignal<Option<AgendaItemId>>,
    /// Whether the conclusion's form is open; for those who may word one.
    wording: Option<RwSignal<bool>>,
    /// May lead the meeting.
    leads: bool,
) -> impl IntoView {
    let t = use_lang();
    let room = following.room();
    let conduct = Conduct { meeting, following, busy: RwSignal::new(false), toasts: use_toasts(), t };
    let busy = conduct.busy;
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
        conduct.act(Happening::ItemOpened { item });
    };
    let start = move |_| {
        // The first opening takes up the first item; a meeting opened again goes on where its chair says.
        let first = (phase.get_untracked() == Phase::NotStarted).then(|| beside_first(items)).flatten();
        conduct.act_then(Happening::Started, first.map(|item| Happening::ItemOpened { item }));
    };
    let elsewhere = Memo::new(move |_| browsed.get().filter(|it| Some(*it) != current.get()));
    let back = move || {
        (elsewhere.get().is_some() && current.get().is_some()).then(|| {
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
                on_press=move |_| conduct.act(Happening::Reconvened)
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
                on_press=move |_| conduct.act(Happening::Resumed)
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
                on_press=move |_| conduct.act(Happening::Paused)
            >
                {t.meeting_pause()}
            </Button>
            {move || {
                beside(-1)
                    .filter(|_| elsewhere.get().is_none())
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
            {move || match (elsewhere.get(), beside(1)) {
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
                                        conduct.act(Happening::Ended);
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
