use super::entity::{agenda_item, conclusion, meeting, meeting_delegate, meeting_event};
use super::prepared::invitation;
use crate::actor::Role;
use crate::error::{Error, Result};
use crate::id::{ConclusionId, MeetingId, PersonId, UnitId};
use crate::identity::ScopeKind;
use crate::identity::server::entity::{person, role_grant};
use crate::meeting::{
    AgendaItem, Conclusion, Event, InvitationAnswer, Meeting, MeetingLine, MeetingRules, MeetingState,
    Participant, Room,
};
use crate::org::Org;
use crate::period::Period;
use crate::task::server::entity::task;
use crate::time::Instant;
use crate::{period, task::TaskLine};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};

pub async fn find_row(db: &impl ConnectionTrait, id: MeetingId) -> Result<meeting::Model> {
    meeting::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// Where the limits of meetings are kept, as JSON.
const RULES: &str = "meeting_rules";

/// What the rules allow; the decision's own numbers where nothing else was set.
pub async fn rules(db: &impl ConnectionTrait) -> Result<MeetingRules> {
    let kept = crate::identity::server::setting(db, RULES).await?;
    Ok(kept.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default())
}

/// The row, held against every other writer until the transaction ends.
pub async fn lock(tx: &impl ConnectionTrait, id: MeetingId) -> Result<meeting::Model> {
    meeting::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

pub async fn with_periods(db: &impl ConnectionTrait, row: meeting::Model) -> Result<Meeting> {
    let reviews = period::server::find(db, row.period_id).await?;
    let plans = match row.plans_period_id {
        Some(id) => Some(period::server::find(db, id).await?),
        None => None,
    };
    Ok(meeting_of(row, reviews, plans))
}

fn meeting_of(row: meeting::Model, reviews: Period, plans: Option<Period>) -> Meeting {
    Meeting {
        id: row.id,
        title: row.title,
        place: row.place,
        starts_at: row.starts_at,
        kind: row.kind,
        limit_minutes: row.limit_minutes,
        urgent: row.urgent,
        sequence: row.sequence,
        state: row.state,
        reviews,
        plans,
        sample: row.sample,
        revision: row.revision,
    }
}

/// Every meeting with its counts, newest first.
pub async fn lines(db: &impl ConnectionTrait) -> Result<Vec<MeetingLine>> {
    let rows = meeting::Entity::find()
        .order_by_desc(meeting::Column::StartsAt)
        .order_by_desc(meeting::Column::Id)
        .all(db)
        .await?;
    let periods: HashMap<_, _> = period::server::all(db).await?.into_iter().map(|it| (it.id, it)).collect();
    let mut items = HashMap::<MeetingId, u32>::new();
    for (id,) in agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::MeetingId)
        .into_tuple::<(MeetingId,)>()
        .all(db)
        .await?
    {
        *items.entry(id).or_default() += 1;
    }
    let of_conclusion: HashMap<ConclusionId, MeetingId> = conclusion::Entity::find()
        .select_only()
        .column(conclusion::Column::Id)
        .column(conclusion::Column::MeetingId)
        .into_tuple::<(ConclusionId, MeetingId)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let mut conclusions = HashMap::<MeetingId, u32>::new();
    for id in of_conclusion.values() {
        *conclusions.entry(*id).or_default() += 1;
    }
    let mut tasks = HashMap::<MeetingId, u32>::new();
    for (id,) in task::Entity::find()
        .select_only()
        .column(task::Column::ConclusionId)
        .into_tuple::<(ConclusionId,)>()
        .all(db)
        .await?
    {
        if let Some(meeting) = of_conclusion.get(&id) {
            *tasks.entry(*meeting).or_default() += 1;
        }
    }
    let count = |of: &HashMap<MeetingId, u32>, id| of.get(&id).copied().unwrap_or_default();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let id = row.id;
            let reviews = periods.get(&row.period_id)?.clone();
            let plans = row.plans_period_id.and_then(|it| periods.get(&it).cloned());
            Some(MeetingLine {
                meeting: meeting_of(row, reviews, plans),
                items: count(&items, id),
                conclusions: count(&conclusions, id),
                tasks: count(&tasks, id),
            })
        })
        .collect())
}

