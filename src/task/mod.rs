//! What a conference asked for, until it is done. Closing is the explicit act: an open task is always
//! carried forward.

mod api;
mod model;
mod text;
mod view;

pub use model::{
    Progress, ProgressDraft, ProgressInput, Task, TaskBoard, TaskDraft, TaskFilter, TaskInput, TaskLine,
    TaskState,
};
pub use view::{TaskForm, TaskList, TaskPage, TasksPage};

#[cfg(feature = "ssr")]
pub mod server;
