//! Changing a meeting and its agenda, until it begins.

use super::entity::{agenda_item, conclusion, meeting};
use super::{chair_note, invite, link, paper, published, store, views};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::{AgendaEdit, AgendaItemDraft, ItemKind, MeetingInput, MeetingState, Outline};
use crate::server::{Change, Context, record_change};
use crate::time::local;
use crate::{org, report};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};

/// Changes the meeting or its agenda, as long as it has not begun. Whoever is asked to a meeting that was
/// published is told, once until they read it.
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
    let before = format!("{} {}", row.title, row.starts_at);
    let mut next =
        meeting::ActiveModel { id: Set(id), revision: Set(row.revision + 1), ..Default::default() };
    let (action, tells) = match edit {
        AgendaEdit::Meeting(input) => {
            rearrange(&row, input, &mut next)?;
            ("meeting.update", true)
        }
        AgendaEdit::Kind(input) => {
            let (kind, urgent) = input.parse()?;
            next.kind = Set(kind);
            next.limit_minutes = Set(store::rules(&tx).await?.limit(kind));
            next.urgent = Set(urgent);
            ("meeting.kind", false)
        }
        AgendaEdit::Publish => {
            publish(cx, &tx, &row).await?;
            next.state = Set(MeetingState::Published);
            ("meeting.publish", false)
        }
        AgendaEdit::Invite(who) => {
            invite::add(&tx, id, *who).await?;
            ("meeting.ask", false)
        }
        AgendaEdit::Uninvite(who) => {
            invite::remove(cx, &tx, &row, *who).await?;
            ("meeting.unask", false)
        }
        edit => (change_items(cx, &tx, &row, edit).await?, true),
    };
    let after = meeting::Entity::update(next).exec(&tx).await?;
    if tells && published::is_out(&row) {
        if after.sequence == row.sequence {
            invite::tell_changed(cx, &tx, &after).await?;
        } else {
            invite::send_again(cx, &tx, &after, after.starts_at != row.starts_at).await?;
        }
    }
    let told = serde_json::to_string(edit).map_err(|cause| Error::from_cause(&cause))?;
    record_change(
        cx,
        &tx,
        Change { action, kind: "meeting", id: id.0, before: Some(before), after: Some(told) },
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The meeting's own fields. What people arranged themselves by is counted when it changes.
fn rearrange(row: &meeting::Model, input: &MeetingInput, next: &mut meeting::ActiveModel) -> Result<()> {
    let draft = input.parse()?;
    let is_other = row.title != draft.title || row.place != draft.place || row.starts_at != draft.starts_at;
    if is_other && published::is_out(row) {
        next.sequence = Set(row.sequence + 1);
    }
    next.title = Set(draft.title);
    next.place = Set(draft.place);
    next.starts_at = Set(draft.starts_at);
    Ok(())
}

async fn publish(cx: &Context, tx: &DatabaseTransaction, row: &meeting::Model) -> Result<()> {
    let org = org::server::at(tx, local(row.starts_at).date()).await?;
    let items = store::items_of(store::item_rows(tx, row.id).await?, row.starts_at, &org);
    if row.state != MeetingState::Draft || items.is_empty() {
        return Err(Denial::WrongState.into());
    }
    let papers = paper::of_items(tx, &items.iter().map(|it| it.id).collect::<Vec<_>>()).await?;
    let meeting = store::with_periods(tx, row.clone()).await?;
    published::keep(cx, tx, &meeting, &items, &papers).await
}

/// What is done to the items; answers with the word the audit has for it.
async fn change_items(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &meeting::Model,
    edit: &AgendaEdit,
) -> Result<&'static str> {
    let id = row.id;
    let mut items = store::item_rows(tx, id).await?;
    let outline = Outline::of(&items.iter().map(|it| (it.id, it.parent_id)).collect::<Vec<_>>());
    Ok(match edit {
        AgendaEdit::Add(input) => {
            let draft = known(tx, row, input.parse()?).await?;
            // Before the conclusions, where an addition belongs.
            let last = items.iter().rfind(|it| it.parent_id.is_none());
            let before = last.filter(|it| it.kind == ItemKind::Conclusions).map(|it| it.id);
            let added = insert_item(tx, id, position(items.len()), draft).await?;
            let outline = outline.with(added.id, before);
            items.push(added);
            place(tx, &items, &outline).await?;
            "agenda.add"
        }
        AgendaEdit::Update(item, input) => {
            find(&items, *item)?;
            let draft = known(tx, row, input.parse()?).await?;
            let AgendaItemDraft {
                kind,
                title,
                minutes,
                sector,
                presenter,
                presenter_name,
                purpose,
                decision,
                note,
            } = draft;
            let change = agenda_item::ActiveModel {
                id: Set(*item),
                kind: Set(kind),
                title: Set(title),
                sector_id: Set(sector),
                presenter_unit_id: Set(presenter),
                presenter_name: Set(presenter_name),
                minutes: Set(minutes),
                purpose: Set(purpose),
                decision: Set(decision),
                note: Set(note),
                ..Default::default()
            };
            agenda_item::Entity::update(change).exec(tx).await?;
            "agenda.update"
        }
        AgendaEdit::Remove(item) => {
            let at = find(&items, *item)?;
            let takes_up = first(&items) == Some(*item) && store::before(tx, row).await?.is_some();
            if takes_up || is_referred_to(tx, id, *item).await? {
                return Err(Denial::WrongState.into());
            }
            let outline = outline.without(*item);
            paper::remove_of(tx, *item).await?;
            link::remove_of(tx, *item).await?;
            views::remove_of(tx, *item).await?;
            chair_note::remove_of(tx, *item).await?;
            items.remove(at);
            place(tx, &items, &outline).await?;
            agenda_item::Entity::delete_by_id(*item).exec(tx).await?;
            "agenda.remove"
        }
        AgendaEdit::Move(item, shift) => {
            find(&items, *item)?;
            let after = outline.shifted(*item, *shift, first(&items));
            place(tx, &items, &after.ok_or(Error::Denied(Denial::WrongState))?).await?;
            "agenda.move"
        }
        AgendaEdit::Link(item, passage) => {
            find(&items, *item)?;
            let public = report::server::published_passages(tx, row.period_id, None).await?;
            link::add(tx, *item, *passage, &public).await?;
            "agenda.link"
        }
        AgendaEdit::Unlink(item, passage) => {
            find(&items, *item)?;
            link::remove(tx, *item, *passage).await?;
            "agenda.unlink"
        }
        AgendaEdit::Show(item, view) => {
            find(&items, *item)?;
            views::add(cx, tx, *item, *view).await?;
            "agenda.show"
        }
        AgendaEdit::Hide(view) => {
            let of: Vec<_> = items.iter().map(|it| it.id).collect();
            views::remove(tx, &of, *view).await?;
            "agenda.hide"
        }
        AgendaEdit::Meeting(_)
        | AgendaEdit::Kind(_)
        | AgendaEdit::Publish
        | AgendaEdit::Invite(_)
        | AgendaEdit::Uninvite(_) => return Err(Denial::WrongState.into()),
    })
}

