mod board;
mod consolidated;
mod coverage;
mod period;
mod sentence;

pub use board::PeriodsPage;
pub use consolidated::ConsolidatedPage;
pub use period::{PeriodPage, PunctualityBadge};
