//! A meeting's numbered events as a stream.

use super::{paper, store, watch};
use crate::actor::Permission;
use crate::error::{Denial, Result};
use crate::id::MeetingId;
use crate::live::server::{Hub, Topic, Until};
use crate::meeting::policy::may_see;
use crate::meeting::{Event, agenda_mark};
use crate::server::{Context, Need, State, Visitor, is_still, refused};
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State as From};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use sea_orm::DatabaseConnection;
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_stream::wrappers::ReceiverStream;

/// How often the server's clock is told, so that a screen notices a line that has gone silent.
const TELL_TIME: Duration = Duration::from_secs(10);
/// How often a stream asks whether its owner is signed in still: they may have signed out on another server.
const LOOK_WHO: Duration = Duration::from_secs(30);
/// How long a browser waits before it comes back to a line that broke.
const RETRY: Duration = Duration::from_secs(1);
/// Frames that a slow client may owe before the server stops reading for it.
const BUFFER: usize = 64;
/// An event is sent at once; what follows it within this time goes together. When five hundred vote within a second,
/// five hundred screens are written to tens of times and not five hundred times each.
const TOGETHER: Duration = Duration::from_millis(25);

#[derive(Deserialize)]
pub struct Since {
    /// Number of the last event that the screen has.
    #[serde(default)]
    after: i64,
}

/// The name under which servers of one database call each other about a meeting.
pub fn channel(meeting: MeetingId) -> String {
    format!("meeting_{}", meeting.0.simple())
}

/// Tells every open screen of this process. Call after commit.
pub fn tell(hub: &Hub, meeting: MeetingId, event: &Event) {
    hub.announce(Topic::Meeting { id: meeting, seq: event.seq, event: framed(event) });
}

/// An event as it stands on the line: JSON has no line breaks.
fn framed(event: &Event) -> Option<Bytes> {
    let text = serde_json::to_string(event).ok()?;
    Some(Bytes::from(format!("id: {}\ndata: {text}\n\n", event.seq)))
}

