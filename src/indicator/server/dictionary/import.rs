//! Catalogues taken out, and files looked at before they are kept.

use super::file::{self, Written};
use super::judge::{entry, judge, together};
use super::{store, table};
use crate::error::{Denial, Error, Result, parse_text};
use crate::id::CatalogueImportId;
use crate::indicator::server::entity::catalogue_import;
use crate::indicator::{CatalogueImport, EntryLeft, IndicatorInput};
use crate::server::sheet::read_apart;
use crate::server::{Change, Context, record_change};
use crate::upload::FileRefusal;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

/// The longest file name that is shown again, in characters.
const LONGEST_NAME: usize = 120;

async fn rows(cx: &Context) -> Result<Vec<Written>> {
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let entries = store::entries(&cx.db, &org.sectors).await?;
    let row =
        |it: store::Entry| Written { cells: table::cells(&IndicatorInput::of(&it.draft)), refusal: None };
    Ok(entries.into_iter().map(row).collect())
}

/// The whole dictionary, with what is no longer collected.
pub async fn export_csv(cx: &Context) -> Result<Vec<u8>> {
    file::csv(&rows(cx).await?).map_err(|cause| Error::from_cause(&cause))
}

pub async fn export_xlsx(cx: &Context) -> Result<Vec<u8>> {
    file::xlsx(&rows(cx).await?, cx.lang).map_err(|cause| Error::from_cause(&cause))
}

