use super::entity::{person, role_grant, session, setting, sign_in_attempt};
use crate::actor::{Actor, Device, Grant, Role, Scope};
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::id::{AttemptId, GrantId, PersonId, UnitId};
use crate::identity::ScopeKind;
use crate::org::server::entity::org_revision;
use crate::org::server::{Known, read, read_under};
use crate::server::{Held, begin_write, hash_password};
use crate::time::{Instant, local};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, FromQueryResult,
    JoinType, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, RelationDef,
};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(person::Entity::find().count(db).await?)
}

/// An active person by user name.
pub async fn sign_in_record(db: &impl ConnectionTrait, username: &str) -> Result<Option<person::Model>> {
    let found = person::Entity::find().filter(person::Column::Username.eq(username)).one(db).await?;
    Ok(found.filter(|it| it.active))
}

/// Failed attempts since an instant: on this name, and from this address.
pub async fn failed_attempts(
    db: &impl ConnectionTrait,
    username: &str,
    address: &str,
    since: Instant,
) -> Result<(u64, u64)> {
    let failed = || {
        sign_in_attempt::Entity::find()
            .filter(sign_in_attempt::Column::Success.eq(false))
            .filter(sign_in_attempt::Column::At.gte(since))
    };
    let by_name = failed().filter(sign_in_attempt::Column::Username.eq(username)).count(db).await?;
    let by_address = failed().filter(sign_in_attempt::Column::Address.eq(address)).count(db).await?;
    Ok((by_name, by_address))
}

/// Notes an attempt; a success forgives the failures on that name.
pub async fn note_attempt(
    db: &impl ConnectionTrait,
    username: &str,
    address: &str,
    at: Instant,
    success: bool,
) -> Result<()> {
    if success {
        sign_in_attempt::Entity::delete_many()
            .filter(sign_in_attempt::Column::Username.eq(username))
            .exec(db)
            .await?;
    }
    let row = sign_in_attempt::ActiveModel {
        id: Set(AttemptId::fresh()),
        username: Set(username.chars().take(100).collect()),
        address: Set(address.to_owned()),
        at: Set(at),
        success: Set(success),
    };
    sign_in_attempt::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn begin_session(
    db: &impl ConnectionTrait,
    token_hash: &str,
    person: PersonId,
    device: Device,
    user_agent: &str,
    now: Instant,
    expires: Instant,
) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(now)).exec(db).await?;
    let row = session::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        person_id: Set(person),
        device: Set(device),
        user_agent: Set(user_agent.to_owned()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(expires),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn end_session(db: &impl ConnectionTrait, token_hash: &str) -> Result<()> {
    session::Entity::delete_by_id(token_hash.to_owned()).exec(db).await?;
    Ok(())
}

/// Whoever a living session belongs to, and the organisation that their grants were read by.
#[derive(Clone)]
pub struct Arrival {
    pub actor: Actor,
    pub org: Arc<Known>,
}

/// A session with its person and one of their grants.
#[derive(FromQueryResult)]
struct Arriving {
    device: Device,
    expires_at: Instant,
    id: PersonId,
    username: String,
    display_name: String,
    post: Option<String>,
    unit_id: Option<UnitId>,
    role: Option<Role>,
    scope_kind: Option<ScopeKind>,
    scope_id: Option<Uuid>,
    revision: Option<i64>,
}

/// Who a living session belongs to, with every grant; a grant on a unit covers the units below it. Each request waits
/// for this, so all of it is one question.
pub async fn actor_of_session(
    db: &DatabaseConnection,
    org: &Held<Known>,
    token_hash: &str,
    now: Instant,
) -> Result<Option<Arrival>> {
    let person: RelationDef = session::Entity::belongs_to(person::Entity)
        .from(session::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let grants: RelationDef = session::Entity::belongs_to(role_grant::Entity)
        .from(session::Column::PersonId)
        .to(role_grant::Column::PersonId)
        .into();
    let revision = org_revision::Entity::find()
        .select_only()
        .column(org_revision::Column::Number)
        .filter(org_revision::Column::Id.eq(1))
        .into_query();
    let rows = session::Entity::find_by_id(token_hash.to_owned())
        .select_only()
        .columns([session::Column::Device, session::Column::ExpiresAt])
        .columns([
            person::Column::Id,
            person::Column::Username,
            person::Column::DisplayName,
            person::Column::Post,
            person::Column::UnitId,
        ])
        .columns([role_grant::Column::Role, role_grant::Column::ScopeKind, role_grant::Column::ScopeId])
        .expr_as(SimpleExpr::SubQuery(None, Box::new(revision.into())), "revision")
        .join(JoinType::InnerJoin, person)
        .join(JoinType::LeftJoin, grants)
        .filter(person::Column::Active.eq(true))
        .into_model::<Arriving>()
        .all(db)
        .await?;
    let Some(first) = rows.first().filter(|it| it.expires_at > now) else { return Ok(None) };
    let known = read_under(org, db, first.revision.unwrap_or_default()).await?;
    let held = rows.iter().filter_map(|it| Some((it.role?, it.scope_kind?, it.scope_id)));
    let actor = Actor {
        person: first.id,
        username: first.username.clone(),
        name: first.display_name.clone(),
        post: first.post.clone(),
        unit: first.unit_id,
        device: first.device,
        grants: granted(held, &known, now),
    };
    Ok(Some(Arrival { actor, org: known }))
}

/// An active person as they would be signed in, for the command line and tests.
pub async fn actor_named(
    db: &DatabaseConnection,
    org: &Held<Known>,
    username: &str,
    device: Device,
    now: Instant,
) -> Result<Option<Actor>> {
    let Some(person) = sign_in_record(db, username).await? else { return Ok(None) };
    let rows = role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(person.id)).all(db).await?;
    let known = read(org, db).await?;
    let grants = granted(rows.into_iter().map(|it| (it.role, it.scope_kind, it.scope_id)), &known, now);
    Ok(Some(Actor {
        person: person.id,
        username: person.username,
        name: person.display_name,
        post: person.post,
        unit: person.unit_id,
        device,
        grants,
    }))
}

fn granted(
    held: impl Iterator<Item = (Role, ScopeKind, Option<Uuid>)>,
    known: &Known,
    now: Instant,
) -> Vec<Grant> {
    let within = |unit| known.within(unit, local(now).date());
    let mut grants = Vec::new();
    for (role, kind, id) in held {
        match (kind, id) {
            (ScopeKind::Everything, _) => grants.push(Grant { role, scope: Scope::Everything }),
            (ScopeKind::Unit, Some(id)) => {
                grants
                    .extend(within(UnitId(id)).into_iter().map(|it| Grant { role, scope: Scope::Unit(it) }));
            }
            (ScopeKind::Meeting, Some(id)) => {
                grants.push(Grant { role, scope: Scope::Meeting(crate::id::MeetingId(id)) });
            }
            (ScopeKind::Unit | ScopeKind::Meeting, None) => {}
        }
    }
    grants
}

/// Adds a person with one role; the hash is the caller's, so that many can share one.
#[expect(clippy::too_many_arguments, reason = "a person's columns, named at the two places that call it")]
pub async fn put_person(
    db: &impl ConnectionTrait,
    username: &str,
    name: &str,
    post: Option<&str>,
    unit: Option<UnitId>,
    password_hash: &str,
    role: Role,
    on_unit: bool,
    now: Instant,
) -> Result<PersonId> {
    let id = PersonId::fresh();
    let row = person::ActiveModel {
        id: Set(id),
        username: Set(username.to_owned()),
        display_name: Set(name.to_owned()),
        post: Set(post.map(str::to_owned)),
        email: Set(None),
        unit_id: Set(unit),
        password_hash: Set(password_hash.to_owned()),
        active: Set(true),
        created_at: Set(now),
    };
    person::Entity::insert(row).exec_without_returning(db).await?;
    let scope = unit.filter(|_| on_unit);
    let row = role_grant::ActiveModel {
        id: Set(GrantId::fresh()),
        person_id: Set(id),
        role: Set(role),
        scope_kind: Set(if scope.is_some() { ScopeKind::Unit } else { ScopeKind::Everything }),
        scope_id: Set(scope.map(|it| it.0)),
    };
    role_grant::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Adds a person from the command line.
///
/// # Errors
/// [`Error::Invalid`] for an unknown unit, [`Error::Conflict`] for a user name that is taken.
pub async fn add_person(
    db: &DatabaseConnection,
    username: &str,
    name: &str,
    password: &str,
    role: Role,
    unit: Option<&str>,
) -> Result<()> {
    let now = crate::server::Clock::default().now();
    let unit = match unit {
        Some(code) => {
            let org = crate::org::server::at(db, local(now).date()).await?;
            let found = org.unit_by_code(code).map(|it| it.id);
            Some(found.ok_or_else(|| Error::from(FieldErrors::of("unit", Problem::Unknown)))?)
        }
        None => None,
    };
    let hash = hash_password(password)?;
    let tx = begin_write(db).await?;
    put_person(&tx, &username.to_lowercase(), name, None, unit, &hash, role, unit.is_some(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// People's names by identity, for lists that say who did what.
pub async fn names(db: &impl ConnectionTrait, ids: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|it| (it.id, it.display_name)).collect())
}

/// Which of these people are active, each once, with the address they are written to.
pub async fn reachable(
    db: &impl ConnectionTrait,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, Option<String>)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .filter(person::Column::Active.eq(true))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| (it.id, it.email)).collect())
}

