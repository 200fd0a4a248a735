//! Beside the grid: where the figure of the chosen row is going, and how it came to be what it is.

use super::form::{COLUMNS, Form, Row};
use crate::chart::{SparkSpec, spark};
use crate::error::Result;
use crate::indicator::{Column, Indicator, standing};
use crate::number::Number;
use crate::period::Period;
use crate::report::api::show_figure;
use crate::report::{CellComments, FigureChange, FigureStory, PastValue};
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{Button, ButtonKind, ButtonTone, IconName, Size, Skeleton, StatusMark};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long the focus rests on a row before its story is asked for.
const REST: Duration = Duration::from_millis(250);
/// The most changes that are shown.
const MOST: usize = 20;
/// From this width on, in pixels, it is open by itself.
const WIDE: f64 = 1280.0;

/// Whether it is shown: by the window's width until someone says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    WhereWide,
    Yes,
    No,
}

impl Shown {
    /// For `data-panel`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WhereWide => "auto",
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    fn is_shown(self) -> bool {
        match self {
            Self::Yes => true,
            Self::No => false,
            Self::WhereWide => {
                let width = window().inner_width().ok().and_then(|it| it.as_f64());
                width.is_some_and(|it| it >= WIDE)
            }
        }
    }
}

/// Opens and closes the panel.
#[component]
pub fn PanelSwitch(shown: RwSignal<Shown>) -> impl IntoView {
    let t = use_lang();
    let turn = move |_| {
        shown.update(|it| *it = if it.is_shown() { Shown::No } else { Shown::Yes });
    };
    view! {
        <Button
            tone=ButtonTone::Secondary
            size=Size::Small
            kind=ButtonKind::Button
            icon=IconName::Info
            on_press=turn
        >
            {t.panel_show()}
        </Button>
    }
    .into_any()
}

#[component]
pub fn CellPanel(form: Form, shown: RwSignal<Shown>, period: Period) -> impl IntoView {
    let t = use_lang();
    let story = RwSignal::new(None::<Result<FigureStory>>);
    let chosen = Memo::new(move |_| form.active.get().map(|it| it.row));
    let row_now = move || chosen.get().and_then(|it| form.row(it));
    Effect::new(move |earlier: Option<Option<TimeoutHandle>>| {
        if let Some(Some(timer)) = earlier {
            timer.clear();
        }
        form.saved_at.track();
        let visible = shown.get().is_shown();
        let row = row_now().filter(|_| visible)?;
        let indicator = row.indicator.id;
        row.fresh.track();
        let ask = move || {
            spawn_local(async move {
                let answer = show_figure(form.report, indicator).await;
                // The focus may be elsewhere by now.
                let here = form.active.try_get_untracked().flatten().and_then(|it| form.row(it.row));
                if here.is_some_and(|it| it.indicator.id == indicator) {
                    story.try_set(Some(answer));
                }
            });
        };
        set_timeout_with_handle(ask, REST).ok()
    });
    let period = StoredValue::new(period);
    let body = move || {
        let Some(row) = row_now() else {
            return view! { <p class="text-ink-soft">{t.panel_empty()}</p> }.into_any();
        };
        let told = {
            let row = row.clone();
            move || match story.get() {
                Some(Ok(it)) if it.indicator == row.indicator.id => {
                    view! { <Story story=it row=row.clone() /> }.into_any()
                }
                Some(Err(_)) => view! { <p class="text-ink-soft">{t.panel_failed()}</p> }.into_any(),
                _ => view! { <Skeleton /> }.into_any(),
            }
        };
        view! {
            <p class="panel-name">
                {row.indicator.name(t).to_owned()}
                <span class="sheet-code">{format!("{} · {}", row.indicator.code, row.indicator.measure)}</span>
            </p>
            <Now row=row.clone() period />
            {told}
            {move || {
                let column = COLUMNS[form.active.get()?.column];
                Some(view! { <CellComments indicator=row.indicator.id column /> })
            }}
        }
        .into_any()
    };
    view! {
        <aside class="cell-panel no-print" id="cell-panel" aria-label=t.panel_title()>
            <div class="card">
                <div class="card-head">
                    <h2 class="card-title">{t.panel_title()}</h2>
                    <Button
                        tone=ButtonTone::Quiet
                        size=Size::Small
                        kind=ButtonKind::Button
                        icon=IconName::Close
                        label=t.panel_hide()
                        on_press=move |_| shown.set(Shown::No)
                    />
                </div>
                {body}
            </div>
        </aside>
    }
    .into_any()
}

