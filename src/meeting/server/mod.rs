mod chair_note;
mod change;
pub mod entity;
mod feed;
mod ics;
mod invite;
mod link;
mod log;
mod paper;
mod plain;
mod plan;
pub mod prepared;
mod published;
mod service;
mod store;
mod views;

pub use chair_note::keep as keep_chair_note;
pub use feed::feed;
pub use invite::answer;
pub use log::{Wording, act, conclude, task_from_conclusion};
pub use paper::{add as add_paper, read as read_paper, remove as remove_paper};
pub use plain::{calendar, download_paper, post_answer, post_chair_note, post_paper, post_remove_paper};
pub use plan::{copy, create};
pub use service::{cards, change, lines, list, send_invitations, sheet};
pub use views::{meetings_of, views};

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
    ActInMeeting => Write(ConductMeeting),
    Conclude => Write(RecordConclusion),
    TaskFromConclusion => Write(RecordConclusion),
}
