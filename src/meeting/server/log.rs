//! The one door by which anything happens in a meeting.

use super::entity::{conclusion, conclusion_revision, conclusion_source, meeting, meeting_event};
use super::{store, views};
use crate::actor::Scope;
use crate::error::{Denial, Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{AgendaItemId, ConclusionId, ConclusionRevisionId, MeetingId, PassageId};
use crate::live::server::Topic;
use crate::meeting::policy::{may_see, permission_for};
use crate::meeting::{ConclusionState, Event, Happening, MeetingState, Phase, Room};
use crate::report::server::entity::passage;
use crate::server::{Change, Context, record_change};
use crate::task;
use crate::task::TaskInput;
use chrono::SubsecRound;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

/// The longest conclusion, in characters.
const LONGEST: u32 = 5000;

/// Moves the meeting: begins, opens an item, pauses, goes on, ends.
///
/// # Errors
/// [`Denial::WrongState`] for what the room does not allow now, and for what has a door of its own.
pub async fn act(cx: &Context, meeting: MeetingId, key: Uuid, what: Happening) -> Result<Event> {
    if matches!(what, Happening::Concluded { .. } | Happening::Tasked { .. }) {
        return Err(Denial::WrongState.into());
    }
    // Worked out before anything is held: counting the totals anew may have to write.
    let figures =
        if matches!(what, Happening::Started) { views::now(cx, meeting).await? } else { Vec::new() };
    let tx = cx.write().await?;
    let entry = match enter(cx, &tx, meeting, key, &what).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(entry) => *entry,
    };
    views::keep(cx, &tx, figures).await?;
    if let Happening::ItemOpened { item } = what {
        known_item(&tx, meeting, item).await?;
    }
    let event = append(cx, &tx, entry, key, what).await?;
    tx.commit().await?;
    tell(cx, meeting, &event);
    Ok(event)
}

/// A conclusion as it is worded.
pub struct Wording {
    pub item: AgendaItemId,
    /// The conclusion worded anew; none for a new one.
    pub conclusion: Option<ConclusionId>,
    /// Number of the event whose wording the writer saw; 0 for a new one.
    pub seen: i64,
    pub body: String,
    /// Passages it was made from.
    pub sources: Vec<PassageId>,
}

/// Words a conclusion on an item, or words it anew under the same identity. Every wording is kept.
///
/// # Errors
/// [`Error::Conflict`] when someone worded it since the writer looked.
pub async fn conclude(cx: &Context, meeting: MeetingId, key: Uuid, wording: Wording) -> Result<Event> {
    let Wording { item, conclusion: known, seen, body, sources } = wording;
    let body = parse_required(&body, LONGEST).map_err(|problem| FieldErrors::of("body", problem))?;
    let id = known.unwrap_or_else(ConclusionId::fresh);
    let what = Happening::Concluded { conclusion: id, item, body: body.clone() };
    let tx = cx.write().await?;
    let entry = match enter(cx, &tx, meeting, key, &what).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(entry) => *entry,
    };
    let sector = known_item(&tx, meeting, item).await?;
    let now = cx.now();
    let revision = match known {
        Some(id) => {
            let kept = entry
                .room
                .conclusions
                .iter()
                .find(|it| it.id == id && it.item == item)
                .ok_or(Error::NotFound)?;
            if kept.seq != seen {
                return Err(Error::Conflict);
            }
            let row = conclusion::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?;
            record_change(
                cx,
                &tx,
                Change {
                    action: "conclusion.reword",
                    kind: "conclusion",
                    id: id.0,
                    before: Some(row.body.clone()),
                    after: Some(body.clone()),
                },
            )
            .await?;
            let revision = row.revision + 1;
            let change = conclusion::ActiveModel {
                id: Set(id),
                body: Set(body.clone()),
                revision: Set(revision),
                updated_at: Set(now),
                recorded_by: Set(Some(cx.actor.person)),
                ..Default::default()
            };
            conclusion::Entity::update(change).exec(&tx).await?;
            revision
        }
        None => {
            let position = conclusion::Entity::find()
                .filter(conclusion::Column::MeetingId.eq(meeting))
                .count(&tx)
                .await?;
            let row = conclusion::ActiveModel {
                id: Set(id),
                meeting_id: Set(meeting),
                agenda_item_id: Set(Some(item)),
                sector_id: Set(sector),
                position: Set(i32::try_from(position).unwrap_or(i32::MAX).saturating_add(1)),
                body: Set(body.clone()),
                state: Set(ConclusionState::Agreed),
                revision: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
                recorded_by: Set(Some(cx.actor.person)),
                sample: Set(entry.row.sample),
            };
            conclusion::Entity::insert(row).exec_without_returning(&tx).await?;
            record_change(
                cx,
                &tx,
                Change {
                    action: "conclusion.word",
                    kind: "conclusion",
                    id: id.0,
                    before: None,
                    after: Some(body.clone()),
                },
            )
            .await?;
            1
        }
    };
    let row = conclusion_revision::ActiveModel {
        id: Set(ConclusionRevisionId::fresh()),
        conclusion_id: Set(id),
        revision: Set(revision),
        body: Set(body),
        at: Set(now),
        person_id: Set(Some(cx.actor.person)),
    };
    conclusion_revision::Entity::insert(row).exec_without_returning(&tx).await?;
    note_sources(&tx, id, &sources).await?;
    let event = append(cx, &tx, entry, key, what).await?;
    tx.commit().await?;
    tell(cx, meeting, &event);
    Ok(event)
}

