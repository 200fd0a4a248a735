//! How a refusal is told where neither a page nor a server function tells it.

use crate::error::Error;
use crate::text::Lang;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A sentence with its status, for a plain form or a stream.
pub fn refused(error: &Error, lang: Lang) -> Response {
    (status_of(error), error.message(lang)).into_response()
}

/// What a server function would answer, for a program.
pub fn refused_on_wire(error: &Error, lang: Lang) -> Response {
    let json = HeaderValue::from_static("application/json");
    (status_of(error), [(header::CONTENT_TYPE, json)], error.to_wire(lang)).into_response()
}

pub fn status_of(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
