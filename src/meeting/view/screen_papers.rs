//! What was laid before everybody on an item, as a projector shows it: one chart or picture, and what there is to
//! read on the tablets.

use super::views::projected;
use crate::id::MeetingId;
use crate::meeting::{ItemView, Paper};
use crate::route;
use crate::text::use_lang;
use leptos::prelude::*;

/// What goes with one item.
#[derive(Clone, Default)]
pub struct Laid {
    pub meeting: MeetingId,
    pub views: Vec<ItemView>,
    pub papers: Vec<Paper>,
}

/// The first view that can be drawn, else what stands in for it, else the first picture.
#[component]
pub fn OnScreen(laid: Laid, instead: Option<AnyView>) -> impl IntoView {
    let t = use_lang();
    let Laid { meeting, views, papers } = laid;
    let chart = projected(&views, t).map(|(caption, svg)| {
        view! {
            <figure class="screen-chart">
                <figcaption class="screen-text">{caption}</figcaption>
                <div inner_html=svg></div>
            </figure>
        }
        .into_any()
    });
    let picture = || {
        let paper = papers.iter().find(|it| it.kind.is_picture())?;
        let (src, name) = (route::paper(meeting, paper.id), paper.name.clone());
        Some(view! { <img class="screen-picture" src=src alt=name /> }.into_any())
    };
    let shown = chart.or(instead).or_else(picture);
    let names: Vec<_> = papers.into_iter().map(|it| it.name).collect();
    let files = (!names.is_empty()).then(|| {
        view! { <p class="screen-rule" data-files="">{t.meeting_files()} ": " {names.join(" · ")}</p> }
    });
    view! {
        {shown}
        {files}
    }
    .into_any()
}
