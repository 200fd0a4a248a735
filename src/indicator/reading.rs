use super::{Coverage, IndicatorList, IndicatorSheet, Total, UnitValue};
use crate::org::Unit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// All that an indicator's page shows, of a unit with all that is below it or of all together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorReading {
    pub sheet: IndicatorSheet,
    pub today: NaiveDate,
    /// None stands for all together.
    pub unit: Option<Unit>,
    /// The units above it, the highest first.
    pub above: Vec<Unit>,
    /// One for each period of the trend.
    pub totals: Vec<Total>,
    /// The units right below, in the period looked at.
    pub units: Vec<UnitValue>,
    /// The periods of the same kind in that year, oldest first, those to come too.
    pub year: Vec<crate::period::Period>,
    pub definition: Option<String>,
    pub legal_source: Option<String>,
    /// Newest first.
    pub versions: Vec<DefinitionVersion>,
    /// Codes and names of the indicators that it is one of, and that it is made of.
    pub part_of: Option<(String, String)>,
    pub made_of: Vec<(String, String)>,
}

/// How an indicator was defined from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinitionVersion {
    pub number: i32,
    pub valid_from: NaiveDate,
    pub name_vi: String,
    pub name_en: String,
}

/// What the list of indicators is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAsked {
    /// The newest with published figures where none is named.
    pub period: Option<String>,
    pub sector: Option<String>,
    pub unit: Option<String>,
    /// Words of a name, with or without marks, or of a code.
    pub words: Option<String>,
}

/// The list, with the units it can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorListing {
    pub list: IndicatorList,
    /// None stands for all together.
    pub unit: Option<Unit>,
    /// Codes and names.
    pub units: Vec<(String, String)>,
}

/// How much of what is due has come in, with the ways from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covering {
    pub coverage: Coverage,
    /// Newest first.
    pub periods: Vec<crate::period::Period>,
    /// The unit whose parts are shown, under those above it, the highest first; none stands for the top.
    pub above: Vec<Unit>,
    /// Of the units shown, those that have others below them.
    pub divided: Vec<crate::id::UnitId>,
}
