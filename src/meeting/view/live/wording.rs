//! Wording conclusions.

use super::seat::Seat;
use super::seeds::{Seeds, Theirs};
use super::writer::use_writer;
use crate::error::{Error, FieldErrors, Problem};
use crate::id::{AgendaItemId, ConclusionId, PassageId};
use crate::meeting::api::conclude;
use crate::meeting::view::device::{forget, fresh_key, keep, recall};
use crate::meeting::view::follow::Link;
use crate::meeting::{Happening, LONGEST_WORDING, RoomConclusion};
use crate::org::Unit;
use crate::report::Passage;
use crate::text::use_lang;
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, IconName, Labelled, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A wording under way, kept on the device until the server has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub(super) body: String,
    /// The conclusion worded anew.
    pub(super) conclusion: Option<ConclusionId>,
    /// Number of the event whose wording was read.
    seen: i64,
    pub(super) sources: Vec<PassageId>,
    /// What was sent and not answered yet, with its key: sent again as it was, so that it counts once.
    unanswered: Option<(Uuid, String)>,
}

impl Draft {
    /// A draft that takes up a conclusion as it stands.
    pub fn of(conclusion: &RoomConclusion) -> Self {
        Self {
            body: conclusion.body.clone(),
            conclusion: Some(conclusion.id),
            seen: conclusion.seq,
            ..Self::default()
        }
    }

    /// Whether the answer to what was sent under this key is about this draft. The event may come before
    /// the answer, and what it shows be taken up already.
    fn awaits(&self, key: Uuid) -> bool {
        self.unanswered.as_ref().is_some_and(|(sent, _)| *sent == key)
    }

    /// Whether it was sent for good, and the answer is not known.
    pub(super) fn is_sent(&self) -> bool {
        self.unanswered.is_some()
    }

    /// Adds a passage behind what is there.
    pub(super) fn add(&mut self, passage: PassageId, body: &str) {
        if !self.body.trim().is_empty() {
            self.body.push('\n');
        }
        self.body.push_str(body);
        if !self.sources.contains(&passage) {
            self.sources.push(passage);
        }
    }

