//! The committee, its offices, wards and communes, their bloc, and the sectors they answer for.

use super::day;
use super::source::Source;
use crate::id::{BlocId, SectorId, UnitId};
use crate::org::UnitKind;
use crate::org::server::entity::{bloc, bloc_unit, sector, unit, unit_function, unit_parent};
use anyhow::Context;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use std::collections::HashMap;

pub const COMMITTEE: &str = "UBND";

/// Identities by code.
pub struct Units {
    units: HashMap<String, UnitId>,
    sectors: HashMap<String, SectorId>,
    pub bloc: BlocId,
}

impl Units {
    pub fn unit(&self, code: &str) -> anyhow::Result<UnitId> {
        self.units.get(code).copied().with_context(|| format!("no unit {code}"))
    }

    pub fn sector(&self, code: &str) -> anyhow::Result<SectorId> {
        self.sectors.get(code).copied().with_context(|| format!("no sector {code}"))
    }
}

pub fn since() -> NaiveDate {
    day(2015, 1, 1)
}

pub async fn put(db: &impl ConnectionTrait, source: &Source) -> anyhow::Result<Units> {
    let bloc = BlocId::fresh();
    let mut known = Units { units: HashMap::new(), sectors: HashMap::new(), bloc };
    put_units(db, source, &mut known).await?;
    put_bloc(db, source, &known).await?;
    put_sectors(db, source, &mut known).await?;
    Ok(known)
}

async fn put_units(db: &impl ConnectionTrait, source: &Source, known: &mut Units) -> anyhow::Result<()> {
    let committee = ("UBND thành phố Bắc Kạn", "Bắc Kạn City People's Committee".to_owned());
    let mut rows = vec![(COMMITTEE, UnitKind::Committee, committee.0, committee.1)];
    rows.extend(
        source
            .units
            .iter()
            .map(|it| (it.code.as_str(), UnitKind::Office, it.name_vi.as_str(), it.name_en.clone())),
    );
    rows.extend(source.communes.iter().map(|it| {
        let (kind, name_en) = place(&it.name_vi);
        (it.code.as_str(), kind, it.name_vi.as_str(), name_en)
    }));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(code, kind, name_vi, name_en)| {
            let id = UnitId::fresh();
            known.units.insert(code.to_owned(), id);
            unit::ActiveModel {
                id: Set(id),
                code: Set(code.to_owned()),
                kind: Set(kind),
                name_vi: Set(name_vi.to_owned()),
                name_en: Set(name_en),
                valid_from: Set(since()),
                valid_to: Set(None),
            }
        })
        .collect();
    unit::Entity::insert_many(rows).exec_without_returning(db).await?;
    let parent = known.unit(COMMITTEE)?;
    let mut links = Vec::new();
    for code in source.codes() {
        links.push(unit_parent::ActiveModel {
            unit_id: Set(known.unit(code)?),
            parent_id: Set(parent),
            valid_from: Set(since()),
            valid_to: Set(None),
        });
    }
    unit_parent::Entity::insert_many(links).exec_without_returning(db).await?;
    Ok(())
}

/// What a place is, by the word before its name.
fn place(name_vi: &str) -> (UnitKind, String) {
    match name_vi.split_once(' ') {
        Some(("Xã", name)) => (UnitKind::Commune, format!("{name} Commune")),
        Some((_, name)) => (UnitKind::Ward, format!("{name} Ward")),
        None => (UnitKind::Ward, String::new()),
    }
}

async fn put_bloc(db: &impl ConnectionTrait, source: &Source, known: &Units) -> anyhow::Result<()> {
    let row = bloc::ActiveModel {
        id: Set(known.bloc),
        code: Set("VHXH".to_owned()),
        name_vi: Set("Khối văn hóa – xã hội".to_owned()),
        name_en: Set("Socio-cultural bloc".to_owned()),
    };
    bloc::Entity::insert(row).exec_without_returning(db).await?;
    let mut members = Vec::new();
    for code in source.codes() {
        members.push(bloc_unit::ActiveModel {
            bloc_id: Set(known.bloc),
            unit_id: Set(known.unit(code)?),
            valid_from: Set(since()),
            valid_to: Set(None),
        });
    }
    bloc_unit::Entity::insert_many(members).exec_without_returning(db).await?;
    Ok(())
}

async fn put_sectors(db: &impl ConnectionTrait, source: &Source, known: &mut Units) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    let mut functions = Vec::new();
    for (position, fact) in (1..).zip(&source.sectors) {
        let id = SectorId::fresh();
        known.sectors.insert(fact.code.clone(), id);
        rows.push(sector::ActiveModel {
            id: Set(id),
            code: Set(fact.code.clone()),
            name_vi: Set(fact.name_vi.clone()),
            name_en: Set(fact.name_en.clone()),
            position: Set(position),
        });
        functions.push(unit_function::ActiveModel {
            unit_id: Set(known.unit(&fact.unit)?),
            sector_id: Set(id),
            valid_from: Set(since()),
            valid_to: Set(None),
        });
    }
    sector::Entity::insert_many(rows).exec_without_returning(db).await?;
    unit_function::Entity::insert_many(functions).exec_without_returning(db).await?;
    Ok(())
}
