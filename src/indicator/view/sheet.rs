use super::bullets::IndicatorBullets;
use super::trend::IndicatorTrend;
use super::words::{figure_words, ratio_words, target_words};
use crate::indicator::api::show_indicator;
use crate::indicator::{
    FigureState, Indicator, IndicatorRow, IndicatorSheet, PeriodValue, UnitValue, standing,
};
use crate::org::Sector;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{
    Badge, Button, ButtonTone, Card, Crumb, Loaded, Page, SampleBadge, Select, StatusMark, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// One indicator: what it means, how it stands, and how it got there.
#[component]
pub fn IndicatorPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let sheet = Resource::new(
        move || (params.read().get("code").unwrap_or_default(), query.read().get("period")),
        |(code, period)| show_indicator(code, period),
    );
    view! {
        <Loaded resource=sheet let:sheet>
            <SheetView sheet />
        </Loaded>
    }
}

#[component]
fn SheetView(sheet: IndicatorSheet) -> impl IntoView {
    let t = use_lang();
    let IndicatorSheet { indicator, sector, period, trend } = sheet;
    let crumbs = vec![
        Crumb::new(t.indicators_title(), route::INDICATORS),
        Crumb::new(sector.name(t), route::sector(&sector.code, Some(&period.code))),
    ];
    let at = trend.iter().position(|it| it.period.id == period.id);
    let history = trend.iter().take(at.unwrap_or_default()).map(|it| it.figure.value).collect();
    let now = at.and_then(|it| trend.get(it)).cloned();
    let chooser = chooser(&indicator, &trend, &period, t);
    let reports = reports(&indicator, &trend, t);
    let definition = definition(&indicator, &sector, t);
    let title = indicator.name(t).to_owned();
    let subtitle = t.indicator_subtitle(&indicator.code, &indicator.measure);
    let now = now.map(|now| {
        let indicator = indicator.clone();
        view! { <NowCard indicator now history chooser /> }
    });
    view! {
        <Page title=title subtitle=subtitle crumbs=crumbs>
            <div class="split">
                <div class="stack">
                    {now}
                    <Card title=t.indicator_trend()>
                        <IndicatorTrend indicator trend />
                    </Card>
                    {reports}
                </div>
                <aside class="stack">{definition}</aside>
            </div>
        </Page>
    }
    .into_any()
}

/// Which period is looked at; works without scripts.
fn chooser(indicator: &Indicator, trend: &[PeriodValue], period: &Period, t: Lang) -> AnyView {
    let options: Vec<_> =
        trend.iter().rev().map(|it| (it.period.code.clone(), it.period.name(t).to_owned())).collect();
    let (action, period) = (route::indicator(&indicator.code), period.code.clone());
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
    now: PeriodValue,
    history: Vec<Option<crate::number::Number>>,
    chooser: AnyView,
) -> impl IntoView {
    let t = use_lang();
    let PeriodValue { period, due, figure, given, expected, published, units } = now;
    let status = standing(&indicator, &period, &figure).status;
    let valued = figure.state == FigureState::Value;
    let words = figure_words(&indicator, &figure, due, t);
    let ratio = ratio_words(&figure, t);
    let sample = figure.sample;
    let several = (units.len() > 1).then(|| by_unit(&indicator, units, due, t));
    let caption = t.indicator_bullet_title(indicator.name(t));
    let row = IndicatorRow { indicator, figure, due, history };
    let title = t.indicator_in_period(period.name(t));
    view! {
        <Card title=title>
            <div class="stack">
                {chooser} <p class="row">
                    <span class="stat-value">{words}</span>
                    {valued.then(|| view! { <StatusMark status /> })}
                    {sample.then(|| view! { <SampleBadge /> })}
                    {(!published)
                        .then(|| view! { <Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
                    {ratio.map(|it| view! { <span class="list-note">{it}</span> })}
                    {(expected > 1)
                        .then(|| {
                            view! { <span class="list-note">{t.indicator_units_given(given, expected)}</span> }
                        })}
                </p> <IndicatorBullets rows=vec![row] period caption /> {several}
            </div>
        </Card>
    }
    .into_any()
}

fn by_unit(indicator: &Indicator, units: Vec<UnitValue>, due: bool, t: Lang) -> impl IntoView + use<> {
    let rows: Vec<_> = units
        .into_iter()
        .map(|UnitValue { unit, figure, .. }| {
            view! {
                <tr>
                    <th scope="row">{unit.name(t).to_owned()}</th>
                    <td class="num">
                        {target_words(indicator, &figure, t)
                            .unwrap_or_else(|| t.indicator_dash().to_owned())}
                    </td>
                    <td class="num">{figure_words(indicator, &figure, due, t)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <h3>{t.indicator_units()}</h3>
        <div class="table-scroll" tabindex="0" role="region" aria-label=t.indicator_units()>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.indicator_column_unit()}</th>
                        <th scope="col" class="num">
                            {t.indicator_column_target()}
                        </th>
                        <th scope="col" class="num">
                            {t.indicator_column_actual()}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The reports that say something of it, newest first.
fn reports(indicator: &Indicator, trend: &[PeriodValue], t: Lang) -> impl IntoView + use<> {
    let rows: Vec<_> = trend
        .iter()
        .rev()
        .flat_map(|it| it.units.iter().map(move |unit| (&it.period, it.due, unit)))
        .filter_map(|(period, due, value)| {
            let href = route::report(value.report?);
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

fn definition(indicator: &Indicator, sector: &Sector, t: Lang) -> impl IntoView + use<> {
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
        (t.indicator_counted(), Some(counted.to_owned())),
        (t.indicator_frequency(), Some(indicator.frequency.name(t).to_owned())),
        (t.indicator_responsible(), indicator.responsible.clone()),
        (t.indicator_version(), Some(indicator.version.to_string())),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    view! {
        <Card title=t.indicator_definition()>
            <dl class="facts">{facts}</dl>
        </Card>
    }
}
