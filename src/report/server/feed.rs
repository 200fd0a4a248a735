//! A stream that says when a report's figures were written, so that open forms ask for what is new.

use super::store;
use crate::actor::Permission;
use crate::error::{Denial, Error, Result};
use crate::id::ReportId;
use crate::live::server::Topic;
use crate::report::may_see;
use crate::server::{Context, Need, State, Visitor, is_still, refused};
use axum::Extension;
use axum::extract::{Path, State as From};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How often a form looks again although nothing was heard: another server may have written.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// How long writes are gathered before they are told.
const GATHER: Duration = Duration::from_millis(150);

/// `GET /reports/{id}/figures/events`: a word each time figures were written, and now and then without reason.
pub async fn figure_events(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(report): Path<ReportId>,
) -> Response {
    let cx = match Need::Read(Permission::Read).enter(&state, &visitor) {
        Ok(cx) => cx,
        Err(error) => return refused(&error, visitor.lang),
    };
    if let Err(error) = may_follow(&cx, report).await {
        return refused(&error, visitor.lang);
    }
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(send(cx, report, sender));
    let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

async fn may_follow(cx: &Context, report: ReportId) -> Result<()> {
    let row = store::row(&cx.db, report).await?;
    if may_see(&cx.actor, row.unit_id, row.state) { Ok(()) } else { Err(Denial::NotPublished.into()) }
}

async fn send(cx: Context, report: ReportId, line: mpsc::Sender<Result<Event, Infallible>>) {
    let mut notices = cx.hub.listen();
    let mut until = cx.hub.until_over(cx.session.as_deref());
    let mut look = tokio::time::interval(LOOK_AGAIN);
    loop {
        tokio::select! {
            () = until.over() => return,
            () = line.closed() => return,
            _ = look.tick() => {
                let lost = matches!(may_follow(&cx, report).await, Err(Error::Denied(_) | Error::NotFound));
                if lost || !is_still(&cx).await {
                    return;
                }
            }
            notice = notices.recv() => match notice {
                Ok(Topic::Figures { report: written }) if written == report => {
                    tokio::time::sleep(GATHER).await;
                }
                Ok(_) => continue,
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
        }
        // What gathered meanwhile is told by the same word.
        while notices.try_recv().is_ok() {}
        if line.send(Ok(Event::default().data("look"))).await.is_err() {
            return;
        }
    }
}
