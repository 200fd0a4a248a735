use super::entity::figure_import;
use super::form::{self, FormRow};
use super::write::{FormGroup, FormHead};
use super::{judge, read, write};
use crate::error::{Denial, Error, Result};
use crate::id::{FigureImportId, ReportId};
use crate::report::server::{service, store, write as saving};
use crate::report::{
    CellEdit, CellOutcome, GridRow, ImportLeft, ImportPreview, RefusedCell, ReportSheet, Why, cell_text,
};
use crate::server::sheet::{inspect, read_apart};
use crate::server::{Change, Context, record_change};
use crate::upload::FileRefusal;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter,
};
use std::collections::HashSet;

/// The longest file name that is shown again, in characters.
const LONGEST_NAME: usize = 120;

/// A report's figures as a file, and its name.
///
/// # Errors
/// [`Denial::NotPublished`] to anyone the report is not open to.
pub async fn export(cx: &Context, id: ReportId) -> Result<(String, Vec<u8>)> {
    let sheet = service::unchecked(cx, id).await?;
    let groups = sheet
        .sections
        .iter()
        .map(|section| FormGroup {
            title: section.sector.name(cx.lang).to_owned(),
            rows: section.rows.iter().filter(|it| it.due).map(|it| FormRow::of(it, cx.lang)).collect(),
        })
        .filter(|it| !it.rows.is_empty())
        .collect::<Vec<_>>();
    let rows: Vec<&GridRow> = sheet.sections.iter().flat_map(|it| &it.rows).filter(|it| it.due).collect();
    let base = bases(&rows);
    let name = format!("so-lieu-{}-{}.xlsx", sheet.unit.code, sheet.report.period.code);
    Ok((name, written(&head(cx, &sheet), &groups, &base)?))
}

fn bases(rows: &[&GridRow]) -> Vec<(String, [String; 5])> {
    rows.iter().map(|it| (it.indicator.code.clone(), form::base(&it.figure))).collect()
}

fn head(cx: &Context, sheet: &ReportSheet) -> FormHead {
    FormHead {
        lang: cx.lang,
        unit: sheet.unit.name(cx.lang).to_owned(),
        period: sheet.report.period.name(cx.lang).to_owned(),
        report: sheet.report.id.to_string(),
        unit_code: sheet.unit.code.clone(),
        period_code: sheet.report.period.code.clone(),
    }
}

fn written(head: &FormHead, groups: &[FormGroup], base: &[(String, [String; 5])]) -> Result<Vec<u8>> {
    write::workbook(head, groups, base).map_err(|cause| Error::from_cause(&cause))
}

/// Lets in whoever may write into the report now: asked before a file is received.
///
/// # Errors
/// As writing a cell would be refused.
pub async fn require_writable(cx: &Context, id: ReportId) -> Result<()> {
    let tx = cx.write().await?;
    saving::writable(cx, &tx, id).await?;
    tx.rollback().await?;
    Ok(())
}

