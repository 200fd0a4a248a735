//! The grid under the keyboard, as in a sheet. One set of handlers for all cells.

use super::form::{COLUMNS, Form, Mode};
use crate::indicator::Column;
use crate::report::grid::{Place, Range, Way, nearest};
use crate::report::{cell_text, same_cell};
use leptos::ev::{Event, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{EventTarget, HtmlElement, HtmlInputElement, Node};

/// Rows that a page up or down passes over.
const PAGE: usize = 12;
/// Further than any sheet.
const END: usize = usize::MAX;

/// The cell an event comes from.
pub fn cell_of(target: Option<EventTarget>) -> Option<(Place, HtmlInputElement)> {
    let input = target?.dyn_into::<HtmlInputElement>().ok()?;
    let number = |name| input.get_attribute(name)?.parse().ok();
    Some((Place::new(number("data-row")?, number("data-col")?), input))
}

fn text_of(at: Place, input: &HtmlInputElement) -> String {
    match COLUMNS[at.column] {
        Column::NotApplicable if input.checked() => "true".to_owned(),
        Column::NotApplicable => String::new(),
        _ => input.value(),
    }
}

impl Form {
    pub fn on_input(self, event: &Event) {
        if let Some((at, input)) = cell_of(event.target()) {
            if self.mode.get_value() == Mode::Whole {
                self.mode.set_value(Mode::Over);
            }
            self.told.set(None);
            self.select(Some(Range::one(at)));
            self.typed(at.row, at.column, text_of(at, &input));
        }
    }

    pub fn on_enter(self, event: &FocusEvent) {
        let Some((at, input)) = cell_of(event.target()) else { return };
        self.entered.set_value(Some((at.row, at.column, text_of(at, &input))));
        self.mode.set_value(Mode::Whole);
        self.active.set(Some(at));
        if self.selection.with_untracked(|it| it.is_none_or(|it| it.from != at)) {
            self.select(Some(Range::one(at)));
        }
        input.select();
    }

    /// Leaving a cell sends it; one at rest is tidied up.
    pub fn on_leave(self, event: &FocusEvent) {
        let Some((at, _)) = cell_of(event.target()) else { return };
        self.entered.set_value(None);
        self.history.update_value(|it| it.rest());
        if let Some(row) = self.row(at.row) {
            let key = (row.indicator.id, COLUMNS[at.column]);
            if self.cell_queue.with_value(|queue| queue.get(key).is_none()) {
                let text = row.figure.with_untracked(|it| cell_text(it, key.1));
                self.show(at, &text);
                row.cells[at.column].text.set(text);
            }
        }
        let stays = event.related_target().and_then(|it| it.dyn_into::<Node>().ok()).is_some_and(|to| {
            let sheet = event.current_target().and_then(|it| it.dyn_into::<Node>().ok());
            sheet.is_some_and(|it| it.contains(Some(&to)))
        });
        if !stays {
            self.select(None);
        }
        self.flush();
    }

    pub fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.alt_key() {
            return;
        }
        let Some((at, input)) = cell_of(event.target()) else { return };
        let taken = if event.ctrl_key() || event.meta_key() {
            self.on_command(event, at)
        } else {
            self.on_plain_key(event, at, &input)
        };
        if taken {
            event.prevent_default();
        }
    }

    fn on_command(self, event: &KeyboardEvent, at: Place) -> bool {
        let shift = event.shift_key();
        let whole = self.mode.get_value() == Mode::Whole;
        match event.key().to_lowercase().as_str() {
            "z" if shift => self.redo(),
            "z" => self.undo(),
            "y" => self.redo(),
            "d" => self.fill(Way::Down),
            "r" => self.fill(Way::Right),
            "a" if whole => self.select_sheet(at),
            "home" if whole => self.jump(at, Way::Up, END, shift, true),
            "end" if whole => self.jump(at, Way::Down, END, shift, true),
            "arrowup" if whole => self.jump(at, Way::Up, END, shift, true),
            "arrowdown" if whole => self.jump(at, Way::Down, END, shift, true),
            "arrowleft" if whole => self.jump(at, Way::Left, END, shift, false),
            "arrowright" if whole => self.jump(at, Way::Right, END, shift, false),
            _ => return false,
        }
        true
    }

    fn on_plain_key(self, event: &KeyboardEvent, at: Place, input: &HtmlInputElement) -> bool {
        let mode = self.mode.get_value();
        let shift = event.shift_key();
        let (whole, draws) = (mode == Mode::Whole, mode == Mode::Whole && shift);
        // Numbers are short: an arrow after typing one leaves the cell, as in a sheet.
        let leaves = |end| {
            !shift
                && (whole
                    || mode == Mode::Over && COLUMNS[at.column] != Column::Reason
                    || at_edge(input, end))
        };
        match event.key().as_str() {
            "ArrowDown" if draws || !shift => self.jump(at, Way::Down, 1, draws, false),
            "ArrowUp" if draws || !shift => self.jump(at, Way::Up, 1, draws, false),
            "ArrowLeft" if draws || leaves(false) => self.jump(at, Way::Left, 1, draws, false),
            "ArrowRight" if draws || leaves(true) => self.jump(at, Way::Right, 1, draws, false),
            "Home" if whole => self.jump(at, Way::Left, END, draws, false),
            "End" if whole => self.jump(at, Way::Right, END, draws, false),
            "PageUp" => self.jump(at, Way::Up, PAGE, draws, true),
            "PageDown" => self.jump(at, Way::Down, PAGE, draws, true),
            "Enter" => {
                let way = if shift { Way::Up } else { Way::Down };
                let at_end = self.ahead(at, way, 1, false).is_none();
                if at_end {
                    self.mode.set_value(Mode::Whole);
                    self.flush();
                    input.select();
                } else {
                    self.jump(at, way, 1, false, false);
                }
            }
            "F2" => {
                self.mode.set_value(Mode::Inside);
                let end = input.value().encode_utf16().count() as u32;
                // A box to tick has no caret.
                let _ = input.set_selection_range(end, end);
            }
            "Escape" => self.take_back(at, input),
            "Delete" if whole => self.clear(),
            "Backspace" if whole && self.range(at).places().count() > 1 => self.clear(),
            _ => return false,
        }
        true
    }

    /// Puts back what stood there when the cell was entered.
    fn take_back(self, at: Place, input: &HtmlInputElement) {
        let before = self.entered.get_value().filter(|it| (it.0, it.1) == (at.row, at.column));
        if let Some((_, _, before)) = before.filter(|it| text_of(at, input) != it.2) {
            self.show(at, &before);
            self.typed(at.row, at.column, before);
            self.history.update_value(|it| it.rest());
        }
        self.mode.set_value(Mode::Whole);
        self.select(Some(Range::one(at)));
        input.select();
    }

    /// The cell that so many steps lead to; `inside` keeps to the sheet it is on.
    fn ahead(self, at: Place, way: Way, steps: usize, inside: bool) -> Option<Place> {
        self.rows.with_value(|rows| {
            let sheet = rows.get(at.row).map(|it| it.sheet);
            let is_open = |it: Place| {
                rows.get(it.row)
                    .is_some_and(|row| !row.is_locked(it.column) && (!inside || Some(row.sheet) == sheet))
            };
            nearest(at, way, steps, (rows.len(), COLUMNS.len()), is_open)
        })
    }

    /// Moves the focus, or the far corner of the selection.
    fn jump(self, at: Place, way: Way, steps: usize, draws: bool, inside: bool) {
        let from = if draws { self.range(at).to } else { at };
        let Some(to) = self.ahead(from, way, steps, inside) else { return };
        if draws {
            self.select(Some(Range { from: at, to }));
            self.reveal(to);
        } else {
            self.focus(to);
        }
    }

    /// Moves the focus to a cell, and the selection with it.
    pub fn focus(self, to: Place) {
        self.select(Some(Range::one(to)));
        if let Some(input) = self.input(to) {
            // One that cannot be focused is not on the page.
            let _ = input.focus();
        }
    }

    fn reveal(self, at: Place) {
        if let Some(cell) = self.element(at).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let options = leptos::web_sys::ScrollIntoViewOptions::new();
            options.set_block(leptos::web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(leptos::web_sys::ScrollLogicalPosition::Nearest);
            cell.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn undo(self) {
        let turned = self.history.try_update_value(|it| it.undo(|at, text| self.holds(at, text))).flatten();
        self.turned(turned);
    }

    fn redo(self) {
        let turned = self.history.try_update_value(|it| it.redo(|at, text| self.holds(at, text))).flatten();
        self.turned(turned);
    }

    fn turned(self, turned: Option<crate::report::grid::Turned>) {
        let t = self.lang;
        let Some(turned) = turned else {
            self.told.set(Some(t.grid_no_more_steps().to_owned()));
            return;
        };
        let first = turned.puts.first().map(|it| it.0);
        let count = turned.puts.len();
        self.write(turned.puts);
        if let Some(first) = first {
            self.focus(first);
        }
        self.told.set(Some(match turned.left {
            0 => t.grid_turned(count),
            left => t.grid_turned_but(count, left),
        }));
    }

    fn holds(self, at: Place, text: &str) -> bool {
        self.row(at.row).is_some_and(|row| {
            let held = row.cells[at.column].text.get_untracked();
            same_cell(&row.indicator, COLUMNS[at.column], text, &held)
        })
    }
}

/// Whether an arrow would leave the text: the caret is at that end, or all of it is selected.
fn at_edge(input: &HtmlInputElement, end: bool) -> bool {
    let length = input.value().encode_utf16().count() as u32;
    match (input.selection_start(), input.selection_end()) {
        (Ok(Some(from)), Ok(Some(to))) => {
            (from == 0 && to == length) || (from == to && to == if end { length } else { 0 })
        }
        // A box to tick has no caret.
        _ => true,
    }
}
