//! What is done with a document: opened, written into, settled, and late updates looked after.

use super::entity::{report_late_update, report_update};
use super::project::{Figures, is_behind, json, project};
use super::room::{News, Open, Room};
use super::scan::{Malformed, SERVER, Scan, scan, state_of};
use super::store;
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::{LateUpdateId, PassageId, PersonId, ReportId};
use crate::report::server::entity::{passage, report};
use crate::report::server::write::{require_writable, writable};
use crate::report::{Block, LateUpdate, Passage, PassageHead, Presence, may_see, may_write};
use crate::server::{Change, Context, record_change};
use crate::time::Instant;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// The largest update, in bytes.
pub const LARGEST_UPDATE: usize = 1_000_000;
/// The largest document, in bytes as it is encoded.
const LARGEST: usize = 8_000_000;
/// The most late updates that one report keeps.
const MOST_LATE: u64 = 200;
/// How long after an update the passages are read from the document, if nobody asks for them sooner.
const READ_AFTER: Duration = Duration::from_secs(2);

/// A document as one client gets it.
pub struct Share {
    /// What the client lacks.
    pub update: Vec<u8>,
    /// The state of the server's document.
    pub vector: Vec<u8>,
    pub number: i64,
    pub epoch: i64,
    /// The actor may write into it now.
    pub open: bool,
}

/// An update that is kept for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    pub number: i64,
    pub at: Instant,
}

fn malformed(_: Malformed) -> Error {
    FieldErrors::of("document", Problem::Malformed).into()
}

/// What an actor whose document has this state lacks. Text written before anyone wrote together is brought
/// into the document first, here and nowhere else.
///
/// # Errors
/// [`Error::Invalid`] when the state cannot be read.
pub async fn share(cx: &Context, report: ReportId, state: &[u8]) -> Result<Share> {
    let state = state_of(state).map_err(malformed)?;
    let row = visible(cx, report).await?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let closed = crate::period::server::is_closed(&cx.db, &period, row.unit_id, cx.today()).await?;
    let open = may_write(&cx.actor, row.unit_id, row.state) && !closed;
    if open && !store::unseeded(&cx.db, report).await?.is_empty() {
        let _turn = cx.documents.turn().await?;
        let tx = cx.write().await?;
        // A step may have been taken meanwhile; then there is nothing to bring in.
        if writable(cx, &tx, report).await.is_ok() {
            let writing = Writing::begin(cx, &tx, report).await?.finish(cx, &tx).await?;
            tx.commit().await?;
            writing.tell();
        }
    }
    let held = cx.documents.open(&cx.db, report).await?;
    let (held, (update, vector)) = held
        .attempt(move |held| Ok((held.document.lacking(&state), held.document.vector())))
        .await
        .map_err(malformed)?;
    let number = held.held.number;
    held.put_back();
    Ok(Share { update, vector, number, epoch: row.revision, open })
}

/// The report's row, when the actor may read it as it is now.
pub async fn visible(cx: &Context, report: ReportId) -> Result<report::Model> {
    let row = crate::report::server::store::row(&cx.db, report).await?;
    if may_see(&cx.actor, row.unit_id, row.state) { Ok(row) } else { Err(Denial::NotPublished.into()) }
}

/// Refuses those who could never write into the report, whatever its state.
pub async fn writer(cx: &Context, report: ReportId) -> Result<report::Model> {
    let row = crate::report::server::store::row(&cx.db, report).await?;
    cx.actor.require(Permission::WriteReport, Scope::Unit(row.unit_id))?;
    Ok(row)
}

/// Takes an update in. When this returns, it is committed.
///
/// # Errors
/// [`Denial::WrongState`] or [`Denial::Locked`] when the report is not open in this epoch: the update is then
/// kept aside. [`Error::Conflict`] when it builds on something that the server does not have;
/// [`Error::Invalid`] when it cannot be read or goes beyond what a passage may hold.
pub async fn append(
    cx: &Context,
    report: ReportId,
    epoch: i64,
    client: u32,
    bytes: Vec<u8>,
) -> Result<Taken> {
    writer(cx, report).await?;
    if bytes.len() > LARGEST_UPDATE {
        return Err(Error::TooLarge(LARGEST_UPDATE as u64));
    }
    let seen = scan(&bytes).map_err(malformed)?;
    let sent = Sent { cx: cx.clone(), report, epoch, client, bytes, seen, at: cx.now() };
    super::batch::take(&cx.documents, sent).await
}