    fn is_empty(&self) -> bool {
        self.body.trim().is_empty() && self.unanswered.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sending {
    Idle,
    Busy,
    /// The server could not be reached.
    Unsent,
    /// Someone worded it first; the next try knows theirs.
    Conflict,
    Refused(Error),
}

/// Others may sign in on the same tablet: what one left is not theirs to send.
fn kept_under(seat: Seat, item: AgendaItemId) -> String {
    let person = seat.me().map(|it| it.to_string()).unwrap_or_default();
    format!("giaoban.wording.{person}.{}.{item}", seat.meeting)
}

/// The draft of an item as this device keeps it. Browser only.
pub fn kept_draft(seat: Seat, item: AgendaItemId) -> Option<Draft> {
    let text = recall(&kept_under(seat, item))?;
    serde_json::from_str::<Draft>(&text).ok().filter(|it| !it.is_empty())
}

/// Words a conclusion on an item.
#[component]
pub fn WordingForm(
    seat: Seat,
    item: AgendaItemId,
    draft: RwSignal<Draft>,
    /// What units reported, to begin from.
    passages: Vec<(Unit, Passage)>,
) -> impl IntoView {
    let t = use_lang();
    let (meeting, following) = (seat.meeting, seat.following);
    let state = RwSignal::new(Sending::Idle);
    let place = StoredValue::new(kept_under(seat, item));
    let store = move || {
        draft.with_untracked(|draft| {
            place.with_value(|place| {
                if draft.is_empty() {
                    forget(place);
                } else if let Ok(text) = serde_json::to_string(draft) {
                    keep(place, &text);
                }
            });
        });
    };
    let writer = use_writer(seat, item, draft, Callback::new(move |()| store()));
    let send = move || {
        if state.get_untracked() == Sending::Busy || writer.holds_back() {
            return;
        }
        let sent = draft.get_untracked();
        if sent.unanswered.is_none() && sent.body.trim().is_empty() {
            state.set(Sending::Refused(FieldErrors::of("body", Problem::Required).into()));
            return;
        }
        let (key, body) = sent.unanswered.clone().unwrap_or_else(|| (fresh_key(), sent.body.clone()));
        draft.update(|it| it.unanswered = Some((key, body.clone())));
        store();
        state.set(Sending::Busy);
        writer.rest();
        spawn_local(async move {
            let answer =
                conclude(meeting, key, item, sent.conclusion, sent.seen, body.clone(), sent.sources).await;
            let next = match answer {
                Ok(event) => {
                    following.hear(&event);
                    draft.try_update(|draft| {
                        if !draft.awaits(key) {
                            return;
                        }
                        // What was typed meanwhile is a new wording of what now stands.
                        let goes_on = draft.body != body && !draft.body.trim().is_empty();
                        *draft = match &event.what {
                            Happening::Concluded { conclusion, .. } if goes_on => Draft {
                                body: std::mem::take(&mut draft.body),
                                conclusion: Some(*conclusion),
                                seen: event.seq,
                                ..Draft::default()
                            },
                            _ => Draft::default(),
                        };
                    });
                    Sending::Idle
                }
                Err(Error::Offline | Error::Fault(0)) => Sending::Unsent,
                Err(error) => {
                    draft.try_update(|draft| {
                        if !draft.awaits(key) {
                            return;
                        }
                        draft.unanswered = None;
                        let theirs = following.room().with_untracked(|room| {
                            room.conclusions
                                .iter()
                                .find(|it| Some(it.id) == draft.conclusion)
                                .map(|it| it.seq)
                        });
                        if error == Error::Conflict
                            && let Some(seq) = theirs
                        {
                            draft.seen = seq;
                        }
                    });
                    if error == Error::Conflict { Sending::Conflict } else { Sending::Refused(error) }
                }
            };
            if state.try_set(next).is_none() {
                store();
                writer.touch();
            }
        });
    };
    writer.then(Callback::new(move |()| send()));
    Effect::new(move |_| {
        if let Some(kept) = kept_draft(seat, item) {
            if kept.unanswered.is_some() {
                state.set(Sending::Unsent);
            }
            draft.set(kept);
        }
        writer.take_up();
    });
    // What could not be sent goes as soon as the line is back.
    Effect::new(move |_| {
        if following.link().get() == Link::Live && state.get_untracked() == Sending::Unsent {
            send();
        }
    });
    let write = move |text: String| {
        draft.update(|it| it.body = text);
        if matches!(state.get_untracked(), Sending::Refused(_)) {
            state.set(Sending::Idle);
        }
        store();
        writer.touch();
    };
    let drop_draft = move |_| {
        writer.drop_draft();
        draft.set(Draft::default());
        state.set(Sending::Idle);
        store();
    };
    let id = format!("wording-{item}");
    let error = Signal::derive(move || match state.get() {
        Sending::Refused(error) => Some(error.message(t)),
        _ => None,
    });
    let described = format!("{id}-help {id}-error");
    let rewords = move || draft.with(|it| it.conclusion.is_some());
    view! {
        <section class="card stack stack-sm" aria-label=t.meeting_word()>
            {move || match state.get() {
                Sending::Unsent => {
                    Some(view! { <Banner tone=Tone::Warn><p>{t.meeting_word_unsent()}</p></Banner> })
                }
                Sending::Conflict => {
                    Some(view! { <Banner tone=Tone::Danger><p>{t.meeting_word_conflict()}</p></Banner> })
                }
                Sending::Idle | Sending::Busy | Sending::Refused(_) => None,
            }}
            <Theirs writer />
            <Labelled id=id.clone() label=t.meeting_word() help=Some(t.meeting_word_kept().to_owned()) error>
                <textarea
                    id=id
                    class="input"
                    rows="4"
                    maxlength=LONGEST_WORDING.to_string()
                    aria-describedby=described
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=move || draft.with(|it| it.body.clone())
                    on:input=move |event| write(event_target_value(&event))
                ></textarea>
            </Labelled>
            <div class="row">
                <Button
                    kind=ButtonKind::Button
                    icon=IconName::Check
                    busy=Signal::derive(move || state.get() == Sending::Busy)
                    on_press=move |_| send()
                >
                    {move || if rewords() { t.meeting_word_save_again() } else { t.meeting_word_new() }}
                </Button>
                {move || {
                    draft
                        .with(|it| !it.is_empty() || it.conclusion.is_some())
                        .then(|| {
                            view! {
                                <Button tone=ButtonTone::Quiet kind=ButtonKind::Button on_press=drop_draft>
                                    {t.meeting_word_drop()}
                                </Button>
                            }
                        })
                }}
            </div>
            <Seeds passages writer />
        </section>
    }
    .into_any()
}
