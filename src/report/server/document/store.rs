//! Reads and writes of a document's rows.

use super::entity::{report_document, report_late_update, report_update};
use crate::error::{Error, Result};
use crate::id::{LateUpdateId, PassageId, PersonId, ReportId};
use crate::report::server::entity::passage;
use crate::time::Instant;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

pub async fn document(db: &impl ConnectionTrait, report: ReportId) -> Result<Option<report_document::Model>> {
    Ok(report_document::Entity::find_by_id(report).one(db).await?)
}

/// Updates behind this number, in order.
pub async fn updates_after(
    db: &impl ConnectionTrait,
    report: ReportId,
    number: i64,
) -> Result<Vec<(i64, Vec<u8>)>> {
    Ok(report_update::Entity::find()
        .select_only()
        .columns([report_update::Column::Number, report_update::Column::Bytes])
        .filter(report_update::Column::ReportId.eq(report))
        .filter(report_update::Column::Number.gt(number))
        .order_by_asc(report_update::Column::Number)
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether the log, read from here on, lacks updates that were folded into the document's state since.
pub fn is_torn(after: i64, missed: &[(i64, Vec<u8>)]) -> bool {
    missed.first().is_some_and(|it| it.0 > after + 1)
}

/// Forgets the updates that the folded state has, but for the last of them: it tells how far the log has come and
/// who wrote last.
pub async fn prune(db: &impl ConnectionTrait, report: ReportId, folded: i64) -> Result<()> {
    report_update::Entity::delete_many()
        .filter(report_update::Column::ReportId.eq(report))
        .filter(report_update::Column::Number.lt(folded))
        .exec(db)
        .await?;
    Ok(())
}

/// Number of the last update and who sent it.
pub async fn last_update(
    db: &impl ConnectionTrait,
    report: ReportId,
) -> Result<Option<(i64, Option<PersonId>)>> {
    Ok(report_update::Entity::find()
        .select_only()
        .columns([report_update::Column::Number, report_update::Column::PersonId])
        .filter(report_update::Column::ReportId.eq(report))
        .order_by_desc(report_update::Column::Number)
        .into_tuple()
        .one(db)
        .await?)
}

/// Number of the last update that is in the passages as they are read.
pub async fn projected(db: &impl ConnectionTrait, report: ReportId) -> Result<i64> {
    let found: Option<i64> = report_document::Entity::find_by_id(report)
        .select_only()
        .column(report_document::Column::Projected)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.unwrap_or_default())
}

pub async fn add_update(db: &impl ConnectionTrait, row: report_update::Model) -> Result<()> {
    let row = report_update::ActiveModel {
        report_id: Set(row.report_id),
        number: Set(row.number),
        bytes: Set(row.bytes),
        person_id: Set(row.person_id),
        client: Set(row.client),
        at: Set(row.at),
    };
    report_update::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Keeps the folded state, when there is a newer one, and how far the passages are read.
pub async fn keep_document(
    db: &impl ConnectionTrait,
    report: ReportId,
    state: Option<(i64, Vec<u8>)>,
    projected: i64,
) -> Result<()> {
    use report_document::Column;
    let columns: &[Column] = if state.is_some() {
        &[Column::Number, Column::State, Column::Projected]
    } else {
        &[Column::Projected]
    };
    let (number, state) = state.unwrap_or((0, yrs::Update::EMPTY_V1.to_vec()));
    let row = report_document::ActiveModel {
        report_id: Set(report),
        number: Set(number),
        state: Set(state),
        projected: Set(projected),
    };
    let newer = OnConflict::column(Column::ReportId).update_columns(columns.iter().copied()).to_owned();
    report_document::Entity::insert(row).on_conflict(newer).exec_without_returning(db).await?;
    Ok(())
}

/// Every passage of the report, the emptied ones too, in order.
pub async fn passages(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<passage::Model>> {
    Ok(passage::Entity::find()
        .filter(passage::Column::ReportId.eq(report))
        .order_by_asc(passage::Column::Position)
        .order_by_asc(passage::Column::Id)
        .all(db)
        .await?)
}

/// Passages that were written before anyone wrote together: their text is not in the document yet.
pub async fn unseeded(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<(PassageId, String)>> {
    Ok(passage::Entity::find()
        .select_only()
        .columns([passage::Column::Id, passage::Column::Body])
        .filter(passage::Column::ReportId.eq(report))
        .filter(passage::Column::Content.is_null())
        .filter(passage::Column::Body.ne(""))
        .order_by_asc(passage::Column::Position)
        .order_by_asc(passage::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

/// Which of these are passages of the report.
pub async fn known(db: &impl ConnectionTrait, report: ReportId, ids: &[PassageId]) -> Result<Vec<PassageId>> {
    Ok(passage::Entity::find()
        .select_only()
        .column(passage::Column::Id)
        .filter(passage::Column::ReportId.eq(report))
        .filter(passage::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?)
}

/// Updates that came too late and that nobody has looked after.
pub async fn late(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<report_late_update::Model>> {
    Ok(report_late_update::Entity::find()
        .filter(report_late_update::Column::ReportId.eq(report))
        .filter(report_late_update::Column::SettledAt.is_null())
        .order_by_asc(report_late_update::Column::At)
        .order_by_asc(report_late_update::Column::Id)
        .all(db)
        .await?)
}

pub async fn late_count(db: &impl ConnectionTrait, report: ReportId) -> Result<u64> {
    Ok(report_late_update::Entity::find()
        .filter(report_late_update::Column::ReportId.eq(report))
        .filter(report_late_update::Column::SettledAt.is_null())
        .count(db)
        .await?)
}

/// Whether the same update waits already.
pub async fn is_late_already(db: &impl ConnectionTrait, of: &report_late_update::Model) -> Result<bool> {
    let found = report_late_update::Entity::find()
        .filter(report_late_update::Column::ReportId.eq(of.report_id))
        .filter(report_late_update::Column::SettledAt.is_null())
        .filter(report_late_update::Column::Client.eq(of.client))
        .filter(report_late_update::Column::Bytes.eq(of.bytes.clone()))
        .count(db)
        .await?;
    Ok(found > 0)
}

pub async fn add_late(db: &impl ConnectionTrait, row: report_late_update::Model) -> Result<()> {
    use sea_orm::IntoActiveModel;
    report_late_update::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// Notes what became of a late update.
pub async fn settle_late(
    db: &impl ConnectionTrait,
    id: LateUpdateId,
    at: Instant,
    by: PersonId,
    merged: bool,
) -> Result<()> {
    let change = report_late_update::ActiveModel {
        id: Set(id),
        settled_at: Set(Some(at)),
        settled_by: Set(Some(by)),
        merged: Set(Some(merged)),
        ..Default::default()
    };
    report_late_update::Entity::update(change).exec(db).await.map(drop).map_err(Error::from)
}
