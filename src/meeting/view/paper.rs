//! Files of an agenda item, as they are opened.

use crate::id::MeetingId;
use crate::meeting::Paper;
use crate::meeting::prepare_text::file_size;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

impl Paper {
    /// `PDF, 1,2 MB`.
    pub(super) fn describe(&self, t: Lang) -> String {
        t.meeting_file_size(self.kind.name(), file_size(self.bytes, t))
    }
}

/// The way to each file: what a browser shows opens beside the page, a picture in its place.
#[component]
pub fn PaperList(meeting: MeetingId, papers: Vec<Paper>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = papers
        .into_iter()
        .map(|paper| {
            let href = route::paper(meeting, paper.id);
            let about = paper.describe(t);
            let picture = paper.kind.is_picture().then(|| {
                // Inside what is closed, it is fetched when that is opened.
                view! {
                    <details class="agenda-picture">
                        <summary>{paper.name.clone()} " (" {about.clone()} ")"</summary>
                        <a href=href.clone() rel="external" target="_blank">
                            <img src=href.clone() alt=paper.name.clone() loading="lazy" />
                        </a>
                    </details>
                }
            });
            let link = (!paper.kind.is_picture()).then(|| {
                view! {
                    <a
                        href=href
                        rel="external noopener"
                        target=paper.kind.is_shown().then_some("_blank")
                    >
                        {paper.name}
                    </a>
                    " ("
                    {about}
                    ")"
                }
            });
            view! {
                <li>
                    <Icon name=IconName::Document />
                    <div class="min-w-0">{picture} {link}</div>
                </li>
            }
        })
        .collect();
    view! {
        <ul class="agenda-files" aria-label=t.meeting_files()>
            {rows}
        </ul>
    }
    .into_any()
}
