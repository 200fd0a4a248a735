//! The document's addresses. Each stands in one list with the permission it needs; there is no other way to
//! add one.

use super::room::{News, Room};
use super::service::{self, LARGEST_UPDATE, append, share, visible};
use super::store;
use crate::actor::Permission;
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::ReportId;
use crate::report::server::{require_writer, store as reports};
use crate::report::{ReportState, may_see};
use crate::server::{Context, Need, State, Visitor, is_still, refused_on_wire};
use crate::text::Lang;
use axum::extract::{Path, Query, Request, State as From};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http_body_util::BodyExt;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// How often the server's clock is told, so that a page notices a line that has gone silent.
const TELL_TIME: Duration = Duration::from_secs(10);
/// How often the log is looked at for updates of other processes.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Events that a slow client may owe before the server stops reading for it.
const BUFFER: usize = 64;
/// The largest word of someone's presence, in bytes.
const LARGEST_PRESENCE: usize = 4_000;
/// How many bytes are listened to of what is refused for its size.
const PATIENCE: usize = 64_000_000;

/// One address, and what a visitor must hold to come in at all.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub need: Need,
    to: fn() -> MethodRouter<State>,
}

const DOCUMENT: &str = "/reports/{report}/document";

pub const ROUTES: &[Route] = &[
    Route { method: Method::GET, path: DOCUMENT, need: Need::Read(Permission::Read), to: || get(give) },
    Route {
        method: Method::POST,
        path: DOCUMENT,
        need: Need::Write(Permission::WriteReport),
        to: || post(take),
    },
    Route {
        method: Method::GET,
        path: "/reports/{report}/document/events",
        need: Need::Read(Permission::Read),
        to: || get(events),
    },
    Route {
        method: Method::POST,
        path: "/reports/{report}/presence",
        need: Need::Write(Permission::Read),
        to: || post(presence),
    },
];

/// All of them, each behind what it needs.
pub fn routes(state: &State) -> Router<State> {
    let mut router = Router::new();
    for route in ROUTES {
        let gate = from_fn_with_state((state.clone(), route.need), admit);
        router = router.route(route.path, (route.to)().route_layer(gate));
    }
    router
}

/// Admits the visitor, and gives the handler what it may work with.
async fn admit(From((state, need)): From<(State, Need)>, mut request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    match need.enter(&state, &visitor) {
        Ok(cx) => {
            request.extensions_mut().insert(cx);
            next.run(request).await
        }
        Err(error) => refusal(&error, visitor.lang),
    }
}

