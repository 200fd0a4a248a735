use super::entity::{consolidated, consolidated_sentence, reminder};
use crate::error::Result;
use crate::id::{
    BlocId, ConsolidatedId, ConsolidatedSentenceId, PassageId, PeriodId, ReportId, SectorId, UnitId,
};
use crate::period::SectionKind;
use crate::period::server::entity::{outline_section, period};
use crate::report::ReportState;
use crate::report::server::entity::{passage, report};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashSet;
use uuid::Uuid;

pub async fn reports_of(db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<report::Model>> {
    Ok(report::Entity::find().filter(report::Column::PeriodId.eq(period)).all(db).await?)
}

/// Holds a period until the transaction ends: others who ask for the same wait.
pub async fn hold(tx: &DatabaseTransaction, id: PeriodId) -> Result<()> {
    period::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    Ok(())
}

/// Whether a unit was reminded on an occasion of a period.
pub async fn reminded_on(
    db: &impl ConnectionTrait,
    period: PeriodId,
    unit: UnitId,
    occasion: &str,
) -> Result<bool> {
    let found = reminder::Entity::find()
        .filter(reminder::Column::PeriodId.eq(period))
        .filter(reminder::Column::UnitId.eq(unit))
        .filter(reminder::Column::Occasion.eq(occasion))
        .count(db)
        .await?;
    Ok(found > 0)
}

pub async fn report(db: &impl ConnectionTrait, id: ReportId) -> Result<Option<report::Model>> {
    Ok(report::Entity::find_by_id(id).one(db).await?)
}

/// The passages that sentences were taken from, among these, once for each sentence.
pub async fn sources(db: &impl ConnectionTrait, among: &[PassageId]) -> Result<Vec<PassageId>> {
    let rows = consolidated_sentence::Entity::find()
        .filter(consolidated_sentence::Column::SourcePassageId.is_in(among.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|it| it.source_passage_id).collect())
}

/// Whether any report of a period is published.
pub async fn has_published(db: &impl ConnectionTrait, period: PeriodId) -> Result<bool> {
    let found = report::Entity::find()
        .filter(report::Column::PeriodId.eq(period))
        .filter(report::Column::State.is_in([ReportState::Accepted, ReportState::Consolidated]))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Passages that say something.
pub async fn passages_of(
    db: &impl ConnectionTrait,
    reports: impl IntoIterator<Item = ReportId>,
) -> Result<Vec<passage::Model>> {
    Ok(passage::Entity::find()
        .filter(passage::Column::ReportId.is_in(reports))
        .filter(passage::Column::Body.ne(""))
        .order_by_asc(passage::Column::Position)
        .all(db)
        .await?)
}

pub async fn passages_by_id(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PassageId>,
) -> Result<Vec<passage::Model>> {
    Ok(passage::Entity::find().filter(passage::Column::Id.is_in(ids)).all(db).await?)
}

/// Sectors that an outline keeps for the whole: an overall assessment calls for no task of its own.
pub async fn general_sectors(db: &impl ConnectionTrait) -> Result<HashSet<SectorId>> {
    let rows = outline_section::Entity::find()
        .filter(outline_section::Column::Kind.eq(SectionKind::General))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|it| it.sector_id).collect())
}

pub async fn consolidated_of(
    db: &impl ConnectionTrait,
    period: PeriodId,
    bloc: BlocId,
) -> Result<Option<consolidated::Model>> {
    Ok(consolidated::Entity::find()
        .filter(consolidated::Column::PeriodId.eq(period))
        .filter(consolidated::Column::BlocId.eq(bloc))
        .one(db)
        .await?)
}

pub async fn put(db: &impl ConnectionTrait, row: consolidated::ActiveModel) -> Result<()> {
    consolidated::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Counts a change of the bloc's report.
pub async fn touch(db: &impl ConnectionTrait, id: ConsolidatedId, at: crate::time::Instant) -> Result<()> {
    consolidated::Entity::update_many()
        .col_expr(consolidated::Column::Revision, Expr::col(consolidated::Column::Revision).add(1))
        .col_expr(consolidated::Column::UpdatedAt, Expr::value(at))
        .filter(consolidated::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// By sector and position.
pub async fn sentences_of(
    db: &impl ConnectionTrait,
    of: ConsolidatedId,
) -> Result<Vec<consolidated_sentence::Model>> {
    Ok(consolidated_sentence::Entity::find()
        .filter(consolidated_sentence::Column::ConsolidatedId.eq(of))
        .order_by_asc(consolidated_sentence::Column::SectorId)
        .order_by_asc(consolidated_sentence::Column::Position)
        .all(db)
        .await?)
}

pub async fn put_sentences(
    db: &impl ConnectionTrait,
    rows: Vec<consolidated_sentence::ActiveModel>,
) -> Result<()> {
    consolidated_sentence::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Writes a sentence that stands at the revision seen, and says whether it did.
pub async fn update_sentence(
    db: &impl ConnectionTrait,
    row: consolidated_sentence::Model,
    seen: i64,
) -> Result<bool> {
    let outcome = consolidated_sentence::Entity::update_many()
        .col_expr(consolidated_sentence::Column::Body, Expr::value(row.body))
        .col_expr(consolidated_sentence::Column::SourceBody, Expr::value(row.source_body))
        .col_expr(consolidated_sentence::Column::SourceSentence, Expr::value(row.source_sentence))
        .col_expr(consolidated_sentence::Column::SourceBlock, Expr::value(row.source_block))
        .col_expr(consolidated_sentence::Column::SourceRevision, Expr::value(row.source_revision))
        .col_expr(consolidated_sentence::Column::Revision, Expr::value(seen + 1))
        .filter(consolidated_sentence::Column::Id.eq(row.id))
        .filter(consolidated_sentence::Column::Revision.eq(seen))
        .exec(db)
        .await?;
    Ok(outcome.rows_affected == 1)
}

pub async fn place_sentence(
    db: &impl ConnectionTrait,
    id: ConsolidatedSentenceId,
    position: i32,
) -> Result<()> {
    consolidated_sentence::Entity::update_many()
        .col_expr(consolidated_sentence::Column::Position, Expr::value(position))
        .filter(consolidated_sentence::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Removes what one taking brought and nobody has touched since.
pub async fn remove_take(db: &impl ConnectionTrait, of: ConsolidatedId, take: Uuid) -> Result<()> {
    consolidated_sentence::Entity::delete_many()
        .filter(consolidated_sentence::Column::ConsolidatedId.eq(of))
        .filter(consolidated_sentence::Column::Take.eq(take))
        .filter(consolidated_sentence::Column::Revision.eq(1))
        .exec(db)
        .await?;
    Ok(())
}

/// Removes a sentence that stands at the revision seen, and says whether it did.
pub async fn remove_sentence(
    db: &impl ConnectionTrait,
    id: ConsolidatedSentenceId,
    seen: i64,
) -> Result<bool> {
    let outcome = consolidated_sentence::Entity::delete_many()
        .filter(consolidated_sentence::Column::Id.eq(id))
        .filter(consolidated_sentence::Column::Revision.eq(seen))
        .exec(db)
        .await?;
    Ok(outcome.rows_affected == 1)
}