/// Links a conclusion to the passages it was made from. One that was removed meanwhile is left out.
async fn note_sources(tx: &DatabaseTransaction, id: ConclusionId, sources: &[PassageId]) -> Result<()> {
    if sources.is_empty() {
        return Ok(());
    }
    let kept = conclusion_source::Entity::find()
        .filter(conclusion_source::Column::ConclusionId.eq(id))
        .all(tx)
        .await?;
    let found =
        passage::Entity::find().filter(passage::Column::Id.is_in(sources.iter().copied())).all(tx).await?;
    for passage in found.into_iter().filter(|it| !kept.iter().any(|kept| kept.passage_id == it.id)) {
        let row = conclusion_source::ActiveModel { conclusion_id: Set(id), passage_id: Set(passage.id) };
        conclusion_source::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Turns a conclusion into a task of the period that the meeting plans.
pub async fn task_from_conclusion(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    conclusion: ConclusionId,
    input: &TaskInput,
) -> Result<Event> {
    let draft = input.parse()?;
    let tx = cx.write().await?;
    // What the room is asked is only whether a task may be made now; its content is known once it is made.
    let asked = Happening::Tasked {
        conclusion,
        task: Default::default(),
        code: String::new(),
        title: String::new(),
        lead: String::new(),
        due_on: draft.due_on,
    };
    let entry = match enter(cx, &tx, meeting, key, &asked).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(entry) => *entry,
    };
    let row = conclusion::Entity::find_by_id(conclusion)
        .one(&tx)
        .await?
        .filter(|it| it.meeting_id == meeting)
        .ok_or(Error::NotFound)?;
    let sectors: Vec<_> = row.sector_id.into_iter().collect();
    let period = entry.row.plans_period_id;
    let line = task::server::open(cx, &tx, conclusion, period, &sectors, draft).await?;
    let what = Happening::Tasked {
        conclusion,
        task: line.id,
        code: line.code,
        title: line.title,
        lead: line.lead.name_vi,
        due_on: line.due_on,
    };
    let event = append(cx, &tx, entry, key, what).await?;
    tx.commit().await?;
    tell(cx, meeting, &event);
    Ok(event)
}

/// The meeting as it stands in the transaction that will add to its log.
struct Open {
    row: meeting::Model,
    room: Room,
}

enum Entry {
    /// The same key was taken before: this is what became of it.
    Told(Event),
    New(Box<Open>),
}

/// Holds the meeting's log, and checks that this may happen now and by this person.
async fn enter(
    cx: &Context,
    tx: &DatabaseTransaction,
    meeting: MeetingId,
    key: Uuid,
    what: &Happening,
) -> Result<Entry> {
    cx.actor.require(permission_for(what), Scope::Meeting(meeting))?;
    let row = store::lock(tx, meeting).await?;
    if !may_see(&cx.actor, meeting, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let told = meeting_event::Entity::find()
        .filter(meeting_event::Column::MeetingId.eq(meeting))
        .filter(meeting_event::Column::Key.eq(key))
        .one(tx)
        .await?;
    if let Some(told) = told {
        return Ok(Entry::Told(store::event_of(told)?));
    }
    let room = store::room(tx, meeting).await?;
    if row.state == MeetingState::Draft || !room.allows(what) {
        return Err(Denial::WrongState.into());
    }
    Ok(Entry::New(Box::new(Open { row, room })))
}

/// Writes the next event and what the meeting's row shows of it.
async fn append(
    cx: &Context,
    tx: &DatabaseTransaction,
    Open { row, room }: Open,
    key: Uuid,
    what: Happening,
) -> Result<Event> {
    // No finer than any database keeps it, so that the event is told as it will be read.
    let event = Event { seq: row.last_seq + 1, at: cx.now().trunc_subsecs(6), what };
    let after = room.after(&event);
    if after.seq != event.seq {
        return Err(Error::from_cause(&format_args!("meeting {} lost events before {}", row.id, event.seq)));
    }
    let state = match after.phase {
        Phase::NotStarted => row.state,
        Phase::Running | Phase::Paused => MeetingState::Running,
        Phase::Ended => MeetingState::Ended,
    };
    let moved = meeting::Entity::update_many()
        .col_expr(meeting::Column::LastSeq, Expr::value(event.seq))
        .col_expr(meeting::Column::State, Expr::value(state.word()))
        .filter(meeting::Column::Id.eq(row.id))
        .filter(meeting::Column::LastSeq.eq(row.last_seq))
        .exec(tx)
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::Conflict);
    }
    let body = serde_json::to_string(&event.what).map_err(|cause| Error::from_cause(&cause))?;
    let entry = meeting_event::ActiveModel {
        meeting_id: Set(row.id),
        seq: Set(event.seq),
        at: Set(event.at),
        person_id: Set(Some(cx.actor.person)),
        kind: Set(event.what.word().to_owned()),
        body: Set(body),
        key: Set(key),
    };
    meeting_event::Entity::insert(entry).exec_without_returning(tx).await?;
    record_change(
        cx,
        tx,
        Change {
            action: &format!("meeting.{}", event.what.word()),
            kind: "meeting",
            id: row.id.0,
            before: None,
            after: Some(&event),
        },
    )
    .await?;
    Ok(event)
}

/// Tells every open screen. Call after commit.
fn tell(cx: &Context, meeting: MeetingId, event: &Event) {
    let sent = serde_json::to_string(event).ok().map(Into::into);
    cx.hub.announce(Topic::Meeting { id: meeting, seq: event.seq, event: sent });
}

/// The sector of an item, when the item is this meeting's.
async fn known_item(
    tx: &impl ConnectionTrait,
    meeting: MeetingId,
    item: AgendaItemId,
) -> Result<Option<crate::id::SectorId>> {
    super::entity::agenda_item::Entity::find_by_id(item)
        .one(tx)
        .await?
        .filter(|it| it.meeting_id == meeting)
        .map(|it| it.sector_id)
        .ok_or_else(|| FieldErrors::of("item", Problem::Unknown).into())
}
