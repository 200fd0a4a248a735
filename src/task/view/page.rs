use super::TaskBadge;
use crate::actor::{Permission, Scope};
use crate::error::{Error, FieldErrors, Result};
use crate::id::TaskId;
use crate::route;
use crate::task::api::{add_task_progress, close_task, show_task};
use crate::task::{Progress as Told, ProgressInput, Task, TaskState};
use crate::text::use_lang;
use crate::time::{show_date, show_instant};
use crate::ui::{
    Button, ButtonTone, Card, Crumb, InputKind, Loaded, Page, Progress, SampleBadge, TextArea, TextField,
    Tone, use_toasts,
};
use crate::visit::use_visit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One task: its five points, where it came from, what it should move, and what was done for it.
#[component]
pub fn TaskPage() -> impl IntoView {
    let params = use_params_map();
    // An address that names none is asked for all the same, so that the page answers with its status.
    let id =
        move || params.with(|it| it.get("id")).and_then(|it| it.parse::<TaskId>().ok()).unwrap_or_default();
    let task = Resource::new(id, show_task);
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<Task>);
    view! {
        <Loaded resource=task let:fetched>
            {move || {
                let task = newer.get().filter(|it| it.line.id == fetched.line.id).unwrap_or_else(|| fetched.clone());
                view! { <Sheet task newer /> }
            }}
        </Loaded>
    }
}

#[component]
fn Sheet(task: Task, newer: RwSignal<Option<Task>>) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let line = task.line.clone();
    let open = line.state == TaskState::Open;
    let unit = Scope::Unit(line.lead.id);
    let may_tell = open && visit.can(Permission::UpdateTask, unit);
    let may_close = open
        && (visit.can(Permission::CloseTask, unit)
            || visit.can(Permission::CloseTask, Scope::Meeting(task.meeting)));
    let cooperating: Vec<_> = line.cooperating.iter().map(|it| it.name(t).to_owned()).collect();
    let sectors: Vec<_> = task
        .sectors
        .iter()
        .map(|it| {
            view! {
                <li>
                    <a href=route::sector(&it.code, None)>{it.name(t).to_owned()}</a>
                </li>
            }
        })
        .collect();
    let indicators = if task.indicators.is_empty() {
        view! { <p class="text-ink-soft">{t.task_no_indicators()}</p> }.into_any()
    } else {
        let rows: Vec<_> = task
            .indicators
            .iter()
            .map(|(code, name)| {
                view! {
                    <li>
                        <a href=route::indicator(code)>{code.clone()} " " {name.clone()}</a>
                    </li>
                }
            })
            .collect();
        view! { <ul class="stack stack-sm">{rows}</ul> }.into_any()
    };
    let note = task.closing_note.clone();
    let closed = task.closed_at.map(|at| {
        let who = task.closed_by.clone().unwrap_or_else(|| t.task_someone().to_owned());
        view! {
            <Card title=t.task_result()>
                <p>{note}</p>
                <p class="text-sm text-ink-soft">{t.task_closed(who, show_instant(at, t))}</p>
            </Card>
        }
    });
    let id = line.id;
    let log = task.progress.clone();
    let crumbs =
        vec![Crumb::new(t.task_title(), route::TASKS), Crumb::new(line.code.clone(), route::task(id))];
    let (meeting, meeting_title) = (route::meeting(task.meeting), task.meeting_title.clone());
    let (conclusion, revision) = (task.conclusion_body.clone(), task.revision);
    let percent = line.percent.and_then(|it| u8::try_from(it).ok());
    view! {
        <Page
            title=line.title.clone()
            subtitle=line.code.clone()
            crumbs
        >
            <div class="split">
                <div class="stack">
                    <Card title=t.task_five_points()>
                        <dl class="facts">
                            <dt>{t.task_state()}</dt>
                            <dd class="flex flex-wrap gap-2">
                                <TaskBadge task=line.clone() />
                                {line.sample.then(|| view! { <SampleBadge /> })}
                            </dd>
                            <dt>{t.task_who()}</dt>
                            <dd>
                                {line.lead.name(t).to_owned()}
                                {(!cooperating.is_empty())
                                    .then(|| {
                                        view! {
                                            <span class="block text-sm text-ink-soft">
                                                {t.task_with(cooperating.join(", "))}
                                            </span>
                                        }
                                    })}
                            </dd>
                            <dt>{t.task_what()}</dt>
                            <dd>{line.title.clone()}</dd>
                            <dt>{t.task_product()}</dt>
                            <dd>{line.product.clone()}</dd>
                            <dt>{t.task_responsibility()}</dt>
                            <dd>{line.responsibility.clone()}</dd>
                            <dt>{t.task_when()}</dt>
                            <dd>{show_date(line.due_on, t)}</dd>
                        </dl>
                    </Card>
                    <Card title=t.task_log()>
                        {percent
                            .map(|it| view! { <Progress percent=Signal::stored(it) label=t.task_progress_label() /> })}
                        <Log log />
                    </Card>
                    {may_tell.then(|| view! { <ProgressForm id newer /> })}
                </div>
                <aside class="stack">
                    {closed} <Card title=t.task_origin()>
                        <blockquote class="quote">{conclusion}</blockquote>
                        <p>
                            <a class="source" href=meeting>
                                {meeting_title}
                            </a>
                        </p>
                    </Card> <Card title=t.task_indicators()>{indicators}</Card>
                    {(!sectors.is_empty())
                        .then(|| {
                            view! {
                                <Card title=t.task_sectors()>
                                    <ul class="stack stack-sm">{sectors}</ul>
                                </Card>
                            }
                        })} {may_close.then(|| view! { <CloseForm id revision newer /> })}
                </aside>
            </div>
        </Page>
    }
}

