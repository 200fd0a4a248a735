//! Views kept under a name, and shared inside their owner's scope.

use super::entity::saved_view;
use crate::actor::Permission;
use crate::compare::{Asked, SavedView, Share, may_share, may_use};
use crate::error::{Denial, Error, FieldErrors, Problem, Result, parse_required};
use crate::id::SavedViewId;
use crate::route;
use crate::server::{Change, Context, Need, State, Visitor, record_change, respond};
use axum::Extension;
use axum::extract::{Form, Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde::{Deserialize, Serialize};

const LONGEST_NAME: u32 = 120;
/// The most views that one person keeps.
const MOST: u64 = 200;

/// A view to keep, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewInput {
    pub name: String,
    pub share: Share,
    pub query: String,
}

/// The views that the actor may use: their own first, then by name.
pub async fn views(cx: &Context) -> Result<Vec<SavedView>> {
    let asked = Condition::any()
        .add(saved_view::Column::OwnerId.eq(cx.actor.person))
        .add(saved_view::Column::Share.ne(Share::Own));
    let rows = saved_view::Entity::find()
        .filter(asked)
        .order_by_asc(saved_view::Column::Name)
        .order_by_asc(saved_view::Column::Id)
        .all(&cx.db)
        .await?;
    let rows: Vec<_> =
        rows.into_iter().filter(|it| may_use(&cx.actor, it.owner_id, it.share, it.unit_id)).collect();
    let owners: Vec<_> = rows.iter().map(|it| it.owner_id).collect();
    let names = crate::identity::server::names(&cx.db, &owners).await?;
    let mut views: Vec<_> = rows
        .into_iter()
        .map(|row| SavedView {
            id: row.id,
            name: row.name,
            asked: Asked::parse(&row.query),
            share: row.share,
            owner: names.get(&row.owner_id).cloned().unwrap_or_default(),
            is_own: row.owner_id == cx.actor.person,
        })
        .collect();
    views.sort_by_key(|it| !it.is_own);
    Ok(views)
}

/// A view that the actor may use.
///
/// # Errors
/// [`Error::NotFound`] for one that is not there for the actor.
pub async fn usable(cx: &Context, db: &impl ConnectionTrait, id: SavedViewId) -> Result<saved_view::Model> {
    let row = saved_view::Entity::find_by_id(id).one(db).await?;
    row.filter(|it| may_use(&cx.actor, it.owner_id, it.share, it.unit_id)).ok_or(Error::NotFound)
}

/// Keeps a view under a name that its owner has not given before.
///
/// # Errors
/// On `name`, where it is empty, too long or taken; on `query`, where it shows nothing;
/// [`Denial::NotAllowed`] to share beyond one's scope; [`Denial::ReadOnlyDevice`] from a phone.
pub async fn save(cx: &Context, input: &ViewInput) -> Result<SavedViewId> {
    if !cx.actor.writes() {
        return Err(Denial::ReadOnlyDevice.into());
    }
    let name = parse_required(&input.name, LONGEST_NAME).map_err(|it| FieldErrors::of("name", it))?;
    let asked = Asked::parse(&input.query);
    if asked.is_empty() {
        return Err(FieldErrors::of("query", Problem::Required).into());
    }
    if !may_share(&cx.actor, input.share) {
        return Err(Denial::NotAllowed.into());
    }
    let tx = cx.write().await?;
    let own = saved_view::Entity::find().filter(saved_view::Column::OwnerId.eq(cx.actor.person));
    if own.clone().filter(saved_view::Column::Name.eq(name.as_str())).count(&tx).await? > 0 {
        return Err(FieldErrors::of("name", Problem::Taken).into());
    }
    if own.count(&tx).await? >= MOST {
        return Err(FieldErrors::of("query", Problem::Above(MOST.to_string())).into());
    }
    let id = SavedViewId::fresh();
    let kept = ViewInput { name: name.clone(), query: asked.query(), ..input.clone() };
    let row = saved_view::ActiveModel {
        id: Set(id),
        owner_id: Set(cx.actor.person),
        unit_id: Set(cx.actor.unit.filter(|_| input.share == Share::Unit)),
        share: Set(input.share),
        name: Set(name),
        query: Set(kept.query.clone()),
        created_at: Set(cx.now()),
    };
    saved_view::Entity::insert(row).exec_without_returning(&tx).await?;
    let change =
        Change { action: "view.save", kind: "saved_view", id: id.0, before: None, after: Some(kept) };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes one's own view away. Agendas that show it keep it.
///
/// # Errors
/// [`Error::NotFound`] for another's.
pub async fn remove(cx: &Context, id: SavedViewId) -> Result<()> {
    if !cx.actor.writes() {
        return Err(Denial::ReadOnlyDevice.into());
    }
    let tx = cx.write().await?;
    let row = usable(cx, &tx, id).await?;
    if row.owner_id != cx.actor.person {
        return Err(Error::NotFound);
    }
    saved_view::Entity::delete_by_id(id).exec(&tx).await?;
    let before = ViewInput { name: row.name, share: row.share, query: row.query };
    let change =
        Change { action: "view.remove", kind: "saved_view", id: id.0, before: Some(before), after: None };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(())
}

/// `POST /compare/views`, a plain form.
pub async fn post_save(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Form(input): Form<ViewInput>,
) -> Response {
    respond(Need::Write(Permission::Read), &state, &visitor, async |cx| {
        let told = match save(&cx, &input).await {
            Ok(_) => "saved=1",
            Err(Error::Invalid(errors)) if errors.on("name") == Some(&Problem::Taken) => "refused=taken",
            Err(Error::Invalid(errors)) if errors.on("name").is_some() => "refused=name",
            Err(Error::Invalid(_)) => "refused=query",
            Err(Error::Denied(Denial::NotAllowed)) => "refused=share",
            Err(error) => return Err(error),
        };
        let query = Asked::parse(&input.query).query();
        let back = format!("{}?{query}&{told}#views", route::COMPARE);
        Ok(Redirect::to(&back).into_response())
    })
    .await
}

/// `POST /compare/views/{id}/remove`
pub async fn post_remove(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    respond(Need::Write(Permission::Read), &state, &visitor, async |cx| {
        remove(&cx, id.parse().map_err(|_| Error::NotFound)?).await?;
        Ok(Redirect::to(&format!("{}#views", route::COMPARE)).into_response())
    })
    .await
}
