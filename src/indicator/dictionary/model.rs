use super::{Field, FieldChange, IndicatorInput};
use crate::error::{Error, FieldErrors, Problem};
use crate::id::{CatalogueImportId, SectorId};
use crate::org::{Sector, Unit};
use crate::period::PeriodSet;
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that a page leads to, by its code and names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
}

impl Named {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }
}

crate::words! {
    /// Which indicators a list shows.
    pub enum Retired {
        Hidden = "hidden",
        /// With those that are no longer collected.
        Shown = "shown",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueLine {
    pub named: Named,
    pub sector: SectorId,
    pub measure: String,
    pub derived: bool,
    pub version: i32,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}

/// The dictionary as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    pub asked: String,
    /// Code of the sector it is narrowed to.
    pub sector: Option<String>,
    pub retired: Retired,
    /// Best first where something was asked for; else in order.
    pub lines: Vec<CatalogueLine>,
    /// How many there are that are collected, and that are no longer.
    pub collected: usize,
    pub over: usize,
    pub sectors: Vec<Sector>,
    pub today: NaiveDate,
    pub may_change: bool,
}

/// A version of a definition, with what it changed of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryVersion {
    pub number: i32,
    pub valid_from: NaiveDate,
    /// Nothing where the definition came with the data.
    pub at: Option<Instant>,
    pub by: Option<String>,
    pub reason: Option<String>,
    pub changes: Vec<FieldChange>,
}

/// Where an indicator is used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryUse {
    /// Regimes whose newest outline asks for it.
    pub regimes: Vec<Named>,
    /// Indicators that are worked out from it.
    pub formulas: Vec<Named>,
    /// Indicators beneath it.
    pub children: Vec<Named>,
    /// Units that hold the function which answers for it today.
    pub units: Vec<Unit>,
    pub figures: u64,
    pub targets: u64,
}

/// One indicator of the dictionary and all that its screens choose from. Without a definition: what a new one
/// starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySheet {
    /// As it stands.
    pub kept: Option<IndicatorInput>,
    pub version: i32,
    /// What the form holds: as it stands, or as it was typed when that was refused.
    pub typed: IndicatorInput,
    /// Why it is changed, as typed.
    pub reason: String,
    pub errors: FieldErrors,
    /// Why it was refused as a whole.
    pub refused: Option<Error>,
    /// Newest first.
    pub versions: Vec<EntryVersion>,
    pub used: EntryUse,
    pub sectors: Vec<Sector>,
    pub sets: Vec<PeriodSet>,
    /// Every other indicator.
    pub others: Vec<Named>,
    pub today: NaiveDate,
    pub may_change: bool,
}

impl EntrySheet {
    pub fn name(&self, t: Lang) -> String {
        let kept = |field| self.kept.as_ref().map(|it| it.get(field)).unwrap_or_default();
        t.pick(kept(Field::NameVi), kept(Field::NameEn)).to_owned()
    }

    pub fn code(&self) -> &str {
        self.kept.as_ref().map(|it| it.get(Field::Code)).unwrap_or_default()
    }

    /// What a field holds in words: a sector, set or indicator by its name.
    pub fn show(&self, field: Field, kept: &str, t: Lang) -> String {
        let found = match field {
            Field::Sector | Field::Function => {
                self.sectors.iter().find(|it| it.code == kept).map(|it| it.name(t).to_owned())
            }
            Field::PeriodSet => self.sets.iter().find(|it| it.code == kept).map(|it| it.name(t).to_owned()),
            Field::Parent => {
                self.others.iter().find(|it| it.code == kept).map(|it| format!("{kept} {}", it.name(t)))
            }
            _ => None,
        };
        found.unwrap_or_else(|| field.show(kept, t))
    }
}

/// What a row of a file would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryChange {
    pub code: String,
    pub name: String,
    /// The version that was seen; 0 where there is none yet.
    pub seen: i32,
    pub changes: Vec<FieldChange>,
    pub input: IndicatorInput,
}

/// A row that is not taken, with what it held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedEntry {
    /// As the spreadsheet counts.
    pub line: u32,
    pub input: IndicatorInput,
    /// Without a field: of the row as a whole.
    pub problems: Vec<(Option<Field>, Problem)>,
}

/// A change that was not taken in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLeft {
    pub code: String,
    pub error: Error,
}

/// What a file would do to the dictionary. Nothing is kept of it until it is applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueImport {
    pub id: CatalogueImportId,
    /// The file's name.
    pub name: String,
    pub rows: u32,
    pub unchanged: u32,
    pub changes: Vec<EntryChange>,
    pub refused: Vec<RefusedEntry>,
    pub applied: Option<Instant>,
    pub left: Vec<EntryLeft>,
}

impl RefusedEntry {
    /// Why, each with the field it is about.
    pub fn message(&self, t: Lang) -> String {
        let one = |(field, problem): &(Option<Field>, Problem)| match field {
            Some(field) => t.entry_why(field.name(t), problem.message(t)),
            None => problem.message(t),
        };
        self.problems.iter().map(one).collect::<Vec<_>>().join(" ")
    }
}
