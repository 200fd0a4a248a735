//! The one door by which anything happens in a meeting.

use super::entity::{agenda_item, meeting, meeting_event};
use super::{feed, store, together, views};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{AgendaItemId, MeetingId, PersonId, SectorId};
use crate::identity;
use crate::meeting::policy::may_see;
use crate::meeting::{Event, Hand, Happening, MeetingState, Phase, Room, Who, may_cause};
use crate::server::{Change, Context, record_change};
use crate::time::Instant;
use chrono::SubsecRound;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    Statement, sea_query::Expr,
};
use std::sync::Arc;
use uuid::Uuid;

/// Lets something happen, from no device in particular.
///
/// # Errors
/// As [`act_from`].
pub async fn act(cx: &Context, meeting: MeetingId, key: Uuid, what: Happening) -> Result<Event> {
    act_from(cx, meeting, key, None, what).await
}

/// Lets something happen. The same key is taken once from the same person, and answered with the same event.
///
/// # Errors
/// The [`Denial`] of [`may_cause`], or [`Denial::WrongState`] for what has a door of its own;
/// [`Error::Conflict`] when a draft was written anew since the writer looked; field errors on `who`, `body`,
/// `seconds`, `item`, `conclusion` and `absent`.
pub async fn act_from(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
) -> Result<Event> {
    if what.has_own_door() {
        return Err(Denial::WrongState.into());
    }
    add(cx, meeting, key, device, what.checked()?).await
}

/// As [`act_from`], for what was made and checked on the server.
pub async fn add(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
) -> Result<Event> {
    if matches!(what, Happening::Started) {
        start(cx, meeting, key, device).await
    } else {
        together::add(cx, meeting, key, device, what).await
    }
}

async fn start(cx: &Context, meeting: MeetingId, key: Uuid, device: Option<Uuid>) -> Result<Event> {
    let what = Happening::Started;
    cx.actor.require(Permission::ConductMeeting, Scope::Meeting(meeting))?;
    // Worked out before anything is held: counting the totals anew may have to write.
    let figures = views::now(cx, meeting).await?;
    let _turn = cx.rooms.turn(meeting).await?;
    let tx = cx.write().await?;
    let open = match enter(cx, &tx, meeting, key).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(open) => open,
    };
    open.permits(cx, device, &what)?;
    views::keep(cx, &tx, figures).await?;
    finish(cx, tx, open, key, what).await
}

/// Puts in the name of whoever comes in another's place.
pub async fn named(tx: &DatabaseTransaction, mut what: Happening) -> Result<Happening> {
    if let Happening::Substituted { substitute, name, .. } = &mut what {
        *name = match substitute {
            Who::Guest(name) => name.clone(),
            Who::Person(person) => {
                let person = *person;
                identity::server::names(tx, &[person]).await?.remove(&person).unwrap_or_default()
            }
        };
    }
    Ok(what)
}

/// The meeting as it stands in the transaction that will add to its log.
pub struct Open {
    pub row: meeting::Model,
    pub room: Arc<Room>,
    /// Whoever acts is on its list of delegates.
    pub invited: bool,
    /// When the next event happens.
    pub at: Instant,
}

pub enum Entry {
    /// The same key was taken before: this is what became of it.
    Told(Event),
    New(Box<Open>),
}

/// Holds the meeting's log against every other writer until the transaction ends.
pub async fn enter(cx: &Context, tx: &DatabaseTransaction, meeting: MeetingId, key: Uuid) -> Result<Entry> {
    let row = store::lock(tx, meeting).await?;
    step_in(cx, tx, row, None, key).await
}

