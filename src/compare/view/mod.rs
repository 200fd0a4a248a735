mod form;
mod page;
mod saved;
mod table;

pub use page::ComparePage;
pub use table::CompareTable;
