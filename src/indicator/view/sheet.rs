use super::accumulation::IndicatorAccumulation;
use super::bullets::IndicatorBullets;
use super::trend::IndicatorTrend;
use super::units::IndicatorUnits;
use super::words::{figure_words, ratio_words, source, unit_name};
use crate::indicator::api::show_indicator;
use crate::indicator::{
    FigureState, Indicator, IndicatorReading, IndicatorRow, IndicatorSheet, PeriodValue, standing,
};
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_date;
use crate::ui::{
    Badge, Button, ButtonTone, Card, ChartFiles, Crumb, Hidden, IconName, LinkButton, Loaded, Page,
    SampleBadge, Select, StatusMark, Tone, Wait,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::sync::Arc;

/// What a later part adds below an indicator's page.
#[derive(Clone)]
pub struct IndicatorFoot {
    pub draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
    /// Waited for before the page is drawn.
    pub after: Wait,
}

/// One indicator: what it means, how it stands, and how it got there.
#[component]
pub fn IndicatorPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let sheet = Resource::new(
        move || {
            let asked = |name: &str| query.read().get(name);
            (params.read().get("code").unwrap_or_default(), asked("period"), asked("unit"))
        },
        |(code, period, unit)| show_indicator(code, period, unit),
    );
    let after = use_context::<IndicatorFoot>().map(|it| it.after);
    view! {
        <Loaded resource=sheet after let:reading>
            <SheetView reading />
        </Loaded>
    }
}

#[component]
fn SheetView(reading: IndicatorReading) -> impl IntoView {
    let t = use_lang();
    let definition = definition(&reading, t);
    let IndicatorReading { sheet, unit, above, totals, units, year, made_of, part_of, .. } = reading;
    let IndicatorSheet { indicator, sector, period, trend } = sheet;
    let mut crumbs = vec![
        Crumb::new(t.indicators_title(), route::INDICATORS),
        Crumb::new(sector.name(t), route::sector(&sector.code, Some(&period.code))),
    ];
    if unit.is_some() {
        let whole = route::indicator_in(&indicator.code, &period.code, None);
        crumbs.push(Crumb::new(t.indicator_all_units(), whole));
        crumbs.extend(above.iter().map(|it| {
            let href = route::indicator_in(&indicator.code, &period.code, Some(&it.code));
            Crumb::new(it.name(t), href)
        }));
    }
    let at = trend.iter().position(|it| it.period.id == period.id);
    let history = trend.iter().take(at.unwrap_or_default()).map(|it| it.figure.value).collect();
    let now = at.and_then(|it| trend.get(it)).cloned();
    let evidence = at.and_then(|it| totals.get(it)).filter(|it| it.report.is_some());
    let evidence = evidence.map(|it| source(&indicator, unit.as_ref(), &period, it));
    let chooser = chooser(&indicator, &trend, &period, unit.as_ref(), t);
    let reports = reports(&indicator, &trend, t);
    let kin = kin(made_of, part_of, t);
    let title = indicator.name(t).to_owned();
    let measured = t.indicator_subtitle(&indicator.code, &indicator.measure);
    let subtitle = match &unit {
        Some(unit) => format!("{} · {measured}", unit.name(t)),
        None => measured,
    };
    let units = now.clone().map(|now| {
        let (indicator, period) = (indicator.clone(), period.clone());
        view! { <IndicatorUnits indicator period due=now.due whole=now.figure units /> }
    });
    let compare = {
        let query = format!("indicator={}&unit=below&period={}", indicator.code, period.code);
        move || {
            view! {
                <LinkButton href=route::compare(&query) tone=ButtonTone::Secondary icon=IconName::Chart>
                    {t.indicators_compare()}
                </LinkButton>
            }
        }
    };
    let now = now.map(|now| {
        let indicator = indicator.clone();
        view! { <NowCard indicator unit=unit.clone() now history chooser evidence /> }
    });
    let accumulation = {
        let (indicator, unit, trend, totals) =
            (indicator.clone(), unit.clone(), trend.clone(), totals.clone());
        view! { <IndicatorAccumulation indicator unit year trend totals /> }
    };
    let periods = trend.iter().map(|it| format!("&period={}", it.period.code)).collect::<String>();
    let of_unit = unit.as_ref().map_or_else(|| "all".to_owned(), |it| it.code.clone());
    let files = format!("indicator={}&unit={of_unit}{periods}", indicator.code);
    let foot = use_context::<IndicatorFoot>().map(|it| (it.draw)());
    view! {
        <Page title=title subtitle=subtitle crumbs=crumbs actions=compare>
            <div class="split">
                <div class="stack">
                    {now} <IndicatorTrend indicator unit trend totals /> <ChartFiles query=files /> {accumulation} {units} {reports} {foot}
                </div>
                <aside class="stack">{definition} {kin}</aside>
            </div>
        </Page>
    }
    .into_any()
}

