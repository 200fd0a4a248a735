use super::{Context, Door, Need, State, Visitor, refused};
use crate::error::{Error, Result};
use axum::http::{StatusCode, request::Parts};
use axum::response::Response;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Does one piece of work behind its door for whoever asked, and answers with the status it deserves.
pub async fn answer<D, T, F>(work: impl FnOnce(Context) -> F) -> Result<T>
where
    D: Door,
    F: Future<Output = Result<T>>,
{
    let outcome = match enter::<D>() {
        Ok(cx) => work(cx).await,
        Err(error) => Err(error),
    };
    if let (Err(error), Some(response)) = (&outcome, use_context::<ResponseOptions>())
        && let Ok(status) = StatusCode::from_u16(error.status())
    {
        response.set_status(status);
    }
    outcome
}

/// Does one piece of work for a visitor who asks by a plain address, or says in a sentence why not.
pub async fn respond<F>(
    need: Need,
    state: &State,
    visitor: &Visitor,
    work: impl FnOnce(Context) -> F,
) -> Response
where
    F: Future<Output = Result<Response>>,
{
    let outcome = match need.enter(state, visitor) {
        Ok(cx) => work(cx).await,
        Err(error) => Err(error),
    };
    outcome.unwrap_or_else(|error| refused(&error, visitor.lang))
}

fn enter<D: Door>() -> Result<Context> {
    let state = use_context::<State>().ok_or(Error::SignedOut)?;
    let visitor =
        use_context::<Parts>().and_then(|it| it.extensions.get::<Visitor>().cloned()).unwrap_or_default();
    D::NEED.enter(&state, &visitor)
}
