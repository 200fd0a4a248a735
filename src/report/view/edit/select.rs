//! Selecting cells, by keys or with the mouse, and filling them.

use super::form::{COLUMNS, Drawing, Form, Mode};
use super::keys::cell_of;
use crate::indicator::{Aggregation, Cell, Column, parse_cell};
use crate::number::Number;
use crate::report::grid::{Place, Range, Way, fill};
use crate::text::{Lang, use_lang};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

impl Form {
    /// What is selected, or the cell alone.
    pub fn range(self, at: Place) -> Range {
        self.selection.get_untracked().filter(|it| it.contains(at)).unwrap_or(Range::one(at))
    }

    pub fn select(self, range: Option<Range>) {
        let before = self.selection.get_untracked();
        if before == range {
            return;
        }
        self.paint(before, range);
        self.selection.set(range);
    }

    /// Marks the cells of more than one. Only what changes is touched.
    fn paint(self, before: Option<Range>, after: Option<Range>) {
        let many = |it: Option<Range>| it.filter(|it| !it.is_one());
        let (old, new) = (many(before), many(after));
        let is_in = |range: Option<Range>, at: Place| range.is_some_and(|it| it.contains(at));
        for at in old.iter().flat_map(Range::places).filter(|it| !is_in(new, *it)) {
            if let Some(cell) = self.cell(at) {
                drop(cell.remove_attribute("aria-selected"));
            }
        }
        for at in new.iter().flat_map(Range::places).filter(|it| !is_in(old, *it)) {
            if let Some(cell) = self.cell(at) {
                drop(cell.set_attribute("aria-selected", "true"));
            }
        }
        let corner = |it: Range| Place::new(*it.rows().end(), *it.columns().end());
        if let Some(cell) = before.and_then(|it| self.cell(corner(it))) {
            drop(cell.remove_attribute("data-corner"));
        }
        if let Some(cell) = after.and_then(|it| self.cell(corner(it))) {
            drop(cell.set_attribute("data-corner", ""));
        }
    }

    fn cell(self, at: Place) -> Option<Element> {
        self.element(at)?.closest("td").ok()?
    }

    pub fn select_sheet(self, at: Place) {
        let ends = self.rows.with_value(|rows| {
            let sheet = rows.get(at.row)?.sheet;
            let first = rows.iter().position(|it| it.sheet == sheet)?;
            let last = rows.iter().rposition(|it| it.sheet == sheet)?;
            Some((first, last))
        });
        if let Some((first, last)) = ends {
            // The focus stays, as in any sheet: what is typed goes where one was.
            let to = Place::new(last, COLUMNS.len() - 1);
            self.select(Some(Range { from: Place::new(first, 0), to }));
        }
    }

    /// A press begins a selection, widens it with Shift, or begins filling at its corner. In the cell that has
    /// the focus already it sets the caret.
    pub fn on_press(self, event: &MouseEvent) {
        if event.button() != 0 {
            return;
        }
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if target.as_ref().is_some_and(|it| it.has_attribute("data-corner")) {
            if let Some(range) = self.selection.get_untracked() {
                self.drawing.set_value(Some(Drawing::Fill(range)));
                event.prevent_default();
            }
            return;
        }
        let Some((at, input)) = cell_of(event.target()).or_else(|| cell_around(target?)) else { return };
        if COLUMNS[at.column] == Column::NotApplicable && !event.shift_key() {
            return;
        }
        let selected = self.selection.get_untracked();
        if let Some(range) = selected.filter(|it| event.shift_key() && it.from != at) {
            self.select(Some(Range { to: at, ..range }));
            event.prevent_default();
        } else if self.has_focus(at) {
            self.mode.set_value(Mode::Inside);
            self.select(Some(Range::one(at)));
        } else if !input.disabled() {
            self.drawing.set_value(Some(Drawing::Selection));
            self.focus(at);
            event.prevent_default();
        }
    }

    pub fn on_draw(self, event: &MouseEvent) {
        let Some(drawing) = self.drawing.get_value() else { return };
        if event.buttons() & 1 == 0 {
            self.drawing.set_value(None);
            return;
        }
        let Some((at, _)) = cell_of(event.target()) else { return };
        match (drawing, self.selection.get_untracked()) {
            (Drawing::Selection, Some(range)) => self.select(Some(Range { to: at, ..range })),
            (Drawing::Fill(from), Some(_)) => self.select(Some(widened(from, at))),
            _ => {}
        }
    }

