//! Who is asked to a meeting, the invitations that go out, and what comes back.

use super::entity::{meeting, meeting_delegate};
use super::ics::{Entry, Method, Party};
use super::prepared::invitation;
use super::store;
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, Result};
use crate::id::{MeetingId, PersonId};
use crate::identity::server as identity;
use crate::identity::server::entity::person;
use crate::meeting::policy::may_see;
use crate::meeting::{
    AgendaItem, AnswerInput, Candidate, Delegate, InvitationAnswer, MeetingState, total_minutes,
};
use crate::notice::server::{tell, tell_unless_unread};
use crate::notice::{Message, Notice};
use crate::org::Org;
use crate::route;
use crate::server::{Change, Context, record_change};
use crate::time::{Instant, local, show_time};
use chrono::Duration;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use std::collections::HashMap;

async fn asked(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<meeting_delegate::Model>> {
    Ok(meeting_delegate::Entity::find().filter(meeting_delegate::Column::MeetingId.eq(id)).all(db).await?)
}

async fn invitations(
    db: &impl ConnectionTrait,
    id: MeetingId,
) -> Result<HashMap<PersonId, invitation::Model>> {
    let rows = invitation::Entity::find().filter(invitation::Column::MeetingId.eq(id)).all(db).await?;
    Ok(rows.into_iter().map(|it| (it.person_id, it)).collect())
}

/// Those who are asked, by unit and post, with their answers as the actor may see them.
pub async fn delegates(cx: &Context, id: MeetingId, org: &Org) -> Result<Vec<Delegate>> {
    let units: HashMap<_, _> =
        asked(&cx.db, id).await?.into_iter().map(|it| (it.person_id, it.unit_id)).collect();
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut kept = invitations(&cx.db, id).await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(units.keys().copied()))
        .order_by_asc(person::Column::Username)
        .all(&cx.db)
        .await?;
    let prepares = prepares(cx, id);
    let mut found: Vec<_> = people
        .into_iter()
        .map(|row| {
            let unit = units.get(&row.id).copied().flatten().or(row.unit_id);
            let unit = unit.and_then(|it| org.unit(it).cloned());
            let invitation = kept.remove(&row.id);
            let seen = prepares || row.id == cx.actor.person;
            delegate(row, unit, invitation, seen)
        })
        .collect();
    let rank = |it: &Delegate| {
        let place = it.unit.as_ref().and_then(|unit| org.units.iter().position(|other| other.id == unit.id));
        place.unwrap_or(usize::MAX)
    };
    found.sort_by_key(rank);
    Ok(found)
}

/// Prepares or leads the meeting.
fn prepares(cx: &Context, id: MeetingId) -> bool {
    [Permission::PlanMeeting, Permission::ConductMeeting]
        .into_iter()
        .any(|it| cx.actor.may(it, Scope::Meeting(id)))
}

fn delegate(
    row: person::Model,
    unit: Option<crate::org::Unit>,
    kept: Option<invitation::Model>,
    sees_reason: bool,
) -> Delegate {
    let kept = kept.as_ref();
    Delegate {
        person: row.id,
        name: row.display_name,
        post: row.post,
        unit,
        invited_at: kept.and_then(|it| it.sent_at),
        answer: kept.and_then(|it| it.answer),
        answered_at: kept.and_then(|it| it.answered_at),
        reason: kept.and_then(|it| it.reason.clone()).filter(|_| sees_reason),
        substitute: kept.and_then(|it| it.substitute.clone()),
        substitute_post: kept.and_then(|it| it.substitute_post.clone()),
    }
}