/// `GET /meetings/{id}/events?after=N`: what was missed, then what happens, each under its number. A browser
/// that comes back by itself names the last number in `Last-Event-ID`, which counts before the address.
pub async fn feed(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(meeting): Path<MeetingId>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    let (cx, revision) = match admit(&state, &visitor, meeting).await {
        Ok(admitted) => admitted,
        Err(error) => return refused(&error, visitor.lang),
    };
    let last_seen =
        headers.get("last-event-id").and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    let after = last_seen.unwrap_or(since.after).max(0);
    let (sender, receiver) = mpsc::channel(BUFFER);
    let until = state.hub.until_over(visitor.session.as_deref());
    let known = Known { seq: after, agenda: String::new(), revision };
    tokio::spawn(send(cx, meeting, known, sender, until));
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(receiver)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// Also the number of the agenda as it is.
async fn admit(state: &State, visitor: &Visitor, meeting: MeetingId) -> Result<(Context, i64)> {
    let cx = Need::Read(Permission::Read).enter(state, visitor)?;
    let row = store::find_row(&cx.db, meeting).await?;
    if may_see(&cx.actor, meeting, row.state) {
        Ok((cx, row.revision))
    } else {
        Err(Denial::NotPublished.into())
    }
}

type Line = mpsc::Sender<Result<Bytes, Infallible>>;

/// The client has gone.
struct Gone;

/// What a screen was told.
struct Known {
    seq: i64,
    /// By [`agenda_mark`]; empty before the first.
    agenda: String,
    /// Of the meeting's row as it was read last.
    revision: i64,
}

async fn send(cx: Context, meeting: MeetingId, mut known: Known, line: Line, mut until: Until) {
    // Listening begins before the log is read, so that nothing falls between.
    let mut notices = cx.hub.listen();
    let follower = cx.hub.follow(meeting);
    if follower.first {
        tokio::spawn(watch::keep_watch(cx.db.clone(), cx.hub.clone(), meeting));
    }
    // Browsers wait from three to five seconds of their own accord.
    if pass(&line, Bytes::from(format!("retry: {}\n\n", RETRY.as_millis()))).await.is_err() {
        return;
    }
    let mut time = tokio::time::interval(TELL_TIME);
    let mut who = tokio::time::interval_at(Instant::now() + LOOK_WHO, LOOK_WHO);
    if catch_up(&cx.db, meeting, &mut known.seq, &line).await.is_err()
        || tell_agenda(&cx.db, meeting, &mut known, &line).await.is_err()
    {
        return;
    }
    let mut not_before = Instant::now();
    loop {
        let heard = async {
            tokio::time::sleep_until(not_before).await;
            notices.recv().await
        };
        let passed = tokio::select! {
            () = until.over() => return,
            () = line.closed() => return,
            _ = time.tick() => {
                pass(&line, Bytes::from(format!("event: now\ndata: {}\n\n", cx.now().to_rfc3339()))).await
            }
            _ = who.tick() => {
                if !is_still(&cx).await {
                    return;
                }
                if let Ok(row) = store::find_row(&cx.db, meeting).await {
                    known.revision = row.revision;
                }
                tell_agenda(&cx.db, meeting, &mut known, &line).await
            }
            notice = heard => {
                let mut batch = Batch { meeting, seq: known.seq, frames: Vec::new() };
                if matches!(notice, Err(RecvError::Closed)) {
                    return;
                }
                let complete = batch.take(notice) && batch.take_waiting(&mut notices);
                let passed = match batch.joined() {
                    Some(frame) => {
                        known.seq = batch.seq;
                        not_before = Instant::now() + TOGETHER;
                        pass(&line, frame).await
                    }
                    None => Ok(()),
                };
                match passed {
                    // Something is missing between.
                    Ok(()) if !complete => catch_up(&cx.db, meeting, &mut known.seq, &line).await,
                    passed => passed,
                }
            }
        };
        if passed.is_err() {
            return;
        }
    }
}

/// Events that follow each other without a gap.
struct Batch {
    meeting: MeetingId,
    /// Number of the last that is known.
    seq: i64,
    frames: Vec<Bytes>,
}

impl Batch {
    /// Takes the event that a notice brings, if it is the next one. Says no when the log must be read instead.
    fn take(&mut self, notice: Result<Topic, RecvError>) -> bool {
        match notice {
            Ok(Topic::Meeting { id, .. }) if id != self.meeting => true,
            Ok(Topic::Meeting { seq, .. }) if seq <= self.seq => true,
            Ok(Topic::Figures { .. }) => true,
            Ok(Topic::Meeting { seq, event: Some(event), .. }) if seq == self.seq + 1 => {
                self.seq = seq;
                self.frames.push(event);
                true
            }
            Ok(Topic::Meeting { .. }) | Err(_) => false,
        }
    }

    /// Takes what other notices have come.
    fn take_waiting(&mut self, notices: &mut Receiver<Topic>) -> bool {
        loop {
            let notice = match notices.try_recv() {
                Ok(topic) => Ok(topic),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return true,
                Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
            };
            if !self.take(notice) {
                return false;
            }
        }
    }

    /// All of it as one piece, if there is any.
    fn joined(&self) -> Option<Bytes> {
        match &self.frames[..] {
            [] => None,
            [one] => Some(one.clone()),
            many => Some(many.concat().into()),
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
        let Some(frame) = framed(&event) else { continue };
        *last = event.seq;
        pass(line, frame).await?;
    }
    Ok(())
}

/// Tells a screen which agenda is in force, where it was told of another.
async fn tell_agenda(
    db: &DatabaseConnection,
    meeting: MeetingId,
    known: &mut Known,
    line: &Line,
) -> Result<(), Gone> {
    let papers = match paper::ids_of(db, meeting).await {
        Ok(papers) => papers,
        Err(error) => {
            tracing::warn!(%meeting, %error, "a meeting's papers could not be read");
            return Ok(());
        }
    };
    let mark = agenda_mark(known.revision, papers.into_iter());
    if known.agenda == mark {
        return Ok(());
    }
    let frame = Bytes::from(format!("event: agenda\ndata: {mark}\n\n"));
    known.agenda = mark;
    pass(line, frame).await
}

async fn pass(line: &Line, frame: Bytes) -> Result<(), Gone> {
    line.send(Ok(frame)).await.map_err(|_| Gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::broadcast;

    fn notice(id: MeetingId, seq: i64) -> Topic {
        Topic::Meeting { id, seq, event: Some(Bytes::from(format!("{seq} "))) }
    }

    fn batch(meeting: MeetingId) -> Batch {
        Batch { meeting, seq: 3, frames: Vec::new() }
    }

    /// What a batch holds of these notices, and whether the log must be read after it.
    fn taken(notices: &[Topic]) -> (String, i64, bool) {
        let (sender, mut receiver) = broadcast::channel(4);
        for it in notices {
            sender.send(it.clone()).unwrap();
        }
        let mut batch = batch(MeetingId::default());
        let complete = batch.take_waiting(&mut receiver);
        (
            batch.joined().map(|it| String::from_utf8_lossy(&it).into_owned()).unwrap_or_default(),
            batch.seq,
            complete,
        )
    }

    #[test]
    fn what_follows_without_a_gap_goes_together() {
        let (own, other) = (MeetingId::default(), MeetingId(uuid::Uuid::from_u128(1)));
        let known = notice(own, 3);
        assert_eq!(taken(&[]), (String::new(), 3, true));
        assert_eq!(
            taken(&[known, notice(own, 4), notice(other, 9), notice(own, 5)]),
            ("4 5 ".into(), 5, true)
        );
    }

    #[test]
    fn at_a_gap_the_log_is_read() {
        let own = MeetingId::default();
        assert_eq!(taken(&[notice(own, 4), notice(own, 6)]), ("4 ".into(), 4, false));
        let bare = Topic::Meeting { id: own, seq: 4, event: None };
        assert_eq!(taken(&[bare, notice(own, 5)]), (String::new(), 3, false));
        let many: Vec<_> = (4..=9).map(|it| notice(own, it)).collect();
        assert_eq!(taken(&many), (String::new(), 3, false), "a listener that fell behind");
    }
}
