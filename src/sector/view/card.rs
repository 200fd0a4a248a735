use super::around::{HeatCard, Trends};
use crate::id::ReportId;
use crate::indicator::{IndicatorBullets, IndicatorRow};
use crate::org::Unit;
use crate::period::Period;
use crate::report::{EvidenceLine, Passage, PassageBody, PassageKind};
use crate::route;
use crate::sector::api::show_sector_card;
use crate::sector::{SectorCard, SectorReading, counts, headline, worst_first};
use crate::task::{TaskList, TaskState};
use crate::text::use_lang;
use crate::ui::{Badge, Button, ButtonTone, Card, Crumb, Loaded, Page, SampleBadge, Select, Tone};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// A sector's page: its card, and the periods it can be turned to.
#[component]
pub fn SectorPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked =
        move || (params.with(|it| it.get("code")).unwrap_or_default(), query.with(|it| it.get("period")));
    let card = Resource::new(asked, |(code, period)| show_sector_card(code, period));
    view! {
        <Loaded resource=card let:reading>
            <SectorSheet reading />
        </Loaded>
    }
}

#[component]
fn SectorSheet(reading: SectorReading) -> impl IntoView {
    let t = use_lang();
    let SectorReading { card, today, trend, heat } = reading;
    let trends = {
        let rows = worst_first(card.rows.clone(), &card.period);
        view! { <Trends rows trend period=card.period.clone() today /> }
    };
    let heat = heat.map(|heat| view! { <HeatCard heat period=card.period.clone() today /> });
    let name = card.sector.name(t).to_owned();
    let here = route::sector(&card.sector.code, None);
    let periods = card.periods.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect();
    let shown = card.period.code.clone();
    let crumbs = vec![Crumb::new(t.sector_title(), route::SECTORS), Crumb::new(name.clone(), here.clone())];
    let turn = move || {
        view! {
            <form class="row no-print" method="get" action=here>
                <Select name="period" label=t.sector_period() options=periods value=shown />
                <Button tone=ButtonTone::Secondary>{t.sector_period_show()}</Button>
            </form>
        }
    };
    view! {
        <Page title=name subtitle=card.period.name(t).to_owned() crumbs actions=turn>
            <CardView card />
            {heat}
            {trends}
        </Page>
    }
}

/// A sector on one page: how it stands in a sentence, its figures against their targets, what units wrote,
/// what was concluded last and what is still open.
#[component]
pub fn CardView(card: SectorCard) -> impl IntoView {
    let t = use_lang();
    let SectorCard { sector, period, rows, passages, conclusions, tasks, .. } = card;
    let sentence = headline(&counts(&rows, &period), t);
    let rows = worst_first(rows, &period);
    let figures = if rows.is_empty() {
        view! { <p class="text-ink-soft">{t.sector_no_indicators()}</p> }.into_any()
    } else {
        view! { <IndicatorBullets rows=rows.clone() period=period.clone() caption=sector.name(t).to_owned() /> }.into_any()
    };
    let conclusions = if conclusions.is_empty() {
        view! { <p class="text-ink-soft">{t.sector_no_conclusions()}</p> }.into_any()
    } else {
        let items: Vec<_> = conclusions.into_iter().map(|it| view! { <li>{it}</li> }).collect();
        view! { <ul class="stack stack-sm list-disc ps-5">{items}</ul> }.into_any()
    };
    let (open, closed): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|it| it.state == TaskState::Open);
    let closed = (!closed.is_empty()).then(|| {
        view! {
            <a class="block px-4.5 py-3 text-sm" href=format!("{}?sector={}", route::TASKS, sector.code)>
                {t.sector_closed_tasks(closed.len())}
            </a>
        }
    });
    view! {
        <p class="text-lg font-semibold">{sentence}</p>
        <div class="@container">
            <div class="grid items-start gap-4 @5xl:grid-cols-[43rem_minmax(0,1fr)]">
                <Card title=t.sector_figures()>{figures}</Card>
                <div class="grid items-start gap-4 @2xl:grid-cols-2 @5xl:grid-cols-1">
                    <Card title=t.sector_conclusions()>{conclusions}</Card>
                    <div class="@2xl:row-span-2 @5xl:row-span-1">
                        <Card title=t.sector_tasks() flush=true>
                            <TaskList tasks=open compact=true />
                            {closed}
                        </Card>
                    </div>
                    <Card title=t.sector_passages()>
                        <Passages passages rows=rows.clone() period=period.clone() />
                    </Card>
                </div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Passages(
    passages: Vec<(Unit, ReportId, Passage)>,
    rows: Vec<IndicatorRow>,
    period: Period,
) -> impl IntoView {
    let t = use_lang();
    if passages.is_empty() {
        return view! { <p class="text-ink-soft">{t.sector_no_passages()}</p> }.into_any();
    }
    let items: Vec<_> = passages
        .into_iter()
        .map(|(unit, report, passage)| {
            let (tone, text) = match (passage.kind, passage.grade) {
                (PassageKind::Assessment, Some(grade)) => (grade.tone(), grade.name(t)),
                (kind, _) => (Tone::Muted, kind.name(t)),
            };
            view! {
                <li>
                    <PassageBody blocks=passage.blocks().into_owned() flat=true />
                    <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                        <Badge tone text=text.to_lowercase() />
                        <a class="source" href=route::report(report)>
                            {unit.name(t).to_owned()}
                        </a>
                        {passage.sample.then(|| view! { <SampleBadge /> })}
                    </p>
                    {passage
                        .grade
                        .map(|grade| view! { <EvidenceLine grade rows=rows.clone() period=period.clone() /> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="stack stack-sm">{items}</ul> }.into_any()
}
