use crate::text::use_lang;
use leptos::prelude::*;
use leptos_meta::Title;

/// One step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

impl Crumb {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// The way here, without the page itself.
#[component]
pub fn Crumbs(way: Vec<Crumb>) -> impl IntoView {
    let steps: Vec<_> = way
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <a href=it.href>{it.label}</a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="crumbs" aria-label=use_lang().ui_crumbs()>
            <ol>{steps}</ol>
        </nav>
    }
    .into_any()
}

/// A page's head and body; also the title of the browser's tab.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    #[prop(optional, into)] subtitle: Option<String>,
    #[prop(optional)] crumbs: Vec<Crumb>,
    /// Buttons at the right of the head.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.clone() />
        {(!crumbs.is_empty()).then(|| view! { <Crumbs way=crumbs /> })}
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                {subtitle.map(|it| view! { <p class="page-subtitle">{it}</p> })}
            </div>
            <div class="page-actions">{actions.run()}</div>
        </header>
        <div class="page-body">{children()}</div>
    }
    .into_any()
}
