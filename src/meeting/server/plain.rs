//! Plain addresses of a meeting: its calendar's entry, its papers, and what forms send when no script runs.

use super::{chair_note, invite, paper, store};
use crate::actor::Permission;
use crate::error::Denial::{NotAllowed, NotPublished, ReadOnlyDevice};
use crate::error::{Denial, Error, Result};
use crate::id::{AgendaItemId, MeetingId, PaperId};
use crate::meeting::policy::may_see;
use crate::meeting::{
    AnswerInput, PAPER_LIMIT, Paper, PaperKind, PaperRefusal, RefusedAnswer, RefusedChairNote,
};
use crate::route;
use crate::server::{Need, State, Visitor, draw_page, encode, refused, respond, status_of};
use crate::time::local;
use axum::extract::{FromRequest, Multipart, Path, Request, State as From};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use leptos::prelude::provide_context;
use serde::Deserialize;
use tokio::sync::Semaphore;

/// What is read of a file that is too large, only to be able to say so: a browser reads no answer while it still
/// sends.
const PATIENCE: u64 = 64_000_000;
/// Files that are received at the same time; others wait, so that memory stays bounded.
static TURNS: Semaphore = Semaphore::const_new(3);

/// `GET /meetings/{id}/calendar.ics`
pub async fn calendar(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<MeetingId>,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async move |cx| {
        let row = store::find_row(&cx.db, id).await?;
        if !may_see(&cx.actor, id, row.state) {
            return Err(Denial::NotPublished.into());
        }
        let org = crate::org::server::at(&cx.db, local(row.starts_at).date()).await?;
        let items = store::items_of(store::item_rows(&cx.db, id).await?, row.starts_at, &org);
        let entry = invite::entry(&row, &items, cx.now()).write();
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
            (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"hoi-nghi.ics\"")),
        ];
        Ok((headers, entry).into_response())
    })
    .await
}

/// `GET /meetings/{id}/papers/{paper}`
pub async fn download_paper(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((id, paper)): Path<(MeetingId, PaperId)>,
) -> Response {
    respond(Need::Read(Permission::Read), &state, &visitor, async move |cx| {
        let (paper, body) = paper::read(&cx, id, paper).await?;
        Ok((file_headers(&paper), body).into_response())
    })
    .await
}

/// The content's own type and nothing else, whatever the name says: a file runs nothing here, and what no browser
/// shows by itself is only kept.
fn file_headers(paper: &Paper) -> [(HeaderName, HeaderValue); 4] {
    let way = if paper.kind.is_shown() { "inline" } else { "attachment" };
    let plain = format!("tai-lieu{}", paper.kind.ending());
    // RFC 8187; a slash cannot stand in a kept name.
    let named = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", encode(&paper.name));
    let policy = match paper.kind {
        // The browser's own viewer is a plug-in of the document.
        PaperKind::Pdf => {
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        }
        _ => "default-src 'none'; frame-ancestors 'none'; sandbox",
    };
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(paper.kind.media_type())),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ]
}

/// `POST /meetings/{id}/items/{item}/papers`: takes a file, and goes back to the plan, with the reason where it is
/// not taken.
pub async fn post_paper(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((id, item)): Path<(MeetingId, AgendaItemId)>,
    request: Request,
) -> Response {
    respond(Need::Write(Permission::PlanMeeting), &state, &visitor, async move |cx| {
        // Asked before the file is received; nobody else's bytes are worth keeping.
        paper::require_open(&cx, &cx.db, id, item).await?;
        let _turn = TURNS.acquire().await;
        let taken = match receive(request).await {
            Ok((name, file)) => paper::add(&cx, id, item, &name, file).await?,
            Err(refusal) => Err(refusal),
        };
        Ok(Redirect::to(&route::meeting_plan_at(id, item, taken.err().map(PaperRefusal::word)))
            .into_response())
    })
    .await
}

/// `POST /meetings/{id}/papers/{paper}/remove`
pub async fn post_remove_paper(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((id, paper)): Path<(MeetingId, PaperId)>,
) -> Response {
    respond(Need::Write(Permission::PlanMeeting), &state, &visitor, async move |cx| {
        paper::remove(&cx, id, paper).await?;
        Ok(Redirect::to(&route::meeting_plan(id)).into_response())
    })
    .await
}

