//! How a vote stands and what it came to: the same on tablets and on the screen.

use crate::meeting::{Method, Vote, Voted};
use crate::text::{Lang, use_lang};
use crate::time::show_time;
use leptos::prelude::*;

/// The three counts, and how many have answered.
#[component]
pub fn Counts(vote: Memo<Option<Vote>>) -> impl IntoView {
    let t = use_lang();
    let outcome = Memo::new(move |_| vote.with(|it| it.as_ref().map(Vote::outcome)));
    let silent = Memo::new(move |_| outcome.get().map(|it| it.silent).filter(|it| *it > 0));
    let count = move |of: fn(crate::meeting::Tally) -> u32| {
        move || outcome.get().map(|it| of(it.tally)).unwrap_or_default()
    };
    let answered = move || {
        let outcome = outcome.get()?;
        Some(t.room_answered(outcome.tally.total().saturating_sub(outcome.silent), outcome.voters))
    };
    view! {
        <dl class="tally" data-tally="">
            <div>
                <dt>{t.room_yes()}</dt>
                <dd data-yes="">{count(|it| it.yes)}</dd>
            </div>
            <div>
                <dt>{t.room_no()}</dt>
                <dd data-no="">{count(|it| it.no)}</dd>
            </div>
            <div>
                <dt>{t.room_abstain()}</dt>
                <dd data-abstain="">{count(|it| it.abstain)}</dd>
            </div>
        </dl>
        <p class="tally-note">
            {answered} {move || silent.get().map(|it| format!(" · {}", t.room_silent(it)))}
        </p>
    }
    .into_any()
}

/// A result in one sentence.
pub fn result_words(voted: &Voted, t: Lang) -> String {
    let outcome = voted.outcome;
    if !outcome.quorate {
        t.room_not_quorate(voted.vote.quorum)
    } else if outcome.carried {
        t.room_carried().to_owned()
    } else {
        t.room_not_carried().to_owned()
    }
}

/// A vote that is over.
#[component]
pub fn VoteResult(voted: Voted) -> impl IntoView {
    let t = use_lang();
    let words = result_words(&voted, t);
    let Voted { vote, outcome, over_at } = voted;
    let tally = outcome.tally;
    let class = if outcome.carried { "badge badge-ok" } else { "badge badge-danger" };
    let counts = t.room_counts(tally.yes, tally.no, tally.abstain, outcome.voters);
    let silent =
        (vote.method == Method::Silence && outcome.silent > 0).then(|| t.room_silent(outcome.silent));
    let method = vote.method.name(t);
    view! {
        <div class="vote-result" data-result=vote.id.to_string()>
            <p class="font-semibold">{vote.question}</p>
            <p>
                <span class=class>{words}</span>
            </p>
            <p class="text-sm text-ink-soft">
                {counts} " · " {method} " · " {show_time(over_at)} {silent.map(|it| format!(" · {it}"))}
            </p>
        </div>
    }
    .into_any()
}
