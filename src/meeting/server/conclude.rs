//! Conclusions: worded, made from passages, turned into tasks.

use super::entity::{conclusion, conclusion_revision, conclusion_source};
use super::log::{Entry, add, enter, finish, known_item};
use crate::error::{Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{AgendaItemId, ConclusionId, ConclusionRevisionId, MeetingId, PassageId};
use crate::meeting::{ConclusionState, Event, Happening, LONGEST_WORDING};
use crate::report::server::entity::{passage, report};
use crate::server::{Change, Context, record_change};
use crate::task;
use crate::task::TaskInput;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

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
    let Wording { item, conclusion: known, seen, body, mut sources } = wording;
    let body = parse_required(&body, LONGEST_WORDING).map_err(|problem| FieldErrors::of("body", problem))?;
    let id = known.unwrap_or_else(ConclusionId::fresh);
    let what = Happening::Concluded { conclusion: id, item, body: body.clone() };
    let _turn = cx.rooms.turn(meeting).await?;
    let tx = cx.write().await?;
    let entry = match enter(cx, &tx, meeting, key).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(entry) => entry,
    };
    entry.permits(cx, None, &what)?;
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
    // What went into the draft went into the conclusion.
    let draft = entry.room.wordings.draft(item, known);
    sources.extend(draft.iter().flat_map(|it| it.sources.iter().copied()));
    note_sources(&tx, id, &sources).await?;
    finish(cx, tx, entry, key, what).await
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
    let _turn = cx.rooms.turn(meeting).await?;
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
    let entry = match enter(cx, &tx, meeting, key).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(entry) => entry,
    };
    entry.permits(cx, None, &asked)?;
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
    finish(cx, tx, entry, key, what).await
}

/// Adds a passage of a published report to the wording that is being written.
///
/// # Errors
/// [`Error::NotFound`] for a passage that is not published; on `body` when the wording would grow too long.
pub async fn take_passage(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    item: AgendaItemId,
    conclusion: Option<ConclusionId>,
    passage: PassageId,
) -> Result<Event> {
    let row = passage::Entity::find_by_id(passage).one(&cx.db).await?.ok_or(Error::NotFound)?;
    let of = report::Entity::find_by_id(row.report_id).one(&cx.db).await?.ok_or(Error::NotFound)?;
    if !of.state.is_published() {
        return Err(Error::NotFound);
    }
    let body = row.body.trim().to_owned();
    let room = cx.rooms.read(&cx.db, meeting).await?;
    let before = room.wordings.draft(item, conclusion).map_or(0, |it| it.body.chars().count());
    if before + body.chars().count() + 1 > LONGEST_WORDING as usize {
        return Err(FieldErrors::of("body", Problem::TooLong(LONGEST_WORDING)).into());
    }
    add(cx, meeting, key, device, Happening::PassageTaken { item, conclusion, passage, body }).await
}
