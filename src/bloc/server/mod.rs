mod consolidate;
pub mod entity;
mod period;
mod store;

pub use consolidate::{consolidated, keep, move_sentence, remove, reword, take_accepted, take_passage};
pub use period::{board, current_period, is_consolidated, receive, sheet};

crate::doors! {
    ListPeriods => Read(Read),
    ShowPeriod => Read(Read),
    ReceiveReport => Write(ReceiveReports),
    ShowConsolidated => Read(Read),
    TakeAccepted => Write(ReceiveReports),
    TakePassage => Write(ReceiveReports),
    RewordSentence => Write(ReceiveReports),
    KeepSentence => Write(ReceiveReports),
    RemoveSentence => Write(ReceiveReports),
    MoveSentence => Write(ReceiveReports),
}
