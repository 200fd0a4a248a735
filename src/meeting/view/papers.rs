//! What belongs to an item of the agenda: figures, passages, conclusions, tasks.

use crate::chart::{BulletSpec, Width, bullets};
use crate::id::AgendaItemId;
use crate::indicator::view::bullet_rows;
use crate::meeting::{Conclusion, MeetingLine, Room, RoomConclusion, RoomTask};
use crate::report::{PassageBody, PassageKind};
use crate::route;
use crate::sector::{SectorCard, counts, headline};
use crate::task::{TaskLine, TaskList, TaskState};
use crate::text::{Lang, use_lang};
use crate::time::show_date;
use crate::ui::SampleBadge;
use leptos::prelude::*;

/// A sector's card in brief, one chart for one width: for a page that holds all of them.
#[component]
pub fn Brief(card: SectorCard, width: Width) -> impl IntoView {
    let t = use_lang();
    let SectorCard { sector, period, rows, passages, conclusions, tasks, .. } = card;
    let sentence = headline(&counts(&rows, &period), t);
    let figures = (!rows.is_empty()).then(|| {
        let id = format!("item-{}", sector.code.to_lowercase());
        let mut spec =
            BulletSpec::new(id, t.meeting_figures_of(sector.name(t)), t, bullet_rows(&rows, &period, t));
        spec.width = width;
        view! { <figure class="figure"><div inner_html=bullets(&spec)></div></figure> }
    });
    let said = if passages.is_empty() {
        view! { <p class="text-ink-soft">{t.meeting_no_papers()}</p> }.into_any()
    } else {
        let items: Vec<_> = passages
            .into_iter()
            .map(|(unit, report, passage)| {
                let word = match (passage.kind, passage.grade) {
                    (PassageKind::Assessment, Some(grade)) => grade.name(t),
                    (kind, _) => kind.name(t),
                };
                view! {
                    <li>
                        <PassageBody blocks=passage.blocks().into_owned() flat=true />
                        <span class="text-sm text-ink-soft">
                            {word} " · "
                            <a class="source" href=route::report(report)>
                                {unit.name(t).to_owned()}
                            </a>
                        </span>
                        {passage.sample.then(|| view! { <SampleBadge /> })}
                    </li>
                }
            })
            .collect();
        view! { <ul class="stack stack-sm list-disc ps-5">{items}</ul> }.into_any()
    };
    let concluded = (!conclusions.is_empty()).then(|| {
        let items: Vec<_> = conclusions.into_iter().map(|it| view! { <li>{it}</li> }).collect();
        view! {
            <h4 class="font-semibold">{t.meeting_last_conclusions()}</h4>
            <ul class="stack stack-sm list-disc ps-5">{items}</ul>
        }
    });
    let open: Vec<_> = tasks.into_iter().filter(|it| it.state == TaskState::Open).collect();
    let open = (!open.is_empty()).then(|| {
        view! {
            <h4 class="font-semibold">{t.meeting_open_tasks()}</h4>
            <TaskList tasks=open compact=true />
        }
    });
    let whole = route::sector(&sector.code, Some(&period.code));
    view! {
        <div class="stack stack-sm">
            <p class="font-semibold">{sentence}</p>
            {figures}
            <h4 class="font-semibold">{t.meeting_passages()}</h4>
            {said}
            {concluded}
            {open}
            <p class="no-print">
                <a href=whole>{t.meeting_whole_card()}</a>
            </p>
        </div>
    }
    .into_any()
}

/// The conclusions worded on an item, as the room has them, with the tasks they became.
#[component]
pub fn Worded(
    room: Signal<Room>,
    item: AgendaItemId,
    /// Controls beside a conclusion.
    #[prop(optional)]
    controls: Option<Callback<RoomConclusion, AnyView>>,
    /// Somebody else says it aloud.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let t = use_lang();
    let worded = Memo::new(move |_| room.with(|it| it.conclusions_on(item).cloned().collect::<Vec<_>>()));
    view! {
        <div class="stack stack-sm" aria-live=(!quiet).then_some("polite")>
            <For each=move || worded.get() key=|it| (it.id, it.seq, it.tasks.len()) let:conclusion>
                <div class="conclusion" data-conclusion=conclusion.id.to_string()>
                    <span class="conclusion-label">{t.meeting_conclusion()}</span>
                    <p class="whitespace-pre-line">{conclusion.body.clone()}</p>
                    <RoomTasks tasks=conclusion.tasks.clone() />
                    {controls.map(|it| it.run(conclusion.clone()))}
                </div>
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn RoomTasks(tasks: Vec<RoomTask>) -> impl IntoView {
    let t = use_lang();
    let tasks: Vec<_> = tasks
        .into_iter()
        .map(|it| {
            let due = show_date(it.due_on, t);
            view! {
                <li>
                    <a href=route::task(it.id)>{t.meeting_task_of(it.code, it.title, it.lead, due)}</a>
                </li>
            }
        })
        .collect();
    (!tasks.is_empty()).then(|| view! { <ul class="list-disc ps-5 text-sm">{tasks}</ul> }).into_any()
}

/// What the conference before concluded, and what became of it.
#[component]
pub fn Before(line: MeetingLine, conclusions: Vec<Conclusion>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = conclusions
        .into_iter()
        .map(|it| {
            let tasks: Vec<_> = it.tasks.iter().map(|task| task_state(task, t)).collect();
            view! {
                <li>
                    <p>{it.body}</p>
                    <ul class="text-sm">{tasks}</ul>
                </li>
            }
        })
        .collect();
    view! {
        <div class="stack stack-sm">
            <p>
                <a href=route::meeting(line.meeting.id)>{t.meeting_last_from(line.meeting.title)}</a>
            </p>
            <ol class="stack stack-sm list-decimal ps-5">{rows}</ol>
        </div>
    }
    .into_any()
}

fn task_state(task: &TaskLine, t: Lang) -> impl IntoView + use<> {
    let due = show_date(task.due_on, t);
    let line = format!("{} · {} · {due} · {}", task.code, task.lead.name(t), task.state.name(t));
    view! {
        <li>
            <a href=route::task(task.id)>{line}</a>
        </li>
    }
}
