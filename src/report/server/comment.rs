//! Comments: who reads them, what they are about, and whom they name.

use super::entity::{comment, comment_mention, report};
use super::words::likeness;
use super::{service, store};
use crate::actor::{Permission, Role};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{CommentId, PersonId, ReportId};
use crate::identity::server as identity;
use crate::notice::{Message, Name, Notice};
use crate::report::comment::{Audience, audience, begins_inner, may_comment};
use crate::report::{
    Anchor, AnchorState, Block, Comment, CommentInput, Comments, Mentionable, Passage, SectorSection, Sight,
    Thread, cell_text,
};
use crate::route;
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};
use serde::Serialize;
use std::collections::HashMap;

/// Paragraphs that share less than this, in hundredths, are not the same one rewritten.
const ALIKE: u32 = 60;
/// The most comments that one report takes.
const MOST: u64 = 2000;

/// A report's comments.
///
/// # Errors
/// [`Denial::NotPublished`] to those who see nothing of the report. Those who read it when it is published
/// find none.
pub async fn list(cx: &Context, id: ReportId) -> Result<Comments> {
    let row = store::row(&cx.db, id).await?;
    let sight = service::sight_of(&cx.actor, &row)?;
    if audience(sight) == Audience::Nobody {
        return Ok(Comments::default());
    }
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::known(cx).await?.at(period.cut_off);
    let sections = service::shown(&cx.db, &row, sight, &period, &org).await?;
    of(cx, &row, sight, &sections).await
}

/// As [`list`], of a report that is at hand as it reads now.
pub async fn of(
    cx: &Context,
    row: &report::Model,
    sight: Sight,
    sections: &[SectorSection],
) -> Result<Comments> {
    let audience = audience(sight);
    let mut found = Comments {
        threads: Vec::new(),
        may_comment: may_comment(&cx.actor, row.unit_id, sight),
        begins_inner: begins_inner(sight, row.state),
    };
    if audience == Audience::Nobody {
        return Ok(found);
    }
    let mut rows = comment::Entity::find()
        .filter(comment::Column::ReportId.eq(row.id))
        .order_by_asc(comment::Column::CreatedAt)
        .order_by_asc(comment::Column::Id)
        .all(&cx.db)
        .await?;
    rows.retain(|it| audience == Audience::Unit || !it.inner);
    if rows.is_empty() {
        return Ok(found);
    }
    let ids: Vec<_> = rows.iter().map(|it| it.id).collect();
    let mut named: HashMap<CommentId, Vec<PersonId>> = HashMap::new();
    let mentions = comment_mention::Entity::find().filter(comment_mention::Column::CommentId.is_in(ids));
    for mention in mentions.all(&cx.db).await? {
        named.entry(mention.comment_id).or_default().push(mention.person_id);
    }
    let people = rows.iter().map(|it| it.author_id).chain(rows.iter().filter_map(|it| it.resolved_by));
    let people: Vec<_> = people.chain(named.values().flatten().copied()).collect();
    let names = identity::names(&cx.db, &people).await?;
    let name = |it: PersonId| names.get(&it).cloned().unwrap_or_default();
    let told = |it: &comment::Model| Comment {
        id: it.id,
        author: it.author_id,
        by: name(it.author_id),
        at: it.created_at,
        edited_at: it.edited_at,
        body: it.body.clone(),
        mentions: named
            .get(&it.id)
            .into_iter()
            .flatten()
            .map(|it| Mentionable { id: *it, name: name(*it), outside: false })
            .collect(),
    };
    for first in rows.iter().filter(|it| it.parent_id.is_none()) {
        let Some(anchor) = anchor_of(first) else { continue };
        let (anchor, state) = stands(anchor, &first.quote, sections);
        found.threads.push(Thread {
            anchor,
            quote: first.quote.clone(),
            state,
            inner: first.inner,
            comments: std::iter::once(first)
                .chain(rows.iter().filter(|it| it.parent_id == Some(first.id)))
                .map(told)
                .collect(),
            resolved: first.resolved_at.map(|at| (first.resolved_by.map(name).unwrap_or_default(), at)),
        });
    }
    found.threads.sort_by_key(|it| it.resolved.is_some());
    Ok(found)
}

fn anchor_of(row: &comment::Model) -> Option<Anchor> {
    match (row.passage_id, row.indicator_id, row.column) {
        (Some(passage), ..) => Some(Anchor::Paragraph { passage, block: row.block.clone() }),
        (_, Some(indicator), Some(column)) => Some(Anchor::Cell { indicator, column }),
        _ => None,
    }
}

