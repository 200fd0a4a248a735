//! The room on a tablet: what is being discussed, for those who lead, write and follow.

mod announce;
mod attached;
mod attendance;
mod ballot;
mod bar;
mod draft;
mod floor;
mod floor_lead;
mod head;
mod item;
mod kept;
mod lead;
mod notes;
mod opinions;
mod outbox;
mod seat;
mod seeds;
mod tally;
mod task;
mod vote;
mod wording;
mod writer;

use super::device::stay_awake;
use super::follow::{use_clock, use_room};
use super::item::Along;
use super::parts::{ItemState, use_papers, use_views};
use super::views::MeetingViews;
use crate::id::{AgendaItemId, ConclusionId};
use crate::meeting::{AgendaItem, AgendaSheet, Part, Room};
use crate::sector::SectorCard;
use crate::task::TaskInput;
use crate::text::use_lang;
use crate::ui::{Loaded, ToastStack, provide_toasts, wait_for};
use announce::Announcer;
use attendance::AttendancePanel;
use bar::Bar;
use floor::FloorPanel;
pub use floor::{is_over, shown_of};
use head::{LiveHead, Warnings};
use item::{Desk, ItemBody, ItemHead};
use lead::LeadPanel;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use notes::NotePad;
use outbox::use_outbox;
pub use seat::{Seat, use_seat};
pub use tally::{Counts, VoteResult, result_words};
use task::TaskDialog;
use vote::VotePanel;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// `/meetings/{id}/live`.
#[component]
pub fn LivePage() -> impl IntoView {
    provide_toasts();
    let papers = use_papers();
    let views = use_views();
    let after = Some(wait_for(views));
    view! {
        <Loaded resource=papers after let:shown>
            <LiveRoom sheet=shown.0 cards=shown.1 views />
        </Loaded>
        <ToastStack />
    }
}

#[component]
fn LiveRoom(sheet: AgendaSheet, cards: Vec<SectorCard>, views: MeetingViews) -> impl IntoView {
    let mark = sheet.mark();
    let along: Vec<_> = sheet.items.iter().map(|item| (item.id, Along::of(&sheet, item, false))).collect();
    let with_views: Vec<_> = sheet.views.iter().map(|it| it.item).collect();
    let AgendaSheet { meeting, items, room, before, units, people, .. } = sheet;
    let clock = use_clock();
    let following = use_room(meeting.id, room, clock);
    let seat = use_seat(meeting.id, following, clock, people);
    following.renew(mark, seat.busy.into());
    let outbox = use_outbox(seat);
    let room = following.room();
    let (leads, records, writes) = (seat.leads(), seat.records(), seat.writes());
    let writes_first = records && seat.part() == Some(Part::Secretary);
    let wording = records.then(|| RwSignal::new(writes_first));
    let about = RwSignal::new(None::<(ConclusionId, TaskInput)>);
    let browsed = RwSignal::new(None);
    let current = Memo::new(move |_| room.with(|it| it.current));
    let first = items.first().map(|it| it.id);
    let shown = Memo::new(move |_| browsed.get().or(current.get()).or(first));
    let order: Vec<_> = items.iter().map(|it| it.id).collect();
    let card_node = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        shown.track();
        if let Some(node) = card_node.get() {
            node.set_scroll_top(0);
        }
    });
    Effect::new(move |_| stay_awake());
    let title = meeting.title.clone();
    let head = view! { <LiveHead meeting=meeting.clone() seat /> };
    let rail = view! { <Rail items=items.clone() room shown current browsed /> };
    let tools = leads.then(|| view! { <LeadPanel seat items=items.clone() /> });
    let aloud = view! { <Announcer seat items=items.clone() /> };
    let desk = StoredValue::new(Desk { meeting, items, cards, before, along, with_views, views });
    let found = move || {
        let id = shown.get()?;
        desk.with_value(|it| it.items.iter().find(|it| it.id == id).cloned())
    };
    let item_head = move || found().map(|item| view! { <ItemHead item desk seat /> });
    let item_body = move || found().map(|item| view! { <ItemBody item desk seat wording about /> });
    view! {
        <Title text=title />
        <div class="live" data-seq=move || room.with(|it| it.seq)>
            {head}
            {rail}
            <main class="live-card" tabindex="0" node_ref=card_node>
                <Warnings seat waiting=outbox.count() />
                <div class="live-columns">
                    <div class="live-item">{item_head}</div>
                    <div class="live-side">
                        <VotePanel seat />
                        <FloorPanel seat outbox />
                        {tools}
                        <AttendancePanel seat />
                        {writes.then(|| view! { <NotePad outbox shown /> })}
                    </div>
                    <div class="live-body">{item_body}</div>
                </div>
            </main>
            <Bar seat items=order browsed wording />
            {aloud}
        </div>
        {records.then(|| view! { <TaskDialog seat about units /> })}
    }
    .into_any()
}

/// Every item, to look ahead and back without moving anybody.
#[component]
fn Rail(
    items: Vec<AgendaItem>,
    room: Signal<Room>,
    shown: Memo<Option<AgendaItemId>>,
    current: Memo<Option<AgendaItemId>>,
    browsed: RwSignal<Option<AgendaItemId>>,
) -> impl IntoView {
    let t = use_lang();
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
    let rows: Vec<_> = items
        .into_iter()
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
                    <span>{item.number}</span>
                    <span>{item.title}</span>
                    <span class="num">{item.minutes} "′"</span>
                </button>
            }
        })
        .collect();
    view! {
        <nav class="live-rail" aria-label=t.meeting_rail() node_ref=rail_node>
            {rows}
        </nav>
    }
    .into_any()
}
