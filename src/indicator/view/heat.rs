use super::words::{figure_words, is_due, mark, source, unit_name};
use crate::chart::{GridCell, GridHead, GridRow, GridSpec, Mark, Width, grid_for_any_width};
use crate::indicator::{Comparison, standing};
use crate::text::{Lang, use_lang};
use crate::ui::{Card, ChartFigure};
use chrono::NaiveDate;
use leptos::prelude::*;

/// Units by indicator in the last period of a comparison, by how they stand.
pub fn heat_spec(of: &Comparison, id: &str, title: &str, today: NaiveDate, t: Lang) -> Option<GridSpec> {
    let last = of.periods.len().checked_sub(1)?;
    let period = of.periods.get(last)?;
    let cell = |indicator: usize, unit: usize| {
        let (Some(total), Some(definition)) = (of.total(indicator, unit, last), of.indicators.get(indicator))
        else {
            return GridCell::new(Mark::Missing { reason: None }, crate::chart::Status::NoFigure);
        };
        let mut value = mark(definition, &total.figure, is_due(definition, period, today), t);
        if let (Mark::Value(at), Some(number)) = (&mut value, total.figure.value) {
            // Each column has a unit of measure of its own.
            at.text = definition.show(number, t);
        }
        let unit = of.units.get(unit).and_then(Option::as_ref);
        let href = source(definition, unit, period, total);
        GridCell { href, ..GridCell::new(value, standing(definition, period, &total.figure).status) }
    };
    let row = |at: usize| {
        let unit = of.units.get(at).and_then(Option::as_ref);
        let code = unit.map(|it| it.code.clone()).unwrap_or_default();
        GridRow {
            head: GridHead::new(code, unit_name(unit, t)),
            cells: (0..of.indicators.len()).map(|it| cell(it, at)).collect(),
        }
    };
    Some(GridSpec {
        id: id.to_owned(),
        title: title.to_owned(),
        lang: t,
        width: Width::Wide,
        columns: of.indicators.iter().map(|it| GridHead::new(it.code.as_str(), it.name(t))).collect(),
        rows: (0..of.units.len()).map(row).collect(),
    })
}

/// The same as a card that says what it shows, with its numbers as a table.
#[component]
pub fn HeatGrid(grid: Comparison, #[prop(into)] title: String, today: NaiveDate) -> impl IntoView {
    let t = use_lang();
    let Some(spec) = heat_spec(&grid, "heat", &title, today, t) else { return ().into_any() };
    let last = grid.periods.len() - 1;
    let heading = spec.finding().unwrap_or_else(|| title.clone());
    let heads: Vec<_> = grid
        .indicators
        .iter()
        .map(|it| {
            view! {
                <th scope="col" class="num" title=it.name(t).to_owned()>
                    {it.code.clone()}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = grid
        .units
        .iter()
        .enumerate()
        .map(|(place, unit)| {
            let cells: Vec<_> = grid
                .indicators
                .iter()
                .enumerate()
                .filter_map(|(at, indicator)| {
                    let (total, period) = (grid.total(at, place, last)?, grid.periods.get(last)?);
                    let words = figure_words(indicator, &total.figure, is_due(indicator, period, today), t);
                    let href = source(indicator, unit.as_ref(), period, total);
                    let valued = total.figure.value.is_some();
                    Some(view! {
                        <td class="num">
                            {if valued {
                                view! { <a href=href>{words}</a> }.into_any()
                            } else {
                                words.into_any()
                            }}
                        </td>
                    })
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{unit_name(unit.as_ref(), t)}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=heading>
            <ChartFigure svg=grid_for_any_width(&spec) caption=title>
                <table class="table" data-heat="true">
                    <thead>
                        <tr>
                            <th scope="col">{t.indicator_column_unit()}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </ChartFigure>
        </Card>
    }
    .into_any()
}
