//! Each change leaves a record of who, when, what, before and after, from which session.

use super::Context;
use crate::error::Result;
use crate::id::AuditId;
use crate::identity::server::entity::audit;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
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
    let text = |it: Option<T>| it.and_then(|it| serde_json::to_string(&it).ok());
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
