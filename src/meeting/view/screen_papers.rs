//! What was laid before everybody on an item, as a projector shows it: one chart or picture, and what there is to
//! read on the tablets.

use super::views::projected;
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::{ItemView, Paper};
use crate::route;
use crate::text::{Lang, use_lang};
use leptos::prelude::*;

/// What goes with one item.
#[derive(Clone)]
pub struct Laid {
    /// Of the first view that can be drawn: what it finds, and the drawing.
    chart: Option<(String, String)>,
    /// Address and name of the first picture.
    picture: Option<(String, String)>,
    files: Vec<String>,
}

impl Laid {
    pub fn on(item: AgendaItemId, meeting: MeetingId, views: &[ItemView], papers: &[Paper], t: Lang) -> Self {
        let papers: Vec<_> = papers.iter().filter(|it| it.item == item).collect();
        let picture = papers.iter().find(|it| it.kind.is_picture());
        Self {
            chart: projected(views.iter().filter(|it| it.item == item), t),
            picture: picture.map(|it| (route::paper(meeting, it.id), it.name.clone())),
            files: papers.iter().map(|it| it.name.clone()).collect(),
        }
    }
}

/// The chart, else what stands in for it, else the picture; and the names of the files.
#[component]
pub fn OnScreen(laid: Laid, instead: Option<AnyView>) -> impl IntoView {
    let t = use_lang();
    let Laid { chart, picture, files } = laid;
    let chart = chart.map(|(caption, svg)| {
        view! {
            <figure class="screen-chart">
                <figcaption class="screen-text">{caption}</figcaption>
                <div inner_html=svg></div>
            </figure>
        }
        .into_any()
    });
    let picture =
        || picture.map(|(src, alt)| view! { <img class="screen-picture" src=src alt=alt /> }.into_any());
    let shown = chart.or(instead).or_else(picture);
    let files = (!files.is_empty()).then(|| {
        view! { <p class="screen-rule" data-files="">{t.meeting_files()} ": " {files.join(" · ")}</p> }
    });
    view! {
        {shown}
        {files}
    }
    .into_any()
}