pub async fn item_rows(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<agenda_item::Model>> {
    Ok(agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(meeting))
        .order_by_asc(agenda_item::Column::Position)
        .all(db)
        .await?)
}

/// The agenda with each item's number and planned start.
pub fn items_of(rows: Vec<agenda_item::Model>, starts_at: Instant, org: &Org) -> Vec<AgendaItem> {
    let items = rows.into_iter().map(|row| AgendaItem {
        id: row.id,
        position: row.position,
        kind: row.kind,
        title: row.title,
        sector: row.sector_id.and_then(|it| org.sector(it).cloned()),
        presenter: row.presenter_unit_id.and_then(|it| org.unit(it).cloned()),
        presenter_name: row.presenter_name,
        minutes: row.minutes,
        own_minutes: row.minutes,
        purpose: row.purpose,
        decision: row.decision,
        note: row.note,
        parent: row.parent_id,
        depth: 0,
        number: String::new(),
        is_group: false,
        planned_at: starts_at,
    });
    AgendaItem::lay_out(items.collect(), starts_at)
}

/// A meeting's conclusions in order, with the tasks that came of them.
pub async fn conclusions(
    db: &impl ConnectionTrait,
    meeting: MeetingId,
    mut tasks: impl FnMut(ConclusionId) -> Vec<TaskLine>,
) -> Result<Vec<Conclusion>> {
    let rows = conclusion::Entity::find()
        .filter(conclusion::Column::MeetingId.eq(meeting))
        .order_by_asc(conclusion::Column::Position)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Conclusion {
            id: row.id,
            item: row.agenda_item_id,
            sector: row.sector_id,
            body: row.body,
            state: row.state,
            revision: row.revision,
            tasks: tasks(row.id),
            sample: row.sample,
        })
        .collect())
}

pub async fn conclusion_ids(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<ConclusionId>> {
    Ok(conclusion::Entity::find()
        .filter(conclusion::Column::MeetingId.eq(meeting))
        .select_only()
        .column(conclusion::Column::Id)
        .into_tuple::<(ConclusionId,)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(id,)| id)
        .collect())
}

/// The log after a number, in order.
pub async fn events_after(db: &impl ConnectionTrait, meeting: MeetingId, after: i64) -> Result<Vec<Event>> {
    let rows = meeting_event::Entity::find()
        .filter(meeting_event::Column::MeetingId.eq(meeting))
        .filter(meeting_event::Column::Seq.gt(after))
        .order_by_asc(meeting_event::Column::Seq)
        .all(db)
        .await?;
    rows.into_iter().map(event_of).collect()
}

pub fn event_of(row: meeting_event::Model) -> Result<Event> {
    let what = serde_json::from_str(&row.body).map_err(|cause| Error::from_cause(&cause))?;
    Ok(Event { seq: row.seq, at: row.at, by: row.person_id, what })
}

pub async fn room(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Room> {
    Ok(Room::of(&events_after(db, meeting, 0).await?))
}

/// Number of the log's last event, 0 before the first.
pub async fn last_seq(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<i64> {
    let found = meeting::Entity::find_by_id(meeting)
        .select_only()
        .column(meeting::Column::LastSeq)
        .into_tuple::<(i64,)>()
        .one(db)
        .await?;
    found.map(|(seq,)| seq).ok_or(Error::NotFound)
}

/// The conference of the same bloc before this one, once ended.
pub async fn before(db: &impl ConnectionTrait, of: &meeting::Model) -> Result<Option<meeting::Model>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::BlocId.eq(of.bloc_id))
        .filter(meeting::Column::State.eq(MeetingState::Ended))
        .filter(meeting::Column::StartsAt.lt(of.starts_at))
        .filter(meeting::Column::Id.ne(of.id))
        .order_by_desc(meeting::Column::StartsAt)
        .one(db)
        .await?)
}

