use super::TaskList;
use crate::route;
use crate::task::api::list_tasks;
use crate::task::{TaskBoard, TaskFilter, TaskState};
use crate::text::{Lang, use_lang};
use crate::ui::{Button, ButtonTone, Card, EmptyState, IconName, LinkButton, Loaded, Page, Select};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Every task of every conference, narrowed by a plain form.
#[component]
pub fn TasksPage() -> impl IntoView {
    let query = use_query_map();
    let filter = move || {
        let part = |name| query.with(|it| it.get(name)).unwrap_or_default();
        TaskFilter { unit: part("unit"), sector: part("sector"), state: part("state") }
    };
    let board = Resource::new(filter, list_tasks);
    view! {
        <Loaded resource=board let:board>
            <Board board filter=filter() />
        </Loaded>
    }
}

#[component]
fn Board(board: TaskBoard, filter: TaskFilter) -> impl IntoView {
    let t = use_lang();
    let TaskBoard { tasks, units, sectors, open, late, done } = board;
    let count = tasks.len();
    let narrowed = filter.asks();
    let list = if tasks.is_empty() {
        let (title, text) = if narrowed {
            (t.task_none_match_title(), t.task_none_match_text())
        } else {
            (t.task_none_title(), t.task_none_text())
        };
        view! { <EmptyState icon=IconName::Task title text /> }.into_any()
    } else {
        view! {
            <Card title=t.task_shown(count) flush=true>
                <TaskList tasks />
            </Card>
        }
        .into_any()
    };
    let units = choices(t, units.iter().map(|it| (it.code.clone(), it.name(t).to_owned())));
    let sectors = choices(t, sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned())));
    let states = choices(
        t,
        TaskState::ALL
            .iter()
            .map(|it| (it.word().to_owned(), it.name(t).to_owned()))
            .chain([(TaskFilter::LATE.to_owned(), t.task_filter_late().to_owned())]),
    );
    view! {
        <Page title=t.task_title() subtitle=t.task_subtitle()>
            <div class="stats">
                <Stat value=open label=t.task_open_count() />
                <Stat value=late label=t.task_late_count() />
                <Stat value=done label=t.task_done_count() />
            </div>
            <form class="form no-print" method="get" action=route::TASKS aria-label=t.task_filter()>
                <div class="form-row">
                    <Select name="unit" label=t.task_filter_unit() options=units value=filter.unit />
                    <Select name="sector" label=t.task_filter_sector() options=sectors value=filter.sector />
                    <Select name="state" label=t.task_filter_state() options=states value=filter.state />
                </div>
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary icon=IconName::Search>
                        {t.task_filter_apply()}
                    </Button>
                    {narrowed
                        .then(|| {
                            view! {
                                <LinkButton href=route::TASKS tone=ButtonTone::Quiet>
                                    {t.task_filter_clear()}
                                </LinkButton>
                            }
                        })}
                </div>
            </form>
            {list}
        </Page>
    }
}

fn choices(t: Lang, from: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t.task_filter_all().to_owned())).chain(from).collect()
}

#[component]
fn Stat(value: u64, label: &'static str) -> impl IntoView {
    view! {
        <div class="stat">
            <span class="stat-value">{value}</span>
            <span class="stat-label">{label}</span>
        </div>
    }
}