/// As [`enter`], where the row is held already; the room as it stands, where that is known.
pub async fn step_in(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: meeting::Model,
    room: Option<Arc<Room>>,
    key: Uuid,
) -> Result<Entry> {
    let meeting = row.id;
    if !may_see(&cx.actor, meeting, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let told = meeting_event::Entity::find()
        .filter(meeting_event::Column::MeetingId.eq(meeting))
        .filter(meeting_event::Column::Key.eq(key))
        .one(tx)
        .await?;
    match told {
        Some(told) if told.person_id == Some(cx.actor.person) => Ok(Entry::Told(store::event_of(told)?)),
        Some(_) => Err(Error::Conflict),
        None => {
            let room = match room {
                Some(room) => room,
                None => cx.rooms.read_held(tx, meeting, row.last_seq).await?,
            };
            let invited = store::is_seated(tx, meeting, cx.actor.person).await?;
            // No finer than any database keeps it, so that the event is told as it will be read; and never
            // before the last, though another server's clock may be ahead.
            let now = cx.now().trunc_subsecs(6);
            let at = room.at.map_or(now, |last| last.max(now));
            Ok(Entry::New(Box::new(Open { row, room, invited, at })))
        }
    }
}

impl Open {
    /// Checks that this may happen now, by this person and from this device.
    pub fn permits(&self, cx: &Context, device: Option<Uuid>, what: &Happening) -> Result<(), Denial> {
        let hand = Hand { actor: &cx.actor, meeting: self.row.id, invited: self.invited, device };
        may_cause(&hand, &self.room, &self.room.next(self.at, cx.actor.person, what.clone()))?;
        if self.row.state == MeetingState::Draft { Err(Denial::WrongState) } else { Ok(()) }
    }

    /// Checks that what it names is there: the item, the conclusion, the person.
    pub async fn knows(&self, tx: &DatabaseTransaction, what: &Happening) -> Result<()> {
        let unknown = |field| Err(FieldErrors::of(field, Problem::Unknown).into());
        if let Some(item) = what.item() {
            known_item(tx, self.row.id, item).await?;
        }
        if let Happening::Drafted { item, conclusion: Some(conclusion), .. }
        | Happening::PassageTaken { item, conclusion: Some(conclusion), .. }
        | Happening::WordingProposed { item, conclusion: Some(conclusion), .. } = what
            && !self.room.conclusions_on(*item).any(|it| it.id == *conclusion)
        {
            return unknown("conclusion");
        }
        if let Happening::Substituted { absent, .. } = what
            && !store::is_seated(tx, self.row.id, *absent).await?
        {
            return unknown("absent");
        }
        if let Some(Who::Person(person)) = what.who()
            && !self.knows_person(tx, what, *person).await?
        {
            return unknown("who");
        }
        Ok(())
    }

    /// Opinions are anybody's, and anybody may stand in; only those who sit here speak and are counted.
    async fn knows_person(
        &self,
        tx: &DatabaseTransaction,
        what: &Happening,
        person: PersonId,
    ) -> Result<bool> {
        let seated = async || store::is_seated(tx, self.row.id, person).await;
        match what {
            Happening::Substituted { .. } if seated().await? => Ok(false),
            Happening::OpinionNoted { .. } | Happening::Substituted { .. } => {
                Ok(identity::server::names(tx, &[person]).await?.contains_key(&person))
            }
            _ => Ok(seated().await? || self.room.attendance.stands_in(person)),
        }
    }
}

/// Writes the next event and what the meeting's row shows of it, commits, and tells every open screen.
pub async fn finish(
    cx: &Context,
    tx: DatabaseTransaction,
    open: Box<Open>,
    key: Uuid,
    what: Happening,
) -> Result<Event> {
    let (event, room) = note(cx, &tx, &open, key, what).await?;
    close(cx, tx, &open.row, room, std::slice::from_ref(&event)).await?;
    Ok(event)
}

/// Writes the next event into the log, and what the audit keeps of it. Gives also the room after it.
pub async fn note(
    cx: &Context,
    tx: &DatabaseTransaction,
    open: &Open,
    key: Uuid,
    what: Happening,
) -> Result<(Event, Arc<Room>)> {
    let meeting = open.row.id;
    let event = open.room.next(open.at, cx.actor.person, what);
    let after = Room::clone(&open.room).after(&event);
    if after.seq != event.seq {
        return Err(Error::from_cause(&format_args!("meeting {meeting} lost events before {}", event.seq)));
    }
    let body = serde_json::to_string(&event.what).map_err(|cause| Error::from_cause(&cause))?;
    let entry = meeting_event::ActiveModel {
        meeting_id: Set(meeting),
        seq: Set(event.seq),
        at: Set(event.at),
        person_id: Set(event.by),
        kind: Set(event.what.word().to_owned()),
        body: Set(body),
        key: Set(key),
    };
    meeting_event::Entity::insert(entry).exec_without_returning(tx).await?;
    let change = Change {
        action: &format!("meeting.{}", event.what.word()),
        kind: "meeting",
        id: meeting.0,
        before: None,
        after: Some(&event),
    };
    record_change(cx, tx, change).await?;
    Ok((event, Arc::new(after)))
}

/// The state that a meeting's row shows after some of its events.
pub const fn state_after(before: MeetingState, room: &Room) -> MeetingState {
    match room.phase {
        Phase::NotStarted => before,
        Phase::Running | Phase::Paused | Phase::Adjourned => MeetingState::Running,
        Phase::Ended => MeetingState::Ended,
    }
}

/// Writes what the meeting's row shows of the events noted, commits, and tells every open screen. `row` is the row
/// as it was held before the first of them, `room` the room after the last.
pub async fn close(
    cx: &Context,
    tx: DatabaseTransaction,
    row: &meeting::Model,
    room: Arc<Room>,
    events: &[Event],
) -> Result<()> {
    let state = state_after(row.state, &room);
    let moved = meeting::Entity::update_many()
        .col_expr(meeting::Column::LastSeq, Expr::value(room.seq))
        .col_expr(meeting::Column::State, Expr::value(state.word()))
        .filter(meeting::Column::Id.eq(row.id))
        .filter(meeting::Column::LastSeq.eq(row.last_seq))
        .exec(&tx)
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::Conflict);
    }
    call_others(&tx, row.id, room.seq).await?;
    tx.commit().await?;
    cx.rooms.keep(row.id, &room);
    for event in events {
        feed::tell(&cx.hub, row.id, event);
    }
    Ok(())
}

/// Wakes the other servers of this database, once the transaction is committed and only then.
async fn call_others(tx: &DatabaseTransaction, meeting: MeetingId, seq: i64) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let call = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_notify($1, $2)",
            [feed::channel(meeting).into(), seq.to_string().into()],
        );
        tx.query_one_raw(call).await?;
    }
    Ok(())
}

/// The sector of an item, when the item is this meeting's.
pub async fn known_item(
    tx: &impl ConnectionTrait,
    meeting: MeetingId,
    item: AgendaItemId,
) -> Result<Option<SectorId>> {
    agenda_item::Entity::find_by_id(item)
        .one(tx)
        .await?
        .filter(|it| it.meeting_id == meeting)
        .map(|it| it.sector_id)
        .ok_or_else(|| FieldErrors::of("item", Problem::Unknown).into())
}
