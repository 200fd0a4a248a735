//! What regimes ask, and of whom.

use super::entity::{
    outline, outline_indicator, outline_section, period_regime, period_set, regime, regime_due, regime_rule,
    regime_unit,
};
use crate::error::{Error, Result};
use crate::id::{BlocId, IndicatorId, OutlineId, PeriodId, RegimeId, SectorId, UnitId};
use crate::notice::Name;
use crate::period::{DueRule, DueRules, Level, Period, PeriodSet, RuleWord};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap};

/// The bloc's first regime and its newest outline.
pub async fn regime_of_bloc(db: &impl ConnectionTrait, bloc: BlocId) -> Result<(RegimeId, OutlineId)> {
    let regime = regime::Entity::find()
        .filter(regime::Column::BlocId.eq(bloc))
        .order_by_asc(regime::Column::Id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((regime.id, newest_outline(db, regime.id).await?))
}

pub async fn newest_outline(db: &impl ConnectionTrait, regime: RegimeId) -> Result<OutlineId> {
    let outline = outline::Entity::find()
        .filter(outline::Column::RegimeId.eq(regime))
        .order_by_desc(outline::Column::Version)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(outline.id)
}

/// What the reports by each regime are called, in a period that several were opened in; empty where one name is
/// enough.
pub async fn regime_titles(db: &impl ConnectionTrait, period: PeriodId) -> Result<HashMap<RegimeId, Name>> {
    let opened =
        period_regime::Entity::find().filter(period_regime::Column::PeriodId.eq(period)).all(db).await?;
    if opened.len() < 2 {
        return Ok(HashMap::new());
    }
    let rows = regime::Entity::find()
        .filter(regime::Column::Id.is_in(opened.into_iter().map(|it| it.regime_id)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| (it.id, Name::new(it.name_vi, it.name_en))).collect())
}

/// The units that owe a report under a regime on a day.
pub async fn reporters(db: &impl ConnectionTrait, regime: RegimeId, day: NaiveDate) -> Result<Vec<UnitId>> {
    let rows = regime_unit::Entity::find()
        .filter(regime_unit::Column::RegimeId.eq(regime))
        .filter(regime_unit::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(regime_unit::Column::ValidTo.is_null())
                .add(regime_unit::Column::ValidTo.gt(day)),
        )
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.unit_id).collect())
}

/// The units that owe a bloc some report in a period.
pub async fn reporters_in(db: &impl ConnectionTrait, period: &Period, bloc: BlocId) -> Result<Vec<UnitId>> {
    let owing = owing_in(db, period, bloc).await?;
    let units: BTreeSet<UnitId> = owing.into_iter().flat_map(|it| it.1).collect();
    Ok(units.into_iter().collect())
}

/// The units that owe a bloc a report in a period by each of the regimes that were opened in it; before any was,
/// by the bloc's first.
pub async fn owing_in(
    db: &impl ConnectionTrait,
    period: &Period,
    bloc: BlocId,
) -> Result<Vec<(RegimeId, Vec<UnitId>)>> {
    let opened =
        period_regime::Entity::find().filter(period_regime::Column::PeriodId.eq(period.id)).all(db).await?;
    let mut regimes: Vec<RegimeId> = regime::Entity::find()
        .filter(regime::Column::BlocId.eq(bloc))
        .order_by_asc(regime::Column::Id)
        .all(db)
        .await?
        .into_iter()
        .map(|it| it.id)
        .collect();
    if opened.iter().any(|it| regimes.contains(&it.regime_id)) {
        regimes.retain(|it| opened.iter().any(|row| row.regime_id == *it));
    } else {
        regimes.truncate(1);
    }
    let mut owing = Vec::with_capacity(regimes.len());
    for regime in regimes {
        owing.push((regime, reporters(db, regime, period.cut_off).await?));
    }
    Ok(owing)
}

/// The indicators that an outline asks for.
pub async fn indicators_asked(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Vec<IndicatorId>> {
    let rows = outline_indicator::Entity::find()
        .filter(outline_indicator::Column::OutlineId.eq(outline))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.indicator_id).collect())
}

/// The indicators that each outline asks for.
pub async fn everything_asked(db: &impl ConnectionTrait) -> Result<Vec<(OutlineId, IndicatorId)>> {
    let rows = outline_indicator::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|it| (it.outline_id, it.indicator_id)).collect())
}

/// The sections of every outline, each's in order.
pub async fn every_section(db: &impl ConnectionTrait) -> Result<Vec<outline_section::Model>> {
    Ok(outline_section::Entity::find().order_by_asc(outline_section::Column::Position).all(db).await?)
}

/// An outline's sections, in order.
pub async fn outline_sections(
    db: &impl ConnectionTrait,
    outline: OutlineId,
) -> Result<Vec<outline_section::Model>> {
    Ok(outline_section::Entity::find()
        .filter(outline_section::Column::OutlineId.eq(outline))
        .order_by_asc(outline_section::Column::Position)
        .all(db)
        .await?)
}

/// The sectors an outline asks about, in its order.
pub async fn outline_sectors(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Vec<SectorId>> {
    Ok(outline_sections(db, outline).await?.into_iter().filter_map(|it| it.sector_id).collect())
}

/// How a regime's periods are cut and when its reports are due; the defaults where nothing was said.
pub async fn rules_of(db: &impl ConnectionTrait, regime: RegimeId) -> Result<(PeriodSet, DueRules)> {
    let mut rules = DueRules::default();
    let [mut set, _] = PeriodSet::defaults();
    let Some(kept) = regime_rule::Entity::find_by_id(regime).one(db).await? else {
        return Ok((set, rules));
    };
    if let Some(row) = period_set::Entity::find_by_id(kept.set_id).one(db).await? {
        set = row.into();
    }
    rules.shift = kept.shift;
    rules.lock_days = kept.lock_days.and_then(|it| u32::try_from(it).ok());
    let rows = regime_due::Entity::find().filter(regime_due::Column::RegimeId.eq(regime)).all(db).await?;
    let of_level = |level: &Level| {
        let row = rows.iter().find(|it| it.level == *level)?;
        let number = row.number as u32;
        let rule = match row.rule {
            RuleWord::WorkingDays => DueRule::WorkingDays(number),
            RuleWord::DayOfMonth => {
                DueRule::DayOfMonth { day: number, months_after: row.months_after as u32 }
            }
        };
        Some((*level, rule))
    };
    rules.levels = Level::ALL.iter().filter_map(of_level).collect();
    Ok((set, rules))
}
