//! The vote that is open, casting one, counting hands, and what earlier votes came to.

use super::seat::Seat;
use super::tally::{Counts, VoteResult};
use crate::id::{AgendaItemId, VoteId};
use crate::meeting::{Choice, Happening, Method, Vote};
use crate::text::{Lang, use_lang};
use crate::time::show_span;
use crate::ui::{Button, ButtonKind, ButtonTone, Card, Icon, IconName, InputKind, TextField, Tone};
use leptos::prelude::*;

impl Method {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Named => t.room_method_named(),
            Self::Hands => t.room_method_hands(),
            Self::Silence => t.room_method_silence(),
        }
    }
}

impl Choice {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Yes => t.room_yes(),
            Self::No => t.room_no(),
            Self::Abstain => t.room_abstain(),
        }
    }
}

/// The vote that is open now.
pub fn open_vote(seat: Seat) -> Memo<Option<VoteId>> {
    Memo::new(move |_| {
        let now = seat.clock.now();
        seat.room().with(|it| it.votes.open(now).map(|it| it.id))
    })
}

#[component]
pub fn VotePanel(seat: Seat) -> impl IntoView {
    let open = open_vote(seat);
    move || open.get().map(|vote| view! { <Open seat id=vote /> })
}

#[component]
fn Open(seat: Seat, id: VoteId) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let vote = Memo::new(move |_| room.with(|it| it.votes.find(id).cloned()));
    let Some(first) = vote.get_untracked() else { return ().into_any() };
    let Vote { question, method, agreement, closes_at, quorum, .. } = first;
    let left = move || closes_at.map(|it| show_span((it - seat.clock.now()).num_seconds().max(0)));
    let can_close = seat.can(Happening::VoteClosed { vote: id });
    let can_count = seat.can(Happening::HandsCounted { vote: id, yes: 0, no: 0, abstain: 0 });
    let count =
        (method == Method::Hands).then_some(move || can_count.get().then(|| view! { <Hands seat id /> }));
    let cast = (method != Method::Hands).then(|| view! { <Cast seat id vote /> });
    let close = move || {
        can_close.get().then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    busy=seat.busy
                    on_press=move |_| seat.act(Happening::VoteClosed { vote: id })
                >
                    {t.room_vote_close()}
                </Button>
            }
        })
    };
    view! {
        <Card
            title=if agreement { t.room_agreement() } else { t.room_vote() }
            tone=Tone::Accent
        >
            <div class="stack stack-sm" data-vote=id.to_string()>
                <p class="text-lg font-semibold">{question}</p>
                <p class="text-sm text-ink-soft">
                    {method.name(t)} " · " {t.room_quorum(quorum)}
                    {closes_at.map(|_| view! { " · " {t.room_closes_in()} " " <b class="num">{left}</b> })}
                </p>
                <Counts vote />
                {cast}
                {count}
                {close}
            </div>
        </Card>
    }
    .into_any()
}

/// The three answers, for whoever has a vote.
#[component]
fn Cast(seat: Seat, id: VoteId, vote: Memo<Option<Vote>>) -> impl IntoView {
    let t = use_lang();
    let me = seat.me();
    let votes = Memo::new(move |_| {
        vote.with(|it| it.as_ref().is_some_and(|it| me.is_some_and(|me| it.voters.contains(&me))))
    });
    let mine = Memo::new(move |_| vote.with(|it| it.as_ref().and_then(|it| it.ballot_of(me?))));
    // What was answered already may be answered otherwise.
    let other = move || if mine.get() == Some(Choice::Yes) { Choice::No } else { Choice::Yes };
    let may = Memo::new(move |_| {
        votes.get() && seat.refusal(Happening::VoteCast { vote: id, choice: other() }).is_none()
    });
    let online = Memo::new(move |_| seat.following.is_live());
    let button = move |choice: Choice| {
        view! {
            <button
                type="button"
                class="btn btn-secondary btn-lg"
                data-choice=choice.word()
                aria-pressed=move || if mine.get() == Some(choice) { "true" } else { "false" }
                aria-disabled=move || (!online.get() || seat.busy.get()).then_some("true")
                on:click=move |_| {
                    if online.get_untracked() && mine.get_untracked() != Some(choice) {
                        seat.act(Happening::VoteCast { vote: id, choice });
                    }
                }
            >
                {move || (mine.get() == Some(choice)).then(|| view! { <Icon name=IconName::Check /> })}
                {choice.name(t)}
            </button>
        }
    };
    move || {
        may.get().then(|| {
            view! {
                <div class="vote-cast" role="group" aria-label=t.room_vote_yours()>
                    {button(Choice::Yes)} {button(Choice::No)} {button(Choice::Abstain)}
                </div>
                <p class="text-sm text-ink-soft" data-mine="">
                    {move || match (online.get(), mine.get()) {
                        (false, _) => t.room_vote_offline().to_owned(),
                        (true, Some(choice)) => t.room_vote_cast(choice.name(t)),
                        (true, None) => t.room_vote_not_cast().to_owned(),
                    }}
                </p>
            }
        })
    }
}

/// Hands as the secretary counts them.
#[component]
fn Hands(seat: Seat, id: VoteId) -> impl IntoView {
    let t = use_lang();
    let counted = RwSignal::new([String::new(), String::new(), String::new()]);
    let field = move |at: usize, name: &'static str, label: &'static str| {
        let set = Callback::new(move |it: String| {
            counted.update(|all| {
                if let Some(place) = all.get_mut(at) {
                    *place = it;
                }
            });
        });
        view! { <TextField name label kind=InputKind::Figure on_input=set /> }
    };
    let wrong = RwSignal::new(false);
    let send = move |_| {
        let read = counted.with_untracked(|all| {
            all.iter()
                .map(|it| if it.trim().is_empty() { Ok(0) } else { it.trim().parse::<u32>() })
                .collect::<Result<Vec<_>, _>>()
        });
        match read.as_deref() {
            Ok([yes, no, abstain]) => {
                wrong.set(false);
                seat.act(Happening::HandsCounted { vote: id, yes: *yes, no: *no, abstain: *abstain });
            }
            _ => wrong.set(true),
        }
    };
    view! {
        <div class="vote-hands">
            {field(0, "hands-yes", t.room_yes())} {field(1, "hands-no", t.room_no())}
            {field(2, "hands-abstain", t.room_abstain())}
        </div>
        <p class="field-error" role="alert" class:hidden=move || !wrong.get()>
            {t.problem_not_whole()}
        </p>
        <Button kind=ButtonKind::Button icon=IconName::Hand busy=seat.busy on_press=send>
            {t.room_hands_keep()}
        </Button>
    }
    .into_any()
}

/// What votes on an item came to.
#[component]
pub fn Results(seat: Seat, item: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let over = Memo::new(move |_| {
        let now = seat.clock.now();
        room.with(|it| it.voted_on(item, now))
    });
    move || {
        let over = over.get();
        (!over.is_empty()).then(|| {
            let rows: Vec<_> = over.into_iter().map(|it| view! { <VoteResult voted=it /> }).collect();
            view! {
                <Card title=t.room_votes()>
                    <div class="stack stack-sm">{rows}</div>
                </Card>
            }
        })
    }
}
