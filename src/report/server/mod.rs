pub mod entity;
mod service;
mod step;
mod store;
mod write;

pub use service::{all_lines, lines, of_unit, owed, sheet};
pub use step::{consolidate, history, restore, take_step};
pub use store::{open_report, published_passages};
pub use write::{save_cells, save_passages};

crate::doors! {
    ListReports => Read(Read),
    ShowReport => Read(Read),
    ShowReportHistory => Read(Read),
    SaveCells => Write(WriteReport),
    SavePassages => Write(WriteReport),
    TakeReportStep => Write(StepReport),
    RestoreReport => Write(WriteReport),
}