/// The opening, which takes up the last conclusions, stays the first for as long as it is there.
fn first(items: &[agenda_item::Model]) -> Option<AgendaItemId> {
    items.first().filter(|it| it.kind == ItemKind::Opening).map(|it| it.id)
}

fn find(items: &[agenda_item::Model], id: AgendaItemId) -> Result<usize> {
    items.iter().position(|it| it.id == id).ok_or(Error::NotFound)
}

/// Something that happened names the item: it stays for the record.
async fn is_referred_to(tx: &impl ConnectionTrait, meeting: MeetingId, item: AgendaItemId) -> Result<bool> {
    let worded =
        conclusion::Entity::find().filter(conclusion::Column::AgendaItemId.eq(item)).count(tx).await?;
    let happened = store::events_after(tx, meeting, 0).await?;
    Ok(worded > 0 || happened.iter().any(|it| it.what.item() == Some(item)))
}

async fn known(
    tx: &impl ConnectionTrait,
    row: &meeting::Model,
    draft: AgendaItemDraft,
) -> Result<AgendaItemDraft> {
    let org = org::server::at(tx, local(row.starts_at).date()).await?;
    let mut errors = FieldErrors::default();
    if draft.sector.is_some_and(|it| org.sector(it).is_none()) {
        errors.0.insert("sector".to_owned(), Problem::Unknown);
    }
    if draft.presenter.is_some_and(|it| org.unit(it).is_none()) {
        errors.0.insert("presenter".to_owned(), Problem::Unknown);
    }
    if errors.0.is_empty() { Ok(draft) } else { Err(errors.into()) }
}

pub async fn insert_item(
    tx: &DatabaseTransaction,
    meeting: MeetingId,
    position: i32,
    draft: AgendaItemDraft,
) -> Result<agenda_item::Model> {
    let AgendaItemDraft { kind, title, minutes, sector, presenter, presenter_name, purpose, decision, note } =
        draft;
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
        parent_id: None,
        presenter_name,
        decision,
        note,
    };
    agenda_item::Entity::insert(agenda_item::ActiveModel::from(row.clone()))
        .exec_without_returning(tx)
        .await?;
    Ok(row)
}

/// Keeps each item's place as the outline has it.
async fn place(tx: &DatabaseTransaction, items: &[agenda_item::Model], outline: &Outline) -> Result<()> {
    for (index, laid) in outline.laid(|_| 0).into_iter().enumerate() {
        let stands = |it: &agenda_item::Model| it.position == position(index) && it.parent_id == laid.parent;
        if items.iter().any(|it| it.id == laid.id && stands(it)) {
            continue;
        }
        agenda_item::Entity::update_many()
            .col_expr(agenda_item::Column::Position, Expr::value(position(index)))
            .col_expr(agenda_item::Column::ParentId, Expr::value(laid.parent))
            .filter(agenda_item::Column::Id.eq(laid.id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

pub fn position(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX).saturating_add(1)
}