/// Reads a file and keeps what it would do, to be looked at. Nothing of it is written into the dictionary.
///
/// # Errors
/// A [`Denial`]; inside, why the file is refused as a whole.
pub async fn preview(
    cx: &Context,
    name: &str,
    body: Vec<u8>,
) -> Result<Result<CatalogueImport, FileRefusal>> {
    store::require(cx, &cx.db).await?;
    let read = match read_apart(move || table::read(&file::lines(&body)?)).await {
        Ok(read) => read,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let org = crate::org::server::at(&cx.db, cx.today()).await?;
    let entries = store::entries(&cx.db, &org.sectors).await?;
    let known = store::known(&cx.db, &org, &entries).await?;
    let judged = judge(&read, &entries, known, &store::blank(cx.today(), None), cx.lang);
    let preview = CatalogueImport {
        id: CatalogueImportId::fresh(),
        name: name.chars().filter(|it| !it.is_control()).take(LONGEST_NAME).collect(),
        rows: judged.rows,
        unchanged: judged.unchanged,
        changes: judged.changes,
        refused: judged.refused,
        applied: None,
        left: Vec::new(),
    };
    keep(cx, &preview).await?;
    Ok(Ok(preview))
}

/// Keeps the preview in place of the person's earlier one that was not applied.
async fn keep(cx: &Context, preview: &CatalogueImport) -> Result<()> {
    let tx = cx.write().await?;
    catalogue_import::Entity::delete_many()
        .filter(catalogue_import::Column::PersonId.eq(cx.actor.person))
        .filter(catalogue_import::Column::AppliedAt.is_null())
        .exec(&tx)
        .await?;
    let row = catalogue_import::ActiveModel {
        id: Set(preview.id),
        person_id: Set(cx.actor.person),
        name: Set(preview.name.clone()),
        body: Set(body(preview)?),
        at: Set(cx.now()),
        applied_at: Set(None),
    };
    catalogue_import::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}

fn body(preview: &CatalogueImport) -> Result<String> {
    serde_json::to_string(preview).map_err(|cause| Error::from_cause(&cause))
}

async fn row(
    cx: &Context,
    db: &impl ConnectionTrait,
    id: CatalogueImportId,
) -> Result<(catalogue_import::Model, CatalogueImport)> {
    let found = catalogue_import::Entity::find_by_id(id).lock_exclusive().one(db).await?;
    let row = found.ok_or(Error::NotFound)?;
    // What someone has not applied is theirs alone.
    if row.person_id != cx.actor.person {
        return Err(Denial::NotPublished.into());
    }
    let preview = serde_json::from_str(&row.body).map_err(|cause| Error::from_cause(&cause))?;
    Ok((row, preview))
}

/// What a file would do, or did.
///
/// # Errors
/// [`Denial::NotPublished`] to anyone but who read it.
pub async fn show_import(cx: &Context, id: CatalogueImportId) -> Result<CatalogueImport> {
    Ok(row(cx, &cx.db, id).await?.1)
}

/// Writes the changes into the dictionary, each as a new version. One that someone overtook is left and told.
///
/// # Errors
/// Nothing is written when definitions may not be changed any more.
pub async fn apply(cx: &Context, id: CatalogueImportId, reason: &str) -> Result<CatalogueImport> {
    let reason = parse_text(reason, 500).ok().flatten();
    let tx = cx.write().await?;
    store::require(cx, &tx).await?;
    let (kept, mut preview) = row(cx, &tx, id).await?;
    if kept.applied_at.is_some() {
        return Ok(preview);
    }
    let reason = reason.unwrap_or_else(|| cx.lang.catalogue_reason_of_file(&preview.name));
    store::lock(&tx).await?;
    let org = crate::org::server::at(&tx, cx.today()).await?;
    let entries = store::entries(&tx, &org.sectors).await?;
    let mut drafts = Vec::new();
    for change in &preview.changes {
        let now = entry(&entries, &change.code).map_or(0, |it| it.version);
        match change.input.parse() {
            _ if now != change.seen => {
                preview.left.push(EntryLeft { code: change.code.clone(), error: Error::Conflict });
            }
            Ok(draft) => drafts.push(draft),
            Err(errors) => preview.left.push(EntryLeft { code: change.code.clone(), error: errors.into() }),
        }
    }
    let known = store::known(&tx, &org, &entries).await?;
    for (draft, verdict) in drafts.iter().zip(together(&drafts, &entries, known)) {
        if let Err(errors) = verdict {
            preview.left.push(EntryLeft { code: draft.code.clone(), error: errors.into() });
            continue;
        }
        let before = entry(&entries, &draft.code);
        let id = store::put(cx, &tx, &org, before, draft, Some(reason.clone())).await?;
        let change = Change {
            action: if before.is_some() { "indicator.revise" } else { "indicator.define" },
            kind: "indicator",
            id: id.0,
            before: before.map(|it| &it.draft),
            after: Some(draft),
        };
        record_change(cx, &tx, change).await?;
    }
    preview.applied = Some(cx.now());
    let change = Change {
        action: "catalogue.import",
        kind: "catalogue_import",
        id: preview.id.0,
        before: None,
        after: Some((&preview.name, preview.changes.len(), preview.left.len())),
    };
    record_change(cx, &tx, change).await?;
    let mut kept = kept;
    kept.applied_at = preview.applied;
    kept.body = body(&preview)?;
    let row = catalogue_import::ActiveModel::from(kept).reset_all();
    catalogue_import::Entity::update(row).exec(&tx).await?;
    tx.commit().await?;
    Ok(preview)
}

/// The refused rows of an import as a file of the same form, with the reason in each.
///
/// # Errors
/// [`Error::NotFound`] when nothing was refused.
pub async fn refused_file(cx: &Context, id: CatalogueImportId) -> Result<Vec<u8>> {
    let (_, preview) = row(cx, &cx.db, id).await?;
    if preview.refused.is_empty() {
        return Err(Error::NotFound);
    }
    let row = |it: &crate::indicator::RefusedEntry| Written {
        cells: table::cells(&it.input),
        refusal: Some(it.message(cx.lang)),
    };
    let rows: Vec<_> = preview.refused.iter().map(row).collect();
    file::xlsx(&rows, cx.lang).map_err(|cause| Error::from_cause(&cause))
}
