use super::page::address;
use crate::indicator::view::{figure_words, ratio_words, target_words};
use crate::indicator::{FigureState, standing};
use crate::report::api::show_figure_source;
use crate::report::{FigureChange, FigureSource, PastValue};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page, SampleBadge, StatusMark};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/reports/{id}/figures/{code}`: a figure, its report and version, who wrote it, and what it was before.
#[component]
pub fn FigurePage() -> impl IntoView {
    let id = address();
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let source = Resource::new(move || (id.get(), code()), |(id, code)| show_figure_source(id, code));
    view! {
        <Loaded resource=source let:source>
            <Source source />
        </Loaded>
    }
}

#[component]
fn Source(source: FigureSource) -> impl IntoView {
    let t = use_lang();
    let FigureSource { report, unit, indicator, version, story } = source;
    let (period, figure) = (report.period.clone(), story.figure.clone());
    let crumbs = vec![
        Crumb::new(t.indicators_title(), route::INDICATORS),
        Crumb::new(indicator.name(t), route::indicator_in(&indicator.code, &period.code, None)),
    ];
    let title = t.figure_source(indicator.name(t), period.name(t));
    let status = standing(&indicator, &period, &figure).status;
    let valued = figure.state == FigureState::Value;
    let writer = story.changes.first().and_then(|it| Some((it.by.clone()?, it.at)));
    let writer = match writer {
        Some((name, at)) => format!("{name}, {}", show_instant(at, t)),
        None => t.figure_source_nobody().to_owned(),
    };
    let facts = [
        (t.figure_source_unit(), Some(unit.name(t).to_owned())),
        (t.figure_source_state(), Some(report.state.name(t).to_owned())),
        (
            t.figure_source_version(),
            version.map(|it| t.figure_source_version_of(it.number, show_instant(it.at, t))),
        ),
        (t.figure_source_by(), Some(writer)),
        (t.column_target(), target_words(&indicator, &figure, t)),
        (t.column_prior(), figure.prior.map(|it| indicator.show(it, t))),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    let past: Vec<_> = story
        .past
        .into_iter()
        .rev()
        .map(|PastValue { name_vi, name_en, value }| {
            let value = value.map_or_else(|| t.indicator_dash().to_owned(), |it| indicator.show(it, t));
            view! {
                <tr>
                    <th scope="row">{t.pick(&name_vi, &name_en).to_owned()}</th>
                    <td class="num">{value}</td>
                </tr>
            }
        })
        .collect();
    let past = (!past.is_empty()).then(|| {
        view! {
            <Card title=t.figure_source_past() flush=true>
                <div class="table-scroll" tabindex="0" role="region" aria-label=t.figure_source_past()>
                    <table class="table">
                        <tbody>{past}</tbody>
                    </table>
                </div>
            </Card>
        }
    });
    let subtitle = t.indicator_subtitle(&indicator.code, &indicator.measure);
    let words = figure_words(&indicator, &figure, true, t);
    let ratio = ratio_words(&figure, t);
    let changes = changes(story.changes, t);
    let open = move || {
        view! {
            <LinkButton
                href=route::report(report.id)
                tone=ButtonTone::Secondary
                icon=IconName::Report
            >
                {t.figure_source_open()}
            </LinkButton>
        }
    };
    view! {
        <Page title subtitle crumbs actions=open>
            <div class="split">
                <div class="stack">
                    <Card title=t.column_actual()>
                        <p class="row">
                            <span class="stat-value">{words}</span>
                            {valued.then(|| view! { <StatusMark status /> })}
                            {figure.sample.then(|| view! { <SampleBadge /> })}
                            {ratio.map(|it| view! { <span class="list-note">{it}</span> })}
                        </p>
                        <dl class="facts">{facts}</dl>
                    </Card>
                    {changes}
                </div>
                <aside class="stack">{past}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn changes(changes: Vec<FigureChange>, t: Lang) -> impl IntoView + use<> {
    let rows: Vec<_> = changes
        .into_iter()
        .map(|it| {
            view! {
                <tr>
                    <td>{show_instant(it.at, t)}</td>
                    <td>{it.by.unwrap_or_else(|| t.figure_source_nobody().to_owned())}</td>
                    <td>{it.column.name(t)}</td>
                    <td class="num">{it.before}</td>
                    <td class="num">{it.after}</td>
                </tr>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="list-row">{t.figure_source_changes_none()}</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.figure_source_changes()>
                <table class="table" data-history="true">
                    <thead>
                        <tr>
                            <th scope="col">{t.figure_source_when()}</th>
                            <th scope="col">{t.figure_source_who()}</th>
                            <th scope="col">{t.figure_source_cell()}</th>
                            <th scope="col" class="num">
                                {t.figure_source_before()}
                            </th>
                            <th scope="col" class="num">
                                {t.figure_source_after()}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <Card title=t.figure_source_changes() flush=true>
            {table}
            {none}
        </Card>
    }
}
