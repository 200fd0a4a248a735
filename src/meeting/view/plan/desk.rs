//! The agenda while it is prepared: changes are kept one after the other, each with what was seen last.

use crate::error::{Error, FieldErrors, Result};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::api::{change_agenda, send_invitations, show_meeting};
use crate::meeting::view::follow::LiveClock;
use crate::meeting::{AgendaEdit, AgendaItem, AgendaSheet, MeetingState, Planning};
use crate::text::{Lang, use_lang};
use crate::time::show_seconds;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use std::collections::VecDeque;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Rest,
    Busy,
    At(String),
    /// Someone else was first; theirs is shown beside what was typed.
    Conflict,
    Refused(Error),
}

/// Whose fields a change keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Item(AgendaItemId),
    Meeting,
    Kind,
    Other,
}

impl About {
    fn of(edit: &AgendaEdit) -> Self {
        match edit {
            AgendaEdit::Update(item, _) => Self::Item(*item),
            AgendaEdit::Meeting(_) => Self::Meeting,
            AgendaEdit::Kind(_) => Self::Kind,
            _ => Self::Other,
        }
    }
}

struct Waiting {
    edit: AgendaEdit,
    /// Where the focus goes back to once the change is shown.
    focus: Option<String>,
}

/// The agenda as the server last answered it, and what became of the last change.
#[derive(Clone, Copy)]
pub struct Desk {
    pub id: MeetingId,
    pub sheet: RwSignal<AgendaSheet>,
    pub kept: RwSignal<Kept>,
    /// Fields that hold what the server did not take, and why.
    failed: RwSignal<Vec<(About, Error)>>,
    /// Said to those who do not see the page.
    pub told: RwSignal<String>,
    /// The item under way from one place to another.
    pub dragged: RwSignal<Option<AgendaItemId>>,
    waiting: StoredValue<VecDeque<Waiting>>,
    clock: LiveClock,
    t: Lang,
}

impl Desk {
    pub fn new(sheet: AgendaSheet, clock: LiveClock) -> Self {
        Self {
            id: sheet.meeting.id,
            sheet: RwSignal::new(sheet),
            kept: RwSignal::new(Kept::Rest),
            failed: RwSignal::new(Vec::new()),
            told: RwSignal::new(String::new()),
            dragged: RwSignal::new(None),
            waiting: StoredValue::new(VecDeque::new()),
            clock,
            t: use_lang(),
        }
    }

    pub fn item(self, id: AgendaItemId) -> Option<AgendaItem> {
        self.sheet.with(|it| it.items.iter().find(|it| it.id == id).cloned())
    }

    pub fn state(self) -> MeetingState {
        self.sheet.with(|it| it.meeting.state)
    }

    pub fn planning<T: Default>(self, read: impl Fn(&Planning) -> T) -> T {
        self.sheet.with(|it| it.planning.as_ref().map(&read).unwrap_or_default())
    }

    pub fn busy(self) -> Signal<bool> {
        let kept = self.kept;
        Signal::derive(move || kept.get() == Kept::Busy)
    }

    pub fn change(self, edit: AgendaEdit) {
        self.change_then(edit, None);
    }

    /// As [`Self::change`]; the focus goes back to the control with this `id`, which may have moved with its row.
    pub fn change_then(self, edit: AgendaEdit, focus: Option<String>) {
        if let Err(errors) = check(&edit) {
            let error = Error::Invalid(errors);
            self.note(About::of(&edit), Some(&error));
            if self.kept.get_untracked() != Kept::Busy {
                self.kept.set(Kept::Refused(error));
            }
            return;
        }
        self.waiting.update_value(|it| it.push_back(Waiting { edit, focus }));
        if self.kept.get_untracked() != Kept::Busy {
            self.next();
        }
    }

    /// Sends the invitations that wait.
    pub fn invite(self) {
        self.kept.set(Kept::Busy);
        spawn_local(async move {
            let outcome = send_invitations(self.id).await;
            self.settle(About::Other, outcome).await;
        });
    }

    fn next(self) {
        let Some(Waiting { edit, focus }) = self.waiting.try_update_value(VecDeque::pop_front).flatten()
        else {
            return;
        };
        let about = About::of(&edit);
        self.kept.set(Kept::Busy);
        let seen = self.sheet.with_untracked(|it| it.meeting.revision);
        let moved = match &edit {
            AgendaEdit::Move(item, _) => Some(*item),
            _ => None,
        };
        spawn_local(async move {
            let outcome = change_agenda(self.id, seen, edit).await;
            let went_well = outcome.is_ok();
            self.settle(about, outcome).await;
            if let Some(item) = moved.filter(|_| went_well) {
                self.tell_place(item);
            }
            if let Some(focus) = focus {
                focus_on(focus);
            }
        });
    }

    async fn settle(self, about: About, outcome: Result<AgendaSheet>) {
        // Before the sheet: a row must know that what it holds was not taken when theirs comes.
        self.note(about, outcome.as_ref().err());
        let kept = match outcome {
            Ok(sheet) => {
                self.sheet.try_set(sheet);
                Kept::At(show_seconds(self.clock.now_untracked()))
            }
            Err(Error::Conflict) => {
                if let Ok(theirs) = show_meeting(self.id).await {
                    self.sheet.try_set(theirs);
                }
                Kept::Conflict
            }
            Err(error) => Kept::Refused(error),
        };
        self.kept.try_set(kept);
        self.next();
    }

    /// What became of these fields.
    fn note(self, about: About, error: Option<&Error>) {
        self.failed.try_update(|failed| {
            failed.retain(|it| it.0 != about);
            if let Some(error) = error.filter(|_| about != About::Other) {
                failed.push((about, error.clone()));
            }
        });
    }

    fn tell_place(self, item: AgendaItemId) {
        let found = self.sheet.try_with_untracked(|it| it.items.iter().find(|it| it.id == item).cloned());
        if let Some(item) = found.flatten() {
            self.told.try_set(self.t.meeting_moved(item.title, item.number));
        }
    }

    /// The sentence for one field.
    pub fn error(self, about: About, field: &'static str) -> Signal<Option<String>> {
        let t = self.t;
        Signal::derive(move || {
            self.failed.with(|failed| {
                let found = failed.iter().find(|it| it.0 == about)?;
                match &found.1 {
                    Error::Invalid(errors) => errors.on(field).map(|it| it.message(t)),
                    _ => None,
                }
            })
        })
    }

    /// These fields hold what the server did not take.
    pub fn has_failed(self, about: About) -> bool {
        self.failed.with(|it| it.iter().any(|it| it.0 == about))
    }
}

/// The same that the server asks of what was typed.
fn check(edit: &AgendaEdit) -> Result<(), FieldErrors> {
    match edit {
        AgendaEdit::Update(_, input) | AgendaEdit::Add(input) => input.parse().map(drop),
        AgendaEdit::Meeting(input) => input.parse().map(drop),
        AgendaEdit::Kind(input) => input.parse().map(drop),
        _ => Ok(()),
    }
}

/// The browser let go of a control whose row was moved.
fn focus_on(id: String) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        if let Some(control) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}
