//! The room on a tablet: what is being discussed, for those who lead, write and follow.

use super::conduct::Bar;
use super::device::{keep, mark_document, recall, stay_awake};
use super::follow::{Following, LiveClock, use_clock, use_room};
use super::papers::{Before, Worded};
use super::parts::{ItemState, use_papers, whereabouts};
use super::wording::{Draft, TaskDialog, WordingForm, kept_draft};
use crate::actor::{Permission, Role, Scope};
use crate::id::ConclusionId;
use crate::meeting::{
    AgendaItem, AgendaSheet, Conclusion, ItemKind, Meeting, MeetingLine, Phase, Room, RoomConclusion,
};
use crate::sector::{CardView, SectorCard};
use crate::task::TaskInput;
use crate::text::use_lang;
use crate::time::{show_span, show_time};
use crate::ui::{
    Button, ButtonKind, ButtonTone, Icon, IconName, Loaded, SampleBadge, ToastStack, provide_toasts,
};
use crate::visit::use_visit;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// `/meetings/{id}/live`.
#[component]
pub fn LivePage() -> impl IntoView {
    provide_toasts();
    let papers = use_papers();
    view! {
        <Loaded resource=papers let:papers>
            <LiveRoom sheet=papers.0 cards=papers.1 />
        </Loaded>
        <ToastStack />
    }
}

#[component]
fn LiveRoom(sheet: AgendaSheet, cards: Vec<SectorCard>) -> impl IntoView {
    let visit = use_visit();
    let AgendaSheet { meeting, items, room, before, units, .. } = sheet;
    let clock = use_clock();
    let following = use_room(meeting.id, room, clock);
    let room = following.room();
    let on = Scope::Meeting(meeting.id);
    let leads = visit.can(Permission::ConductMeeting, on);
    let records = visit.can(Permission::RecordConclusion, on);
    let writes_first = records && visit.actor.as_ref().is_some_and(|it| it.has(Role::Secretary));
    let wording = records.then(|| RwSignal::new(writes_first));
    let about = RwSignal::new(None::<(ConclusionId, TaskInput)>);
    let browsed = RwSignal::new(None);
    let current = Memo::new(move |_| room.with(|it| it.current));
    let first = items.first().map(|it| it.id);
    let shown = Memo::new(move |_| browsed.get().or(current.get()).or(first));
    let order: Vec<_> = items.iter().map(|it| it.id).collect();
    let rail = {
        let items = items.clone();
        move || {
            items
                .iter()
                .map(|item| {
                    let id = item.id;
                    view! {
                        <button
                            type="button"
                            class="rail-item"
                            data-item=item.position
                            data-state=move || room.with(|it| ItemState::of(it, id).word())
                            aria-current=move || (current.get() == Some(id)).then_some("true")
                            aria-pressed=move || if shown.get() == Some(id) { "true" } else { "false" }
                            on:click=move |_| browsed.set((current.get_untracked() != Some(id)).then_some(id))
                        >
                            <span>{item.position}</span>
                            <span>{item.title.clone()}</span>
                            <span class="num">{item.minutes} "′"</span>
                        </button>
                    }
                })
                .collect::<Vec<_>>()
        }
    };
    let card_node = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        shown.track();
        if let Some(node) = card_node.get() {
            node.set_scroll_top(0);
        }
    });
    let rail_node = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        current.track();
        if let Some(Ok(Some(item))) = rail_node.get().map(|it| it.query_selector("[aria-current]")) {
            let into_view = ScrollIntoViewOptions::new();
            into_view.set_block(ScrollLogicalPosition::Nearest);
            into_view.set_inline(ScrollLogicalPosition::Center);
            item.scroll_into_view_with_scroll_into_view_options(&into_view);
        }
    });
    Effect::new(move |_| stay_awake());
    let desk = StoredValue::new(Desk { meeting: meeting.clone(), items, cards, before });
    let card = move || {
        let item = shown
            .get()
            .and_then(|id| desk.with_value(|it| it.items.iter().find(|it| it.id == id).cloned()))?;
        Some(view! { <ItemView item desk following clock wording about /> })
    };
    let t = use_lang();
    view! {
        <Title text=meeting.title.clone() />
        <div class="live">
            <LiveHead meeting=meeting.clone() following clock />
            <nav class="live-rail" aria-label=t.meeting_rail() node_ref=rail_node>
                {rail()}
            </nav>
            <main class="live-card" tabindex="0" node_ref=card_node>
                {card}
            </main>
            <Bar meeting=meeting.id following items=order browsed wording leads />
        </div>
        {records.then(|| view! { <TaskDialog meeting=meeting.id following about units /> })}
    }
    .into_any()
}

/// What the item views read and never change.
struct Desk {
    meeting: Meeting,
    items: Vec<AgendaItem>,
    cards: Vec<SectorCard>,
    before: Option<(MeetingLine, Vec<Conclusion>)>,
}

