use super::layout::{cut, width};
use super::mark::{Mark, Target};
use super::scale::{Band, Linear, Ticks, number};
use super::svg::{ACCENT, Frame, INK, INK_SOFT, LINE, SURFACE, Svg, id_from};
use super::{Width, pair};
use crate::text::Lang;
use rust_decimal::Decimal;

/// One figure over time, against its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    /// Whether zero is on the axis. Wanted when sizes are compared, not when a rate near 100 is.
    pub from_zero: bool,
    /// Every period in its order, those without a figure too.
    pub points: Vec<TrendPoint>,
}

impl TrendSpec {
    /// From zero, for a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        points: Vec<TrendPoint>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            from_zero: true,
            points,
        }
    }

    /// Round numbers around all there is to draw; nothing when there is nothing.
    fn axis(&self) -> Option<Ticks> {
        let points = self.points.iter();
        let values = points.flat_map(|it| {
            let target = it.target.iter().flat_map(|it| [it.low().at, it.high().at]);
            it.value.value().map(|it| it.at).into_iter().chain(target)
        });
        let zero = self.from_zero.then_some(Decimal::ZERO);
        let values: Vec<Decimal> = values.chain(zero).collect();
        let whole = values.iter().all(|it| it.fract().is_zero());
        let low = values.iter().min().copied()?;
        let mut high = values.iter().max().copied()?;
        if low == high {
            high = high.checked_add(Decimal::ONE).unwrap_or(high);
        }
        Some(Ticks::covering(low, high, 4, whole))
    }
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// Short, to stand under the axis: `6T 2016`.
    pub label: String,
    pub value: Mark,
    pub target: Option<Target>,
}

impl TrendPoint {
    pub fn new(label: impl Into<String>, value: Mark, target: Option<Target>) -> Self {
        Self { label: label.into(), value, target }
    }

    fn sentence(&self, unit: &str, lang: Lang) -> String {
        let value = match self.value.value() {
            Some(value) if unit == "%" => format!("{}%", value.text),
            Some(value) => format!("{} {unit}", value.text).trim_end().to_owned(),
            None => self.value.absence(lang).unwrap_or_default().to_owned(),
        };
        let reason = self.value.reason().map(|it| format!(" ({it})"));
        let target = self.target.as_ref();
        let target = target.map(|it| format!("; {}", lang.chart_target_of(it.spoken(lang))));
        format!("{}: {value}{}{}", self.label, reason.unwrap_or_default(), target.unwrap_or_default())
    }
}

