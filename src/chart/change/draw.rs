use super::side::Side;
use super::{ChangeRow, ChangeSpec};
use crate::chart::Width;
use crate::chart::layout::{cut, width};
use crate::chart::mark::Reading;
use crate::chart::scale::Linear;
use crate::chart::sign::{absent, course_line};
use crate::chart::status::Course;
use crate::chart::svg::{Anchor, INK_SOFT, LINE, SURFACE, Svg, Voice};
use rust_decimal::Decimal;

const HEAD: f64 = 44.0;
const LIST: f64 = 18.0;

pub(super) struct Form<'a> {
    spec: &'a ChangeSpec,
    rows: &'a [&'a ChangeRow],
    text: f64,
    pub small: f64,
    step: f64,
    high: f64,
    left: f64,
    right: f64,
    value: f64,
    difference: f64,
}

impl<'a> Form<'a> {
    pub fn of(spec: &'a ChangeSpec, rows: &'a [&'a ChangeRow]) -> Self {
        let narrow = spec.width == Width::Narrow;
        let units = spec.width.units();
        let (text, small) = (12.5, 11.5);
        let step = text + 3.0;
        let widest = |of: &dyn Fn(&ChangeRow) -> f64| rows.iter().map(|it| of(it)).fold(0.0, f64::max);
        let value = widest(&|it| it.to.value().map_or(0.0, |it| width(&it.text, text))).min(units * 0.28);
        let before = widest(&|it| {
            let value = it.from.value().map_or(0.0, |it| width(&it.text, text));
            // What has only a beginning is named there.
            if it.to.value().is_none() {
                value + 6.0 + width(&it.label, text).min(units * 0.25)
            } else {
                value
            }
        });
        let difference = match narrow {
            true => 0.0,
            false => widest(&|it| width(&it.difference, small)).min(units * 0.2),
        };
        let names = widest(&|it| if it.to.value().is_some() { width(&it.label, text) } else { 0.0 });
        let names = names.min(units * if narrow { 0.38 } else { 0.36 });
        let left = (before + 18.0).max(width(&spec.from, small)).min(units * 0.3);
        let beside = value + 6.0 + names + if difference > 0.0 { difference + 10.0 } else { 0.0 };
        // The lines keep some room, and names give way.
        let plot = if narrow { 80.0 } else { 180.0 };
        let right = units - (beside + 18.0).max(width(&spec.to, small)).min(units - left - plot);
        let ends = |of: fn(&ChangeRow) -> bool| rows.iter().filter(|it| of(it)).count();
        let most = ends(|it| it.from.value().is_some()).max(ends(|it| it.to.value().is_some()));
        let high = (most as f64 * step).max(if narrow { 200.0 } else { 230.0 });
        Self { spec, rows, text, small, step, high, left, right, value, difference }
    }

    fn without(&self) -> usize {
        self.rows.iter().filter(|it| it.from.value().is_none() && it.to.value().is_none()).count()
    }

    fn is_bare(&self) -> bool {
        self.without() == self.rows.len()
    }

    fn list_top(&self) -> f64 {
        if self.is_bare() { 8.0 } else { HEAD + self.high + 20.0 }
    }

    pub fn height(&self) -> f64 {
        let list = if self.rows.is_empty() { 40.0 } else { LIST * self.without() as f64 + 4.0 };
        self.list_top() + list
    }

    pub fn draw(&self, svg: &mut Svg, top: f64, hatch: &str, sentences: &[String]) {
        if self.rows.is_empty() {
            let word = self.spec.lang.chart_no_figure();
            svg.write((0.0, top + 24.0), self.text, Voice::Soft, Anchor::Start, word);
        }
        let span = self.spec.axis().map(|it| it.span());
        let y =
            Linear::new(span.unwrap_or((Decimal::ZERO, Decimal::ONE)), (top + HEAD + self.high, top + HEAD));
        if let Some(span) = span {
            self.axes(svg, &y, span, top);
        }
        let room = (top + HEAD, top + HEAD + self.high);
        let from = Side::of(self.rows, &y, |it| it.from.value().map(|it| it.at), self.step, room);
        let to = Side::of(self.rows, &y, |it| it.to.value().map(|it| it.at), self.step, room);
        let mut listed = top + self.list_top();
        for (index, (row, sentence)) in self.rows.iter().zip(sentences).enumerate() {
            let course = self.spec.course(row);
            let class = format!("chart-course {}", course.tone().class());
            let data = if row.to.value().is_some() { row.to.data() } else { row.from.data() };
            let reading = Reading { class: &class, key: &row.key, href: &row.href, data, sentence };
            reading.draw(svg, |svg| match (from.get(index), to.get(index)) {
                (None, None) => {
                    self.nothing(svg, row, listed, hatch);
                    listed += LIST;
                }
                (from, to) => {
                    if let (Some(from), Some(to)) = (from, to) {
                        let ends = ((self.left, from.0), (self.right, to.0));
                        svg.hit_line(ends.0, ends.1);
                        course_line(svg, course, ends.0, ends.1);
                    }
                    if let Some(from) = from {
                        self.before(svg, row, course, from);
                    }
                    if let Some(to) = to {
                        self.after(svg, row, course, to);
                    }
                }
            });
        }
    }

    fn axes(&self, svg: &mut Svg, y: &Linear, (low, high): (Decimal, Decimal), top: f64) {
        let spec = self.spec;
        let (from, to) = (top + HEAD - 6.0, top + HEAD + self.high + 2.0);
        for x in [self.left, self.right] {
            svg.line("chart-grid", (x, from), (x, to), LINE, "1");
        }
        if low <= Decimal::ZERO && high >= Decimal::ZERO {
            let zero = y.at(Decimal::ZERO);
            svg.line("chart-axis", (self.left, zero), (self.right, zero), INK_SOFT, "1");
            let at = ((self.left + self.right) / 2.0, zero + 13.0);
            svg.write(at, self.small - 1.0, Voice::Axis, Anchor::Middle, "0");
        } else {
            let at = ((self.left + self.right) / 2.0, to + 12.0);
            let word = cut(spec.lang.chart_not_from_zero(), self.small - 1.0, spec.width.units());
            let half = width(&word, self.small - 1.0) / 2.0;
            let x = at.0.max(half).min(spec.width.units() - half);
            svg.write((x, at.1), self.small - 1.0, Voice::Axis, Anchor::Middle, &word);
        }
        let units = spec.width.units();
        let measure = cut(&spec.unit, self.small, units * 0.3);
        svg.write((units, top + 16.0), self.small, Voice::Soft, Anchor::End, &measure);
        // Each period over its axis, as far as there is room.
        let before = cut(&spec.from, self.text, self.right - 12.0);
        let at = (self.left + 6.0).max(width(&before, self.text)).min(self.right - 12.0);
        svg.write((at, top + 16.0), self.text, Voice::Strong, Anchor::End, &before);
        let after = cut(&spec.to, self.text, units - self.right - width(&measure, self.small) - 12.0);
        svg.write((self.right - 6.0, top + 16.0), self.text, Voice::Strong, Anchor::Start, &after);
    }

    fn point(&self, svg: &mut Svg, course: Course, x: f64, y: f64) {
        svg.tag("circle")
            .class(&format!("chart-end {}", course.tone().class()))
            .num("cx", x)
            .num("cy", y)
            .num("r", 3.2)
            .attr("fill", if course == Course::Unknown { SURFACE } else { course.ink() })
            .attr("stroke", course.ink())
            .attr("stroke-width", "1.4")
            .close();
    }

    /// From the point to a label that had to move.
    fn leader(&self, svg: &mut Svg, point: (f64, f64), label: (f64, f64)) {
        if (point.1 - label.1).abs() > 1.0 {
            svg.line("chart-grid", point, label, LINE, "0.8");
        }
    }

    fn before(&self, svg: &mut Svg, row: &ChangeRow, course: Course, (point, label): (f64, f64)) {
        self.leader(svg, (self.left - 4.0, point), (self.left - 13.0, label));
        self.point(svg, course, self.left, point);
        let Some(value) = row.from.value() else {
            return;
        };
        let room = self.left - 16.0;
        let at = (self.left - 16.0, label + 4.0);
        if row.to.value().is_some() {
            svg.figure(at, (self.text, room), Voice::Ink, Anchor::End, &value.text);
        } else {
            let name = cut(&row.label, self.text, room - width(&value.text, self.text) - 6.0);
            let text = format!("{name} {}", value.text);
            svg.figure(at, (self.text, room), Voice::Soft, Anchor::End, &text);
        }
    }

    fn after(&self, svg: &mut Svg, row: &ChangeRow, course: Course, (point, label): (f64, f64)) {
        self.leader(svg, (self.right + 4.0, point), (self.right + 13.0, label));
        self.point(svg, course, self.right, point);
        let Some(value) = row.to.value() else {
            return;
        };
        let units = self.spec.width.units();
        let (at, y) = (self.right + 16.0, label + 4.0);
        let room = (self.text, self.value.max(20.0));
        svg.figure((at, y), room, Voice::Strong, Anchor::Start, &value.text);
        let name_at = at + self.value + 6.0;
        let taken = if self.difference > 0.0 { self.difference + 10.0 } else { 0.0 };
        let name = cut(&row.label, self.text, units - taken - name_at);
        svg.write((name_at, y), self.text, Voice::Ink, Anchor::Start, &name);
        if self.difference > 0.0 && course != Course::Unknown {
            let room = (self.small, self.difference + 4.0);
            svg.figure((units, y), room, Voice::Said(course.tone()), Anchor::End, &row.difference);
        }
    }

    /// A row with no figure at either end, told below the drawing.
    fn nothing(&self, svg: &mut Svg, row: &ChangeRow, top: f64, hatch: &str) {
        absent(svg, &row.to, (0.5, top + 2.5), (18.0, 10.0), hatch);
        let words = format!("{}: {}", row.label, row.to.spoken("", false, self.spec.lang));
        let room = self.spec.width.units() - 26.0;
        svg.hit((0.0, top), (self.spec.width.units(), LIST));
        let words = cut(&words, self.small, room);
        svg.write((26.0, top + 12.0), self.small, Voice::Soft, Anchor::Start, &words);
    }
}
