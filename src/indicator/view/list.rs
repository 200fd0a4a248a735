use super::words::{absence, target_short};
use crate::chart::{SparkSpec, Status, spark, standings};
use crate::indicator::api::list_indicators;
use crate::indicator::{
    FigureState, IndicatorLine, IndicatorList, IndicatorListing, IndicatorRow, ListAsked, STATUSES, aimed_at,
    standing, status_of_word, word_of_status,
};
use crate::org::Sector;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{
    Badge, Button, ButtonTone, EmptyState, IconName, InputKind, LinkButton, Loaded, Page, SampleBadge,
    Select, StatusMark, TextField, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    narrowed: ListAsked,
    status: Option<Status>,
}

impl Asked {
    fn of(query: &ParamsMap) -> Self {
        let given = |name: &str| query.get(name).filter(|it| !it.trim().is_empty());
        Self {
            narrowed: ListAsked {
                period: given("period"),
                sector: given("sector"),
                unit: given("unit"),
                words: given("words"),
            },
            status: given("status").and_then(|it| status_of_word(&it)),
        }
    }

    /// The same with another status.
    fn address(&self, period: &Period, status: Option<Status>) -> String {
        let ListAsked { sector, unit, words, .. } = &self.narrowed;
        let mut query = ParamsMap::new();
        query.insert("period", period.code.clone());
        let word = status.map(|it| word_of_status(it).to_owned());
        for (name, value) in [("sector", sector), ("unit", unit), ("words", words), ("status", &word)] {
            if let Some(value) = value {
                query.insert(name, value.clone());
            }
        }
        format!("{}{}", route::INDICATORS, query.to_query_string())
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
    let asked = Memo::new(move |_| Asked::of(&query.read()));
    let list = Resource::new(move || asked.get().narrowed, list_indicators);
    view! {
        <Loaded resource=list let:listing>
            {move || view! { <ListView listing=listing.clone() asked=asked.get() /> }}
        </Loaded>
    }
}

#[component]
fn ListView(listing: IndicatorListing, asked: Asked) -> impl IntoView {
    let t = use_lang();
    let IndicatorListing { list, unit, units } = listing;
    let IndicatorList { period, periods, sectors, lines } = list;
    let judged: Vec<_> = lines.into_iter().map(|it| (judge(&it, &period), it)).collect();
    let finding = {
        let due = judged.iter().filter_map(|(status, it)| Some((it.row.indicator.code.as_str(), (*status)?)));
        standings(due, t.chart_noun_indicators(), t)
    };
    let tabs = tabs(&judged, &period, &asked, t);
    let shown: Vec<_> =
        judged.into_iter().filter(|(it, _)| asked.status.is_none() || *it == asked.status).collect();
    let subtitle = [
        Some(t.indicators_subtitle(shown.len(), period.name(t))),
        unit.as_ref().map(|it| it.name(t).to_owned()),
    ];
    let subtitle = subtitle.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let filter = filter(&periods, &period, &sectors, units, &asked, t);
    let unit = unit.map(|it| it.code);
    let cards: Vec<_> = sectors
        .into_iter()
        .filter_map(|sector| {
            let lines: Vec<_> =
                shown.iter().filter(|(_, it)| it.row.indicator.sector == sector.id).cloned().collect();
            (!lines.is_empty()).then(|| card(&sector, lines, &period, unit.as_deref(), t))
        })
        .collect();
    let empty = cards.is_empty();
    let covered = route::coverage(&period.code, asked.narrowed.unit.as_deref());
    let compare = move || {
        view! {
            <LinkButton href=route::COMPARE tone=ButtonTone::Secondary icon=IconName::Chart>
                {t.indicators_compare()}
            </LinkButton>
            <LinkButton href=covered.clone() tone=ButtonTone::Secondary icon=IconName::List>
                {t.coverage_title()}
            </LinkButton>
        }
    };
    view! {
        <Page title=t.indicators_title() subtitle=subtitle actions=compare>
            {finding.map(|it| view! { <p class="text-lg font-semibold" data-finding="true">{it}</p> })}
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
    asked: &Asked,
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
        .filter(|(it, _, count)| *count > 0 || *it == asked.status)
        .map(|(it, word, count)| {
            view! {
                <a
                    class="tab"
                    href=asked.address(period, it)
                    aria-current=(it == asked.status).then_some("page")
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
    units: Vec<(String, String)>,
    asked: &Asked,
    t: Lang,
) -> impl IntoView + use<> {
    let of_kind = periods.iter().filter(|it| it.kind == period.kind);
    let periods: Vec<_> = of_kind.map(|it| (it.code.clone(), it.name(t).to_owned())).collect();
    let every = (String::new(), t.indicators_all_sectors().to_owned());
    let sectors: Vec<_> = std::iter::once(every)
        .chain(sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned())))
        .collect();
    let together = (String::new(), t.indicator_all_units().to_owned());
    let units: Vec<_> = std::iter::once(together).chain(units).collect();
    let any = (String::new(), t.indicators_all().to_owned());
    let statuses: Vec<_> = std::iter::once(any)
        .chain(STATUSES.map(|it| (word_of_status(it).to_owned(), it.word(t).to_owned())))
        .collect();
    let period = period.code.clone();
    let ListAsked { sector, unit, words, .. } = asked.narrowed.clone();
    let status = asked.status.map(word_of_status).unwrap_or_default();
    view! {
        <form method="get" action=route::INDICATORS class="form no-print max-w-none" role="search">
            <div class="form-row">
                <TextField
                    name="words"
                    kind=InputKind::Search
                    label=t.indicators_words()
                    help=t.indicators_words_help().to_owned()
                    value=words.unwrap_or_default()
                />
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
                    value=sector.unwrap_or_default()
                />
                <Select
                    name="unit"
                    label=t.indicators_unit()
                    options=units
                    value=unit.unwrap_or_default()
                />
                <Select
                    name="status"
                    label=t.indicators_status()
                    options=statuses
                    value=status
                />
                <div class="form-actions self-end">
                    <Button tone=ButtonTone::Secondary>{t.indicators_show()}</Button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn card(
    sector: &Sector,
    lines: Vec<(Option<Status>, IndicatorLine)>,
    period: &Period,
    unit: Option<&str>,
    t: Lang,
) -> impl IntoView + use<> {
    let rows: Vec<_> = lines
        .into_iter()
        .map(|(status, it)| {
            let href = route::indicator_in(&it.row.indicator.code, &period.code, unit);
            gauge(it, status, href, t)
        })
        .collect();
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

fn gauge(line: IndicatorLine, status: Option<Status>, href: String, t: Lang) -> impl IntoView + use<> {
    let IndicatorLine { row, given, units, published } = line;
    let IndicatorRow { indicator, figure, due, history } = row;
    let name = indicator.name(t).to_owned();
    let spec = SparkSpec {
        id: format!("spark-{}", indicator.code.to_lowercase()),
        title: t.indicator_spark(&name),
        lang: t,
        values: history.into_iter().chain([figure.value]).map(|it| it.map(|it| it.decimal())).collect(),
        target: aimed_at(&indicator, &figure).map(|it| it.decimal()),
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
                <a href=href>{name}</a>
                <span class="gauge-unit">
                    {format!("{} · {}", indicator.code, indicator.measure)}
                    {(units > 1).then(|| format!(" · {}", t.indicator_units_given(given, units)))}
                    {figure.sample.then(|| view! { " "<SampleBadge /> })}
                    {(!published)
                        .then(|| view! { " "<Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
                    {(published && valued && given < units).then(|| format!(" · {}", t.indicator_provisional()))}
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
