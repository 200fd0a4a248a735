//! The addresses of forms and files. A form that is refused is answered with its page again, what was typed
//! in it.

use super::{import, service, store};
use crate::actor::Permission;
use crate::error::Result;
use crate::id::CatalogueImportId;
use crate::indicator::{Field, IndicatorInput};
use crate::route;
use crate::server::{Answered, Fields, Need, State, Visitor, answered, receive_file, respond, workbook};
use crate::upload::FileRefusal;
use axum::Form;
use axum::extract::{Extension, Path, Request, State as From};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

/// What everything here that changes something needs; of whom, the service knows.
const NEED: Need = Need::Write(Permission::ManageCatalogue);

fn text<'a>(typed: &'a Fields, name: &str) -> &'a str {
    typed.get(name).map_or("", String::as_str)
}

fn input(typed: &Fields) -> IndicatorInput {
    let mut input = IndicatorInput::default();
    for field in Field::ALL {
        input.set(*field, text(typed, field.word()));
    }
    input
}

/// The version that the person looked at; one that is none was never seen.
fn seen(typed: &Fields) -> i32 {
    text(typed, "seen").parse().unwrap_or_default()
}

/// `POST /admin/catalogue/new`
pub async fn post_new(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    answered(NEED, state, visitor, request, async |cx, typed| {
        let code = service::define(&cx, &input(&typed), text(&typed, "reason")).await?;
        Ok(Answered::Go(route::catalogue_entry(&code)))
    })
    .await
}

/// `POST /admin/catalogue/{code}/edit`
pub async fn post_edit(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    answered(NEED, state, visitor, request, async |cx, typed| {
        service::revise(&cx, &code, seen(&typed), &input(&typed), text(&typed, "reason")).await?;
        Ok(Answered::Go(route::catalogue_entry(&code)))
    })
    .await
}

/// `POST /admin/catalogue/{code}`: ends its collection, or takes it up again where no day is sent.
pub async fn post_entry(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    answered(NEED, state, visitor, request, async |cx, typed| {
        let from = typed.get(Field::ValidTo.word()).map(String::as_str);
        service::retire(&cx, &code, seen(&typed), from, text(&typed, "reason")).await?;
        Ok(Answered::Go(route::catalogue_entry(&code)))
    })
    .await
}

/// `GET /admin/catalogue.csv`
pub async fn download_csv(From(state): From<State>, Extension(visitor): Extension<Visitor>) -> Response {
    respond(Need::Read(Permission::ManageCatalogue), &state, &visitor, async |cx| {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_static("attachment; filename=\"danh-muc-chi-tieu.csv\""),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        Ok((headers, import::export_csv(&cx).await?).into_response())
    })
    .await
}

/// `GET /admin/catalogue.xlsx`
pub async fn download_xlsx(From(state): From<State>, Extension(visitor): Extension<Visitor>) -> Response {
    respond(Need::Read(Permission::ManageCatalogue), &state, &visitor, async |cx| {
        Ok(workbook("danh-muc-chi-tieu.xlsx", import::export_xlsx(&cx).await?))
    })
    .await
}

/// `POST /admin/catalogue/import`: reads a file and shows what it would do.
pub async fn upload(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    respond(NEED, &state, &visitor, async |cx| {
        // Asked before the file is received; nobody else's bytes are worth keeping.
        store::require(&cx, &cx.db).await?;
        let read: Result<_, FileRefusal> = match receive_file(request).await {
            Ok((name, body)) => import::preview(&cx, &name, body).await?,
            Err(refusal) => Err(refusal),
        };
        let to = match read {
            Ok(preview) => route::catalogue_preview(preview.id),
            Err(refusal) => format!("{}?refused={refusal}", route::CATALOGUE_IMPORT),
        };
        Ok(Redirect::to(&to).into_response())
    })
    .await
}

/// `POST /admin/catalogue/imports/{id}`: writes what was looked at into the dictionary.
pub async fn apply_import(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<CatalogueImportId>,
    Form(typed): Form<Fields>,
) -> Response {
    respond(NEED, &state, &visitor, async |cx| {
        import::apply(&cx, id, text(&typed, "reason")).await?;
        Ok(Redirect::to(&route::catalogue_preview(id)).into_response())
    })
    .await
}

/// `GET /admin/catalogue/imports/{id}/refused.xlsx`
pub async fn download_refused(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<CatalogueImportId>,
) -> Response {
    respond(Need::Read(Permission::ManageCatalogue), &state, &visitor, async |cx| {
        Ok(workbook("danh-muc-bi-tu-choi.xlsx", import::refused_file(&cx, id).await?))
    })
    .await
}
