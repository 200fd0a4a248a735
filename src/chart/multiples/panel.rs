use super::{MultiplesSpec, Panel, Series};
use crate::chart::Width;
use crate::chart::layout::{cut, fit, width, wrap};
use crate::chart::mark::Reading;
use crate::chart::scale::{Band, Linear, Ticks};
use crate::chart::sign::dot;
use crate::chart::svg::{Anchor, INK, LINE, Svg, Voice};
use crate::text::Lang;
use rust_decimal::Decimal;

const PLOT: f64 = 46.0;
/// The latest figure, the plot, its periods and the room to the next row.
const BELOW: f64 = 34.0 + PLOT + 32.0;

/// How the panels are set.
pub(super) struct Form {
    lang: Lang,
    columns: usize,
    gap: f64,
    text: f64,
    pub small: f64,
    /// Of a panel.
    wide: f64,
    /// Lines that the names of each row of panels need.
    lines: Vec<usize>,
}

impl Form {
    pub fn of(spec: &MultiplesSpec) -> Self {
        let narrow = spec.width == Width::Narrow;
        let (columns, gap) = if narrow { (2, 16.0) } else { (3, 28.0) };
        let (text, small) = if narrow { (12.5, 11.5) } else { (12.5, 11.0) };
        let wide = (spec.width.units() - gap * (columns as f64 - 1.0)) / columns as f64;
        let most = if narrow { 3 } else { 2 };
        let rows = spec.panels.chunks(columns);
        let lines = rows.map(|row| row.iter().map(|it| wrap(&it.label, text, wide, most).len()).max());
        let lines = lines.map(|it| it.unwrap_or(1)).collect();
        Self { lang: spec.lang, columns, gap, text, small, wide, lines }
    }

    /// Of so many rows from the top.
    fn height_of(&self, rows: usize) -> f64 {
        self.lines.iter().take(rows).map(|it| 16.0 * *it as f64 + BELOW).sum()
    }

    pub fn height(&self) -> f64 {
        self.height_of(self.lines.len())
    }

    pub fn draw(&self, svg: &mut Svg, index: usize, panel: &Panel, top: f64, hatch: &str) {
        let (column, row) = (index % self.columns, index / self.columns);
        let at = (column as f64 * (self.wide + self.gap), top + self.height_of(row));
        self.panel(svg, panel, at, self.lines.get(row).copied().unwrap_or(1), hatch);
    }

    /// The panel in one sentence, for who is told them all.
    pub fn sentence(&self, panel: &Panel) -> String {
        let latest = panel.latest().map(|it| it.sentence(&panel.unit, self.lang));
        let latest = latest.unwrap_or_else(|| self.lang.chart_no_figure().to_owned());
        format!("{}. {latest}; {}.", panel.label, panel.status().word(self.lang))
    }

    fn panel(&self, svg: &mut Svg, panel: &Panel, (left, top): (f64, f64), most: usize, hatch: &str) {
        let group = svg
            .tag("g")
            .class(&format!("chart-group {}", panel.status().tone().class()))
            .attr("data-group", "")
            .attr("data-key", &panel.key);
        group.holding(|svg| {
            svg.line("chart-grid", (left, top + 0.5), (left + self.wide, top + 0.5), LINE, "1");
            let lines = wrap(&panel.label, self.text, self.wide, most);
            for (index, line) in lines.iter().enumerate() {
                let at = (left, top + 16.0 + 16.0 * index as f64);
                svg.write(at, self.text, Voice::Ink, Anchor::Start, line);
            }
            let below = top + 16.0 * most as f64;
            self.latest(svg, panel, (left, below + 21.0));
            self.plot(svg, panel, (left, below + 34.0), hatch);
        });
    }

    /// The latest figure, its unit of measure and its status.
    fn latest(&self, svg: &mut Svg, panel: &Panel, (left, y): (f64, f64)) {
        let status = panel.status();
        let right = left + self.wide;
        let absence = panel.latest().map(|it| &it.value).and_then(|it| it.absence(self.lang));
        let word = absence.unwrap_or_else(|| status.word(self.lang));
        let taken = width(word, self.small) + 18.0;
        let value = panel.latest().and_then(|it| it.value.value());
        // A long figure keeps its digits and leaves the word to its shape.
        let needed = value.map_or(0.0, |it| width(&it.text, 17.0));
        let worded = needed + taken + 6.0 <= self.wide;
        let sign_at = if worded { right - taken + 6.0 } else { right - 6.0 };
        if worded {
            let voice = Voice::Said(status.tone());
            svg.write((sign_at + 10.0, y), self.small, voice, Anchor::Start, word);
        }
        status.draw(svg, sign_at, y - 4.0, 5.0);
        let Some(value) = value else {
            return;
        };
        let room = sign_at - 12.0 - left;
        let (size, text) = fit(&value.text, 17.0, room);
        let unit = match panel.unit.as_str() {
            "%" | "" => panel.unit.clone(),
            unit => format!(" {unit}"),
        };
        let fits = width(&text, size) + width(&unit, self.small) <= room;
        svg.label((left, y), size).class("chart-label chart-value").attr("fill", INK).holding(|svg| {
            svg.tag("tspan").attr("font-weight", "600").text(&text);
            if fits {
                svg.tag("tspan").num("font-size", self.small).text(&unit);
            }
        });
    }