/// A place on a meeting's list of delegates.
pub struct Seat {
    pub person: PersonId,
    /// The unit they sit for.
    pub unit: Option<UnitId>,
    /// What they answered to the invitation.
    pub answer: Option<InvitationAnswer>,
    /// Who comes instead, as they said.
    pub substitute: Option<String>,
}

/// What those who are asked answered, and who comes instead.
async fn answers(
    db: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<HashMap<PersonId, (Option<InvitationAnswer>, Option<String>)>> {
    let rows = invitation::Entity::find().filter(invitation::Column::MeetingId.eq(meeting)).all(db).await?;
    Ok(rows.into_iter().map(|it| (it.person_id, (it.answer, it.substitute))).collect())
}

/// Whether a person is on a meeting's list of delegates.
pub async fn is_seated(db: &impl ConnectionTrait, meeting: MeetingId, person: PersonId) -> Result<bool> {
    let seat = meeting_delegate::Entity::find_by_id((meeting, person));
    Ok(seat.one(db).await?.is_some())
}

/// Those on a meeting's list of delegates.
pub async fn seats(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<Seat>> {
    let mut answers = answers(db, meeting).await?;
    let rows = meeting_delegate::Entity::find()
        .filter(meeting_delegate::Column::MeetingId.eq(meeting))
        .order_by_asc(meeting_delegate::Column::PersonId)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|it| {
            let (answer, substitute) = answers.remove(&it.person_id).unwrap_or_default();
            Seat { person: it.person_id, unit: it.unit_id, answer, substitute }
        })
        .collect())
}

/// Chair, secretary and delegates. Who chairs and who writes is told by their grants, on this meeting
/// before those on everything; delegates are those invited.
pub async fn people(db: &impl ConnectionTrait, meeting: MeetingId, org: &Org) -> Result<Vec<Participant>> {
    let invited: HashMap<PersonId, _> = meeting_delegate::Entity::find()
        .filter(meeting_delegate::Column::MeetingId.eq(meeting))
        .all(db)
        .await?
        .into_iter()
        .map(|it| (it.person_id, it.unit_id))
        .collect();
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::Role.is_in([Role::Chair, Role::Secretary]))
        .filter(
            Condition::any().add(role_grant::Column::ScopeKind.eq(ScopeKind::Everything)).add(
                Condition::all()
                    .add(role_grant::Column::ScopeKind.eq(ScopeKind::Meeting))
                    .add(role_grant::Column::ScopeId.eq(meeting.0)),
            ),
        )
        .all(db)
        .await?;
    let mut parts = BTreeMap::<Role, PersonId>::new();
    for role in [Role::Chair, Role::Secretary] {
        let leads = grants.iter().filter(|it| it.role == role).min_by_key(|it| {
            (it.scope_kind != ScopeKind::Meeting, !invited.contains_key(&it.person_id), it.id)
        });
        if let Some(lead) = leads {
            parts.insert(role, lead.person_id);
        }
    }
    let ids: Vec<_> = parts.values().chain(invited.keys()).copied().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .order_by_asc(person::Column::Username)
        .all(db)
        .await?;
    let mut answers = answers(db, meeting).await?;
    let mut people: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let role = parts.iter().find(|(_, id)| **id == row.id).map_or(Role::Delegate, |(role, _)| *role);
            let unit = invited.get(&row.id).copied().flatten().or(row.unit_id);
            let (answer, substitute) = answers.remove(&row.id).unwrap_or_default();
            Participant {
                person: row.id,
                name: row.display_name,
                post: row.post,
                unit: unit.and_then(|it| org.unit(it).cloned()),
                role,
                invited: invited.contains_key(&row.id),
                answer,
                substitute,
            }
        })
        .collect();
    people.sort_by_key(|it| it.role);
    Ok(people)
}
