//! Making a meeting with an agenda.

use super::change::{insert_item, position};
use super::entity::{agenda_item, meeting, meeting_delegate};
use super::store;
use crate::actor::{Permission, Role, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{AgendaItemId, BlocId, MeetingId, PeriodId, UnitId};
use crate::identity::ScopeKind;
use crate::identity::server::entity::{person, role_grant};
use crate::meeting::policy::{may_see, minutes_per_report};
use crate::meeting::{
    AgendaItemDraft, ItemKind, MeetingDraft, MeetingInput, MeetingKind, MeetingLine, MeetingProposal,
    MeetingState,
};
use crate::org::Org;
use crate::period::Period;
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use crate::{org, period};
use chrono::Duration;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use std::collections::HashMap;

/// Minutes of the items that are not a sector's report.
const OPENING: i32 = 10;
const DISCUSSION: i32 = 60;
const CONCLUSIONS: i32 = 30;

/// A meeting that reviews a period, filled in as far as can be told. Without a code: the newest period
/// whose reports are due.
pub async fn proposal(
    cx: &Context,
    code: Option<&str>,
    former: &[MeetingLine],
) -> Result<Option<MeetingProposal>> {
    let periods: Vec<Period> = period::server::all(&cx.db).await?.into_iter().filter(|it| it.open).collect();
    let today = cx.today();
    let wanted = code.and_then(|code| periods.iter().find(|it| it.code == code));
    let Some(reviews) =
        wanted.or_else(|| periods.iter().find(|it| it.cut_off <= today)).or_else(|| periods.last()).cloned()
    else {
        return Ok(None);
    };
    // A week leaves time for the invitations, which go out some working days ahead.
    let calendar = period::server::calendar(&cx.db).await?;
    let day = calendar.on_or_after(today.max(reviews.due_on) + Duration::days(7));
    let org = org::server::at(&cx.db, today).await?;
    let bloc = org.blocs.first().map(|it| it.name_vi.clone()).unwrap_or_default();
    Ok(Some(MeetingProposal {
        input: MeetingInput {
            title: Lang::Vi.meeting_title_of(lower_first(&bloc), lower_first(&reviews.name_vi)),
            place: former.iter().find_map(|it| it.meeting.place.clone()).unwrap_or_default(),
            date: day.to_string(),
            time: "08:00".to_owned(),
        },
        period: reviews.code,
        periods,
        former: former.iter().map(|it| (it.meeting.id, it.meeting.title.clone())).collect(),
    }))
}

/// Makes a draft with an agenda: last time's conclusions first, then each sector of the bloc's outline
/// with its responsible unit, then discussion and conclusions.
pub async fn create(cx: &Context, code: &str, input: &MeetingInput) -> Result<MeetingId> {
    cx.actor.require(Permission::PlanMeeting, Scope::Everything)?;
    let draft = input.parse()?;
    let tx = cx.write().await?;
    let reviews = period_of(&tx, code).await?;
    let org = org::server::at(&tx, crate::time::local(draft.starts_at).date()).await?;
    let bloc = org.blocs.first().ok_or(Error::NotFound)?.id;
    let (_, outline) = period::server::regime_of_bloc(&tx, bloc).await?;
    let sectors = period::server::outline_sectors(&tx, outline).await?;
    let plans = period::server::following(&tx, &reviews).await?;
    let about =
        About { bloc, reviews: reviews.id, plans: plans.map(|it| it.id), kind: MeetingKind::Briefing };
    let (id, limit) = insert(cx, &tx, draft, about).await?;
    for (index, draft) in first_agenda(&org, &sectors, limit).into_iter().enumerate() {
        insert_item(&tx, id, position(index), draft).await?;
    }
    invite(&tx, id).await?;
    finish(cx, tx, id, "meeting.create", input).await
}

/// Makes a draft with the agenda and the delegates of a former meeting. What was said, noted and handed out
/// there stays there; the first item takes up the last conclusions, whatever came first then.
///
/// # Errors
/// [`Denial::NotPublished`] where the former one is hidden from the actor.
pub async fn copy(cx: &Context, from: MeetingId, code: &str, input: &MeetingInput) -> Result<MeetingId> {
    cx.actor.require(Permission::PlanMeeting, Scope::Everything)?;
    let draft = input.parse()?;
    let tx = cx.write().await?;
    let former = store::find_row(&tx, from).await?;
    if !may_see(&cx.actor, from, former.state) {
        return Err(Denial::NotPublished.into());
    }
    let reviews = period_of(&tx, code).await?;
    let plans = period::server::following(&tx, &reviews).await?;
    let org = org::server::at(&tx, crate::time::local(draft.starts_at).date()).await?;
    let about =
        About { bloc: former.bloc_id, reviews: reviews.id, plans: plans.map(|it| it.id), kind: former.kind };
    let (id, _) = insert(cx, &tx, draft, about).await?;
    let mut rows = store::item_rows(&tx, from).await?;
    if rows.first().is_none_or(|it| it.kind != ItemKind::Opening) {
        insert_item(&tx, id, 0, opening()).await?;
    }
    let fresh: HashMap<_, _> = rows.iter().map(|it| (it.id, AgendaItemId::fresh())).collect();
    for row in &mut rows {
        row.id = fresh.get(&row.id).copied().unwrap_or_else(AgendaItemId::fresh);
        row.meeting_id = id;
        row.parent_id = row.parent_id.and_then(|it| fresh.get(&it).copied());
        // A unit that is no more presents nothing.
        row.presenter_unit_id = row.presenter_unit_id.filter(|it| org.unit(*it).is_some());
        row.sector_id = row.sector_id.filter(|it| org.sector(*it).is_some());
        row.note = None;
    }
    let rows: Vec<_> = rows.into_iter().map(agenda_item::ActiveModel::from).collect();
    if !rows.is_empty() {
        agenda_item::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    }
    copy_delegates(&tx, from, id).await?;
    finish(cx, tx, id, "meeting.copy", input).await
}

/// Those who were asked and are still active.
async fn copy_delegates(tx: &DatabaseTransaction, from: MeetingId, to: MeetingId) -> Result<()> {
    let asked =
        meeting_delegate::Entity::find().filter(meeting_delegate::Column::MeetingId.eq(from)).all(tx).await?;
    let ids: Vec<_> = asked.iter().map(|it| it.person_id).collect();
    let active = crate::identity::server::reachable(tx, &ids).await?;
    let kept = asked.into_iter().filter(|it| active.iter().any(|(id, _)| *id == it.person_id));
    let rows: Vec<_> = kept
        .map(|it| meeting_delegate::ActiveModel {
            meeting_id: Set(to),
            person_id: Set(it.person_id),
            unit_id: Set(it.unit_id),
        })
        .collect();
    if !rows.is_empty() {
        meeting_delegate::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn period_of(tx: &DatabaseTransaction, code: &str) -> Result<Period> {
    period::server::by_code(tx, code)
        .await
        .map_err(|_| Error::from(FieldErrors::of("period", Problem::Unknown)))
}

/// What a meeting is about, apart from what was typed.
struct About {
    bloc: BlocId,
    reviews: PeriodId,
    plans: Option<PeriodId>,
    kind: MeetingKind,
}

/// The meeting's row; answers with the longest it may last, too.
async fn insert(
    cx: &Context,
    tx: &DatabaseTransaction,
    draft: MeetingDraft,
    about: About,
) -> Result<(MeetingId, i32)> {
    let id = MeetingId::fresh();
    let limit = store::rules(tx).await?.limit(about.kind);
    let row = meeting::ActiveModel {
        id: Set(id),
        bloc_id: Set(about.bloc),
        period_id: Set(about.reviews),
        plans_period_id: Set(about.plans),
        kind: Set(about.kind),
        title: Set(draft.title),
        place: Set(draft.place),
        starts_at: Set(draft.starts_at),
        limit_minutes: Set(limit),
        urgent: Set(None),
        sequence: Set(0),
        state: Set(MeetingState::Draft),
        created_by: Set(Some(cx.actor.person)),
        created_at: Set(cx.now()),
        last_seq: Set(0),
        revision: Set(1),
        sample: Set(false),
    };
    meeting::Entity::insert(row).exec_without_returning(tx).await?;
    Ok((id, limit))
}

async fn finish(
    cx: &Context,
    tx: DatabaseTransaction,
    id: MeetingId,
    action: &str,
    input: &MeetingInput,
) -> Result<MeetingId> {
    record_change(cx, &tx, Change { action, kind: "meeting", id: id.0, before: None, after: Some(input) })
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Invites everyone who holds a delegate's role, each for the unit it is held on.
async fn invite(tx: &DatabaseTransaction, meeting: MeetingId) -> Result<()> {
    let grants =
        role_grant::Entity::find().filter(role_grant::Column::Role.eq(Role::Delegate)).all(tx).await?;
    let people: HashMap<_, _> = person::Entity::find()
        .filter(person::Column::Id.is_in(grants.iter().map(|it| it.person_id)))
        .filter(person::Column::Active.eq(true))
        .all(tx)
        .await?
        .into_iter()
        .map(|it| (it.id, it.unit_id))
        .collect();
    let mut invited = HashMap::new();
    for grant in grants {
        if let Some(unit) = people.get(&grant.person_id) {
            let on = (grant.scope_kind == ScopeKind::Unit).then_some(grant.scope_id).flatten().map(UnitId);
            invited.insert(grant.person_id, on.or(*unit));
        }
    }
    for (person_id, unit_id) in invited {
        let row = meeting_delegate::ActiveModel {
            meeting_id: Set(meeting),
            person_id: Set(person_id),
            unit_id: Set(unit_id),
        };
        meeting_delegate::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

// What an agenda says is content, kept in the language of the meeting.
const T: Lang = Lang::Vi;

fn item(kind: ItemKind, title: &str, minutes: i32, purpose: &str) -> AgendaItemDraft {
    AgendaItemDraft {
        kind,
        title: title.to_owned(),
        minutes,
        sector: None,
        presenter: None,
        presenter_name: None,
        purpose: Some(purpose.to_owned()),
        decision: None,
        note: None,
    }
}

fn opening() -> AgendaItemDraft {
    item(ItemKind::Opening, T.meeting_item_opening(), OPENING, T.meeting_purpose_opening())
}

fn first_agenda(org: &Org, sectors: &[crate::id::SectorId], limit: i32) -> Vec<AgendaItemDraft> {
    let each = minutes_per_report(limit, OPENING + DISCUSSION + CONCLUSIONS, sectors.len());
    let reports = sectors.iter().filter_map(|id| org.sector(*id)).map(|sector| AgendaItemDraft {
        sector: Some(sector.id),
        presenter: org.units_of(sector.id).next().map(|it| it.id),
        ..item(ItemKind::Report, &sector.name_vi, each, T.meeting_purpose_report())
    });
    let mut agenda = vec![opening()];
    agenda.extend(reports);
    agenda.push(item(
        ItemKind::Discussion,
        T.meeting_item_discussion(),
        DISCUSSION,
        T.meeting_purpose_discussion(),
    ));
    agenda.push(item(
        ItemKind::Conclusions,
        T.meeting_item_conclusions(),
        CONCLUSIONS,
        T.meeting_purpose_conclusions(),
    ));
    agenda
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
