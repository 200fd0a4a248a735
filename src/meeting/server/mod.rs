pub mod entity;
mod feed;
mod log;
mod plan;
mod service;
mod store;
mod views;

pub use feed::feed;
pub use log::{Wording, act, conclude, task_from_conclusion};
pub use plan::create;
pub use service::{cards, change, lines, list, sheet};
pub use views::{meetings_of, views};

crate::doors! {
    ListMeetings => Read(Read),
    ShowMeeting => Read(Read),
    ShowMeetingCards => Read(Read),
    ShowMeetingViews => Read(Read),
    ShowMeetingsOf => Read(Read),
    CreateMeeting => Write(PlanMeeting),
    ChangeAgenda => Write(PlanMeeting),
    ActInMeeting => Write(ConductMeeting),
    Conclude => Write(RecordConclusion),
    TaskFromConclusion => Write(RecordConclusion),
}
