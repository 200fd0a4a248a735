mod accumulation;
mod bullets;
mod coverage;
mod heat;
mod list;
mod sheet;
mod trend;
mod units;
mod words;

pub use bullets::{IndicatorBullets, bullet_rows};
pub use coverage::CoveragePage;
pub use heat::{HeatGrid, heat_spec};
pub use list::IndicatorsPage;
pub use sheet::{IndicatorFoot, IndicatorPage};
pub use words::{
    better, figure_words, is_due, mark, point, ratio_words, short_period, source, target, target_words,
    unit_name,
};
