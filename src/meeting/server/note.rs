//! Private notes: read and written by their owner alone, and in no log or audit.

use super::entity::meeting_note;
use super::store;
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{MeetingId, MeetingNoteId};
use crate::meeting::policy::may_see;
use crate::meeting::{NoteInput, PrivateNote};
use crate::report::server::entity::passage;
use crate::server::Context;
use chrono::SubsecRound;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// The most that one person keeps in one meeting.
const MOST: u64 = 1000;

async fn require_sight(cx: &Context, db: &impl ConnectionTrait, meeting: MeetingId) -> Result<()> {
    let row = store::find_row(db, meeting).await?;
    if may_see(&cx.actor, meeting, row.state) { Ok(()) } else { Err(Denial::NotPublished.into()) }
}

/// The actor's own notes, oldest first.
pub async fn notes(cx: &Context, meeting: MeetingId) -> Result<Vec<PrivateNote>> {
    require_sight(cx, &cx.db, meeting).await?;
    let rows = meeting_note::Entity::find()
        .filter(meeting_note::Column::MeetingId.eq(meeting))
        .filter(meeting_note::Column::PersonId.eq(cx.actor.person))
        .order_by_asc(meeting_note::Column::CreatedAt)
        .order_by_asc(meeting_note::Column::Id)
        .all(&cx.db)
        .await?;
    Ok(rows.into_iter().map(told).collect())
}

fn told(row: meeting_note::Model) -> PrivateNote {
    PrivateNote {
        id: row.id,
        item: row.agenda_item_id,
        passage: row.passage_id,
        quote: row.quote,
        body: row.body,
        revision: row.revision,
        updated_at: row.updated_at,
    }
}

/// Keeps a note, new or changed. One that says what is kept already is answered with that.
///
/// # Errors
/// [`Error::Conflict`] when it was changed on another device since; [`Error::NotFound`] for somebody else's.
pub async fn keep_note(cx: &Context, meeting: MeetingId, input: &NoteInput) -> Result<PrivateNote> {
    let draft = input.parse()?;
    let tx = cx.write().await?;
    require_sight(cx, &tx, meeting).await?;
    if let Some(item) = input.item {
        super::log::known_item(&tx, meeting, item).await?;
    }
    // No finer than any database keeps it, so that it is told as it will be read.
    let now = cx.now().trunc_subsecs(6);
    let kept = meeting_note::Entity::find_by_id(input.id).lock_exclusive().one(&tx).await?;
    let row = match kept {
        Some(kept) if (kept.meeting_id, kept.person_id) != (meeting, cx.actor.person) => {
            return Err(Error::NotFound);
        }
        Some(kept) if (&kept.quote, &kept.body) == (&draft.quote, &draft.body) => return Ok(told(kept)),
        Some(kept) if kept.revision != input.seen => return Err(Error::Conflict),
        Some(kept) => {
            let revision = kept.revision + 1;
            let change = meeting_note::ActiveModel {
                id: Set(kept.id),
                quote: Set(draft.quote),
                body: Set(draft.body),
                revision: Set(revision),
                updated_at: Set(now),
                ..Default::default()
            };
            meeting_note::Entity::update(change).exec(&tx).await?
        }
        None => {
            if let Some(id) = input.passage {
                let known = passage::Entity::find_by_id(id).one(&tx).await?;
                known.ok_or_else(|| FieldErrors::of("passage", Problem::Unknown))?;
            }
            let own = meeting_note::Entity::find()
                .filter(meeting_note::Column::MeetingId.eq(meeting))
                .filter(meeting_note::Column::PersonId.eq(cx.actor.person));
            if own.count(&tx).await? >= MOST {
                return Err(Error::TooMany(MOST));
            }
            let row = meeting_note::Model {
                id: input.id,
                meeting_id: meeting,
                person_id: cx.actor.person,
                agenda_item_id: input.item,
                passage_id: input.passage,
                quote: draft.quote,
                body: draft.body,
                revision: 1,
                created_at: now,
                updated_at: now,
            };
            let made = meeting_note::ActiveModel {
                id: Set(row.id),
                meeting_id: Set(row.meeting_id),
                person_id: Set(row.person_id),
                agenda_item_id: Set(row.agenda_item_id),
                passage_id: Set(row.passage_id),
                quote: Set(row.quote.clone()),
                body: Set(row.body.clone()),
                revision: Set(row.revision),
                created_at: Set(row.created_at),
                updated_at: Set(row.updated_at),
            };
            meeting_note::Entity::insert(made).exec_without_returning(&tx).await?;
            row
        }
    };
    tx.commit().await?;
    Ok(told(row))
}

/// Drops a note of the actor's own. One that is not there is dropped already.
pub async fn drop_note(cx: &Context, meeting: MeetingId, note: MeetingNoteId) -> Result<()> {
    let tx = cx.write().await?;
    meeting_note::Entity::delete_many()
        .filter(meeting_note::Column::Id.eq(note))
        .filter(meeting_note::Column::MeetingId.eq(meeting))
        .filter(meeting_note::Column::PersonId.eq(cx.actor.person))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
