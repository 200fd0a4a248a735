//! What need not be found out or drawn twice while the data stays as it is.
//!
//! Everything here is good for one [`Mark`]: a revision of the data and a minute of the clock. A page is
//! kept for one session alone, exactly as it was sent; see docs/decisions/0014.

use super::{Revision, State, Visitor};
use crate::identity::server::Arrival;
use crate::route;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as From};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The most that kept pages may take, in bytes; then all are let go.
const ROOM: usize = 64 << 20;
/// A page larger than this is not kept.
const LARGEST: usize = 4 << 20;

/// A state of the world that pages are drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    revision: String,
    minute: i64,
}

/// What is kept, for the newest mark alone.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    mark: Option<Mark>,
    arrivals: HashMap<String, Arrival>,
    pages: HashMap<[u8; 32], Page>,
    bytes: usize,
}

#[derive(Clone)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    fn at<T>(&self, mark: &Mark, then: impl FnOnce(&mut Inner) -> T) -> T {
        // A panic while it was held cannot leave it half written: each use puts in or takes out one thing.
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.mark.as_ref() != Some(mark) {
            *inner = Inner { mark: Some(mark.clone()), ..Inner::default() };
        }
        then(&mut inner)
    }

    /// The visitor of a session, when it was found at this mark already. Sessions that are none are not kept:
    /// anybody can make them up.
    pub fn arrival(&self, mark: &Mark, session: &str) -> Option<Arrival> {
        self.at(mark, |it| it.arrivals.get(session).cloned())
    }

    pub fn keep_arrival(&self, mark: &Mark, session: &str, arrival: Arrival) {
        self.at(mark, |it| it.arrivals.insert(session.to_owned(), arrival));
    }

    fn page(&self, mark: &Mark, key: &[u8; 32]) -> Option<Page> {
        self.at(mark, |it| it.pages.get(key).cloned())
    }

    fn keep_page(&self, mark: &Mark, key: [u8; 32], page: Page) {
        self.at(mark, |it| {
            if it.bytes + page.body.len() > ROOM {
                it.pages.clear();
                it.bytes = 0;
            }
            it.bytes += page.body.len();
            // Two may have drawn it at once.
            if let Some(twin) = it.pages.insert(key, page) {
                it.bytes -= twin.body.len();
            }
        });
    }
}

/// The mark of this moment; none when the database does not tell.
pub async fn mark(revision: &Revision, clock: super::Clock) -> Option<Mark> {
    let minute = clock.now().timestamp().div_euclid(60);
    Some(Mark { revision: revision.now().await?, minute })
}

/// Whether the answer may be one that is kept.
pub fn may_keep(request: &Request) -> bool {
    request.method() == Method::GET && is_kept(request.uri().path())
}

/// Pages that only read. Those that are worked in, and the room's screens, follow what happens by themselves
/// and are always drawn.
fn is_kept(path: &str) -> bool {
    let worked_in = ["/edit", "/live", "/screen", "/plan", "/attend"].iter().any(|it| path.ends_with(it));
    let other = ["/api/", "/dev/", "/pkg/", "/fonts/"].iter().any(|it| path.starts_with(it));
    let plain = matches!(path, route::LOGIN | "/healthz" | "/readyz" | "/metrics" | "/account");
    !(worked_in || other || plain || path.ends_with("/events"))
}

/// Answers with `304` what the browser has already, and with the kept page what this session was sent before.
pub async fn pages(From(state): From<State>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>();
    let mark = request.extensions().get::<Mark>();
    let (Some(visitor), Some(mark)) = (visitor, mark) else { return next.run(request).await };
    let Some(session) = visitor.session.as_deref() else { return next.run(request).await };

    let mark = mark.clone();
    let key = key(session, visitor, &mark, &state, &request);
    let tag = format!("W/\"{}\"", super::session::hex(&key[..12]));
    let has =
        request.headers().get_all(header::IF_NONE_MATCH).iter().any(|it| it.as_bytes() == tag.as_bytes());
    if has {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        validate(response.headers_mut(), &tag);
        return response;
    }
    if let Some(page) = state.kept.page(&mark, &key) {
        let mut response = Response::new(Body::from(page.body));
        *response.headers_mut() = page.headers;
        return response;
    }

    let mut response = next.run(request).await;
    let is_page = response.status() == StatusCode::OK
        && !response.headers().contains_key(header::SET_COOKIE)
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    validate(response.headers_mut(), &tag);
    let (parts, body) = response.into_parts();
    match to_bytes(body, LARGEST).await {
        Ok(body) => {
            state.kept.keep_page(&mark, key, Page { headers: parts.headers.clone(), body: body.clone() });
            Response::from_parts(parts, Body::from(body))
        }
        Err(cause) => {
            tracing::error!(%cause, "a page was not drawn to its end");
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}

/// The browser keeps the page and asks each time whether it still holds.
fn validate(headers: &mut HeaderMap, tag: &str) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
}

/// Everything that a page depends on.
fn key(session: &str, visitor: &Visitor, mark: &Mark, state: &State, request: &Request) -> [u8; 32] {
    let address = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let accepted = request.headers().get(header::ACCEPT_ENCODING).map_or(&b""[..], HeaderValue::as_bytes);
    let names = state.assets.names();
    let minute = mark.minute.to_be_bytes();
    let mut hash = Sha256::new();
    for part in [
        session.as_bytes(),
        visitor.lang.code().as_bytes(),
        visitor.theme.as_bytes(),
        mark.revision.as_bytes(),
        &minute,
        address.as_bytes(),
        accepted,
        names.script.as_bytes(),
        names.style.as_bytes(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
