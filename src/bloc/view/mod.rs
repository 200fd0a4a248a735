mod board;
mod consolidated;
mod contributions;
mod coverage;
mod matrix;
mod offered;
mod period;
mod remind;
mod reporters;
mod sentence;
mod traced;

pub use board::PeriodsPage;
pub use consolidated::ConsolidatedPage;
pub use period::PeriodPage;
pub use reporters::PunctualityBadge;
pub use traced::TracedReportPage;
