use super::badge::Tone;
use super::button::{Button, ButtonKind, ButtonTone, Size};
use super::icon::{Icon, IconName};
use crate::text::use_lang;
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays that asks for nothing.
const STAY: Duration = Duration::from_secs(6);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    number: u32,
    tone: Tone,
    text: String,
}

/// The messages in the corner. Refusals stay until closed; the rest leaves by itself.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    pub fn say(self, tone: Tone, text: impl Into<String>) {
        let number = self.last.get_value().wrapping_add(1);
        self.last.set_value(number);
        let text = text.into();
        self.shown.update(|shown| shown.push(Toast { number, tone, text }));
        if tone != Tone::Danger {
            set_timeout(move || self.close(number), STAY);
        }
    }

    fn close(self, number: u32) {
        // The page it was said on may be gone by then.
        self.shown.try_update(|shown| shown.retain(|it| it.number != number));
    }
}

/// Call once, at the root.
pub fn provide_toasts() {
    provide_context(Toasts { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) });
}

/// Where to say something from an event handler. Without [`provide_toasts`] nobody hears it.
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>()
        .unwrap_or_else(|| Toasts { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) })
}

/// Where they are shown; once, at the root.
#[component]
pub fn ToastStack() -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|it| it.number let:toast>
                <div class=match toast.tone {
                    Tone::Ok => "toast toast-ok",
                    Tone::Danger | Tone::Warn => "toast toast-danger",
                    Tone::Muted | Tone::Info | Tone::Accent => "toast",
                }>
                    <Icon name=match toast.tone {
                        Tone::Ok => IconName::Check,
                        Tone::Danger | Tone::Warn => IconName::Alert,
                        Tone::Muted | Tone::Info | Tone::Accent => IconName::Info,
                    } />
                    <p>{toast.text}</p>
                    <Button
                        tone=ButtonTone::Quiet
                        size=Size::Small
                        kind=ButtonKind::Button
                        icon=IconName::Close
                        label=t.ui_close()
                        on_press=move |_| toasts.close(toast.number)
                    />
                </div>
            </For>
        </div>
    }
    .into_any()
}
