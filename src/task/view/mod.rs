mod board;
mod form;
mod list;
mod page;

pub use board::TasksPage;
pub use form::TaskForm;
pub use list::{TaskBadge, TaskList};
pub use page::TaskPage;
