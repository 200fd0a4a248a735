mod beside;
pub mod check;
pub mod comment;
mod compare;
mod cover;
pub mod document;
pub mod entity;
mod feed;
mod plain;
mod service;
mod source;
mod step;
mod store;
mod task;
mod typed;
mod words;
pub mod workbook;
mod write;

pub use beside::{fresh, story};
pub use compare::history;
pub use cover::{SectionCover, covers};
pub use feed::figure_events;
pub use plain::{post_passage, post_step};
pub use service::{all_lines, lines, owed, sheet};
pub use source::source;
pub use step::{consolidate, release, restore, take_step};
pub use store::{Outlines, open_report, published_passages};
pub use task::tell_task;
pub use typed::Cells;
pub use words::{likeness, words};
pub use write::{require_writer, save_cells, save_passages};

crate::doors! {
    ListReports => Read(Read),
    ShowReport => Read(Read),
    ShowReportHistory => Read(Read),
    ShowFigure => Read(Read),
    ShowFigureSource => Read(Read),
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
