//! A province, clusters of communes and wards below it, and what became of some of them in the middle of the
//! years: merged, split with and without a share, renamed, joined to another.

use super::Size;
use super::draw::Draw;
use crate::id::{BlocId, SectorId, SuccessionId, UnitId};
use crate::number::Number;
use crate::org::server::entity::{
    bloc, bloc_unit, sector, unit, unit_function, unit_parent, unit_succession,
};
use crate::org::{SuccessionKind, UnitKind};
use chrono::NaiveDate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};

pub const TOP: &str = "TINHMAU";
/// After the blocs of any other data.
const BLOC: &str = "XMAU";
pub const SECTORS: [(&str, &str, &str); 5] = [
    ("MYT", "Y tế (mẫu)", "Health (sample)"),
    ("MGD", "Giáo dục (mẫu)", "Education (sample)"),
    ("MLD", "Lao động (mẫu)", "Labour (sample)"),
    ("MVH", "Văn hóa (mẫu)", "Culture (sample)"),
    ("MKT", "Kinh tế (mẫu)", "Economy (sample)"),
];
/// Rows written at once.
const BATCH: usize = 500;

/// A commune or ward that reports, from when to when.
pub struct Reporter {
    pub id: UnitId,
    pub code: String,
    kind: UnitKind,
    name: String,
    above: UnitId,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Reporter {
    pub fn stands(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|it| day < it)
    }
}

pub struct Tree {
    pub top: UnitId,
    pub bloc: BlocId,
    pub sectors: Vec<SectorId>,
    pub reporters: Vec<Reporter>,
    clusters: Vec<(UnitId, usize)>,
    successions: Vec<unit_succession::Model>,
    since: NaiveDate,
}

impl Tree {
    pub fn drawn(size: &Size, draw: &mut Draw) -> Self {
        let top = UnitId(draw.id());
        // As many clusters as each has members.
        let clusters = (size.units as f64).sqrt().round() as usize;
        let clusters: Vec<_> = (0..clusters).map(|at| (UnitId(draw.id()), at + 1)).collect();
        let mut tree = Self {
            top,
            bloc: BlocId(draw.id()),
            sectors: SECTORS.iter().map(|_| SectorId(draw.id())).collect(),
            reporters: Vec::new(),
            clusters,
            successions: Vec::new(),
            since: size.since(),
        };
        for at in 0..size.units {
            tree.add(at, size, draw);
        }
        tree
    }

    fn add(&mut self, at: usize, size: &Size, draw: &mut Draw) {
        let above = self.clusters[at * self.clusters.len() / size.units].0;
        let (since, reform) = (size.since(), size.reform());
        let (kind, word) =
            if at % 4 == 3 { (UnitKind::Ward, "Phường") } else { (UnitKind::Commune, "Xã") };
        let (before, ended) = (self.reporters.iter().rev().nth(1).map(|it| it.id), Some(reform));
        let mut put = |suffix: &str, from, to| {
            let id = UnitId(draw.id());
            let code = format!("X{:04}{suffix}", at + 1);
            let name = format!("{word} Mẫu {:04}{suffix}", at + 1);
            self.reporters.push(Reporter { id, code, kind, name, above, from, to });
            id
        };
        let (from, links) = match at % 50 {
            0 => {
                let both = [put("A", since, ended), put("B", since, ended)];
                (reform, both.map(|it| (it, SuccessionKind::Merged, None)).to_vec())
            }
            1 => (reform, vec![(put("A", since, ended), SuccessionKind::Renamed, None)]),
            2 => (reform, vec![(put("A", since, ended), SuccessionKind::Split, Some(6_000))]),
            // The rest of that one went to a unit that stood already.
            3 => (since, before.map(|it| (it, SuccessionKind::Split, Some(4_000))).into_iter().collect()),
            4 => (since, vec![(put("A", since, ended), SuccessionKind::Merged, None)]),
            5 => (reform, vec![(put("A", since, ended), SuccessionKind::Split, None)]),
            _ => (since, Vec::new()),
        };
        let to = put("", from, None);
        for (from, kind, share) in links {
            self.successions.push(unit_succession::Model {
                id: SuccessionId(draw.id()),
                from_unit_id: from,
                to_unit_id: to,
                kind,
                happened_on: reform,
                share: share.map(|it: i64| Number::from_stored(it).to_stored()),
            });
        }
    }