/// An update on its way in.
pub struct Sent {
    pub cx: Context,
    pub report: ReportId,
    pub epoch: i64,
    pub client: u32,
    pub bytes: Vec<u8>,
    pub seen: Scan,
    pub at: Instant,
}

/// What becomes of an update within a transaction that takes several.
pub enum Fate {
    /// It is in the document and among the rows; with how it is told to the others, if it held anything new.
    Added(Taken, Option<Arc<str>>),
    /// The report is not open to it.
    Late(Denial),
    Refused(Error),
}

/// Takes an update into a document in hand, of the report whose locked row this is and whose period
/// takes nothing more, or does. Gives the document back unless the update has spoilt it.
///
/// # Errors
/// Only when the transaction cannot go on.
pub async fn take_in(
    tx: &DatabaseTransaction,
    mut open: Open,
    (row, shut): (&report::Model, bool),
    sent: &mut Sent,
) -> Result<(Option<Open>, Fate)> {
    let Sent { cx, report, epoch, .. } = &*sent;
    match require_writable(cx, row, shut) {
        Ok(()) if row.revision == *epoch => {}
        Ok(()) => return Ok((Some(open), Fate::Late(Denial::WrongState))),
        Err(Error::Denied(denial @ (Denial::WrongState | Denial::Locked))) => {
            return Ok((Some(open), Fate::Late(denial)));
        }
        Err(error @ Error::Denied(_)) => return Ok((Some(open), Fate::Refused(error))),
        Err(error) => return Err(error),
    }
    let state = open.held.document.state();
    if sent.seen.lacks(&state) {
        return Ok((Some(open), Fate::Refused(Error::Conflict)));
    }
    let fresh: Vec<PassageId> =
        sent.seen.roots.iter().filter(|it| !open.held.known.contains(it)).copied().collect();
    let foreign = !fresh.is_empty() && store::known(tx, *report, &fresh).await?.len() < fresh.len();
    if foreign || sent.seen.forges(&state) {
        return Ok((Some(open), Fate::Refused(malformed(Malformed))));
    }
    if !fresh.is_empty() {
        // A passage that came into being otherwise, since the client looked.
        if store::unseeded(tx, *report).await?.iter().any(|it| fresh.contains(&it.0)) {
            return Ok((Some(open), Fate::Refused(Error::Conflict)));
        }
        open.held.known.extend(fresh);
    }
    let size = open.held.size + sent.bytes.len();
    let (seen, bytes) = (std::mem::take(&mut sent.seen), std::mem::take(&mut sent.bytes));
    let applied = open
        .attempt(move |held| {
            let changed = held.document.apply(&seen, &bytes)?;
            held.size = if size > LARGEST { held.document.whole().len() } else { size };
            if held.size > LARGEST { Err(Malformed) } else { Ok((changed, bytes)) }
        })
        .await;
    let Ok((mut open, (changed, bytes))) = applied else {
        return Ok((None, Fate::Refused(malformed(Malformed))));
    };
    let at = sent.at;
    if !changed {
        let number = open.held.number;
        return Ok((Some(open), Fate::Added(Taken { number, at }, None)));
    }
    let number = open.held.number + 1;
    let data: Arc<str> = STANDARD.encode(&bytes).into();
    let update = report_update::Model {
        report_id: sent.report,
        number,
        bytes,
        person_id: Some(sent.cx.actor.person),
        client: sent.client.into(),
        at,
    };
    store::add_update(tx, update).await?;
    open.held.number = number;
    Ok((Some(open), Fate::Added(Taken { number, at }, Some(data))))
}

