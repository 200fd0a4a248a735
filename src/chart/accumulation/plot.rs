use super::{AccumulationPoint, AccumulationSpec};
use crate::chart::layout::{cut, fit, width};
use crate::chart::mark::{Mark, Reading};
use crate::chart::scale::{Band, Linear, Ticks, number};
use crate::chart::sign::{self, bar, dashes, gap_in_plot, light};
use crate::chart::status::Tone;
use crate::chart::svg::{ACCENT, Anchor, INK, INK_SOFT, LINE, SURFACE, Svg, Voice};
use rust_decimal::Decimal;
use std::cmp::Ordering;

pub(super) const SMALL: f64 = 11.5;
const VALUE: f64 = 14.0;

pub(super) struct Plot<'a> {
    spec: &'a AccumulationSpec,
    ticks: Ticks,
    x: Band,
    y: Linear,
    /// Whether the target is written beside the plot.
    beside: bool,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    pub fn of(spec: &'a AccumulationSpec, ticks: Ticks, (from, to): (f64, f64)) -> Self {
        let units = spec.width.units();
        let written = ticks.values().iter();
        let widest = written.map(|it| width(&ticks.text(*it, spec.lang), SMALL)).fold(0.0, f64::max);
        let left = (widest + 8.0).min(units / 3.0);
        let target = spec.target.as_ref().map(|it| spec.lang.chart_target_short(&it.text));
        let target = target.map_or(8.0, |it| width(&it, SMALL) + 8.0);
        // What is too long to stand beside the plot stands in it.
        let beside = target <= units / 4.0;
        let right = units - if beside { target } else { 12.0 };
        let (top, bottom) = (from + 40.0, to - 28.0);
        Self {
            x: Band::new(spec.points.len(), (left, right)),
            y: Linear::new(ticks.span(), (bottom, top)),
            spec,
            ticks,
            beside,
            left,
            right,
            top,
            bottom,
        }
    }

    pub fn draw(&self, svg: &mut Svg, hatch: &str, sentences: &[String]) {
        self.head(svg);
        self.axes(svg);
        for (index, (point, sentence)) in self.spec.points.iter().zip(sentences).enumerate() {
            let data = point.value.data();
            let reading =
                Reading { class: "chart-point", key: &point.label, href: &point.href, data, sentence };
            reading.draw(svg, |svg| {
                svg.hit((self.x.start(index), self.top), (self.x.step(), self.bottom - self.top));
                self.step(svg, index, point, hatch);
            });
        }
        let zero = self.y.at(Decimal::ZERO);
        svg.line("chart-axis", (self.left, zero), (self.right, zero), INK_SOFT, "1");
        self.target(svg);
        self.pace(svg);
        self.latest(svg);
    }

    /// The unit of measure, and how the year stands.
    fn head(&self, svg: &mut Svg) {
        let y = self.top - 24.0;
        let units = self.spec.width.units();
        svg.write((0.0, y), SMALL, Voice::Soft, Anchor::Start, &cut(&self.spec.unit, SMALL, units / 2.0));
        let status = self.spec.status();
        let word = status.word(self.spec.lang);
        let left = units - width(word, 12.5);
        svg.write((left, y), 12.5, Voice::Said(status.tone()), Anchor::Start, word);
        status.draw(svg, left - 10.0, y - 4.0, 5.0);
    }

    fn axes(&self, svg: &mut Svg) {
        for tick in self.ticks.values() {
            let y = self.y.at(*tick);
            if !tick.is_zero() {
                svg.line("chart-grid", (self.left, y), (self.right, y), LINE, "1");
            }
            let text = self.ticks.text(*tick, self.spec.lang);
            let room = (SMALL, self.left - 8.0);
            svg.figure((self.left - 8.0, y + 4.0), room, Voice::Axis, Anchor::End, &text);
        }
        let points = &self.spec.points;
        let widest = points.iter().map(|it| width(&it.label, SMALL)).fold(1.0, f64::max);
        let every = ((widest + 6.0) / self.x.step().max(1.0)).ceil().max(1.0) as usize;
        let units = self.spec.width.units();
        for (index, point) in points.iter().enumerate().rev().step_by(every) {
            let label = cut(&point.label, SMALL, units);
            let half = width(&label, SMALL) / 2.0;
            let x = self.x.middle(index).max(half).min(units - half);
            svg.write((x, self.bottom + 20.0), SMALL, Voice::Axis, Anchor::Middle, &label);
        }
    }

    /// What had come before, light, and what this period brought on top of it.
    fn step(&self, svg: &mut Svg, index: usize, point: &AccumulationPoint, hatch: &str) {
        let gap_between = (self.x.step() * 0.12).min(6.0);
        let (left, wide) = (self.x.start(index) + gap_between / 2.0, self.x.step() - gap_between);
        let Some(value) = point.value.value() else {
            if matches!(point.value, Mark::Missing { .. }) {
                gap_in_plot(svg, (left, self.top), (wide, self.bottom - self.top), hatch);
            }
            return;
        };
        let (zero, end) = (self.y.at(Decimal::ZERO), self.y.at(value.at));
        let block = |svg: &mut Svg, from: f64, to: f64| {
            light(svg, (left, from.min(to)), (wide, (to - from).abs()));
        };
        let Some(before) = self.spec.before(index) else {
            block(svg, zero, end);
            svg.line("chart-line", (left, end), (left + wide, end), ACCENT, "2.5");
            return;
        };
        let from = self.y.at(before);
        // What was taken back, by a correction say, stays as an outline.
        let grows = match before.cmp(&Decimal::ZERO) {
            Ordering::Less => value.at <= before,
            Ordering::Equal => true,
            Ordering::Greater => value.at >= before,
        };
        if !grows {
            block(svg, zero, end);
            svg.tag("rect")
                .class("chart-taken")
                .num("x", left + 0.5)
                .num("y", from.min(end))
                .num("width", wide - 1.0)
                .num("height", (end - from).abs())
                .attr("fill", "none")
                .attr("stroke", INK_SOFT)
                .attr("stroke-dasharray", "3 2")
                .close();
            svg.line("chart-line", (left, end), (left + wide, end), ACCENT, "2.5");
            return;
        }
        if !before.is_zero() {
            block(svg, zero, from);
        }
        // Nothing added is seen as a stroke where the year stands.
        let (at, high) = (end.min(from), (end - from).abs().max(2.0));
        bar(
            svg,
            (left, at - if end == from { 1.0 } else { 0.0 }),
            (wide, high),
            Tone::None,
            point.provisional,
        );
    }

    fn target(&self, svg: &mut Svg) {
        let Some(target) = &self.spec.target else {
            return;
        };
        let y = self.y.at(target.at);
        dashes(svg, "chart-target-line", (self.left, y), (self.right, y), "5 3");
        let text = self.spec.lang.chart_target_short(&target.text);
        let (at, room) = match self.beside {
            true => ((self.right + 4.0, y + 4.0), self.spec.width.units() - self.right - 4.0),
            false => ((self.left + 2.0, y - 5.0), self.right - self.left),
        };
        svg.figure(at, (SMALL, room), Voice::Over, Anchor::Start, &text);
    }

    /// From the beginning of the year through the end of each period.
    fn pace(&self, svg: &mut Svg) {
        let mut path = String::new();
        let mut drawn = false;
        for (index, point) in self.spec.points.iter().enumerate() {
            let Some(pace) = &point.pace else {
                drawn = false;
                continue;
            };
            if index == 0 {
                path += &format!("M{} {}", number(self.x.start(0)), number(self.y.at(Decimal::ZERO)));
                drawn = true;
            }
            let pen = if drawn { 'L' } else { 'M' };
            path += &format!("{pen}{} {}", number(self.x.start(index + 1)), number(self.y.at(pace.at)));
            drawn = true;
        }
        if path.contains('L') {
            svg.tag("path")
                .class("chart-under")
                .attr("d", &path)
                .attr("fill", "none")
                .attr("stroke", SURFACE)
                .attr("stroke-width", "4")
                .close();
            sign::steps(
                svg,
                "chart-target-line chart-adopted",
                &path,
                "1.5 2.5",
                self.spec.lang.chart_pace(),
            );
        }
    }

    /// How far the year has come and how far it should have, on either side of the step.
    fn latest(&self, svg: &mut Svg) {
        let Some((index, point, value)) = self.spec.latest() else {
            return;
        };
        let end = self.y.at(value.at);
        let pace = point.pace.as_ref().map(|it| (self.y.at(it.at), it));
        let (size, text) = fit(&value.text, VALUE, self.spec.width.units() / 3.0);
        let half = width(&text, size) / 2.0;
        let x = self.x.middle(index).max(self.left + half).min(self.spec.width.units() - half);
        let below = value.at < Decimal::ZERO;
        let y = if below { (end + 16.0).min(self.bottom - 2.0) } else { end - 7.0 };
        svg.label((x, y), size)
            .class("chart-label chart-value chart-halo")
            .attr("fill", INK)
            .attr("stroke", SURFACE)
            .attr("stroke-width", "3")
            .attr("paint-order", "stroke")
            .attr("font-weight", "600")
            .attr("text-anchor", "middle")
            .text(&text);
        let Some((at, pace)) = pace.filter(|_| index + 1 < self.spec.points.len()) else {
            return;
        };
        let from = self.x.start(index + 1);
        svg.tag("circle")
            .class("chart-prior")
            .num("cx", from)
            .num("cy", at)
            .num("r", 3.6)
            .attr("fill", SURFACE)
            .attr("stroke", INK)
            .attr("stroke-width", "1.4")
            .close();
        let text = self.spec.lang.chart_pace_short(&pace.text);
        let at = (from + 8.0, at + 14.0);
        // Without room for it the sentence of the mark says it.
        if width(&text, SMALL) <= self.spec.width.units() - at.0 {
            svg.write(at, SMALL, Voice::Over, Anchor::Start, &text);
        }
    }
}
