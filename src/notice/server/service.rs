use super::store;
use crate::actor::Permission;
use crate::error::{Error, Result};
use crate::id::NoticeId;
use crate::notice::NoticeList;
use crate::route;
use crate::server::{Context, Need, State, Visitor, refused, respond};
use axum::Extension;
use axum::extract::{Form, Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Notices that the page shows.
const SHOWN: u64 = 100;

pub async fn list(cx: &Context) -> Result<NoticeList> {
    Ok(NoticeList {
        lines: store::newest(&cx.db, cx.actor.person, SHOWN).await?,
        unread: store::unread(&cx.db, cx.actor.person).await?,
    })
}

pub async fn unread(cx: &Context) -> Result<u32> {
    store::unread(&cx.db, cx.actor.person).await
}

/// Notes that the actor read one of their notices, or all. Somebody else's stays as it is.
pub async fn mark_read(cx: &Context, only: Option<NoticeId>) -> Result<()> {
    let tx = cx.write().await?;
    store::mark_read(&tx, cx.actor.person, only, cx.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// `GET /notices/{id}`: goes where the notice leads, and notes that it was read, but for a phone's session,
/// which changes nothing.
pub async fn open(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let outcome = async {
        let id: NoticeId = id.parse().map_err(|_| Error::NotFound)?;
        let actor = Need::Read(Permission::Read).admit(&visitor)?;
        let link = store::link(&state.db, actor.person, id).await?;
        if actor.writes() {
            let tx = state.writers.open().await?;
            store::mark_read(&tx, actor.person, Some(id), state.clock.now()).await?;
            tx.commit().await?;
        }
        Ok(link)
    };
    match outcome.await {
        Ok(link) => Redirect::to(&link).into_response(),
        Err(Error::SignedOut) => {
            Redirect::to(&format!("{}?next={}", route::LOGIN, route::NOTICES)).into_response()
        }
        Err(error) => refused(&error, visitor.lang),
    }
}

#[derive(Deserialize)]
pub struct Read {
    /// Which one; all without it.
    #[serde(default)]
    id: Option<NoticeId>,
}

/// `POST /notices/read`: a plain form, the same with and without script.
pub async fn post_read(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Form(read): Form<Read>,
) -> Response {
    respond(Need::Write(Permission::Read), &state, &visitor, async |cx| {
        mark_read(&cx, read.id).await?;
        Ok(Redirect::to(route::NOTICES).into_response())
    })
    .await
}
