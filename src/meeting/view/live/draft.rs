//! The wording that is being written, for all to see; agreeing to it, and proposing another.

use super::kept::use_kept;
use super::seat::Seat;
use crate::id::{AgendaItemId, ConclusionId};
use crate::meeting::{Happening, LONGEST_WORDING, ProposalState, Who};
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, IconName, Labelled};
use leptos::prelude::*;

/// What is being worded on an item.
#[component]
pub fn DraftPanel(seat: Seat, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let draft = Memo::new(move |_| {
        room.with(|it| {
            let draft = it.wordings.drafts.iter().rev().find(|it| it.item == item)?;
            (!draft.body.trim().is_empty()).then(|| (draft.seq, draft.body.clone(), draft.conclusion))
        })
    });
    let proposals = Memo::new(move |_| {
        room.with(|room| room.wordings.proposals_on(item).any(|it| it.state == ProposalState::Open))
    });
    let can_propose =
        seat.can(Happening::WordingProposed { item, conclusion: None, body: String::from("…") });
    let idle = move || draft.with(Option::is_none) && !proposals.get() && !can_propose.get();
    let shown = Memo::new(move |_| draft.with(|it| it.as_ref().map(|it| it.0)));
    view! {
        <div class:hidden=idle>
            <Card title=t.room_wording()>
                <div class="stack stack-sm" data-wording="">
                    <p class="draft whitespace-pre-line" class:hidden=move || draft.with(Option::is_none)>
                        {move || draft.with(|it| it.as_ref().map(|it| it.1.clone()))}
                    </p>
                    <Answers seat wording=shown />
                    <Proposals seat item />
                    {move || can_propose.get().then(|| view! { <Propose seat item draft /> })}
                </div>
            </Card>
        </div>
    }
    .into_any()
}

/// How many agree to a wording, and agreeing oneself.
#[component]
pub fn Answers(
    seat: Seat,
    /// Its number, another one each time that it is written anew.
    #[prop(into)]
    wording: Signal<Option<i64>>,
) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let me = seat.me();
    let counts = Memo::new(move |_| {
        wording.get().map_or((0, 0), |wording| room.with(|it| it.wordings.answers_to(wording)))
    });
    let mine = Memo::new(move |_| {
        let (me, wording) = (me?, wording.get()?);
        room.with(|it| it.wordings.answer_of(me, wording))
    });
    let may = Memo::new(move |_| {
        let agrees = mine.get() != Some(true);
        let answered = |wording| seat.refusal(Happening::WordingAnswered { wording, agrees }).is_none();
        wording.get().is_some_and(answered)
    });
    let button = move |agrees: bool, words: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn-secondary"
                data-agrees=if agrees { "yes" } else { "no" }
                aria-pressed=move || if mine.get() == Some(agrees) { "true" } else { "false" }
                aria-disabled=move || seat.busy.get().then_some("true")
                on:click=move |_| {
                    if let Some(wording) = wording.get_untracked()
                        && mine.get_untracked() != Some(agrees)
                    {
                        seat.act(Happening::WordingAnswered { wording, agrees });
                    }
                }
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="row" class:hidden=move || wording.get().is_none() data-answers=move || wording.get()>
            {move || {
                may.get().then(|| view! { {button(true, t.room_agree())} {button(false, t.room_disagree())} })
            }}
            <span class="text-sm text-ink-soft">
                {move || match counts.get() {
                    (0, 0) => String::new(),
                    (yes, no) => t.room_agreed(yes, no),
                }}
            </span>
        </div>
    }
    .into_any()
}

/// A proposal as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    seq: i64,
    name: String,
    body: String,
    state: ProposalState,
}

#[component]
fn Proposals(seat: Seat, item: AgendaItemId) -> impl IntoView {
    let room = seat.room();
    let me = seat.me();
    let records = seat.records();
    let lines = Memo::new(move |_| {
        room.with(|room| {
            room.wordings
                .proposals_on(item)
                .filter(|it| it.state == ProposalState::Open || Some(it.by) == me || records)
                .map(|it| Line {
                    seq: it.seq,
                    name: seat.name(room, &Who::Person(it.by)),
                    body: it.body.clone(),
                    state: it.state,
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="proposals" class:hidden=move || lines.with(Vec::is_empty)>
            <For each=move || lines.get() key=|it| (it.seq, it.state) let:line>
                <Proposed seat line />
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn Proposed(seat: Seat, line: Line) -> impl IntoView {
    let t = use_lang();
    let Line { seq, name, body, state } = line;
    let words = match state {
        ProposalState::Open => t.room_proposed(&name),
        ProposalState::Taken => t.room_proposal_taken(&name),
        ProposalState::Declined => t.room_proposal_declined(&name),
    };
    let can_settle = seat.can(Happening::ProposalTaken { proposal: seq });
    let settle = move || {
        can_settle.get().then(|| {
            view! {
                <span class="row">
                    <Button
                        kind=ButtonKind::Button
                        icon=IconName::Check
                        busy=seat.busy
                        on_press=move |_| seat.act(Happening::ProposalTaken { proposal: seq })
                    >
                        {t.room_proposal_take()}
                    </Button>
                    <Button
                        tone=ButtonTone::Quiet
                        kind=ButtonKind::Button
                        busy=seat.busy
                        on_press=move |_| seat.act(Happening::ProposalDeclined { proposal: seq })
                    >
                        {t.room_proposal_decline()}
                    </Button>
                </span>
            }
        })
    };
    view! {
        <li class="stack stack-sm" data-proposal=seq data-state=state.word()>
            <p class="text-sm text-ink-soft">{words}</p>
            <p class="whitespace-pre-line">{body}</p>
            {settle}
        </li>
    }
    .into_any()
}

/// Proposes another wording, beginning from the one that stands.
#[component]
fn Propose(
    seat: Seat,
    item: AgendaItemId,
    draft: Memo<Option<(i64, String, Option<ConclusionId>)>>,
) -> impl IntoView {
    let t = use_lang();
    let open = RwSignal::new(false);
    let body = use_kept(seat, &format!("proposal.{item}"), move || open.set(true));
    let begin = move |_| {
        if !open.get_untracked() {
            body.offer(draft.with_untracked(|it| it.as_ref().map(|it| it.1.clone())).unwrap_or_default());
        }
        open.update(|it| *it = !*it);
    };
    let send = move |_| {
        let text = body.peek().trim().to_owned();
        if !text.is_empty() && !seat.busy.get_untracked() {
            let conclusion = draft.with_untracked(|it| it.as_ref().and_then(|it| it.2));
            let taken = body.taken();
            seat.act_told(Happening::WordingProposed { item, conclusion, body: text }, move || {
                if taken() {
                    open.try_set(false);
                }
            });
        }
    };
    let form = move || {
        open.get().then(|| {
            view! {
                <Labelled id="room-propose" label=t.room_propose_label()>
                    <textarea
                        id="room-propose"
                        class="input"
                        rows="4"
                        maxlength=LONGEST_WORDING
                        aria-describedby="room-propose-help room-propose-error"
                        prop:value=move || body.get()
                        on:input=move |event| body.write(event_target_value(&event))
                    ></textarea>
                </Labelled>
                <Button kind=ButtonKind::Button icon=IconName::Send busy=seat.busy on_press=send>
                    {t.room_propose_send()}
                </Button>
            }
        })
    };
    view! {
        <button
            type="button"
            class="btn btn-quiet"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=begin
        >
            {t.room_propose()}
        </button>
        {form}
    }
    .into_any()
}
