use super::mark::{Mark, Target};
use super::scale::{Band, Linear, number};
use super::sign::{self, gap_in_plot};
use super::svg::{ACCENT, INK_SOFT, Svg};
use super::trend::TrendPoint;
use rust_decimal::Decimal;

/// Points over time, each in its place.
pub(super) struct Series<'a> {
    pub points: &'a [TrendPoint],
    pub x: Band,
    pub y: Linear,
}

impl Series<'_> {
    pub fn place(&self, index: usize) -> Option<(f64, f64)> {
        let value = self.points.get(index)?.value.value()?;
        Some((self.x.middle(index), self.y.at(value.at)))
    }

    pub fn last(&self) -> Option<usize> {
        self.points.iter().rposition(|it| it.value.value().is_some())
    }

    /// Whether no line leads to the point or away from it.
    pub fn alone(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|it| self.place(it));
        before.is_none() && self.place(index + 1).is_none()
    }

    /// The line of the values, lifted over gaps; dashed where it goes on from other units.
    pub fn draw_line(&self, svg: &mut Svg, thick: &str) {
        let (mut own, mut carried) = (String::new(), String::new());
        let mut pen_at = None;
        for index in 1..self.points.len() {
            let (Some(from), Some(to)) = (self.place(index - 1), self.place(index)) else {
                continue;
            };
            let joins = self.points[index].carried.is_some();
            let path = if joins { &mut carried } else { &mut own };
            if joins || pen_at != Some(index - 1) {
                *path += &format!("M{} {}", number(from.0), number(from.1));
            }
            *path += &format!("L{} {}", number(to.0), number(to.1));
            if !joins {
                pen_at = Some(index);
            }
        }
        for (path, class, dashes) in
            [(own, "chart-line", "none"), (carried, "chart-line chart-carried", "3 3")]
        {
            if !path.is_empty() {
                svg.tag("path")
                    .class(class)
                    .attr("d", &path)
                    .attr("fill", "none")
                    .attr("stroke", ACCENT)
                    .attr("stroke-width", thick)
                    .attr("stroke-linejoin", "round")
                    .attr("stroke-dasharray", dashes)
                    .close();
            }
        }
    }

    /// Hatched where a figure is owed and not there.
    pub fn draw_gaps(&self, svg: &mut Svg, (top, bottom): (f64, f64), hatch: &str) {
        for (index, point) in self.points.iter().enumerate() {
            if !matches!(point.value, Mark::Missing { .. }) {
                continue;
            }
            let wide = (self.x.step() * 0.6).min(40.0);
            let left = self.x.middle(index) - wide / 2.0;
            gap_in_plot(svg, (left, top), (wide, bottom - top), hatch);
        }
    }

    /// Steps, since a target is for the whole of its period; a range is a band between two of them.
    pub fn draw_target(&self, svg: &mut Svg, title: &str) {
        let mut band = String::new();
        for (index, point) in self.points.iter().enumerate() {
            if let Some(Target::Between(low, high)) = &point.target {
                let (from, to) = (number(self.x.start(index)), number(self.x.start(index + 1)));
                let (high, low) = (number(self.y.at(high.at)), number(self.y.at(low.at)));
                band += &format!("M{from} {high}H{to}V{low}H{from}Z");
            }
        }
        if !band.is_empty() {
            svg.tag("path")
                .class("chart-range")
                .attr("d", &band)
                .attr("fill", INK_SOFT)
                .attr("fill-opacity", "0.15")
                .close();
        }
        let high = self.steps(|it| it.target.as_ref().map(|it| it.high().at));
        let low =
            self.steps(|it| it.target.as_ref().filter(|it| it.low() != it.high()).map(|it| it.low().at));
        for path in [high, low] {
            sign::steps(svg, "chart-target-line", &path, "5 3", title);
        }
    }

    /// A step for each period, from one level to the next.
    pub fn steps(&self, of: impl Fn(&TrendPoint) -> Option<Decimal>) -> String {
        let mut path = String::new();
        let mut before = None;
        for (index, point) in self.points.iter().enumerate() {
            let level = of(point);
            if let Some(level) = level {
                let (y, end) = (number(self.y.at(level)), number(self.x.start(index + 1)));
                path += &match before {
                    None => format!("M{} {y}H{end}", number(self.x.start(index))),
                    Some(before) if before == level => format!("H{end}"),
                    Some(_) => format!("V{y}H{end}"),
                };
            }
            before = level;
        }
        path
    }
}
