use crate::chart::Status;
use crate::indicator::view::{figure_words, is_due, source, unit_name};
use crate::indicator::{Comparison, FigureState, Indicator, Total, standing};
use crate::markup::Markup;
use crate::org::Unit;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::write_status_mark;
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
    // A thousand cells that only lead elsewhere: written at once.
    let mut rows = String::new();
    for (at, indicator) in of.indicators.iter().enumerate() {
        for (place, unit) in of.units.iter().enumerate() {
            let cells =
                of.periods.iter().enumerate().filter_map(|(when, it)| Some((it, of.total(at, place, when)?)));
            rows.tag("tr").holding(|row| {
                row.tag("th").attr("scope", "row").holding(|head| {
                    head.tag("a").attr("href", &route::indicator(&indicator.code)).text(indicator.name(t));
                    head.say(&format!(" ({})", indicator.measure));
                });
                row.tag("td").text(&unit_name(unit.as_ref(), t));
                for (period, total) in cells {
                    row.tag("td")
                        .class("num")
                        .holding(|it| write_cell(it, indicator, unit.as_ref(), period, total, today, t));
                }
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
            <tbody inner_html=rows></tbody>
        </table>
    }
    .into_any()
}

fn write_cell(
    out: &mut String,
    indicator: &Indicator,
    unit: Option<&Unit>,
    period: &Period,
    total: &Total,
    today: NaiveDate,
    t: Lang,
) {
    let words = figure_words(indicator, &total.figure, is_due(indicator, period, today), t);
    let status = standing(indicator, period, &total.figure).status;
    let valued = total.figure.state == FigureState::Value;
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
    if valued {
        out.tag("a").attr("href", &source(indicator, unit, period, total)).text(&words);
    } else {
        out.say(&words);
    }
    if valued && status != Status::NoTarget {
        out.say(" ");
        write_status_mark(out, status, t);
    }
    if !notes.is_empty() {
        out.tag("span").class("sheet-code").text(&notes.join(" · "));
    }
}
