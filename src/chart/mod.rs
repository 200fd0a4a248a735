//! Charts as text: each function takes a spec and answers one SVG, the same on the server, in the
//! browser and in a document.
//!
//! A chart knows numbers that are already rounded and written out; it formats nothing but its own
//! axis and the shares it is cut into. It carries no colours that matter: classes are coloured by `style/chart.css`, and the
//! attributes beside them keep the drawing readable where that sheet is absent. What a colour says
//! is always said by a shape and a word too.
//!
//! Each figure is a mark: a group with `data-mark`, its sentence as title, and what it holds as
//! `data-value` or `data-state`. `crate::ui::ChartReader` walks from one to the next.

mod accumulation;
mod bullet;
pub mod cases;
mod change;
mod finding;
mod grid;
mod layout;
mod legend;
mod mark;
mod multiples;
mod scale;
mod series;
#[cfg(feature = "ssr")]
mod server;
mod share;
mod sheet;
mod sign;
mod spark;
mod status;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod trend;
mod units;

pub use accumulation::{AccumulationPoint, AccumulationSpec, accumulation, accumulation_for_any_width};
pub use bullet::{BulletRow, BulletSpec, bullets, bullets_for_any_width};
pub use change::{ChangeRow, ChangeSpec, change, change_for_any_width};
pub use finding::standings;
pub use grid::{GridCell, GridHead, GridRow, GridSpec, grid, grid_for_any_width};
pub use mark::{Mark, Point, Target};
pub use multiples::{MultiplesSpec, Panel, multiples, multiples_for_any_width};
pub use scale::{Band, Linear, Ticks};
#[cfg(feature = "ssr")]
pub use server::{FONTS, png};
pub use share::{Part, ShareSpec, share, share_for_any_width};
pub use sheet::sheet;
pub use spark::{SparkSpec, spark};
pub use status::{Better, Course, Status, Tone};
pub use trend::{TrendPoint, TrendSpec, trend, trend_for_any_width};
pub use units::{UnitRow, UnitsSpec, Whole, units, units_for_any_width};

/// How much room a chart is drawn for. The drawing scales; its letters are sized for this width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 720 units: a desktop column, a tablet card, a printed page.
    Wide,
    /// 360 units: a phone, or a narrow card.
    Narrow,
}

impl Width {
    pub(crate) fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 360.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart chart-wide",
            Self::Narrow => "chart chart-narrow",
        }
    }
}

/// Both drawings in one box; the style sheet shows the one that fits the box.
///
/// One of very many marks is drawn once, and looked at piece by piece where it is wider than the screen.
fn pair(draw: impl Fn(Width) -> String) -> String {
    let wide = draw(Width::Wide);
    if wide.len() > TWICE {
        return format!(r#"<div class="chart-pair chart-once" tabindex="0">{wide}</div>"#);
    }
    format!(r#"<div class="chart-pair">{wide}{}</div>"#, draw(Width::Narrow))
}

/// The most bytes of a drawing that a page holds in two widths.
const TWICE: usize = 200_000;
