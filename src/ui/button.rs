use super::icon::{Icon, IconName};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonTone {
    /// The one thing this page is for.
    #[default]
    Primary,
    Secondary,
    Quiet,
    Danger,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    Small,
    #[default]
    Medium,
    /// At least 48 px high, for the meeting room.
    Large,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Submit,
    Button,
}

fn class(tone: ButtonTone, size: Size) -> &'static str {
    match (tone, size) {
        (ButtonTone::Primary, Size::Small) => "btn btn-primary btn-sm",
        (ButtonTone::Primary, Size::Medium) => "btn btn-primary",
        (ButtonTone::Primary, Size::Large) => "btn btn-primary btn-lg",
        (ButtonTone::Secondary, Size::Small) => "btn btn-secondary btn-sm",
        (ButtonTone::Secondary, Size::Medium) => "btn btn-secondary",
        (ButtonTone::Secondary, Size::Large) => "btn btn-secondary btn-lg",
        (ButtonTone::Quiet, Size::Small) => "btn btn-quiet btn-sm",
        (ButtonTone::Quiet, Size::Medium) => "btn btn-quiet",
        (ButtonTone::Quiet, Size::Large) => "btn btn-quiet btn-lg",
        (ButtonTone::Danger, Size::Small) => "btn btn-danger btn-sm",
        (ButtonTone::Danger, Size::Medium) => "btn btn-danger",
        (ButtonTone::Danger, Size::Large) => "btn btn-danger btn-lg",
    }
}

/// A control that does something. Give `label` when `children` is no text.
#[component]
pub fn Button(
    #[prop(optional)] tone: ButtonTone,
    #[prop(optional)] size: Size,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: Option<IconName>,
    /// Name and value that a form is told when this button sends it.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// Read aloud in place of the content.
    #[prop(optional, into)]
    label: Option<String>,
    /// Set while the work it started is under way; it then takes no second press.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed now. The button stays reachable and shows the reason beside it.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
    #[prop(optional, into)] on_press: Option<Callback<MouseEvent>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let stopped = move || busy.get() || refused.with(Option::is_some);
    let press = move |event: MouseEvent| {
        if busy.get_untracked() || refused.with_untracked(Option::is_some) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(event);
        }
    };
    let bare = children.is_none();
    view! {
        <button
            type=match kind {
                ButtonKind::Submit => "submit",
                ButtonKind::Button => "button",
            }
            class=class(tone, size)
            class:btn-icon=bare
            name=name
            value=value
            aria-label=label
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || stopped().then_some("true")
            on:click=press
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|it| it())}
        </button>
        {move || refused.get().map(|reason| view! { <span class="btn-reason">{reason}</span> })}
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] tone: ButtonTone,
    #[prop(optional)] size: Size,
    #[prop(optional)] icon: Option<IconName>,
    /// Read aloud in place of the content.
    #[prop(optional, into)]
    label: Option<String>,
    /// Leaves the app's own navigation: files, other sites.
    #[prop(optional)]
    external: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let bare = children.is_none();
    view! {
        <a
            href=href
            class=class(tone, size)
            class:btn-icon=bare
            aria-label=label
            rel=external.then_some("external")
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|it| it())}
        </a>
    }
    .into_any()
}
