//! What a meeting's screens ask of the device they run on. Browser only.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use uuid::{Builder, Uuid};
use web_sys::Storage;

/// A key under which the server takes one act once. Outside a secure context the browser offers no source
/// of identities; there plain chance does, since the key must only differ from others of the same meeting.
pub fn fresh_key() -> Uuid {
    let crypto = js_sys::Reflect::get(&window(), &"crypto".into()).unwrap_or_default();
    let made =
        method(&crypto, "randomUUID").and_then(|it| it.call0(&crypto).ok()).and_then(|it| it.as_string());
    made.and_then(|it| it.parse().ok()).unwrap_or_else(|| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
        let bytes = std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8);
        Builder::from_random_bytes(bytes).into_uuid()
    })
}

/// In characters.
const LONGEST_QUOTE: usize = 2000;
const DEVICE_KEY: &str = "giaoban.device";

/// The name that this device gave itself, the same for all of its windows. One that keeps nothing has a new
/// name each time.
pub fn own_device() -> Uuid {
    recall(DEVICE_KEY).and_then(|it| it.parse().ok()).unwrap_or_else(|| {
        let fresh = fresh_key();
        keep(DEVICE_KEY, &fresh.to_string());
        fresh
    })
}

fn method(of: &JsValue, name: &str) -> Option<js_sys::Function> {
    js_sys::Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Calls what the program would else have to bring a binding for, where the browser has it.
pub fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let arguments: js_sys::Array = arguments.iter().collect();
    method(of, name)?.apply(of, &arguments).ok()
}

/// What is kept on this device, and survives a reload. A browser that refuses keeps nothing.
pub fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The words that are selected on the page, as much of them as a mark may quote.
pub fn selected_words() -> String {
    let selection = call(&document(), "getSelection", &[]);
    let words = selection.and_then(|it| call(&it, "toString", &[])).and_then(|it| it.as_string());
    words.unwrap_or_default().trim().chars().take(LONGEST_QUOTE).collect()
}

/// Sets or removes an attribute of the whole document.
pub fn mark_document(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Asks that the screen stay lit while the page is seen. The browser lets go whenever the page is hidden,
/// so it is asked again when the page comes back; one that cannot is left alone.
pub fn stay_awake() {
    let ask = || {
        let navigator = JsValue::from(window().navigator());
        let Ok(lock) = js_sys::Reflect::get(&navigator, &"wakeLock".into()) else { return };
        if let Some(request) = method(&lock, "request")
            && let Ok(promise) = request.call1(&lock, &"screen".into())
            && let Some(catch) = method(&promise, "catch")
        {
            // A refusal, as on a low battery, changes nothing for the meeting.
            let nothing = Closure::once_into_js(|_: JsValue| {});
            let _ = catch.call1(&promise, &nothing);
        }
    };
    ask();
    let seen = window_event_listener_untyped("focus", move |_| ask());
    on_cleanup(move || seen.remove());
}