/// Keeps an update that came too late, for people to merge.
pub async fn keep_late(sent: &Sent) -> Result<()> {
    let cx = &sent.cx;
    let late = report_late_update::Model {
        id: LateUpdateId::fresh(),
        report_id: sent.report,
        epoch: sent.epoch,
        bytes: sent.bytes.clone(),
        person_id: Some(cx.actor.person),
        client: sent.client.into(),
        at: sent.at,
        settled_at: None,
        settled_by: None,
        merged: None,
    };
    let tx = cx.write().await?;
    // Sent again because the answer was lost.
    if store::is_late_already(&tx, &late).await? {
        return Ok(());
    }
    if store::late_count(&tx, late.report_id).await? >= MOST_LATE {
        return Err(Error::TooMany(MOST_LATE));
    }
    let change = Change {
        action: "document.late",
        kind: "report",
        id: late.report_id.0,
        before: None,
        after: Some(format!("{} bytes of epoch {}", late.bytes.len(), late.epoch)),
    };
    record_change(cx, &tx, change).await?;
    store::add_late(&tx, late).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads the passages from the document before long, once for many updates.
pub fn read_soon(cx: &Context, report: ReportId, room: &Arc<Room>) {
    if room.due.swap(true, Ordering::AcqRel) {
        return;
    }
    let (cx, room) = (cx.clone(), room.clone());
    tokio::spawn(async move {
        tokio::time::sleep(READ_AFTER).await;
        room.due.store(false, Ordering::Release);
        if let Err(error) = settle(&cx, report).await {
            tracing::warn!(%report, %error, "a report's passages could not be read from its document");
        }
    });
}

/// Brings the stored passages up to everything that was acknowledged. Call before reading them.
pub async fn settle(cx: &Context, report: ReportId) -> Result<()> {
    if !is_behind(cx, report).await? {
        return Ok(());
    }
    let _turn = cx.documents.turn().await?;
    let tx = cx.write().await?;
    settle_in(cx, &tx, report).await?;
    tx.commit().await?;
    Ok(())
}

/// As [`settle`], within a transaction that goes on to write; figures in sentences are looked up again too.
pub async fn settle_in(cx: &Context, tx: &DatabaseTransaction, report: ReportId) -> Result<()> {
    if store::last_update(tx, report).await?.is_none() {
        return Ok(());
    }
    let row = crate::report::server::store::locked_row(tx, report).await?;
    let open = cx.documents.open(tx, report).await?;
    let (open, _) = project(cx, tx, &row, open).await?;
    // Nothing was added to the document, so it may be used before the transaction ends. Its folded state may
    // not come to be: then it is folded again.
    open.put_back();
    Ok(())
}

/// A document that is written into by the server itself, within a transaction: what a plain form or a restored
/// version says.
pub struct Writing {
    report: ReportId,
    open: Open,
    figures: Figures,
    /// What was written, in order.
    updates: Vec<Vec<u8>>,
    from: i64,
    described: Vec<News>,
}

impl Writing {
    /// Opens the report's document with all its passages in it, and brings the stored passages up to it.
    /// The report's row must be locked.
    pub async fn begin(cx: &Context, tx: &DatabaseTransaction, report: ReportId) -> Result<Self> {
        let row = crate::report::server::store::row(tx, report).await?;
        let open = cx.documents.open(tx, report).await?;
        let (open, figures) = project(cx, tx, &row, open).await?;
        let from = open.held.number;
        let mut writing = Self { report, open, figures, updates: Vec::new(), from, described: Vec::new() };
        for (passage, body) in store::unseeded(tx, report).await? {
            let open = &mut writing.open;
            if open.held.document.is_bare(passage) {
                let figures = &writing.figures;
                let update =
                    open.held.document.rewrite(passage, &body, &|code, show| figures.look_up(code, show));
                writing.updates.push(update);
            }
            open.held.known.insert(passage);
        }
        if !writing.updates.is_empty() {
            writing.keep(cx, tx, None).await?;
            let (open, figures) = project(cx, tx, &row, writing.open).await?;
            writing = Self { open, figures, ..writing };
        }
        Ok(writing)
    }

    /// Makes a passage read so, with the fewest changes; how it reads then.
    pub fn write(&mut self, passage: PassageId, body: &str) -> Result<(String, String)> {
        let figures = &self.figures;
        let look_up = |code: &str, show| figures.look_up(code, show);
        let document = &mut self.open.held.document;
        let update = document.rewrite(passage, body, &look_up);
        if !update.is_empty() {
            self.updates.push(update);
        }
        self.open.held.known.insert(passage);
        let blocks = document.read(passage, &look_up);
        Ok((Block::body(&blocks), json(&blocks)?))
    }

    /// As [`Writing::write`], with headings, bold words, lists and tables. The text alone is changed where that
    /// is enough: others may be writing in it.
    pub fn write_blocks(&mut self, passage: PassageId, blocks: &[Block]) -> Result<(String, String)> {
        self.write(passage, &Block::body(blocks))?;
        let figures = &self.figures;
        let look_up = |code: &str, show| figures.look_up(code, show);
        let document = &mut self.open.held.document;
        if !Block::same_shape(&document.read(passage, &look_up), blocks) {
            self.updates.push(document.write(passage, blocks));
        }
        self.open.held.known.insert(passage);
        let blocks = document.read(passage, &look_up);
        Ok((Block::body(&blocks), json(&blocks)?))
    }

    /// A passage was made, described anew or removed: the others will be told.
    pub fn describe(&mut self, passage: &Passage, removed: bool) {
        self.described.push(described(passage, removed));
    }

    /// Stores what was written. What the passages say of it is the caller's to store.
    async fn keep(&mut self, cx: &Context, tx: &DatabaseTransaction, by: Option<PersonId>) -> Result<()> {
        let written: usize = self.updates.iter().map(Vec::len).sum();
        self.open.held.size += written;
        for (at, bytes) in self.updates.iter().enumerate().skip((self.open.held.number - self.from) as usize)
        {
            let number = self.from + at as i64 + 1;
            let update = report_update::Model {
                report_id: self.report,
                number,
                bytes: bytes.clone(),
                person_id: by,
                client: SERVER.into(),
                at: cx.now(),
            };
            store::add_update(tx, update).await?;
            self.open.held.number = number;
        }
        Ok(())
    }

    /// Stores what was written, as read already.
    pub async fn finish(mut self, cx: &Context, tx: &DatabaseTransaction) -> Result<Self> {
        if self.open.held.number < self.from + self.updates.len() as i64 {
            self.keep(cx, tx, Some(cx.actor.person)).await?;
            store::keep_document(tx, self.report, None, self.open.held.number).await?;
        }
        Ok(self)
    }

    /// Once it is committed: tells those who follow. Without this call the document is read anew from what was
    /// committed.
    pub fn tell(self) {
        let (from, updates, described) = (self.from, self.updates, self.described);
        let room = self.open.put_back();
        for news in described {
            room.tell(news);
        }
        for (at, bytes) in updates.into_iter().enumerate() {
            room.tell(News::Update { number: from + at as i64 + 1, data: STANDARD.encode(bytes).into() });
        }
    }
}

#[derive(Serialize)]
struct Described {
    #[serde(flatten)]
    head: PassageHead,
    position: i32,
    removed: bool,
}

fn described(passage: &Passage, removed: bool) -> News {
    let head =
        PassageHead { id: passage.id, sector: passage.sector, kind: passage.kind, grade: passage.grade };
    let told = Described { head, position: passage.position, removed };
    News::Passage(serde_json::to_string(&told).unwrap_or_default().into())
}

/// Makes a passage without text, or changes what it is called; its text stays as it is.
pub async fn describe_passage(cx: &Context, report: ReportId, head: PassageHead) -> Result<Passage> {
    let unknown = || Error::from(FieldErrors::of("sector", Problem::Unknown));
    let row = writer(cx, report).await?;
    let org = crate::org::server::arrived(cx).await?;
    let period = crate::period::server::known(cx, &org).await?.find(row.period_id)?.clone();
    let sectors = crate::report::server::store::asked(cx, &row, &org, &period, &[]).await?.sectors;
    let _turn = cx.documents.turn().await?;
    let tx = cx.write().await?;
    writable(cx, &tx, report).await?;
    let found = crate::report::server::store::passage(&tx, head.id).await?;
    let known = sectors.iter().any(|it| it.id == head.sector)
        || found.as_ref().is_some_and(|it| it.sector_id == head.sector);
    if !known || found.as_ref().is_some_and(|it| it.report_id != report) {
        return Err(unknown());
    }
    let before = found.clone().map(Passage::from);
    let grade = head.grade.filter(|_| head.kind.takes_grade());
    let row = match found {
        Some(found) => passage::Model {
            kind: head.kind,
            grade,
            revision: found.revision + 1,
            updated_at: cx.now(),
            updated_by: Some(cx.actor.person),
            ..found
        },
        None => passage::Model {
            id: head.id,
            report_id: report,
            sector_id: head.sector,
            kind: head.kind,
            position: crate::report::server::write::next_position(&tx, report).await?,
            body: String::new(),
            content: Some("[]".to_owned()),
            grade,
            revision: 1,
            updated_at: cx.now(),
            updated_by: Some(cx.actor.person),
            sample: false,
        },
    };
    let after = Passage::from(row.clone());
    let same = before.as_ref().is_some_and(|it| (it.kind, it.grade) == (after.kind, after.grade));
    if same {
        return Ok(before.unwrap_or(after));
    }
    let stored = passage::ActiveModel::from(row).reset_all();
    if before.is_none() {
        passage::Entity::insert(stored).exec_without_returning(&tx).await?;
    } else {
        passage::Entity::update(stored).exec(&tx).await?;
    }
    let change = Change {
        action: "passage.describe",
        kind: "passage",
        id: after.id.0,
        before: before.as_ref(),
        after: Some(&after),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    cx.documents.room(report).tell(described(&after, false));
    Ok(after)
}

/// Empties a passage. What someone types into it at the same moment stays, and brings it back.
pub async fn remove_passage(cx: &Context, report: ReportId, id: PassageId) -> Result<()> {
    writer(cx, report).await?;
    let _turn = cx.documents.turn().await?;
    let tx = cx.write().await?;
    writable(cx, &tx, report).await?;
    let mut writing = Writing::begin(cx, &tx, report).await?;
    let found = crate::report::server::store::passage(&tx, id).await?.filter(|it| it.report_id == report);
    let row = found.ok_or(Error::NotFound)?;
    let before = Passage::from(row.clone());
    let (body, content) = writing.write(id, "")?;
    let change = passage::ActiveModel {
        id: Set(id),
        body: Set(body),
        content: Set(Some(content)),
        revision: Set(row.revision + 1),
        updated_at: Set(cx.now()),
        updated_by: Set(Some(cx.actor.person)),
        sample: Set(false),
        ..Default::default()
    };
    let after = Passage::from(passage::Entity::update(change).exec(&tx).await?);
    let change = Change {
        action: "passage.remove",
        kind: "passage",
        id: id.0,
        before: Some(&before),
        after: Some(&after),
    };
    record_change(cx, &tx, change).await?;
    writing.describe(&after, true);
    let writing = writing.finish(cx, &tx).await?;
    tx.commit().await?;
    writing.tell();
    Ok(())
}

/// Updates that came too late, each with the passages as they would read with it.
pub async fn late_updates(cx: &Context, report: ReportId) -> Result<Vec<LateUpdate>> {
    writer(cx, report).await?;
    let rows = store::late(&cx.db, report).await?;
    let people: Vec<_> = rows.iter().filter_map(|it| it.person_id).collect();
    let names = crate::identity::server::names(&cx.db, &people).await?;
    let open = cx.documents.open(&cx.db, report).await?;
    let whole = open.held.document.whole();
    open.put_back();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let (whole, bytes) = (whole.clone(), row.bytes);
        let tried = tokio::task::spawn_blocking(move || as_it_would_read(&whole, &bytes)).await;
        let passages = tried.ok().and_then(std::result::Result::ok).unwrap_or_default();
        let by = row.person_id.and_then(|it| names.get(&it).cloned());
        found.push(LateUpdate { id: row.id, at: row.at, by, epoch: row.epoch, passages });
    }
    Ok(found)
}

/// The passages that would change, as they would read.
fn as_it_would_read(whole: &[u8], bytes: &[u8]) -> Result<Vec<(PassageId, String)>, Malformed> {
    let mut document = super::doc::Document::empty();
    document.load(whole)?;
    let look_up = |_: &str, _| None;
    let read = |document: &super::doc::Document, it| Block::body(&document.read(it, &look_up));
    let before: Vec<_> = document.passages().into_iter().map(|it| (it, read(&document, it))).collect();
    let seen = scan(bytes)?;
    if seen.lacks(&document.state()) {
        return Err(Malformed);
    }
    document.apply(&seen, bytes)?;
    let after = document.passages().into_iter().map(|it| (it, read(&document, it)));
    Ok(after.filter(|it| !before.contains(it)).collect())
}

/// Merges a late update into the report, which is open again. Nothing of either is lost.
///
/// # Errors
/// [`Denial::WrongState`] or [`Denial::Locked`] while the report is not open: the update waits on as it is.
/// [`Error::Conflict`] when it builds on something that the report never got.
pub async fn merge_late(cx: &Context, report: ReportId, id: LateUpdateId) -> Result<i64> {
    writer(cx, report).await?;
    let _turn = cx.documents.turn().await?;
    let tx = cx.write().await?;
    let row = writable(cx, &tx, report).await?;
    let late = late_update(&tx, report, id).await?;
    let client = u32::try_from(late.client).unwrap_or_default();
    let seen = scan(&late.bytes).map_err(malformed)?;
    let (epoch, bytes) = (row.revision, late.bytes);
    let mut sent = Sent { cx: cx.clone(), report, epoch, client, bytes, seen, at: cx.now() };
    let open = cx.documents.open(&tx, report).await?;
    let (open, fate) = take_in(&tx, open, (&row, false), &mut sent).await?;
    let (taken, data) = match fate {
        Fate::Added(taken, data) => (taken, data),
        Fate::Late(denial) => return Err(denial.into()),
        Fate::Refused(error) => return Err(error),
    };
    end_late(cx, &tx, report, id, true).await?;
    tx.commit().await?;
    if let (Some(open), Some(data)) = (open, data) {
        let room = open.put_back();
        room.tell(News::Update { number: taken.number, data });
        read_soon(cx, report, &room);
    }
    Ok(taken.number)
}

/// Sets a late update aside for good.
pub async fn drop_late(cx: &Context, report: ReportId, id: LateUpdateId) -> Result<()> {
    writer(cx, report).await?;
    let tx = cx.write().await?;
    late_update(&tx, report, id).await?;
    end_late(cx, &tx, report, id, false).await?;
    tx.commit().await?;
    Ok(())
}

async fn late_update(
    tx: &DatabaseTransaction,
    report: ReportId,
    id: LateUpdateId,
) -> Result<report_late_update::Model> {
    store::late(tx, report).await?.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

async fn end_late(
    cx: &Context,
    tx: &DatabaseTransaction,
    report: ReportId,
    id: LateUpdateId,
    merged: bool,
) -> Result<()> {
    store::settle_late(tx, id, cx.now(), cx.actor.person, merged).await?;
    let change = Change {
        action: if merged { "document.merge_late" } else { "document.drop_late" },
        kind: "report",
        id: report.0,
        before: None,
        after: Some(id),
    };
    record_change(cx, tx, change).await
}

/// What a follower who has the updates up to this one lacks: each update, or the whole document as one where the
/// log does not go back so far. A document takes what it has already without harm.
pub async fn missed(cx: &Context, report: ReportId, after: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let missed = store::updates_after(&cx.db, report, after).await?;
    if !store::is_torn(after, &missed) {
        return Ok(missed);
    }
    let open = cx.documents.open(&cx.db, report).await?;
    let whole = (open.held.number, open.held.document.whole());
    open.put_back();
    Ok(vec![whole])
}

/// Who is writing or reading in the report now.
pub async fn who_is_here(cx: &Context, report: ReportId) -> Result<Vec<Presence>> {
    visible(cx, report).await?;
    Ok(cx.documents.who_is_here(report, cx.now()))
}

/// A step was taken: those who write learn of it at once.
pub fn closed(cx: &Context, report: ReportId) {
    cx.documents.room(report).tell(News::Closed);
}