#[component]
fn LiveHead(meeting: Meeting, following: Following, clock: LiveClock) -> impl IntoView {
    let t = use_lang();
    let link = following.link();
    view! {
        <header class="live-head">
            <p class="live-title">
                {meeting.title} " " {meeting.sample.then(|| view! { <SampleBadge /> })}
            </p>
            <span class="live-link" role="status" data-state=move || link.with(|it| it.state())>
                {move || link.with(|it| it.words(t))}
            </span>
            <span class="live-clock">{move || show_time(clock.now())}</span>
            <Display />
        </header>
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

#[component]
fn ItemView(
    item: AgendaItem,
    desk: StoredValue<Desk>,
    following: Following,
    clock: LiveClock,
    wording: Option<RwSignal<bool>>,
    about: RwSignal<Option<(ConclusionId, TaskInput)>>,
) -> impl IntoView {
    let t = use_lang();
    let room = following.room();
    let id = item.id;
    let meeting = desk.with_value(|it| it.meeting.clone());
    let card = item.sector.as_ref().and_then(|sector| {
        desk.with_value(|it| it.cards.iter().find(|it| it.sector.id == sector.id).cloned())
    });
    let before = (item.kind == ItemKind::Opening).then(|| desk.with_value(|it| it.before.clone())).flatten();
    let passages = card
        .iter()
        .flat_map(|it| it.passages.iter().map(|(unit, _, passage)| (unit.clone(), passage.clone())))
        .collect::<Vec<_>>();
    let passages = StoredValue::new(passages);
    let presenter = item.presenter.as_ref().map(|it| t.meeting_screen_presents(it.name(t)));
    let note = [presenter, item.purpose.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let draft = RwSignal::new(Draft::default());
    let meeting_id = meeting.id;
    if let Some(wording) = wording {
        Effect::new(move |_| {
            if kept_draft(meeting_id, id).is_some() {
                wording.set(true);
            }
        });
    }
    let begin = StoredValue::new(task_begun(&item, &meeting));
    let form = wording.map(|wording| {
        move || {
            let may = wording.get() && room.with(|it| it.phase != Phase::NotStarted);
            may.then(|| {
                view! {
                    <WordingForm meeting=meeting_id item=id following draft passages=passages.get_value() />
                }
            })
        }
    });
    view! {
        <div class="live-item-head" data-shown=item.position>
            <span class="live-no">{item.position}</span>
            <div class="min-w-0">
                <h1>{item.title.clone()}</h1>
                <p class="text-ink-soft">{note}</p>
            </div>
            <Timer item=item.clone() room clock />
        </div>
        <Standing room desk />
        {match wording {
            Some(wording) => {
                let controls = Callback::new(move |it: RoomConclusion| {
                    view! { <ConclusionControls conclusion=it wording draft about begin /> }.into_any()
                });
                view! { <Worded room item=id controls /> }.into_any()
            }
            None => view! { <Worded room item=id /> }.into_any(),
        }}
        {form}
        {before.map(|(line, conclusions)| view! { <Before line conclusions /> })}
        {card.map(|card| view! { <CardView card /> })}
    }
    .into_any()
}

/// Said where no item is open: not begun, paused, over.
#[component]
fn Standing(room: Signal<Room>, desk: StoredValue<Desk>) -> impl IntoView {
    let t = use_lang();
    move || {
        room.with(|room| {
            (room.phase != Phase::Running).then(|| {
                let words = desk.with_value(|it| whereabouts(room, &it.items, t));
                view! { <p class="badge badge-warn justify-self-start">{words}</p> }
            })
        })
    }
}

/// What a task drawn from a conclusion on this item begins with.
fn task_begun(item: &AgendaItem, meeting: &Meeting) -> TaskInput {
    TaskInput {
        lead: item.presenter.as_ref().map(|it| it.id.to_string()).unwrap_or_default(),
        due_on: meeting.plans.as_ref().map(|it| it.cut_off.to_string()).unwrap_or_default(),
        ..TaskInput::default()
    }
}

#[component]
fn ConclusionControls(
    conclusion: RoomConclusion,
    wording: RwSignal<bool>,
    draft: RwSignal<Draft>,
    about: RwSignal<Option<(ConclusionId, TaskInput)>>,
    begin: StoredValue<TaskInput>,
) -> impl IntoView {
    let t = use_lang();
    let again = Draft::of(&conclusion);
    view! {
        <div class="row mt-3">
            <Button
                tone=ButtonTone::Secondary
                kind=ButtonKind::Button
                icon=IconName::Edit
                on_press=move |_| {
                    draft.set(again.clone());
                    wording.set(true);
                }
            >
                {t.meeting_word_again()}
            </Button>
            <Button
                tone=ButtonTone::Secondary
                kind=ButtonKind::Button
                icon=IconName::Task
                on_press=move |_| {
                    let title = conclusion.body.trim_end_matches('.').to_owned();
                    about.set(Some((conclusion.id, TaskInput { title, ..begin.get_value() })));
                }
            >
                {t.meeting_give_task()}
            </Button>
        </div>
    }
    .into_any()
}

/// Minutes and seconds left of an item, or spent on one that is done.
#[component]
pub fn Timer(item: AgendaItem, room: Signal<Room>, clock: LiveClock) -> impl IntoView {
    let t = use_lang();
    let (id, planned) = (item.id, item.minutes);
    let standing = Memo::new(move |_| {
        let now = clock.now();
        room.with(|it| (ItemState::of(it, id), it.spent_on(id, now)))
    });
    let left = move |spent: i64| i64::from(planned) * 60 - spent;
    view! {
        <p class="live-timer" data-state=move || (left(standing.get().1) < 0).then_some("over")>
            {move || match standing.get() {
                (ItemState::Ahead, _) => show_span(i64::from(planned) * 60),
                (ItemState::Now, spent) => show_span(left(spent)),
                (ItemState::Done, spent) => show_span(spent),
            }}
            <small>
                {move || match standing.get() {
                    (ItemState::Ahead, _) => t.meeting_minutes_of(planned),
                    (ItemState::Now, spent) if left(spent) < 0 => t.meeting_over_of(planned),
                    (ItemState::Now, _) => t.meeting_left_of(planned),
                    (ItemState::Done, _) => t.meeting_spent_of(planned),
                }}
            </small>
        </p>
    }
    .into_any()
}
