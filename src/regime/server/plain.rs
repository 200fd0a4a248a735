//! What forms send when no script runs: the same work behind the same doors, answered with a way to go.

use crate::actor::Permission;
use crate::error::Error;
use crate::period::PeriodKind;
use crate::regime::{DatesInput, ExceptionInput, OpenInput};
use crate::route;
use crate::server::{Need, State, Visitor, encode, refused};
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use std::collections::HashMap;

pub type Fields = HashMap<String, String>;

/// What every form here needs.
pub const NEED: Need = Need::Write(Permission::ManageRegimes);

pub fn refusal(error: &Error, visitor: &Visitor) -> Response {
    if *error == Error::SignedOut {
        return Redirect::to(route::LOGIN).into_response();
    }
    refused(error, visitor.lang)
}

/// `POST /periods/open`. What is refused comes back in the address, with what was typed.
pub async fn post_open(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Form(fields): Form<Fields>,
) -> Response {
    let outcome = match NEED.enter(&state, &visitor) {
        Ok(cx) => match open_input(&fields) {
            Some(input) => super::open(&cx, &input).await,
            None => Err(Error::NotFound),
        },
        Err(error) => Err(error),
    };
    match outcome {
        Ok(code) => Redirect::to(&route::period(&code)).into_response(),
        Err(Error::Invalid(errors)) => {
            back(route::OPEN_PERIOD, &fields, errors.0.keys().next().map_or("", String::as_str))
        }
        Err(error) => refusal(&error, &visitor),
    }
}

/// Back to a form: the address brings what was typed and which field was wrong.
pub fn back(form: &str, fields: &Fields, wrong: &str) -> Response {
    let kept = fields.iter().filter(|(name, _)| *name != "confirmed" && *name != "off");
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str())).chain([("wrong", wrong)]);
    let query: Vec<_> = kept.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    Redirect::to(&format!("{form}?{}", query.join("&"))).into_response()
}

fn open_input(fields: &Fields) -> Option<OpenInput> {
    let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
    Some(OpenInput {
        regime: text("regime"),
        kind: text("kind").parse::<PeriodKind>().ok()?,
        year: text("year").trim().parse().ok()?,
        ordinal: text("ordinal").trim().parse().ok()?,
        dates: DatesInput {
            starts_on: text("starts_on"),
            cut_off: text("cut_off"),
            due_unit: text("due_unit"),
            due_office: text("due_office"),
            due_committee: text("due_committee"),
            locks_on: text("locks_on"),
        },
        confirmed: fields.contains_key("confirmed"),
    })
}

/// `POST /periods/{code}/exceptions`.
pub async fn post_exception(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let input = ExceptionInput { unit: text("unit"), until: text("until"), reason: text("reason") };
    let outcome = match NEED.enter(&state, &visitor) {
        Ok(cx) => super::grant(&cx, &code, &input).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => Redirect::to(&format!("{}#exceptions", route::period(&code))).into_response(),
        Err(error) => refusal(&error, &visitor),
    }
}
