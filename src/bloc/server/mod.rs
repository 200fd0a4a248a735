mod consolidate;
pub mod entity;
mod file;
mod owed;
mod period;
mod remind;
mod store;
mod trace;

pub use consolidate::{
    consolidated, keep, move_sentence, remove, renew, reword, take_accepted, take_passage, take_sector,
    take_sentences, taken_of, undo_take,
};
pub use file::{board_file, download};
pub use period::{board, current_period, is_consolidated, receive, sheet};
pub use remind::{Outcome, keep_reminding, post_days, post_remind, remind, remind_of_deadlines, set_days};
pub use trace::{Trace, trace};

crate::doors! {
    ListPeriods => Read(Read),
    ShowPeriod => Read(Read),
    ReceiveReport => Write(ReceiveReports),
    ShowConsolidated => Read(Read),
    TakeAccepted => Write(ReceiveReports),
    TakePassage => Write(ReceiveReports),
    TakeSector => Write(ReceiveReports),
    TakeSentences => Write(ReceiveReports),
    UndoTake => Write(ReceiveReports),
    RenewSentence => Write(ReceiveReports),
    ShowTaken => Read(Read),
    RewordSentence => Write(ReceiveReports),
    KeepSentence => Write(ReceiveReports),
    RemoveSentence => Write(ReceiveReports),
    MoveSentence => Write(ReceiveReports),
}
