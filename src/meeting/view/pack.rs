//! A meeting on a device without network: what is kept of it, and when the server was last heard. The keeping
//! itself is done by `public/sw.js`; see docs/decisions/0022. Browser only.

use super::device::{call, keep, mark_document, recall};
use crate::id::{MeetingId, PersonId};
use crate::route;
use crate::time::Instant;
use chrono::{DateTime, Utc};
use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsValue, prelude::Closure};

/// What marks a page that was kept: this device's time when it came, in milliseconds since 1970.
const KEPT: &str = "data-kept";

/// When the page in this window came from the server, if it was kept on this device meanwhile.
pub fn kept_at() -> Option<Instant> {
    let kept = document().document_element()?.get_attribute(KEPT)?;
    DateTime::<Utc>::from_timestamp_millis(kept.parse().ok()?)
}

fn contact_key(meeting: MeetingId) -> String {
    format!("giaoban.heard.{meeting}")
}

/// When this device last heard of a meeting, by the server's clock.
pub fn last_contact(meeting: MeetingId) -> Option<Instant> {
    let kept = recall(&contact_key(meeting))?;
    Some(DateTime::parse_from_rfc3339(&kept).ok()?.to_utc())
}

pub fn note_contact(meeting: MeetingId, at: Instant) {
    keep(&contact_key(meeting), &at.to_rfc3339());
}

/// Has the agenda, the room and the page in this window kept for a person, with all that they name. What is in
/// the window is no copy any more. Without a secure context the browser keeps nothing.
pub fn keep_pack(meeting: MeetingId, person: PersonId) {
    mark_document(KEPT, None);
    let Some(workers) = workers() else { return };
    let here = window().location().pathname().unwrap_or_default();
    let keep: Array =
        [route::meeting(meeting), route::meeting_live(meeting), here].map(JsValue::from).iter().collect();
    let wish = object(&[("person", person.to_string().into()), ("keep", keep.into())]);
    let only = object(&[("scope", format!("{}/", route::MEETINGS).into())]);
    let Some(registering) = call(&workers, "register", &[route::WORKER.into(), only]) else { return };
    let tell = Closure::once_into_js(move |registration: JsValue| tell_worker(&registration, wish));
    // A refusal, as in a private window, leaves the meeting as it was.
    let nothing = Closure::once_into_js(|_: JsValue| {});
    call(&registering, "then", &[tell, nothing]);
}

/// Opens the kept page in place of one that could not be fetched.
pub fn open_kept(meeting: MeetingId, path: Memo<String>) {
    let Some(path) = path.try_get_untracked().filter(|_| last_contact(meeting).is_some()) else { return };
    let kept = Reflect::get(&window(), &"caches".into()).unwrap_or_default();
    let Some(asked) = call(&kept, "match", &[path.clone().into()]) else { return };
    // Where nothing was kept, the app stays and says that it is offline.
    let go = Closure::once_into_js(move |found: JsValue| {
        if !found.is_undefined() {
            let _ = window().location().assign(&path);
        }
    });
    call(&asked, "then", &[go]);
}

fn workers() -> Option<JsValue> {
    let found = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    (!found.is_undefined()).then_some(found)
}

/// The page may be none of the worker's yet, so it is told through its registration.
fn tell_worker(registration: &JsValue, wish: JsValue) {
    let worker = ["active", "waiting", "installing"]
        .into_iter()
        .filter_map(|it| Reflect::get(registration, &it.into()).ok())
        .find(|it| !it.is_null());
    if let Some(worker) = worker {
        call(&worker, "postMessage", &[wish]);
    }
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
