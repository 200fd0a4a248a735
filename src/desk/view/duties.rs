use crate::actor::{Permission, Scope};
use crate::bloc::{PeriodLine, PunctualityBadge, punctuality};
use crate::report::{ReportLine, ReportState};
use crate::route;
use crate::task::{TaskLine, TaskList};
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{Badge, ButtonTone, Card, LinkButton, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// Tasks that a block shows before it points to the list.
const SHOWN: usize = 6;
/// Units that are named of those that have not sent.
const NAMED: usize = 4;

/// The reports a unit has not sent, each with the next step.
#[component]
pub fn Owed(owed: Vec<ReportLine>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = owed.into_iter().map(|line| view! { <OwedRow line /> }).collect();
    view! {
        <Card title=t.desk_owed() flush=true>
            {if rows.is_empty() {
                view! { <p class="px-4.5 py-3 text-ink-soft">{t.desk_owed_none()}</p> }.into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn OwedRow(line: ReportLine) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let ReportLine { report, unit, title, figures_due, figures_given, passages, .. } = line;
    let on = Scope::Unit(report.unit);
    let sends = visit.can(Permission::SendReport, on);
    let untouched = figures_given == 0 && passages == 0;
    let (href, words, tone) = match report.state {
        ReportState::Submitted if sends => {
            (route::report(report.id), t.desk_review_send(), ButtonTone::Primary)
        }
        state if state.is_open() && visit.can(Permission::WriteReport, on) => (
            route::report_edit(report.id),
            if untouched { t.desk_start() } else { t.desk_continue() },
            ButtonTone::Primary,
        ),
        _ => (route::report(report.id), t.desk_view(), ButtonTone::Secondary),
    };
    let with_head = report.state == ReportState::Submitted && !sends;
    let stood = punctuality(
        report.period.due_on,
        report.sent_at.filter(|_| report.state.is_sent()),
        local(visit.now).date(),
    );
    let reason = report.returned_reason.filter(|_| report.state == ReportState::Returned);
    let due = t.bloc_due(show_date(report.period.due_on, t));
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4.5 py-4">
            <div class="min-w-0 grow basis-80">
                <p class="font-semibold">{report.period.name(t).to_owned()}</p>
                {title.map(|it| view! { <p class="text-sm">{it.pick(t).to_owned()}</p> })}
                <p class="text-sm text-ink-soft">{unit.name(t).to_owned()} " · " {due}</p>
                <p class="text-sm text-ink-soft">
                    {t.desk_progress(figures_given, figures_due, passages)}
                    {with_head.then(|| format!(" · {}", t.desk_with_head()))}
                </p>
                {reason.map(|it| view! { <p class="text-sm text-danger">{t.desk_returned(it)}</p> })}
                <p class="mt-2 flex flex-wrap gap-2">
                    <Badge tone=report.state.tone() text=report.state.name(t) />
                    <PunctualityBadge stood />
                </p>
            </div>
            <LinkButton href tone>
                {words}
            </LinkButton>
        </li>
    }
}

/// The open tasks of a person's units.
#[component]
pub fn Tasks(tasks: Vec<TaskLine>) -> impl IntoView {
    let t = use_lang();
    view! { <TaskCard title=t.desk_tasks() none=t.desk_tasks_none() href=route::TASKS.to_owned() tasks /> }
}

/// Every task past its day.
#[component]
pub fn LateTasks(tasks: Vec<TaskLine>) -> impl IntoView {
    let t = use_lang();
    let href = format!("{}?state={}", route::TASKS, crate::task::TaskFilter::LATE);
    view! { <TaskCard title=t.desk_late_tasks() none=t.desk_late_none() href tasks /> }
}

#[component]
fn TaskCard(
    title: &'static str,
    none: &'static str,
    href: String,
    mut tasks: Vec<TaskLine>,
) -> impl IntoView {
    let t = use_lang();
    let more = tasks.len().saturating_sub(SHOWN);
    tasks.truncate(SHOWN);
    view! {
        <Card title flush=true>
            {if tasks.is_empty() {
                view! { <p class="px-4.5 py-3 text-ink-soft">{none}</p> }.into_any()
            } else {
                view! {
                    <TaskList tasks compact=true />
                    <a class="block px-4.5 py-3" href=href>
                        {if more > 0 { t.desk_more(more) } else { t.desk_all_tasks().to_owned() }}
                    </a>
                }
                    .into_any()
            }}
        </Card>
    }
}

/// Sent reports that wait for the office.
#[component]
pub fn Waiting(waiting: Vec<ReportLine>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = waiting
        .into_iter()
        .map(|ReportLine { report, unit, title, .. }| {
            let sent = report.sent_at.map(|it| t.desk_sent_at(show_instant(it, t)));
            let title = title.map(|it| it.pick(t).to_owned());
            let note: Vec<_> =
                [Some(report.period.name(t).to_owned()), title, sent].into_iter().flatten().collect();
            view! {
                <li>
                    <a class="list-row" href=route::report(report.id)>
                        <span class="list-main">
                            <span class="font-semibold">{unit.name(t).to_owned()}</span>
                            <span class="list-note">{note.join(" · ")}</span>
                        </span>
                        <Badge tone=report.state.tone() text=report.state.name(t) />
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <Card title=t.desk_waiting() flush=true>
            {if rows.is_empty() {
                view! { <p class="px-4.5 py-3 text-ink-soft">{t.desk_waiting_none()}</p> }.into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}

/// The periods whose reports are still coming in.
#[component]
pub fn Periods(periods: Vec<PeriodLine>) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let rows: Vec<_> = periods
        .into_iter()
        .map(|PeriodLine { period, reporters, sent, missing, .. }| {
            let names: Vec<_> = missing.iter().take(NAMED).map(|it| it.name(t).to_owned()).collect();
            let more = missing.len().saturating_sub(NAMED);
            let who = (period.open && !names.is_empty()).then(|| {
                let names = names.join(", ");
                let text = if more > 0 { t.desk_missing_more(names, more) } else { t.desk_missing(names) };
                let href = format!("{}?show=missing", route::period(&period.code));
                view! {
                    <a class="block px-4.5 pb-3 text-sm" href=href>
                        {text}
                    </a>
                }
            });
            let late = if period.is_past_due(today) { reporters.saturating_sub(sent) } else { 0 };
            view! {
                <li>
                    <a class="list-row flex-wrap" href=route::period(&period.code)>
                        <span class="list-main">
                            <span class="font-semibold">{period.name(t).to_owned()}</span>
                            <span class="list-note">{t.bloc_due(show_date(period.due_on, t))}</span>
                        </span>
                        <span class="flex flex-wrap gap-2">
                            <Badge tone=Tone::Info text=t.bloc_sent_of(sent, reporters) />
                            {(late > 0).then(|| view! { <Badge tone=Tone::Danger text=t.bloc_late(late) /> })}
                        </span>
                    </a>
                    {who}
                </li>
            }
        })
        .collect();
    view! {
        <Card title=t.desk_periods() flush=true>
            {if rows.is_empty() {
                view! { <p class="px-4.5 py-3 text-ink-soft">{t.desk_periods_none()}</p> }.into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}
