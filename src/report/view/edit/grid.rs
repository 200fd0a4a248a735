use super::cell::GridCell;
use super::form::{COLUMNS, Form, Row};
use crate::indicator::{Cell, Column, parse_cell};
use crate::number::Number;
use crate::report::GridRow;
use crate::text::use_lang;
use crate::ui::SampleBadge;
use leptos::prelude::*;

/// The figures of one sector. Rows that are not due stand below, to be read only.
#[component]
pub fn Grid(form: Form, sector: String, rows: Vec<GridRow>) -> impl IntoView {
    let t = use_lang();
    if rows.is_empty() {
        return ().into_any();
    }
    let name = t.grid_label(&sector);
    let (due, later): (Vec<GridRow>, Vec<GridRow>) = rows.into_iter().partition(|it| it.due);
    let due: Vec<_> = due
        .into_iter()
        .filter_map(|it| form.row_of(it.indicator.id))
        .map(|(index, row)| view! { <SheetRow form index row /> })
        .collect();
    let later: Vec<_> = later
        .into_iter()
        .map(|it| {
            view! {
                <tr class="text-ink-soft">
                    <th scope="row">
                        {it.indicator.name(t).to_owned()}
                        <span class="sheet-code">{format!("{} · {}", it.indicator.code, it.indicator.measure)}</span>
                    </th>
                    <td colspan="6">{t.report_not_due()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="sheet-scroll" tabindex="0" role="region" aria-label=sector>
            <table
                class="sheet"
                role="grid"
                aria-multiselectable="true"
                aria-label=name
                on:input=move |event| form.on_input(&event)
                on:keydown=move |event| form.on_key(&event)
                on:focusin=move |event| form.on_enter(&event)
                on:focusout=move |event| form.on_leave(&event)
                on:mousedown=move |event| form.on_press(&event)
                on:mouseover=move |event| form.on_draw(&event)
                on:copy=move |event| form.on_copy(&event)
                on:cut=move |event| form.on_cut(&event)
                on:paste=move |event| form.on_paste(&event)
            >
                <thead>
                    <tr>
                        <th scope="col">{t.column_indicator()}</th>
                        <th scope="col" class="num">{t.column_target()}</th>
                        <th scope="col" class="num">{t.column_actual()}</th>
                        <th scope="col" class="num">{t.column_prior()}</th>
                        <th scope="col" class="num">{t.column_percent()}</th>
                        <th scope="col">{t.column_not_applicable()}</th>
                        <th scope="col">{t.column_reason()}</th>
                    </tr>
                </thead>
                <tbody>{due} {later}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn SheetRow(form: Form, index: usize, row: Row) -> impl IntoView {
    let t = use_lang();
    let indicator = row.indicator.clone();
    let (target, actual) = (row.cells[0].text, row.cells[1].text);
    let judged = indicator.clone();
    let percent = move || {
        let read = |column, text: RwSignal<String>| {
            text.with(|it| match parse_cell(&judged, column, it) {
                Ok(Cell::Number(value) | Cell::Ratio(_, _, value)) => Some(value),
                _ => None,
            })
        };
        percent_of(read(Column::Actual, actual), read(Column::Target, target))
            .map(|it| format!("{}%", it.show_places(t, 1)))
    };
    let sample = row.figure.get_untracked().sample;
    let cell = |place: usize| {
        view! { <GridCell form row=row.clone() index place column=COLUMNS[place] /> }
    };
    let (first, second) = ([cell(0), cell(1), cell(2)], [cell(3), cell(4)]);
    view! {
        <tr>
            <th scope="row">
                {indicator.name(t).to_owned()}
                <span class="sheet-code">
                    {format!("{} · {}", indicator.code, indicator.measure)} " " {sample.then(|| view! { <SampleBadge /> })}
                </span>
            </th>
            {first}
            <td class="num">{percent}</td>
            {second}
        </tr>
    }
    .into_any()
}

fn percent_of(actual: Option<Number>, target: Option<Number>) -> Option<Number> {
    actual?.percent_of(target?)
}
