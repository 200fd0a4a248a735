mod bell;
mod list;

pub use bell::Bell;
pub use list::NoticesPage;
