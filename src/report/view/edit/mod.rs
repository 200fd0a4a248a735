mod cell;
mod checks;
mod clipboard;
mod follow;
mod form;
mod grid;
mod keys;
mod memory;
mod page;
mod panel;
mod passages;
mod pasting;
mod saving;
mod select;
mod send;

pub use page::ReportEditPage;
