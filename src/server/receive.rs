//! Files as forms send them.

use crate::error::{Error, FieldErrors, Problem};
use crate::text::Lang;
use crate::upload::{FileRefusal, UPLOAD_LIMIT};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};

/// What is read of a file that is too large, only to be able to say so: a browser reads no answer while it still sends.
const PATIENCE: u64 = 64_000_000;

/// Whether a program asks, and not a form.
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.contains("application/json"))
}

/// Name and content of the form's `file`, never more of it in memory than is allowed.
///
/// # Errors
/// Why it is not taken.
pub async fn receive_file(request: Request) -> Result<(String, Vec<u8>), FileRefusal> {
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

impl FileRefusal {
    /// As a program is told.
    pub fn error(self, t: Lang) -> Error {
        match self {
            Self::TooLarge => Error::TooLarge(UPLOAD_LIMIT),
            other => FieldErrors::of("file", Problem::Told(other.message(t))).into(),
        }
    }
}
