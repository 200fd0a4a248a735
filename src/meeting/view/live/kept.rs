//! Text that is being typed while the meeting goes on.

use super::seat::Seat;
use crate::meeting::view::device::{forget, keep, recall};
use leptos::prelude::*;

/// Text that stays on this device until the server has it: whoever leads may turn to the next item, or the
/// page be loaded anew, in the middle of a sentence.
#[derive(Clone, Copy)]
pub struct Kept {
    seat: Seat,
    place: StoredValue<String>,
    body: RwSignal<String>,
}

/// `what` names it among what this person types in the meeting. `found` is told where something was kept.
pub fn use_kept(seat: Seat, what: &str, found: impl FnOnce() + 'static) -> Kept {
    // Others may sign in on the same tablet.
    let person = seat.me().map(|it| it.to_string()).unwrap_or_default();
    let place = format!("giaoban.typed.{person}.{}.{what}", seat.meeting);
    let kept = Kept { seat, place: StoredValue::new(place), body: RwSignal::new(String::new()) };
    let mut found = Some(found);
    Effect::new(move |_| {
        if let (Some(text), Some(found)) = (kept.place.with_value(|it| recall(it)), found.take()) {
            kept.body.set(text);
            found();
        }
    });
    // Another form than the one that sent it may show it by now.
    Effect::new(move |_| {
        let taken = seat.taken.with(|it| {
            let (place, sent) = it.as_ref()?;
            (kept.place.with_value(|it| it == place)).then(|| sent.clone())
        });
        if let Some(sent) = taken
            && kept.body.with_untracked(|it| *it == sent)
        {
            kept.body.set(String::new());
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

    /// Puts in what is there to begin from. Nothing was typed yet, so nothing is kept.
    pub fn offer(self, text: String) {
        if self.place.with_value(|it| recall(it)).is_none() {
            self.body.set(text);
        }
    }

    pub fn write(self, text: String) {
        self.place
            .with_value(|place| if text.trim().is_empty() { forget(place) } else { keep(place, &text) });
        self.body.set(text);
    }

    /// To be done once it was taken, when the form may be gone. What was typed since stays, and is told by
    /// `false`.
    pub fn taken(self) -> impl FnOnce() -> bool + 'static {
        let (seat, place, sent) = (self.seat, self.place.get_value(), self.peek());
        move || {
            let is_last = recall(&place).is_none_or(|it| it == sent);
            if is_last {
                forget(&place);
                seat.taken.try_set(Some((place, sent)));
            }
            is_last
        }
    }
}
