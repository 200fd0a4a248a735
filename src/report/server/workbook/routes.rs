//! The addresses of files: taken out, sent in, applied. A form without a script is answered with the next page; a
//! program that asks for JSON with what that page shows.

use super::service;
use crate::actor::Permission;
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{FigureImportId, ReportId};
use crate::report::{FileRefusal, UPLOAD_LIMIT};
use crate::route;
use crate::server::{Need, State, Visitor, refused, refused_on_wire, respond, workbook};
use axum::Extension;
use axum::extract::{FromRequest, Multipart, Path, Request, State as From};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

/// What is read of a file that is too large, only to be able to say so: a browser reads no answer while it still sends.
const PATIENCE: u64 = 64_000_000;

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.contains("application/json"))
}

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
    let read = match receive(request).await {
        Ok((name, body)) => service::preview(&cx, report, &name, body).await,
        Err(refused) => Ok(Err(refused)),
    };
    match read {
        Ok(Ok(preview)) if json => axum::Json(preview).into_response(),
        Ok(Ok(preview)) => Redirect::to(&route::figures_preview(report, preview.id)).into_response(),
        Ok(Err(refused)) if json => refusal(&error_of(refused, &visitor), &visitor, true),
        Ok(Err(refused)) => {
            Redirect::to(&route::figures_import(report, Some(refused.word()))).into_response()
        }
        Err(error) => refusal(&error, &visitor, json),
    }
}

fn error_of(refused: FileRefusal, visitor: &Visitor) -> Error {
    match refused {
        FileRefusal::TooLarge => Error::TooLarge(UPLOAD_LIMIT),
        other => FieldErrors::of("file", Problem::Told(other.message(visitor.lang))).into(),
    }
}

/// The first file of the form, never more of it in memory than is allowed.
async fn receive(request: Request) -> Result<(String, Vec<u8>), FileRefusal> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| FileRefusal::Nothing)?;
    while let Some(mut field) = form.next_field().await.map_err(|_| FileRefusal::Broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut body = Vec::new();
        let mut size = 0_u64;
        while let Some(piece) = field.chunk().await.map_err(|_| FileRefusal::Broken)? {
            size += piece.len() as u64;
            if size > PATIENCE {
                return Err(FileRefusal::TooLarge);
            }
            if size > UPLOAD_LIMIT {
                body = Vec::new();
                continue;
            }
            body.extend_from_slice(&piece);
        }
        return match size {
            0 => Err(FileRefusal::Nothing),
            size if size > UPLOAD_LIMIT => Err(FileRefusal::TooLarge),
            _ => Ok((name, body)),
        };
    }
    Err(FileRefusal::Nothing)
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
