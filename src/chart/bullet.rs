use super::layout::{cut, width, wrap};
use super::mark::{Mark, Point, Status, Target};
use super::scale::{Linear, Ticks, number, written};
use super::svg::{ACCENT, DANGER, Frame, INK, INK_SOFT, LINE, SURFACE, Svg, WARN, id_from};
use super::{Tone, Width, pair};
use crate::text::Lang;
use rust_decimal::Decimal;

/// Rows of bars against targets. Each row has an axis of its own, and zero is always on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub lang: Lang,
    pub width: Width,
    /// Whether the signs are explained above the rows.
    pub legend: bool,
    pub rows: Vec<BulletRow>,
}

impl BulletSpec {
    /// With a legend, for a wide place.
    pub fn new(id: impl Into<String>, title: impl Into<String>, lang: Lang, rows: Vec<BulletRow>) -> Self {
        Self { id: id.into(), title: title.into(), lang, width: Width::Wide, legend: true, rows }
    }
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletRow {
    /// Goes to `data-key`: the code of the indicator, say. May be empty.
    pub key: String,
    pub label: String,
    pub unit: String,
    pub value: Mark,
    pub target: Option<Target>,
    /// The same period of the year before.
    pub prior: Option<Point>,
    /// Where the value should be by now, if the target is for longer than the period.
    pub pace: Option<Point>,
    /// Where the axis ends if nothing goes beyond: 100 for a share, the number of schools.
    pub full: Option<Decimal>,
    /// Not looked at unless there is a value.
    pub status: Status,
}

impl BulletRow {
    /// A row with nothing to compare with.
    pub fn new(
        key: impl Into<String>,
        label: impl Into<String>,
        unit: impl Into<String>,
        value: Mark,
        status: Status,
    ) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            unit: unit.into(),
            value,
            target: None,
            prior: None,
            pace: None,
            full: None,
            status,
        }
    }

    fn status(&self) -> Status {
        match self.value {
            Mark::Value(_) => self.status,
            _ => Status::NoFigure,
        }
    }

    fn status_word(&self, lang: Lang) -> &'static str {
        self.value.absence(lang).unwrap_or_else(|| self.status.word(lang))
    }

    fn axis(&self) -> (Decimal, Decimal) {
        let mut low = Decimal::ZERO;
        let mut high = self.full.unwrap_or_default().max(Decimal::ZERO);
        let target = self.target.iter().flat_map(|it| [it.low(), it.high()]);
        let points = self.value.value().into_iter().chain(target);
        for point in points.chain(&self.prior).chain(&self.pace) {
            low = low.min(point.at);
            high = high.max(point.at);
        }
        if low == high {
            high = Decimal::ONE;
        }
        if low.is_zero() && self.full == Some(high) {
            return (low, high);
        }
        Ticks::covering(low, high, 5, false).span()
    }

    fn comparison(&self, lang: Lang) -> String {
        let target = self.target.as_ref();
        let target = target.map(|it| lang.chart_target_short(it.short()));
        let prior = self.prior.as_ref();
        let prior = prior.map(|it| lang.chart_prior_short(&it.text));
        target.into_iter().chain(prior).collect::<Vec<_>>().join(" · ")
    }

    /// The row as a sentence, for who cannot see it or points at it.
    fn sentence(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(value) = self.value.value() {
            parts.push(with_unit(&value.text, &self.unit));
        }
        parts.extend(self.target.iter().map(|it| lang.chart_target_of(it.spoken(lang))));
        parts.extend(self.pace.iter().map(|it| lang.chart_pace_of(&it.text)));
        parts.extend(self.prior.iter().map(|it| lang.chart_prior_of(&it.text)));
        let mut status = self.status_word(lang).to_owned();
        if let Some(reason) = self.value.reason() {
            status = format!("{status} ({reason})");
        }
        parts.push(status);
        format!("{}: {}.", self.label, parts.join("; "))
    }
}

fn with_unit(text: &str, unit: &str) -> String {
    match unit {
        "" => text.to_owned(),
        "%" => format!("{text}%"),
        unit => format!("{text} {unit}"),
    }
}

