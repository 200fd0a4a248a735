use super::badge::Tone;
use super::card::Banner;
use super::icon::{Icon, IconName};
use super::toast::{ToastStack, Toasts, provide_toasts};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A section of the app. The first five stand in the bar of a phone, the rest in its menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    pub label: String,
    pub href: &'static str,
    pub icon: IconName,
    /// How many things wait there; 0 shows nothing.
    pub waiting: u32,
}

impl NavItem {
    pub fn new(label: impl Into<String>, href: &'static str, icon: IconName) -> Self {
        Self { label: label.into(), href, icon, waiting: 0 }
    }
}

/// How many sections fit at the foot of a phone.
const ON_PHONE: usize = 5;

/// What stands around every page: the sections, the person, the display. A sidebar on a desk, a bar
/// on a tablet, tabs at the foot of a phone; one piece of markup for all three.
#[component]
pub fn Frame(
    items: Vec<NavItem>,
    /// Stands beside the person.
    #[prop(optional, into)]
    tools: ViewFn,
    children: Children,
) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    if use_context::<Toasts>().is_none() {
        provide_toasts();
    }
    let location = use_location();
    let path = location.pathname;
    let sections: Vec<_> = items
        .iter()
        .cloned()
        .map(|it| {
            let href = it.href;
            let count = (it.waiting > 0).then(|| view! { <span class="nav-count">{it.waiting}</span> });
            view! {
                <li>
                    <a href=href aria-current=move || path.with(|path| is_under(path, href)).then_some("page")>
                        <Icon name=it.icon />
                        <span>{it.label}</span>
                        {count}
                    </a>
                </li>
            }
        })
        .collect();
    let rest: Vec<_> = items
        .into_iter()
        .skip(ON_PHONE)
        .map(|it| {
            view! {
                <a class="menu-item sm:hidden" href=it.href>
                    <Icon name=it.icon />
                    {it.label}
                </a>
            }
        })
        .collect();
    let here = Signal::derive(move || format!("{}{}", path.get(), query(&location.search.get())));
    let sample = visit.sample.then(|| {
        view! {
            <Banner tone=Tone::Warn strip=true>
                <p>{t.ui_sample_note()}</p>
            </Banner>
        }
    });
    view! {
        <div class="frame">
            <a class="skip" href="#main">
                {t.ui_skip()}
            </a>
            <header class="frame-bar">
                <a class="brand" href=route::HOME>
                    <img class="brand-mark" src="/favicon.svg" alt="" width="30" height="30" />
                    <span>
                        <b>{t.ui_app()}</b>
                        <small>{t.ui_app_note()}</small>
                    </span>
                </a>
                <nav class="frame-nav" aria-label=t.ui_nav()>
                    <ul>{sections}</ul>
                </nav>
                <div class="frame-tools">
                    {tools.run()} <PersonMenu here rest=rest.into_any() />
                </div>
            </header>
            <main id="main" class="frame-main" tabindex="-1">
                {sample}
                {children()}
            </main>
            <ToastStack />
        </div>
    }
    .into_any()
}

/// The person, the display and the language: plain forms, so that they work without script.
#[component]
fn PersonMenu(here: Signal<String>, rest: AnyView) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let (name, note) = match &visit.actor {
        Some(actor) => (actor.name.clone(), actor.post.clone().unwrap_or_else(|| actor.username.clone())),
        None => (t.ui_account().to_owned(), String::new()),
    };
    let signed_in = visit.actor.is_some();
    let theme = |word: &'static str, label: &'static str| {
        let chosen = if visit.theme.is_empty() { "auto" } else { visit.theme.as_str() };
        let pressed = if chosen == word { "true" } else { "false" };
        view! {
            <button class="btn btn-secondary btn-sm" name="theme" value=word aria-pressed=pressed>
                {label}
            </button>
        }
    };
    let language = |lang: Lang, label: &'static str| {
        let pressed = if visit.lang == lang { "true" } else { "false" };
        view! {
            <button class="btn btn-secondary btn-sm" name="lang" value=lang.code() lang=lang.code() aria-pressed=pressed>
                {label}
            </button>
        }
    };
    let leave = if signed_in {
        view! {
            <div>
                <a class="menu-item" href=route::ACCOUNT>
                    <Icon name=IconName::User />
                    {t.ui_account_page()}
                </a>
                <form method="post" action=route::LOGOUT>
                    <button class="menu-item">
                        <Icon name=IconName::SignOut />
                        {t.ui_sign_out()}
                    </button>
                </form>
            </div>
        }
        .into_any()
    } else {
        view! {
            <a class="menu-item" href=route::LOGIN rel="external">
                <Icon name=IconName::User />
                {t.ui_sign_in()}
            </a>
        }
        .into_any()
    };
    view! {
        <details class="menu">
            <summary class="menu-item">
                <Icon name=IconName::User />
                <span class="menu-person">
                    <span>{name}</span>
                    <small>{note}</small>
                </span>
            </summary>
            <div class="menu-list">
                <div class="sm:hidden">{rest}</div>
                <form method="post" action=route::PREFERENCES>
                    <HiddenHere here />
                    <p class="menu-label">{t.ui_theme()}</p>
                    <div class="menu-row btn-group">
                        {theme("auto", t.ui_theme_auto())} {theme("light", t.ui_theme_light())}
                        {theme("dark", t.ui_theme_dark())}
                    </div>
                </form>
                <form method="post" action=route::PREFERENCES>
                    <HiddenHere here />
                    <p class="menu-label">{t.ui_language()}</p>
                    <div class="menu-row btn-group">
                        {language(Lang::Vi, "Tiếng Việt")} {language(Lang::En, "English")}
                    </div>
                </form>
                {leave}
            </div>
        </details>
    }
    .into_any()
}

/// Where to come back to after a preference is set.
#[component]
fn HiddenHere(here: Signal<String>) -> impl IntoView {
    view! { <input type="hidden" name="return_to" value=move || here.get() /> }
}

fn query(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

/// Whether a page belongs to a section.
fn is_under(path: &str, section: &str) -> bool {
    path == section
        || (section != route::HOME && path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_page_belongs_to_its_section_only() {
        assert!(is_under("/reports/1/edit", "/reports"));
        assert!(is_under("/", "/"));
        assert!(!is_under("/reports", "/"));
        assert!(!is_under("/reports-old", "/reports"));
    }
}
