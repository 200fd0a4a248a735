//! Steps and passages as plain forms send them.

use super::step::take_step;
use crate::actor::Permission;
use crate::error::{Error, Result};
use crate::id::{PassageId, ReportId, SectorId};
use crate::report::{PassageEdit, PassageKind, PassageOutcome, Report, ReportStep, step_refusal};
use crate::route;
use crate::server::{Need, State, Visitor, encode, refused};
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
    let cx = Need::Write(Permission::StepReport).enter(state, visitor)?;
    take_step(&cx, id, step, &asked.reason, asked.seen).await
}

/// A passage as a plain form sends it.
#[derive(Deserialize)]
pub struct Written {
    /// Empty for a new one.
    #[serde(default)]
    id: String,
    sector: SectorId,
    kind: PassageKind,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    body: String,
    /// The revision that the person looked at.
    seen: i64,
}

/// `POST /reports/{id}/passages`: keeps the passage and goes back to the form, which says when it was refused.
pub async fn post_passage(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<ReportId>,
    Form(written): Form<Written>,
) -> Response {
    let form = route::report_edit(id);
    let address = match write(&state, &visitor, id, written).await {
        Ok(PassageOutcome::Saved { .. } | PassageOutcome::Removed { .. }) => form,
        Err(Error::SignedOut) => format!("{}?next={form}", route::LOGIN),
        Err(error @ (Error::Denied(_) | Error::NotFound)) => return refused(&error, visitor.lang),
        Ok(_) | Err(_) => format!("{form}?refused=passage"),
    };
    Redirect::to(&address).into_response()
}

async fn write(state: &State, visitor: &Visitor, id: ReportId, written: Written) -> Result<PassageOutcome> {
    let cx = Need::Write(Permission::WriteReport).enter(state, visitor)?;
    let edit = PassageEdit {
        id: written.id.parse().unwrap_or_else(|_| PassageId::fresh()),
        sector: written.sector,
        kind: written.kind,
        // A form writes its lines as the network does.
        body: written.body.replace("\r\n", "\n"),
        grade: written.grade.parse().ok(),
        seen: written.seen,
        sent: Vec::new(),
    };
    let outcomes = super::save_passages(&cx, id, vec![edit]).await?;
    outcomes.into_iter().next().ok_or(Error::NotFound)
}
