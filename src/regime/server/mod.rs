mod checks;
mod days;
mod define;
mod exception;
mod open;
mod plain;
mod store;

pub use checks::{check, checks, post_check};
pub use days::{days, remove_day, set_weekend, write_day};
pub use define::{add_set, define, edit, list, set_reporters, sheet, write_outline};
pub use exception::{change_dates, exceptions, grant, revoke};
pub use open::{open, propose};
pub use plain::{post_exception, post_open};

crate::doors! {
    ListRegimes => Read(ManageRegimes),
    ShowRegime => Read(ManageRegimes),
    DefineRegime => Write(ManageRegimes),
    EditRegime => Write(ManageRegimes),
    AddPeriodSet => Write(ManageRegimes),
    WriteOutline => Write(ManageRegimes),
    SetReporters => Write(ManageRegimes),
    ProposePeriod => Read(ManageRegimes),
    OpenPeriod => Write(ManageRegimes),
    ChangePeriodDates => Write(ManageRegimes),
    ListExceptions => Read(Read),
    GrantException => Write(ManageRegimes),
    RevokeException => Write(ManageRegimes),
    ShowDays => Read(ManageRegimes),
    WriteDay => Write(ManageRegimes),
    RemoveDay => Write(ManageRegimes),
    SetWeekend => Write(ManageRegimes),
    ListChecks => Read(ManageRegimes),
    ShowCheck => Read(ManageRegimes),
}