    fn plot(&self, svg: &mut Svg, panel: &Panel, (left, top): (f64, f64), hatch: &str) {
        let bottom = top + PLOT;
        let Some(ticks) = axis(panel) else {
            let middle = (left + self.wide / 2.0, top + PLOT / 2.0 + 4.0);
            svg.line("chart-grid", (left, bottom), (left + self.wide, bottom), LINE, "1");
            if panel.points.is_empty() {
                svg.write(middle, self.small, Voice::Soft, Anchor::Middle, self.lang.chart_no_figure());
            }
            let series = Series {
                points: &panel.points,
                x: Band::new(panel.points.len(), (left, left + self.wide)),
                y: Linear::new((Decimal::ZERO, Decimal::ONE), (bottom, top)),
            };
            series.draw_gaps(svg, (top, bottom), hatch);
            self.marks(svg, panel, &series, (top, bottom));
            return;
        };
        let (low, high) = ticks.span();
        let ends = [(low, bottom), (high, top)];
        let texts = ends.map(|(it, y)| (ticks.text(it, self.lang), y));
        let widest = texts.iter().map(|it| width(&it.0, 10.0)).fold(0.0, f64::max).min(self.wide / 3.0);
        let start = left + widest + 6.0;
        for (text, y) in texts {
            svg.line("chart-grid", (start, y), (left + self.wide, y), LINE, "1");
            let room = (10.0, self.wide / 3.0);
            svg.figure((start - 6.0, y + 3.5), room, Voice::Axis, Anchor::End, &text);
        }
        let series = Series {
            points: &panel.points,
            x: Band::new(panel.points.len(), (start, left + self.wide)),
            y: Linear::new((low, high), (bottom, top)),
        };
        series.draw_gaps(svg, (top, bottom), hatch);
        series.draw_target(svg, self.lang.chart_target());
        series.draw_line(svg, "1.8");
        self.marks(svg, panel, &series, (top, bottom));
        self.periods(svg, panel, (start, left + self.wide), bottom + 15.0);
    }

    /// The first and the last period.
    fn periods(&self, svg: &mut Svg, panel: &Panel, (start, end): (f64, f64), y: f64) {
        let [first, .., last] = panel.points.as_slice() else {
            let only = panel.points.first().map_or("", |it| &it.label);
            let at = ((start + end) / 2.0, y);
            svg.write(at, 10.0, Voice::Axis, Anchor::Middle, &cut(only, 10.0, end - start));
            return;
        };
        let room = (end - start) / 2.0 - 4.0;
        svg.write((start, y), 10.0, Voice::Axis, Anchor::Start, &cut(&first.label, 10.0, room));
        svg.write((end, y), 10.0, Voice::Axis, Anchor::End, &cut(&last.label, 10.0, room));
    }

    fn marks(&self, svg: &mut Svg, panel: &Panel, series: &Series, (top, bottom): (f64, f64)) {
        let last = series.last();
        for (index, point) in panel.points.iter().enumerate() {
            let sentence = format!("{}, {}", panel.label, point.sentence(&panel.unit, self.lang));
            let data = point.value.data();
            let reading = Reading {
                class: "chart-point",
                key: &point.label,
                href: &point.href,
                data,
                sentence: &sentence,
            };
            reading.draw(svg, |svg| {
                svg.hit((series.x.start(index), top), (series.x.step(), bottom - top));
                if let Some(place) = series.place(index)
                    && (last == Some(index) || point.provisional || series.alone(index))
                {
                    dot(svg, place, if last == Some(index) { 3.5 } else { 2.5 }, point.provisional);
                }
            });
        }
    }
}

/// Nothing when there is nothing to draw.
fn axis(panel: &Panel) -> Option<Ticks> {
    let values = panel.points.iter().flat_map(|it| {
        let target = it.target.iter().flat_map(|it| [it.low().at, it.high().at]);
        it.value.value().map(|it| it.at).into_iter().chain(target)
    });
    let zero = panel.from_zero.then_some(Decimal::ZERO);
    let values: Vec<Decimal> = values.chain(zero).collect();
    let low = values.iter().min().copied()?;
    let mut high = values.iter().max().copied()?;
    if low == high {
        high = high.checked_add(Decimal::ONE).unwrap_or(high);
    }
    let whole = values.iter().all(|it| it.fract().is_zero());
    Some(Ticks::covering(low, high, 3, whole))
}
