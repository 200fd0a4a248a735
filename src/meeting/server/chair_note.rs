//! Private notes of chair and secretary. Nothing else reads their table.

use super::entity::agenda_item;
use super::prepared::agenda_note;
use super::store;
use crate::actor::{Permission, Scope};
use crate::error::{Error, Result};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::policy::sees_chair_notes;
use crate::meeting::{AgendaItem, ChairNote, parse_chair_note};
use crate::server::{Change, Context, record_change};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The notes on a meeting's items; none for anybody but chair and secretary.
pub async fn of_items(cx: &Context, id: MeetingId, items: &[AgendaItem]) -> Result<Vec<ChairNote>> {
    if !sees_chair_notes(&cx.actor, id) || items.is_empty() {
        return Ok(Vec::new());
    }
    let rows = agenda_note::Entity::find()
        .filter(agenda_note::Column::AgendaItemId.is_in(items.iter().map(|it| it.id)))
        .all(&cx.db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|it| ChairNote { item: it.agenda_item_id, body: it.body, revision: it.revision })
        .collect())
}

/// Keeps a note. The audit tells that it was changed, never what it says.
///
/// # Errors
/// [`Error::Conflict`] when the other of the two changed it since `seen`, 0 for none.
pub async fn keep(
    cx: &Context,
    id: MeetingId,
    item: AgendaItemId,
    seen: i64,
    text: &str,
) -> Result<ChairNote> {
    cx.actor.require(Permission::ConductMeeting, Scope::Meeting(id))?;
    let body = parse_chair_note(text)?.unwrap_or_default();
    let tx = cx.write().await?;
    store::lock(&tx, id).await?;
    let found = agenda_item::Entity::find_by_id(item).one(&tx).await?;
    found.filter(|it| it.meeting_id == id).ok_or(Error::NotFound)?;
    let kept = agenda_note::Entity::find_by_id(item).one(&tx).await?;
    if kept.as_ref().map_or(0, |it| it.revision) != seen {
        return Err(Error::Conflict);
    }
    let revision = seen + 1;
    let row = agenda_note::ActiveModel {
        agenda_item_id: Set(item),
        body: Set(body.clone()),
        revision: Set(revision),
        updated_at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
    };
    if kept.is_some() {
        agenda_note::Entity::update(row).exec(&tx).await?;
    } else {
        agenda_note::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    let change =
        Change { action: "agenda.note", kind: "meeting", id: id.0, before: None, after: None::<&str> };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(ChairNote { item, body, revision })
}

/// Takes along the note of an item that goes.
pub async fn remove_of(tx: &impl ConnectionTrait, item: AgendaItemId) -> Result<()> {
    agenda_note::Entity::delete_by_id(item).exec(tx).await?;
    Ok(())
}
