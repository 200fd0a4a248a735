mod attend;
mod conclude;
pub mod entity;
mod feed;
mod log;
mod note;
mod plan;
mod replay;
mod rooms;
mod service;
mod store;
mod vote;
mod watch;

pub use attend::{attend, draw_attend_code, post_attend, show_attend_address};
pub use conclude::{Wording, conclude, take_passage, task_from_conclusion};
pub use feed::feed;
pub use log::{act, act_from};
pub use note::{drop_note, keep_note, notes};
pub use plan::create;
pub use replay::replay;
pub use rooms::Rooms;
pub use service::{cards, change, lines, list, sheet};
pub use vote::open_vote;

crate::doors! {
    ListMeetings => Read(Read),
    ShowMeeting => Read(Read),
    ShowMeetingCards => Read(Read),
    CreateMeeting => Write(PlanMeeting),
    ChangeAgenda => Write(PlanMeeting),
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
