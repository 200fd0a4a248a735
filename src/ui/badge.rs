use crate::chart::Status;
use crate::markup::Markup;
use crate::text::{Lang, use_lang};
use leptos::prelude::*;

/// What a badge, banner or toast says besides its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Muted,
    Info,
    Accent,
    Ok,
    Warn,
    Danger,
}

impl Tone {
    const fn badge(self) -> &'static str {
        match self {
            Self::Muted => "badge badge-muted",
            Self::Info => "badge badge-info",
            Self::Accent => "badge badge-accent",
            Self::Ok => "badge badge-ok",
            Self::Warn => "badge badge-warn",
            Self::Danger => "badge badge-danger",
        }
    }
}

/// The state of a thing: a word, a colour, and a shape for those who do not see the colour.
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=tone.badge()>{text}</span> }
}

/// The figures are invented or restated, not reported.
#[component]
pub fn SampleBadge() -> impl IntoView {
    view! { <span class="sample">{use_lang().ui_sample()}</span> }
}

/// How a figure stands to its target.
#[component]
pub fn StatusMark(
    status: Status,
    /// Shows the shape alone; the word is still read aloud.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let (class, bare_class, word) = appearance(status, use_lang());
    view! {
        <span class=if bare { bare_class } else { class }>
            <span class=if bare { "sr-only" } else { "" }>{word}</span>
        </span>
    }
}

/// As [`StatusMark`] with its word, in markup that is written at once.
pub fn write_status(out: &mut String, status: Status, t: Lang) {
    let (class, _, word) = appearance(status, t);
    out.tag("span").class(class).text(word);
}

/// As [`StatusMark`] by its shape alone, in markup that is written at once.
pub fn write_status_mark(out: &mut String, status: Status, t: Lang) {
    let (_, class, word) = appearance(status, t);
    out.tag("span").class(class).holding(|it| it.tag("span").class("sr-only").text(word));
}

/// The class of a status with its word, the one of its shape alone, and the word.
const fn appearance(status: Status, t: Lang) -> (&'static str, &'static str, &'static str) {
    match status {
        Status::Achieved => ("mark mark-achieved", "mark mark-only mark-achieved", t.chart_achieved()),
        Status::OnCourse => ("mark mark-on-course", "mark mark-only mark-on-course", t.chart_on_course()),
        Status::Behind => ("mark mark-behind", "mark mark-only mark-behind", t.chart_behind()),
        Status::Missed => ("mark mark-missed", "mark mark-only mark-missed", t.chart_missed()),
        Status::NoTarget => ("mark mark-no-target", "mark mark-only mark-no-target", t.chart_no_target()),
        Status::NoFigure => ("mark mark-no-figure", "mark mark-only mark-no-figure", t.chart_no_figure()),
    }
}
