//! Indicators as their definitions have them: the newest, or the one in force on a day.

use super::entity::{indicator, indicator_version};
use crate::error::{Error, Result};
use crate::id::{IndicatorId, SectorId};
use crate::indicator::{Aggregation, Direction, Frequency, Indicator, OverTime};
use crate::number::Number;
use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Select,
};

/// An indicator with one version of its definition, without the long texts that only the dictionary shows.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    id: IndicatorId,
    pub code: String,
    own_sector: SectorId,
    sector_id: Option<SectorId>,
    version: i32,
    name_vi: String,
    name_en: String,
    measure: String,
    decimals: i32,
    direction: Direction,
    range_low: Option<i64>,
    range_high: Option<i64>,
    aggregation: Aggregation,
    over_time: OverTime,
    frequency: String,
    cumulative: bool,
    responsible: Option<String>,
    formula: Option<String>,
    shares: Option<String>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

/// Every indicator by its newest definition, in order. What is no longer collected is among them.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Indicator>> {
    let rows: Vec<Row> = versions().filter(is_newest()).into_model().all(db).await?;
    Ok(rows.into_iter().map(Indicator::from).collect())
}

/// An indicator by its code, in either case.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Indicator> {
    let row = versions().filter(is_newest()).filter(has(code)).into_model::<Row>().one(db).await?;
    row.map(Indicator::from).ok_or(Error::NotFound)
}

/// Every version of every definition, by indicator and version.
pub(super) async fn rows(db: &impl ConnectionTrait) -> Result<Vec<Row>> {
    Ok(versions().into_model().all(db).await?)
}

/// Every indicator that was collected on a day, by the definition that was in force then, in order. A period is
/// judged by what was in force on its cut-off.
///
/// The newest of the versions that had begun by then counts: a later one may put an earlier right.
pub(super) fn in_force<'a>(rows: impl Iterator<Item = &'a Row>, day: NaiveDate) -> Vec<Indicator> {
    let mut last: Vec<&Row> = Vec::new();
    for row in rows.filter(|it| it.valid_from <= day) {
        match last.last_mut() {
            Some(known) if known.id == row.id => *known = row,
            _ => last.push(row),
        }
    }
    last.retain(|it| it.valid_to.is_none_or(|to| day < to));
    last.into_iter().cloned().map(Indicator::from).collect()
}

fn has(code: &str) -> SimpleExpr {
    indicator::Column::Code.eq(code.to_uppercase())
}

fn is_newest() -> SimpleExpr {
    let version = Expr::col((indicator_version::Entity, indicator_version::Column::Version));
    version.equals((indicator::Entity, indicator::Column::Version))
}

/// Indicators with all their versions, by position and version.
fn versions() -> Select<indicator::Entity> {
    use indicator_version::Column as V;
    let version: RelationDef = indicator::Entity::belongs_to(indicator_version::Entity)
        .from(indicator::Column::Id)
        .to(V::IndicatorId)
        .into();
    indicator::Entity::find()
        .join(JoinType::InnerJoin, version)
        .select_only()
        .columns([indicator::Column::Id, indicator::Column::Code])
        .column_as(indicator::Column::SectorId, "own_sector")
        .columns([
            V::SectorId,
            V::Version,
            V::NameVi,
            V::NameEn,
            V::Measure,
            V::Decimals,
            V::Direction,
            V::RangeLow,
            V::RangeHigh,
            V::Aggregation,
            V::OverTime,
            V::Frequency,
            V::Cumulative,
            V::Responsible,
            V::Formula,
            V::Shares,
            V::ValidFrom,
            V::ValidTo,
        ])
        .order_by_asc(indicator::Column::Position)
        .order_by_asc(indicator::Column::Id)
        .order_by_asc(V::Version)
}

impl From<Row> for Indicator {
    fn from(row: Row) -> Self {
        let bounds = row.range_low.zip(row.range_high);
        Self {
            id: row.id,
            code: row.code,
            sector: row.sector_id.unwrap_or(row.own_sector),
            version: row.version,
            name_vi: row.name_vi,
            name_en: row.name_en,
            measure: row.measure,
            decimals: row.decimals.unsigned_abs(),
            direction: row.direction,
            range: bounds.map(|(low, high)| (Number::from_stored(low), Number::from_stored(high))),
            aggregation: row.aggregation,
            over_time: row.over_time,
            frequency: row.frequency.parse().unwrap_or(Frequency::Yearly),
            cumulative: row.cumulative,
            responsible: row.responsible,
            formula: row.formula.and_then(|it| it.parse().ok()),
            shares: row.shares.and_then(|it| it.parse().ok()),
            valid_to: row.valid_to,
        }
    }
}
