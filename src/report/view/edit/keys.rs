//! The grid under the keyboard and the clipboard, as in a sheet. One set of handlers for all cells.

use super::form::{COLUMNS, Form, input_at, show_in_cell};
use crate::indicator::Column;
use leptos::ev::{Event, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{EventTarget, HtmlInputElement};

/// The cell an event comes from.
fn cell_of(target: Option<EventTarget>) -> Option<(usize, usize, HtmlInputElement)> {
    let input = target?.dyn_into::<HtmlInputElement>().ok()?;
    let place = |name| input.get_attribute(name)?.parse().ok();
    Some((place("data-row")?, place("data-col")?, input))
}

fn text_of(column: usize, input: &HtmlInputElement) -> String {
    match COLUMNS[column] {
        Column::NotApplicable if input.checked() => "true".to_owned(),
        Column::NotApplicable => String::new(),
        _ => input.value(),
    }
}

impl Form {
    pub fn on_input(self, event: &Event) {
        if let Some((row, column, input)) = cell_of(event.target()) {
            self.typed(row, column, text_of(column, &input));
        }
    }

    pub fn on_enter(self, event: &FocusEvent) {
        if let Some((row, column, input)) = cell_of(event.target()) {
            self.entered.set_value(Some((row, column, text_of(column, &input))));
            input.select();
        }
    }

    /// Leaving a cell sends it; one at rest is tidied up.
    pub fn on_leave(self, event: &FocusEvent) {
        let Some((row, column, _)) = cell_of(event.target()) else { return };
        self.entered.set_value(None);
        if let Some(at) = self.row(row) {
            let key = (at.indicator.id, COLUMNS[column]);
            if self.cell_queue.with_value(|queue| queue.get(key).is_none()) {
                let text = at.figure.with_untracked(|it| crate::report::cell_text(it, key.1));
                show_in_cell(row, column, &text);
                at.cells[column].text.set(text);
            }
        }
        self.flush();
    }

    pub fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((row, column, input)) = cell_of(event.target()) else { return };
        let moved = match event.key().as_str() {
            "ArrowDown" => self.go(row, column, 1),
            "ArrowUp" => self.go(row, column, -1),
            "Enter" if event.shift_key() => self.go(row, column, -1),
            "Enter" => self.go(row, column, 1),
            "ArrowLeft" if !event.shift_key() && at_edge(&input, false) => aside(row, column, -1),
            "ArrowRight" if !event.shift_key() && at_edge(&input, true) => aside(row, column, 1),
            "Escape" => self.undo(row, column),
            _ => return,
        };
        if moved || event.key() == "Enter" {
            event.prevent_default();
        }
    }

    /// To the same column of the next row that can be written into, up or down.
    fn go(self, row: usize, column: usize, by: isize) -> bool {
        let rows = self.rows.with_value(Vec::len);
        let mut at = row;
        while let Some(next) = at.checked_add_signed(by).filter(|it| *it < rows) {
            if let Some(input) = input_at(next, column).filter(|it| !it.disabled()) {
                return input.focus().is_ok();
            }
            at = next;
        }
        false
    }

    /// Puts back what stood there when the cell was entered.
    fn undo(self, row: usize, column: usize) -> bool {
        let Some((_, _, before)) = self.entered.get_value().filter(|it| (it.0, it.1) == (row, column)) else {
            return false;
        };
        show_in_cell(row, column, &before);
        self.typed(row, column, before);
        if let Some(input) = input_at(row, column) {
            input.select();
        }
        true
    }

    /// Spreads what a spreadsheet copied over the cells from here to the right and down. A single value is
    /// the browser's to paste.
    pub fn on_paste(self, event: &Event) {
        let Some((row, column, _)) = cell_of(event.target()) else { return };
        let Some(text) = pasted(event) else { return };
        let text = text.trim_end_matches(['\r', '\n']);
        if !text.contains(['\t', '\n']) {
            return;
        }
        event.prevent_default();
        for (down, line) in text.lines().enumerate() {
            for (right, value) in line.split('\t').enumerate() {
                let (row, column) = (row + down, column + right);
                if column < COLUMNS.len()
                    && COLUMNS[column] != Column::NotApplicable
                    && input_at(row, column).is_some()
                {
                    let value = value.trim();
                    show_in_cell(row, column, value);
                    self.typed(row, column, value.to_owned());
                }
            }
        }
    }
}

fn pasted(event: &Event) -> Option<String> {
    let data = js_sys::Reflect::get(event, &JsValue::from_str("clipboardData")).ok()?;
    let read = js_sys::Reflect::get(&data, &JsValue::from_str("getData")).ok()?;
    read.dyn_into::<js_sys::Function>().ok()?.call1(&data, &JsValue::from_str("text")).ok()?.as_string()
}

/// To the next cell of the row that can be written into.
fn aside(row: usize, column: usize, by: isize) -> bool {
    let mut at = column;
    while let Some(next) = at.checked_add_signed(by).filter(|it| *it < COLUMNS.len()) {
        if let Some(input) = input_at(row, next).filter(|it| !it.disabled()) {
            return input.focus().is_ok();
        }
        at = next;
    }
    false
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
