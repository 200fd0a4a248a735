use super::page::address;
use crate::id::ReportId;
use crate::report::{
    Difference, ReportHistory, ReportVersion,
    api::{restore_report, show_report_history},
};
use crate::route;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{
    Button, ButtonKind, ButtonTone, Card, Crumb, EmptyState, IconName, LinkButton, Loaded, Page, Size, Tone,
    use_toasts,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

/// A report's versions; `?version=3` holds one against the present.
#[component]
pub fn ReportHistoryPage() -> impl IntoView {
    let t = use_lang();
    let id = address();
    let query = use_query_map();
    let compare = move || query.with(|it| it.get("version").and_then(|it| it.parse::<i32>().ok()));
    let history = Resource::new(
        move || (id.get(), compare()),
        async |(id, compare)| show_report_history(id, compare).await,
    );
    let again = Callback::new(move |()| history.refetch());
    view! {
        <Loaded resource=history let:history>
            {
                let ReportHistory { report, unit, versions, compared, may_write } = history;
                view! {
                    <Page
                        title=t.history_title()
                        subtitle=format!("{} · {}", unit.name(t), report.period.name(t))
                        crumbs=vec![
                            Crumb::new(t.reports_title(), route::REPORTS),
                            Crumb::new(t.report_title(unit.name(t)), route::report(report.id)),
                        ]
                    >
                        {compared
                            .map(|(number, differences)| {
                                view! { <Compared id=report.id number differences may_write on_done=again /> }
                            })}
                        {if versions.is_empty() {
                            view! {
                                <EmptyState
                                    icon=IconName::History
                                    title=t.history_none()
                                    text=t.history_none_text()
                                />
                            }
                                .into_any()
                        } else {
                            view! { <Versions id=report.id versions /> }.into_any()
                        }}
                    </Page>
                }
            }
        </Loaded>
    }
}

#[component]
fn Versions(id: ReportId, versions: Vec<ReportVersion>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = versions
        .into_iter()
        .map(|it| {
            let who = it.by.unwrap_or_else(|| t.step_someone().to_owned());
            let note = format!("{} · {} {}", show_instant(it.at, t), who, it.step.told(t));
            view! {
                <li class="list-row">
                    <span class="list-main">
                        <span class="font-semibold">{t.history_version(it.number)}</span>
                        <span class="list-note">{note}</span>
                        {it.reason.map(|reason| view! { <span class="list-note">{t.history_reason(reason)}</span> })}
                    </span>
                    <LinkButton
                        href=format!("{}?version={}", route::report_history(id), it.number)
                        tone=ButtonTone::Secondary
                        size=Size::Small
                    >
                        {t.history_compare()}
                    </LinkButton>
                </li>
            }
        })
        .collect();
    view! {
        <Card flush=true>
            <ul class="list">{rows}</ul>
        </Card>
    }
    .into_any()
}

#[component]
fn Compared(
    id: ReportId,
    number: i32,
    differences: Vec<Difference>,
    may_write: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let none = differences.is_empty();
    let restore = move |_| {
        busy.set(true);
        spawn_local(async move {
            let restored = restore_report(id, number).await;
            busy.try_set(false);
            match restored {
                Ok(_) => {
                    toasts.say(Tone::Ok, t.history_restored());
                    on_done.try_run(());
                }
                Err(error) => toasts.say(Tone::Danger, error.message(t)),
            }
        });
    };
    let rows: Vec<_> = differences
        .into_iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.about}</th>
                    <td>
                        <del>{it.then}</del>
                    </td>
                    <td>
                        <ins>{it.now}</ins>
                    </td>
                </tr>
            }
        })
        .collect();
    let title = t.history_compared(number);
    view! {
        <Card
            title=title.clone()
            aside=move || {
                (may_write && !none)
                    .then(|| {
                        view! {
                            <Button
                                tone=ButtonTone::Secondary
                                size=Size::Small
                                kind=ButtonKind::Button
                                icon=IconName::Undo
                                busy
                                on_press=restore
                            >
                                {t.history_restore()}
                            </Button>
                        }
                    })
            }
        >
            {if none {
                view! { <p class="text-ink-soft">{t.history_same()}</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col">{t.history_about()}</th>
                                    <th scope="col">{t.history_then()}</th>
                                    <th scope="col">{t.history_now()}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                    .into_any()
            }}
        </Card>
    }
    .into_any()
}
