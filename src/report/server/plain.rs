//! Steps as plain forms send them.

use super::step::take_step;
use crate::actor::Permission;
use crate::error::{Error, Result};
use crate::id::ReportId;
use crate::report::{Report, ReportStep, step_refusal};
use crate::route;
use crate::server::{Context, Need, State, Visitor, encode};
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    reason: String,
    /// The revision of the report that the person looked at.
    seen: i64,
}

/// `POST /reports/{id}/steps/{step}`: takes the step and goes to the report, or back to the question with the
/// reason why not.
pub async fn post_step(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((id, step)): Path<(ReportId, ReportStep)>,
    Form(asked): Form<Asked>,
) -> Response {
    let error = match take(&state, &visitor, id, step, &asked).await {
        Ok(_) => return Redirect::to(&route::report(id)).into_response(),
        Err(error) => error,
    };
    let address = match &error {
        Error::SignedOut => format!("{}?next={}", route::LOGIN, route::report_step(id, step)),
        _ => {
            // What was written is not lost; one that is too long has no room in an address.
            let reason = if asked.reason.chars().count() > 1000 { "" } else { &asked.reason };
            let word = step_refusal(&error);
            format!("{}?refused={word}&reason={}", route::report_step(id, step), encode(reason))
        }
    };
    Redirect::to(&address).into_response()
}

async fn take(
    state: &State,
    visitor: &Visitor,
    id: ReportId,
    step: ReportStep,
    asked: &Asked,
) -> Result<Report> {
    let actor = Need::Write(Permission::StepReport).admit(visitor)?.clone();
    take_step(&Context::new(state, actor, visitor), id, step, &asked.reason, asked.seen).await
}