/// The rows at the width of the spec.
pub fn bullets(spec: &BulletSpec) -> String {
    let form = Form::of(spec.width);
    let lang = spec.lang;
    let plans: Vec<Plan> = spec.rows.iter().map(|it| form.plan(it)).collect();
    let legend = if spec.legend { legend(spec, &form) } else { Vec::new() };
    let legend_height = legend.iter().map(|it| it.y + 14.0).fold(0.0, f64::max);
    let rows_height: f64 = plans.iter().map(|it| it.height).sum();
    let bare = if spec.rows.is_empty() { 40.0 } else { 0.0 };

    let sentences: Vec<String> = spec.rows.iter().map(|it| it.sentence(lang)).collect();
    let desc = match sentences.is_empty() {
        true => lang.chart_no_figure().to_owned(),
        false => sentences.join(" "),
    };
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-bullets", spec.width.class()),
        title: &spec.title,
        desc: &desc,
        width: spec.width.units(),
        height: legend_height + rows_height + bare,
    };

    Svg::draw(&frame, |svg| {
        if spec.rows.iter().any(|it| it.value.value().is_none()) {
            svg.hatch(&hatch);
        }
        for item in &legend {
            item.draw(svg, &form, &hatch);
        }
        if spec.rows.is_empty() {
            svg.label((0.0, legend_height + 24.0), form.text)
                .class("chart-label chart-soft")
                .attr("fill", INK_SOFT)
                .text(lang.chart_no_figure());
        }
        let mut top = legend_height;
        for ((row, plan), sentence) in spec.rows.iter().zip(&plans).zip(&sentences) {
            let (data, value) = row.value.data();
            svg.tag("g")
                .class(&format!("chart-row {}", row.status().tone().class()))
                .attr("data-key", &row.key)
                .attr(data, &value)
                .holding(|svg| {
                    svg.title(sentence);
                    form.draw(svg, row, plan, top, &hatch, lang);
                });
            top += plan.height;
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn bullets_for_any_width(spec: &BulletSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        bullets(&BulletSpec { width, ..spec })
    })
}

/// Where things stand in a row, and how large its letters are.
struct Form {
    narrow: bool,
    text: f64,
    small: f64,
    label_room: f64,
    bar: (f64, f64),
    thick: f64,
}

/// What a row needs, known before it is drawn.
struct Plan {
    label: Vec<String>,
    reason: Vec<String>,
    height: f64,
}

const VALUE_AT: f64 = 450.0;
const VALUE_ROOM: f64 = 140.0;
const STATUS_AT: f64 = 600.0;

impl Form {
    fn of(width: Width) -> Self {
        match width {
            Width::Wide => Self {
                narrow: false,
                text: 13.0,
                small: 11.0,
                label_room: 206.0,
                bar: (218.0, 434.0),
                thick: 12.0,
            },
            Width::Narrow => Self {
                narrow: true,
                text: 14.0,
                small: 12.0,
                label_room: 358.0,
                bar: (0.0, 355.0),
                thick: 12.0,
            },
        }
    }

    fn plan(&self, row: &BulletRow) -> Plan {
        let label = wrap(&row.label, self.text, self.label_room, 3);
        let room = self.bar.1 - self.bar.0;
        let reason = match row.value.reason() {
            Some(reason) => wrap(reason, self.small, room, 2),
            None => Vec::new(),
        };
        let height = if self.narrow {
            let comparison = row.target.is_some() || row.prior.is_some();
            let below = reason.len() + usize::from(comparison);
            58.0 + 18.0 * label.len() as f64 + 16.0 * below as f64
        } else {
            let beside = 48.0 + 13.0 * (reason.len() as f64 - 1.0).max(0.0);
            beside.max(14.0 + 16.0 * label.len() as f64)
        };
        Plan { label, reason, height }
    }

    fn draw(&self, svg: &mut Svg, row: &BulletRow, plan: &Plan, top: f64, hatch: &str, lang: Lang) {
        let right = if self.narrow { 360.0 } else { 720.0 };
        svg.tag("rect")
            .class("chart-hit")
            .num("x", 0.0)
            .num("y", top)
            .num("width", right)
            .num("height", plan.height)
            .attr("fill", "none")
            .close();
        svg.line("chart-grid", (0.0, top), (right, top), LINE, "1");
        if self.narrow {
            self.draw_narrow(svg, row, plan, top, hatch, lang);
        } else {
            self.draw_wide(svg, row, plan, top, hatch, lang);
        }
    }

    fn draw_wide(&self, svg: &mut Svg, row: &BulletRow, plan: &Plan, top: f64, hatch: &str, lang: Lang) {
        let first = if plan.label.len() > 1 { 19.0 } else { 22.0 };
        for (index, line) in plan.label.iter().enumerate() {
            self.label(svg, (0.0, top + first + 16.0 * index as f64), line);
        }
        let middle = top + 18.0;
        self.bar(svg, row, middle, hatch, lang);
        match row.value {
            Mark::Value(_) => self.ends(svg, row, top + 38.0, lang),
            _ => self.reason(svg, plan, top + 38.0, 13.0),
        }
        self.value(svg, row, (VALUE_AT, top + 22.0), VALUE_ROOM);
        let comparison = row.comparison(lang);
        if !comparison.is_empty() {
            let comparison = cut(&comparison, self.small, 720.0 - VALUE_AT);
            self.soft(svg, (VALUE_AT, top + 38.0), &comparison);
        }
        let status = row.status();
        status.draw(svg, STATUS_AT, middle, 5.0);
        svg.label((STATUS_AT + 10.0, top + 22.0), 12.0)
            .class(&format!("chart-label chart-word {}", status.tone().class()))
            .attr("fill", status.tone().ink())
            .text(row.status_word(lang));
    }

    fn draw_narrow(&self, svg: &mut Svg, row: &BulletRow, plan: &Plan, top: f64, hatch: &str, lang: Lang) {
        let mut y = top + 22.0;
        for line in &plan.label {
            self.label(svg, (0.0, y), line);
            y += 18.0;
        }
        y += 2.0;
        let status = row.status();
        let word = row.status_word(lang);
        self.value(svg, row, (0.0, y), 336.0 - width(word, self.text));
        svg.label((340.0, y), self.text)
            .class(&format!("chart-label chart-word {}", status.tone().class()))
            .attr("fill", status.tone().ink())
            .attr("text-anchor", "end")
            .text(word);
        status.draw(svg, 352.0, y - 4.5, 5.5);
        self.bar(svg, row, y + 17.0, hatch, lang);
        y += 39.0;
        self.reason(svg, plan, y, 16.0);
        y += 16.0 * plan.reason.len() as f64;
        let comparison = row.comparison(lang);
        if !comparison.is_empty() {
            self.soft(svg, (0.0, y), &cut(&comparison, self.small, 358.0));
        }
    }

    fn label(&self, svg: &mut Svg, at: (f64, f64), line: &str) {
        svg.label(at, self.text).class("chart-label").attr("fill", INK).text(line);
    }

    fn soft(&self, svg: &mut Svg, at: (f64, f64), line: &str) {
        svg.label(at, self.small).class("chart-label chart-soft").attr("fill", INK_SOFT).text(line);
    }

    fn reason(&self, svg: &mut Svg, plan: &Plan, y: f64, step: f64) {
        for (index, line) in plan.reason.iter().enumerate() {
            self.soft(svg, (self.bar.0, y + step * index as f64), line);
        }
    }

    fn value(&self, svg: &mut Svg, row: &BulletRow, at: (f64, f64), room: f64) {
        let Some(value) = row.value.value() else {
            return;
        };
        let size = self.text + 1.0;
        let room_left = room - width(&value.text, size) - 4.0;
        let small = if width(&row.unit, self.small) > room_left { self.small - 1.0 } else { self.small };
        let unit = match row.unit.as_str() {
            "" => String::new(),
            "%" => "%".to_owned(),
            unit => format!(" {}", cut(unit, small, room_left)),
        };
        svg.label(at, size).class("chart-label chart-value").attr("fill", INK).holding(|svg| {
            svg.tag("tspan").attr("font-weight", "600").text(&cut(&value.text, size, room));
            svg.tag("tspan").num("font-size", small).text(&unit);
        });
    }

    /// Both ends of the axis, since every row has its own.
    fn ends(&self, svg: &mut Svg, row: &BulletRow, y: f64, lang: Lang) {
        let (low, high) = row.axis();
        for (value, x, anchor) in [(low, self.bar.0, "start"), (high, self.bar.1, "end")] {
            svg.label((x, y), 10.0)
                .class("chart-label chart-axis-label")
                .attr("fill", INK_SOFT)
                .attr("text-anchor", anchor)
                .text(&written(value, lang));
        }
    }

    fn bar(&self, svg: &mut Svg, row: &BulletRow, middle: f64, hatch: &str, lang: Lang) {
        let (low, high) = row.axis();
        let x = Linear::new((low, high), self.bar);
        let top = middle - self.thick / 2.0;
        let Some(value) = row.value.value() else {
            self.absence(svg, &row.value, middle, hatch, lang);
            self.comparisons(svg, row, &x, middle, lang);
            return;
        };
        svg.tag("rect")
            .class("chart-track")
            .num("x", self.bar.0)
            .num("y", top)
            .num("width", self.bar.1 - self.bar.0)
            .num("height", self.thick)
            .attr("fill", LINE)
            .attr("fill-opacity", "0.4")
            .close();
        if let Some(Target::Between(from, to)) = &row.target {
            let (from, to) = (x.at(from.at), x.at(to.at));
            svg.tag("rect")
                .class("chart-range")
                .num("x", from)
                .num("y", middle - self.thick / 2.0 - 4.0)
                .num("width", (to - from).max(1.0))
                .num("height", self.thick + 8.0)
                .attr("fill", INK_SOFT)
                .attr("fill-opacity", "0.25")
                .close();
        }
        let (zero, end) = (x.at(Decimal::ZERO), x.at(value.at));
        // A value of zero is a value: it is seen as a stroke on the zero line.
        let length = (end - zero).abs().max(2.0);
        let thin = self.thick - 2.0;
        let ink = match row.status().tone() {
            Tone::Danger => DANGER,
            Tone::Warn => WARN,
            Tone::Ok | Tone::None => ACCENT,
        };
        svg.tag("rect")
            .class(&format!("chart-bar {}", row.status().tone().class()))
            .num("x", zero.min(end))
            .num("y", middle - thin / 2.0)
            .num("width", length)
            .num("height", thin)
            .attr("fill", ink)
            .titled(&format!("{}: {}", lang.chart_actual(), with_unit(&value.text, &row.unit)));
        if low < Decimal::ZERO {
            let (from, to) = ((zero, top - 3.0), (zero, top + self.thick + 3.0));
            svg.line("chart-axis", from, to, INK_SOFT, "1");
        }
        self.comparisons(svg, row, &x, middle, lang);
    }

    fn absence(&self, svg: &mut Svg, mark: &Mark, middle: f64, hatch: &str, lang: Lang) {
        let (class, dashes) = match mark {
            Mark::NotDue => ("chart-missing chart-not-due", "2 3"),
            _ => ("chart-missing", "none"),
        };
        // What does not apply has no place to fill: a line through an empty row.
        if *mark == Mark::NotApplicable {
            let (from, to) = ((self.bar.0, middle), (self.bar.1, middle));
            svg.line("chart-missing chart-not-applicable", from, to, INK_SOFT, "1");
            return;
        }
        let fill = match mark {
            Mark::NotDue => "none".to_owned(),
            _ => format!("url(#{hatch})"),
        };
        svg.tag("rect")
            .class(class)
            .num("x", self.bar.0)
            .num("y", middle - self.thick / 2.0)
            .num("width", self.bar.1 - self.bar.0)
            .num("height", self.thick)
            .attr("fill", &fill)
            .attr("stroke", INK_SOFT)
            .attr("stroke-width", "0.8")
            .attr("stroke-dasharray", dashes)
            .titled(mark.absence(lang).unwrap_or_default());
    }

    fn comparisons(&self, svg: &mut Svg, row: &BulletRow, x: &Linear, middle: f64, lang: Lang) {
        if let Some(target) = &row.target {
            let title = format!("{}: {}", lang.chart_target(), with_unit(&target.spoken(lang), &row.unit));
            target_tick(svg, x.at(target.low().at), middle, self.thick, &title);
            if target.low() != target.high() {
                target_tick(svg, x.at(target.high().at), middle, self.thick, &title);
            }
        }
        if let Some(pace) = &row.pace {
            let title = format!("{}: {}", lang.chart_pace(), with_unit(&pace.text, &row.unit));
            pace_mark(svg, x.at(pace.at), middle + self.thick / 2.0 + 1.0, &title);
        }
        if let Some(prior) = &row.prior {
            let title = format!("{}: {}", lang.chart_prior(), with_unit(&prior.text, &row.unit));
            prior_dot(svg, x.at(prior.at), middle, &title);
        }
    }
}

fn target_tick(svg: &mut Svg, x: f64, middle: f64, thick: f64, title: &str) {
    let reach = thick / 2.0 + 5.0;
    svg.tag("rect")
        .class("chart-target")
        .num("x", x - 1.5)
        .num("y", middle - reach)
        .num("width", 3.0)
        .num("height", reach * 2.0)
        .attr("fill", INK)
        .attr("stroke", SURFACE)
        .attr("stroke-width", "1")
        .titled(title);
}

fn prior_dot(svg: &mut Svg, x: f64, middle: f64, title: &str) {
    svg.tag("circle")
        .class("chart-prior")
        .num("cx", x)
        .num("cy", middle)
        .num("r", 3.6)
        .attr("fill", SURFACE)
        .attr("stroke", INK)
        .attr("stroke-width", "1.4")
        .titled(title);
}

fn pace_mark(svg: &mut Svg, x: f64, y: f64, title: &str) {
    let d = format!(
        "M{} {}L{} {}L{} {}Z",
        number(x),
        number(y),
        number(x + 4.0),
        number(y + 6.5),
        number(x - 4.0),
        number(y + 6.5)
    );
    svg.tag("path").class("chart-pace").attr("d", &d).attr("fill", INK_SOFT).titled(title);
}

#[derive(Clone, Copy)]
enum Sign {
    Bar,
    Target,
    Prior,
    Pace,
    Missing,
}

struct Legend {
    sign: Sign,
    word: &'static str,
    x: f64,
    y: f64,
}

/// The signs that occur, set one after the other and broken into lines.
fn legend(spec: &BulletSpec, form: &Form) -> Vec<Legend> {
    let rows = &spec.rows;
    let lang = spec.lang;
    let signs = [
        (Sign::Bar, lang.chart_actual(), rows.iter().any(|it| it.value.value().is_some())),
        (Sign::Target, lang.chart_target(), rows.iter().any(|it| it.target.is_some())),
        (Sign::Pace, lang.chart_pace(), rows.iter().any(|it| it.pace.is_some())),
        (Sign::Prior, lang.chart_prior(), rows.iter().any(|it| it.prior.is_some())),
        (
            Sign::Missing,
            lang.chart_no_figure(),
            rows.iter().any(|it| matches!(it.value, Mark::Missing { .. })),
        ),
    ];
    let (mut x, mut y) = (0.0, 10.0);
    let mut items = Vec::new();
    for (sign, word, _) in signs.into_iter().filter(|it| it.2) {
        let room = 26.0 + width(word, form.small) + 18.0;
        if x > 0.0 && x + room - 18.0 > spec.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        items.push(Legend { sign, word, x, y });
        x += room;
    }
    items
}

impl Legend {
    fn draw(&self, svg: &mut Svg, form: &Form, hatch: &str) {
        let (x, y, middle) = (self.x, self.y, self.x + 9.0);
        let block = |svg: &mut Svg, class: &str, fill: &str, stroke: &str| {
            svg.tag("rect")
                .class(class)
                .num("x", x)
                .num("y", y - 5.0)
                .num("width", 18.0)
                .num("height", 10.0)
                .attr("fill", fill)
                .attr("stroke", stroke)
                .attr("stroke-width", "0.8")
                .close();
        };
        match self.sign {
            Sign::Bar => block(svg, "chart-bar", ACCENT, "none"),
            Sign::Missing => block(svg, "chart-missing", &format!("url(#{hatch})"), INK_SOFT),
            Sign::Target => target_tick(svg, middle, y, 8.0, self.word),
            Sign::Prior => prior_dot(svg, middle, y, self.word),
            Sign::Pace => pace_mark(svg, middle, y - 3.0, self.word),
        }
        form.soft(svg, (x + 24.0, y + 4.0), self.word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: i64) -> Point {
        Point::new(value.into(), value.to_string())
    }

    fn schools(value: Mark) -> BulletRow {
        let label = "Số trường đạt chuẩn quốc gia (lũy kế)";
        BulletRow {
            target: Some(at(20).into()),
            prior: Some(at(15)),
            ..BulletRow::new("GD01", label, "trường", value, Status::Behind)
        }
    }

    fn chart(rows: Vec<BulletRow>) -> String {
        bullets(&BulletSpec::new("gd", "Giáo dục", Lang::Vi, rows))
    }

    #[test]
    fn a_full_row_says_everything_in_words() {
        let svg = chart(vec![schools(Mark::Value(at(18)))]);
        let sentence = "Số trường đạt chuẩn quốc gia (lũy kế): 18 trường; kế hoạch 20; \
                        cùng kỳ năm trước 15; Chậm tiến độ.";
        assert_eq!(svg.matches(sentence).count(), 2);
        assert!(svg.contains(r#"data-key="GD01" data-value="18""#));
        assert!(svg.contains("KH 20 · CK 15"));
        assert!(svg.contains(r#"class="chart-bar tone-warn""#));
        assert!(svg.contains("<title>Kế hoạch (KH): 20 trường</title>"));
    }

    #[test]
    fn bars_start_at_zero() {
        let svg = chart(vec![schools(Mark::Value(at(10)))]);
        // Half of an axis from 0 to 20, which is 216 units wide.
        assert!(svg.contains(r#"x="218.0" y="37.0" width="108.0" height="10.0""#));
    }

    #[test]
    fn missing_is_a_hatch_and_a_word_and_no_bar() {
        let reason = "Trường <A> & B chưa gửi";
        let svg = chart(vec![schools(Mark::Missing { reason: Some(reason.into()) })]);
        assert!(!svg.contains(r#"class="chart-bar"#) && !svg.contains("data-value"));
        assert!(svg.contains("url(#gd-hatch)") && svg.contains(r#"id="gd-hatch""#));
        assert!(svg.contains("Trường &lt;A&gt; &amp; B chưa gửi"));
        assert!(svg.contains(r#"data-state="missing""#));
        assert!(!svg.contains("tone-ok") && !svg.contains("tone-warn"));
    }

    #[test]
    fn no_figure_is_never_judged() {
        for (mark, word) in [
            (Mark::NotApplicable, "Không áp dụng"),
            (Mark::NotDue, "Chưa đến kỳ"),
            (Mark::Missing { reason: None }, "Chưa có số liệu"),
        ] {
            let row = BulletRow { status: Status::Achieved, ..schools(mark) };
            let svg = chart(vec![row]);
            assert!(svg.contains(word) && !svg.contains("tone-ok") && !svg.contains("chart-bar"));
        }
    }

    #[test]
    fn zero_is_a_value_and_is_seen() {
        let svg = chart(vec![schools(Mark::Value(at(0)))]);
        assert!(svg.contains(r#"data-value="0""#));
        assert!(svg.contains(r#"width="2.0" height="10.0""#));
    }

    #[test]
    fn a_target_of_zero_still_has_an_axis() {
        let mut row = schools(Mark::Value(at(0)));
        row.target = Some(at(0).into());
        row.prior = None;
        assert_eq!(row.axis(), (Decimal::ZERO, Decimal::ONE));
        assert!(chart(vec![row]).contains(r#"class="chart-target" x="216.5""#));
    }

    #[test]
    fn a_negative_bar_ends_at_zero() {
        let mut row = schools(Mark::Value(at(-20)));
        row.prior = None;
        assert_eq!(row.axis(), (Decimal::from(-20), Decimal::from(20)));
        let svg = chart(vec![row]);
        assert!(svg.contains(r#"width="108.0" height="10.0""#));
        assert!(svg.contains(r#"class="chart-axis""#) && svg.contains(">-20<"));
    }

    #[test]
    fn the_largest_number_fits() {
        let huge = Point::new(Decimal::MAX, "79.228.162.514.264.337.593.543.950.335");
        let svg = chart(vec![schools(Mark::Value(huge))]);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert!(svg.contains('…'));
    }

    #[test]
    fn no_rows_are_said_to_be_none() {
        let svg = chart(Vec::new());
        assert!(svg.contains("Chưa có số liệu") && !svg.contains("chart-row"));
    }

    #[test]
    fn a_share_ends_at_its_full() {
        let mut row = schools(Mark::Value(at(98)));
        row.full = Some(Decimal::ONE_HUNDRED);
        assert_eq!(row.axis().1, Decimal::ONE_HUNDRED);
        row.value = Mark::Value(at(112));
        assert!(row.axis().1 >= Decimal::from(112));
    }

    #[test]
    fn a_range_has_two_ticks_and_is_said_in_words() {
        let mut row = schools(Mark::Value(at(106)));
        row.target = Some(Target::Between(at(103), at(107)));
        let svg = chart(vec![row]);
        assert!(svg.contains("KH 103–107") && svg.contains("103 đến 107"));
        let body = svg.split("chart-row").nth(1).unwrap();
        assert_eq!(body.matches("chart-target").count(), 2);
    }

    #[test]
    fn both_widths_have_ids_of_their_own_and_no_style() {
        let rows = vec![schools(Mark::Missing { reason: None })];
        let pair = bullets_for_any_width(&BulletSpec::new("gd", "Giáo dục", Lang::En, rows));
        for id in ["gd", "gd-hatch", "gd-narrow", "gd-narrow-hatch", "gd-narrow-title"] {
            assert_eq!(pair.matches(&format!(r#" id="{id}""#)).count(), 1, "{id}");
        }
        assert!(!pair.contains("style=") && pair.contains("No figure"));
    }
}
