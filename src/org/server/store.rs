use super::entity::{bloc, org_revision, sector, unit, unit_function, unit_parent, unit_succession};
use crate::error::Result;
use crate::id::UnitId;
use crate::org::{Bloc, History, Org, Sector, Span, Succession, Tree, Unit};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use std::collections::HashMap;

/// The organisation as it stood on a day.
pub async fn at(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Org> {
    Ok(history(db).await?.at(day))
}

/// The organisation through all its days. Its units are in the order in which they were made.
pub async fn history(db: &impl ConnectionTrait) -> Result<History> {
    let functions = unit_function::Entity::find().all(db).await?;
    let function =
        |it: unit_function::Model| (it.unit_id, it.sector_id, Span { from: it.valid_from, to: it.valid_to });
    let successions =
        unit_succession::Entity::find().order_by_asc(unit_succession::Column::Id).all(db).await?;
    let mut history = History::new(
        units(db).await?,
        links(db).await?,
        functions.into_iter().map(function).collect(),
        successions.into_iter().map(Succession::from),
    );
    let sectors = sector::Entity::find().order_by_asc(sector::Column::Position).all(db).await?;
    let blocs = bloc::Entity::find().order_by_asc(bloc::Column::Code).all(db).await?;
    history.sectors = sectors.into_iter().map(Sector::from).collect();
    history.blocs = blocs.into_iter().map(Bloc::from).collect();
    Ok(history)
}

/// Counts every change of the organisation, and of the periods and indicators that are counted by it: the
/// database does so itself, whoever writes.
pub async fn revision(db: &impl ConnectionTrait) -> Result<i64> {
    Ok(org_revision::Entity::find_by_id(1).one(db).await?.map_or(0, |it| it.number))
}

async fn tree(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Tree> {
    Ok(History::new(units(db).await?, links(db).await?, Vec::new(), []).tree(day))
}

async fn units(db: &impl ConnectionTrait) -> Result<Vec<(Unit, Span)>> {
    let rows = unit::Entity::find().order_by_asc(unit::Column::Id).all(db).await?;
    let spanned = |it: unit::Model| {
        let span = Span { from: it.valid_from, to: it.valid_to };
        (Unit::from(it), span)
    };
    Ok(rows.into_iter().map(spanned).collect())
}

async fn links(db: &impl ConnectionTrait) -> Result<Vec<(UnitId, UnitId, Span)>> {
    let rows = unit_parent::Entity::find().all(db).await?;
    let spanned =
        |it: unit_parent::Model| (it.unit_id, it.parent_id, Span { from: it.valid_from, to: it.valid_to });
    Ok(rows.into_iter().map(spanned).collect())
}

/// Each unit's unit above on a day.
pub async fn parents(db: &impl ConnectionTrait, day: NaiveDate) -> Result<HashMap<UnitId, UnitId>> {
    let tree = tree(db, day).await?;
    Ok(tree.units().iter().filter_map(|it| Some((*it, tree.parent(*it)?))).collect())
}

impl From<unit::Model> for Unit {
    fn from(row: unit::Model) -> Self {
        Self { id: row.id, code: row.code, kind: row.kind, name_vi: row.name_vi, name_en: row.name_en }
    }
}

impl From<unit_succession::Model> for Succession {
    fn from(row: unit_succession::Model) -> Self {
        let share = row.share.map(crate::number::Number::from_stored);
        Self { from: row.from_unit_id, to: row.to_unit_id, kind: row.kind, on: row.happened_on, share }
    }
}

impl From<sector::Model> for Sector {
    fn from(row: sector::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name_vi: row.name_vi,
            name_en: row.name_en,
            position: row.position,
        }
    }
}

impl From<bloc::Model> for Bloc {
    fn from(row: bloc::Model) -> Self {
        Self { id: row.id, code: row.code, name_vi: row.name_vi, name_en: row.name_en }
    }
}