    /// Lets go of the mouse, anywhere.
    pub fn on_release(self) {
        let drawing = self.drawing.try_get_value().flatten();
        self.drawing.try_set_value(None);
        if let (Some(Drawing::Fill(from)), Some(to)) = (drawing, self.selection.get_untracked()) {
            let way = if to.height() > from.height() { Way::Down } else { Way::Right };
            if to != from {
                self.fill_from(from, to, way);
            }
        }
    }

    pub fn fill(self, way: Way) {
        let Some(range) = self.selection.get_untracked() else { return };
        let puts = fill(range, way, |at| self.text(at));
        self.put(self.open_ones(puts));
    }

    /// Repeats a range downwards or to the right, over all of a larger one.
    fn fill_from(self, from: Range, to: Range, way: Way) {
        let start = from.top_left();
        let source = |at: Place| match way {
            Way::Down => Place::new(start.row + (at.row - start.row) % from.height(), at.column),
            _ => Place::new(at.row, start.column + (at.column - start.column) % from.width()),
        };
        let puts = to.places().filter(|it| !from.contains(*it));
        let puts = puts.filter_map(|at| Some((at, self.text(source(at))?))).collect();
        self.put(self.open_ones(puts));
    }

    pub fn clear(self) {
        let Some(range) = self.selection.get_untracked() else { return };
        let puts = range.places().map(|at| (at, String::new())).collect();
        self.put(self.open_ones(puts));
    }

    fn open_ones(self, mut puts: Vec<(Place, String)>) -> Vec<(Place, String)> {
        puts.retain(|(at, _)| self.row(at.row).is_some_and(|it| !it.is_locked(at.column)));
        puts
    }

    /// How much is selected, and what it adds up to where that means something.
    fn selected_words(self, t: Lang) -> Option<String> {
        let range = self.selection.get().filter(|it| !it.is_one())?;
        let mut total = Some(Number::default());
        let mut numbers = 0;
        let mut measure: Option<String> = None;
        self.rows.with_value(|rows| {
            for at in range.places() {
                let Some(row) = rows.get(at.row) else { continue };
                let column = COLUMNS[at.column];
                let read = row.cells[at.column].text.with(|it| parse_cell(&row.indicator, column, it));
                let (Ok(Cell::Number(value)), indicator) = (read, &row.indicator) else { continue };
                let adds = matches!(indicator.aggregation, Aggregation::Sum | Aggregation::Stock)
                    && measure.as_ref().is_none_or(|it| *it == indicator.measure);
                measure = Some(indicator.measure.clone());
                numbers += 1;
                total = total.filter(|_| adds).and_then(|it| it.checked_add(value));
            }
        });
        let count = range.places().count();
        Some(match total.filter(|_| numbers > 1) {
            Some(total) => t.grid_selected_sum(count, total.show(t), measure.unwrap_or_default()),
            None => t.grid_selected(count),
        })
    }
}

/// A range drawn on by its corner to a cell: downwards, or to the right where that is further.
fn widened(from: Range, at: Place) -> Range {
    let (bottom, right) = (*from.rows().end(), *from.columns().end());
    let (down, aside) = (at.row.saturating_sub(bottom), at.column.saturating_sub(right));
    let to = if aside > down { Place::new(bottom, at.column) } else { Place::new(bottom + down, right) };
    Range { from: from.top_left(), to }
}

/// What is selected and what was just done, said aloud.
#[component]
pub fn SheetState(form: Form) -> impl IntoView {
    let t = use_lang();
    let words = move || form.told.get().or_else(|| form.selected_words(t));
    view! {
        <p class="sheet-state" role="status">
            {words}
        </p>
    }
    .into_any()
}

/// The cell whose edge or note was pressed, and nothing in it that has a use of its own.
fn cell_around(target: Element) -> Option<(Place, HtmlInputElement)> {
    if target.closest("a, button, form, input, label").ok()?.is_some() {
        return None;
    }
    let input = target.closest("td.cell").ok()??.query_selector("input[data-row]").ok()??;
    cell_of(input.dyn_into().ok())
}
