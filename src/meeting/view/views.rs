//! Saved views as an item of the agenda shows them.

use crate::chart::Width;
use crate::compare::{CompareTable, plot, shape};
use crate::error::Result;
use crate::id::AgendaItemId;
use crate::meeting::ItemView;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{Badge, ChartFigure, Tone};
use leptos::prelude::*;

pub type MeetingViews = Resource<Result<Vec<ItemView>>>;

/// The views on one item. They must have been waited for.
#[component]
pub fn Views(views: MeetingViews, item: AgendaItemId, width: Width) -> impl IntoView {
    let t = use_lang();
    let drawn = move || {
        let views = views.get().and_then(Result::ok).unwrap_or_default();
        views.into_iter().filter(|it| it.item == item).map(|it| one(it, width, t)).collect_view()
    };
    view! {
        <h4 class="font-semibold">{t.meeting_views()}</h4>
        {drawn}
    }
    .into_any()
}

fn one(view: ItemView, width: Width, t: Lang) -> AnyView {
    let ItemView { id, name, asked, day, shown, kept_at, newer, .. } = view;
    let now = route::compare(&asked.query());
    let fit = shown.as_ref().and_then(|of| shape(of, asked.shape));
    let drawn =
        shown.as_ref().zip(fit).and_then(|(of, shape)| plot(of, shape, day, &format!("view-{id}"), t));
    let figure = drawn.zip(shown).map(|(plot, of)| {
        let caption = plot.finding().unwrap_or_else(|| plot.title().to_owned());
        let svg = if width == Width::Narrow { plot.for_any_width() } else { plot.wide() };
        view! {
            <ChartFigure svg caption>
                <CompareTable of today=day />
            </ChartFigure>
        }
    });
    let nothing =
        figure.is_none().then(|| view! { <p class="text-ink-soft">{t.meeting_views_nothing()}</p> });
    let as_of = kept_at.map(|at| {
        view! { <span class="text-sm text-ink-soft">{t.meeting_views_as_of(show_instant(at, t))}</span> }
    });
    view! {
        <section class="stack stack-sm" data-item-view=id.to_string() data-newer=newer.then_some("true")>
            <p class="row">
                <b>{name}</b>
                {as_of}
                {newer.then(|| view! { <Badge tone=Tone::Warn text=t.meeting_views_newer() /> })}
                <a class="no-print" href=now>
                    {t.meeting_views_now()}
                </a>
            </p>
            {figure}
            {nothing}
        </section>
    }
    .into_any()
}