#[component]
fn Log(log: Vec<Told>) -> impl IntoView {
    let t = use_lang();
    if log.is_empty() {
        return view! { <p class="text-ink-soft">{t.task_log_empty()}</p> }.into_any();
    }
    let rows: Vec<_> = log
        .into_iter()
        .map(|it| {
            let percent = it.percent.map(|it| format!(" · {}", t.task_percent_now(it)));
            view! {
                <li>
                    <time datetime=it.at.to_rfc3339()>{show_instant(it.at, t)}</time>
                    <b>{it.by.unwrap_or_else(|| t.task_someone().to_owned())}</b>
                    <span>{percent}</span>
                    {it
                        .report
                        .map(|it| {
                            view! {
                                " · "
                                <a href=route::report(it)>{t.task_told_in_report()}</a>
                            }
                        })}
                    <p>{it.body}</p>
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}

/// The state of a form that is sent from code: what it answers, and what it refused.
#[derive(Clone, Copy)]
struct Sending {
    busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
}

impl Sending {
    fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }

    fn send(self, work: impl Future<Output = Result<Task>> + 'static, then: impl FnOnce(Task) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            let outcome = work.await;
            self.busy.set(false);
            match outcome {
                Ok(task) => then(task),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    fn on(self, field: &'static str) -> Signal<Option<String>> {
        let t = use_lang();
        Signal::derive(move || {
            self.error.with(|it| match it {
                Some(Error::Invalid(errors)) => errors.on(field).map(|it| it.message(t)),
                _ => None,
            })
        })
    }

    fn refuse(self, errors: FieldErrors) {
        self.error.set(Some(errors.into()));
    }

    /// What is wrong with the form as a whole.
    fn whole(self) -> impl IntoView {
        let t = use_lang();
        let message = move || self.error.with(|it| it.as_ref().map(|it| it.message(t)));
        view! {
            <div role="alert">{move || message().map(|it| view! { <p class="field-error">{it}</p> })}</div>
        }
    }
}

#[component]
fn ProgressForm(id: TaskId, newer: RwSignal<Option<Task>>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let typed = RwSignal::new(ProgressInput::default());
    let sending = Sending::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        if let Err(errors) = input.parse() {
            return sending.refuse(errors);
        }
        sending.send(add_task_progress(id, input), move |task| {
            toasts.say(Tone::Ok, t.task_progress_saved());
            newer.set(Some(task));
        });
    };
    view! {
        <Card title=t.task_progress_add()>
            <form class="form" novalidate on:submit=submit>
                <TextArea
                    name="body"
                    label=t.task_progress_body()
                    rows=3
                    error=sending.on("body")
                    on_input=Callback::new(move |value| typed.update(|it| it.body = value))
                />
                <TextField
                    name="percent"
                    label=t.task_percent()
                    kind=InputKind::Figure
                    help=t.task_percent_help()
                    optional=true
                    error=sending.on("percent")
                    on_input=Callback::new(move |value| typed.update(|it| it.percent = value))
                />
                {sending.whole()}
                <div class="form-actions">
                    <Button busy=sending.busy>{t.task_progress_save()}</Button>
                </div>
            </form>
        </Card>
    }
}

#[component]
fn CloseForm(id: TaskId, revision: i64, newer: RwSignal<Option<Task>>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let note = RwSignal::new(String::new());
    let sending = Sending::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Err(problem) = crate::error::parse_required(&note.get_untracked(), 1000) {
            return sending.refuse(FieldErrors::of("note", problem));
        }
        sending.send(close_task(id, note.get_untracked(), revision), move |task| {
            toasts.say(Tone::Ok, t.task_closed_done());
            newer.set(Some(task));
        });
    };
    view! {
        <Card title=t.task_closing()>
            <form class="form" novalidate on:submit=submit>
                <p class="text-sm text-ink-soft">{t.task_closing_text()}</p>
                <TextArea
                    name="note"
                    label=t.task_closing_note()
                    rows=2
                    error=sending.on("note")
                    on_input=Callback::new(move |value| note.set(value))
                />
                {sending.whole()}
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary busy=sending.busy>
                        {t.task_close()}
                    </Button>
                </div>
            </form>
        </Card>
    }
}
