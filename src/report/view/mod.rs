mod body;
mod confirm;
mod edit;
mod evidence;
mod foot;
mod head;
mod history;
mod list;
mod page;
mod steps;

pub use body::PassageBody;
pub use confirm::ReportStepPage;
pub use edit::{PlainText, RefusedPassage, ReportEditPage};
pub use evidence::EvidenceLine;
pub use foot::PassageFoot;
pub use history::ReportHistoryPage;
pub use list::ReportsPage;
pub use page::{ReportPage, address};
