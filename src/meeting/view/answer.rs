//! One's own answer to an invitation, in one place.

use crate::error::{Error, FieldErrors};
use crate::id::MeetingId;
use crate::meeting::api::answer_invitation;
use crate::meeting::{AnswerInput, Delegate, InvitationAnswer};
use crate::regime::{Refusal, Sending};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{Banner, Button, IconName, TextArea, TextField, Tone};
use crate::visit::use_visit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// An answer that a plain form sent and the server did not take; known to the page that answers the form alone.
#[derive(Clone, Debug)]
pub struct RefusedAnswer {
    pub typed: AnswerInput,
    pub why: Error,
}

/// What the reader answered, and the form that answers again.
#[component]
pub fn AnswerCard(
    meeting: MeetingId,
    /// All who are asked; the reader's own answer is put there.
    delegates: RwSignal<Vec<Delegate>>,
    /// The meeting still takes answers.
    is_open: bool,
) -> impl IntoView {
    let t = use_lang();
    let actor = use_visit().actor;
    let (Some(me), writes) =
        (actor.as_ref().map(|it| it.person), actor.as_ref().is_some_and(|it| it.writes()))
    else {
        return ().into_any();
    };
    let own = Memo::new(move |_| delegates.with(|it| it.iter().find(|it| it.person == me).cloned()));
    let Some(first) = own.get_untracked() else { return ().into_any() };
    let said = move || own.with(|it| it.as_ref().map(|it| words(it, t)));
    let body = match (is_open, writes) {
        (true, true) => view! { <AnswerForm meeting first delegates /> }.into_any(),
        (true, false) => view! { <p class="text-sm text-ink-soft">{t.meeting_answer_phone()}</p> }.into_any(),
        (false, _) => view! { <p class="text-sm text-ink-soft">{t.meeting_answer_over()}</p> }.into_any(),
    };
    view! {
        <section id="answer" class="card card-tone-accent answer" aria-labelledby="answer-title">
            <div class="card-head">
                <h2 id="answer-title" class="card-title">
                    {t.meeting_answer_title()}
                </h2>
            </div>
            <p class="font-semibold" role="status">
                {said}
            </p>
            {body}
        </section>
    }
    .into_any()
}

fn words(own: &Delegate, t: Lang) -> String {
    let Some(answer) = own.answer else { return t.meeting_answer_none().to_owned() };
    let when = own.answered_at.map(|it| show_instant(it, t)).unwrap_or_default();
    let said = match (&own.substitute, &own.reason) {
        (Some(name), _) => format!("{}: {name}", answer.own(t)),
        (None, Some(reason)) => format!("{}: {reason}", answer.own(t)),
        (None, None) => answer.own(t).to_owned(),
    };
    t.meeting_answered_at(said, when)
}

#[component]
fn AnswerForm(meeting: MeetingId, first: Delegate, delegates: RwSignal<Vec<Delegate>>) -> impl IntoView {
    let t = use_lang();
    let refused = use_context::<RefusedAnswer>();
    let initial = refused.as_ref().map_or_else(
        || AnswerInput {
            answer: first.answer,
            reason: first.reason.unwrap_or_default(),
            substitute: first.substitute.unwrap_or_default(),
            substitute_post: first.substitute_post.unwrap_or_default(),
        },
        |it| it.typed.clone(),
    );
    let typed = RwSignal::new(initial.clone());
    let sending = Sending::new(match refused.as_ref().map(|it| &it.why) {
        Some(Error::Invalid(errors)) => errors.clone(),
        _ => FieldErrors::default(),
    });
    let missing = sending.on("answer");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        match input.parse() {
            Err(errors) => sending.refuse(errors),
            Ok(_) => sending.send(answer_invitation(meeting, input), move |own: Delegate| {
                delegates.update(|all| {
                    if let Some(it) = all.iter_mut().find(|it| it.person == own.person) {
                        *it = own;
                    }
                });
            }),
        }
    };
    let choices: Vec<_> = InvitationAnswer::ALL
        .iter()
        .map(|it| {
            let answer = *it;
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="answer"
                        value=answer.word()
                        checked=initial.answer == Some(answer)
                        on:change=move |_| typed.update(|it| it.answer = Some(answer))
                    />
                    <span>{answer.own(t)}</span>
                </label>
            }
        })
        .collect();
    let set = move |part: fn(&mut AnswerInput) -> &mut String| {
        Callback::new(move |value: String| typed.update(|it| *part(it) = value))
    };
    // What only a whole refusal tells; a field's stands beside it.
    let whole = refused.filter(|it| !matches!(it.why, Error::Invalid(_)));
    let told =
        whole.map(|it| view! { <Banner tone=Tone::Danger><p role="alert">{it.why.message(t)}</p></Banner> });
    view! {
        <form
            class="form answer-form no-print"
            method="post"
            action=route::meeting_answer(meeting)
            novalidate
            on:submit=submit
        >
            {told}
            <Refusal of=sending />
            <fieldset class="field">
                <legend class="sr-only">{t.meeting_answer_title()}</legend>
                {choices}
                <p class="field-error" class:hidden=move || missing.with(Option::is_none) role="alert">
                    {move || missing.get()}
                </p>
            </fieldset>
            <div class="answer-declined">
                <TextArea
                    id="answer-reason"
                    name="reason"
                    label=t.meeting_answer_reason()
                    value=initial.reason
                    rows=2
                    error=sending.on("reason")
                    on_input=set(|it| &mut it.reason)
                />
            </div>
            <div class="answer-substituted stack stack-sm">
                <TextField
                    id="answer-substitute"
                    name="substitute"
                    label=t.meeting_answer_name()
                    value=initial.substitute
                    error=sending.on("substitute")
                    on_input=set(|it| &mut it.substitute)
                />
                <TextField
                    id="answer-post"
                    name="substitute_post"
                    label=t.meeting_answer_post()
                    value=initial.substitute_post
                    optional=true
                    error=sending.on("substitute_post")
                    on_input=set(|it| &mut it.substitute_post)
                />
            </div>
            <div class="form-actions">
                <Button icon=IconName::Send busy=sending.busy>
                    {t.meeting_answer_send()}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
