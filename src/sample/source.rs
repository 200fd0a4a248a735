//! The facts of the conference, as restated from the source.

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const CONFERENCE: &str = include_str!("data/bac-kan-2016-h1.json");

#[derive(Deserialize)]
pub struct Source {
    pub units: Vec<Office>,
    pub communes: Vec<Place>,
    pub sectors: Vec<SectorFact>,
    pub results: Vec<Finding>,
    pub tasks: Vec<Assignment>,
}

#[derive(Deserialize)]
pub struct Office {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
}

#[derive(Deserialize)]
pub struct Place {
    pub code: String,
    pub name_vi: String,
}

#[derive(Deserialize)]
pub struct SectorFact {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    /// Code of the unit that answers for it.
    pub unit: String,
}

/// One sentence of the review.
#[derive(Deserialize)]
pub struct Finding {
    pub id: String,
    pub sectors: Vec<String>,
    pub kind: String,
    pub grade: Option<String>,
    pub text: String,
}

/// One key task; the lead and the indicators are proposals.
#[derive(Deserialize)]
pub struct Assignment {
    pub id: String,
    pub sectors: Vec<String>,
    pub lead: String,
    pub text: String,
    pub indicators: Vec<String>,
    /// The findings it carries on.
    pub continues: Vec<String>,
}

impl Source {
    /// Codes of all units of the bloc: offices, then wards and communes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|it| it.code.as_str()).chain(self.communes.iter().map(|it| it.code.as_str()))
    }

    /// The sectors a unit answers for, in order.
    pub fn sectors_of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a SectorFact> {
        self.sectors.iter().filter(move |it| it.unit == unit)
    }
}

pub fn read() -> anyhow::Result<Source> {
    serde_json::from_str(CONFERENCE).context("the conference's facts are not readable")
}

/// Rows of one of the tables beside this file.
pub fn table<T: DeserializeOwned>(text: &str) -> anyhow::Result<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("a table of the demonstration is not readable")
}
