//! A conference: its agenda, its append-only log of numbered events, the screens that fold it, its
//! conclusions and minutes.

mod api;
mod model;
mod policy;
mod room;
mod text;
mod view;
mod views;

pub use model::{
    AgendaEdit, AgendaInput, AgendaItem, AgendaItemDraft, AgendaSheet, Conclusion, ConclusionState, ItemKind,
    Meeting, MeetingDraft, MeetingInput, MeetingLine, MeetingProposal, MeetingState, MeetingsSheet,
    Participant,
};
pub use policy::{BRIEFING_LIMIT, may_see, minutes_per_report, permission_for, total_minutes};
pub use room::{Event, Happening, Phase, Room, RoomConclusion, RoomTask};
pub use view::{AgendaPage, LivePage, MeetingsPage, MetIndicatorPage, MinutesPage, PlanPage, ScreenPage};
pub use views::{ItemView, ItemViewName, is_newer};

#[cfg(feature = "ssr")]
pub mod server;
