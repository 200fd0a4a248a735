use crate::bloc::PeriodLine;
use crate::bloc::api::list_periods;
use crate::regime::OpenPeriodLink;
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_date};
use crate::ui::{Badge, EmptyState, IconName, Loaded, Page, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// The reporting periods, newest first.
#[component]
pub fn PeriodsPage() -> impl IntoView {
    let t = use_lang();
    let board = Resource::new(|| (), |()| list_periods());
    view! {
        <Loaded resource=board let:board>
            <Page title=t.bloc_periods() subtitle=t.bloc_periods_subtitle() actions=|| view! { <OpenPeriodLink /> }>
                {if board.lines.is_empty() {
                    view! {
                        <EmptyState icon=IconName::Period title=t.bloc_none_title() text=t.bloc_none_text() />
                    }
                        .into_any()
                } else {
                    let rows: Vec<_> = board.lines.into_iter().map(|line| view! { <Row line /> }).collect();
                    view! {
                        <div class="card card-flush">
                            <ul class="list">{rows}</ul>
                        </div>
                    }
                        .into_any()
                }}
            </Page>
        </Loaded>
    }
}

#[component]
fn Row(line: PeriodLine) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let PeriodLine { period, reporters, sent, waiting, .. } = line;
    let note = format!(
        "{} · {}",
        t.bloc_span(show_date(period.starts_on, t), show_date(period.cut_off, t)),
        t.bloc_due(show_date(period.due_on, t)),
    );
    let missing = if period.open && period.is_past_due(today) { reporters - sent.min(reporters) } else { 0 };
    let tone = if sent < reporters { Tone::Info } else { Tone::Ok };
    view! {
        <li>
            <a class="list-row flex-wrap" href=route::period(&period.code)>
                <span class="list-main">
                    <span class="font-semibold">{period.name(t).to_owned()}</span>
                    <span class="list-note">{note}</span>
                </span>
                <span class="flex flex-wrap gap-2">
                    {if period.open {
                        view! { <Badge tone text=t.bloc_sent_of(sent, reporters) /> }.into_any()
                    } else {
                        view! { <Badge text=t.bloc_not_open() /> }.into_any()
                    }}
                    {(waiting > 0).then(|| view! { <Badge tone=Tone::Warn text=t.bloc_waiting(waiting) /> })}
                    {(missing > 0).then(|| view! { <Badge tone=Tone::Danger text=t.bloc_late(missing) /> })}
                    {period.is_locked(today).then(|| view! { <Badge text=t.bloc_locked() /> })}
                </span>
            </a>
        </li>
    }
}
