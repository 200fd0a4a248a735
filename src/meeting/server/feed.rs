//! A meeting's numbered events as a stream.

use super::store;
use crate::actor::Permission;
use crate::error::{Denial, Error, Result};
use crate::id::MeetingId;
use crate::live::server::{Hub, Topic, Until};
use crate::meeting::policy::may_see;
use crate::server::{Need, State, Visitor, refused};
use axum::Extension;
use axum::extract::{Path, Query, State as From};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event as Sent, Sse};
use axum::response::{IntoResponse, Response};
use sea_orm::DatabaseConnection;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// How often the server's clock is told, so that a screen notices a line that has gone silent.
const TELL_TIME: Duration = Duration::from_secs(10);
/// How often the log is looked at for events of other instances.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Events that a slow client may owe before the server stops reading for it.
const BUFFER: usize = 64;

#[derive(Deserialize)]
pub struct Since {
    /// Number of the last event that the screen has.
    #[serde(default)]
    after: i64,
}

/// `GET /meetings/{id}/events?after=N`: what was missed, then what happens, each under its number.
pub async fn feed(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(meeting): Path<MeetingId>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    if let Err(error) = admit(&state, &visitor, meeting).await {
        return refused(&error, visitor.lang);
    }
    let last_seen =
        headers.get("last-event-id").and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    let after = last_seen.unwrap_or(since.after).max(0);
    let (sender, receiver) = mpsc::channel(BUFFER);
    let until = state.hub.until_over(visitor.session.as_deref());
    tokio::spawn(send(state, meeting, after, sender, until));
    let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

async fn admit(state: &State, visitor: &Visitor, meeting: MeetingId) -> Result<()> {
    let actor = Need::Read(Permission::Read).admit(visitor)?;
    let row = store::find_row(&state.db, meeting).await?;
    if may_see(actor, meeting, row.state) { Ok(()) } else { Err(Denial::NotPublished.into()) }
}

type Line = mpsc::Sender<Result<Sent, Infallible>>;

/// The client has gone.
struct Gone;

async fn send(state: State, meeting: MeetingId, after: i64, line: Line, mut until: Until) {
    // Listening begins before the log is read, so that nothing falls between.
    let mut notices = state.hub.listen();
    let follower = state.hub.follow(meeting);
    if follower.first {
        tokio::spawn(look_again(state.db.clone(), state.hub.clone(), meeting));
    }
    let mut time = tokio::time::interval(TELL_TIME);
    let mut last = after;
    if catch_up(&state.db, meeting, &mut last, &line).await.is_err() {
        return;
    }
    loop {
        let passed = tokio::select! {
            () = until.over() => return,
            () = line.closed() => return,
            _ = time.tick() => {
                let now = state.clock.now().to_rfc3339();
                line.send(Ok(Sent::default().event("now").data(now))).await.map_err(|_| Gone)
            }
            notice = notices.recv() => match notice {
                Ok(Topic::Meeting { id, .. }) if id != meeting => Ok(()),
                Ok(Topic::Meeting { seq, .. }) if seq <= last => Ok(()),
                Ok(Topic::Figures { .. }) => Ok(()),
                Ok(Topic::Meeting { seq, event: Some(event), .. }) if seq == last + 1 => {
                    last = seq;
                    pass(&line, seq, &event).await
                }
                Ok(Topic::Meeting { .. }) | Err(RecvError::Lagged(_)) => {
                    catch_up(&state.db, meeting, &mut last, &line).await
                }
                Err(RecvError::Closed) => return,
            },
        };
        if passed.is_err() {
            return;
        }
    }
}

/// Sends what the log holds after the last event sent. A failed read is tried again with the next notice.
async fn catch_up(
    db: &DatabaseConnection,
    meeting: MeetingId,
    last: &mut i64,
    line: &Line,
) -> Result<(), Gone> {
    let missed = match store::events_after(db, meeting, *last).await {
        Ok(missed) => missed,
        Err(error) => {
            tracing::warn!(%meeting, %error, "a meeting's log could not be read");
            return Ok(());
        }
    };
    for event in missed {
        let Ok(text) = serde_json::to_string(&event) else { continue };
        *last = event.seq;
        pass(line, event.seq, &Arc::from(text)).await?;
    }
    Ok(())
}

async fn pass(line: &Line, seq: i64, event: &Arc<str>) -> Result<(), Gone> {
    line.send(Ok(Sent::default().id(seq.to_string()).data(event))).await.map_err(|_| Gone)
}

/// Waits until the server is about to stop.
async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the hub itself is gone.
    drop(closing.wait_for(|it| *it).await);
}

/// Looks at the log for all followers of this process together: another instance may have added to it.
async fn look_again(db: DatabaseConnection, hub: Hub, meeting: MeetingId) {
    let mut closing = hub.closing();
    let mut known = 0;
    while !hub.forget_unfollowed(meeting) {
        tokio::select! {
            () = closed(&mut closing) => return,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
        match store::last_seq(&db, meeting).await {
            Ok(seq) if seq > known => {
                known = seq;
                hub.announce(Topic::Meeting { id: meeting, seq, event: None });
            }
            Ok(_) => {}
            Err(Error::NotFound) => return,
            Err(error) => tracing::warn!(%meeting, %error, "a meeting's log could not be looked at"),
        }
    }
}
