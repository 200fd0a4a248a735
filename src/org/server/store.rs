use super::entity::{bloc, sector, unit, unit_function, unit_parent};
use crate::error::Result;
use crate::id::UnitId;
use crate::org::{Bloc, Org, Sector, Unit};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The organisation as it stood on a day.
pub async fn at(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Org> {
    let units = unit::Entity::find()
        .filter(unit::Column::ValidFrom.lte(day))
        .filter(Condition::any().add(unit::Column::ValidTo.is_null()).add(unit::Column::ValidTo.gt(day)))
        .order_by_asc(unit::Column::Id)
        .all(db)
        .await?;
    let sectors = sector::Entity::find().order_by_asc(sector::Column::Position).all(db).await?;
    let blocs = bloc::Entity::find().order_by_asc(bloc::Column::Code).all(db).await?;
    let functions = unit_function::Entity::find()
        .filter(unit_function::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(unit_function::Column::ValidTo.is_null())
                .add(unit_function::Column::ValidTo.gt(day)),
        )
        .all(db)
        .await?;
    Ok(Org {
        units: units.into_iter().map(Unit::from).collect(),
        sectors: sectors.into_iter().map(Sector::from).collect(),
        blocs: blocs.into_iter().map(Bloc::from).collect(),
        functions: functions.into_iter().map(|it| (it.unit_id, it.sector_id)).collect(),
    })
}

async fn links(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<unit_parent::Model>> {
    Ok(unit_parent::Entity::find()
        .filter(unit_parent::Column::ValidFrom.lte(day))
        .filter(
            Condition::any()
                .add(unit_parent::Column::ValidTo.is_null())
                .add(unit_parent::Column::ValidTo.gt(day)),
        )
        .all(db)
        .await?)
}

/// Each unit's unit above on a day.
pub async fn parents(db: &impl ConnectionTrait, day: NaiveDate) -> Result<HashMap<UnitId, UnitId>> {
    Ok(links(db, day).await?.into_iter().map(|it| (it.unit_id, it.parent_id)).collect())
}

/// A unit and every unit below it on a day.
pub async fn descendants(db: &impl ConnectionTrait, top: UnitId, day: NaiveDate) -> Result<Vec<UnitId>> {
    let links = links(db, day).await?;
    let mut found = vec![top];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        for link in links.iter().filter(|it| it.parent_id == parent) {
            if !found.contains(&link.unit_id) {
                found.push(link.unit_id);
            }
        }
        next += 1;
    }
    Ok(found)
}

impl From<unit::Model> for Unit {
    fn from(row: unit::Model) -> Self {
        Self { id: row.id, code: row.code, kind: row.kind, name_vi: row.name_vi, name_en: row.name_en }
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