/// The first file of the form, never more of it in memory than is allowed.
async fn receive(request: Request) -> Result<(String, Vec<u8>), PaperRefusal> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| PaperRefusal::Nothing)?;
    while let Some(mut field) = form.next_field().await.map_err(|_| PaperRefusal::Broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut body = Vec::new();
        let mut size = 0_u64;
        while let Some(piece) = field.chunk().await.map_err(|_| PaperRefusal::Broken)? {
            size += piece.len() as u64;
            if size > PATIENCE {
                return Err(PaperRefusal::TooLarge);
            }
            if size > PAPER_LIMIT {
                body = Vec::new();
                continue;
            }
            body.extend_from_slice(&piece);
        }
        return match size {
            0 => Err(PaperRefusal::Nothing),
            size if size > PAPER_LIMIT => Err(PaperRefusal::TooLarge),
            _ => Ok((name, body)),
        };
    }
    Err(PaperRefusal::Nothing)
}

/// An answer as a plain form sends it.
#[derive(Deserialize)]
pub struct Answered {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    substitute: String,
    #[serde(default)]
    substitute_post: String,
}

/// `POST /meetings/{id}/answer`: keeps the answer and goes back to the agenda; or answers with the agenda, what
/// was typed in it, and why it was not taken.
pub async fn post_answer(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<MeetingId>,
    asked: Parts,
    Form(form): Form<Answered>,
) -> Response {
    let Answered { answer, reason, substitute, substitute_post } = form;
    let typed = AnswerInput { answer: answer.parse().ok(), reason, substitute, substitute_post };
    let outcome = async {
        let cx = Need::Write(Permission::Read).enter(&state, &visitor)?;
        invite::answer(&cx, id, &typed).await
    };
    match outcome.await {
        Ok(_) => Redirect::to(&format!("{}#answer", route::meeting(id))).into_response(),
        Err(why) => {
            let told = RefusedAnswer { typed, why: why.clone() };
            give_back(&state, asked, &visitor, id, &why, move || provide_context(told.clone())).await
        }
    }
}

/// A private note as a plain form sends it.
#[derive(Deserialize)]
pub struct Noted {
    #[serde(default)]
    note: String,
    /// The revision that was read; 0 for none.
    seen: i64,
}

/// `POST /meetings/{id}/items/{item}/note`
pub async fn post_chair_note(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path((id, item)): Path<(MeetingId, AgendaItemId)>,
    asked: Parts,
    Form(form): Form<Noted>,
) -> Response {
    // A form writes its lines as the network does.
    let typed = form.note.replace("\r\n", "\n");
    let outcome = async {
        let cx = Need::Write(Permission::ConductMeeting).enter(&state, &visitor)?;
        chair_note::keep(&cx, id, item, form.seen, &typed).await
    };
    match outcome.await {
        Ok(_) => Redirect::to(&format!("{}#note-{item}", route::meeting(id))).into_response(),
        Err(why) => {
            let told = RefusedChairNote { item, typed, why: why.clone() };
            give_back(&state, asked, &visitor, id, &why, move || provide_context(told.clone())).await
        }
    }
}

/// The agenda with what was typed, so that a refusal loses nothing.
async fn give_back(
    state: &State,
    asked: Parts,
    visitor: &Visitor,
    id: MeetingId,
    why: &Error,
    told: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    match why {
        // Whoever has no business here has nothing to lose either.
        Error::NotFound | Error::Denied(NotAllowed | ReadOnlyDevice | NotPublished) => {
            return refused(why, visitor.lang);
        }
        Error::SignedOut => {
            return Redirect::to(&format!("{}?next={}", route::LOGIN, route::meeting(id))).into_response();
        }
        _ => {}
    }
    let mut answer = draw_page(state, asked, &route::meeting(id), told).await;
    if answer.status().is_success() {
        *answer.status_mut() = status_of(why);
    }
    answer
}
