mod bullets;
mod list;
mod sheet;
mod trend;
mod words;

pub use bullets::{IndicatorBullets, bullet_rows};
pub use list::IndicatorsPage;
pub use sheet::IndicatorPage;
