use super::contributions::ContributionTable;
use super::offered::{OfferedPassages, Proposal};
use super::sentence::{Editing, SentenceRow, Typing};
use crate::bloc::api::{show_consolidated, take_accepted, undo_take};
use crate::bloc::{Consolidated, SectorPart, SourceState};
use crate::id::ReportId;
use crate::indicator::IndicatorBullets;
use crate::period::Period;
use crate::route;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, Crumb, EmptyState, IconName, Loaded, Page, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The bloc's report: a document for readers, a desk for the office.
#[component]
pub fn ConsolidatedPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let report = Resource::new(code, show_consolidated);
    Typing::provide();
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
    let Consolidated {
        period,
        bloc,
        begun,
        updated_at,
        parts,
        reporters,
        taken,
        untaken,
        may_edit,
        undoable,
        revision,
    } = report;
    let proposed: usize = parts.iter().map(|it| it.proposed.len()).sum();
    let editing = Editing::new(period.code.clone(), newer);
    let changed = parts
        .iter()
        .flat_map(|it| &it.sentences)
        .filter(|it| it.newer.is_some() || it.source.as_ref().is_some_and(|it| it.state != SourceState::Same))
        .count();
    let crumbs = vec![
        Crumb::new(t.bloc_periods(), route::PERIODS),
        Crumb::new(period.name(t), route::period(&period.code)),
        Crumb::new(t.consol_title(), route::consolidated(&period.code)),
    ];
    let undo = undoable.then(|| {
        let press = move |_| {
            editing.send(undo_take(editing.code(), revision), move || editing.say(t.consol_undone()));
        };
        view! {
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Secondary
                icon=IconName::Undo
                busy=editing.busy
                on_press=Callback::new(press)
            >
                {t.consol_undo()}
            </Button>
        }
    });
    let take = (may_edit && untaken > 0).then(|| {
        let press = move |_| {
            editing.send(take_accepted(editing.code()), move || editing.say(t.consol_taken()));
        };
        view! {
            <Card>
                <p>{t.consol_take_text()} " " {t.consol_proposal(proposed)} "."</p>
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
    let body = if begun || may_edit && !parts.is_empty() {
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
            {undo.map(|it| view! { <div class="row no-print">{it}</div> })}
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
    let SectorPart { sector, figures, sentences, accepted, owing, offered, proposed } = part;
    let rows: Vec<_> = figures.iter().map(|it| it.row.clone()).collect();
    let name = sector.name(t).to_owned();
    let last = sentences.len().saturating_sub(1);
    // Where a computed sentence's figures come from.
    let mut givers: Vec<(ReportId, String)> = Vec::new();
    for of in figures.iter().flat_map(|it| &it.of) {
        if let Some(report) = of.report.filter(|it| !givers.iter().any(|known| known.0 == *it)) {
            givers.push((report, of.unit.name(t).to_owned()));
        }
    }
    let mut anchored = std::collections::HashSet::new();
    let sentences: Vec<_> = sentences
        .into_iter()
        .enumerate()
        .map(|(at, sentence)| {
            let passage = sentence.source.as_ref().map(|it| it.passage);
            // A passage's first sentence is where its report leads to.
            let anchor = passage.filter(|it| anchored.insert(*it)).map(route::passage_anchor);
            let givers = if sentence.computed { givers.clone() } else { Vec::new() };
            view! { <SentenceRow sentence anchor givers first={at == 0} last={at == last} may_edit editing /> }
        })
        .collect();
    let id = sector.id;
    let proposal = (!proposed.is_empty()).then(|| view! { <Proposal sector=id proposed editing /> });
    let offered = (!offered.is_empty()).then(|| view! { <OfferedPassages offered editing /> });
    let by_unit = (!figures.is_empty()).then(|| view! { <ContributionTable figures /> });
    let figures = (!rows.is_empty()).then(|| {
        let caption = format!("{}: {name}", t.consol_figures());
        view! {
            <div class="mt-4">
                <IndicatorBullets rows period=period.clone() caption />
                {by_unit}
            </div>
        }
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2 class="card-title">
                    {number} ". " <a href=route::sector(&sector.code, Some(&period.code))>{name.clone()}</a>
                </h2>
                {(owing > 0)
                    .then(|| {
                        let tone = if accepted < owing { Tone::Warn } else { Tone::Ok };
                        view! { <Badge tone text=t.consol_units(accepted, owing) /> }
                    })}
            </div>
            <ul class="stack stack-sm">{sentences}</ul>
            {proposal}
            {offered}
            {figures}
        </section>
    }
    .into_any()
}