fn refusal(error: &Error, lang: Lang) -> Response {
    let mut response = refused_on_wire(error, lang);
    // The writer is welcome; what was written meets a report that has moved on.
    if matches!(error, Error::Denied(Denial::WrongState | Denial::Locked)) {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    response
}

fn unreadable(field: &str) -> Error {
    FieldErrors::of(field, Problem::Unknown).into()
}

#[derive(Deserialize)]
struct Asked {
    /// State of the client's document in base64url; without it all is given.
    #[serde(default)]
    vector: String,
}

async fn give(
    Extension(cx): Extension<Context>,
    Path(report): Path<ReportId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let given = async {
        its_own(&cx, &headers)?;
        let state =
            URL_SAFE_NO_PAD.decode(asked.vector.trim_end_matches('=')).map_err(|_| unreadable("vector"))?;
        share(&cx, report, &state).await
    };
    match given.await {
        Err(error) => refusal(&error, cx.lang),
        Ok(share) => {
            let mut response = share.update.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            let told = [
                ("x-document-number", share.number.to_string()),
                ("x-document-epoch", share.epoch.to_string()),
                ("x-document-open", share.open.to_string()),
                ("x-document-vector", URL_SAFE_NO_PAD.encode(share.vector)),
            ];
            for (name, value) in told {
                if let Ok(value) = HeaderValue::from_str(&value) {
                    headers.insert(HeaderName::from_static(name), value);
                }
            }
            response
        }
    }
}

async fn take(Extension(cx): Extension<Context>, Path(report): Path<ReportId>, request: Request) -> Response {
    let taken = async {
        its_own(&cx, request.headers())?;
        service::writer(&cx, report).await?;
        let epoch = told(request.headers(), "x-document-epoch")?;
        let client = told(request.headers(), "x-document-client")?;
        let bytes = body(request, LARGEST_UPDATE).await?;
        append(&cx, report, epoch, client, bytes).await
    };
    match taken.await {
        Ok(taken) => Json(taken).into_response(),
        Err(error) => refusal(&error, cx.lang),
    }
}

/// A tab that was left open writes and reads for whoever opened it, and for nobody who signed in after.
///
/// # Errors
/// [`Error::SignedOut`] where the tab says that it is another's.
fn its_own(cx: &Context, headers: &HeaderMap) -> Result<()> {
    const PERSON: &str = "x-document-person";
    let person = headers.contains_key(PERSON).then(|| told(headers, PERSON)).transpose()?;
    require_writer(cx, person)
}

fn told<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Result<T> {
    let value = headers.get(name).and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    value.ok_or_else(|| unreadable(name))
}

/// The body, never more of it in memory than is allowed. What is too large is listened to for a while, so that
/// whoever sends it hears why it is refused.
async fn body(request: Request, largest: usize) -> Result<Vec<u8>> {
    let mut from = request.into_body();
    let (mut body, mut size) = (Vec::new(), 0_usize);
    while let Some(frame) = from.frame().await {
        let frame = frame.map_err(|_| Error::Offline)?;
        let Some(piece) = frame.data_ref() else { continue };
        size += piece.len();
        if size > PATIENCE {
            break;
        } else if size > largest {
            body = Vec::new();
        } else {
            body.extend_from_slice(piece);
        }
    }
    if size > largest { Err(Error::TooLarge(largest as u64)) } else { Ok(body) }
}

#[derive(Deserialize)]
struct Here {
    client: String,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    leaving: bool,
}

async fn presence(
    Extension(cx): Extension<Context>,
    Path(report): Path<ReportId>,
    request: Request,
) -> Response {
    let noted = async {
        its_own(&cx, request.headers())?;
        visible(&cx, report).await?;
        let bytes = body(request, LARGEST_PRESENCE).await?;
        let here: Here = serde_json::from_slice(&bytes).map_err(|_| unreadable("presence"))?;
        here.client.parse::<u32>().map_err(|_| unreadable("client"))?;
        if here.cursor.as_ref().is_some_and(|it| STANDARD.decode(it).is_err()) {
            return Err(unreadable("cursor"));
        }
        if here.leaving {
            cx.documents.has_left(report, cx.actor.person, &here.client);
        } else {
            cx.documents.is_here(report, &cx.actor, &here.client, here.cursor, cx.now());
        }
        Ok(())
    };
    match noted.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refusal(&error, cx.lang),
    }
}

#[derive(Deserialize)]
struct Since {
    /// Number of the last update that the page has.
    #[serde(default)]
    after: i64,
    /// The epoch that the page began in; without it the present one.
    epoch: Option<i64>,
}

