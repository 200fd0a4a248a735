use super::words::{absence, target_short};
use crate::chart::{SparkSpec, Status, spark};
use crate::indicator::api::list_indicators;
use crate::indicator::{
    FigureState, IndicatorLine, IndicatorList, IndicatorRow, STATUSES, standing, status_of_word,
    word_of_status,
};
use crate::org::Sector;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{
    Badge, Button, ButtonTone, EmptyState, Hidden, IconName, Loaded, Page, SampleBadge, Select, StatusMark,
    Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    period: Option<String>,
    sector: Option<String>,
    status: Option<Status>,
}

impl Asked {
    fn address(period: &Period, sector: Option<&str>, status: Option<Status>) -> String {
        let mut address = format!("{}?period={}", route::INDICATORS, period.code);
        for (name, value) in [("sector", sector), ("status", status.map(word_of_status))] {
            if let Some(value) = value {
                address.push_str(&format!("&{name}={value}"));
            }
        }
        address
    }
}

/// How a line stands; one that has no figure because none is due is in no status.
fn judge(line: &IndicatorLine, period: &Period) -> Option<Status> {
    let IndicatorRow { indicator, figure, due, .. } = &line.row;
    let status = standing(indicator, period, figure).status;
    let gap = *due && figure.state == FigureState::Missing;
    (status != Status::NoFigure || gap).then_some(status)
}

/// Every indicator in a period, by sector.
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let given = |name: &str| query.get(name).filter(|it| !it.is_empty());
        Asked {
            period: given("period"),
            sector: given("sector"),
            status: given("status").and_then(|it| status_of_word(&it)),
        }
    });
    let list = Resource::new(
        move || {
            let Asked { period, sector, .. } = asked.get();
            (period, sector)
        },
        |(period, sector)| list_indicators(period, sector),
    );
    view! {
        <Loaded resource=list let:list>
            {move || {
                let asked = asked.get();
                view! { <ListView list=list.clone() sector=asked.sector status=asked.status /> }
            }}
        </Loaded>
    }
}

#[component]
fn ListView(list: IndicatorList, sector: Option<String>, status: Option<Status>) -> impl IntoView {
    let t = use_lang();
    let IndicatorList { period, periods, sectors, lines } = list;
    let judged: Vec<_> = lines.into_iter().map(|it| (judge(&it, &period), it)).collect();
    let tabs = tabs(&judged, &period, sector.as_deref(), status, t);
    let shown: Vec<_> = judged.into_iter().filter(|(it, _)| status.is_none() || *it == status).collect();
    let subtitle = t.indicators_subtitle(shown.len(), period.name(t));
    let filter = filter(&periods, &period, &sectors, sector.as_deref(), status, t);
    let cards: Vec<_> = sectors
        .into_iter()
        .filter_map(|sector| {
            let lines: Vec<_> =
                shown.iter().filter(|(_, it)| it.row.indicator.sector == sector.id).cloned().collect();
            (!lines.is_empty()).then(|| card(&sector, lines, &period, t))
        })
        .collect();
    let empty = cards.is_empty();
    view! {
        <Page title=t.indicators_title() subtitle=subtitle>
            {filter}
            {tabs}
            {cards}
            {empty
                .then(|| {
                    view! {
                        <EmptyState
                            icon=IconName::Chart
                            title=t.indicators_none()
                            text=t.indicators_none_note()
                        />
                    }
                })}
        </Page>
    }
    .into_any()
}

