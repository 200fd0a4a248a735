//! A plain form that is answered with its own page again: what was typed stands in it, and why it was refused.

use super::{Context, Need, State, Visitor, refused, shell};
use crate::error::{Error, Result};
use crate::route;
use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{Method, StatusCode, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::{provide_context, use_context};
use std::collections::HashMap;

/// A form's fields by name.
pub type Fields = HashMap<String, String>;

/// What a form sent, and why that was refused unless it was only to be looked at again. A server function that
/// fills the form's page finds it with [`retry`].
#[derive(Clone, Debug)]
pub struct Retry {
    pub typed: Fields,
    pub error: Option<Error>,
}

/// What was sent, where this page is the answer to it.
pub fn retry() -> Option<Retry> {
    use_context::<Retry>()
}

/// Where the work that a form asked for leads.
pub enum Answered {
    Go(String),
    /// The form's page with these fields in it.
    Again(Fields),
}

/// Does what a form asks, and goes where that leads. What was typed amiss, or overtaken by someone else, comes
/// back on the form's own page: the address that it was sent to is that page's.
pub async fn answered<F>(
    need: Need,
    state: State,
    visitor: Visitor,
    request: Request,
    work: impl FnOnce(Context, Fields) -> F,
) -> Response
where
    F: Future<Output = Result<Answered>>,
{
    let (parts, body) = request.into_parts();
    let again = parts.clone();
    let typed = match Form::<Fields>::from_request(Request::from_parts(parts, body), &()).await {
        Ok(Form(typed)) => typed,
        Err(refusal) => return refusal.into_response(),
    };
    let outcome = match need.enter(&state, &visitor) {
        Ok(cx) => work(cx, typed.clone()).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(Answered::Go(to)) => Redirect::to(&to).into_response(),
        Ok(Answered::Again(typed)) => page_again(&state, again, Retry { typed, error: None }).await,
        Err(error @ (Error::Invalid(_) | Error::Conflict)) => {
            page_again(&state, again, Retry { typed, error: Some(error) }).await
        }
        Err(Error::SignedOut) => Redirect::to(route::LOGIN).into_response(),
        Err(error) => refused(&error, visitor.lang),
    }
}

/// The page at the address that the form was sent to, which must be a page's, with the refusal's status.
async fn page_again(state: &State, mut parts: Parts, retry: Retry) -> Response {
    let status = retry.error.as_ref().map_or(200, Error::status);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.method = Method::GET;
    let (shared, options) = (state.clone(), state.options.clone());
    let provide = move || {
        shell::provide_request(&shared);
        provide_context(retry.clone());
    };
    let draw = leptos_axum::render_app_async_with_context(provide, move || shell::shell(options.clone()));
    let mut response = draw(Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}
