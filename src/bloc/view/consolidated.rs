use super::sentence::{Editing, SentenceRow, WaitingRow};
use crate::bloc::api::{show_consolidated, take_accepted};
use crate::bloc::{Consolidated, SectorPart, SourceState};
use crate::indicator::IndicatorBullets;
use crate::period::Period;
use crate::route;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{Banner, Button, ButtonKind, Card, Crumb, EmptyState, IconName, Loaded, Page, Tone};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The bloc's report: a document for readers, a desk for the office.
#[component]
pub fn ConsolidatedPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let report = Resource::new(code, show_consolidated);
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<Consolidated>);
    view! {
        <Loaded resource=report let:fetched>
            {move || {
                let same = |it: &Consolidated| it.period.id == fetched.period.id;
                let report = newer.get().filter(same).unwrap_or_else(|| fetched.clone());
                view! { <Sheet report newer /> }
            }}
        </Loaded>
    }
}

#[component]
fn Sheet(report: Consolidated, newer: RwSignal<Option<Consolidated>>) -> impl IntoView {
    let t = use_lang();
    let Consolidated { period, bloc, begun, updated_at, parts, reporters, taken, untaken, may_edit } = report;
    let editing = Editing::new(period.code.clone(), newer);
    let changed = parts
        .iter()
        .flat_map(|it| &it.sentences)
        .filter(|it| it.source.as_ref().is_some_and(|it| it.state != SourceState::Same))
        .count();
    let crumbs = vec![
        Crumb::new(t.bloc_periods(), route::PERIODS),
        Crumb::new(period.name(t), route::period(&period.code)),
        Crumb::new(t.consol_title(), route::consolidated(&period.code)),
    ];
    let take = (may_edit && untaken > 0).then(|| {
        let press = move |_| {
            editing.send(take_accepted(editing.code()), move || editing.say(t.consol_taken()));
        };
        view! {
            <Card>
                <p>{t.consol_take_text()}</p>
                <div class="row mt-3">
                    <Button
                        kind=ButtonKind::Button
                        icon=IconName::Document
                        busy=editing.busy
                        on_press=Callback::new(press)
                    >
                        {t.consol_take(untaken)}
                    </Button>
                </div>
            </Card>
        }
    });
    let body = if begun {
        let parts: Vec<_> = parts
            .into_iter()
            .enumerate()
            .map(|(index, part)| view! { <Part number=index + 1 part period=period.clone() may_edit editing /> })
            .collect();
        let drawn = t.consol_drawn(taken, reporters);
        let updated = updated_at.map(|it| t.consol_updated(show_instant(it, t)));
        view! {
            <p class="text-sm text-ink-soft">{drawn} " " {updated}</p>
            {(changed > 0)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn>
                            <p>{t.consol_changed_banner(changed)}</p>
                        </Banner>
                    }
                })}
            {parts}
        }
        .into_any()
    } else {
        let text = if may_edit && untaken == 0 { t.consol_empty_office() } else { t.consol_empty_text() };
        view! { <EmptyState icon=IconName::Document title=t.consol_empty_title() text /> }.into_any()
    };
    view! {
        <Page title=t.consol_title() subtitle=t.consol_subtitle(bloc_name(&bloc, t), period.name(t)) crumbs>
            {take}
            <div role="alert" class="empty:hidden">{move || editing.error_view()}</div>
            {body}
        </Page>
    }
}

fn bloc_name(bloc: &crate::org::Bloc, t: crate::text::Lang) -> String {
    t.pick(&bloc.name_vi, &bloc.name_en).to_owned()
}

#[component]
fn Part(number: usize, part: SectorPart, period: Period, may_edit: bool, editing: Editing) -> impl IntoView {
    let t = use_lang();
    let SectorPart { sector, rows, sentences, waiting } = part;
    let name = sector.name(t).to_owned();
    let last = sentences.len().saturating_sub(1);
    let sentences: Vec<_> = sentences
        .into_iter()
        .enumerate()
        .map(|(at, sentence)| {
            view! { <SentenceRow sentence first={at == 0} last={at == last} may_edit editing /> }
        })
        .collect();
    let waiting = (!waiting.is_empty()).then(|| {
        let rows: Vec<_> =
            waiting.into_iter().map(|waiting| view! { <WaitingRow waiting editing /> }).collect();
        view! {
            <details class="no-print">
                <summary>{t.consol_waiting()} " (" {rows.len()} ")"</summary>
                <ul class="stack stack-sm">{rows}</ul>
            </details>
        }
    });
    let figures = (!rows.is_empty()).then(|| {
        let caption = format!("{}: {name}", t.consol_figures());
        view! {
            <div class="mt-4">
                <IndicatorBullets rows period=period.clone() caption />
            </div>
        }
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2 class="card-title">
                    {number} ". " <a href=route::sector(&sector.code, Some(&period.code))>{name.clone()}</a>
                </h2>
            </div>
            <ul class="stack stack-sm">{sentences}</ul>
            {waiting}
            {figures}
        </section>
    }
    .into_any()
}
