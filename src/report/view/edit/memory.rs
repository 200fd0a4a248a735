//! The queue as the browser keeps it: one entry of localStorage for each edit, so that two tabs on one report
//! do not overwrite each other's.

use crate::id::{IndicatorId, PassageId, PersonId, ReportId};
use crate::indicator::Column;
use crate::report::queue::Pending;
use leptos::prelude::window;
use leptos::web_sys::Storage;
use serde::{Serialize, de::DeserializeOwned};

/// A place in localStorage that belongs to one person and one report.
#[derive(Clone, Debug)]
pub struct Memory(String);

impl Memory {
    pub fn new(person: PersonId, report: ReportId) -> Self {
        Self(format!("giaoban/{person}/{report}/"))
    }

    /// Keeps an edit until [`Memory::forget`]. Without storage it lives in the page alone.
    pub fn keep<K, V, B>(&self, kind: char, name: &str, pending: &Pending<K, V, B>)
    where
        Pending<K, V, B>: Serialize,
    {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(pending)) {
            // A full storage is no reason to stop typing; the edit is still on its way to the server.
            let _ = storage.set_item(&self.key(kind, name), &text);
        }
    }

    pub fn forget(&self, kind: char, name: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key(kind, name));
        }
    }

    /// Everything of a kind that an earlier visit left.
    pub fn left<K, V, B>(&self, kind: char) -> Vec<Pending<K, V, B>>
    where
        Pending<K, V, B>: DeserializeOwned,
    {
        let Some(storage) = storage() else { return Vec::new() };
        let prefix = self.key(kind, "");
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok().flatten());
        keys.filter(|it| it.starts_with(&prefix))
            .filter_map(|it| serde_json::from_str(&storage.get_item(&it).ok().flatten()?).ok())
            .collect()
    }

    /// What a cell's edit is called.
    pub fn cell((indicator, column): (IndicatorId, Column)) -> String {
        format!("{indicator}/{column}")
    }

    /// Whether words may not have reached the server; the editor of passages tells (`writer/owed.ts`).
    pub fn owes_words(&self) -> bool {
        let Some(storage) = storage() else { return false };
        let prefix = self.key('w', "");
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok().flatten());
        keys.filter(|it| it.starts_with(&prefix))
            .any(|it| storage.get_item(&it).ok().flatten().as_deref() == Some("1"))
    }

    fn key(&self, kind: char, name: &str) -> String {
        format!("{}{kind}/{name}", self.0)
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// A new identity, made in the browser so that a passage begun offline is the same one when it is sent twice.
pub fn fresh_passage() -> PassageId {
    use leptos::wasm_bindgen::{JsCast, JsValue};
    let random = js_sys::Uint8Array::new_with_length(10);
    let filled = js_sys::Reflect::get(&window(), &JsValue::from_str("crypto")).and_then(|crypto| {
        let fill = js_sys::Reflect::get(&crypto, &JsValue::from_str("getRandomValues"))?;
        fill.dyn_into::<js_sys::Function>()?.call1(&crypto, &random)
    });
    let mut bytes = [0; 10];
    if filled.is_ok() {
        random.copy_to(&mut bytes);
    } else {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    let millis = js_sys::Date::now() as u64;
    PassageId(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
}
