//! Steps and passages as plain forms send them.

use super::step::take_step;
use super::write::require_writer;
use crate::actor::Permission;
use crate::error::Denial::{NotAllowed, NotPublished, ReadOnlyDevice};
use crate::error::{Error, FieldErrors, Result};
use crate::id::{PassageId, ReportId, SectorId};
use crate::report::{
    PassageEdit, PassageKind, PassageOutcome, PlainText, RefusedPassage, Report, ReportStep, step_refusal,
};
use crate::route;
use crate::server::{Need, State, Visitor, draw_page, encode, refused, status_of};
use axum::extract::{Path, State as From};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use leptos::prelude::provide_context;
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
    #[serde(default)]
    writer: String,
    sector: SectorId,
    kind: PassageKind,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    body: String,
    /// The revision that the person looked at.
    seen: i64,
}

impl Written {
    fn read(self, report: ReportId) -> PlainText {
        PlainText {
            report,
            writer: self.writer.parse().ok(),
            id: self.id.parse().ok(),
            sector: self.sector,
            kind: self.kind,
            grade: self.grade.parse().ok(),
            // A form writes its lines as the network does.
            body: self.body.replace("\r\n", "\n"),
            seen: self.seen,
        }
    }
}

/// `POST /reports/{id}/passages`: keeps the passage and goes back to the form; or answers with the form, the words
/// that were not taken in it, and why.
pub async fn post_passage(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<ReportId>,
    asked: Parts,
    Form(written): Form<Written>,
) -> Response {
    let form = route::report_edit(id);
    let mut typed = written.read(id);
    let (why, theirs) = match write(&state, &visitor, &typed).await {
        Ok(PassageOutcome::Saved { .. } | PassageOutcome::Removed { .. }) => {
            return Redirect::to(&form).into_response();
        }
        Ok(PassageOutcome::Refused(problem)) => {
            let theirs = stored(&state, &visitor, &typed).await;
            (FieldErrors::of("body", problem).into(), theirs)
        }
        Ok(PassageOutcome::Conflict { theirs }) => {
            // Now it is before the writer's eyes: saved again, theirs is replaced knowingly.
            typed.seen = theirs.revision;
            (Error::Conflict, Some(theirs.body))
        }
        // Whoever has no business here has nothing to lose either.
        Err(error @ (Error::NotFound | Error::Denied(NotAllowed | ReadOnlyDevice | NotPublished))) => {
            return refused(&error, visitor.lang);
        }
        Err(error) => (error, None),
    };
    let status = status_of(&why);
    let refused = RefusedPassage { typed, why, theirs };
    let mut answer = draw_page(&state, asked, &form, move || provide_context(refused.clone())).await;
    if answer.status().is_success() {
        *answer.status_mut() = status;
    }
    answer
}

async fn write(state: &State, visitor: &Visitor, typed: &PlainText) -> Result<PassageOutcome> {
    let cx = Need::Write(Permission::WriteReport).enter(state, visitor)?;
    require_writer(&cx, typed.writer)?;
    let edit = PassageEdit {
        id: typed.id.unwrap_or_else(PassageId::fresh),
        sector: typed.sector,
        kind: typed.kind,
        body: typed.body.clone(),
        grade: typed.grade,
        seen: typed.seen,
        sent: Vec::new(),
    };
    let outcomes = super::save_passages(&cx, typed.report, vec![edit]).await?;
    outcomes.into_iter().next().ok_or(Error::NotFound)
}

/// What the server has of a passage that a writer of its report sent.
async fn stored(state: &State, visitor: &Visitor, typed: &PlainText) -> Option<String> {
    let cx = Need::Write(Permission::WriteReport).enter(state, visitor).ok()?;
    let row = super::store::passage(&cx.db, typed.id?).await.ok()??;
    (row.report_id == typed.report).then_some(row.body).filter(|it| !it.is_empty())
}
