//! A conference: its agenda, its append-only log of numbered events, the screens that fold it, its
//! conclusions and minutes.

mod api;
mod attend;
mod invite;
mod kind;
mod model;
mod note;
mod outline;
mod paper;
mod policy;
mod prepare_text;
mod published;
mod record;
mod room;
mod room_text;
mod rule;
mod text;
mod view;
mod views;

pub use attend::{AttendAddress, AttendCode, attend_refusal, attend_refusals};
pub use invite::{AnswerDraft, AnswerInput, Answered, Candidate, Delegate, InvitationAnswer};
pub use kind::MeetingKind;
pub use model::{
    AgendaEdit, AgendaInput, AgendaItem, AgendaItemDraft, AgendaSheet, ChairNote, Conclusion,
    ConclusionState, ItemKind, KindInput, LinkedPassage, Meeting, MeetingDraft, MeetingInput, MeetingLine,
    MeetingProposal, MeetingState, MeetingsSheet, Participant, PassageChoice, Planning, Replay, agenda_mark,
    parse_chair_note,
};
pub use note::{NoteDraft, NoteInput, PrivateNote};
pub use outline::{Laid, Outline, Shift};
pub use paper::{PAPER_LIMIT, PAPERS_PER_ITEM, Paper, PaperKind, PaperRefusal, paper_name};
pub use policy::{may_see, minutes_per_report, sees_chair_notes, total_minutes};
pub use published::{Changes, ItemChange, MeetingChange, Published, PublishedItem};
pub use record::{Presence, Said, Voted};
pub use room::{
    Answer, Attendance, Attendee, Ballot, Choice, Clock, Control, Draft, Event, Floor, Hand, Happening,
    Inbox, LONGEST_WORDING, Method, Opinion, Opinions, Outcome, Part, Phase, Power, Proposal, ProposalState,
    Request, Room, RoomConclusion, RoomTask, Speaking, Subject, Tally, Turn, Vote, VoteDraft, VoteInput,
    Votes, Way, Who, Wordings, may_cause,
};
pub use rule::{MeetingRules, MeetingWarning, Prepared, warnings};
pub use view::{
    AgendaPage, AttendPage, LivePage, MeetingsPage, MetIndicatorPage, MinutesPage, PlanPage, RefusedAnswer,
    RefusedChairNote, ReplayPage, ScreenPage,
};
pub use views::{ItemView, ItemViewName, is_newer};

#[cfg(feature = "ssr")]
pub mod server;
