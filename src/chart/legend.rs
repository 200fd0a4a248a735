//! The line above a drawing that explains the signs that occur in it.

use super::layout::width;
use super::sign::{bar, course_line, dashes, dot, gap, light, pace_mark, prior_dot, target_tick, waiting};
use super::status::{Course, Status, Tone};
use super::svg::{ACCENT, Anchor, Svg, Voice};

#[derive(Clone, Copy)]
pub(super) enum Sign {
    Bar,
    Target,
    Prior,
    Pace,
    Missing,
    /// What stood there before.
    Light,
    ProvisionalBar,
    ProvisionalDot,
    /// A line over time, or between two.
    Line,
    /// The dashes of a target or of the whole.
    Dashes,
    /// The fine dashes of what was planned at first, or by now.
    Dots,
    Status(Status),
    NotDue,
    Course(Course),
}

struct Item {
    sign: Sign,
    word: String,
    x: f64,
    y: f64,
}

/// Set one after the other and broken into lines.
pub(super) struct Legend {
    items: Vec<Item>,
    size: f64,
}

impl Legend {
    pub fn of<W: Into<String>>(signs: impl IntoIterator<Item = (Sign, W)>, room: f64, size: f64) -> Self {
        let (mut x, mut y) = (0.0, 10.0);
        let mut items = Vec::new();
        for (sign, word) in signs {
            let word = word.into();
            let space = indent(sign) + width(&word, size) + 18.0;
            if x > 0.0 && x + space - 18.0 > room {
                (x, y) = (0.0, y + 20.0);
            }
            items.push(Item { sign, word, x, y });
            x += space;
        }
        Self { items, size }
    }

    /// Nothing where there is nothing to explain.
    pub fn height(&self) -> f64 {
        self.items.last().map_or(0.0, |it| it.y + 14.0)
    }

    pub fn draw(&self, svg: &mut Svg, hatch: &str) {
        for item in &self.items {
            item.draw(svg, hatch);
            let at = (item.x + indent(item.sign), item.y + 4.0);
            svg.write(at, self.size, Voice::Soft, Anchor::Start, &item.word);
        }
    }
}

fn indent(sign: Sign) -> f64 {
    match sign {
        Sign::Status(_) | Sign::NotDue => 18.0,
        _ => 24.0,
    }
}

impl Item {
    fn draw(&self, svg: &mut Svg, hatch: &str) {
        let (x, y, middle) = (self.x, self.y, self.x + 9.0);
        match self.sign {
            Sign::Bar => bar(svg, (x, y - 5.0), (18.0, 10.0), Tone::None, false),
            Sign::ProvisionalBar => bar(svg, (x, y - 5.0), (18.0, 10.0), Tone::None, true),
            Sign::Light => light(svg, (x, y - 5.0), (18.0, 10.0)),
            Sign::Missing => gap(svg, (x, y - 5.0), (18.0, 10.0), hatch),
            Sign::Target => target_tick(svg, middle, y, 8.0, &self.word),
            Sign::Prior => prior_dot(svg, middle, y, &self.word),
            Sign::Pace => pace_mark(svg, middle, y - 3.0, &self.word),
            Sign::ProvisionalDot => dot(svg, (middle, y), 4.0, true),
            Sign::Line => svg.line("chart-line", (x, y), (x + 18.0, y), ACCENT, "2"),
            Sign::Dashes => dashes(svg, "chart-target-line", (x, y), (x + 18.0, y), "5 3"),
            Sign::Dots => dashes(svg, "chart-target-line", (x, y), (x + 18.0, y), "1.5 2.5"),
            Sign::Status(status) => status.draw(svg, x + 6.0, y, 5.0),
            Sign::Course(course) => course_line(svg, course, (x, y + 3.0), (x + 18.0, y - 3.0)),
            Sign::NotDue => waiting(svg, (x + 6.0, y), 5.0),
        }
    }
}