/// The line at the width of the spec.
pub fn trend(spec: &TrendSpec) -> String {
    let id = id_from(&spec.id);
    let sentences: Vec<String> = spec.points.iter().map(|it| it.sentence(&spec.unit, spec.lang)).collect();
    let drawn = spec.points.iter().any(|it| it.value.value().is_some() || it.target.is_some());
    let desc = match sentences.is_empty() {
        true => spec.lang.chart_no_figure().to_owned(),
        false => format!("{}.", sentences.join(". ")),
    };
    let height = match spec.width {
        Width::Wide => 240.0,
        Width::Narrow => 220.0,
    };
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-trend", spec.width.class()),
        title: &spec.title,
        desc: &desc,
        width: spec.width.units(),
        height,
    };
    Svg::draw(&frame, |svg| match spec.axis() {
        Some(ticks) if drawn => {
            let plot = Plot::of(spec, ticks, height);
            plot.draw(svg, &format!("{id}-hatch"), &sentences);
        }
        _ => {
            let middle = (spec.width.units() / 2.0, height / 2.0);
            let (from, to) = ((0.0, height - 28.0), (spec.width.units(), height - 28.0));
            svg.line("chart-axis", from, to, INK_SOFT, "1");
            svg.label(middle, 13.0)
                .class("chart-label chart-soft")
                .attr("fill", INK_SOFT)
                .attr("text-anchor", "middle")
                .text(spec.lang.chart_no_figure());
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn trend_for_any_width(spec: &TrendSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        trend(&TrendSpec { width, ..spec })
    })
}

const SMALL: f64 = 11.5;
const VALUE: f64 = 14.0;
/// Beyond so many periods dots would cover the line.
const DOTS: usize = 24;

struct Plot<'a> {
    spec: &'a TrendSpec,
    ticks: Ticks,
    x: Band,
    y: Linear,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    fn of(spec: &'a TrendSpec, ticks: Ticks, height: f64) -> Self {
        let written = ticks.values().iter();
        let widest = written.map(|it| width(&ticks.text(*it, spec.lang), SMALL)).fold(0.0, f64::max);
        let last = spec.points.iter().rev().find_map(|it| it.value.value());
        let value = last.map_or(0.0, |it| width(&it.text, VALUE) + 4.0);
        let target = spec.points.iter().rev().find_map(|it| it.target.as_ref());
        let target = target.map_or(0.0, |it| width(&spec.lang.chart_target_short(it.short()), SMALL) + 6.0);
        let units = spec.width.units();
        let left = (widest + 8.0).min(units / 3.0);
        let right = units - value.max(target).clamp(24.0, units / 4.0);
        let (top, bottom) = (28.0, height - 28.0);
        Self {
            x: Band::new(spec.points.len(), (left, right)),
            y: Linear::new(ticks.span(), (bottom, top)),
            spec,
            ticks,
            left,
            right,
            top,
            bottom,
        }
    }

    fn draw(&self, svg: &mut Svg, hatch: &str, sentences: &[String]) {
        let missing = |it: &TrendPoint| matches!(it.value, Mark::Missing { .. });
        if self.spec.points.iter().any(missing) {
            svg.hatch(hatch);
            self.explain_hatch(svg, hatch);
        }
        self.axes(svg);
        self.gaps(svg, hatch);
        self.target(svg);
        let line = self.line();
        if !line.is_empty() {
            svg.tag("path")
                .class("chart-line")
                .attr("d", &line)
                .attr("fill", "none")
                .attr("stroke", ACCENT)
                .attr("stroke-width", "2")
                .attr("stroke-linejoin", "round")
                .close();
        }
        self.dots(svg, sentences);
        self.last(svg);
    }

    fn axes(&self, svg: &mut Svg) {
        for tick in self.ticks.values() {
            let y = self.y.at(*tick);
            let class = if tick.is_zero() { "chart-axis" } else { "chart-grid" };
            let ink = if tick.is_zero() { INK_SOFT } else { LINE };
            svg.line(class, (self.left, y), (self.right, y), ink, "1");
            svg.label((self.left - 8.0, y + 4.0), SMALL)
                .class("chart-label chart-axis-label")
                .attr("fill", INK_SOFT)
                .attr("text-anchor", "end")
                .text(&self.ticks.text(*tick, self.spec.lang));
        }
        svg.label((0.0, 12.0), SMALL)
            .class("chart-label chart-soft")
            .attr("fill", INK_SOFT)
            .text(&self.spec.unit);
        self.periods(svg);
    }

    /// As many labels as there is room for, counted from the latest, which is always named.
    fn periods(&self, svg: &mut Svg) {
        let points = &self.spec.points;
        let widest = points.iter().map(|it| width(&it.label, SMALL)).fold(1.0, f64::max);
        let room = self.x.step().max(1.0);
        let every = ((widest + 8.0) / room).ceil().max(1.0) as usize;
        for (index, point) in points.iter().enumerate().rev().step_by(every) {
            // A name wider than its place is kept inside the drawing.
            let half = width(&point.label, SMALL) / 2.0;
            let x = self.x.middle(index).max(half);
            svg.label((x.min(self.spec.width.units() - half), self.bottom + 20.0), SMALL)
                .class("chart-label chart-axis-label")
                .attr("fill", INK_SOFT)
                .attr("text-anchor", "middle")
                .text(&point.label);
        }
    }

    fn explain_hatch(&self, svg: &mut Svg, hatch: &str) {
        let word = self.spec.lang.chart_no_figure();
        svg.tag("rect")
            .class("chart-missing chart-gap")
            .num("x", self.right - width(word, SMALL) - 26.0)
            .num("y", 3.0)
            .num("width", 18.0)
            .num("height", 10.0)
            .attr("fill", &format!("url(#{hatch})"))
            .attr("fill-opacity", "0.6")
            .close();
        svg.label((self.right - width(word, SMALL) - 2.0, 12.0), SMALL)
            .class("chart-label chart-soft")
            .attr("fill", INK_SOFT)
            .text(word);
    }

    fn gaps(&self, svg: &mut Svg, hatch: &str) {
        for (index, point) in self.spec.points.iter().enumerate() {
            if !matches!(point.value, Mark::Missing { .. }) {
                continue;
            }
            let wide = (self.x.step() * 0.6).min(40.0);
            svg.tag("rect")
                .class("chart-missing chart-gap")
                .num("x", self.x.middle(index) - wide / 2.0)
                .num("y", self.top)
                .num("width", wide)
                .num("height", self.bottom - self.top)
                .attr("fill", &format!("url(#{hatch})"))
                .attr("fill-opacity", "0.35")
                .close();
        }
    }

    /// A step for each period, since a target is for the whole of it.
    fn target(&self, svg: &mut Svg) {
        let points = &self.spec.points;
        let mut band = String::new();
        for (index, point) in points.iter().enumerate() {
            if let Some(Target::Between(low, high)) = &point.target {
                let (x, to) = (self.x.start(index), self.x.start(index + 1));
                band += &format!(
                    "M{} {}H{}V{}H{}Z",
                    number(x),
                    number(self.y.at(high.at)),
                    number(to),
                    number(self.y.at(low.at)),
                    number(x)
                );
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
        let high = self.steps(|it| Some(it.high().at));
        let low = self.steps(|it| (it.low() != it.high()).then_some(it.low().at));
        for path in [high, low].iter().filter(|it| !it.is_empty()) {
            svg.tag("path")
                .class("chart-target-line")
                .attr("d", path)
                .attr("fill", "none")
                .attr("stroke", INK_SOFT)
                .attr("stroke-width", "1.4")
                .attr("stroke-dasharray", "5 3")
                .titled(self.spec.lang.chart_target());
        }
    }

    fn steps(&self, of: impl Fn(&Target) -> Option<Decimal>) -> String {
        let mut path = String::new();
        let mut before = None;
        for (index, point) in self.spec.points.iter().enumerate() {
            let level = point.target.as_ref().and_then(&of);
            if let Some(level) = level {
                let (y, end) = (number(self.y.at(level)), number(self.x.start(index + 1)));
                if before.is_some() {
                    path += &format!("V{y}H{end}");
                } else {
                    path += &format!("M{} {y}H{end}", number(self.x.start(index)));
                }
            }
            before = level;
        }
        path
    }

    /// The values as a path, lifted over gaps.
    fn line(&self) -> String {
        let mut path = String::new();
        let mut pen = 'M';
        for (index, point) in self.spec.points.iter().enumerate() {
            match point.value.value() {
                Some(value) => {
                    let (x, y) = (self.x.middle(index), self.y.at(value.at));
                    path += &format!("{pen}{} {}", number(x), number(y));
                    pen = 'L';
                }
                None => pen = 'M',
            }
        }
        if path.contains('L') { path } else { String::new() }
    }

    fn dots(&self, svg: &mut Svg, sentences: &[String]) {
        let points = &self.spec.points;
        let last = points.iter().rposition(|it| it.value.value().is_some());
        let alone = |index: usize| {
            let beside = [index.checked_sub(1), Some(index + 1)];
            let mut beside = beside.into_iter().flatten().filter_map(|it| points.get(it));
            !beside.any(|it| it.value.value().is_some())
        };
        for (index, (point, sentence)) in points.iter().zip(sentences).enumerate() {
            let (data, value) = point.value.data();
            svg.tag("g").class("chart-point").attr("data-label", &point.label).attr(data, &value).holding(
                |svg| {
                    svg.title(sentence);
                    svg.tag("rect")
                        .class("chart-hit")
                        .num("x", self.x.start(index))
                        .num("y", self.top)
                        .num("width", self.x.step())
                        .num("height", self.bottom - self.top)
                        .attr("fill", "none")
                        .close();
                    let Some(value) = point.value.value() else {
                        return;
                    };
                    let is_last = last == Some(index);
                    if is_last || points.len() <= DOTS || alone(index) {
                        svg.tag("circle")
                            .class("chart-dot")
                            .num("cx", self.x.middle(index))
                            .num("cy", self.y.at(value.at))
                            .num("r", if is_last { 4.0 } else { 3.0 })
                            .attr("fill", ACCENT)
                            .attr("stroke", SURFACE)
                            .attr("stroke-width", "1.5")
                            .close();
                    }
                },
            );
        }
    }

    /// The latest value and target are written where they stand, moved apart if they would touch.
    fn last(&self, svg: &mut Svg) {
        let points = &self.spec.points;
        let target = points.iter().rev().find_map(|it| it.target.as_ref());
        let target = target.map(|it| (self.y.at(it.high().at), it));
        let mut taken = None;
        if let Some(index) = points.iter().rposition(|it| it.value.value().is_some())
            && let Some(value) = points[index].value.value()
        {
            let y = self.y.at(value.at);
            let at_end = index + 1 == points.len();
            // Above its dot, or below when the target runs there.
            let crossed = target.is_some_and(|it| (0.0..28.0).contains(&(y - it.0)));
            let label = match at_end {
                true => svg.label((self.right + 4.0, y + 5.0), VALUE),
                false => svg
                    .label((self.x.middle(index), if crossed { y + 19.0 } else { y - 9.0 }), VALUE)
                    .attr("text-anchor", "middle"),
            };
            label
                .class("chart-label chart-value chart-halo")
                .attr("fill", INK)
                .attr("stroke", SURFACE)
                .attr("stroke-width", "3")
                .attr("paint-order", "stroke")
                .attr("font-weight", "600")
                .text(&cut(&value.text, VALUE, self.spec.width.units() / 4.0));
            taken = at_end.then_some(y);
        }
        let Some((y, target)) = target else {
            return;
        };
        let near = taken.filter(|it| (it - y).abs() < 15.0);
        let y = match near {
            Some(value) if y <= value => value - 15.0,
            Some(value) => value + 15.0,
            None => y,
        };
        let text = self.spec.lang.chart_target_short(target.short());
        svg.label((self.right + 4.0, y + 4.0), SMALL)
            .class("chart-label chart-soft")
            .attr("fill", INK_SOFT)
            .text(&cut(&text, SMALL, self.spec.width.units() - self.right));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Point;

    fn value(number: i64) -> Mark {
        Mark::Value(Point::new(number.into(), number.to_string()))
    }

    fn missing() -> Mark {
        Mark::Missing { reason: Some("chưa gửi".into()) }
    }

    fn chart(values: Vec<Mark>, target: Option<i64>) -> String {
        let target = target.map(|it| Point::new(it.into(), it.to_string()).into());
        let points = values.into_iter().enumerate();
        let points = points.map(|(index, it)| TrendPoint::new(format!("T{index}"), it, target.clone()));
        let points = points.collect();
        trend(&TrendSpec::new("a", "Số trường", "trường", Lang::Vi, points))
    }

    fn path<'a>(svg: &'a str, class: &str) -> &'a str {
        let after = svg.split(&format!(r#"class="{class}" d=""#)).nth(1);
        after.and_then(|it| it.split('"').next()).unwrap_or_default()
    }

    #[test]
    fn a_gap_lifts_the_pen() {
        let svg = chart(vec![value(1), value(2), missing(), value(3), value(2)], None);
        let line = path(&svg, "chart-line");
        assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 2));
        assert!(svg.contains("T2: Chưa có số liệu (chưa gửi)"));
        assert!(svg.contains("url(#a-hatch)") && svg.contains(">Chưa có số liệu</text>"));
    }

    #[test]
    fn one_point_is_a_dot_and_no_line() {
        let svg = chart(vec![value(7)], Some(8));
        assert!(!svg.contains("chart-line"));
        assert_eq!(svg.matches("chart-dot").count(), 1);
        assert!(svg.contains("T0: 7 trường; kế hoạch 8"));
    }

    #[test]
    fn the_last_value_and_target_are_written() {
        let svg = chart(vec![value(1), value(18)], Some(20));
        assert!(svg.contains(">18</text>") && svg.contains(">KH 20</text>"));
    }

    #[test]
    fn a_target_is_a_step() {
        let target = |it: i64| Some(Target::At(Point::new(it.into(), it.to_string())));
        let points = [(1, target(2)), (2, target(4)), (3, None), (3, target(4))];
        let points = points.map(|(it, target)| TrendPoint::new("x", value(it), target));
        let svg = trend(&TrendSpec::new("a", "", "", Lang::Vi, points.to_vec()));
        let steps = path(&svg, "chart-target-line");
        assert_eq!((steps.matches('M').count(), steps.matches('V').count()), (2, 1));
    }

    #[test]
    fn nothing_is_said_in_words_and_draws_no_zero() {
        for values in [vec![], vec![missing(), Mark::NotDue]] {
            let svg = chart(values, None);
            assert!(svg.contains("Chưa có số liệu"));
            assert!(!svg.contains("chart-dot") && !svg.contains("chart-line"));
        }
    }

    #[test]
    fn zero_is_on_the_axis_only_when_asked() {
        let points = vec![TrendPoint::new("a", value(98), None), TrendPoint::new("b", value(99), None)];
        let mut spec = TrendSpec::new("a", "", "%", Lang::Vi, points);
        assert_eq!(spec.axis().unwrap().span().0, Decimal::ZERO);
        spec.from_zero = false;
        assert_eq!(spec.axis().unwrap().span().0, Decimal::from(98));
    }

    #[test]
    fn below_zero_and_huge_stay_inside() {
        let huge = Mark::Value(Point::new(Decimal::MAX, "x"));
        for svg in [chart(vec![value(-5), value(5)], Some(0)), chart(vec![huge, value(-9)], None)] {
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
        }
        assert!(chart(vec![value(-5), value(5)], Some(0)).contains(r#"class="chart-axis""#));
    }

    #[test]
    fn many_periods_keep_the_latest_name() {
        let svg = chart((0..60).map(value).collect(), None);
        assert!(svg.contains(">T59</text>") && !svg.contains(">T58</text>"));
        assert_eq!(svg.matches("chart-dot").count(), 1);
    }
}
