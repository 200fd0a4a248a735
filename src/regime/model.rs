use crate::error::FieldErrors;
use crate::id::{IndicatorId, PeriodExceptionId, RegimeId, SectorId, UnitId};
use crate::indicator::Indicator;
use crate::org::{Sector, Unit};
use crate::period::{
    DayKind, DueRules, Period, PeriodDates, PeriodKind, PeriodSet, Proposal, RegimeType, SectionKind,
    WorkCalendar,
};
use crate::report::{CheckKind, KeptCheck, Rule, Severity};
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A reporting regime, with all that its issuer says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regime {
    pub id: RegimeId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub regime_type: RegimeType,
    pub legal_basis: Option<String>,
    pub content: Option<String>,
    pub receiver: Option<String>,
    pub sending: Option<String>,
    /// The kinds of period that may be opened from it.
    pub cadence: Vec<PeriodKind>,
    pub set: PeriodSet,
    pub rules: DueRules,
    pub revision: i64,
}

impl Regime {
    pub fn name(&self, t: Lang) -> &str {
        t.pick(&self.name_vi, &self.name_en)
    }

    /// `tháng, quý`.
    pub fn cadence_words(&self, t: Lang) -> String {
        self.cadence.iter().map(|it| it.name(t)).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeLine {
    pub regime: Regime,
    /// Number of the outline in force.
    pub version: i32,
    pub sections: usize,
    /// Units that report today.
    pub reporters: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeList {
    pub lines: Vec<RegimeLine>,
    pub may_change: bool,
}

/// One section of an outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub sector: SectorId,
    pub kind: SectionKind,
    pub title_vi: String,
    pub title_en: String,
    /// What to write about, for the writer.
    pub guidance: Option<String>,
    pub indicators: Vec<IndicatorId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineVersion {
    pub number: i32,
    pub at: Instant,
    pub by: Option<String>,
    /// What changed, in the words of whoever changed it.
    pub note: Option<String>,
    /// How many reports are written by it.
    pub reports: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingUnit {
    pub unit: UnitId,
    pub from: NaiveDate,
    /// The first day on which it no longer reports.
    pub to: Option<NaiveDate>,
}

impl ReportingUnit {
    pub fn reports_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|it| day < it)
    }
}

/// An indicator that may be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub id: IndicatorId,
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub sector: SectorId,
}

/// The checks of figures that the office keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckList {
    /// The newest version of each, in the indicators' order.
    pub checks: Vec<(Asked, KeptCheck)>,
    pub indicators: Vec<Asked>,
    pub may_change: bool,
}

/// One kind of check of one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckSheet {
    pub indicator: Asked,
    pub kind: CheckKind,
    /// Newest first.
    pub versions: Vec<KeptCheck>,
    /// What holds where nothing is kept.
    pub usual: Option<(Rule, Severity)>,
    /// The day from which a change would reach the reports that are being written.
    pub from: NaiveDate,
    pub may_change: bool,
}

/// A regime and all that its screens choose from. Without a regime: what a new one starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeSheet {
    pub regime: Option<Regime>,
    /// The outline that was asked for, and its number.
    pub sections: Vec<Section>,
    pub version: i32,
    /// Newest first.
    pub versions: Vec<OutlineVersion>,
    pub reporters: Vec<ReportingUnit>,
    /// Opened from it, newest first.
    pub periods: Vec<Period>,
    pub sets: Vec<PeriodSet>,
    pub sectors: Vec<Sector>,
    pub indicators: Vec<Asked>,
    pub units: Vec<Unit>,
    pub may_change: bool,
}

/// A period that is about to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub regime: Regime,
    pub kind: PeriodKind,
    pub year: i32,
    pub ordinal: u32,
    pub code: String,
    pub proposal: Proposal,
    /// Units that will owe a report.
    pub units: Vec<Unit>,
    pub version: i32,
    /// It is open already from this regime.
    pub open: bool,
    /// Another regime opened it: its days stand.
    pub shared: Option<PeriodDates>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSheet {
    pub regimes: Vec<Regime>,
    pub proposed: Option<Proposed>,
    pub calendar: WorkCalendar,
    pub errors: FieldErrors,
}

/// A unit may write until a day although the period is locked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    pub id: PeriodExceptionId,
    pub unit: UnitId,
    pub until: NaiveDate,
    pub reason: String,
    pub granted_at: Instant,
    pub granted_by: Option<String>,
    pub revoked: Option<(Instant, Option<String>)>,
}

impl Exception {
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.revoked.is_none() && day <= self.until
    }
}

/// A period's days, and who is excepted from its lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionSheet {
    pub period: Period,
    pub dates: PeriodDates,
    /// Newest first: all of them for who grants them, their own for the others.
    pub exceptions: Vec<Exception>,
    /// Units that owe a report in it.
    pub units: Vec<Unit>,
    pub may_grant: bool,
    pub calendar: WorkCalendar,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub day: NaiveDate,
    pub kind: DayKind,
    pub name: String,
    pub source: Option<String>,
}

/// A year of the working-day calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    pub year: i32,
    pub days: Vec<DayOff>,
    pub weekend: Vec<u32>,
    pub may_change: bool,
}

impl From<Indicator> for Asked {
    fn from(it: Indicator) -> Self {
        Self { id: it.id, code: it.code, name_vi: it.name_vi, name_en: it.name_en, sector: it.sector }
    }
}
