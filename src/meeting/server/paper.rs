//! Files that belong to an agenda item: taken, listed and handed out again.

use super::entity::{agenda_item, meeting};
use super::invite::tell_changed;
use super::prepared::{agenda_paper, agenda_paper_file};
use super::{published, store};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, Result};
use crate::id::{AgendaItemId, MeetingId, PaperId};
use crate::meeting::policy::may_see;
use crate::meeting::{
    MeetingState, PAPER_LIMIT, PAPERS_PER_ITEM, Paper, PaperKind, PaperRefusal, paper_name,
};
use crate::server::{Change, Context, record_change};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::io::Cursor;
use zip::ZipArchive;

/// Files that an archive may hold: office files hold dozens.
const MOST_ENTRIES: usize = 2_000;

impl From<agenda_paper::Model> for Paper {
    fn from(row: agenda_paper::Model) -> Self {
        Self {
            id: row.id,
            item: row.agenda_item_id,
            name: row.name,
            kind: row.kind,
            bytes: row.bytes,
            added_at: row.added_at,
        }
    }
}

/// The papers of some items, in the order they were added.
pub async fn of_items(db: &impl ConnectionTrait, items: &[AgendaItemId]) -> Result<Vec<Paper>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let rows = agenda_paper::Entity::find()
        .filter(agenda_paper::Column::AgendaItemId.is_in(items.iter().copied()))
        .order_by_asc(agenda_paper::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Paper::from).collect())
}

