use crate::error::{Error, FieldErrors, Result};
use crate::text::use_lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The field errors of a form's last answer.
#[derive(Clone, Copy)]
pub struct FieldErrorsSignal(Signal<FieldErrors>);

impl FieldErrorsSignal {
    /// The sentence for one field, in the reader's language.
    pub fn on(self, field: &'static str) -> Signal<Option<String>> {
        let t = use_lang();
        Signal::derive(move || self.0.with(|errors| errors.on(field).map(|it| it.message(t))))
    }
}

pub fn use_field_errors<F, T>(action: ServerAction<F>) -> FieldErrorsSignal
where
    F: ServerFn<Output = T, Error = Error> + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    FieldErrorsSignal(Signal::derive(move || match action.value().get() {
        Some(Err(Error::Invalid(errors))) => errors,
        _ => FieldErrors::default(),
    }))
}

/// What went wrong with a form as a whole.
#[component]
pub fn FormError<F, T>(action: ServerAction<F>) -> impl IntoView
where
    F: ServerFn<Output = T, Error = Error> + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    let t = use_lang();
    let message = Signal::derive(move || action.value().get().and_then(Result::err).map(|it| it.message(t)));
    view! {
        <div role="alert">
            {move || message.get().map(|it| view! { <p class="field-error">{it}</p> })}
        </div>
    }
}
