use super::{Status, UnitRow, UnitsSpec};
use crate::chart::Width;
use crate::chart::layout::{cut, fit, width, wrap};
use crate::chart::mark::{Reading, with_unit};
use crate::chart::scale::{Linear, Ticks};
use crate::chart::sign::{absent, bar, dashes, target_tick};
use crate::chart::svg::{Anchor, INK_SOFT, LINE, SURFACE, Svg, Voice};
use rust_decimal::Decimal;

/// Up to so many rows the letters are large and the names have two lines.
const FEW: usize = 30;
const GAP: f64 = 20.0;
/// For the axis and the name of the line through the bars.
const HEAD: f64 = 36.0;

/// Where things stand in a row, and how large its letters are.
pub(super) struct Form<'a> {
    spec: &'a UnitsSpec,
    rows: &'a [(Option<usize>, &'a UnitRow)],
    ticks: Ticks,
    narrow: bool,
    few: bool,
    text: f64,
    pub small: f64,
    thick: f64,
    columns: usize,
    /// Of a column, from its left edge.
    wide: f64,
    label: f64,
    bar: (f64, f64),
    value: f64,
    value_room: f64,
    status: f64,
    judged: bool,
}

impl<'a> Form<'a> {
    pub fn of(spec: &'a UnitsSpec, rows: &'a [(Option<usize>, &'a UnitRow)]) -> Self {
        let narrow = spec.width == Width::Narrow;
        let few = rows.len() <= FEW;
        let columns = if narrow || few { 1 } else { 2 };
        let (text, small) = match (narrow, few) {
            (true, _) => (14.0, 12.0),
            (false, true) => (13.0, 11.5),
            (false, false) => (11.5, 11.0),
        };
        let wide = (spec.width.units() - GAP * (columns as f64 - 1.0)) / columns as f64;
        let judged = rows.iter().any(|it| !matches!(it.1.status(), Status::NoTarget | Status::NoFigure));
        let words = rows.iter().map(|it| width(it.1.status().word(spec.lang), 12.0)).fold(0.0, f64::max);
        let status = match (judged, narrow || !few) {
            (false, _) => wide,
            (true, true) => wide - 18.0,
            (true, false) => wide - 18.0 - words,
        };
        let texts = rows.iter().filter_map(|it| it.1.value.value());
        let value = texts.map(|it| width(&it.text, text)).fold(0.0, f64::max);
        let value = value.min(wide * if narrow { 0.5 } else { 0.3 });
        let names = rows.iter().map(|it| width(&it.1.label, text)).fold(0.0, f64::max);
        let label =
            if narrow { wide } else { (names + 1.0).min(wide * if few { 0.32 } else { 0.46 }).max(40.0) };
        let bar = if narrow { (0.0, wide - 2.0) } else { (label + 12.0, status - value - 20.0) };
        Self {
            spec,
            rows,
            ticks: spec.axis(),
            narrow,
            few,
            text,
            small,
            thick: if few { 12.0 } else { 9.0 },
            columns,
            wide,
            label,
            bar,
            value: status - if judged { 10.0 } else { 0.0 },
            value_room: value,
            status,
            judged,
        }
    }

    fn name(&self, row: &UnitRow) -> Vec<String> {
        let room = if self.narrow { self.value - self.value_room - 12.0 } else { self.label };
        wrap(&row.label, self.text, room, if self.few { 2 } else { 1 })
    }

    fn row_height(&self, row: &UnitRow) -> f64 {
        let lines = self.name(row).len() as f64 - 1.0;
        match (self.narrow, self.few) {
            (true, _) => 40.0 + lines * 17.0,
            (false, true) => 26.0 + lines * 10.0,
            (false, false) => 17.0,
        }
    }

    /// The rows of each column, filled one after the other.
    fn split(&self) -> impl Iterator<Item = (usize, &[(Option<usize>, &'a UnitRow)])> {
        let each = self.rows.len().div_ceil(self.columns).max(1);
        self.rows.chunks(each).enumerate().map(move |(index, it)| (index * each, it))
    }

    /// Bars have an axis above them; without any there is none.
    fn head(&self) -> f64 {
        if self.rows.iter().any(|it| it.1.value.value().is_some()) { HEAD } else { 4.0 }
    }

    pub fn height(&self) -> f64 {
        let column =
            |rows: &[(Option<usize>, &UnitRow)]| -> f64 { rows.iter().map(|it| self.row_height(it.1)).sum() };
        let rows = self.split().map(|it| column(it.1)).fold(0.0, f64::max);
        self.head() + if self.rows.is_empty() { 40.0 } else { rows + 6.0 }
    }

    pub fn draw(&self, svg: &mut Svg, top: f64, hatch: &str, sentences: &[String]) {
        if self.rows.is_empty() {
            let word = self.spec.lang.chart_no_figure();
            svg.write((0.0, top + 24.0), self.text, Voice::Soft, Anchor::Start, word);
        }
        for (index, (first, rows)) in self.split().enumerate() {
            let left = index as f64 * (self.wide + GAP);
            let x = Linear::new(self.ticks.span(), (left + self.bar.0, left + self.bar.1));
            let heights: Vec<f64> = rows.iter().map(|it| self.row_height(it.1)).collect();
            let drawn = rows.iter().zip(&heights).filter(|it| it.0.1.value.value().is_some());
            let first_row = top + self.head();
            let bottom = first_row + drawn.map(|it| it.1).sum::<f64>();
            let plot = (first_row - 4.0, bottom);
            if bottom > first_row {
                self.axis(svg, &x, plot);
            }
            let mut y = first_row;
            for (offset, ((_, row), height)) in rows.iter().zip(&heights).enumerate() {
                let class = format!("chart-row {}", row.status().tone().class());
                let sentence = &sentences[first + offset];
                let data = row.value.data();
                let reading = Reading { class: &class, key: &row.key, href: &row.href, data, sentence };
                reading.draw(svg, |svg| {
                    svg.hit((left, y), (self.wide, *height));
                    self.row(svg, row, &x, (left, y), *height, hatch);
                });
                y += height;
            }
            if bottom > first_row {
                self.whole(svg, &x, plot);
            }
        }
    }

    fn axis(&self, svg: &mut Svg, x: &Linear, (top, bottom): (f64, f64)) {
        let ticks = self.ticks.values();
        let first_and_last = [ticks.first(), ticks.last()];
        for tick in ticks {
            let at = x.at(*tick);
            let zero = tick.is_zero();
            let (class, ink) = if zero { ("chart-axis", INK_SOFT) } else { ("chart-grid", LINE) };
            if !self.narrow || zero {
                svg.line(class, (at, top), (at, bottom), ink, "1");
            }
            if zero || first_and_last.contains(&Some(tick)) {
                let text = self.ticks.text(*tick, self.spec.lang);
                let text = if zero { text } else { with_unit(&text, short(&self.spec.unit)) };
                let anchor = match () {
                    () if Some(tick) == ticks.first() => Anchor::Start,
                    () if Some(tick) == ticks.last() => Anchor::End,
                    () => Anchor::Middle,
                };
                let (size, text) = fit(&text, self.small - 1.0, (self.bar.1 - self.bar.0) * 0.48);
                let long = width(&text, size) + 4.0;
                let crossed = self.spec.whole.as_ref().is_some_and(|it| {
                    let from = at - long * if matches!(anchor, Anchor::Start) { 0.0 } else { 1.0 };
                    (from..from + long).contains(&x.at(it.point.at))
                });
                if !crossed {
                    svg.write((at, top - 4.0), size, Voice::Axis, anchor, &text);
                }
            }
        }
    }

    /// The figure of the whole, over the bars and named above them.
    fn whole(&self, svg: &mut Svg, x: &Linear, (top, bottom): (f64, f64)) {
        let Some(whole) = &self.spec.whole else {
            return;
        };
        let at = x.at(whole.point.at);
        // Narrow, names stand between the bars, and each bar is crossed by itself.
        let to = if self.narrow { top } else { bottom };
        svg.line("chart-under", (at, top), (at, to), SURFACE, "3");
        dashes(svg, "chart-target-line chart-whole", (at, top - 14.0), (at, to), "4 2.5");
        let room = self.wide * 0.6;
        let name = cut(&whole.label, self.small, room - width(&whole.point.text, self.small));
        let text = cut(&format!("{name} {}", whole.point.text), self.small, self.wide);
        let half = width(&text, self.small) / 2.0;
        let (left, right) = (x.at(self.ticks.span().0), x.at(self.ticks.span().1));
        let middle = at.max(left.min(right) - self.bar.0 + half).min(right + self.wide - self.bar.1 - half);
        svg.write((middle, top - 20.0), self.small, Voice::Ink, Anchor::Middle, &text);
    }

    fn row(
        &self,
        svg: &mut Svg,
        row: &UnitRow,
        x: &Linear,
        (left, top): (f64, f64),
        height: f64,
        hatch: &str,
    ) {
        let name = self.name(row);
        let step = if self.narrow { 17.0 } else { self.text + 1.5 };
        let middle = if self.narrow { top + height - 13.0 } else { top + height / 2.0 };
        let first = match self.narrow {
            true => top + 17.0,
            false => middle + 4.5 - step * (name.len() as f64 - 1.0) / 2.0,
        };
        for (index, line) in name.iter().enumerate() {
            svg.write((left, first + step * index as f64), self.text, Voice::Ink, Anchor::Start, line);
        }
        let beside = if self.narrow { first } else { middle + 4.5 };
        let Some(value) = row.value.value() else {
            self.absence(svg, row, (left, middle), beside, hatch);
            return;
        };
        let (zero, end) = (x.at(Decimal::ZERO), x.at(value.at));
        // A value of zero is a value: it is seen as a stroke on the zero line.
        let size = ((end - zero).abs().max(2.0), self.thick);
        let at = (zero.min(end), middle - self.thick / 2.0);
        bar(svg, at, size, row.status().tone(), row.provisional);
        if let Some(whole) = self.spec.whole.as_ref().filter(|_| self.narrow) {
            let at = x.at(whole.point.at);
            let (from, to) = (middle - self.thick / 2.0 - 3.0, middle + self.thick / 2.0 + 3.0);
            svg.line("chart-under", (at, from), (at, to), SURFACE, "3");
            svg.line("chart-target-line chart-whole", (at, from), (at, to), INK_SOFT, "1.4");
        }
        if let Some(target) = &row.target {
            let title = self.spec.lang.chart_target_of(target.spoken(self.spec.lang));
            target_tick(svg, x.at(target.low().at), middle, self.thick - 4.0, &title);
            if target.low() != target.high() {
                target_tick(svg, x.at(target.high().at), middle, self.thick - 4.0, &title);
            }
        }
        let room = (self.text, self.value_room);
        svg.figure((left + self.value, beside), room, Voice::Strong, Anchor::End, &value.text);
        self.status(svg, row, left, beside);
    }

    fn status(&self, svg: &mut Svg, row: &UnitRow, left: f64, baseline: f64) {
        if !self.judged {
            return;
        }
        let status = row.status();
        let radius = if self.few { 5.0 } else { 4.0 };
        status.draw(svg, left + self.status + 6.0, baseline - 4.5, radius);
        if self.few && !self.narrow {
            let at = (left + self.status + 18.0, baseline);
            svg.write(at, 12.0, Voice::Said(status.tone()), Anchor::Start, status.word(self.spec.lang));
        }
    }

    fn absence(&self, svg: &mut Svg, row: &UnitRow, (left, middle): (f64, f64), baseline: f64, hatch: &str) {
        let (start, stub) = (left + self.bar.0, if self.few { 40.0 } else { 24.0 });
        let at = (start, middle - self.thick / 2.0);
        absent(svg, &row.value, at, (stub, self.thick), hatch);
        let word = row.value.spoken("", false, self.spec.lang);
        let from = self.bar.0 + stub + 8.0;
        let text = cut(&word, self.small, self.wide - from);
        let y = if self.narrow { middle + 4.0 } else { baseline };
        svg.write((left + from, y), self.small, Voice::Soft, Anchor::Start, &text);
    }
}

/// A unit of measure short enough to stand beside the numbers of an axis.
fn short(unit: &str) -> &str {
    if unit.chars().count() <= 12 { unit } else { "" }
}