/// Where a comment stands now. A paragraph is known by its identity; one that lost it, when plain text was first
/// opened in the editor for instance, by its words.
fn stands(anchor: Anchor, quote: &str, sections: &[SectorSection]) -> (Anchor, AnchorState) {
    match anchor {
        Anchor::Paragraph { passage, block } => {
            let passages = sections.iter().flat_map(|it| &it.passages);
            let Some(found) = passages.into_iter().find(|it| it.id == passage) else {
                return (Anchor::Paragraph { passage, block }, AnchorState::Gone);
            };
            let (block, state) = match &block {
                None if opening(&found.body) == quote => (None, AnchorState::Same),
                None => (None, AnchorState::Changed),
                Some(id) => paragraph(found, id, quote),
            };
            (Anchor::Paragraph { passage, block }, state)
        }
        Anchor::Cell { indicator, column } => {
            let rows = sections.iter().flat_map(|it| &it.rows);
            let state = match rows.into_iter().find(|it| it.indicator.id == indicator) {
                None => AnchorState::Gone,
                Some(row) if cell_text(&row.figure, column) == quote => AnchorState::Same,
                Some(_) => AnchorState::Changed,
            };
            (Anchor::Cell { indicator, column }, state)
        }
    }
}

fn paragraph(passage: &Passage, id: &str, quote: &str) -> (Option<String>, AnchorState) {
    let lines: Vec<_> =
        Block::lines(&passage.content).iter().map(|it| (it.id.to_owned(), it.text(Lang::Vi))).collect();
    if let Some((_, text)) = lines.iter().find(|(it, _)| it == id) {
        let state = if text == quote { AnchorState::Same } else { AnchorState::Changed };
        return (Some(id.to_owned()), state);
    }
    if let Some((same, _)) = lines.iter().find(|(_, text)| text == quote) {
        return (Some(same.clone()), AnchorState::Same);
    }
    let alike = lines.iter().map(|(id, text)| (likeness(quote, text), id)).max_by_key(|it| it.0);
    match alike {
        Some((likeness, id)) if likeness >= ALIKE => (Some(id.clone()), AnchorState::Changed),
        _ => (Some(id.to_owned()), AnchorState::Gone),
    }
}

/// The beginning of a passage, for a comment on the whole of it.
fn opening(body: &str) -> String {
    body.chars().take(200).collect()
}

/// What stands where a comment is to be made.
///
/// # Errors
/// On `anchor`, where there is no such paragraph or cell.
fn quoted(anchor: &Anchor, sections: &[SectorSection]) -> Result<String> {
    let found = match anchor {
        Anchor::Paragraph { passage, block } => {
            let passages = sections.iter().flat_map(|it| &it.passages);
            passages.into_iter().find(|it| it.id == *passage).and_then(|it| match block {
                None => Some(opening(&it.body)),
                Some(id) => {
                    Block::lines(&it.content).iter().find(|it| it.id == id).map(|it| it.text(Lang::Vi))
                }
            })
        }
        Anchor::Cell { indicator, column } => {
            let rows = sections.iter().flat_map(|it| &it.rows);
            rows.into_iter().find(|it| it.indicator.id == *indicator).map(|it| cell_text(&it.figure, *column))
        }
    };
    found.ok_or_else(|| FieldErrors::of("anchor", Problem::Unknown).into())
}

/// Who may be named in the report's comments: its own people, and the office.
///
/// # Errors
/// As those of commenting.
pub async fn people(cx: &Context, id: ReportId) -> Result<Vec<Mentionable>> {
    let row = store::row(&cx.db, id).await?;
    require_comment(cx, &row)?;
    mentionable(&cx.db, &row).await
}