/// What is known without asking: target, pace, last year, and how the figure stands as it is typed.
#[component]
fn Now(row: Row, period: StoredValue<Period>) -> impl IntoView {
    let t = use_lang();
    let Row { indicator, figure, .. } = row;
    let indicator = StoredValue::new(indicator);
    let shown = move |value: Option<Number>| match value {
        Some(value) => indicator.with_value(|it| it.show(value, t)),
        None => t.indicator_dash().to_owned(),
    };
    let stands = move || {
        figure.with(|figure| {
            indicator.with_value(|it| period.with_value(|period| standing(it, period, figure)))
        })
    };
    view! {
        <dl class="facts">
            <dt>{t.column_target()}</dt>
            <dd>{move || shown(figure.with(|it| it.target))}</dd>
            <dt>{t.panel_pace()}</dt>
            <dd>{move || shown(stands().pace)}</dd>
            <dt>{t.column_actual()}</dt>
            <dd>{move || shown(figure.with(|it| it.value))}</dd>
            <dt>{t.column_prior()}</dt>
            <dd>{move || shown(figure.with(|it| it.prior))}</dd>
            <dt>{t.panel_status()}</dt>
            <dd>{move || view! { <StatusMark status=stands().status /> }}</dd>
        </dl>
    }
    .into_any()
}

#[component]
fn Story(story: FigureStory, row: Row) -> impl IntoView {
    let t = use_lang();
    let FigureStory { definition, legal_source, figure, past, changes, .. } = story;
    view! {
        {definition.map(|it| view! { <p class="text-sm">{it}</p> })}
        {legal_source
            .map(|it| {
                view! {
                    <p class="text-sm text-ink-soft">
                        {t.panel_legal()} ": " {it}
                    </p>
                }
            })}
        <PastValues indicator=(*row.indicator).clone() now=figure.value target=figure.target past />
        <Changes changes />
    }
    .into_any()
}

#[component]
fn PastValues(
    indicator: Indicator,
    now: Option<Number>,
    target: Option<Number>,
    past: Vec<PastValue>,
) -> impl IntoView {
    let t = use_lang();
    if past.is_empty() {
        return view! {
            <h3 class="panel-head">{t.panel_past()}</h3>
            <p class="text-sm text-ink-soft">{t.panel_past_none()}</p>
        }
        .into_any();
    }
    let values = past.iter().map(|it| it.value).chain([now]);
    let told: Vec<_> = values.clone().flatten().map(|it| indicator.show_bare(it, t)).collect();
    let svg = spark(&SparkSpec {
        id: "cell-past".to_owned(),
        title: format!("{}: {}", indicator.name(t), told.join(" → ")),
        lang: t,
        values: values.map(|it| it.map(Number::decimal)).collect(),
        target: target.map(Number::decimal),
    });
    let rows: Vec<_> = past
        .into_iter()
        .rev()
        .map(|it| {
            let value = it.value.map_or_else(|| t.indicator_dash().to_owned(), |it| indicator.show(it, t));
            view! {
                <tr>
                    <th scope="row">{t.pick(&it.name_vi, &it.name_en).to_owned()}</th>
                    <td class="num">{value}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <h3 class="panel-head">{t.panel_past()}</h3>
        <div class="panel-spark" inner_html=svg></div>
        <table class="table">
            <thead class="sr-only">
                <tr>
                    <th scope="col">{t.panel_period()}</th>
                    <th scope="col">{t.panel_value()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Changes(changes: Vec<FigureChange>) -> impl IntoView {
    let t = use_lang();
    let none =
        changes.is_empty().then(|| view! { <p class="text-sm text-ink-soft">{t.panel_changes_none()}</p> });
    let lines: Vec<_> = changes.into_iter().take(MOST).map(|it| view! { <Change change=it /> }).collect();
    view! {
        <h3 class="panel-head">{t.panel_changes()}</h3>
        {none}
        <ol class="timeline">{lines}</ol>
    }
    .into_any()
}

#[component]
fn Change(change: FigureChange) -> impl IntoView {
    let t = use_lang();
    let FigureChange { at, by, column, before, after } = change;
    let who = by.unwrap_or_else(|| t.panel_nobody().to_owned());
    view! {
        <li>
            <time datetime=at.to_rfc3339()>{show_instant(at, t)}</time>
            <span>
                {t.panel_change(who, column.name(t))} " " <del>{words(column, before, t)}</del> " → "
                <ins>{words(column, after, t)}</ins>
            </span>
        </li>
    }
    .into_any()
}

fn words(column: Column, text: String, t: Lang) -> String {
    match text.as_str() {
        "" => t.cell_empty().to_owned(),
        "true" if column == Column::NotApplicable => t.report_not_applicable().to_owned(),
        _ => text,
    }
}
