//! Making a meeting and its agenda, until it begins.

use super::entity::{agenda_item, conclusion, meeting, meeting_delegate, meeting_event};
use super::{store, views};
use crate::actor::{Permission, Role, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{AgendaItemId, MeetingId, UnitId};
use crate::identity::ScopeKind;
use crate::identity::server::entity::{person, role_grant};
use crate::meeting::policy::{BRIEFING_LIMIT, minutes_per_report};
use crate::meeting::{AgendaEdit, AgendaItemDraft, ItemKind, MeetingInput, MeetingProposal, MeetingState};
use crate::org::Org;
use crate::period::Period;
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use crate::{org, period};
use chrono::{Datelike, Duration, Weekday};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};
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
    last_place: Option<String>,
) -> Result<Option<MeetingProposal>> {
    let periods: Vec<Period> = period::server::all(&cx.db).await?.into_iter().filter(|it| it.open).collect();
    let today = cx.today();
    let wanted = code.and_then(|code| periods.iter().find(|it| it.code == code));
    let Some(reviews) =
        wanted.or_else(|| periods.iter().find(|it| it.cut_off <= today)).or_else(|| periods.last()).cloned()
    else {
        return Ok(None);
    };
    // Invitations go out three working days ahead (QĐ 45/2018); a week is more than that.
    let mut day = today.max(reviews.due_on) + Duration::days(7);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
    }
    let org = org::server::at(&cx.db, today).await?;
    let bloc = org.blocs.first().map(|it| it.name_vi.clone()).unwrap_or_default();
    Ok(Some(MeetingProposal {
        input: MeetingInput {
            title: Lang::Vi.meeting_title_of(lower_first(&bloc), lower_first(&reviews.name_vi)),
            place: last_place.unwrap_or_default(),
            date: day.to_string(),
            time: "08:00".to_owned(),
        },
        period: reviews.code,
        periods,
    }))
}

