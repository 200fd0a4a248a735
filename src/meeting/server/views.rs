//! Saved views on an agenda. What they show is what is published, the same for everyone in the room; it is
//! kept when the meeting begins.

use super::entity::{agenda_item, agenda_view, meeting};
use super::store;
use crate::actor::{Permission, Scope};
use crate::compare::Asked;
use crate::compare::server::{published, usable};
use crate::error::{Denial, Error, Result};
use crate::id::{AgendaItemId, AgendaViewId, MeetingId, SavedViewId};
use crate::indicator::Comparison;
use crate::meeting::policy::may_see;
use crate::meeting::{AgendaItem, ItemView, ItemViewName, Meeting, is_newer};
use crate::server::Context;
use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};

/// The most views that one item shows.
const MOST: u64 = 6;

/// What is kept of a view.
#[derive(Serialize, Deserialize)]
struct Kept {
    day: NaiveDate,
    shown: Option<Comparison>,
}

async fn rows(db: &impl ConnectionTrait, items: &[AgendaItemId]) -> Result<Vec<agenda_view::Model>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    Ok(agenda_view::Entity::find()
        .filter(agenda_view::Column::AgendaItemId.is_in(items.iter().copied()))
        .order_by_asc(agenda_view::Column::Id)
        .all(db)
        .await?)
}

/// The names of the views on a meeting's items, and the views that whoever plans it may put there.
pub async fn names(
    cx: &Context,
    meeting: MeetingId,
    items: &[AgendaItem],
) -> Result<(Vec<ItemViewName>, Vec<(SavedViewId, String)>)> {
    let items: Vec<_> = items.iter().map(|it| it.id).collect();
    let named = rows(&cx.db, &items).await?;
    let named = named
        .into_iter()
        .map(|it| ItemViewName { id: it.id, item: it.agenda_item_id, name: it.name })
        .collect();
    let saved = if cx.actor.can(Permission::PlanMeeting, Scope::Meeting(meeting)) {
        crate::compare::server::views(cx).await?
    } else {
        Vec::new()
    };
    Ok((named, saved.into_iter().map(|it| (it.id, it.name)).collect()))
}

/// Puts a view that the actor may use on an item. It stays there as it is now, whatever becomes of the saved
/// one.
pub async fn add(
    cx: &Context,
    tx: &DatabaseTransaction,
    item: AgendaItemId,
    view: SavedViewId,
) -> Result<()> {
    let saved = usable(cx, tx, view).await?;
    let of_item = agenda_view::Entity::find().filter(agenda_view::Column::AgendaItemId.eq(item));
    if of_item.count(tx).await? >= MOST {
        return Err(Denial::WrongState.into());
    }
    let row = agenda_view::ActiveModel {
        id: Set(AgendaViewId::fresh()),
        agenda_item_id: Set(item),
        name: Set(saved.name),
        query: Set(saved.query),
        figures: Set(None),
        kept_at: Set(None),
        added_by: Set(Some(cx.actor.person)),
    };
    agenda_view::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn remove(tx: &DatabaseTransaction, items: &[AgendaItemId], id: AgendaViewId) -> Result<()> {
    let row = agenda_view::Entity::find_by_id(id).one(tx).await?;
    row.filter(|it| items.contains(&it.agenda_item_id)).ok_or(Error::NotFound)?;
    agenda_view::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Takes off all that an item shows.
pub async fn remove_of(tx: &DatabaseTransaction, item: AgendaItemId) -> Result<()> {
    agenda_view::Entity::delete_many().filter(agenda_view::Column::AgendaItemId.eq(item)).exec(tx).await?;
    Ok(())
}

/// What the views of a meeting show at this moment, written out to be kept.
pub async fn now(cx: &Context, meeting: MeetingId) -> Result<Vec<(AgendaViewId, String)>> {
    let items: Vec<_> = store::item_rows(&cx.db, meeting).await?.into_iter().map(|it| it.id).collect();
    let mut written = Vec::new();
    for row in rows(&cx.db, &items).await? {
        let kept = Kept { day: cx.today(), shown: published(cx, &Asked::parse(&row.query)).await? };
        let text = serde_json::to_string(&kept).map_err(|cause| Error::from_cause(&cause))?;
        written.push((row.id, text));
    }
    Ok(written)
}

pub async fn keep(
    cx: &Context,
    tx: &DatabaseTransaction,
    figures: Vec<(AgendaViewId, String)>,
) -> Result<()> {
    for (id, text) in figures {
        let kept = agenda_view::ActiveModel {
            figures: Set(Some(text)),
            kept_at: Set(Some(cx.now())),
            ..Default::default()
        };
        agenda_view::Entity::update_many().set(kept).filter(agenda_view::Column::Id.eq(id)).exec(tx).await?;
    }
    Ok(())
}

/// What the views on a meeting's agenda show: the figures of the meeting once it has begun, marked where there
/// are newer ones.
///
/// # Errors
/// [`Denial::NotPublished`] to anyone the meeting is not open to.
pub async fn views(cx: &Context, id: MeetingId) -> Result<Vec<ItemView>> {
    let row = store::find_row(&cx.db, id).await?;
    if !may_see(&cx.actor, id, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let items: Vec<_> = store::item_rows(&cx.db, id).await?.into_iter().map(|it| it.id).collect();
    let mut views = Vec::new();
    for row in rows(&cx.db, &items).await? {
        let asked = Asked::parse(&row.query);
        let present = published(cx, &asked).await?;
        let kept: Option<Kept> = match &row.figures {
            Some(text) => Some(serde_json::from_str(text).map_err(|cause| Error::from_cause(&cause))?),
            None => None,
        };
        let newer = kept.as_ref().is_some_and(|it| is_newer(it.shown.as_ref(), present.as_ref()));
        let Kept { day, shown } = kept.unwrap_or(Kept { day: cx.today(), shown: present });
        views.push(ItemView {
            id: row.id,
            item: row.agenda_item_id,
            name: row.name,
            asked,
            day,
            shown,
            kept_at: row.kept_at,
            newer,
        });
    }
    Ok(views)
}

/// The meetings that the actor may see and whose agenda takes an indicator up: its sector, or a view that
/// shows it. Newest first; none for what is no indicator.
pub async fn meetings_of(cx: &Context, code: &str) -> Result<Vec<Meeting>> {
    let indicator = match crate::indicator::server::by_code(&cx.db, code).await {
        Ok(it) => it,
        Err(Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let shown = agenda_view::Entity::find()
        .filter(agenda_view::Column::Query.contains(format!("indicator={}", indicator.code)))
        .all(&cx.db)
        .await?;
    let shown = shown.into_iter().filter(|it| Asked::parse(&it.query).indicators.contains(&indicator.code));
    let shown: Vec<_> = shown.map(|it| it.agenda_item_id).collect();
    let on = Condition::any()
        .add(agenda_item::Column::SectorId.eq(indicator.sector))
        .add(agenda_item::Column::Id.is_in(shown));
    let items = agenda_item::Entity::find().filter(on).all(&cx.db).await?;
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(items.into_iter().map(|it| it.meeting_id)))
        .order_by_desc(meeting::Column::StartsAt)
        .all(&cx.db)
        .await?;
    let mut meetings = Vec::new();
    for row in rows.into_iter().filter(|it| may_see(&cx.actor, it.id, it.state)) {
        meetings.push(store::with_periods(&cx.db, row).await?);
    }
    Ok(meetings)
}
