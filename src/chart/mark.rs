use super::scale::number;
use super::svg::{DANGER, INK, INK_SOFT, OK, Svg, WARN};
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

    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Missing { reason } => reason.as_deref().filter(|it| !it.trim().is_empty()),
            _ => None,
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

/// How a figure stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// ▲ The target of the whole span is reached.
    Achieved,
    /// ● Not there yet, and where it should be by now.
    OnCourse,
    /// ▼ Not where it should be by now.
    Behind,
    /// ✕ The span is over and the target was not reached.
    Missed,
    /// ○ There is a figure and nothing to hold it against.
    NoTarget,
    /// – There is no figure to judge.
    NoFigure,
}

/// What a colour may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    Ok,
    Warn,
    Danger,
    None,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Self::Ok => "tone-ok",
            Self::Warn => "tone-warn",
            Self::Danger => "tone-danger",
            Self::None => "tone-none",
        }
    }

    pub(super) fn ink(self) -> &'static str {
        match self {
            Self::Ok => OK,
            Self::Warn => WARN,
            Self::Danger => DANGER,
            Self::None => INK_SOFT,
        }
    }
}

impl Status {
    pub fn tone(self) -> Tone {
        match self {
            Self::Achieved | Self::OnCourse => Tone::Ok,
            Self::Behind => Tone::Warn,
            Self::Missed => Tone::Danger,
            Self::NoTarget | Self::NoFigure => Tone::None,
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Achieved => lang.chart_achieved(),
            Self::OnCourse => lang.chart_on_course(),
            Self::Behind => lang.chart_behind(),
            Self::Missed => lang.chart_missed(),
            Self::NoTarget => lang.chart_no_target(),
            Self::NoFigure => lang.chart_no_figure(),
        }
    }

    /// The same shape as the charts draw, for a table or a line of text beside one.
    pub fn sign(self) -> char {
        match self {
            Self::Achieved => '▲',
            Self::OnCourse => '●',
            Self::Behind => '▼',
            Self::Missed => '✕',
            Self::NoTarget => '○',
            Self::NoFigure => '–',
        }
    }

    /// The shape drawn, not typed: a font may lack the sign.
    pub(super) fn draw(self, svg: &mut Svg, x: f64, y: f64, radius: f64) {
        let tone = self.tone();
        let class = format!("chart-status {}", tone.class());
        let ink = tone.ink();
        let line = |d: String, svg: &mut Svg| {
            svg.tag("path")
                .class(&format!("{class} chart-status-line"))
                .attr("d", &d)
                .attr("fill", "none")
                .attr("stroke", ink)
                .attr("stroke-width", "2")
                .attr("stroke-linecap", "round")
                .close();
        };
        let at = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
        let r = radius;
        match self {
            Self::Achieved | Self::Behind => {
                let up = if self == Self::Achieved { 1.0 } else { -1.0 };
                let d = format!(
                    "M{}L{}L{}Z",
                    at(0.0, -r * up),
                    at(r * 1.05, r * 0.8 * up),
                    at(-r * 1.05, r * 0.8 * up)
                );
                svg.tag("path").class(&class).attr("d", &d).attr("fill", ink).close();
            }
            Self::OnCourse => svg
                .tag("circle")
                .class(&class)
                .num("cx", x)
                .num("cy", y)
                .num("r", r * 0.85)
                .attr("fill", ink)
                .close(),
            Self::Missed => {
                let a = r * 0.75;
                line(format!("M{}L{}M{}L{}", at(-a, -a), at(a, a), at(-a, a), at(a, -a)), svg);
            }
            Self::NoTarget => svg
                .tag("circle")
                .class(&format!("{class} chart-status-line"))
                .num("cx", x)
                .num("cy", y)
                .num("r", r * 0.8)
                .attr("fill", "none")
                .attr("stroke", INK)
                .attr("stroke-width", "1.5")
                .close(),
            Self::NoFigure => line(format!("M{}L{}", at(-r * 0.8, 0.0), at(r * 0.8, 0.0)), svg),
        }
    }
}
