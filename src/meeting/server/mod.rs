mod attend;
mod chair_note;
mod change;
mod conclude;
pub mod entity;
mod feed;
mod ics;
mod invite;
mod link;
mod log;
mod note;
mod paper;
mod plain;
mod plan;
pub mod prepared;
mod published;
mod replay;
mod rooms;
mod service;
mod store;
mod together;
mod views;
mod vote;
mod watch;

pub use attend::{attend, draw_attend_code, post_attend, show_attend_address};
pub use chair_note::keep as keep_chair_note;
pub use conclude::{Wording, conclude, take_passage, task_from_conclusion};
pub use feed::feed;
pub use invite::answer;
pub use log::{act, act_from};
pub use note::{drop_note, keep_note, notes};
pub use paper::{add as add_paper, read as read_paper, remove as remove_paper};
pub use plain::{calendar, download_paper, post_answer, post_chair_note, post_paper, post_remove_paper};
pub use plan::{copy, create};
pub use replay::replay;
pub use rooms::Rooms;
pub use service::{cards, change, lines, list, send_invitations, sheet};
pub use views::{meetings_of, views};
pub use vote::open_vote;

crate::doors! {
    ListMeetings => Read(Read),
    ShowMeeting => Read(Read),
    ShowMeetingCards => Read(Read),
    ShowMeetingViews => Read(Read),
    ShowMeetingsOf => Read(Read),
    CreateMeeting => Write(PlanMeeting),
    CopyMeeting => Write(PlanMeeting),
    ChangeAgenda => Write(PlanMeeting),
    SendInvitations => Write(PlanMeeting),
    AnswerInvitation => Write(Read),
    KeepChairNote => Write(ConductMeeting),
    ActInMeeting => Write(TakePart),
    OpenVote => Write(ConductMeeting),
    Conclude => Write(RecordConclusion),
    TakePassageIntoWording => Write(RecordConclusion),
    TaskFromConclusion => Write(RecordConclusion),
    ShowAttendAddress => Read(RecordConclusion),
    DrawAttendCode => Read(RecordConclusion),
    ReplayMeeting => Read(Read),
    ListMyNotes => Read(Read),
    KeepNote => Write(Read),
    DropNote => Write(Read),
}
