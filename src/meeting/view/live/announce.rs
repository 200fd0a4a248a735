//! Says aloud, politely, what changes in the room.

use super::seat::Seat;
use super::tally::result_words;
use crate::id::{AgendaItemId, ConclusionId, VoteId};
use crate::meeting::view::parts::whereabouts;
use crate::meeting::{AgendaItem, Phase, Voted};
use crate::text::use_lang;
use leptos::prelude::*;

/// What is told when it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    item: (Phase, Option<AgendaItemId>),
    speaker: Option<String>,
    vote: Option<VoteId>,
    over: Option<VoteId>,
    conclusion: Option<(ConclusionId, i64)>,
}

#[component]
pub fn Announcer(seat: Seat, items: Vec<AgendaItem>) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let items = StoredValue::new(items);
    let told = Memo::new(move |_| {
        let now = seat.clock.now();
        room.with(|room| Told {
            item: (room.phase, room.current),
            speaker: room.floor.speaking.as_ref().map(|it| seat.name(room, &it.who)),
            vote: room.votes.open(now).map(|it| it.id),
            over: room.votes.0.iter().rev().find(|it| !it.is_open(now)).map(|it| it.id),
            conclusion: room.conclusions.iter().max_by_key(|it| it.seq).map(|it| (it.id, it.seq)),
        })
    });
    let words = RwSignal::new(String::new());
    Effect::new(move |before: Option<Told>| {
        let now = told.get();
        if let Some(before) = before {
            let at = seat.clock.now_untracked();
            let said = room.with_untracked(|room| {
                let mut said = Vec::new();
                if now.item != before.item {
                    said.push(items.with_value(|items| whereabouts(room, items, t)));
                }
                if now.speaker != before.speaker {
                    said.push(match &now.speaker {
                        Some(name) => t.room_says_floor(name),
                        None => t.room_says_floor_free().to_owned(),
                    });
                }
                if now.vote != before.vote
                    && let Some(vote) = now.vote.and_then(|it| room.votes.find(it))
                {
                    said.push(t.room_says_vote(&vote.question));
                }
                if now.over != before.over
                    && let Some(vote) = now.over.and_then(|it| room.votes.find(it))
                    && let Some(over_at) = vote.over_at(at)
                {
                    let voted = Voted { vote: vote.clone(), outcome: vote.outcome(), over_at };
                    said.push(t.room_says_result(&vote.question, result_words(&voted, t)));
                }
                if now.conclusion != before.conclusion
                    && let Some(worded) =
                        room.conclusions.iter().find(|it| now.conclusion == Some((it.id, it.seq)))
                {
                    said.push(t.room_says_conclusion(&worded.body));
                }
                said.join(". ")
            });
            if !said.is_empty() {
                words.set(said);
            }
        }
        now
    });
    view! {
        <p class="sr-only" role="status" aria-live="polite" data-says="">
            {move || words.get()}
        </p>
    }
    .into_any()
}