async fn events(
    Extension(cx): Extension<Context>,
    Path(report): Path<ReportId>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    let row = match visible(&cx, report).await {
        Ok(row) => row,
        Err(error) => return refusal(&error, cx.lang),
    };
    let after = told(&headers, "last-event-id").unwrap_or(since.after).max(0);
    let (sender, receiver) = mpsc::channel(BUFFER);
    let follower =
        Follower { cx, report, last: after, epoch: since.epoch.unwrap_or(row.revision), line: sender };
    tokio::spawn(follower.follow());
    let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// The client has gone, or has been told that the document is closed.
struct Gone;

struct Follower {
    cx: Context,
    report: ReportId,
    last: i64,
    epoch: i64,
    line: mpsc::Sender<Result<Event, Infallible>>,
}

/// Counts those who follow a room, for as long as they do.
struct Place(Arc<Room>);

impl Place {
    fn take(room: Arc<Room>) -> Self {
        room.followers.fetch_add(1, Ordering::AcqRel);
        Self(room)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.followers.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Follower {
    async fn follow(mut self) {
        // Listening begins before the log is read, so that nothing falls between.
        let place = Place::take(self.cx.documents.room(self.report));
        let mut news = place.0.news.subscribe();
        let mut until = self.cx.hub.until_over(self.cx.session.as_deref());
        if !place.0.watched.swap(true, Ordering::AcqRel) {
            tokio::spawn(look_again(self.cx.clone(), self.report, place.0.clone()));
        }
        if self.greet().await.is_err() {
            return;
        }
        let mut time = tokio::time::interval(TELL_TIME);
        loop {
            let passed = tokio::select! {
                () = until.over() => return,
                () = self.line.closed() => return,
                _ = time.tick() => self.tell_time().await,
                news = news.recv() => match news {
                    Ok(News::Update { number, .. }) if number <= self.last => Ok(()),
                    Ok(News::Update { number, data }) if number == self.last + 1 => self.pass(number, &data).await,
                    Ok(News::Update { .. } | News::Behind) | Err(RecvError::Lagged(_)) => self.catch_up().await,
                    Ok(News::Presence(text)) => self.send(Event::default().event("presence").data(text)).await,
                    Ok(News::Passage(text)) => self.send(Event::default().event("passage").data(text)).await,
                    Ok(News::Closed) => self.check().await,
                    Err(RecvError::Closed) => return,
                },
            };
            if passed.is_err() {
                return;
            }
        }
    }

    async fn greet(&mut self) -> Result<(), Gone> {
        self.check().await?;
        self.catch_up().await?;
        for news in self.cx.documents.presence(self.report, self.cx.now()) {
            if let News::Presence(text) = news {
                self.send(Event::default().event("presence").data(text)).await?;
            }
        }
        Ok(())
    }

    async fn tell_time(&mut self) -> Result<(), Gone> {
        // Presence is swept, and a right that was taken away meanwhile ends the stream.
        self.cx.documents.who_is_here(self.report, self.cx.now());
        self.check().await?;
        self.send(Event::default().event("now").data(self.cx.now().to_rfc3339())).await
    }

    /// Ends the stream when the report has moved on or is no longer this person's to read, or when the session
    /// has ended: what is sent goes by rights that are found anew.
    async fn check(&mut self) -> Result<(), Gone> {
        if !is_still(&self.cx).await {
            return Err(Gone);
        }
        let row = match reports::row(&self.cx.db, self.report).await {
            Ok(row) => row,
            Err(Error::NotFound) => return Err(Gone),
            // A failed read is tried again.
            Err(_) => return Ok(()),
        };
        if !may_see(&self.cx.actor, row.unit_id, row.state) {
            return Err(Gone);
        }
        let writes = row.state.is_open() || row.state == ReportState::Submitted;
        if writes && row.revision == self.epoch {
            return Ok(());
        }
        let told = serde_json::json!({"state": row.state, "epoch": row.revision});
        self.send(Event::default().event("closed").data(told.to_string())).await?;
        Err(Gone)
    }

    /// Sends what the log holds after the last update sent.
    async fn catch_up(&mut self) -> Result<(), Gone> {
        let missed = match service::missed(&self.cx, self.report, self.last).await {
            Ok(missed) => missed,
            Err(error) => {
                tracing::warn!(report = %self.report, %error, "a document's log could not be read");
                return Ok(());
            }
        };
        for (number, bytes) in missed {
            self.pass(number, &STANDARD.encode(bytes)).await?;
        }
        Ok(())
    }

    async fn pass(&mut self, number: i64, data: &str) -> Result<(), Gone> {
        self.last = number;
        self.send(Event::default().event("update").id(number.to_string()).data(data)).await
    }

    async fn send(&self, event: Event) -> Result<(), Gone> {
        self.line.send(Ok(event)).await.map_err(|_| Gone)
    }
}

/// Waits until the server is about to stop.
async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the hub itself is gone.
    drop(closing.wait_for(|it| *it).await);
}

/// Looks at the log for all followers of this process together: another process may have added to it, or have
/// taken a step.
async fn look_again(cx: Context, report: ReportId, room: Arc<Room>) {
    let mut closing = cx.hub.closing();
    let mut known = (0, None);
    loop {
        if room.followers.load(Ordering::Acquire) == 0 {
            room.watched.store(false, Ordering::Release);
            // Someone may have come in between, and found it watched.
            let deserted = room.followers.load(Ordering::Acquire) == 0;
            if deserted || room.watched.swap(true, Ordering::AcqRel) {
                return;
            }
        }
        tokio::select! {
            () = closed(&mut closing) => return,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
        cx.documents.who_is_here(report, cx.now());
        let looked = async {
            let number = store::last_update(&cx.db, report).await?.map_or(0, |it| it.0);
            Ok::<_, Error>((number, Some(reports::row(&cx.db, report).await?.revision)))
        };
        match looked.await {
            Ok(found) => {
                if found.0 > known.0 {
                    room.tell(News::Behind);
                }
                if found.1 != known.1 {
                    room.tell(News::Closed);
                }
                known = found;
            }
            Err(error) => tracing::warn!(%report, %error, "a document's log could not be looked at"),
        }
    }
}
