use super::words::{better, figure_words, mark, point, target, target_words};
use crate::chart::{
    Mark, Part, ShareSpec, UnitRow, UnitsSpec, Whole, share_for_any_width, units_for_any_width,
};
use crate::indicator::{Aggregation, Figure, FigureState, Indicator, UnitValue, standing};
use crate::number::Number;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Badge, Card, ChartFigure, StatusMark, Tone};
use leptos::prelude::*;

/// The units right below one, against each other; each leads to those below it, or to its report.
#[component]
pub fn IndicatorUnits(
    indicator: Indicator,
    period: Period,
    due: bool,
    /// Of all of them together.
    whole: Figure,
    units: Vec<UnitValue>,
) -> impl IntoView {
    let t = use_lang();
    if units.len() < 2 {
        return ().into_any();
    }
    let title = t.indicator_units_title(indicator.name(t), period.name(t));
    let rows = units
        .iter()
        .map(|it| UnitRow {
            target: target(&indicator, &it.figure, t),
            provisional: it.figure.value.is_some() && !(it.published && it.given == it.expected),
            href: from(&indicator, &period, it),
            ..UnitRow::new(
                it.unit.code.as_str(),
                it.unit.name(t),
                mark(&indicator, &it.figure, due, t),
                standing(&indicator, &period, &it.figure).status,
            )
        })
        .collect();
    let id = format!("units-{}", indicator.code.to_lowercase());
    let mut spec = UnitsSpec::new(id, title.as_str(), indicator.measure.as_str(), t, rows);
    spec.better = better(&indicator);
    spec.whole = held_against(&indicator, &whole, &units, t);
    let heading = spec.finding().unwrap_or_else(|| t.indicator_units().to_owned());
    let shares = shares(&indicator, &period, due, &units, t);
    let rows: Vec<_> = units.into_iter().map(|it| row(&indicator, &period, due, it, t)).collect();
    view! {
        <Card title=heading>
            <ChartFigure svg=units_for_any_width(&spec) caption=title.clone()>
                <table class="table" data-units="true">
                    <caption class="sr-only">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.indicator_column_unit()}</th>
                            <th scope="col" class="num">
                                {t.indicator_column_target()}
                            </th>
                            <th scope="col" class="num">
                                {t.indicator_column_actual()}
                            </th>
                            <th scope="col" class="num">
                                {t.indicator_column_given()}
                            </th>
                            <th scope="col">{t.indicator_column_status()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </ChartFigure>
        </Card>
        {shares}
    }
    .into_any()
}

/// In one step: the figure in its report where it is one, else the units below.
fn from(indicator: &Indicator, period: &Period, value: &UnitValue) -> String {
    match value.report {
        Some(report) => route::figure(report, &indicator.code),
        None => route::indicator_in(&indicator.code, &period.code, Some(&value.unit.code)),
    }
}

/// A rate is held against the rate of all together, a count against the average of those that gave one.
fn held_against(indicator: &Indicator, whole: &Figure, units: &[UnitValue], t: Lang) -> Option<Whole> {
    if indicator.aggregation == Aggregation::Ratio {
        let point = point(indicator, whole.value?, t);
        return Some(Whole { label: t.indicator_whole().to_owned(), point });
    }
    let values: Vec<_> = units.iter().filter_map(|it| it.figure.value).collect();
    let count = i64::try_from(values.len()).ok().filter(|it| *it > 0)?;
    let sum = values.into_iter().try_fold(Number::from(0), Number::checked_add)?;
    let average = sum.percent_of(Number::from(count * 100))?.round(indicator.decimals.max(1));
    Some(Whole { label: t.indicator_average().to_owned(), point: point(indicator, average, t) })
}

/// What each unit adds to a count.
fn shares(
    indicator: &Indicator,
    period: &Period,
    due: bool,
    units: &[UnitValue],
    t: Lang,
) -> Option<impl IntoView + use<>> {
    let adds = matches!(indicator.aggregation, Aggregation::Sum | Aggregation::Stock);
    let parts: Vec<_> = units
        .iter()
        .map(|it| Part {
            href: from(indicator, period, it),
            ..Part::new(it.unit.code.as_str(), it.unit.name(t), mark(indicator, &it.figure, due, t))
        })
        .collect();
    let valued = parts.iter().filter(|it| matches!(it.value, Mark::Value(_))).count();
    if !adds || valued < 2 {
        return None;
    }
    let title = t.indicator_share_title(indicator.name(t), period.name(t));
    let id = format!("share-{}", indicator.code.to_lowercase());
    let spec = ShareSpec::new(id, title.as_str(), indicator.measure.as_str(), t, parts);
    let heading = spec.finding().unwrap_or_else(|| title.clone());
    let rows: Vec<_> = units
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.unit.name(t).to_owned()}</th>
                    <td class="num">{figure_words(indicator, &it.figure, due, t)}</td>
                </tr>
            }
        })
        .collect();
    Some(view! {
        <Card title=heading>
            <ChartFigure svg=share_for_any_width(&spec) caption=title>
                <table class="table">
                    <tbody>{rows}</tbody>
                </table>
            </ChartFigure>
        </Card>
    })
}

fn row(
    indicator: &Indicator,
    period: &Period,
    due: bool,
    value: UnitValue,
    t: Lang,
) -> impl IntoView + use<> {
    let href = from(indicator, period, &value);
    let below = route::indicator_in(&indicator.code, &period.code, Some(&value.unit.code));
    let UnitValue { unit, figure, given, expected, published, .. } = value;
    let status = standing(indicator, period, &figure).status;
    let valued = figure.state == FigureState::Value;
    let words = figure_words(indicator, &figure, due, t);
    view! {
        <tr>
            <th scope="row">
                <a href=below>{unit.name(t).to_owned()}</a>
            </th>
            <td class="num">
                {target_words(indicator, &figure, t).unwrap_or_else(|| t.indicator_dash().to_owned())}
            </td>
            <td class="num">
                {if valued { view! { <a href=href>{words}</a> }.into_any() } else { words.into_any() }}
                {(!published).then(|| view! { " "<Badge tone=Tone::Warn text=t.indicator_unpublished() /> })}
            </td>
            <td class="num">{format!("{given}/{expected}")}</td>
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
