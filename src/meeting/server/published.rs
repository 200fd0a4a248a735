//! What was published of an agenda, and what is different by now.

use super::entity::meeting;
use super::prepared::published_agenda;
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::meeting::{AgendaItem, Changes, Meeting, Paper, Published};
use crate::server::Context;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// Keeps the agenda as everybody sees it from now on.
pub async fn keep(
    cx: &Context,
    tx: &impl ConnectionTrait,
    meeting: &Meeting,
    items: &[AgendaItem],
    papers: &[Paper],
) -> Result<()> {
    let published = Published::new(cx.now(), meeting, items, papers);
    let row = published_agenda::ActiveModel {
        meeting_id: Set(meeting.id),
        at: Set(published.at),
        person_id: Set(Some(cx.actor.person)),
        body: Set(serde_json::to_string(&published).map_err(|cause| Error::from_cause(&cause))?),
    };
    published_agenda::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn find(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<Published>> {
    let row = published_agenda::Entity::find_by_id(id).one(db).await?;
    // One that another version of the program wrote and this one cannot read tells of no change.
    Ok(row.and_then(|it| serde_json::from_str(&it.body).ok()))
}

/// What changed since; none when nothing did.
pub async fn changes(
    cx: &Context,
    meeting: &Meeting,
    items: &[AgendaItem],
    papers: &[Paper],
) -> Result<Option<Changes>> {
    let Some(published) = find(&cx.db, meeting.id).await? else { return Ok(None) };
    let changes = published.changes(&Published::new(cx.now(), meeting, items, papers));
    Ok(Some(changes).filter(|it| !it.is_empty()))
}

/// Someone outside those who prepare it may have seen it.
pub fn is_out(row: &meeting::Model) -> bool {
    row.state != crate::meeting::MeetingState::Draft
}