async fn mentionable(db: &impl ConnectionTrait, row: &report::Model) -> Result<Vec<Mentionable>> {
    let own = identity::people_of_unit(db, row.unit_id, &roles(Permission::WriteReport)).await?;
    let mut office = identity::people_everywhere(db, &roles(Permission::ReceiveReports)).await?;
    office.retain(|it| !own.contains(it));
    let all: Vec<_> = own.iter().chain(&office).copied().collect();
    let names = identity::names(db, &all).await?;
    let mut found: Vec<_> = all
        .into_iter()
        .filter_map(|id| {
            Some(Mentionable { id, name: names.get(&id)?.clone(), outside: office.contains(&id) })
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn roles(permission: Permission) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|it| it.permits(permission)).collect()
}

fn require_comment(cx: &Context, row: &report::Model) -> Result<Sight> {
    let sight = service::sight_of(&cx.actor, row)?;
    if may_comment(&cx.actor, row.unit_id, sight) {
        Ok(sight)
    } else if cx.actor.writes() {
        Err(Denial::NotAllowed.into())
    } else {
        Err(Denial::ReadOnlyDevice.into())
    }
}

/// Begins a thread.
pub async fn add(cx: &Context, id: ReportId, anchor: Anchor, input: CommentInput) -> Result<Comments> {
    let body = input.parse()?;
    // A paragraph may be commented on that was written a moment ago.
    super::document::settle(cx, id).await?;
    let tx = cx.write().await?;
    let row = store::row(&tx, id).await?;
    let sight = require_comment(cx, &row)?;
    let period = crate::period::server::find(&tx, row.period_id).await?;
    let org = crate::org::server::at(&tx, period.cut_off).await?;
    // The office comments on what it received, not on what the unit has done since.
    let quote = quoted(&anchor, &service::shown(&tx, &row, sight, &period, &org).await?)?;
    let (passage, block, indicator, column) = match anchor {
        Anchor::Paragraph { passage, block } => (Some(passage), block, None, None),
        Anchor::Cell { indicator, column } => (None, None, Some(indicator), Some(column)),
    };
    let comment = comment::Model {
        id: CommentId::fresh(),
        report_id: id,
        parent_id: None,
        passage_id: passage,
        block,
        indicator_id: indicator,
        column,
        quote,
        inner: begins_inner(sight, row.state),
        body,
        author_id: cx.actor.person,
        created_at: cx.now(),
        edited_at: None,
        resolved_at: None,
        resolved_by: None,
    };
    put(cx, &tx, &row, comment, input.mentions).await?;
    tx.commit().await?;
    list(cx, id).await
}

/// Answers a comment. A thread that was resolved is open again.
pub async fn reply(cx: &Context, thread: CommentId, input: CommentInput) -> Result<Comments> {
    let body = input.parse()?;
    let tx = cx.write().await?;
    let (row, first) = thread_of(cx, &tx, thread).await?;
    let reply = comment::Model {
        id: CommentId::fresh(),
        parent_id: Some(first.id),
        passage_id: None,
        block: None,
        indicator_id: None,
        column: None,
        quote: String::new(),
        body,
        author_id: cx.actor.person,
        created_at: cx.now(),
        edited_at: None,
        resolved_at: None,
        resolved_by: None,
        ..first.clone()
    };
    if first.resolved_at.is_some() {
        set_resolved(&tx, first, None).await?;
    }
    put(cx, &tx, &row, reply, input.mentions).await?;
    tx.commit().await?;
    list(cx, row.id).await
}

/// Words a comment anew: its author's to do.
pub async fn reword(cx: &Context, id: CommentId, input: CommentInput) -> Result<Comments> {
    let body = input.parse()?;
    let tx = cx.write().await?;
    let found = comment::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?;
    let (row, _) = thread_of(cx, &tx, found.parent_id.unwrap_or(id)).await?;
    if found.author_id != cx.actor.person {
        return Err(Denial::NotAllowed.into());
    }
    let before = found.body.clone();
    let after = comment::Model { body, edited_at: Some(cx.now()), ..found };
    comment::Entity::update(comment::ActiveModel::from(after.clone()).reset_all()).exec(&tx).await?;
    let change = Change {
        action: "comment.edit",
        kind: "comment",
        id: id.0,
        before: Some(&before),
        after: Some(&after.body),
    };
    record_change(cx, &tx, change).await?;
    mention(cx, &tx, &row, &after, input.mentions).await?;
    tx.commit().await?;
    list(cx, row.id).await
}

/// Marks a thread as resolved, or opens it again.
pub async fn settle(cx: &Context, thread: CommentId, resolved: bool) -> Result<Comments> {
    let tx = cx.write().await?;
    let (row, first) = thread_of(cx, &tx, thread).await?;
    let id = first.id;
    if first.resolved_at.is_some() != resolved {
        set_resolved(&tx, first, resolved.then(|| (cx.actor.person, cx.now()))).await?;
        let action = if resolved { "comment.resolve" } else { "comment.reopen" };
        let change =
            Change { action, kind: "comment", id: id.0, before: Some(!resolved), after: Some(resolved) };
        record_change(cx, &tx, change).await?;
    }
    tx.commit().await?;
    list(cx, row.id).await
}

/// A thread's first comment with its report, for those who may speak in it.
async fn thread_of(
    cx: &Context,
    tx: &DatabaseTransaction,
    thread: CommentId,
) -> Result<(report::Model, comment::Model)> {
    let first = comment::Entity::find_by_id(thread)
        .filter(comment::Column::ParentId.is_null())
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let row = store::row(tx, first.report_id).await?;
    let sight = require_comment(cx, &row)?;
    if first.inner && audience(sight) != Audience::Unit {
        return Err(Error::NotFound);
    }
    Ok((row, first))
}

async fn set_resolved(
    tx: &DatabaseTransaction,
    first: comment::Model,
    by: Option<(PersonId, crate::time::Instant)>,
) -> Result<()> {
    let after = comment::Model { resolved_at: by.map(|it| it.1), resolved_by: by.map(|it| it.0), ..first };
    comment::Entity::update(comment::ActiveModel::from(after).reset_all()).exec(tx).await?;
    Ok(())
}

/// What the audit keeps of a new comment.
#[derive(Serialize)]
struct Told<'a> {
    body: &'a str,
    quote: &'a str,
}

