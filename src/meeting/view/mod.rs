mod agenda;
mod conduct;
mod device;
mod follow;
mod list;
mod live;
mod minutes;
mod papers;
mod parts;
mod plan;
mod screen;
mod wording;

pub use agenda::AgendaPage;
pub use list::MeetingsPage;
pub use live::LivePage;
pub use minutes::MinutesPage;
pub use plan::PlanPage;
pub use screen::ScreenPage;
