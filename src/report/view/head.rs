//! What a report's page and its form both say of it.

use super::history::compare_address;
use crate::id::ReportId;
use crate::report::api::who_is_here;
use crate::report::{Compare, Report, ReportState, ReportStep, ReportVersion};
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{Badge, Banner, Icon, IconName, Step, StepState, Steps, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// Where it stands on its way, and why it came back.
#[component]
pub fn Course(report: Report) -> impl IntoView {
    let t = use_lang();
    const WAY: [ReportState; 5] = [
        ReportState::Draft,
        ReportState::Submitted,
        ReportState::Sent,
        ReportState::Accepted,
        ReportState::Consolidated,
    ];
    let returned = report.state == ReportState::Returned;
    let at = WAY.iter().position(|it| *it == report.state).unwrap_or_default();
    let steps = WAY.iter().enumerate().map(|(index, state)| match index.cmp(&at) {
        std::cmp::Ordering::Less => Step::new(state.name(t), StepState::Done),
        std::cmp::Ordering::Equal if returned => Step::new(report.state.name(t), StepState::Returned),
        std::cmp::Ordering::Equal => Step::new(state.name(t), StepState::Current),
        std::cmp::Ordering::Greater => Step::new(state.name(t), StepState::Ahead),
    });
    let reason = report.returned_reason.clone().filter(|_| returned);
    view! {
        <Steps steps=steps.collect() />
        {reason
            .map(|reason| {
                view! {
                    <Banner tone=Tone::Warn icon=IconName::Undo>
                        <p>
                            <strong>{t.report_returned_because()}</strong>
                            " "
                            {reason}
                        </p>
                    </Banner>
                }
            })}
    }
    .into_any()
}

/// What a writer must know of the dates, in one line.
#[component]
pub fn Dates(report: Report) -> impl IntoView {
    let t = use_lang();
    let period = &report.period;
    let overdue = !report.state.is_sent() && period.is_past_due(local(use_visit().now).date());
    view! {
        <p class="row text-sm text-ink-soft">
            <span>{format!("{} {}", t.report_cut_off(), show_date(period.cut_off, t))}</span>
            <span>{t.reports_due(show_date(period.due_on, t))}</span>
            {overdue.then(|| view! { <Badge tone=Tone::Danger text=t.report_overdue() /> })}
        </p>
    }
    .into_any()
}

/// Who has the report open to write in it, by name; looked for while the page is in sight.
#[component]
pub fn Present(id: ReportId) -> impl IntoView {
    const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(15);
    let t = use_lang();
    let own = use_visit().actor.map(|it| it.person);
    let here = RwSignal::new(Vec::<String>::new());
    let look = move || {
        if document().hidden() {
            return;
        }
        leptos::task::spawn_local(async move {
            // Who cannot be asked after now is asked after again.
            let Ok(found) = who_is_here(id).await else { return };
            let mut names: Vec<_> =
                found.into_iter().filter(|it| Some(it.person) != own).map(|it| it.name).collect();
            names.sort();
            names.dedup();
            here.try_set(names);
        });
    };
    Effect::new(move || {
        look();
        let timer = set_interval_with_handle(look, LOOK_AGAIN);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    move || {
        let names = here.get();
        (!names.is_empty()).then(|| {
            view! {
                <p class="row text-sm no-print" role="status">
                    <Icon name=IconName::People />
                    {t.report_present(names.join(", "))}
                </p>
            }
        })
    }
}

/// How often it was changed after it was accepted, and each time's versions compared.
#[component]
pub fn Amended(id: ReportId, versions: Vec<ReportVersion>) -> impl IntoView {
    let t = use_lang();
    // Oldest first: an acceptance, a reopening, and what was accepted after it or stands now.
    let mut times: Vec<(ReportVersion, Option<i32>, Option<i32>)> = Vec::new();
    let mut accepted = None;
    for version in versions.into_iter().rev() {
        match version.step {
            ReportStep::Accept => {
                if let Some((_, _, to)) = times.last_mut() {
                    *to = to.or(Some(version.number));
                }
                accepted = Some(version.number);
            }
            ReportStep::Reopen => times.push((version, accepted, None)),
            _ => {}
        }
    }
    if times.is_empty() {
        return ().into_any();
    }
    let count = times.len();
    let items: Vec<_> = times
        .into_iter()
        .map(|(version, from, to)| {
            let href = compare_address(id, Compare { from, to, all: false });
            let reason = version.reason.unwrap_or_default();
            view! {
                <li>
                    <a href=href>{t.report_amended_at(show_instant(version.at, t))}</a>
                    <p class="text-ink-soft">{t.history_reason(reason)}</p>
                </li>
            }
        })
        .collect();
    view! {
        <div class="mt-3 text-sm">
            <p class="font-semibold">{t.report_amended(count)}</p>
            <ul class="stack stack-sm">{items}</ul>
        </div>
    }
    .into_any()
}

/// Dates and counts.
#[component]
pub fn Facts(report: Report) -> impl IntoView {
    let t = use_lang();
    let period = &report.period;
    let overdue = !report.state.is_sent() && period.is_past_due(local(use_visit().now).date());
    let late = report.sent_at.is_some_and(|it| period.is_past_due(local(it).date()));
    view! {
        <dl class="facts">
            <dt>{t.reports_state()}</dt>
            <dd>
                <Badge tone=report.state.tone() text=report.state.name(t) />
            </dd>
            <dt>{t.report_cut_off()}</dt>
            <dd>{show_date(period.cut_off, t)}</dd>
            <dt>{t.report_due_on()}</dt>
            <dd>
                {show_date(period.due_on, t)}
                {overdue.then(|| view! { " " <Badge tone=Tone::Danger text=t.report_overdue() /> })}
            </dd>
            {report
                .sent_at
                .map(|it| {
                    view! {
                        <dt>{t.report_sent_at()}</dt>
                        <dd>
                            {show_instant(it, t)}
                            {late.then(|| view! { " " <Badge tone=Tone::Warn text=t.report_late() /> })}
                        </dd>
                    }
                })}
            {report
                .accepted_at
                .map(|it| {
                    view! {
                        <dt>{t.report_accepted_at()}</dt>
                        <dd>{show_instant(it, t)}</dd>
                    }
                })}
        </dl>
    }
    .into_any()
}
