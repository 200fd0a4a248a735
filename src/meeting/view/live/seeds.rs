//! What a wording is made from: passages of reports, and what somebody else wrote meanwhile.

use super::writer::Writer;
use crate::org::Unit;
use crate::report::Passage;
use crate::text::use_lang;
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, IconName, Size, Tone};
use leptos::prelude::*;

/// Somebody else wrote at the same time: whose wording stands is for a person to say.
#[component]
pub fn Theirs(writer: Writer) -> impl IntoView {
    let t = use_lang();
    move || {
        writer.theirs().map(|body| {
            view! {
                <Banner tone=Tone::Danger>
                    <div class="stack stack-sm">
                        <p>{t.room_draft_conflict()}</p>
                        <p class="draft whitespace-pre-line">{body}</p>
                        <div class="row">
                            <Button
                                tone=ButtonTone::Secondary
                                kind=ButtonKind::Button
                                on_press=move |_| writer.take_theirs()
                            >
                                {t.room_draft_theirs()}
                            </Button>
                            <Button
                                tone=ButtonTone::Secondary
                                kind=ButtonKind::Button
                                on_press=move |_| writer.keep_mine()
                            >
                                {t.room_draft_mine()}
                            </Button>
                        </div>
                    </div>
                </Banner>
            }
        })
    }
}

/// Passages that one touch takes into the wording.
#[component]
pub fn Seeds(passages: Vec<(Unit, Passage)>, writer: Writer) -> impl IntoView {
    let t = use_lang();
    if passages.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = passages
        .into_iter()
        .map(|(unit, passage)| {
            let (id, body) = (passage.id, passage.body.clone());
            let take = move |_| writer.take_passage(id, &body);
            view! {
                <li class="flex items-start justify-between gap-3 py-2 border-b border-line last:border-b-0">
                    <span class="min-w-0">
                        {passage.body} " "
                        <span class="text-sm text-ink-soft">{unit.name(t).to_owned()}</span>
                    </span>
                    <Button
                        tone=ButtonTone::Secondary
                        kind=ButtonKind::Button
                        size=Size::Medium
                        icon=IconName::Plus
                        label=t.meeting_seed()
                        on_press=take
                    />
                </li>
            }
        })
        .collect();
    view! {
        <details>
            <summary class="py-2">{t.meeting_seeds()}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}
