//! What a report's page and its form both say of it.

use crate::report::{Report, ReportState};
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{Badge, Banner, IconName, Step, StepState, Steps, Tone};
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
            {(report.changes_after_acceptance > 0)
                .then(|| {
                    view! {
                        <dt>{t.report_changes()}</dt>
                        <dd>{report.changes_after_acceptance}</dd>
                    }
                })}
        </dl>
    }
    .into_any()
}