/// Makes a draft with an agenda: last time's conclusions first, then each sector of the bloc's outline
/// with its responsible unit, then discussion and conclusions.
pub async fn create(cx: &Context, code: &str, input: &MeetingInput) -> Result<MeetingId> {
    cx.actor.require(Permission::PlanMeeting, Scope::Everything)?;
    let draft = input.parse()?;
    let tx = cx.write().await?;
    let reviews = period::server::by_code(&tx, code)
        .await
        .map_err(|_| Error::from(FieldErrors::of("period", Problem::Unknown)))?;
    let org = org::server::at(&tx, crate::time::local(draft.starts_at).date()).await?;
    let bloc = org.blocs.first().ok_or(Error::NotFound)?.id;
    let (_, outline) = period::server::regime_of_bloc(&tx, bloc).await?;
    let sectors = period::server::outline_sectors(&tx, outline).await?;
    let plans = period::server::following(&tx, &reviews).await?;
    let id = MeetingId::fresh();
    let row = meeting::ActiveModel {
        id: Set(id),
        bloc_id: Set(bloc),
        period_id: Set(reviews.id),
        plans_period_id: Set(plans.map(|it| it.id)),
        kind: Set(BRIEFING.to_owned()),
        title: Set(draft.title),
        place: Set(draft.place),
        starts_at: Set(draft.starts_at),
        limit_minutes: Set(BRIEFING_LIMIT),
        state: Set(MeetingState::Draft),
        created_by: Set(Some(cx.actor.person)),
        created_at: Set(cx.now()),
        last_seq: Set(0),
        revision: Set(1),
        sample: Set(false),
    };
    meeting::Entity::insert(row).exec_without_returning(&tx).await?;
    for (index, draft) in first_agenda(&org, &sectors).into_iter().enumerate() {
        insert_item(&tx, id, position(index), draft).await?;
    }
    invite(&tx, id).await?;
    record_change(
        cx,
        &tx,
        Change { action: "meeting.create", kind: "meeting", id: id.0, before: None, after: Some(input) },
    )
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

/// Họp giao ban, of the kinds that QĐ 45/2018 lists.
const BRIEFING: &str = "briefing";

fn first_agenda(org: &Org, sectors: &[crate::id::SectorId]) -> Vec<AgendaItemDraft> {
    // What the agenda says is content, kept in the language of the meeting.
    let t = Lang::Vi;
    let item = |kind, title: &str, minutes, purpose: &str| AgendaItemDraft {
        kind,
        title: title.to_owned(),
        minutes,
        sector: None,
        presenter: None,
        purpose: Some(purpose.to_owned()),
    };
    let each = minutes_per_report(BRIEFING_LIMIT, OPENING + DISCUSSION + CONCLUSIONS, sectors.len());
    let reports = sectors.iter().filter_map(|id| org.sector(*id)).map(|sector| AgendaItemDraft {
        sector: Some(sector.id),
        presenter: org.units_of(sector.id).next().map(|it| it.id),
        ..item(ItemKind::Report, &sector.name_vi, each, t.meeting_purpose_report())
    });
    let mut agenda =
        vec![item(ItemKind::Opening, t.meeting_item_opening(), OPENING, t.meeting_purpose_opening())];
    agenda.extend(reports);
    agenda.push(item(
        ItemKind::Discussion,
        t.meeting_item_discussion(),
        DISCUSSION,
        t.meeting_purpose_discussion(),
    ));
    agenda.push(item(
        ItemKind::Conclusions,
        t.meeting_item_conclusions(),
        CONCLUSIONS,
        t.meeting_purpose_conclusions(),
    ));
    agenda
}

/// Changes the meeting or its agenda, as long as it has not begun.
///
/// # Errors
/// [`Error::Conflict`] when someone changed it since `seen`.
pub async fn change(cx: &Context, id: MeetingId, seen: i64, edit: &AgendaEdit) -> Result<()> {
    cx.actor.require(Permission::PlanMeeting, Scope::Meeting(id))?;
    let tx = cx.write().await?;
    let row = store::lock(&tx, id).await?;
    if !row.state.is_open() {
        return Err(Denial::WrongState.into());
    }
    if row.revision != seen {
        return Err(Error::Conflict);
    }
    let mut items = store::item_rows(&tx, id).await?;
    let before = format!("{} {}", row.title, row.starts_at);
    let mut next =
        meeting::ActiveModel { id: Set(id), revision: Set(row.revision + 1), ..Default::default() };
    let action = match edit {
        AgendaEdit::Meeting(input) => {
            let draft = input.parse()?;
            next.title = Set(draft.title);
            next.place = Set(draft.place);
            next.starts_at = Set(draft.starts_at);
            "meeting.update"
        }
        AgendaEdit::Publish => {
            if row.state != MeetingState::Draft || items.is_empty() {
                return Err(Denial::WrongState.into());
            }
            next.state = Set(MeetingState::Published);
            "meeting.publish"
        }
        AgendaEdit::Add(input) => {
            let draft = known(&tx, &row, input.parse()?).await?;
            // Before the conclusions, where an addition belongs.
            let at = match items.last() {
                Some(last) if last.kind == ItemKind::Conclusions => items.len() - 1,
                _ => items.len(),
            };
            let added = insert_item(&tx, id, position(items.len()), draft).await?;
            items.insert(at, added);
            place(&tx, &items).await?;
            "agenda.add"
        }
        AgendaEdit::Update(item, input) => {
            let draft = known(&tx, &row, input.parse()?).await?;
            find(&items, *item)?;
            let change = agenda_item::ActiveModel {
                id: Set(*item),
                kind: Set(draft.kind),
                title: Set(draft.title),
                sector_id: Set(draft.sector),
                presenter_unit_id: Set(draft.presenter),
                minutes: Set(draft.minutes),
                purpose: Set(draft.purpose),
                ..Default::default()
            };
            agenda_item::Entity::update(change).exec(&tx).await?;
            "agenda.update"
        }
        AgendaEdit::Remove(item) => {
            let at = find(&items, *item)?;
            if is_referred_to(&tx, id, *item).await? {
                return Err(Denial::WrongState.into());
            }
            views::remove_of(&tx, *item).await?;
            agenda_item::Entity::delete_by_id(*item).exec(&tx).await?;
            items.remove(at);
            place(&tx, &items).await?;
            "agenda.remove"
        }
        AgendaEdit::Move(item, to) => {
            let moved = items.remove(find(&items, *item)?);
            let to = usize::try_from(*to - 1).unwrap_or_default().min(items.len());
            items.insert(to, moved);
            place(&tx, &items).await?;
            "agenda.move"
        }
        AgendaEdit::Show(item, view) => {
            find(&items, *item)?;
            views::add(cx, &tx, *item, *view).await?;
            "agenda.show"
        }
        AgendaEdit::Hide(view) => {
            let of: Vec<_> = items.iter().map(|it| it.id).collect();
            views::remove(&tx, &of, *view).await?;
            "agenda.hide"
        }
    };
    meeting::Entity::update(next).exec(&tx).await?;
    let after = serde_json::to_string(edit).map_err(|cause| Error::from_cause(&cause))?;
    record_change(
        cx,
        &tx,
        Change { action, kind: "meeting", id: id.0, before: Some(before), after: Some(after) },
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn find(items: &[agenda_item::Model], id: AgendaItemId) -> Result<usize> {
    items.iter().position(|it| it.id == id).ok_or(Error::NotFound)
}

/// Something that happened names the item: it stays for the record.
async fn is_referred_to(tx: &impl ConnectionTrait, meeting: MeetingId, item: AgendaItemId) -> Result<bool> {
    let worded =
        conclusion::Entity::find().filter(conclusion::Column::AgendaItemId.eq(item)).count(tx).await?;
    let happened =
        meeting_event::Entity::find().filter(meeting_event::Column::MeetingId.eq(meeting)).count(tx).await?;
    Ok(worded + happened > 0)
}

async fn known(
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    draft: AgendaItemDraft,
) -> Result<AgendaItemDraft> {
    let org = org::server::at(tx, crate::time::local(row.starts_at).date()).await?;
    let mut errors = FieldErrors::default();
    if draft.sector.is_some_and(|it| org.sector(it).is_none()) {
        errors.0.insert("sector".to_owned(), Problem::Unknown);
    }
    if draft.presenter.is_some_and(|it| org.unit(it).is_none()) {
        errors.0.insert("presenter".to_owned(), Problem::Unknown);
    }
    if errors.0.is_empty() { Ok(draft) } else { Err(errors.into()) }
}

async fn insert_item(
    tx: &DatabaseTransaction,
    meeting: MeetingId,
    position: i32,
    draft: AgendaItemDraft,
) -> Result<agenda_item::Model> {
    let AgendaItemDraft { kind, title, minutes, sector, presenter, purpose } = draft;
    let row = agenda_item::Model {
        id: AgendaItemId::fresh(),
        meeting_id: meeting,
        position,
        kind,
        title,
        sector_id: sector,
        presenter_unit_id: presenter,
        minutes,
        purpose,
    };
    agenda_item::Entity::insert(agenda_item::ActiveModel::from(row.clone()))
        .exec_without_returning(tx)
        .await?;
    Ok(row)
}

/// Numbers the items as they stand.
async fn place(tx: &DatabaseTransaction, items: &[agenda_item::Model]) -> Result<()> {
    for (index, item) in items.iter().enumerate() {
        if item.position != position(index) {
            agenda_item::Entity::update_many()
                .col_expr(agenda_item::Column::Position, Expr::value(position(index)))
                .filter(agenda_item::Column::Id.eq(item.id))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}

fn position(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX).saturating_add(1)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