/// The same address with another status; each says how many there are.
fn tabs(
    judged: &[(Option<Status>, IndicatorLine)],
    period: &Period,
    sector: Option<&str>,
    status: Option<Status>,
    t: Lang,
) -> impl IntoView + use<> {
    let all = [(None, t.indicators_all(), judged.len())];
    let each = STATUSES.map(|it| {
        let count = judged.iter().filter(|(status, _)| *status == Some(it)).count();
        (Some(it), it.word(t), count)
    });
    let tabs: Vec<_> = all
        .into_iter()
        .chain(each)
        .filter(|(it, _, count)| *count > 0 || *it == status)
        .map(|(it, word, count)| {
            view! {
                <a
                    class="tab"
                    href=Asked::address(period, sector, it)
                    aria-current=(it == status).then_some("page")
                >
                    {format!("{word}\u{a0}({count})")}
                </a>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=t.indicators_by_status()>
            {tabs}
        </nav>
    }
}

fn filter(
    periods: &[Period],
    period: &Period,
    sectors: &[Sector],
    sector: Option<&str>,
    status: Option<Status>,
    t: Lang,
) -> impl IntoView + use<> {
    let of_kind = periods.iter().filter(|it| it.kind == period.kind);
    let periods: Vec<_> = of_kind.map(|it| (it.code.clone(), it.name(t).to_owned())).collect();
    let every = (String::new(), t.indicators_all_sectors().to_owned());
    let sectors: Vec<_> = std::iter::once(every)
        .chain(sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned())))
        .collect();
    let (period, sector) = (period.code.clone(), sector.unwrap_or_default().to_owned());
    view! {
        <form method="get" action=route::INDICATORS class="form no-print max-w-none">
            <div class="form-row">
                <Select
                    name="period"
                    label=t.indicators_period()
                    options=periods
                    value=period
                />
                <Select
                    name="sector"
                    label=t.indicators_sector()
                    options=sectors
                    value=sector
                />
                <div class="form-actions self-end">
                    {status.map(|it| view! { <Hidden name="status" value=word_of_status(it) /> })}
                    <Button tone=ButtonTone::Secondary>{t.indicators_show()}</Button>
                </div>
            </div>
        </form>
    }
}

fn card(
    sector: &Sector,
    lines: Vec<(Option<Status>, IndicatorLine)>,
    period: &Period,
    t: Lang,
) -> impl IntoView + use<> {
    let rows: Vec<_> = lines.into_iter().map(|(status, it)| gauge(it, status, t)).collect();
    let href = route::sector(&sector.code, Some(&period.code));
    let name = sector.name(t).to_owned();
    view! {
        <section class="card card-flush gauges-box">
            <div class="card-head">
                <h2 class="card-title">
                    <a href=href>{name}</a>
                </h2>
            </div>
            <ul class="gauges">{rows}</ul>
        </section>
    }
}

fn gauge(line: IndicatorLine, status: Option<Status>, t: Lang) -> impl IntoView + use<> {
    let IndicatorLine { row, given, units, published } = line;
    let IndicatorRow { indicator, figure, due, history } = row;
    let name = indicator.name(t).to_owned();
    let spec = SparkSpec {
        id: format!("spark-{}", indicator.code.to_lowercase()),
        title: t.indicator_spark(&name),
        lang: t,
        values: history.into_iter().chain([figure.value]).map(|it| it.map(|it| it.decimal())).collect(),
        target: figure.target.map(|it| it.decimal()),
    };
    let valued = figure.state == FigureState::Value;
    let value = if valued {
        figure.value.map(|it| indicator.show_bare(it, t)).unwrap_or_default()
    } else {
        t.indicator_dash().to_owned()
    };
    let target = target_short(&indicator, &figure, t).map(|it| t.indicator_target_short(it));
    let reason = figure.reason.clone().filter(|_| !valued);
    view! {
        <li class="gauge" data-key=indicator.code.clone()>
            <span class="gauge-name">
                <a href=route::indicator(&indicator.code)>{name}</a>
                <span class="gauge-unit">
                    {format!("{} · {}", indicator.code, indicator.measure)}
                    {(units > 1).then(|| format!(" · {}", t.indicator_units_given(given, units)))}
                    {figure.sample.then(|| view! { " "<SampleBadge /> })}
                    {(!published)
                        .then(|| view! { " "<Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
                    {reason.map(|it| view! { <span class="block">{it}</span> })}
                </span>
            </span>
            <span inner_html=spark(&spec)></span>
            <span class="gauge-value">
                {value}{target.map(|it| view! { <span class="gauge-target">{it}</span> })}
            </span>
            {match status.filter(|_| valued) {
                Some(status) => view! { <StatusMark status /> }.into_any(),
                None => {
                    view! { <span class="mark mark-no-figure">{absence(&figure, due, t)}</span> }
                        .into_any()
                }
            }}
        </li>
    }
}
