use super::checks::CellFindings;
use super::form::{CellState, Form, Mark, Row, Theirs};
use crate::indicator::{Cell, Column, parse_cell};
use crate::report::{Severity, Told, cell_anchor};
use crate::text::use_lang;
use crate::time::show_time;
use leptos::prelude::*;

/// One cell that is typed into, with what it has to say under the value.
#[component]
pub fn GridCell(form: Form, row: Row, index: usize, place: usize, column: Column) -> impl IntoView {
    let t = use_lang();
    let CellState { text, mark } = row.cells[place];
    let (fresh, findings) = (row.fresh, row.findings);
    let reason = row.cells[4].text;
    let not_applicable = row.cells[3].text;
    let id = cell_anchor(&row.indicator.code, column);
    if row.is_locked(place) {
        let prior =
            row.figure.with_untracked(|it| it.prior).map(|it| it.show_places(t, row.indicator.decimals));
        return view! {
            <td class="cell" data-state="locked" aria-readonly="true">
                <span class="cell-input" id=id>
                    {prior}
                </span>
                <span class="cell-note">{t.cell_kept()}</span>
            </td>
        }
        .into_any();
    }
    // That nothing is there is seen at once; the checks say it a little later.
    let found = move |severity| {
        findings.with(|all| {
            let own = all.iter().filter(|it| it.column == column && it.told != Told::Missing);
            own.into_iter().any(|it| it.severity == severity && it.blocks())
        })
    };
    let is_fresh = move || fresh.with(|it| it.as_ref().is_some_and(|(columns, _)| columns.contains(&column)));
    let state = move || match mark.get() {
        Mark::Saving => Some("saving"),
        Mark::Refused(_) => Some("refused"),
        Mark::Conflict(_) => Some("conflict"),
        _ if column == Column::Actual && not_applicable.with(|it| it == "true") => Some("na"),
        Mark::Rest | Mark::Unsent
            if column == Column::Actual && text.with(String::is_empty) && reason.with(String::is_empty) =>
        {
            Some("missing")
        }
        _ if found(Severity::Error) => Some("error"),
        _ if found(Severity::Warning) => Some("warned"),
        _ if is_fresh() => Some("fresh"),
        Mark::Saved => Some("saved"),
        Mark::Rest | Mark::Unsent => None,
    };
    let note_id = format!("{id}-note");
    let found_id = format!("{id}-found");
    let told_by = match column {
        Column::NotApplicable => note_id.clone(),
        _ => format!("{note_id} {found_id}"),
    };
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
    let told = move || {
        let (_, writer) = fresh.get().filter(|(columns, _)| columns.contains(&column))?;
        Some(view! { <span class="cell-fresh">{t.cell_fresh(writer.name, show_time(writer.at))}</span> })
    };
    let label = t.cell_label(column.name(t), &row.indicator.code);
    let invalid = move || {
        let refused = mark.with(|it| matches!(it, Mark::Refused(_)));
        (refused || found(Severity::Error)).then_some("true")
    };
    let first = text.get_untracked();
    let input = if column == Column::NotApplicable {
        view! {
            <label class="flex items-center justify-center min-h-11 cursor-pointer">
                <input
                    type="checkbox"
                    id=id
                    checked=first == "true"
                    data-row=index
                    data-col=place
                    aria-label=label
                    aria-describedby=told_by
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
                id=id
                inputmode=if is_text { "text" } else { "decimal" }
                autocomplete="off"
                value=first
                data-row=index
                data-col=place
                aria-label=label
                aria-describedby=told_by
                aria-invalid=invalid
            />
        }
        .into_any()
    };
    let checks = (column != Column::NotApplicable)
        .then(|| view! { <CellFindings form findings=row.findings column id=found_id /> });
    view! {
        <td class=if column == Column::Reason { "cell min-w-56" } else { "cell" } data-state=state>
            {input}
            <span class="cell-note" id=note_id>
                {note}
                {told}
            </span>
            {checks}
        </td>
    }
    .into_any()
}

/// Two people wrote into one cell: both values, whose and when, and the choice.
#[component]
fn Choice(form: Form, index: usize, place: usize, theirs: Theirs) -> impl IntoView {
    let t = use_lang();
    let Theirs { text, writer } = theirs;
    let shown = move |text: String| if text.is_empty() { t.cell_empty().to_owned() } else { text };
    let told = match writer {
        Some(writer) => t.cell_theirs_by(writer.name, show_time(writer.at), shown(text)),
        None => t.cell_theirs(shown(text)),
    };
    let mine = form.text(crate::report::grid::Place::new(index, place)).unwrap_or_default();
    view! {
        <span role="alert" class="block">
            {told}
        </span>
        <span class="block">{t.cell_mine(shown(mine))}</span>
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
