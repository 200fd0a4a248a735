//! What others write into the same report, as they write it.

use super::form::{Form, Link};
use super::writing::Line;
use crate::report::api::fresh_figures_of;
use crate::report::{FreshFigure, FreshFigures};
use crate::route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast, prelude::Closure};
use std::time::Duration;
use web_sys::{EventSource, MessageEvent};

/// How often a line that was cut off is looked at.
const WATCH: Duration = Duration::from_secs(5);

/// One stream; closed when dropped.
struct Stream {
    source: EventSource,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Stream {
    fn open(form: Form, asking: StoredValue<Asking>) -> Option<Self> {
        let source = EventSource::new(&route::figure_events(form.report)).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |_| look(form, asking));
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self { source, _heard: heard })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.close();
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asking {
    #[default]
    No,
    Yes,
    /// Something changed while the last answer was on its way.
    Again,
}

/// Follows a report's figures for as long as its form is open.
pub fn follow(form: Form) {
    let asking = StoredValue::new(Asking::No);
    let line = StoredValue::new_local(Stream::open(form, asking));
    let watch = move || {
        let closed = line
            .try_with_value(|it| it.as_ref().is_none_or(|it| it.source.ready_state() == EventSource::CLOSED));
        let figures = form.link.try_with_untracked(|it| matches!(it, Link::Idle | Link::Saving));
        // The words ask more often, so they hear of it first that nobody is signed in.
        let words = form.writing.try_with_untracked(|it| !matches!(it.link, Line::Lost | Line::SignedOut));
        let reached = figures == Some(true) && words == Some(true);
        if closed == Some(true) && reached {
            line.set_value(Stream::open(form, asking));
        }
    };
    let watching = set_interval_with_handle(watch, WATCH).ok();
    on_cleanup(move || {
        if let Some(watching) = watching {
            watching.clear();
        }
        line.try_update_value(|it| *it = None);
    });
}

fn look(form: Form, asking: StoredValue<Asking>) {
    match asking.try_get_value() {
        Some(Asking::No) => {
            asking.set_value(Asking::Yes);
            spawn_local(ask(form, asking));
        }
        Some(_) => asking.set_value(Asking::Again),
        None => {}
    }
}

async fn ask(form: Form, asking: StoredValue<Asking>) {
    let Some(since) = form.since.try_get_value() else { return };
    let answer = fresh_figures_of(form.report, since).await;
    let again = asking.try_get_value() == Some(Asking::Again);
    asking.try_set_value(Asking::No);
    // One that was not answered is asked for again with the next word.
    if let Ok(FreshFigures { figures, now }) = answer
        && form.since.try_set_value(now).is_none()
    {
        for fresh in figures {
            form.take_fresh(fresh);
        }
    }
    if again {
        look(form, asking);
    }
}

impl Form {
    /// Takes over what another wrote, where nothing was typed here.
    fn take_fresh(self, fresh: FreshFigure) {
        let FreshFigure { figure, writer } = fresh;
        let Some((index, row)) = self.row_of(figure.indicator) else { return };
        let held = row.figure.get_untracked();
        // An answer that was overtaken tells what was.
        let is_older = figure.revision < held.revision || figure.target_revision < held.target_revision;
        if is_older || figure == held {
            return;
        }
        let changed = self.take_figure(index, &row, figure);
        let writer = writer.filter(|it| it.person != self.person && !changed.is_empty());
        if let Some(writer) = writer {
            row.fresh.set(Some((changed, writer)));
        }
    }
}
