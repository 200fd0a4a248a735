use crate::route;
use crate::task::{TaskLine, TaskState};
use crate::text::use_lang;
use crate::time::{local, show_date};
use crate::ui::{Badge, SampleBadge, Tone};
use crate::visit::use_visit;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Tasks as they are given, the five clear points of each in sight.
#[component]
pub fn TaskList(
    tasks: Vec<TaskLine>,
    /// Only what, who and when, for a card beside other things.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    if tasks.is_empty() {
        return view! { <p class="px-4.5 py-3 text-ink-soft">{use_lang().task_none_here()}</p> }.into_any();
    }
    let rows: Vec<_> = tasks
        .into_iter()
        .map(|task| {
            if compact {
                view! { <CompactRow task /> }.into_any()
            } else {
                view! { <FullRow task /> }.into_any()
            }
        })
        .collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

#[component]
fn CompactRow(task: TaskLine) -> impl IntoView {
    let t = use_lang();
    let note = format!("{} · {} · {}", task.code, task.lead.name(t), show_date(task.due_on, t));
    let (href, title) = (route::task(task.id), task.title.clone());
    view! {
        <li>
            <a class="list-row" href=href>
                <span class="list-main">
                    <span class="font-semibold">{title}</span>
                    <span class="list-note">{note}</span>
                </span>
                <TaskBadge task />
            </a>
        </li>
    }
}

#[component]
fn FullRow(task: TaskLine) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let cooperating: Vec<_> = task.cooperating.iter().map(|it| it.name(t).to_owned()).collect();
    let remaining = (task.state == TaskState::Open).then(|| days_left(&task, today, t)).flatten();
    view! {
        <li class="px-4.5 py-4">
            <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <h3 class="text-base font-semibold min-w-0">
                    <a href=route::task(task.id)>{task.title.clone()}</a>
                </h3>
                <span class="flex flex-wrap items-center gap-2">
                    {task.sample.then(|| view! { <SampleBadge /> })} <TaskBadge task=task.clone() />
                </span>
            </div>
            <p class="text-sm text-ink-soft">{task.code}</p>
            <dl class="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-4">
                <div>
                    <dt class="text-xs text-ink-soft">{t.task_who()}</dt>
                    <dd>
                        {task.lead.name(t).to_owned()}
                        {(!cooperating.is_empty())
                            .then(|| {
                                view! {
                                    <span class="block text-sm text-ink-soft">
                                        {t.task_with(cooperating.join(", "))}
                                    </span>
                                }
                            })}
                    </dd>
                </div>
                <div>
                    <dt class="text-xs text-ink-soft">{t.task_product()}</dt>
                    <dd>{task.product}</dd>
                </div>
                <div>
                    <dt class="text-xs text-ink-soft">{t.task_responsibility()}</dt>
                    <dd>{task.responsibility}</dd>
                </div>
                <div>
                    <dt class="text-xs text-ink-soft">{t.task_when()}</dt>
                    <dd>
                        {show_date(task.due_on, t)}
                        {remaining
                            .map(|it| view! { <span class="block text-sm text-ink-soft">{it}</span> })}
                        {task
                            .percent
                            .map(|it| {
                                view! {
                                    <span class="block text-sm text-ink-soft">
                                        {t.task_progress_label()} ": " {t.task_percent_now(it)}
                                    </span>
                                }
                            })}
                    </dd>
                </div>
            </dl>
        </li>
    }
}

fn days_left(task: &TaskLine, today: NaiveDate, t: crate::text::Lang) -> Option<String> {
    match (task.due_on - today).num_days() {
        0 => Some(t.task_due_today().to_owned()),
        days if days > 0 => Some(t.task_due_days(days)),
        _ => None,
    }
}

/// The state of a task in a word, and by how much it is late.
#[component]
pub fn TaskBadge(task: TaskLine) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let (tone, text) = match task.state {
        TaskState::Open if task.is_late(today) => {
            (Tone::Danger, t.task_late_days((today - task.due_on).num_days()))
        }
        TaskState::Open => (Tone::Info, task.state.name(t).to_owned()),
        TaskState::Done => (Tone::Ok, task.state.name(t).to_owned()),
        TaskState::Cancelled => (Tone::Muted, task.state.name(t).to_owned()),
    };
    view! { <Badge tone text /> }
}
