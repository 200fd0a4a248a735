//! One item of the agenda: its head, its conclusions, its papers.

use super::attached::attached;
use super::draft::{Answers, DraftPanel};
use super::head::Timer;
use super::opinions::OpinionsPanel;
use super::seat::Seat;
use super::vote::Results;
use super::wording::{Draft, WordingForm, kept_draft};
use crate::chart::Width;
use crate::id::{AgendaItemId, ConclusionId};
use crate::meeting::view::item::{Along, Told};
use crate::meeting::view::papers::{Before, Worded};
use crate::meeting::view::parts::whereabouts;
use crate::meeting::view::views::{MeetingViews, Views};
use crate::meeting::{AgendaItem, Conclusion, ItemKind, Meeting, MeetingLine, Phase, Room, RoomConclusion};
use crate::sector::{CardView, SectorCard};
use crate::task::TaskInput;
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, IconName};
use leptos::prelude::*;

/// What the item views read and never change.
pub struct Desk {
    pub meeting: Meeting,
    pub items: Vec<AgendaItem>,
    pub cards: Vec<SectorCard>,
    pub before: Option<(MeetingLine, Vec<Conclusion>)>,
    pub along: Vec<(AgendaItemId, Along)>,
    /// Items that show saved views.
    pub with_views: Vec<AgendaItemId>,
    pub views: MeetingViews,
}

#[component]
pub fn ItemHead(item: AgendaItem, desk: StoredValue<Desk>, seat: Seat) -> impl IntoView {
    let t = use_lang();
    let presenter = item.presenter.as_ref().map(|it| t.meeting_screen_presents(it.name(t)));
    let note = [presenter, item.purpose.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <div class="live-item-head" data-shown=item.position>
            <span class="live-no">{item.number.clone()}</span>
            <div class="min-w-0">
                <h1>{item.title.clone()}</h1>
                <p class="text-ink-soft">{note}</p>
            </div>
            <Timer item=item.clone() seat />
        </div>
        <Standing room=seat.room() desk />
    }
    .into_any()
}

#[component]
pub fn ItemBody(
    item: AgendaItem,
    desk: StoredValue<Desk>,
    seat: Seat,
    wording: Option<RwSignal<bool>>,
    about: RwSignal<Option<(ConclusionId, TaskInput)>>,
) -> impl IntoView {
    let room = seat.room();
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
    let draft = RwSignal::new(Draft::default());
    if let Some(wording) = wording {
        Effect::new(move |_| {
            if kept_draft(seat, id).is_some() {
                wording.set(true);
            }
        });
    }
    let begin = StoredValue::new(task_begun(&item, &meeting));
    let along = desk.with_value(|it| it.along.iter().find(|(of, _)| *of == id).map(|it| it.1.clone()));
    let views = desk.with_value(|it| it.with_views.contains(&id).then_some(it.views));
    let told = Told { decision: item.decision.clone(), note: item.note.clone() };
    let (files, linked) = attached(told, along, use_lang());
    let form = wording.map(|wording| {
        // Made once: each event of the room would else begin a new form, from what this device kept.
        let may = Memo::new(move |_| wording.get() && room.with(|it| it.phase != Phase::NotStarted));
        move || {
            may.get().then(|| {
                view! { <WordingForm seat item=id draft passages=passages.get_value() /> }
            })
        }
    });
    let controls = Callback::new(move |it: RoomConclusion| {
        let answers = view! { <Answers seat wording=Some(it.seq) /> };
        match wording {
            Some(wording) => view! {
                {answers}
                <ConclusionControls conclusion=it wording draft about begin />
            }
            .into_any(),
            None => answers.into_any(),
        }
    });
    view! {
        {files}
        <Worded room item=id controls quiet=true />
        <Results seat item=id />
        {form}
        <DraftPanel seat item=id />
        <OpinionsPanel seat item=id />
        {views.map(|views| view! { <Views views item=id width=Width::Wide /> })}
        {linked}
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
