use crate::report::{ReportLine, api::list_reports};
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{Badge, Card, EmptyState, IconName, Loaded, Page, SampleBadge, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// Every report the reader may know of, by period.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let t = use_lang();
    let lines = Resource::new(|| (), |()| list_reports());
    view! {
        <Loaded resource=lines let:lines>
            <Page title=t.reports_title()>
                {if lines.is_empty() {
                    view! { <EmptyState icon=IconName::Report title=t.reports_none() text=t.reports_none_text() /> }
                        .into_any()
                } else {
                    by_period(lines)
                        .into_iter()
                        .map(|lines| view! { <PeriodReports lines /> })
                        .collect_view()
                        .into_any()
                }}
            </Page>
        </Loaded>
    }
}

fn by_period(lines: Vec<ReportLine>) -> Vec<Vec<ReportLine>> {
    let mut periods: Vec<Vec<ReportLine>> = Vec::new();
    for line in lines {
        match periods.last_mut() {
            Some(last) if last.iter().any(|it| it.report.period.id == line.report.period.id) => {
                last.push(line)
            }
            _ => periods.push(vec![line]),
        }
    }
    periods
}

#[component]
fn PeriodReports(lines: Vec<ReportLine>) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let (name, due) = match lines.first() {
        Some(first) => (first.report.period.name(t).to_owned(), show_date(first.report.period.due_on, t)),
        None => Default::default(),
    };
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let report = line.report;
            let overdue = !report.state.is_sent() && report.period.is_past_due(today);
            let late = report.sent_at.is_some_and(|it| report.period.is_past_due(local(it).date()));
            view! {
                <tr>
                    <th scope="row">
                        <a href=route::report(report.id)>{line.unit.name(t).to_owned()}</a>
                        {report.sample.then(|| view! { " " <SampleBadge /> })}
                        {line.title.map(|it| view! { <span class="list-note">{it.pick(t).to_owned()}</span> })}
                    </th>
                    <td>
                        <Badge tone=report.state.tone() text=report.state.name(t) />
                        {overdue.then(|| view! { " " <Badge tone=Tone::Danger text=t.report_overdue() /> })}
                        {late.then(|| view! { " " <Badge tone=Tone::Warn text=t.report_late() /> })}
                    </td>
                    <td class="num">{t.reports_of(line.figures_given, line.figures_due)}</td>
                    <td class="num">{line.passages}</td>
                    <td class="num">{report.sent_at.map(|it| show_instant(it, t))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=name.clone() flush=true aside=move || view! { <span>{t.reports_due(due)}</span> }>
            <div class="table-scroll" tabindex="0" role="region" aria-label=name>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.reports_unit()}</th>
                            <th scope="col">{t.reports_state()}</th>
                            <th scope="col" class="num">{t.reports_complete()}</th>
                            <th scope="col" class="num">{t.reports_passages()}</th>
                            <th scope="col" class="num">{t.reports_sent_at()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
    }
}
