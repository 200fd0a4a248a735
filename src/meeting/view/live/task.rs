//! A conclusion becomes a task.

use super::seat::Seat;
use crate::error::{Error, FieldErrors};
use crate::id::ConclusionId;
use crate::meeting::Happening;
use crate::meeting::api::task_from_conclusion;
use crate::meeting::view::device::fresh_key;
use crate::org::Unit;
use crate::task::{TaskForm, TaskInput};
use crate::text::use_lang;
use crate::ui::{Dialog, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// Asks for the five points of a task that a conclusion becomes.
#[component]
pub fn TaskDialog(
    seat: Seat,
    /// The conclusion and what its task begins with; closing the dialog empties it.
    about: RwSignal<Option<(ConclusionId, TaskInput)>>,
    units: Vec<Unit>,
) -> impl IntoView {
    let t = use_lang();
    let (meeting, following, toasts) = (seat.meeting, seat.following, seat.toasts);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let errors = RwSignal::new(FieldErrors::default());
    // One key for one opening: a form sent twice makes one task.
    let key = StoredValue::new(None::<Uuid>);
    Effect::new(move |_| {
        let asked = about.with(Option::is_some);
        if asked {
            key.set_value(Some(fresh_key()));
            errors.set(FieldErrors::default());
        }
        open.set(asked);
    });
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            about.set(None);
        }
        is
    });
    let units = StoredValue::new(units);
    let form = move || {
        about.get().map(|(conclusion, initial)| {
            let submit = Callback::new(move |input: TaskInput| {
                let key = key.get_value().unwrap_or_else(fresh_key);
                busy.set(true);
                spawn_local(async move {
                    match task_from_conclusion(meeting, key, conclusion, input).await {
                        Ok(event) => {
                            following.hear(&event);
                            if let Happening::Tasked { code, .. } = &event.what {
                                toasts.say(Tone::Ok, t.meeting_task_given(code));
                            }
                            open.try_set(false);
                        }
                        Err(Error::Invalid(found)) => drop(errors.try_set(found)),
                        Err(error) => toasts.say(Tone::Danger, error.message(t)),
                    }
                    busy.try_set(false);
                });
            });
            view! { <TaskForm initial units=units.get_value() errors on_submit=submit busy /> }
        })
    };
    view! {
        <Dialog id="give-task" title=t.meeting_task_title() open>
            {form}
        </Dialog>
    }
    .into_any()
}
