use super::TrendSpec;
use crate::chart::layout::{cut, fit, width};
use crate::chart::mark::Reading;
use crate::chart::scale::{Band, Linear, Ticks};
use crate::chart::series::Series;
use crate::chart::sign::{self, dashes, dot};
use crate::chart::svg::{Anchor, INK, INK_SOFT, LINE, SURFACE, Svg, Voice};

pub(super) const SMALL: f64 = 11.5;
const VALUE: f64 = 14.0;
/// Beyond so many periods dots would cover the line.
const DOTS: usize = 24;

pub(super) struct Plot<'a> {
    spec: &'a TrendSpec,
    ticks: Ticks,
    series: Series<'a>,
    /// Whether the latest value and target are written beside the plot.
    beside: bool,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    pub fn of(spec: &'a TrendSpec, ticks: Ticks, (from, to): (f64, f64)) -> Self {
        let written = ticks.values().iter();
        let widest = written.map(|it| width(&ticks.text(*it, spec.lang), SMALL)).fold(0.0, f64::max);
        let last = spec.points.iter().rev().find_map(|it| it.value.value());
        let value = last.map_or(0.0, |it| width(&it.text, VALUE) + 6.0);
        let target = spec.points.iter().rev().find_map(|it| it.target.as_ref());
        let target = target.map_or(0.0, |it| width(&spec.lang.chart_target_short(it.short()), SMALL) + 6.0);
        let units = spec.width.units();
        let left = (widest + 8.0).min(units / 3.0);
        // What is too long to stand beside the plot stands in it.
        let beside = value.max(target) <= units / 4.0;
        let right = units - if beside { value.max(target).max(24.0) } else { 12.0 };
        // What happened at a succession stands above the plot.
        let room = if spec.points.iter().any(|it| it.carried.is_some()) { 44.0 } else { 28.0 };
        let (top, bottom) = (from + room, to - 28.0);
        let series = Series {
            points: &spec.points,
            x: Band::new(spec.points.len(), (left, right)),
            y: Linear::new(ticks.span(), (bottom, top)),
        };
        Self { spec, ticks, series, beside, left, right, top, bottom }
    }

    pub fn draw(&self, svg: &mut Svg, hatch: &str, sentences: &[String]) {
        self.axes(svg);
        self.series.draw_gaps(svg, (self.top, self.bottom), hatch);
        self.successions(svg);
        let adopted = self.series.steps(|it| it.adopted.as_ref().map(|it| it.high().at));
        let word = self.spec.lang.chart_adopted();
        sign::steps(svg, "chart-target-line chart-adopted", &adopted, "1.5 2.5", word);
        self.series.draw_target(svg, self.spec.lang.chart_target());
        self.series.draw_line(svg, "2");
        self.dots(svg, sentences);
        self.last(svg);
    }

    fn axes(&self, svg: &mut Svg) {
        for tick in self.ticks.values() {
            let y = self.series.y.at(*tick);
            let class = if tick.is_zero() { "chart-axis" } else { "chart-grid" };
            let ink = if tick.is_zero() { INK_SOFT } else { LINE };
            svg.line(class, (self.left, y), (self.right, y), ink, "1");
            let text = self.ticks.text(*tick, self.spec.lang);
            let room = (SMALL, self.left - 8.0);
            svg.figure((self.left - 8.0, y + 4.0), room, Voice::Axis, Anchor::End, &text);
        }
        let unit = cut(&self.spec.unit, SMALL, self.spec.width.units() / 2.0);
        let above = if self.succeeds() { 32.0 } else { 16.0 };
        svg.write((0.0, self.top - above), SMALL, Voice::Soft, Anchor::Start, &unit);
        self.periods(svg);
    }

    /// As many labels as there is room for, counted from the latest, which is always named.
    fn periods(&self, svg: &mut Svg) {
        let points = &self.spec.points;
        let units = self.spec.width.units();
        let widest = points.iter().map(|it| width(&it.label, SMALL)).fold(1.0, f64::max);
        let room = self.series.x.step().max(1.0);
        let every = ((widest + 8.0) / room).ceil().max(1.0) as usize;
        for (index, point) in points.iter().enumerate().rev().step_by(every) {
            // A name wider than its place is kept inside the drawing.
            let label = cut(&point.label, SMALL, units);
            let half = width(&label, SMALL) / 2.0;
            let x = self.series.x.middle(index).max(half).min(units - half);
            svg.write((x, self.bottom + 20.0), SMALL, Voice::Axis, Anchor::Middle, &label);
        }
    }

    fn succeeds(&self) -> bool {
        self.spec.points.iter().any(|it| it.carried.is_some())
    }

    /// Where the series goes on from other units: a line between the two, and what happened.
    fn successions(&self, svg: &mut Svg) {
        let mut free = 0.0;
        for (index, point) in self.spec.points.iter().enumerate() {
            let Some(word) = &point.carried else {
                continue;
            };
            let x = self.series.x.start(index);
            dashes(svg, "chart-succession", (x, self.top - 12.0), (x, self.bottom), "1 3");
            let text = cut(word, SMALL, self.spec.width.units() * 0.45);
            let room = width(&text, SMALL);
            let at = (x - room / 2.0).max(free).min(self.spec.width.units() - room);
            // One that would stand on the name before it is told by its mark alone.
            if at >= free && at <= x {
                svg.write((at, self.top - 16.0), SMALL, Voice::Soft, Anchor::Start, &text);
                free = at + room + 8.0;
            }
        }
    }

    fn dots(&self, svg: &mut Svg, sentences: &[String]) {
        let points = &self.spec.points;
        let last = self.series.last();
        for (index, (point, sentence)) in points.iter().zip(sentences).enumerate() {
            let data = point.value.data();
            let reading =
                Reading { class: "chart-point", key: &point.label, href: &point.href, data, sentence };
            reading.draw(svg, |svg| {
                let size = (self.series.x.step(), self.bottom - self.top);
                svg.hit((self.series.x.start(index), self.top), size);
                let Some(place) = self.series.place(index) else {
                    return;
                };
                let seen = point.provisional || points.len() <= DOTS || self.series.alone(index);
                if last == Some(index) || seen {
                    dot(svg, place, if last == Some(index) { 4.0 } else { 3.0 }, point.provisional);
                }
            });
        }
    }

    /// The latest value and target are written where they stand, moved apart if they would touch.
    fn last(&self, svg: &mut Svg) {
        let points = &self.spec.points;
        let target = points.iter().rev().find_map(|it| it.target.as_ref());
        let target = target.map(|it| (self.series.y.at(it.high().at), it));
        let mut taken = None;
        if let Some(index) = self.series.last()
            && let Some(value) = points[index].value.value()
        {
            let y = self.series.y.at(value.at);
            let at_end = self.beside && index + 1 == points.len();
            let units = self.spec.width.units();
            let (size, text) = fit(&value.text, VALUE, units / 2.0);
            // Above its dot, or below when the target runs there.
            let crossed = target.is_some_and(|it| (0.0..28.0).contains(&(y - it.0)));
            let half = width(&text, size) / 2.0;
            let middle = self.series.x.middle(index).max(half).min(units - half);
            let label = match at_end {
                true => svg.label((self.right + 4.0, y + 5.0), size),
                false => svg
                    .label((middle, if crossed { y + 19.0 } else { y - 9.0 }), size)
                    .attr("text-anchor", "middle"),
            };
            label
                .class("chart-label chart-value chart-halo")
                .attr("fill", INK)
                .attr("stroke", SURFACE)
                .attr("stroke-width", "3")
                .attr("paint-order", "stroke")
                .attr("font-weight", "600")
                .text(&text);
            taken = at_end.then_some(y);
        }
        let Some((y, target)) = target else {
            return;
        };
        let text = self.spec.lang.chart_target_short(target.short());
        if !self.beside {
            let room = (SMALL, self.right - self.left);
            svg.figure((self.left + 2.0, y - 5.0), room, Voice::Over, Anchor::Start, &text);
            return;
        }
        let near = taken.filter(|it| (it - y).abs() < 15.0);
        let y = match near {
            Some(value) if y <= value => value - 15.0,
            Some(value) => value + 15.0,
            None => y,
        };
        let room = (SMALL, self.spec.width.units() - self.right - 4.0);
        svg.figure((self.right + 4.0, y + 4.0), room, Voice::Soft, Anchor::Start, &text);
    }
}
