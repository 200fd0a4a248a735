use super::words::{figure_words, mark, point, short_period, source};
use crate::chart::{AccumulationPoint, AccumulationSpec, Mark, accumulation_for_any_width};
use crate::indicator::{
    Combined, Figure, FigureState, Indicator, OverTime, PeriodValue, Total, over_time, standing,
};
use crate::org::Unit;
use crate::period::Period;
use crate::text::use_lang;
use crate::ui::{Card, ChartFigure};
use leptos::prelude::*;

/// How the year's count grows towards its target; nothing for what is not counted from the start of the year.
#[component]
pub fn IndicatorAccumulation(
    indicator: Indicator,
    unit: Option<Unit>,
    /// The periods of the year, oldest first.
    year: Vec<Period>,
    trend: Vec<PeriodValue>,
    totals: Vec<Total>,
) -> impl IntoView {
    let t = use_lang();
    let anew = indicator.counts_anew();
    let accumulates = indicator.accumulates() || anew;
    let Some(first) = year.first().filter(|_| accumulates && year.len() > 1) else {
        return ().into_any();
    };
    let of_year = trend.iter().rev().filter(|it| it.period.year == first.year);
    let aim = of_year.filter_map(|it| it.figure.target).next();
    // What each period brought is put together up to each of them, and then counts from the start of the year.
    let (indicator, trend) = match anew {
        true => (
            Indicator { cumulative: true, over_time: OverTime::Last, ..indicator.clone() },
            grown(&indicator, &year, trend),
        ),
        false => (indicator, trend),
    };
    let title = t.indicator_accumulation(first.year);
    let of = |period: &Period| trend.iter().zip(&totals).find(|it| it.0.period.id == period.id);
    let known: Vec<_> = year.iter().filter_map(of).collect();
    let points: Vec<_> = year
        .iter()
        .map(|period| {
            let untouched = Figure::untouched(indicator.id);
            let found = of(period);
            let figure = found.map_or(&untouched, |it| &it.0.figure);
            let with_aim = Figure { target: aim, ..figure.clone() };
            let pace = standing(&indicator, period, &with_aim).pace.or(aim);
            AccumulationPoint {
                provisional: found.is_some_and(|it| it.0.figure.value.is_some() && !it.1.is_final()),
                href: found.map(|it| source(&indicator, unit.as_ref(), period, it.1)).unwrap_or_default(),
                ..AccumulationPoint::new(
                    short_period(period, t),
                    found.map_or(Mark::NotDue, |it| mark(&indicator, &it.0.figure, it.0.due, t)),
                    pace.map(|it| point(&indicator, it, t)),
                )
            }
        })
        .collect();
    let id = format!("year-{}", indicator.code.to_lowercase());
    let mut spec = AccumulationSpec::new(id, title.as_str(), indicator.measure.as_str(), t, points);
    spec.target = aim.map(|it| point(&indicator, it, t));
    if let Some((latest, _)) = known.iter().rev().find(|it| it.0.figure.value.is_some()) {
        spec.status = standing(&indicator, &latest.period, &latest.figure).status;
    }
    let heading = spec.finding().unwrap_or_else(|| title.clone());
    let rows: Vec<_> = known
        .iter()
        .map(|(it, _)| {
            view! {
                <tr>
                    <th scope="row">{it.period.name(t).to_owned()}</th>
                    <td class="num">{figure_words(&indicator, &it.figure, it.due, t)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=heading>
            <ChartFigure svg=accumulation_for_any_width(&spec) caption=title>
                <table class="table">
                    <tbody>{rows}</tbody>
                </table>
            </ChartFigure>
        </Card>
    }
    .into_any()
}

/// Each period's value with those of the year before it.
fn grown(indicator: &Indicator, year: &[Period], trend: Vec<PeriodValue>) -> Vec<PeriodValue> {
    let of = |period: &Period| {
        let found = trend.iter().find(|it| it.period.id == period.id)?;
        let combined = Combined { figure: found.figure.clone(), given: found.given, units: found.expected };
        Some((period.cut_off, combined))
    };
    let all: Vec<_> = year.iter().filter_map(of).collect();
    let up_to = |it: PeriodValue| {
        let in_year = all.iter().filter(|(day, _)| *day <= it.period.cut_off).cloned().collect::<Vec<_>>();
        let begun = it.figure.state == FigureState::Value
            && year.first().is_some_and(|first| first.year == it.period.year);
        let target = it.figure.target;
        let figure = if begun { over_time(indicator, &in_year).figure } else { it.figure };
        PeriodValue { figure: Figure { target, ..figure }, ..it }
    };
    trend.iter().cloned().map(up_to).collect()
}
