use super::words::{figure_words, mark, short_period, target, target_words};
use crate::chart::{TrendPoint, TrendSpec, trend_for_any_width};
use crate::indicator::{FigureState, Indicator, PeriodValue, standing};
use crate::number::Number;
use crate::text::{Lang, use_lang};
use crate::ui::{ChartFigure, StatusMark};
use leptos::prelude::*;

/// An indicator over the periods against its target, with the same numbers as a table.
#[component]
pub fn IndicatorTrend(indicator: Indicator, trend: Vec<PeriodValue>) -> impl IntoView {
    let t = use_lang();
    let title = t.indicator_trend_title(indicator.name(t));
    let points = trend
        .iter()
        .map(|it| {
            TrendPoint::new(
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
        && trend.iter().filter_map(|it| it.figure.value).all(|it| it >= Number::from(50)));
    let rows: Vec<_> = trend.into_iter().rev().map(|it| row(&indicator, it, t)).collect();
    view! {
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
    }
    .into_any()
}

fn row(indicator: &Indicator, value: PeriodValue, t: Lang) -> impl IntoView + use<> {
    let PeriodValue { period, due, figure, .. } = value;
    let status = standing(indicator, &period, &figure).status;
    view! {
        <tr>
            <th scope="row">{period.name(t).to_owned()}</th>
            <td class="num">
                {target_words(indicator, &figure, t).unwrap_or_else(|| t.indicator_dash().to_owned())}
            </td>
            <td class="num">{figure_words(indicator, &figure, due, t)}</td>
            <td>
                {if figure.state == FigureState::Value {
                    view! { <StatusMark status /> }.into_any()
                } else {
                    t.indicator_dash().into_any()
                }}
            </td>
        </tr>
    }
}
