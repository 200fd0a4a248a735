use super::form::{CellState, Form, Mark, Row};
use crate::indicator::{Cell, Column, parse_cell};
use crate::text::use_lang;
use leptos::prelude::*;

/// One cell that is typed into, with what it has to say under the value.
#[component]
pub fn GridCell(form: Form, row: Row, index: usize, place: usize, column: Column) -> impl IntoView {
    let t = use_lang();
    let CellState { text, mark } = row.cells[place];
    let reason = row.cells[4].text;
    let not_applicable = row.cells[3].text;
    let figure = row.figure.get_untracked();
    if column == Column::Prior && figure.prior_is_kept {
        let prior = figure.prior.map(|it| it.show_places(t, row.indicator.decimals));
        return view! {
            <td class="cell" data-state="locked">
                <span class="cell-input">{prior}</span>
                <span class="cell-note">{t.cell_kept()}</span>
            </td>
        }
        .into_any();
    }
    let state = move || match mark.get() {
        Mark::Saving => Some("saving"),
        Mark::Saved => Some("saved"),
        Mark::Refused(_) => Some("refused"),
        Mark::Conflict(_) => Some("conflict"),
        Mark::Rest | Mark::Unsent if column == Column::Actual => {
            if not_applicable.with(|it| it == "true") {
                Some("na")
            } else {
                (text.with(String::is_empty) && reason.with(String::is_empty)).then_some("missing")
            }
        }
        Mark::Rest | Mark::Unsent => None,
    };
    let note_id = format!("note-{index}-{place}");
    let indicator = StoredValue::new(row.indicator.clone());
    let note = move || match mark.get() {
        Mark::Refused(problem) => Some(problem.message(t).into_any()),
        Mark::Conflict(theirs) => Some(view! { <Choice form index place theirs /> }.into_any()),
        _ if column == Column::Actual => {
            let read = indicator.with_value(|indicator| text.with(|it| parse_cell(indicator, column, it)));
            match read {
                Ok(Cell::Ratio(_, _, percent)) => {
                    Some(format!("= {}%", percent.show_places(t, 1)).into_any())
                }
                _ => None,
            }
        }
        _ => None,
    };
    let label = t.cell_label(column.name(t), &row.indicator.code);
    let invalid = move || mark.with(|it| matches!(it, Mark::Refused(_))).then_some("true");
    let first = text.get_untracked();
    let input = if column == Column::NotApplicable {
        view! {
            <label class="flex items-center justify-center min-h-11 cursor-pointer">
                <input
                    type="checkbox"
                    checked=first == "true"
                    data-row=index
                    data-col=place
                    aria-label=label
                    aria-describedby=note_id.clone()
                />
            </label>
        }
        .into_any()
    } else {
        let is_text = column == Column::Reason;
        view! {
            <input
                class=if is_text { "cell-input cell-text" } else { "cell-input" }
                type="text"
                inputmode=if is_text { "text" } else { "decimal" }
                autocomplete="off"
                value=first
                data-row=index
                data-col=place
                aria-label=label
                aria-describedby=note_id.clone()
                aria-invalid=invalid
            />
        }
        .into_any()
    };
    view! {
        <td class=if column == Column::Reason { "cell min-w-56" } else { "cell" } data-state=state>
            {input}
            <span class="cell-note" id=note_id>
                {note}
            </span>
        </td>
    }
    .into_any()
}

/// Two people wrote into one cell: the other value, and the choice.
#[component]
fn Choice(form: Form, index: usize, place: usize, theirs: String) -> impl IntoView {
    let t = use_lang();
    let theirs = if theirs.is_empty() { t.cell_empty().to_owned() } else { theirs };
    view! {
        <span role="alert">{t.cell_theirs(theirs)}</span>
        <span class="flex flex-wrap justify-end gap-1 pt-1">
            <button type="button" class="btn btn-secondary btn-sm" on:click=move |_| form.keep_mine(index, place)>
                {t.keep_mine()}
            </button>
            <button type="button" class="btn btn-secondary btn-sm" on:click=move |_| form.take_theirs(index, place)>
                {t.take_theirs()}
            </button>
        </span>
    }
    .into_any()
}
