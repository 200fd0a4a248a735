//! Each change leaves a record of who, when, what, before and after, from which session.

use super::Context;
use crate::error::Result;
use crate::id::{AuditId, PersonId};
use crate::identity::server::entity::audit;
use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use uuid::Uuid;

/// One change, told before it is committed, inside the same transaction.
pub struct Change<'a, T: Serialize> {
    /// Verb and noun, `report.send`.
    pub action: &'a str,
    /// The table it is about.
    pub kind: &'a str,
    pub id: Uuid,
    pub before: Option<T>,
    pub after: Option<T>,
}

/// Writes the record. A change without one must not be committed.
pub async fn record<T: Serialize>(
    cx: &Context,
    db: &impl ConnectionTrait,
    change: Change<'_, T>,
) -> Result<()> {
    let row = audit::ActiveModel {
        id: Set(AuditId::fresh()),
        at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
        session: Set(cx.session.clone()),
        action: Set(change.action.to_owned()),
        subject_kind: Set(change.kind.to_owned()),
        subject_id: Set(Some(change.id)),
        before: Set(text(change.before)),
        after: Set(text(change.after)),
    };
    audit::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// As [`record`], for work that goes on: a record of the same person's same action that began no longer ago than
/// this goes on too, from what was before it to what is now, unless something else was done to the subject since.
pub async fn record_on<T: Serialize>(
    cx: &Context,
    db: &impl ConnectionTrait,
    change: Change<'_, T>,
    within: Duration,
) -> Result<()> {
    let recent: Vec<(AuditId, String, Option<PersonId>)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::Id, audit::Column::Action, audit::Column::PersonId])
        .filter(audit::Column::SubjectKind.eq(change.kind))
        .filter(audit::Column::SubjectId.eq(change.id))
        .filter(audit::Column::At.gt(cx.now() - within))
        .order_by_desc(audit::Column::At)
        .order_by_desc(audit::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let alike = recent.into_iter().take_while(|it| it.1 == change.action);
    let own = alike.filter(|it| it.2 == Some(cx.actor.person)).map(|it| it.0).next();
    let Some(id) = own else { return record(cx, db, change).await };
    let row = audit::ActiveModel { id: Set(id), after: Set(text(change.after)), ..Default::default() };
    audit::Entity::update(row).exec(db).await?;
    Ok(())
}

fn text<T: Serialize>(it: Option<T>) -> Option<String> {
    it.and_then(|it| serde_json::to_string(&it).ok())
}
