//! The catalogue of indicators.

use super::source::table;
use super::units::{Units, since};
use crate::id::{IndicatorId, IndicatorVersionId, SectorId};
use crate::indicator::server::entity::{indicator, indicator_version};
use crate::indicator::{Aggregation, OverTime};
use crate::number::Number;
use anyhow::Context;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;

const CATALOGUE: &str = include_str!("data/indicators.csv");

#[derive(Deserialize)]
struct Row {
    code: String,
    sector: String,
    name_vi: String,
    name_en: String,
    unit: String,
    direction: String,
    frequency: String,
    responsible: String,
    aggregation: String,
    cumulative_in_year: String,
}

/// Identities and sectors by code, in the catalogue's order.
pub struct Indicators(Vec<Known>);

pub struct Known {
    pub code: String,
    pub id: IndicatorId,
    /// Code of the sector it belongs to.
    pub sector: String,
}

impl Indicators {
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.0.iter()
    }

    pub fn known(&self, code: &str) -> anyhow::Result<&Known> {
        self.0.iter().find(|it| it.code == code).with_context(|| format!("no indicator {code}"))
    }
}

pub async fn put(db: &impl ConnectionTrait, units: &Units) -> anyhow::Result<Indicators> {
    let mut known = Vec::new();
    let mut rows = Vec::new();
    let mut versions = Vec::new();
    for (position, row) in (1..).zip(table::<Row>(CATALOGUE)?) {
        let id = IndicatorId::fresh();
        rows.push(indicator::ActiveModel {
            id: Set(id),
            code: Set(row.code.clone()),
            sector_id: Set(units.sector(&row.sector)?),
            version: Set(1),
            position: Set(position),
        });
        known.push(Known { code: row.code.clone(), id, sector: row.sector.clone() });
        versions.push(version(id, units.sector(&row.sector)?, row)?);
    }
    indicator::Entity::insert_many(rows).exec_without_returning(db).await?;
    indicator_version::Entity::insert_many(versions).exec_without_returning(db).await?;
    Ok(Indicators(known))
}

fn version(id: IndicatorId, sector: SectorId, row: Row) -> anyhow::Result<indicator_version::ActiveModel> {
    let range = bounds(&row.code);
    let aggregation: Aggregation = row.aggregation.parse()?;
    let cumulative = row.cumulative_in_year == "yes";
    Ok(indicator_version::ActiveModel {
        id: Set(IndicatorVersionId::fresh()),
        indicator_id: Set(id),
        version: Set(1),
        valid_from: Set(since()),
        decimals: Set(decimals(&row.unit)),
        name_vi: Set(row.name_vi),
        name_en: Set(row.name_en),
        measure: Set(row.unit),
        direction: Set(row.direction.parse()?),
        aggregation: Set(aggregation),
        over_time: Set(OverTime::of(aggregation, cumulative)),
        frequency: Set(row.frequency),
        range_low: Set(range.map(|(low, _)| low.to_stored())),
        range_high: Set(range.map(|(_, high)| high.to_stored())),
        cumulative: Set(cumulative),
        responsible: Set(Some(row.responsible).filter(|it| !it.is_empty())),
        legal_source: Set(None),
        definition: Set(None),
        parent_code: Set(None),
        sector_id: Set(Some(sector)),
        ..Default::default()
    })
}

/// Shares and ratios have a tenth, money in millions too; what is counted is whole.
fn decimals(measure: &str) -> i32 {
    i32::from(matches!(measure, "%" | "điểm %" | "bé trai/100 bé gái" | "triệu đồng"))
}

/// The bounds of the two indicators that are to stay within a range; proposals.
fn bounds(code: &str) -> Option<(Number, Number)> {
    match code {
        "DS01" => Some((Number::from_stored(8_000), Number::from_stored(12_000))),
        "DS02" => Some((103.into(), 108.into())),
        _ => None,
    }
}
