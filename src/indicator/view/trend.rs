use super::words::{figure_words, mark, short_period, source, target, target_words};
use crate::chart::{TrendPoint, TrendSpec, trend_for_any_width};
use crate::indicator::{FigureState, Indicator, PeriodValue, Total, standing};
use crate::number::Number;
use crate::org::Unit;
use crate::text::{Lang, use_lang};
use crate::ui::{Card, ChartFigure, StatusMark};
use leptos::prelude::*;

/// An indicator over the periods against its target, with the same numbers as a table.
#[component]
pub fn IndicatorTrend(
    indicator: Indicator,
    unit: Option<Unit>,
    trend: Vec<PeriodValue>,
    /// Where each comes from.
    totals: Vec<Total>,
) -> impl IntoView {
    let t = use_lang();
    let title = t.indicator_trend_title(indicator.name(t));
    let values: Vec<_> = trend.into_iter().zip(totals).collect();
    let points = values
        .iter()
        .map(|(it, total)| TrendPoint {
            provisional: it.figure.value.is_some() && !total.is_final(),
            carried: carried(total, t),
            href: source(&indicator, unit.as_ref(), &it.period, total),
            ..TrendPoint::new(
                short_period(&it.period, t),
                mark(&indicator, &it.figure, it.due, t),
                target(&indicator, &it.figure, t),
            )
        })
        .collect();
    let id = format!("trend-{}", indicator.code.to_lowercase());
    let mut spec = TrendSpec::new(id, title.as_str(), indicator.measure.as_str(), t, points);
    // Rates near a hundred would all lie on one line.
    spec.from_zero = !(indicator.is_percentage()
        && values.iter().filter_map(|it| it.0.figure.value).all(|it| it >= Number::from(50)));
    let heading = spec.finding().unwrap_or_else(|| t.indicator_trend().to_owned());
    let rows: Vec<_> = values
        .into_iter()
        .rev()
        .map(|(it, total)| {
            let href = source(&indicator, unit.as_ref(), &it.period, &total);
            row(&indicator, it, &total, href, t)
        })
        .collect();
    view! {
        <Card title=heading>
            <ChartFigure svg=trend_for_any_width(&spec)>
                <table class="table">
                    <caption class="sr-only">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.indicator_column_period()}</th>
                            <th scope="col" class="num">
                                {t.indicator_column_target()}
                            </th>
                            <th scope="col" class="num">
                                {t.indicator_column_actual()}
                            </th>
                            <th scope="col">{t.indicator_column_status()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </ChartFigure>
        </Card>
    }
    .into_any()
}

fn carried(total: &Total, t: Lang) -> Option<String> {
    let from = &total.carried.as_ref()?.from;
    let names: Vec<_> = from.iter().map(|it| it.0.name(t)).collect();
    Some(t.indicator_carried(names.join(", ")))
}

fn row(
    indicator: &Indicator,
    value: PeriodValue,
    total: &Total,
    href: String,
    t: Lang,
) -> impl IntoView + use<> {
    let PeriodValue { period, due, figure, given, expected, .. } = value;
    let status = standing(indicator, &period, &figure).status;
    let valued = figure.state == FigureState::Value;
    let words = figure_words(indicator, &figure, due, t);
    let mut notes: Vec<_> =
        (expected > 1).then(|| t.indicator_units_given(given, expected)).into_iter().collect();
    notes.extend((valued && !total.is_final()).then(|| t.indicator_provisional().to_owned()));
    notes.extend(carried(total, t));
    view! {
        <tr>
            <th scope="row">{period.name(t).to_owned()}</th>
            <td class="num">
                {target_words(indicator, &figure, t).unwrap_or_else(|| t.indicator_dash().to_owned())}
            </td>
            <td class="num">
                {if valued { view! { <a href=href>{words}</a> }.into_any() } else { words.into_any() }}
                {(!notes.is_empty()).then(|| view! { <span class="sheet-code">{notes.join(" · ")}</span> })}
            </td>
            <td>
                {if valued {
                    view! { <StatusMark status /> }.into_any()
                } else {
                    t.indicator_dash().into_any()
                }}
            </td>
        </tr>
    }
}
