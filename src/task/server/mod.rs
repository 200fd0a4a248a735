pub mod entity;
mod origin;
mod service;
mod store;

pub use origin::{Origin, origins};
pub use service::{add_progress, add_progress_in, board, close, open, sheet};
pub use store::{given_on, of_conclusions, of_sectors, of_unit};

crate::doors! {
    ListTasks => Read(Read),
    ShowTask => Read(Read),
    AddTaskProgress => Write(UpdateTask),
    CloseTask => Write(CloseTask),
}