/// Active people who are not asked yet.
pub async fn candidates(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Candidate>> {
    let known: Vec<_> = asked(db, id).await?.into_iter().map(|it| it.person_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.is_not_in(known))
        .order_by_asc(person::Column::DisplayName)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    Ok(people
        .into_iter()
        .map(|it| Candidate { person: it.id, name: it.display_name, post: it.post, unit: it.unit_id })
        .collect())
}

/// Those who wait for an invitation with the present time and place, and when the last of the others was sent.
pub async fn waiting(
    db: &impl ConnectionTrait,
    row: &meeting::Model,
) -> Result<(Vec<PersonId>, Option<Instant>)> {
    let kept = invitations(db, row.id).await?;
    let mut waits = Vec::new();
    let mut last = None::<Instant>;
    for it in asked(db, row.id).await? {
        let kept = kept.get(&it.person_id);
        match kept.filter(|it| it.sent_at.is_some() && it.sequence >= row.sequence) {
            Some(sent) => last = last.max(sent.sent_at),
            None => waits.push(it.person_id),
        }
    }
    Ok((waits, last))
}

/// Asks one more. Someone who is asked already stays asked.
pub async fn add(tx: &impl ConnectionTrait, id: MeetingId, who: PersonId) -> Result<()> {
    let person =
        person::Entity::find_by_id(who).one(tx).await?.filter(|it| it.active).ok_or(Error::NotFound)?;
    if !store::is_seated(tx, id, who).await? {
        let row = meeting_delegate::ActiveModel {
            meeting_id: Set(id),
            person_id: Set(who),
            unit_id: Set(person.unit_id),
        };
        meeting_delegate::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Asks one less. Whoever has the invitation already is told, and their calendar too.
pub async fn remove(
    cx: &Context,
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    who: PersonId,
) -> Result<()> {
    let kept = invitation::Entity::find_by_id((row.id, who)).one(tx).await?;
    meeting_delegate::Entity::delete_by_id((row.id, who)).exec(tx).await?;
    let Some(kept) = kept.filter(|it| it.sent_at.is_some()) else {
        invitation::Entity::delete_by_id((row.id, who)).exec(tx).await?;
        return Ok(());
    };
    let last = kept.sequence.max(row.sequence);
    withdraw(cx, tx, row, who, last).await?;
    // What a calendar was told last stays known: asked again, it takes nothing older.
    let change = invitation::ActiveModel { sent_at: Set(None), sequence: Set(last + 1), ..unanswered(kept) };
    invitation::Entity::update(change).exec(tx).await?;
    Ok(())
}

/// `sequence` is what their calendar has.
async fn withdraw(
    cx: &Context,
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    who: PersonId,
    sequence: i32,
) -> Result<()> {
    let parties = Parties::of(cx, tx, row, &[who]).await?;
    let entry = Entry {
        method: Method::Cancel,
        // A calendar takes nothing for newer that bears the number of what it has.
        sequence: sequence + 1,
        organizer: parties.host(),
        attendee: parties.party(who),
        ..entry(row, &[], cx.now())
    };
    let message = Message::Uninvited { meeting: row.title.clone(), starts_at: row.starts_at };
    let notice = Notice::new(message, route::meeting(row.id)).with_calendar(entry.write());
    tell(tx, cx.now(), &[who], &notice).await
}

/// Those between whom an invitation goes, as letters name them.
struct Parties {
    host: PersonId,
    names: HashMap<PersonId, String>,
    addresses: HashMap<PersonId, Option<String>>,
}

impl Parties {
    async fn of(
        cx: &Context,
        tx: &impl ConnectionTrait,
        row: &meeting::Model,
        to: &[PersonId],
    ) -> Result<Self> {
        let host = row.created_by.unwrap_or(cx.actor.person);
        let mut known = to.to_vec();
        known.push(host);
        Ok(Self {
            host,
            names: identity::names(tx, &known).await?,
            addresses: identity::reachable(tx, &known).await?.into_iter().collect(),
        })
    }

    /// None of someone whom no letter reaches.
    fn party(&self, who: PersonId) -> Option<Party> {
        let address = self.addresses.get(&who)?.clone()?;
        Some(Party { name: self.names.get(&who)?.clone(), address })
    }

    fn host(&self) -> Option<Party> {
        self.party(self.host)
    }
}

/// Sends an invitation to everybody who waits for one, and says to how many.
///
/// # Errors
/// [`Denial::WrongState`] before the agenda is published, and once the meeting begins.
pub async fn send(cx: &Context, id: MeetingId) -> Result<usize> {
    cx.actor.require(Permission::PlanMeeting, Scope::Meeting(id))?;
    let tx = cx.write().await?;
    let row = store::lock(&tx, id).await?;
    if row.state != MeetingState::Published {
        return Err(Denial::WrongState.into());
    }
    let (waits, _) = waiting(&tx, &row).await?;
    deliver(cx, &tx, &row, &waits).await?;
    record_change(
        cx,
        &tx,
        Change {
            action: "meeting.invite",
            kind: "meeting",
            id: id.0,
            before: None,
            after: Some(waits.len()),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(waits.len())
}

/// Tells those who were invited that they should arrange themselves anew. What they answered was said of another
/// time, so they are asked again.
pub async fn send_again(
    cx: &Context,
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    moved: bool,
) -> Result<()> {
    let mut again = Vec::new();
    for (who, kept) in invitations(tx, row.id).await? {
        if kept.sent_at.is_some() {
            again.push(who);
        }
        if moved {
            invitation::Entity::update(unanswered(kept)).exec(tx).await?;
        }
    }
    deliver(cx, tx, row, &again).await
}

fn unanswered(kept: invitation::Model) -> invitation::ActiveModel {
    invitation::ActiveModel {
        answer: Set(None),
        reason: Set(None),
        substitute: Set(None),
        substitute_post: Set(None),
        answered_at: Set(None),
        ..kept.into_active_model()
    }
}

async fn deliver(
    cx: &Context,
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    to: &[PersonId],
) -> Result<()> {
    let org = crate::org::server::at(tx, local(row.starts_at).date()).await?;
    let items = store::items_of(store::item_rows(tx, row.id).await?, row.starts_at, &org);
    let parties = Parties::of(cx, tx, row, to).await?;
    let kept = invitations(tx, row.id).await?;
    for who in to {
        let before = kept.get(who);
        let again = before.is_some_and(|it| it.sent_at.is_some());
        let sequence = before.map_or(0, |it| it.sequence).max(row.sequence);
        // An answer needs somebody to send it to.
        let method = if parties.host().is_some() { Method::Request } else { Method::Publish };
        let entry = Entry {
            method,
            sequence,
            organizer: parties.host(),
            attendee: parties.party(*who),
            ..entry(row, &items, cx.now())
        };
        let message = Message::Invited {
            meeting: row.title.clone(),
            starts_at: row.starts_at,
            place: row.place.clone(),
            again,
        };
        let notice = Notice::new(message, route::meeting(row.id)).with_calendar(entry.write());
        tell(tx, cx.now(), &[*who], &notice).await?;
        note_sent(tx, row.id, *who, sequence, before.is_some(), cx.now()).await?;
    }
    Ok(())
}

async fn note_sent(
    tx: &impl ConnectionTrait,
    id: MeetingId,
    who: PersonId,
    sequence: i32,
    is_kept: bool,
    now: Instant,
) -> Result<()> {
    let change = invitation::ActiveModel {
        meeting_id: Set(id),
        person_id: Set(who),
        sent_at: Set(Some(now)),
        sequence: Set(sequence),
        ..Default::default()
    };
    if is_kept {
        invitation::Entity::update(change).exec(tx).await?;
    } else {
        invitation::Entity::insert(change).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// A meeting as a calendar's entry for nobody in particular.
pub fn entry(row: &meeting::Model, items: &[AgendaItem], now: Instant) -> Entry {
    let minutes = match total_minutes(items) {
        0 => row.limit_minutes,
        minutes => minutes,
    };
    let lines = items.iter().map(|it| format!("{} {}. {}", show_time(it.planned_at), it.number, it.title));
    Entry {
        method: Method::Publish,
        uid: format!("{}@giaoban", row.id),
        sequence: row.sequence,
        made_at: now,
        starts_at: row.starts_at,
        ends_at: row.starts_at + Duration::minutes(i64::from(minutes)),
        title: row.title.clone(),
        place: row.place.clone(),
        text: lines.collect::<Vec<_>>().join("\n"),
        organizer: None,
        attendee: None,
    }
}

/// Keeps what someone who is asked answers. Whoever prepares the meeting is told when they do not come.
///
/// # Errors
/// [`Denial::NotAllowed`] to whoever was not asked, [`Denial::WrongState`] once the meeting begins.
pub async fn answer(cx: &Context, id: MeetingId, input: &AnswerInput) -> Result<Delegate> {
    if !cx.actor.writes() {
        return Err(Denial::ReadOnlyDevice.into());
    }
    let tx = cx.write().await?;
    let row = store::lock(&tx, id).await?;
    if !may_see(&cx.actor, id, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let who = cx.actor.person;
    let asked = meeting_delegate::Entity::find_by_id((id, who)).one(&tx).await?;
    let asked = asked.ok_or(Error::Denied(Denial::NotAllowed))?;
    if row.state != MeetingState::Published {
        return Err(Denial::WrongState.into());
    }
    let draft = input.parse()?;
    let kept = invitation::Entity::find_by_id((id, who)).one(&tx).await?;
    let is_kept = kept.is_some();
    let now = Some(cx.now());
    let next = invitation::Model {
        meeting_id: id,
        person_id: who,
        sent_at: kept.as_ref().and_then(|it| it.sent_at),
        sequence: kept.as_ref().map_or(row.sequence, |it| it.sequence),
        answer: Some(draft.answer),
        reason: draft.reason.clone(),
        substitute: draft.substitute.clone(),
        substitute_post: draft.substitute_post,
        answered_at: now,
    };
    let change = next.clone().into_active_model().reset_all();
    if is_kept {
        invitation::Entity::update(change).exec(&tx).await?;
    } else {
        invitation::Entity::insert(change).exec_without_returning(&tx).await?;
    }
    let (name, meeting) = (cx.actor.name.clone(), row.title.clone());
    let message = match (draft.answer, draft.reason, draft.substitute) {
        (InvitationAnswer::Declined, Some(reason), _) => {
            Some(Message::Declined { who: name, meeting, reason })
        }
        (InvitationAnswer::Substituted, _, Some(substitute)) => {
            Some(Message::Substituted { who: name, meeting, substitute })
        }
        _ => None,
    };
    if let (Some(message), Some(host)) = (message, row.created_by) {
        tell(&tx, cx.now(), &[host], &Notice::new(message, route::meeting(id))).await?;
    }
    record_change(
        cx,
        &tx,
        Change {
            action: "meeting.answer",
            kind: "meeting",
            id: id.0,
            before: kept.and_then(|it| it.answer),
            after: Some(draft.answer),
        },
    )
    .await?;
    let person = person::Entity::find_by_id(who).one(&tx).await?.ok_or(Error::NotFound)?;
    let org = crate::org::server::at(&tx, local(row.starts_at).date()).await?;
    tx.commit().await?;
    let unit = asked.unit_id.or(person.unit_id).and_then(|it| org.unit(it).cloned());
    Ok(delegate(person, unit, Some(next), true))
}

/// Tells those who are asked that what they may have read is another now: once, until they read it.
pub async fn tell_changed(cx: &Context, tx: &impl ConnectionTrait, row: &meeting::Model) -> Result<()> {
    let asked = asked(tx, row.id).await?.into_iter().map(|it| it.person_id);
    let to: Vec<_> = asked.filter(|it| *it != cx.actor.person).collect();
    let message = Message::AgendaChanged { meeting: row.title.clone(), starts_at: row.starts_at };
    tell_unless_unread(tx, cx.now(), &to, &Notice::new(message, route::meeting(row.id))).await
}
