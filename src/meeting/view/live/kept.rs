//! Text that is being typed while the meeting goes on.

use super::seat::Seat;
use crate::meeting::view::device::{forget, keep, recall};
use leptos::prelude::*;

/// Text that stays on this device until the server has it: whoever leads may turn to the next item, or the
/// page be loaded anew, in the middle of a sentence.
#[derive(Clone, Copy)]
pub struct Kept {
    place: StoredValue<String>,
    body: RwSignal<String>,
}

/// `what` names it among what this person types in the meeting. `found` is told where something was kept.
pub fn use_kept(seat: Seat, what: &str, found: impl FnOnce() + 'static) -> Kept {
    // Others may sign in on the same tablet.
    let person = seat.me().map(|it| it.to_string()).unwrap_or_default();
    let place = format!("giaoban.typed.{person}.{}.{what}", seat.meeting);
    let kept = Kept { place: StoredValue::new(place), body: RwSignal::new(String::new()) };
    let mut found = Some(found);
    Effect::new(move |_| {
        if let (Some(text), Some(found)) = (kept.place.with_value(|it| recall(it)), found.take()) {
            kept.body.set(text);
            found();
        }
    });
    kept
}

impl Kept {
    pub fn get(self) -> String {
        self.body.get()
    }

    pub fn peek(self) -> String {
        self.body.get_untracked()
    }

    pub fn is_blank(self) -> bool {
        self.body.with_untracked(|it| it.trim().is_empty())
    }

    pub fn write(self, text: String) {
        self.place
            .with_value(|place| if text.trim().is_empty() { forget(place) } else { keep(place, &text) });
        self.body.set(text);
    }

    /// To be done once it was taken, when the form may be gone. What was typed since stays.
    pub fn taken(self) -> impl FnOnce() + 'static {
        let (place, sent) = (self.place.get_value(), self.peek());
        move || {
            if recall(&place).is_none_or(|it| it == sent) {
                forget(&place);
            }
            self.body.try_update(|it| {
                if *it == sent {
                    it.clear();
                }
            });
        }
    }
}
