//! A conference: its agenda, its append-only log of numbered events, the screens that fold it, its
//! conclusions and minutes.

mod api;
mod attend;
mod model;
mod note;
mod policy;
mod record;
mod room;
mod room_text;
mod text;
mod view;

pub use attend::{AttendAddress, AttendCode, attend_refusal, attend_refusals};
pub use model::{
    AgendaEdit, AgendaInput, AgendaItem, AgendaItemDraft, AgendaSheet, Conclusion, ConclusionState, ItemKind,
    Meeting, MeetingDraft, MeetingInput, MeetingLine, MeetingProposal, MeetingState, MeetingsSheet,
    Participant, Replay,
};
pub use note::{NoteDraft, NoteInput, PrivateNote};
pub use policy::{BRIEFING_LIMIT, may_see, minutes_per_report, total_minutes};
pub use record::{Presence, Said, Voted};
pub use room::{
    Answer, Attendance, Attendee, Ballot, Choice, Clock, Control, Draft, Event, Floor, Hand, Happening,
    Inbox, LONGEST_WORDING, Method, Opinion, Opinions, Outcome, Part, Phase, Power, Proposal, ProposalState,
    Request, Room, RoomConclusion, RoomTask, Speaking, Subject, Tally, Turn, Vote, VoteDraft, VoteInput,
    Votes, Way, Who, Wordings, may_cause,
};
pub use view::{AgendaPage, AttendPage, LivePage, MeetingsPage, MinutesPage, PlanPage, ScreenPage};

#[cfg(feature = "ssr")]
pub mod server;
