use crate::id::{BlocId, SectorId, UnitId};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum UnitKind {
        /// The committee itself, above all others.
        Committee = "committee",
        /// Phòng, ban, trung tâm, hội: an office of the committee.
        Office = "office",
        Ward = "ward",
        Commune = "commune",
    }
}

crate::texts! {
    unit_kind_committee: "Ủy ban", "Committee";
    unit_kind_office: "Phòng, ban", "Office";
    unit_kind_ward: "Phường", "Ward";
    unit_kind_commune: "Xã", "Commune";
}

impl UnitKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Committee => t.unit_kind_committee(),
            Self::Office => t.unit_kind_office(),
            Self::Ward => t.unit_kind_ward(),
            Self::Commune => t.unit_kind_commune(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    /// Upper-case letters and digits, `PGDDT`.
    pub code: String,
    pub kind: UnitKind,
    pub name_vi: String,
    pub name_en: String,
}

impl Unit {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sector {
    pub id: SectorId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    /// Order in reports, agendas and lists.
    pub position: i32,
}

impl Sector {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bloc {
    pub id: BlocId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
}

/// The organisation as it stands today: small, and asked for everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Org {
    /// By code within their kind.
    pub units: Vec<Unit>,
    /// By position.
    pub sectors: Vec<Sector>,
    pub blocs: Vec<Bloc>,
    /// Which unit answers for which sector.
    pub functions: Vec<(UnitId, SectorId)>,
    /// Each unit that has one above it, with that one.
    pub parents: Vec<(UnitId, UnitId)>,
}

impl Org {
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|it| it.id == id)
    }

    pub fn unit_by_code(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|it| it.code.eq_ignore_ascii_case(code))
    }

    pub fn sector(&self, id: SectorId) -> Option<&Sector> {
        self.sectors.iter().find(|it| it.id == id)
    }

    pub fn sector_by_code(&self, code: &str) -> Option<&Sector> {
        self.sectors.iter().find(|it| it.code.eq_ignore_ascii_case(code))
    }

    /// A unit's name, or nothing a reader would trip over when it is gone.
    pub fn unit_name(&self, id: UnitId, t: Lang) -> String {
        self.unit(id).map(|it| it.name(t).to_owned()).unwrap_or_default()
    }

    pub fn sector_name(&self, id: SectorId, t: Lang) -> String {
        self.sector(id).map(|it| it.name(t).to_owned()).unwrap_or_default()
    }

    /// The sectors a unit answers for, in order.
    pub fn sectors_of(&self, unit: UnitId) -> impl Iterator<Item = &Sector> {
        self.sectors.iter().filter(move |it| self.functions.contains(&(unit, it.id)))
    }

    /// The unit above one.
    pub fn parent(&self, unit: UnitId) -> Option<&Unit> {
        let (_, parent) = self.parents.iter().find(|it| it.0 == unit)?;
        self.unit(*parent)
    }

    /// The units that answer for a sector.
    pub fn units_of(&self, sector: SectorId) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |it| self.functions.contains(&(it.id, sector)))
    }
}
