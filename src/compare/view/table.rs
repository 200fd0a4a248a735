use crate::chart::Status;
use crate::indicator::view::{figure_words, is_due, source, unit_name};
use crate::indicator::{Comparison, FigureState, Indicator, Total, standing};
use crate::org::Unit;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::StatusMark;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The numbers of a comparison: a row for each indicator of each unit, a column for each period. Each leads to
/// where it comes from.
#[component]
pub fn CompareTable(of: Comparison, today: NaiveDate) -> impl IntoView {
    let t = use_lang();
    let heads: Vec<_> = of
        .periods
        .iter()
        .map(|it| {
            view! {
                <th scope="col" class="num">
                    {it.name(t).to_owned()}
                </th>
            }
        })
        .collect();
    let mut rows = Vec::new();
    for (at, indicator) in of.indicators.iter().enumerate() {
        for (place, unit) in of.units.iter().enumerate() {
            let cells: Vec<_> = of
                .periods
                .iter()
                .enumerate()
                .filter_map(|(when, period)| {
                    let total = of.total(at, place, when)?;
                    Some(cell(indicator, unit.as_ref(), period, total, today, t))
                })
                .collect();
            rows.push(view! {
                <tr>
                    <th scope="row">
                        <a href=route::indicator(&indicator.code)>{indicator.name(t).to_owned()}</a>
                        {format!(" ({})", indicator.measure)}
                    </th>
                    <td>{unit_name(unit.as_ref(), t)}</td>
                    {cells}
                </tr>
            });
        }
    }
    view! {
        <table class="table" data-compared="true">
            <caption class="sr-only">{t.compare_table()}</caption>
            <thead>
                <tr>
                    <th scope="col">{t.file_indicator()}</th>
                    <th scope="col">{t.file_unit()}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn cell(
    indicator: &Indicator,
    unit: Option<&Unit>,
    period: &Period,
    total: &Total,
    today: NaiveDate,
    t: Lang,
) -> impl IntoView + use<> {
    let words = figure_words(indicator, &total.figure, is_due(indicator, period, today), t);
    let status = standing(indicator, period, &total.figure).status;
    let valued = total.figure.state == FigureState::Value;
    let judged = valued && status != Status::NoTarget;
    let href = source(indicator, unit, period, total);
    let mut notes = Vec::new();
    if total.expected > 1 {
        notes.push(t.compare_given(total.given, total.expected));
    }
    if valued && !total.is_final() {
        notes.push(t.indicator_provisional().to_owned());
    }
    if let Some(carried) = &total.carried {
        let names: Vec<_> = carried.from.iter().map(|it| it.0.name(t)).collect();
        notes.push(t.indicator_carried(names.join(", ")));
    }
    view! {
        <td class="num">
            {if valued { view! { <a href=href>{words}</a> }.into_any() } else { words.into_any() }}
            {judged.then(|| view! { " "<StatusMark status bare=true /> })}
            {(!notes.is_empty()).then(|| view! { <span class="sheet-code">{notes.join(" · ")}</span> })}
        </td>
    }
}
