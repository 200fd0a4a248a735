//! What was laid before everybody on an item: what was noted of it, its files, the passages linked to it.

use crate::meeting::view::item::{Along, Linked, Remarks, Told};
use crate::meeting::view::paper::PaperList;
use crate::text::Lang;
use leptos::prelude::*;

/// What is short, and what is read at length.
pub fn attached(told: Told, along: Option<Along>, t: Lang) -> (AnyView, AnyView) {
    let Some(Along { meeting, papers, passages, note, .. }) = along else {
        return (view! { <Remarks told /> }.into_any(), ().into_any());
    };
    let files = (!papers.is_empty()).then(|| view! { <PaperList meeting papers /> });
    // Changed on the agenda's page, where what somebody else wrote meanwhile stands beside it.
    let private =
        note.map(|it| view! { <p class="agenda-note"><b>{t.meeting_private()} ": "</b>{it.body}</p> });
    let linked = (!passages.is_empty()).then(|| view! { <Linked passages /> });
    let short = view! {
        <Remarks told />
        {files}
        {private}
    };
    (short.into_any(), linked.into_any())
}