    pub fn first(&self) -> UnitId {
        self.standing().next().map_or(self.top, |it| it.id)
    }

    pub fn first_code(&self) -> &str {
        self.standing().next().map_or(TOP, |it| it.code.as_str())
    }

    fn standing(&self) -> impl Iterator<Item = &Reporter> {
        self.reporters.iter().filter(|it| it.to.is_none())
    }

    pub async fn put(&self, db: &impl ConnectionTrait) -> anyhow::Result<()> {
        let row = |id, code: String, kind, name_vi, name_en, from, to| unit::ActiveModel {
            id: Set(id),
            code: Set(code),
            kind: Set(kind),
            name_vi: Set(name_vi),
            name_en: Set(name_en),
            valid_from: Set(from),
            valid_to: Set(to),
        };
        let top = ("UBND tỉnh Mẫu".to_owned(), "Sample Province People's Committee".to_owned());
        let mut units =
            vec![row(self.top, TOP.to_owned(), UnitKind::Committee, top.0, top.1, self.since, None)];
        let mut links = Vec::new();
        let link = |unit, parent, from, to| unit_parent::ActiveModel {
            unit_id: Set(unit),
            parent_id: Set(parent),
            valid_from: Set(from),
            valid_to: Set(to),
        };
        for (id, number) in &self.clusters {
            let names = (format!("Cụm mẫu {number:02}"), format!("Sample cluster {number:02}"));
            units.push(row(
                *id,
                format!("CUM{number:02}"),
                UnitKind::Office,
                names.0,
                names.1,
                self.since,
                None,
            ));
            links.push(link(*id, self.top, self.since, None));
        }
        let (mut members, mut functions) = (Vec::new(), Vec::new());
        for it in &self.reporters {
            units.push(row(it.id, it.code.clone(), it.kind, it.name.clone(), String::new(), it.from, it.to));
            links.push(link(it.id, it.above, it.from, it.to));
            members.push(bloc_unit::ActiveModel {
                bloc_id: Set(self.bloc),
                unit_id: Set(it.id),
                valid_from: Set(it.from),
                valid_to: Set(it.to),
            });
            functions.extend(self.sectors.iter().map(|sector| unit_function::ActiveModel {
                unit_id: Set(it.id),
                sector_id: Set(*sector),
                valid_from: Set(it.from),
                valid_to: Set(it.to),
            }));
        }
        let block = bloc::ActiveModel {
            id: Set(self.bloc),
            code: Set(BLOC.to_owned()),
            name_vi: Set("Khối xã, phường (mẫu)".to_owned()),
            name_en: Set("Communes and wards (sample)".to_owned()),
        };
        bloc::Entity::insert(block).exec_without_returning(db).await?;
        let sectors =
            (101..).zip(SECTORS.iter().zip(&self.sectors)).map(|(position, ((code, vi, en), id))| {
                sector::ActiveModel {
                    id: Set(*id),
                    code: Set((*code).to_owned()),
                    name_vi: Set((*vi).to_owned()),
                    name_en: Set((*en).to_owned()),
                    position: Set(position),
                }
            });
        put_all(db, units).await?;
        put_all(db, links).await?;
        put_all(db, members).await?;
        put_all(db, sectors.collect()).await?;
        put_all(db, functions).await?;
        put_all(db, self.successions.iter().cloned().map(unit_succession::ActiveModel::from).collect()).await
    }
}

/// Inserts rows in portions that every database takes.
pub async fn put_all<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> anyhow::Result<()>
where
    A: ActiveModelTrait,
{
    for rows in rows.chunks(BATCH) {
        A::Entity::insert_many(rows.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}
