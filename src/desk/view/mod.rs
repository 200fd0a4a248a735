mod duties;
mod meetings;
mod page;

pub use page::DeskPage;
