//! One item of the agenda, as everybody reads it.

use super::chair_note::ChairNoteForm;
use super::paper::PaperList;
use super::papers::{Before, Brief, Worded};
use super::parts::ItemState;
use super::views::{MeetingViews, Views};
use crate::chart::Width;
use crate::id::MeetingId;
use crate::meeting::{
    AgendaItem, AgendaSheet, ChairNote, Conclusion, ItemChange, LinkedPassage, MeetingLine, Paper, Room,
};
use crate::report::PassageBody;
use crate::route;
use crate::sector::SectorCard;
use crate::text::{Lang, use_lang};
use crate::time::show_time;
use crate::ui::{Badge, Tone};
use leptos::prelude::*;

/// What belongs to an item.
#[derive(Clone)]
pub struct Along {
    pub meeting: MeetingId,
    pub papers: Vec<Paper>,
    pub passages: Vec<LinkedPassage>,
    pub changes: Vec<ItemChange>,
    /// The reader keeps private notes.
    pub notes: bool,
    pub note: Option<ChairNote>,
}

impl Along {
    /// `notes` is whether the reader keeps private notes here.
    pub fn of(sheet: &AgendaSheet, item: &AgendaItem, notes: bool) -> Self {
        Self {
            meeting: sheet.meeting.id,
            papers: sheet.papers.iter().filter(|it| it.item == item.id).cloned().collect(),
            passages: sheet.passages.iter().filter(|it| it.item == item.id).cloned().collect(),
            changes: sheet.changes.as_ref().map(|it| it.of(item.id).to_vec()).unwrap_or_default(),
            notes,
            note: sheet.chair_notes.iter().find(|it| it.item == item.id).cloned(),
        }
    }
}

#[component]
pub fn Row(
    mut item: AgendaItem,
    card: Option<SectorCard>,
    room: Signal<Room>,
    before: Option<(MeetingLine, Vec<Conclusion>)>,
    width: Width,
    along: Along,
    /// Where the item shows any.
    views: Option<MeetingViews>,
) -> impl IntoView {
    let t = use_lang();
    let id = item.id;
    let Along { meeting, papers, passages, changes, notes, note } = along;
    let standing = Memo::new(move |_| room.with(|it| ItemState::of(it, id)));
    let has_worded = Memo::new(move |_| room.with(|it| it.conclusions_on(id).next().is_some()));
    let meta: Vec<_> = meta(&item, t).into_iter().map(|it| view! { <span>{it}</span> }).collect();
    let opens = card.is_some() || before.is_some() || views.is_some() || !passages.is_empty();
    let content = move || {
        let linked = (!passages.is_empty()).then(|| view! { <Linked passages /> });
        view! {
            {views.map(|views| view! { <Views views item=id width /> })}
            {linked}
            {card.map(|card| view! { <Brief card width /> })}
            {before.map(|(line, conclusions)| {
                view! {
                    <h4 class="font-semibold">{t.meeting_last_conclusions()}</h4>
                    <Before line conclusions />
                }
            })}
        }
    };
    let more = opens.then(|| {
        view! {
            <details id=format!("papers-{}", item.position) class="agenda-more">
                <summary>{t.meeting_papers()}</summary>
                <div class="pt-2">{content()}</div>
            </details>
        }
    });
    let told = Told { decision: item.decision.take(), note: item.note.take() };
    let number = item.number.clone();
    let private = notes.then(|| view! { <ChairNoteForm meeting item=id number=number.clone() kept=note /> });
    let files = (!papers.is_empty()).then(|| view! { <PaperList meeting papers /> });
    view! {
        <li
            id=format!("item-{}", item.position)
            class="agenda-item"
            data-depth=item.depth.to_string()
            data-state=move || standing.get().word()
            aria-current=move || (standing.get() == ItemState::Now).then_some("true")
        >
            <span class="agenda-no">{item.number.clone()}</span>
            <time class="agenda-time" datetime=item.planned_at.to_rfc3339()>
                {show_time(item.planned_at)}
            </time>
            <div class="agenda-body min-w-0">
                <h3 class="agenda-title">
                    {item.title.clone()}
                    <span class="sr-only">
                        {move || match standing.get() {
                            ItemState::Now => format!(" ({})", t.meeting_item_now()),
                            ItemState::Done => format!(" ({})", t.meeting_item_done()),
                            ItemState::Ahead => String::new(),
                        }}
                    </span>
                </h3>
                <p class="agenda-meta">{meta}</p>
                {item.purpose.map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })}
                <Remarks told />
                <ChangeMark changes />
                {files}
            </div>
            <span class="agenda-minutes">{t.meeting_minutes_of(item.minutes)}</span>
            <div class="agenda-under" class:hidden=move || !has_worded.get()>
                <Worded room item=id />
            </div>
            {more}
            {private}
        </li>
    }
    .into_any()
}

/// Kind, sector where the title does not say it, and who presents.
fn meta(item: &AgendaItem, t: Lang) -> Vec<String> {
    let mut meta = vec![item.kind.name(t).to_owned()];
    meta.extend(item.sector.as_ref().map(|it| it.name(t).to_owned()).filter(|it| *it != item.title));
    let unit = item.presenter.as_ref().map(|it| it.name(t).to_owned());
    let presenter: Vec<_> = [item.presenter_name.clone(), unit].into_iter().flatten().collect();
    if !presenter.is_empty() {
        meta.push(presenter.join(", "));
    }
    meta
}

/// What is different about the item since it was published, in a word and in words.
#[component]
fn ChangeMark(changes: Vec<ItemChange>) -> impl IntoView {
    let t = use_lang();
    if changes.is_empty() {
        return ().into_any();
    }
    let is_new = changes.contains(&ItemChange::Added);
    let word = if is_new { t.meeting_changed_new() } else { t.meeting_changed() };
    let words: Vec<_> = changes.iter().filter_map(|it| it.message(t)).collect();
    view! {
        <p class="agenda-changed">
            <Badge tone=Tone::Warn text=word />
            <span>{words.join("; ")}</span>
        </p>
    }
    .into_any()
}

/// What is to be decided on an item, and what is noted of it for all.
pub struct Told {
    pub decision: Option<String>,
    pub note: Option<String>,
}

#[component]
pub fn Remarks(told: Told) -> impl IntoView {
    let t = use_lang();
    let Told { decision, note } = told;
    let note = note.map(|it| {
        view! {
            <p class="agenda-note">
                <b>{t.meeting_note()} ": "</b>
                {it}
            </p>
        }
    });
    view! {
        {decision.map(|it| view! { <p class="text-sm">{t.meeting_decision_of(it)}</p> })}
        {note}
    }
    .into_any()
}

#[component]
pub fn Linked(passages: Vec<LinkedPassage>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = passages
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <PassageBody blocks=it.passage.blocks().into_owned() flat=true />
                    <a class="source text-sm" href=route::report(it.report)>
                        {it.unit.name(t).to_owned()}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <h4 class="font-semibold">{t.meeting_linked()}</h4>
        <ul class="stack stack-sm list-disc ps-5">{rows}</ul>
    }
    .into_any()
}
