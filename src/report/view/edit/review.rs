//! What stands beside the writing: what the figures say to a grade, comments, and the tasks to tell of.

use super::form::{Form, PassageState};
use crate::id::ReportId;
use crate::indicator::IndicatorRow;
use crate::period::Period;
use crate::report::api::tell_task_in_report;
use crate::report::view::evidence::EvidenceLine;
use crate::report::view::steps::problem_of;
use crate::task::{ProgressInput, TaskLine, TaskList, TaskState};
use crate::text::use_lang;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonTone, Card, InputKind, Size, TextArea, TextField, Tone, use_toasts,
};
use crate::{error::Error, route};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the sector's figures say to the grade that is chosen, as they are saved.
#[component]
pub fn LiveEvidence(form: Form, passage: PassageState) -> impl IntoView {
    let period = use_context::<Period>();
    move || {
        let grade = passage.grade.get().filter(|_| passage.kind.get().takes_grade())?;
        let period = period.clone()?;
        let rows = form.rows.try_with_value(|rows| {
            rows.iter()
                .filter(|it| it.indicator.sector == passage.sector)
                .map(|it| IndicatorRow {
                    indicator: (*it.indicator).clone(),
                    figure: it.figure.get(),
                    due: true,
                    history: Vec::new(),
                })
                .collect::<Vec<_>>()
        })?;
        Some(view! { <EvidenceLine grade rows period /> })
    }
}

/// The unit's tasks from the conferences before: those open are told of here, within the report.
#[component]
pub fn TaskTelling(report: ReportId, tasks: Vec<TaskLine>) -> impl IntoView {
    let t = use_lang();
    if tasks.is_empty() {
        return ().into_any();
    }
    let (open, closed): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|it| it.state == TaskState::Open);
    let rows: Vec<_> = open.into_iter().map(|task| view! { <TaskRow report task /> }).collect();
    let done = closed.len();
    view! {
        <Card title=t.report_tasks() flush=true>
            <ul class="list">{rows}</ul>
            {(done > 0)
                .then(|| {
                    view! {
                        <details class="px-4.5 py-3 text-sm">
                            <summary>{t.report_tasks_closed(done)}</summary>
                            <TaskList tasks=closed compact=true />
                        </details>
                    }
                })}
        </Card>
    }
    .into_any()
}

#[component]
fn TaskRow(report: ReportId, task: TaskLine) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let id = task.id;
    let line = RwSignal::new(task);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let typed = RwSignal::new(ProgressInput::default());
    let error = RwSignal::new(None::<Error>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        if let Err(fields) = input.parse() {
            error.set(Some(fields.into()));
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let told = tell_task_in_report(report, id, input).await;
            busy.try_set(false);
            match told {
                Ok(task) => {
                    toasts.say(Tone::Ok, t.report_task_told());
                    open.try_set(false);
                    typed.try_set(ProgressInput::default());
                    line.try_set(task);
                }
                Err(refusal) => drop(error.try_set(Some(refusal))),
            }
        });
    };
    let head = move || {
        line.with(|task| {
            let percent = task.percent.map(|it| format!("{it}%"));
            view! {
                <span class="list-main">
                    <a class="font-semibold" href=route::task(task.id)>
                        {task.title.clone()}
                    </a>
                    <span class="list-note">{format!("{} · {}", task.code, task.product)}</span>
                </span>
                {percent.map(|it| view! { <Badge tone=Tone::Info text=it /> })}
            }
        })
    };
    let form = move || {
        open.get().then(|| {
            view! {
                <form class="form px-4.5 pb-4" novalidate on:submit=submit>
                    <TextArea
                        name="body"
                        id=format!("task-{id}-body")
                        label=t.report_task_body()
                        rows=2
                        error=Signal::derive(move || problem_of(error, "body", t))
                        on_input=Callback::new(move |it| typed.update(|all| all.body = it))
                    />
                    <TextField
                        name="percent"
                        id=format!("task-{id}-percent")
                        label=t.report_task_percent()
                        kind=InputKind::Figure
                        optional=true
                        error=Signal::derive(move || problem_of(error, "percent", t))
                        on_input=Callback::new(move |it| typed.update(|all| all.percent = it))
                    />
                    <div role="alert">
                        {move || {
                            error
                                .get()
                                .filter(|it| !matches!(it, Error::Invalid(_)))
                                .map(|it| view! { <p class="field-error">{it.message(t)}</p> })
                        }}
                    </div>
                    <div class="form-actions">
                        <Button size=Size::Small busy>
                            {t.report_task_save()}
                        </Button>
                        <Button
                            tone=ButtonTone::Quiet
                            size=Size::Small
                            kind=ButtonKind::Button
                            on_press=move |_| open.set(false)
                        >
                            {t.step_cancel()}
                        </Button>
                    </div>
                </form>
            }
        })
    };
    let code = line.with_untracked(|it| it.code.clone());
    view! {
        <li>
            <div class="list-row flex-wrap">
                {head}
                <Button
                    tone=ButtonTone::Secondary
                    size=Size::Small
                    kind=ButtonKind::Button
                    label=t.report_task_tell_of(code)
                    on_press=move |_| open.update(|it| *it = !*it)
                >
                    {t.report_task_tell()}
                </Button>
            </div>
            {form}
        </li>
    }
    .into_any()
}
