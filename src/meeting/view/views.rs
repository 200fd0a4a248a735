//! Saved views as an item of the agenda shows them.

use crate::chart::Width;
use crate::compare::{CompareTable, Plot, plot, shape};
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

/// The first of these that can be drawn, for a projector: what it finds, and the drawing.
pub fn projected<'a>(mut views: impl Iterator<Item = &'a ItemView>, t: Lang) -> Option<(String, String)> {
    views.find_map(|view| {
        let plot = drawing(view, t)?;
        Some((caption(&plot), plot.wide()))
    })
}

fn drawing(view: &ItemView, t: Lang) -> Option<Plot> {
    let of = view.shown.as_ref()?;
    plot(of, shape(of, view.asked.shape)?, view.day, &format!("view-{}", view.id), t)
}

fn caption(plot: &Plot) -> String {
    plot.finding().unwrap_or_else(|| plot.title().to_owned())
}

fn one(view: ItemView, width: Width, t: Lang) -> AnyView {
    let drawn = drawing(&view, t);
    let ItemView { id, name, asked, day, shown, kept_at, newer, .. } = view;
    let now = route::compare(&asked.query());
    let figure = drawn.zip(shown).map(|(plot, of)| {
        let caption = caption(&plot);
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
