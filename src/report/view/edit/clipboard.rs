//! Copying cells out and pasting blocks in.

use super::form::{Form, Mode};
use super::keys::cell_of;
use super::pasting::Pasting;
use crate::report::grid::{Block, Fate, Manner, Place};
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};

impl Form {
    /// Copies what is selected, as text and as a table.
    pub fn on_copy(self, event: &Event) {
        let Some((at, _)) = cell_of(event.target()) else { return };
        if self.mode.get_value() == Mode::Whole && self.copy_from(event, at) {
            event.prevent_default();
        }
    }

    pub fn on_cut(self, event: &Event) {
        let Some((at, _)) = cell_of(event.target()) else { return };
        if self.mode.get_value() == Mode::Whole && self.copy_from(event, at) {
            event.prevent_default();
            self.clear();
        }
    }

    fn copy_from(self, event: &Event, at: Place) -> bool {
        let block = Block::copied(self.range(at), |at| self.text(at).unwrap_or_default());
        let text = block.text();
        let alone = block.height() == 1 && block.width() == 1;
        // One cell alone is pasted into sentences as well: without the line's end.
        let plain = if alone { text.trim_end_matches(['\r', '\n']) } else { text.as_str() };
        let kept = put_on(event, "text/plain", plain).is_some();
        if kept {
            put_on(event, "text/html", &block.html());
            self.copied.set_value(text);
        }
        kept
    }

    /// One value goes into what is selected; a block is shown first, with what goes where.
    pub fn on_paste(self, event: &Event) {
        let Some((at, _)) = cell_of(event.target()) else { return };
        let Some(text) = taken_from(event, "text/plain").filter(|it| !it.trim().is_empty()) else { return };
        let is_block = text.trim_end().contains(['\t', '\n']);
        if self.mode.get_value() != Mode::Whole && !is_block {
            return;
        }
        event.prevent_default();
        let Ok(block) = Block::read(&text) else {
            self.told.set(Some(self.lang.paste_too_large(Block::MOST)));
            return;
        };
        let into = self.range(at);
        let alone = block.height() == 1 && block.width() == 1;
        let own = self.copied.with_value(|it| it.trim_end().lines().eq(text.trim_end().lines()));
        let pasting = Pasting::new(self, block, into, Manner::default());
        let plan = &pasting.plan;
        if alone && into.is_one() {
            // As if typed: a refusal stands beside the cell, to be mended there.
            let puts = plan.puts.iter().map(|it| match &it.fate {
                Fate::Refused(_) => (it.at, it.source.clone()),
                _ => (it.at, it.text.clone()),
            });
            self.put(puts.collect());
        } else if plan.is_plain() && (alone || own) {
            self.apply(&pasting);
        } else {
            self.pasting.set(Some(pasting));
        }
    }

    /// Writes what a plan says, as one step.
    pub fn apply(self, pasting: &Pasting) {
        let puts: Vec<_> = pasting.plan.writes().map(|it| (it.at, it.text.clone())).collect();
        let count = puts.len();
        self.put(puts);
        self.told.set(Some(self.lang.paste_done(count)));
    }
}

fn clipboard(event: &Event, method: &str) -> Option<(JsValue, js_sys::Function)> {
    let data = js_sys::Reflect::get(event, &JsValue::from_str("clipboardData")).ok()?;
    let function = js_sys::Reflect::get(&data, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    Some((data, function))
}

fn taken_from(event: &Event, kind: &str) -> Option<String> {
    let (data, get) = clipboard(event, "getData")?;
    get.call1(&data, &JsValue::from_str(kind)).ok()?.as_string()
}

fn put_on(event: &Event, kind: &str, text: &str) -> Option<()> {
    let (data, set) = clipboard(event, "setData")?;
    set.call2(&data, &JsValue::from_str(kind), &JsValue::from_str(text)).ok().map(drop)
}
