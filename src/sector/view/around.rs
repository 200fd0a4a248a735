//! What stands around a sector's card on its own page.

use crate::chart::{MultiplesSpec, Panel, TrendPoint, multiples_for_any_width};
use crate::indicator::view::{HeatGrid, figure_words, is_due, mark, point, short_period, target};
use crate::indicator::{Heat, IndicatorRow, standing};
use crate::period::Period;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Card, ChartFigure, ChartFiles};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The most trends that are drawn.
const MOST: usize = 12;

/// How a sector's indicators went, each on a scale of its own; nothing where there is no past.
#[component]
pub fn Trends(
    /// In the order they are drawn.
    rows: Vec<IndicatorRow>,
    trend: Vec<Period>,
    period: Period,
    today: NaiveDate,
) -> impl IntoView {
    let t = use_lang();
    let has_past = |row: &IndicatorRow| row.history.iter().flatten().count() > 0;
    let rows: Vec<_> = rows.into_iter().filter(has_past).take(MOST).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let panels = rows
        .iter()
        .map(|row| {
            let IndicatorRow { indicator, figure, due, history } = row;
            let status = standing(indicator, &period, figure).status;
            let past = history.iter().zip(&trend).map(|(value, at)| {
                let value = match value {
                    Some(value) => crate::chart::Mark::Value(point(indicator, *value, t)),
                    None if is_due(indicator, at, today) => crate::chart::Mark::Missing { reason: None },
                    None => crate::chart::Mark::NotDue,
                };
                let href = route::indicator_in(&indicator.code, &at.code, None);
                TrendPoint { href, ..TrendPoint::new(short_period(at, t), value, None) }
            });
            let now = TrendPoint {
                href: route::indicator_in(&indicator.code, &period.code, None),
                ..TrendPoint::new(
                    short_period(&period, t),
                    mark(indicator, figure, *due, t),
                    target(indicator, figure, t),
                )
            };
            let points = past.chain([now]).collect();
            Panel::new(indicator.code.as_str(), indicator.name(t), indicator.measure.as_str(), status, points)
        })
        .collect();
    let spec = MultiplesSpec::new("sector-trends", t.sector_trends(), t, panels);
    let body: Vec<_> = rows
        .iter()
        .map(|row| {
            let past: Vec<_> = row
                .history
                .iter()
                .map(|it| {
                    let words =
                        it.map_or_else(|| t.indicator_dash().to_owned(), |it| row.indicator.show_bare(it, t));
                    view! { <td class="num">{words}</td> }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{row.indicator.name(t).to_owned()}</th>
                    {past}
                    <td class="num">{figure_words(&row.indicator, &row.figure, row.due, t)}</td>
                </tr>
            }
        })
        .collect();
    let heads: Vec<_> = trend
        .iter()
        .map(|it| {
            view! {
                <th scope="col" class="num">
                    {short_period(it, t)}
                </th>
            }
        })
        .collect();
    view! {
        <Card title=t.sector_trends()>
            <ChartFigure svg=multiples_for_any_width(&spec)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.indicator_column_name()}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </ChartFigure>
        </Card>
    }
    .into_any()
}

/// Where below the top the sector stands how.
#[component]
pub fn HeatCard(heat: Heat, period: Period, today: NaiveDate) -> impl IntoView {
    let t = use_lang();
    let Heat { grid, .. } = heat;
    let named =
        |name: &str, codes: Vec<&str>| codes.iter().map(|it| format!("&{name}={it}")).collect::<String>();
    let indicators = named("indicator", grid.indicators.iter().map(|it| it.code.as_str()).collect());
    let query = format!("unit=below&period={}{indicators}", period.code);
    let compare = route::compare(&query);
    view! {
        <HeatGrid grid title=t.sector_heat(period.name(t)) today />
        <p class="no-print">
            <a href=compare>{t.sector_compare()}</a>
        </p>
        <ChartFiles query />
    }
    .into_any()
}