/// Which period is looked at; works without scripts.
fn chooser(
    indicator: &Indicator,
    trend: &[PeriodValue],
    period: &Period,
    unit: Option<&Unit>,
    t: Lang,
) -> AnyView {
    let options: Vec<_> =
        trend.iter().rev().map(|it| (it.period.code.clone(), it.period.name(t).to_owned())).collect();
    let (action, period) = (route::indicator(&indicator.code), period.code.clone());
    let unit = unit.map(|it| it.code.clone());
    view! {
        <form method="get" action=action class="form no-print">
            <div class="form-row">
                <Select
                    name="period"
                    label=t.indicators_period()
                    options=options
                    value=period
                />
                <div class="form-actions self-end">
                    {unit.map(|it| view! { <Hidden name="unit" value=it /> })}
                    <Button tone=ButtonTone::Secondary>{t.indicators_show()}</Button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn NowCard(
    indicator: Indicator,
    unit: Option<Unit>,
    now: PeriodValue,
    history: Vec<Option<crate::number::Number>>,
    chooser: AnyView,
    /// Where the figure comes from, where that is one report.
    evidence: Option<String>,
) -> impl IntoView {
    let t = use_lang();
    let PeriodValue { period, due, figure, given, expected, published, .. } = now;
    let status = standing(&indicator, &period, &figure).status;
    let valued = figure.state == FigureState::Value;
    let words = figure_words(&indicator, &figure, due, t);
    let ratio = ratio_words(&figure, t);
    let sample = figure.sample;
    let provisional = valued && published && given < expected;
    let caption = t.indicator_bullet_title(indicator.name(t));
    let row = IndicatorRow { indicator, figure, due, history };
    let title = t.indicator_in_period(period.name(t));
    let whose = unit_name(unit.as_ref(), t);
    view! {
        <Card title=title>
            <div class="stack">
                {chooser} <p class="row">
                    <span class="stat-value">{words}</span>
                    {valued.then(|| view! { <StatusMark status /> })}
                    {sample.then(|| view! { <SampleBadge /> })}
                    {(!published)
                        .then(|| view! { <Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
                    {provisional.then(|| view! { <Badge text=t.indicator_provisional() /> })}
                    {ratio.map(|it| view! { <span class="list-note">{it}</span> })}
                    <span class="list-note">{whose}</span>
                    {(expected > 1)
                        .then(|| {
                            view! { <span class="list-note">{t.indicator_units_given(given, expected)}</span> }
                        })}
                    {evidence.map(|it| view! { <a href=it>{t.indicator_source()}</a> })}
                </p> <IndicatorBullets rows=vec![row] period caption />
            </div>
        </Card>
    }
    .into_any()
}

/// The reports that say something of it, newest first.
fn reports(indicator: &Indicator, trend: &[PeriodValue], t: Lang) -> impl IntoView + use<> {
    let rows: Vec<_> = trend
        .iter()
        .rev()
        .flat_map(|it| it.units.iter().map(move |unit| (&it.period, it.due, unit)))
        .filter_map(|(period, due, value)| {
            let href = route::figure(value.report?, &indicator.code);
            let note = format!("{} · {}", period.name(t), figure_words(indicator, &value.figure, due, t));
            Some(view! {
                <li>
                    <a class="list-row" href=href>
                        <span class="list-main">
                            <b>{value.unit.name(t).to_owned()}</b>
                            <span class="list-note">{note}</span>
                        </span>
                        {(!value.published)
                            .then(|| view! { <Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
                    </a>
                </li>
            })
        })
        .collect();
    let empty = rows.is_empty();
    view! {
        <Card title=t.indicator_reports() flush=true>
            <ul class="list">{rows}</ul>
            {empty.then(|| view! { <p class="list-row">{t.indicator_no_reports()}</p> })}
        </Card>
    }
}

fn definition(reading: &IndicatorReading, t: Lang) -> impl IntoView + use<> {
    let (indicator, sector): (&Indicator, &Sector) = (&reading.sheet.indicator, &reading.sheet.sector);
    let counted = if indicator.cumulative { t.indicator_from_year_start() } else { t.indicator_at_moment() };
    let range = indicator
        .range
        .map(|(low, high)| t.indicator_between(indicator.show_bare(low, t), indicator.show_bare(high, t)));
    let facts = [
        (t.indicator_code(), Some(indicator.code.clone())),
        (t.indicator_sector(), Some(sector.name(t).to_owned())),
        (t.indicator_measure(), Some(indicator.measure.clone())),
        (t.indicator_direction(), Some(indicator.direction.name(t).to_owned())),
        (t.indicator_range(), range),
        (t.indicator_aggregation(), Some(indicator.aggregation.name(t).to_owned())),
        (t.field_over_time(), Some(indicator.over_time.name(t).to_owned())),
        (t.field_formula(), indicator.formula.as_ref().map(ToString::to_string)),
        (t.indicator_counted(), Some(counted.to_owned())),
        (t.indicator_frequency(), Some(indicator.frequency.name(t).to_owned())),
        (t.indicator_responsible(), indicator.responsible.clone()),
        (t.indicator_legal(), reading.legal_source.clone()),
        (t.indicator_version(), Some(indicator.version.to_string())),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    let meant = reading.definition.clone().map(|it| view! { <p>{it}</p> });
    let versions: Vec<_> = reading
        .versions
        .iter()
        .map(|it| {
            let name = t.pick(&it.name_vi, &it.name_en).to_owned();
            view! {
                <li>
                    {t.indicator_version_from(it.number, show_date(it.valid_from, t))}
                    <span class="list-note">{name}</span>
                </li>
            }
        })
        .collect();
    let versions = (versions.len() > 1).then(|| {
        view! {
            <details>
                <summary>{t.indicator_versions()}</summary>
                <ul class="stack stack-sm pt-2 text-sm" data-versions="true">
                    {versions}
                </ul>
            </details>
        }
    });
    view! {
        <Card title=t.indicator_definition()>
            {meant}
            <dl class="facts">{facts}</dl>
            {versions}
        </Card>
    }
}

/// What it is made of, and what it is a part of.
fn kin(made_of: Vec<(String, String)>, part_of: Option<(String, String)>, t: Lang) -> impl IntoView + use<> {
    let list = |title: &'static str, of: Vec<(String, String)>| {
        (!of.is_empty()).then(|| {
            let rows: Vec<AnyView> = of
                .into_iter()
                .map(|(code, name)| {
                    view! {
                        <li>
                            <a class="list-row" href=route::indicator(&code)>
                                <span class="list-main">{name}</span>
                                <span class="list-note">{code.clone()}</span>
                            </a>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <Card title=title flush=true>
                    <ul class="list">{rows}</ul>
                </Card>
            }
        })
    };
    (list(t.indicator_made_of(), made_of), list(t.indicator_part_of(), part_of.into_iter().collect()))
}
