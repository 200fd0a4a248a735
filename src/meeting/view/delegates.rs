//! Who is asked, by unit and post, and what they answered.

use crate::meeting::{Answered, Delegate};
use crate::text::use_lang;
use crate::ui::{Badge, Tone};
use leptos::prelude::*;

/// Counts, and the list behind them.
#[component]
pub fn DelegateList(delegates: RwSignal<Vec<Delegate>>) -> impl IntoView {
    let t = use_lang();
    let counts = move || {
        delegates.with(|all| {
            let it = Answered::of(all);
            t.meeting_counts(all.len(), it.accepted, it.declined, it.substituted, it.waiting)
        })
    };
    let rows = move || {
        delegates.get().into_iter().map(|delegate| view! { <DelegateRow delegate /> }).collect::<Vec<_>>()
    };
    view! {
        <details id="delegates" class="delegates">
            <summary>{counts}</summary>
            <ul class="stack stack-sm pt-2 text-sm">{rows}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn DelegateRow(delegate: Delegate) -> impl IntoView {
    let t = use_lang();
    let of = delegate.unit.as_ref().map(|it| it.name(t).to_owned());
    let place: Vec<_> = [delegate.post, of].into_iter().flatten().collect();
    let badge = match delegate.answer {
        Some(answer) => view! { <Badge tone=answer.tone() text=answer.name(t) /> }.into_any(),
        None => view! { <Badge tone=Tone::Muted text=t.meeting_says_nothing() /> }.into_any(),
    };
    let instead = delegate.substitute.map(|name| {
        let who = [Some(name), delegate.substitute_post].into_iter().flatten().collect::<Vec<_>>().join(", ");
        view! { <span class="list-note">{t.meeting_in_place(who)}</span> }
    });
    view! {
        <li class="delegate">
            <span class="min-w-0">
                <b>{delegate.name}</b>
                <span class="list-note">{place.join(", ")}</span>
                {instead}
                {delegate.reason.map(|it| view! { <span class="list-note">{it}</span> })}
            </span>
            {badge}
        </li>
    }
    .into_any()
}
