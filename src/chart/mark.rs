use super::svg::Svg;
use crate::text::Lang;
use rust_decimal::Decimal;

/// A place on a scale, and how it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub at: Decimal,
    /// The number as the reader shall see it, without its unit: `1.234,5`.
    pub text: String,
}

impl Point {
    pub fn new(at: Decimal, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }
}

/// `57,1%`, `18 trường`.
pub(super) fn with_unit(text: &str, unit: &str) -> String {
    match unit {
        "" => text.to_owned(),
        "%" => format!("{text}%"),
        unit => format!("{text} {unit}"),
    }
}

/// What there is to draw. Only a value has a place on the scale; the rest is never a zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Value(Point),
    Missing { reason: Option<String> },
    NotApplicable,
    NotDue,
}

impl Mark {
    pub fn value(&self) -> Option<&Point> {
        match self {
            Self::Value(point) => Some(point),
            _ => None,
        }
    }

    /// Why there is no value; nothing when there is one.
    pub(super) fn absence(&self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Value(_) => None,
            Self::Missing { .. } => Some(lang.chart_no_figure()),
            Self::NotApplicable => Some(lang.chart_not_applicable()),
            Self::NotDue => Some(lang.chart_not_due()),
        }
    }

    /// The order in which those without a figure are listed: what is owed first.
    pub(super) fn rank_of_absence(&self) -> u8 {
        match self {
            Self::Value(_) => 0,
            Self::Missing { .. } => 1,
            Self::NotDue => 2,
            Self::NotApplicable => 3,
        }
    }

    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Missing { reason } => reason.as_deref().filter(|it| !it.trim().is_empty()),
            _ => None,
        }
    }

    /// The figure with its unit of measure and whether it is final, or why there is none.
    pub(super) fn spoken(&self, unit: &str, provisional: bool, lang: Lang) -> String {
        match (self.value(), self.reason()) {
            (Some(value), _) if provisional => {
                format!("{} ({})", with_unit(&value.text, unit), lang.chart_provisional())
            }
            (Some(value), _) => with_unit(&value.text, unit),
            (None, Some(reason)) => format!("{} ({reason})", self.absence(lang).unwrap_or_default()),
            (None, None) => self.absence(lang).unwrap_or_default().to_owned(),
        }
    }

    /// The machine-readable form of a mark, for `data-value` and `data-state`.
    pub(super) fn data(&self) -> (&'static str, String) {
        match self {
            Self::Value(point) => ("data-value", point.at.normalize().to_string()),
            Self::Missing { .. } => ("data-state", "missing".to_owned()),
            Self::NotApplicable => ("data-state", "not-applicable".to_owned()),
            Self::NotDue => ("data-state", "not-due".to_owned()),
        }
    }
}

/// What was planned: one figure, or a range to stay within (lower end first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    At(Point),
    Between(Point, Point),
}

impl Target {
    pub(super) fn low(&self) -> &Point {
        match self {
            Self::At(point) | Self::Between(point, _) => point,
        }
    }

    pub(super) fn high(&self) -> &Point {
        match self {
            Self::At(point) | Self::Between(_, point) => point,
        }
    }

    pub(super) fn short(&self) -> String {
        match self {
            Self::At(point) => point.text.clone(),
            Self::Between(low, high) => format!("{}–{}", low.text, high.text),
        }
    }

    pub(super) fn spoken(&self, lang: Lang) -> String {
        match self {
            Self::At(point) => point.text.clone(),
            Self::Between(low, high) => lang.chart_between(&low.text, &high.text),
        }
    }
}

impl From<Point> for Target {
    fn from(point: Point) -> Self {
        Self::At(point)
    }
}

/// What can be pointed at, walked to and read: a group with its sentence.
pub(super) struct Reading<'a> {
    pub class: &'a str,
    /// Goes to `data-key` unless empty.
    pub key: &'a str,
    /// Goes to `data-href` unless empty: the page that tells where the figure comes from.
    pub href: &'a str,
    pub data: (&'static str, String),
    pub sentence: &'a str,
}

impl Reading<'_> {
    pub fn draw(&self, svg: &mut Svg, inside: impl FnOnce(&mut Svg)) {
        let mut group = svg.tag("g").class(self.class).attr("data-mark", "");
        if !self.key.is_empty() {
            group = group.attr("data-key", self.key);
        }
        group = group.attr(self.data.0, &self.data.1);
        if !self.href.is_empty() {
            group = group.attr("data-href", self.href);
        }
        group.holding(|svg| {
            svg.title(self.sentence);
            inside(svg);
        });
    }
}
