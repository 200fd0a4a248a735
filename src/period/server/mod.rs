mod asked;
mod calendar;
pub mod entity;
mod known;
mod lock;
mod store;

pub use asked::{
    every_section, everything_asked, indicators_asked, newest_outline, outline_sections, outline_sectors,
    owing_in, regime_of_bloc, regime_titles, reporters, reporters_in, rules_of,
};
pub use calendar::{WEEKEND, calendar, put_set, set_of, sets};
pub use known::{Periods, known};
pub use lock::{Excepted, excepted, is_closed};
pub use store::{all, as_for, by_code, dates_of, find, following, year_before};
