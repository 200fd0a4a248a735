//! The addresses of files: taken out, sent in, applied. A form without a script is answered with the next page; a
//! program that asks for JSON with what that page shows.

use super::service;
use crate::actor::Permission;
use crate::error::Error;
use crate::id::{FigureImportId, ReportId};
use crate::route;
use crate::server::{
    Need, State, Visitor, receive_file, refused, refused_on_wire, respond, wants_json, workbook,
};
use axum::Extension;
use axum::extract::{Path, Request, State as From};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

fn refusal(error: &Error, visitor: &Visitor, json: bool) -> Response {
    if json { refused_on_wire(error, visitor.lang) } else { refused(error, visitor.lang) }
}

/// `GET /reports/{report}/figures.xlsx`
pub async fn download(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(report): Path<ReportId>,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        let (name, body) = service::export(&cx, report).await?;
        Ok(workbook(&name, body))
    })
    .await
}

/// `GET /reports/{report}/imports/{import}/figures-refused.xlsx`
pub async fn download_refused(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((report, import)): Path<(ReportId, FigureImportId)>,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async |cx| {
        Ok(workbook("figures-refused.xlsx", service::refused_sheet(&cx, report, import).await?))
    })
    .await
}

/// `POST /reports/{report}/figures.xlsx`: reads a file and shows what it would do.
pub async fn upload(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(report): Path<ReportId>,
    request: Request,
) -> Response {
    let json = wants_json(request.headers());
    let cx = match Need::Write(Permission::WriteReport).enter(&state, &visitor) {
        Ok(cx) => cx,
        Err(error) => return refusal(&error, &visitor, json),
    };
    // Asked before the file is received; nobody else's bytes are worth keeping.
    if let Err(error) = service::require_writable(&cx, report).await {
        return refusal(&error, &visitor, json);
    }
    let read = match receive_file(request).await {
        Ok((name, body)) => service::preview(&cx, report, &name, body).await,
        Err(refused) => Ok(Err(refused)),
    };
    match read {
        Ok(Ok(preview)) if json => axum::Json(preview).into_response(),
        Ok(Ok(preview)) => Redirect::to(&route::figures_preview(report, preview.id)).into_response(),
        Ok(Err(refused)) if json => refusal(&refused.error(visitor.lang), &visitor, true),
        Ok(Err(refused)) => {
            Redirect::to(&route::figures_import(report, Some(refused.word()))).into_response()
        }
        Err(error) => refusal(&error, &visitor, json),
    }
}

/// `POST /reports/{report}/imports/{import}`: writes what was looked at into the report.
pub async fn apply_import(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((report, import)): Path<(ReportId, FigureImportId)>,
    headers: HeaderMap,
) -> Response {
    let json = wants_json(&headers);
    let applied = async {
        let cx = Need::Write(Permission::WriteReport).enter(&state, &visitor)?;
        service::apply(&cx, report, import).await
    };
    match applied.await {
        Ok(preview) if json => axum::Json(preview).into_response(),
        Ok(preview) => Redirect::to(&route::figures_preview(report, preview.id)).into_response(),
        Err(error) => refusal(&error, &visitor, json),
    }
}
