use super::entity::{letter, notice};
use super::post::LetterState;
use crate::error::{Error, Result};
use crate::id::{LetterId, NoticeId, PersonId};
use crate::identity::server as identity;
use crate::notice::{Notice, NoticeLine};
use crate::text::Lang;
use crate::time::Instant;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Tells people something, inside the caller's transaction: it reaches them if that is committed, and only
/// then. Those who have an address are written a letter too; people who are no longer active, and the same
/// person twice, are left out.
pub async fn tell(db: &impl ConnectionTrait, now: Instant, to: &[PersonId], notice: &Notice) -> Result<()> {
    let message = serde_json::to_string(&notice.message).map_err(|it| Error::from_cause(&it))?;
    // The reader's language is known only while they read; letters are written in the office's.
    let t = Lang::Vi;
    let (mut notices, mut letters) = (Vec::new(), Vec::new());
    for (person, address) in identity::reachable(db, to).await? {
        let id = NoticeId::fresh();
        notices.push(notice::ActiveModel {
            id: Set(id),
            person_id: Set(person),
            kind: Set(notice.message.kind().to_owned()),
            message: Set(message.clone()),
            link: Set(notice.link.clone()),
            created_at: Set(now),
            read_at: Set(None),
        });
        if let Some(address) = address {
            letters.push(letter::ActiveModel {
                id: Set(LetterId::fresh()),
                notice_id: Set(id),
                address: Set(address),
                subject: Set(notice.message.title(t)),
                body: Set(notice.message.detail(t)),
                state: Set(LetterState::Waiting),
                attempts: Set(0),
                created_at: Set(now),
                due_at: Set(now),
                lease: Set(None),
                leased_until: Set(None),
                sent_at: Set(None),
                calendar: Set(notice.calendar.clone()),
            });
        }
    }
    if !notices.is_empty() {
        notice::Entity::insert_many(notices).exec_without_returning(db).await?;
    }
    if !letters.is_empty() {
        letter::Entity::insert_many(letters).exec_without_returning(db).await?;
    }
    Ok(())
}

/// As [`tell`], but for those who have not read yet that the same happened to the same thing: one notice
/// stands for all that came after it.
pub async fn tell_unless_unread(
    db: &impl ConnectionTrait,
    now: Instant,
    to: &[PersonId],
    notice: &Notice,
) -> Result<()> {
    if to.is_empty() {
        return Ok(());
    }
    let waiting: Vec<(PersonId,)> = notice::Entity::find()
        .select_only()
        .column(notice::Column::PersonId)
        .filter(notice::Column::PersonId.is_in(to.iter().copied()))
        .filter(notice::Column::Kind.eq(notice.message.kind()))
        .filter(notice::Column::Link.eq(&notice.link))
        .filter(notice::Column::ReadAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let to: Vec<_> = to.iter().copied().filter(|it| !waiting.contains(&(*it,))).collect();
    tell(db, now, &to, notice).await
}

/// A person's newest notices. One that an older or newer program wrote and this one cannot read is left out.
pub async fn newest(db: &impl ConnectionTrait, person: PersonId, most: u64) -> Result<Vec<NoticeLine>> {
    let rows = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(person))
        .order_by_desc(notice::Column::CreatedAt)
        .order_by_desc(notice::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(line).collect())
}

fn line(row: notice::Model) -> Option<NoticeLine> {
    let message = serde_json::from_str(&row.message).ok()?;
    Some(NoticeLine { id: row.id, message, link: row.link, created_at: row.created_at, read_at: row.read_at })
}

pub async fn unread(db: &impl ConnectionTrait, person: PersonId) -> Result<u32> {
    let count = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null())
        .count(db)
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where a person's own notice leads.
pub async fn link(db: &impl ConnectionTrait, person: PersonId, id: NoticeId) -> Result<String> {
    let row = notice::Entity::find_by_id(id).filter(notice::Column::PersonId.eq(person)).one(db).await?;
    row.map(|it| it.link).ok_or(Error::NotFound)
}

/// Notes that a person has read one of their notices, or all of them.
pub async fn mark_read(
    db: &impl ConnectionTrait,
    person: PersonId,
    only: Option<NoticeId>,
    now: Instant,
) -> Result<()> {
    let mut change = notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(now))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null());
    if let Some(id) = only {
        change = change.filter(notice::Column::Id.eq(id));
    }
    change.exec(db).await?;
    Ok(())
}

/// Letters that may be tried now, the longest waiting first.
pub async fn due_letters(db: &impl ConnectionTrait, now: Instant, most: u64) -> Result<Vec<letter::Model>> {
    Ok(letter::Entity::find()
        .filter(free(now))
        .order_by_asc(letter::Column::DueAt)
        .limit(most)
        .all(db)
        .await?)
}

fn free(now: Instant) -> Condition {
    Condition::all()
        .add(letter::Column::State.eq(LetterState::Waiting))
        .add(letter::Column::DueAt.lte(now))
        .add(
            Condition::any()
                .add(letter::Column::LeasedUntil.is_null())
                .add(letter::Column::LeasedUntil.lte(now)),
        )
}

/// Takes a letter for oneself, in one statement: of several who try, one is told yes.
pub async fn lease(
    db: &impl ConnectionTrait,
    id: LetterId,
    holder: Uuid,
    now: Instant,
    until: Instant,
) -> Result<bool> {
    let done = letter::Entity::update_many()
        .col_expr(letter::Column::Lease, Expr::value(holder))
        .col_expr(letter::Column::LeasedUntil, Expr::value(until))
        .col_expr(letter::Column::Attempts, Expr::col(letter::Column::Attempts).add(1))
        .filter(letter::Column::Id.eq(id))
        .filter(free(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Gives a letter back with what became of it; only its holder can.
pub async fn settle(
    db: &impl ConnectionTrait,
    id: LetterId,
    holder: Uuid,
    state: LetterState,
    due_at: Option<Instant>,
    sent_at: Option<Instant>,
) -> Result<()> {
    let mut change = letter::Entity::update_many()
        .col_expr(letter::Column::State, Expr::value(state))
        .col_expr(letter::Column::Lease, Expr::value(None::<Uuid>))
        .col_expr(letter::Column::LeasedUntil, Expr::value(None::<Instant>))
        .col_expr(letter::Column::SentAt, Expr::value(sent_at))
        .filter(letter::Column::Id.eq(id))
        .filter(letter::Column::Lease.eq(holder));
    if let Some(due_at) = due_at {
        change = change.col_expr(letter::Column::DueAt, Expr::value(due_at));
    }
    change.exec(db).await?;
    Ok(())
}
