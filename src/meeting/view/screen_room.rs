//! What the projector shows of the room: the speaker, the vote, the code for attendance.

use super::live::{Counts, Seat, is_over, result_words, shown_of};
use crate::id::VoteId;
use crate::meeting::api::draw_attend_code;
use crate::meeting::{AttendCode, Vote, Voted};
use crate::text::use_lang;
use crate::time::show_span;
use chrono::Duration as Span;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long a result stays.
const STAYS: Span = Span::seconds(20);
/// A code is good for two minutes; a new one is asked for long before.
const AGAIN: Duration = Duration::from_secs(60);
/// How many of those who wait are named.
const NAMED: usize = 3;

/// The vote that is open, or that was over a moment ago.
pub fn voting(seat: Seat) -> Memo<Option<VoteId>> {
    Memo::new(move |_| {
        let now = seat.clock.now();
        seat.room().with(|room| {
            let fresh = |vote: &&Vote| vote.over_at(now).is_some_and(|over| now - over < STAYS);
            let last = || room.votes.0.iter().rev().find(fresh);
            room.votes.open(now).or_else(last).map(|it| it.id)
        })
    })
}

#[component]
pub fn VoteOnScreen(seat: Seat, id: VoteId, number: Option<i32>) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let vote = Memo::new(move |_| room.with(|it| it.votes.find(id).cloned()));
    let Some(first) = vote.get_untracked() else { return ().into_any() };
    let head = if first.agreement { t.room_agreement() } else { t.room_vote() };
    let rule = format!("{} · {}", first.method.name(t), t.room_quorum(first.quorum));
    let closes_at = first.closes_at;
    let left = Memo::new(move |_| {
        let now = seat.clock.now();
        let open = vote.with(|it| it.as_ref().is_some_and(|it| it.is_open(now)));
        closes_at.filter(|_| open).map(|it| show_span((it - now).num_seconds().max(0)))
    });
    let result = Memo::new(move |_| {
        let now = seat.clock.now();
        let vote = vote.get()?;
        let over_at = vote.over_at(now)?;
        let outcome = vote.outcome();
        Some((outcome.carried, result_words(&Voted { vote, outcome, over_at }, t)))
    });
    view! {
        <div>
            <p class="screen-no" data-shown=number>
                {head} {move || left.get().map(|it| format!(" · {} {it}", t.room_closes_in()))}
            </p>
            <h1 class="screen-title">{first.question}</h1>
            <p class="screen-rule">{rule}</p>
        </div>
        <div class="screen-vote" data-vote=id.to_string()>
            <Counts vote />
        </div>
        {move || {
            result
                .get()
                .map(|(carried, words)| {
                    view! {
                        <p class="screen-result" data-carried=if carried { "yes" } else { "no" }>
                            {words}
                        </p>
                    }
                })
        }}
    }
    .into_any()
}

/// Who has the floor, for how long, and who comes then.
#[component]
pub fn Speaking(seat: Seat) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let name =
        Memo::new(move |_| room.with(|it| it.floor.speaking.as_ref().map(|who| seat.name(it, &who.who))));
    let clock = Memo::new(move |_| {
        let now = seat.clock.now();
        room.with(|it| it.speakers_clock(now))
    });
    let next = Memo::new(move |_| {
        room.with(|room| {
            let waiting = room.current.into_iter().flat_map(|item| room.floor.waiting_on(item));
            waiting.take(NAMED).map(|it| seat.name(room, &it.who)).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="screen-speaker" class:hidden=move || name.get().is_none() && next.with(Vec::is_empty)>
            <span>
                {move || {
                    name.get()
                        .map(|name| {
                            view! {
                                {t.room_speaking()}
                                ": "
                                <b data-speaker="">{name}</b>
                            }
                        })
                }}
            </span>
            <span data-waiting="">
                {move || {
                    next.with(|it| (!it.is_empty()).then(|| t.room_screen_next(it.join(", "))))
                }}
            </span>
            <span class="screen-timer" data-state=move || is_over(clock.get()).then_some("over")>
                {move || clock.get().map(shown_of)}
            </span>
        </div>
    }
    .into_any()
}

/// The code that a telephone reads, a new one before the last expires.
#[component]
pub fn Code(seat: Seat) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let code = RwSignal::new(None::<AttendCode>);
    let ask = move || {
        spawn_local(async move {
            let Ok(origin) = window().location().origin() else { return };
            if let Ok(drawn) = draw_attend_code(seat.meeting, origin).await {
                code.try_set(Some(drawn));
            }
        });
    };
    Effect::new(move |_| {
        // Asked at once, and again when the line is back.
        let _ = seat.following.is_live();
        ask();
        if let Ok(asking) = set_interval_with_handle(ask, AGAIN) {
            on_cleanup(move || asking.clear());
        }
    });
    let svg = Memo::new(move |_| {
        let now = seat.clock.now();
        code.with(|it| it.as_ref().filter(|it| now < it.expires_at).map(|it| it.svg.clone()))
    });
    let here = Memo::new(move |_| {
        room.with(|room| {
            seat.people.with_value(|people| {
                let presence = room.attendance.held_against(people, None);
                (presence.came, presence.invited)
            })
        })
    });
    view! {
        <div class="screen-code">
            {move || {
                svg.get()
                    .map(|svg| {
                        view! { <div role="img" aria-label=t.room_screen_code() inner_html=svg></div> }
                    })
            }}
            <p>
                {t.room_screen_code()} " · "
                {move || {
                    let (came, invited) = here.get();
                    t.room_screen_here(came, invited)
                }}
            </p>
        </div>
    }
    .into_any()
}
