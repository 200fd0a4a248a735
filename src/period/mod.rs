//! Reporting periods and the regimes that ask for reports. Late and locked are two things.

mod due;
mod model;
mod set;
mod text;
mod working;

pub use due::{Doubt, DueRule, DueRules, Level, PeriodDates, Proposal, Shift, dates};
pub use model::{Period, PeriodKind, RegimeType, RuleWord, SectionKind};
pub use set::{PeriodCode, PeriodSet, PeriodSetInput, parse_whole};
pub use working::{DayKind, WorkCalendar};

#[cfg(feature = "ssr")]
pub mod server;