/// Reads a file and keeps what it would do, to be looked at. Nothing of it is written into the report.
///
/// # Errors
/// As writing a cell would be refused; inside, why the file is refused as a whole.
pub async fn preview(
    cx: &Context,
    id: ReportId,
    name: &str,
    file: Vec<u8>,
) -> Result<Result<ImportPreview, FileRefusal>> {
    require_writable(cx, id).await?;
    let book = read_apart(move || {
        inspect(&file)?;
        read::read(&file)
    });
    let book = match book.await {
        Ok(book) => book,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if book.origin.as_ref().is_some_and(|it| it.report != id.to_string()) {
        return Ok(Err(FileRefusal::OtherReport));
    }
    let Some(table) = book.sheets.iter().find_map(form::table) else {
        return Ok(Err(FileRefusal::NoHeadings));
    };
    let row = store::row(&cx.db, id).await?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::known(cx).await?.at(period.cut_off);
    let rows = store::rows(&cx.db, &row, &period, &org).await?;
    let known: HashSet<String> =
        crate::indicator::server::all(&cx.db).await?.into_iter().map(|it| it.code).collect();
    let judged = judge::judge(&table, book.origin.as_ref(), &rows, &known);
    let preview = ImportPreview {
        id: FigureImportId::fresh(),
        report: id,
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
async fn keep(cx: &Context, preview: &ImportPreview) -> Result<()> {
    let tx = cx.write().await?;
    figure_import::Entity::delete_many()
        .filter(figure_import::Column::ReportId.eq(preview.report))
        .filter(figure_import::Column::PersonId.eq(cx.actor.person))
        .filter(figure_import::Column::AppliedAt.is_null())
        .exec(&tx)
        .await?;
    let row = figure_import::ActiveModel {
        id: Set(preview.id),
        report_id: Set(preview.report),
        person_id: Set(cx.actor.person),
        name: Set(preview.name.clone()),
        body: Set(body(preview)?),
        at: Set(cx.now()),
        applied_at: Set(None),
    };
    figure_import::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}

fn body(preview: &ImportPreview) -> Result<String> {
    serde_json::to_string(preview).map_err(|cause| Error::from_cause(&cause))
}

async fn row(
    cx: &Context,
    db: &impl ConnectionTrait,
    report: ReportId,
    import: FigureImportId,
) -> Result<(figure_import::Model, ImportPreview)> {
    let row = figure_import::Entity::find_by_id(import).one(db).await?.ok_or(Error::NotFound)?;
    if row.report_id != report {
        return Err(Error::NotFound);
    }
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
pub async fn show(cx: &Context, report: ReportId, import: FigureImportId) -> Result<ImportPreview> {
    Ok(row(cx, &cx.db, report, import).await?.1)
}

/// Writes the changes into the report, as typing them would. One that someone overtook is left and told.
///
/// # Errors
/// Nothing is written when the report may not be written into any more.
pub async fn apply(cx: &Context, report: ReportId, import: FigureImportId) -> Result<ImportPreview> {
    let (kept, mut preview) = row(cx, &cx.db, report, import).await?;
    if kept.applied_at.is_some() {
        return Ok(preview);
    }
    let edits = preview.changes.iter().map(|it| CellEdit {
        indicator: it.indicator,
        column: it.column,
        text: it.after.clone(),
        base: it.before.clone(),
        sent: Vec::new(),
    });
    let outcomes = saving::keep_cells(cx, report, edits.collect()).await?;
    for (change, outcome) in preview.changes.iter().zip(outcomes) {
        let why = match outcome {
            CellOutcome::Saved { .. } => continue,
            CellOutcome::Refused(problem) => Why::Cell(problem),
            CellOutcome::Conflict { theirs, .. } => Why::ChangedMeanwhile(cell_text(&theirs, change.column)),
        };
        preview.left.push(ImportLeft { code: change.code.clone(), column: change.column, why });
    }
    preview.applied = Some(cx.now());
    let tx = cx.write().await?;
    note(cx, &tx, kept, &preview).await?;
    tx.commit().await?;
    Ok(preview)
}

async fn note(
    cx: &Context,
    tx: &DatabaseTransaction,
    kept: figure_import::Model,
    preview: &ImportPreview,
) -> Result<()> {
    let change = Change {
        action: "figures.import",
        kind: "report",
        id: preview.report.0,
        before: None,
        after: Some((&preview.name, preview.changes.len(), preview.left.len())),
    };
    record_change(cx, tx, change).await?;
    let mut kept = kept;
    kept.applied_at = preview.applied;
    kept.body = body(preview)?;
    figure_import::Entity::update(figure_import::ActiveModel::from(kept).reset_all()).exec(tx).await?;
    Ok(())
}

/// The refused rows of an import as a file of the same form, with the reason in each.
///
/// # Errors
/// [`Error::NotFound`] when nothing was refused.
pub async fn refused_sheet(cx: &Context, report: ReportId, import: FigureImportId) -> Result<Vec<u8>> {
    let (_, preview) = row(cx, &cx.db, report, import).await?;
    if preview.refused.is_empty() {
        return Err(Error::NotFound);
    }
    let sheet = service::unchecked(cx, report).await?;
    let asked: Vec<&GridRow> = sheet.sections.iter().flat_map(|it| &it.rows).collect();
    let found = |code: &str| asked.iter().find(|it| it.indicator.code.eq_ignore_ascii_case(code));
    let told = |cells: &[RefusedCell]| -> String {
        cells.iter().map(|it| it.message(cx.lang)).collect::<Vec<_>>().join(" ")
    };
    let rows = preview.refused.iter().map(|it| FormRow {
        code: it.code.clone(),
        given: it.given.clone(),
        refusal: Some(told(&it.cells)),
        ..found(&it.code)
            .map(|it| FormRow::bare(&it.indicator, it.figure.prior_is_kept, cx.lang))
            .unwrap_or_default()
    });
    let group = FormGroup { title: cx.lang.book_refused_rows().to_owned(), rows: rows.collect() };
    let there: Vec<&GridRow> = preview.refused.iter().filter_map(|it| found(&it.code).copied()).collect();
    written(&head(cx, &sheet), &[group], &bases(&there))
}
