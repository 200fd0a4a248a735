use super::badge::Tone;
use super::icon::{Icon, IconName};
use crate::text::use_lang;
use crate::visit::use_visit;
use leptos::prelude::*;

/// A part of a page on its own sheet.
#[component]
pub fn Card(
    /// Heading of second level.
    #[prop(optional, into)]
    title: Option<String>,
    /// Draws attention to the whole card.
    #[prop(optional)]
    tone: Tone,
    /// No padding: for a list or table that reaches the edge.
    #[prop(optional)]
    flush: bool,
    /// What stands at the right of the heading.
    #[prop(optional, into)]
    aside: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    let tone = match tone {
        Tone::Warn => "card-tone-warn",
        Tone::Danger => "card-tone-danger",
        Tone::Accent | Tone::Info => "card-tone-accent",
        Tone::Ok | Tone::Muted => "",
    };
    view! {
        <section class=format!("card {tone}") class:card-flush=flush>
            {title
                .map(|title| {
                    view! {
                        <div class="card-head">
                            <h2 class="card-title">{title}</h2>
                            {aside.run()}
                        </div>
                    }
                })}
            {children()}
        </section>
    }
    .into_any()
}

/// A sentence above everything else: no connection, sample data, a finished action.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<IconName>,
    /// Across the whole width, under the bar.
    #[prop(optional)]
    strip: bool,
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Ok => "banner banner-ok",
        Tone::Warn => "banner banner-warn",
        Tone::Danger => "banner banner-danger",
        Tone::Muted | Tone::Info | Tone::Accent => "banner",
    };
    let icon = icon.unwrap_or(match tone {
        Tone::Ok => IconName::Check,
        Tone::Warn | Tone::Danger => IconName::Alert,
        Tone::Muted | Tone::Info | Tone::Accent => IconName::Info,
    });
    view! {
        <div class=class class:banner-strip=strip>
            <Icon name=icon />
            {children()}
        </div>
    }
    .into_any()
}

/// Nothing here yet, and what would bring something.
#[component]
pub fn EmptyState(
    #[prop(optional)] icon: Option<IconName>,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.map(|name| view! { <Icon name /> })} <h2 class="card-title">{title}</h2>
            {text.map(|text| view! { <p>{text}</p> })} {children.map(|it| it())}
        </div>
    }
    .into_any()
}

/// Stands in place of a form where nothing may be changed.
#[component]
pub fn ReadOnly() -> impl IntoView {
    let t = use_lang();
    let writes = use_visit().actor.is_some_and(|it| it.writes());
    view! {
        <Banner tone=Tone::Info>
            <p>{if writes { t.err_not_allowed() } else { t.err_read_only() }}</p>
        </Banner>
    }
    .into_any()
}
