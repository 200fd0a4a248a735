//! What chair and secretary remind themselves of, on each item.

use crate::error::{Error, FieldErrors};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::api::{keep_chair_note, show_meeting};
use crate::meeting::{ChairNote, parse_chair_note};
use crate::regime::{Refusal, Sending};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, Button, ButtonTone, Size, TextArea, Tone};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A note that a plain form sent and the server did not take; known to the page that answers the form alone.
#[derive(Clone, Debug)]
pub struct RefusedChairNote {
    pub item: AgendaItemId,
    pub typed: String,
    pub why: Error,
}

/// The form of one item's note. What was typed stays there whatever becomes of it.
#[component]
pub fn ChairNoteForm(
    meeting: MeetingId,
    item: AgendaItemId,
    /// `2.1`.
    number: String,
    kept: Option<ChairNote>,
) -> impl IntoView {
    let t = use_lang();
    let refused = use_context::<RefusedChairNote>().filter(|it| it.item == item);
    let (body, revision) = kept.map_or_else(Default::default, |it| (it.body, it.revision));
    let has = !body.is_empty() || refused.is_some();
    // Beside what was typed stands what someone else kept meanwhile.
    let theirs = RwSignal::new(refused.as_ref().filter(|it| it.why == Error::Conflict).map(|_| body.clone()));
    let first = refused.as_ref().map_or(body, |it| it.typed.clone());
    let typed = RwSignal::new(first.clone());
    let seen = RwSignal::new(revision);
    let done = RwSignal::new(false);
    let sending = Sending::new(match refused.as_ref().map(|it| &it.why) {
        Some(Error::Invalid(errors)) => errors.clone(),
        _ => FieldErrors::default(),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        done.set(false);
        let text = typed.get_untracked();
        match parse_chair_note(&text) {
            Err(errors) => sending.refuse(errors),
            Ok(_) => {
                let work = async move {
                    let outcome = keep_chair_note(meeting, item, seen.get_untracked(), text).await;
                    if matches!(outcome, Err(Error::Conflict)) {
                        look_again(meeting, item, seen, theirs).await;
                    }
                    outcome
                };
                sending.send(work, move |note| {
                    seen.set(note.revision);
                    theirs.set(None);
                    done.set(true);
                });
            }
        }
    };
    let told = refused
        .map(|it| view! { <Banner tone=Tone::Danger><p role="alert">{it.why.message(t)}</p></Banner> });
    view! {
        <details id=format!("note-{item}") class="agenda-more agenda-private no-print" open=has>
            <summary>{t.meeting_private()}</summary>
            <form
                class="form pt-2"
                method="post"
                action=route::chair_note(meeting, item)
                novalidate
                on:submit=submit
            >
                {told}
                <Refusal of=sending />
                <input type="hidden" name="seen" value=move || seen.get().to_string() />
                <TextArea
                    id=format!("note-{item}-text")
                    name="note"
                    label=t.meeting_private_on(number)
                    help=t.meeting_private_help()
                    value=first
                    rows=2
                    error=sending.on("note")
                    on_input=Callback::new(move |value| {
                        typed.set(value);
                        done.set(false);
                    })
                />
                {move || theirs.get().map(|it| view! { <blockquote class="quote">{it}</blockquote> })}
                <div class="row">
                    <Button tone=ButtonTone::Secondary size=Size::Small busy=sending.busy>
                        {t.meeting_keep()}
                    </Button>
                    <span role="status">{move || done.get().then(|| t.meeting_private_kept())}</span>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// Brings what the other of the two kept meanwhile. Kept again, it is replaced knowingly.
async fn look_again(
    meeting: MeetingId,
    item: AgendaItemId,
    seen: RwSignal<i64>,
    theirs: RwSignal<Option<String>>,
) {
    if let Ok(sheet) = show_meeting(meeting).await {
        let found = sheet.chair_notes.into_iter().find(|it| it.item == item);
        seen.try_set(found.as_ref().map_or(0, |it| it.revision));
        theirs.try_set(found.map(|it| it.body));
    }
}