/// Where letters to a person go; nothing when they are written none.
pub async fn set_email(db: &impl ConnectionTrait, id: PersonId, email: Option<&str>) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::Email, Expr::value(email.map(str::to_owned)))
        .filter(person::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Active people who hold one of these roles on a unit itself, not by way of a unit above it.
pub async fn people_of_unit(
    db: &impl ConnectionTrait,
    unit: UnitId,
    roles: &[Role],
) -> Result<Vec<PersonId>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::ScopeKind.eq(ScopeKind::Unit))
        .filter(role_grant::Column::ScopeId.eq(unit.0))
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()))
        .all(db)
        .await?;
    let ids: Vec<_> = rows.into_iter().map(|it| it.person_id).collect();
    Ok(reachable(db, &ids).await?.into_iter().map(|it| it.0).collect())
}

pub async fn setting(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>> {
    Ok(setting::Entity::find_by_id(key.to_owned()).one(db).await?.map(|it| it.value))
}

pub async fn write_setting(db: &impl ConnectionTrait, key: &str, value: &str) -> Result<()> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Active people who hold one of these roles everywhere.
pub async fn people_everywhere(db: &impl ConnectionTrait, roles: &[Role]) -> Result<Vec<PersonId>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::ScopeKind.eq(ScopeKind::Everything))
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()))
        .all(db)
        .await?;
    let ids: Vec<_> = rows.into_iter().map(|it| it.person_id).collect();
    Ok(reachable(db, &ids).await?.into_iter().map(|it| it.0).collect())
}
