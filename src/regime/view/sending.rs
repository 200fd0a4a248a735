use crate::error::{Error, FieldErrors, Result};
use crate::text::use_lang;
use crate::ui::{Banner, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How a form's sending goes: what is wrong beside which field, and what was refused as a whole.
#[derive(Clone, Copy)]
pub struct Sending {
    errors: RwSignal<FieldErrors>,
    refused: RwSignal<Option<Error>>,
    pub busy: RwSignal<bool>,
}

impl Sending {
    pub fn new(errors: FieldErrors) -> Self {
        Self { errors: RwSignal::new(errors), refused: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    pub fn on(self, field: impl Into<String>) -> Signal<Option<String>> {
        let (t, field) = (use_lang(), field.into());
        Signal::derive(move || self.errors.with(|it| it.on(&field).map(|it| it.message(t))))
    }

    pub fn refuse(self, errors: FieldErrors) {
        self.errors.set(errors);
    }

    pub fn has_errors(self) -> bool {
        self.errors.with(|it| !it.0.is_empty())
    }

    /// Does the work unless it is under way; what was typed stays when it is refused.
    pub fn send<T: 'static>(
        self,
        work: impl Future<Output = Result<T>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.errors.set(FieldErrors::default());
        self.refused.set(None);
        spawn_local(async move {
            let outcome = work.await;
            self.busy.try_set(false);
            match outcome {
                Ok(it) => done(it),
                Err(Error::Invalid(found)) => drop(self.errors.try_set(found)),
                Err(error) => drop(self.refused.try_set(Some(error))),
            }
        });
    }
}

/// What a form was refused for as a whole.
#[component]
pub fn Refusal(of: Sending) -> impl IntoView {
    let t = use_lang();
    view! {
        <div role="alert">
            {move || {
                of.refused.get().map(|it| view! { <Banner tone=Tone::Danger><p>{it.message(t)}</p></Banner> })
            }}
            {move || of.has_errors().then(|| view! { <p class="field-error">{t.regime_mend()}</p> })}
        </div>
    }
    .into_any()
}
