use super::scale::number;
use super::svg::{ACCENT, DANGER, DANGER_SOFT, INK, INK_SOFT, MUTED_SOFT, OK, OK_SOFT, Svg, WARN, WARN_SOFT};
use crate::text::Lang;
use rust_decimal::Decimal;

/// Which way a figure should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    /// Inside its target's range, or as near to it as can be.
    Within,
}

impl Better {
    /// How far a value is from the best there could be: the smaller, the better.
    pub(super) fn distance(self, value: Decimal, range: Option<(Decimal, Decimal)>) -> Decimal {
        match (self, range) {
            (Self::Higher, _) => -value,
            (Self::Lower, _) => value,
            (Self::Within, None) => Decimal::ZERO,
            (Self::Within, Some((low, high))) => {
                let below = low.saturating_sub(value);
                below.max(value.saturating_sub(high)).max(Decimal::ZERO)
            }
        }
    }
}

/// How a figure went from one period to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Improved,
    Worsened,
    Same,
    /// One of the two figures is not there.
    Unknown,
}

impl Course {
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Improved => lang.chart_improved(),
            Self::Worsened => lang.chart_worsened(),
            Self::Same => lang.chart_same(),
            Self::Unknown => lang.chart_not_comparable(),
        }
    }

    pub(super) fn ink(self) -> &'static str {
        match self {
            Self::Improved => ACCENT,
            Self::Worsened => DANGER,
            Self::Same | Self::Unknown => INK_SOFT,
        }
    }

    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Improved => Tone::Ok,
            Self::Worsened => Tone::Danger,
            Self::Same | Self::Unknown => Tone::None,
        }
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

    pub(super) fn word_class(self) -> &'static str {
        match self {
            Self::Ok => "chart-label chart-word tone-ok",
            Self::Warn => "chart-label chart-word tone-warn",
            Self::Danger => "chart-label chart-word tone-danger",
            Self::None => "chart-label chart-word tone-none",
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

    /// Of a bar: what is well is drawn in the colour of figures, so that trouble stands out.
    pub(super) fn bar_ink(self) -> &'static str {
        match self {
            Self::Danger => DANGER,
            Self::Warn => WARN,
            Self::Ok | Self::None => ACCENT,
        }
    }

    pub(super) fn soft(self) -> &'static str {
        match self {
            Self::Ok => OK_SOFT,
            Self::Warn => WARN_SOFT,
            Self::Danger => DANGER_SOFT,
            Self::None => MUTED_SOFT,
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
