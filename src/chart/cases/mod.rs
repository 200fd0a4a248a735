//! Every kind of chart in every case, to look at and to test: what is drawn here is kept in `golden/` and
//! shown by `/dev/charts`.

mod figures;
mod over_time;
mod side_by_side;

use super::*;
use crate::text::Lang;

/// What is unusual about the figures of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Full,
    /// A figure, zero, a gap, not applicable, not due, provisional, carried over and revised, side by side.
    Mixed,
    Empty,
    One,
    Negative,
    /// Thirteen digits.
    Huge,
    Missing,
    NotApplicable,
    LongNames,
    Many,
}

impl Case {
    pub const ALL: [Self; 10] = [
        Self::Full,
        Self::Mixed,
        Self::Empty,
        Self::One,
        Self::Negative,
        Self::Huge,
        Self::Missing,
        Self::NotApplicable,
        Self::LongNames,
        Self::Many,
    ];

    /// As an id and a file's name spell it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Mixed => "mixed",
            Self::Empty => "empty",
            Self::One => "one",
            Self::Negative => "negative",
            Self::Huge => "huge",
            Self::Missing => "missing",
            Self::NotApplicable => "not-applicable",
            Self::LongNames => "long-names",
            Self::Many => "many",
        }
    }
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bullets,
    Trend,
    Spark,
    Units,
    Grid,
    Multiples,
    Accumulation,
    Change,
    Share,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Bullets,
        Self::Trend,
        Self::Units,
        Self::Grid,
        Self::Multiples,
        Self::Accumulation,
        Self::Change,
        Self::Share,
        Self::Spark,
    ];

    /// As an id and a file's name spell it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bullets => "bullets",
            Self::Trend => "trend",
            Self::Spark => "spark",
            Self::Units => "units",
            Self::Grid => "grid",
            Self::Multiples => "multiples",
            Self::Accumulation => "accumulation",
            Self::Change => "change",
            Self::Share => "share",
        }
    }
}

/// One drawing of the gallery.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub wide: String,
    /// Empty for what has one width.
    pub narrow: String,
    pub finding: Option<String>,
}

impl Drawing {
    /// As a page shows it.
    pub fn for_any_width(&self) -> String {
        if self.narrow.is_empty() {
            return self.wide.clone();
        }
        pair(|width| match width {
            Width::Wide => self.wide.clone(),
            Width::Narrow => self.narrow.clone(),
        })
    }
}

/// Draws a spec at both widths, under ids of their own.
macro_rules! both {
    ($draw:ident, $spec:expr) => {{
        let wide = $spec;
        let mut narrow = wide.clone();
        narrow.width = Width::Narrow;
        narrow.id.push_str("-narrow");
        Drawing { wide: $draw(&wide), narrow: $draw(&narrow), finding: wide.finding() }
    }};
}

/// A kind of chart in a case.
pub fn drawing(kind: Kind, case: Case, lang: Lang) -> Drawing {
    match kind {
        Kind::Bullets => both!(bullets, side_by_side::bullets(case, lang)),
        Kind::Units => both!(units, side_by_side::units(case, lang)),
        Kind::Grid => both!(grid, side_by_side::grid(case, lang)),
        Kind::Change => both!(change, side_by_side::change(case, lang)),
        Kind::Share => both!(share, side_by_side::share(case, lang)),
        Kind::Trend => both!(trend, over_time::trend(case, lang)),
        Kind::Multiples => both!(multiples, over_time::multiples(case, lang)),
        Kind::Accumulation => both!(accumulation, over_time::accumulation(case, lang)),
        Kind::Spark => {
            let spec = over_time::spark(case, lang);
            Drawing { wide: spark(&spec), narrow: String::new(), finding: None }
        }
    }
}
