mod cell;
mod form;
mod grid;
mod keys;
mod memory;
mod page;
mod passages;
mod saving;
mod send;

pub use page::ReportEditPage;
