use crate::text::use_lang;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Password,
    Email,
    /// A figure in the reader's notation: text with a keyboard of digits, never `type=number`.
    Figure,
    Date,
    Time,
    Search,
}

impl InputKind {
    const fn html(self) -> &'static str {
        match self {
            Self::Text | Self::Figure => "text",
            Self::Password => "password",
            Self::Email => "email",
            Self::Date => "date",
            Self::Time => "time",
            Self::Search => "search",
        }
    }
}

#[component]
pub fn Hidden(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

/// One line of text. `value` is what stands there at first; what is typed stays the person's.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] kind: InputKind,
    /// Unique in the page; the name unless given.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] readonly: bool,
    /// Says in the label that it may stay empty.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let control = view! {
        <input
            id=id.clone()
            name=name
            value=value
            type=kind.html()
            inputmode=(kind == InputKind::Figure).then_some("decimal")
            class="input"
            required=required
            readonly=readonly
            autocomplete=autocomplete
            aria-describedby=described(&id)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:input=move |event| say(on_input, event_target_value(&event))
        />
    };
    view! {
        <Labelled id label help error optional>
            {control}
        </Labelled>
    }
}

/// A text to stand inside a `textarea`. The server writes what is in there as it is handed over, so that a text
/// with a tag in it would end the field and go on as part of the page; the browser makes a text of it anyway.
pub fn inside_textarea(text: String) -> String {
    if cfg!(target_family = "wasm") {
        return text;
    }
    crate::markup::inside_field(&text)
}

/// Several lines of text; grows with what is written.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] rows: Option<u8>,
    /// Unique in the page; the name unless given.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] readonly: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let control = view! {
        <textarea
            id=id.clone()
            name=name
            class="input"
            rows=rows
            required=required
            readonly=readonly
            aria-describedby=described(&id)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:input=move |event| say(on_input, event_target_value(&event))
        >
            {inside_textarea(value)}
        </textarea>
    };
    view! {
        <Labelled id label help error optional>
            {control}
        </Labelled>
    }
}

/// One of a list. `options` are value and words.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    /// Unique in the page; the name unless given.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let options: Vec<_> = options
        .into_iter()
        .map(|(it, words)| {
            let selected = it == value;
            view! {
                <option value=it selected=selected>
                    {words}
                </option>
            }
        })
        .collect();
    let control = view! {
        <select
            id=id.clone()
            name=name
            class="input"
            required=required
            aria-describedby=described(&id)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:change=move |event| say(on_change, event_target_value(&event))
        >
            {options}
        </select>
    };
    view! {
        <Labelled id label help error optional>
            {control}
        </Labelled>
    }
}

/// Yes or no. A form that is sent without it means no.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "true".to_owned(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                value=value
                checked=checked
                on:change=move |event| {
                    if let Some(tell) = on_change {
                        tell.run(event_target_checked(&event));
                    }
                }
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A control, its label, its help, and what is wrong with it, tied together for screen readers. The
/// control given as content must have this `id` and `aria-describedby="{id}-help {id}-error"`.
#[component]
pub fn Labelled(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] help: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let mark = optional.then(|| view! { <span class="field-optional">{use_lang().ui_optional()}</span> });
    let help = help.map(|help| {
        view! {
            <p id=format!("{id}-help") class="field-help">
                {help}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label} " " {mark}</label>
            {children()}
            {help}
            <p id=format!("{id}-error") class="field-error" class:hidden=move || error.with(Option::is_none) role="alert">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}

fn described(id: &str) -> String {
    format!("{id}-help {id}-error")
}

fn say(tell: Option<Callback<String>>, value: String) {
    if let Some(tell) = tell {
        tell.run(value);
    }
}
