mod beside;
pub mod check;
pub mod comment;
mod compare;
mod cover;
mod plain;
pub mod document;
pub mod entity;
mod feed;
mod service;
mod step;
mod store;
mod task;
pub mod workbook;
mod words;
mod write;

pub use beside::{fresh, story};
pub use feed::figure_events;
pub use compare::history;
pub use cover::{SectionCover, covers};
pub use plain::{post_passage, post_step};
pub use service::{all_lines, lines, of_unit, owed, sheet};
pub use step::{consolidate, restore, take_step};
pub use task::tell_task;
pub use store::{open_report, published_passages};
pub use words::{likeness, words};
pub use write::{require_writer, save_cells, save_passages};

crate::doors! {
    ListReports => Read(Read),
    ShowReport => Read(Read),
    ShowReportHistory => Read(Read),
    ShowFigure => Read(Read),
    FreshFiguresOf => Read(Read),
    SaveCells => Write(WriteReport),
    SavePassages => Write(WriteReport),
    DescribePassage => Write(WriteReport),
    RemovePassage => Write(WriteReport),
    ListLateUpdates => Read(WriteReport),
    MergeLateUpdate => Write(WriteReport),
    DropLateUpdate => Write(WriteReport),
    WhoIsHere => Read(Read),
    TakeReportStep => Write(StepReport),
    RestoreReport => Write(WriteReport),
    ShowFindings => Read(Read),
    ListComments => Read(Read),
    ListMentionable => Read(StepReport),
    AddComment => Write(StepReport),
    ReplyComment => Write(StepReport),
    RewordComment => Write(StepReport),
    SettleComment => Write(StepReport),
    TellTaskInReport => Write(WriteReport),
    AnswerFinding => Write(WriteReport),
    ShowImport => Read(Read),
}
