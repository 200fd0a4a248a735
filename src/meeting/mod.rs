//! A conference: its agenda, its append-only log of numbered events, the screens that fold it, its
//! conclusions and minutes.

mod api;
mod invite;
mod kind;
mod model;
mod outline;
mod paper;
mod policy;
mod prepare_text;
mod published;
mod room;
mod rule;
mod text;
mod view;
mod views;

pub use invite::{AnswerDraft, AnswerInput, Answered, Candidate, Delegate, InvitationAnswer};
pub use kind::MeetingKind;
pub use model::{
    AgendaEdit, AgendaInput, AgendaItem, AgendaItemDraft, AgendaSheet, ChairNote, Conclusion,
    ConclusionState, ItemKind, KindInput, LinkedPassage, Meeting, MeetingDraft, MeetingInput, MeetingLine,
    MeetingProposal, MeetingState, MeetingsSheet, Participant, PassageChoice, Planning, parse_chair_note,
};
pub use outline::{Laid, Outline, Shift};
pub use paper::{PAPER_LIMIT, PAPERS_PER_ITEM, Paper, PaperKind, PaperRefusal, paper_name};
pub use policy::{may_see, minutes_per_report, permission_for, sees_chair_notes, total_minutes};
pub use published::{Changes, ItemChange, MeetingChange, Published, PublishedItem};
pub use room::{Event, Happening, Phase, Room, RoomConclusion, RoomTask};
pub use rule::{MeetingRules, MeetingWarning, Prepared, warnings};
pub use view::{
    AgendaPage, LivePage, MeetingsPage, MetIndicatorPage, MinutesPage, PlanPage, RefusedAnswer,
    RefusedChairNote, ScreenPage,
};
pub use views::{ItemView, ItemViewName, is_newer};

#[cfg(feature = "ssr")]
pub mod server;
