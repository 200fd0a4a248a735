mod days;
mod edit;
mod exceptions;
mod list;
mod open;
mod outline;
mod period_dates;
mod reporters;
mod sending;
mod sheet;

pub use days::CalendarPage;
pub use edit::RegimeEditPage;
pub use exceptions::{Exceptions, ExceptionsPanel, exceptions};
pub use list::{AdminPage, RegimesPage};
pub use open::{OpenPeriodLink, OpenPeriodPage};
pub use outline::OutlinePage;
pub use reporters::ReportersPage;
pub use sheet::RegimePage;