/// The papers of all items of a meeting.
pub async fn ids_of(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<PaperId>> {
    let items = Query::select()
        .column(agenda_item::Column::Id)
        .from(agenda_item::Entity)
        .and_where(agenda_item::Column::MeetingId.eq(meeting))
        .to_owned();
    Ok(agenda_paper::Entity::find()
        .select_only()
        .column(agenda_paper::Column::Id)
        .filter(agenda_paper::Column::AgendaItemId.in_subquery(items))
        .into_tuple()
        .all(db)
        .await?)
}

/// Lets in whoever may put papers on the item now: asked before a file is received.
///
/// # Errors
/// [`Denial::WrongState`] once the meeting has ended.
pub async fn require_open(
    cx: &Context,
    db: &impl ConnectionTrait,
    id: MeetingId,
    item: AgendaItemId,
) -> Result<meeting::Model> {
    cx.actor.require(Permission::PlanMeeting, Scope::Meeting(id))?;
    let row = store::find_row(db, id).await?;
    if row.state == MeetingState::Ended {
        return Err(Denial::WrongState.into());
    }
    let found = agenda_item::Entity::find_by_id(item).one(db).await?;
    found.filter(|it| it.meeting_id == id).map(|_| row).ok_or(Error::NotFound)
}

/// Takes a file. Inside, why it is not taken.
///
/// # Errors
/// As [`require_open`].
pub async fn add(
    cx: &Context,
    id: MeetingId,
    item: AgendaItemId,
    name: &str,
    file: Vec<u8>,
) -> Result<Result<Paper, PaperRefusal>> {
    let kind = match kind_of(&file) {
        Ok(kind) => kind,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let tx = cx.write().await?;
    store::lock(&tx, id).await?;
    let row = require_open(cx, &tx, id, item).await?;
    if of_items(&tx, &[item]).await?.len() >= PAPERS_PER_ITEM {
        return Ok(Err(PaperRefusal::TooMany));
    }
    let paper = agenda_paper::Model {
        id: PaperId::fresh(),
        agenda_item_id: item,
        name: paper_name(name, kind),
        kind,
        bytes: i64::try_from(file.len()).unwrap_or(i64::MAX),
        added_at: cx.now(),
        person_id: Some(cx.actor.person),
    };
    agenda_paper::Entity::insert(agenda_paper::ActiveModel::from(paper.clone()))
        .exec_without_returning(&tx)
        .await?;
    let content = agenda_paper_file::ActiveModel { agenda_paper_id: Set(paper.id), body: Set(file) };
    agenda_paper_file::Entity::insert(content).exec_without_returning(&tx).await?;
    let change = Change {
        action: "agenda.paper",
        kind: "meeting",
        id: id.0,
        before: None,
        after: Some(paper.name.clone()),
    };
    record_change(cx, &tx, change).await?;
    if published::is_out(&row) {
        tell_changed(cx, &tx, &row).await?;
    }
    tx.commit().await?;
    Ok(Ok(paper.into()))
}

/// Takes a paper off its item.
pub async fn remove(cx: &Context, id: MeetingId, paper: PaperId) -> Result<()> {
    cx.actor.require(Permission::PlanMeeting, Scope::Meeting(id))?;
    let tx = cx.write().await?;
    store::lock(&tx, id).await?;
    let found = agenda_paper::Entity::find_by_id(paper).one(&tx).await?.ok_or(Error::NotFound)?;
    let row = require_open(cx, &tx, id, found.agenda_item_id).await?;
    drop_file(&tx, paper).await?;
    let change =
        Change { action: "agenda.unpaper", kind: "meeting", id: id.0, before: Some(found.name), after: None };
    record_change(cx, &tx, change).await?;
    if published::is_out(&row) {
        tell_changed(cx, &tx, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn drop_file(tx: &impl ConnectionTrait, paper: PaperId) -> Result<()> {
    agenda_paper_file::Entity::delete_by_id(paper).exec(tx).await?;
    agenda_paper::Entity::delete_by_id(paper).exec(tx).await?;
    Ok(())
}

/// Takes along the papers of an item that goes.
pub async fn remove_of(tx: &impl ConnectionTrait, item: AgendaItemId) -> Result<()> {
    for paper in of_items(tx, &[item]).await? {
        drop_file(tx, paper.id).await?;
    }
    Ok(())
}

/// A paper and its content, for whoever may see the meeting.
pub async fn read(cx: &Context, id: MeetingId, paper: PaperId) -> Result<(Paper, Vec<u8>)> {
    let row = store::find_row(&cx.db, id).await?;
    if !may_see(&cx.actor, id, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let found = agenda_paper::Entity::find_by_id(paper).one(&cx.db).await?.ok_or(Error::NotFound)?;
    let item = agenda_item::Entity::find_by_id(found.agenda_item_id).one(&cx.db).await?;
    if item.is_none_or(|it| it.meeting_id != id) {
        return Err(Error::NotFound);
    }
    let file = agenda_paper_file::Entity::find_by_id(paper).one(&cx.db).await?.ok_or(Error::NotFound)?;
    Ok((found.into(), file.body))
}

/// What a file is, by its content alone. Nothing of an archive is unpacked: it is only kept and handed out.
pub fn kind_of(file: &[u8]) -> Result<PaperKind, PaperRefusal> {
    if file.is_empty() {
        return Err(PaperRefusal::Nothing);
    }
    if file.len() as u64 > PAPER_LIMIT {
        return Err(PaperRefusal::TooLarge);
    }
    if let Some(kind) = PaperKind::of_start(file) {
        return Ok(kind);
    }
    if !file.starts_with(b"PK\x03\x04") {
        return Err(PaperRefusal::OtherKind);
    }
    let archive = ZipArchive::new(Cursor::new(file)).map_err(|_| PaperRefusal::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(PaperRefusal::Broken);
    }
    let names: Vec<_> =
        archive.file_names_raw().map(|it| String::from_utf8_lossy(it).to_lowercase()).collect();
    if names.iter().any(|it| it.ends_with("vbaproject.bin") || it.starts_with("xl/macrosheets/")) {
        return Err(PaperRefusal::Macros);
    }
    let holds = |name: &str| names.iter().any(|it| it == name);
    match (holds("[content_types].xml"), holds("word/document.xml"), holds("xl/workbook.xml")) {
        (true, true, false) => Ok(PaperKind::Docx),
        (true, false, true) => Ok(PaperKind::Xlsx),
        _ => Err(PaperRefusal::OtherKind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"x").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_is_told_by_what_it_holds() {
        let types = "[Content_Types].xml";
        assert_eq!(kind_of(&archive(&[types, "word/document.xml"])), Ok(PaperKind::Docx));
        assert_eq!(kind_of(&archive(&[types, "xl/workbook.xml"])), Ok(PaperKind::Xlsx));
        let macros = archive(&[types, "word/document.xml", "word/vbaProject.bin"]);
        assert_eq!(kind_of(&macros), Err(PaperRefusal::Macros));
        assert_eq!(kind_of(&archive(&["a.exe"])), Err(PaperRefusal::OtherKind));
        assert_eq!(kind_of(b"PK\x03\x04 and no more"), Err(PaperRefusal::Broken));
        assert_eq!(kind_of(b"<html>"), Err(PaperRefusal::OtherKind));
        assert_eq!(kind_of(b""), Err(PaperRefusal::Nothing));
        assert_eq!(kind_of(b"%PDF-1.4"), Ok(PaperKind::Pdf));
    }
}