async fn put(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &report::Model,
    comment: comment::Model,
    mentions: Vec<PersonId>,
) -> Result<()> {
    use sea_orm::PaginatorTrait;
    if comment::Entity::find().filter(comment::Column::ReportId.eq(row.id)).count(tx).await? >= MOST {
        return Err(Error::TooMany(MOST));
    }
    let active = comment::ActiveModel::from(comment.clone()).reset_all();
    comment::Entity::insert(active).exec_without_returning(tx).await?;
    let change = Change {
        action: "comment.add",
        kind: "comment",
        id: comment.id.0,
        before: None,
        after: Some(Told { body: &comment.body, quote: &comment.quote }),
    };
    record_change(cx, tx, change).await?;
    mention(cx, tx, row, &comment, mentions).await
}

/// Keeps whom a comment names, and tells those who were not named before.
///
/// # Errors
/// On `mentions`, for someone who could not read it.
async fn mention(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &report::Model,
    comment: &comment::Model,
    mentions: Vec<PersonId>,
) -> Result<()> {
    let mut mentions = mentions;
    mentions.sort_unstable();
    mentions.dedup();
    let known = if mentions.is_empty() { Vec::new() } else { mentionable(tx, row).await? };
    let reads = |id: &PersonId| known.iter().any(|it| it.id == *id && !(comment.inner && it.outside));
    if !mentions.iter().all(reads) {
        return Err(FieldErrors::of("mentions", Problem::Unknown).into());
    }
    let before = comment_mention::Entity::find()
        .filter(comment_mention::Column::CommentId.eq(comment.id))
        .all(tx)
        .await?;
    comment_mention::Entity::delete_many()
        .filter(comment_mention::Column::CommentId.eq(comment.id))
        .exec(tx)
        .await?;
    if mentions.is_empty() {
        return Ok(());
    }
    let rows = mentions
        .iter()
        .map(|it| comment_mention::ActiveModel { comment_id: Set(comment.id), person_id: Set(*it) });
    comment_mention::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let fresh: Vec<_> = mentions
        .into_iter()
        .filter(|id| *id != cx.actor.person && !before.iter().any(|it| it.person_id == *id))
        .collect();
    let period = crate::period::server::find(tx, row.period_id).await?;
    let org = crate::org::server::at(tx, period.cut_off).await?;
    let unit = org.unit(row.unit_id).map(|it| Name::new(&it.name_vi, &it.name_en));
    let message = Message::Mention {
        who: cx.actor.name.clone(),
        unit: unit.unwrap_or_else(|| Name::new("", "")),
        period: Name::new(&period.name_vi, &period.name_en),
        excerpt: comment.body.chars().take(140).collect(),
    };
    let link = format!("{}#comment-{}", route::report(row.id), comment.parent_id.unwrap_or(comment.id));
    crate::notice::server::tell(tx, cx.now(), &fresh, &Notice::new(message, link)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PassageId, SectorId};
    use crate::report::PassageKind;

    fn passage(lines: &[(&str, &str)]) -> Passage {
        let content: Vec<_> = lines.iter().map(|(id, text)| Block::paragraph(*id, text)).collect();
        Passage {
            id: PassageId::default(),
            sector: SectorId::default(),
            kind: PassageKind::Result,
            position: 1,
            body: Block::body(&content),
            content,
            grade: None,
            revision: 1,
            sample: false,
        }
    }

    #[test]
    fn a_paragraph_is_known_by_its_identity_while_it_is_rewritten() {
        let now = passage(&[("a", "Có 5 em đạt giải cấp tỉnh."), ("b", "Khác hẳn.")]);
        let quote = "Có 4 em đạt giải cấp tỉnh.";
        assert_eq!(paragraph(&now, "a", quote), (Some("a".into()), AnchorState::Changed));
        assert_eq!(paragraph(&now, "b", "Khác hẳn."), (Some("b".into()), AnchorState::Same));
        // The same words under another name, and nearly the same.
        assert_eq!(paragraph(&now, "line-2", "Khác hẳn."), (Some("b".into()), AnchorState::Same));
        assert_eq!(paragraph(&now, "line-1", quote), (Some("a".into()), AnchorState::Changed));
        assert_eq!(paragraph(&now, "c", "Một câu không còn ở đâu nữa cả").1, AnchorState::Gone);
    }
}
