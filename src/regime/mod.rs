//! What the office asks for: regimes with their outlines, the periods opened from them, who may still write
//! after a lock, and the working-day calendar that deadlines are counted on.

mod api;
mod input;
mod model;
mod policy;
mod text;
mod view;

pub use input::{
    DatesInput, DueChoice, DueInput, ExceptionInput, HolidayInput, OpenInput, OutlineInput, RegimeDraft,
    RegimeInput, ReportersInput, due_field,
};
pub use model::{
    Asked, CheckList, CheckSheet, DayOff, Days, Exception, ExceptionSheet, OpenSheet, OutlineVersion,
    Proposed, Regime, RegimeLine, RegimeList, RegimeSheet, ReportingUnit, Section,
};
pub use policy::may_manage;
pub use view::{
    AdminPage, CHECK_CONFLICT, CalendarPage, CheckPage, ChecksPage, Exceptions, ExceptionsPanel,
    OpenPeriodLink, OpenPeriodPage, OutlinePage, Refusal, RegimeEditPage, RegimePage, RegimesPage,
    ReportersPage, Sending, exceptions,
};

#[cfg(feature = "ssr")]
pub mod server;
