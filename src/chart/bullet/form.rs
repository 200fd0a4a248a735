use super::BulletRow;
use crate::chart::Width;
use crate::chart::layout::{cut, fit, width, wrap};
use crate::chart::mark::{Mark, Target, with_unit};
use crate::chart::scale::{Linear, short};
use crate::chart::sign::{pace_mark, prior_dot, target_tick};
use crate::chart::svg::{Anchor, INK, INK_SOFT, LINE, Svg, Voice};
use crate::text::Lang;
use rust_decimal::Decimal;

/// Where things stand in a row, and how large its letters are.
pub(super) struct Form {
    narrow: bool,
    pub text: f64,
    pub small: f64,
    label_room: f64,
    bar: (f64, f64),
    thick: f64,
}

/// What a row needs, known before it is drawn.
pub(super) struct Plan {
    label: Vec<String>,
    reason: Vec<String>,
    pub height: f64,
}

const VALUE_AT: f64 = 450.0;
const VALUE_ROOM: f64 = 140.0;
const STATUS_AT: f64 = 600.0;

impl Form {
    pub fn of(width: Width) -> Self {
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
                bar: (4.0, 354.0),
                thick: 12.0,
            },
        }
    }

    pub fn plan(&self, row: &BulletRow) -> Plan {
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

    pub fn draw(&self, svg: &mut Svg, row: &BulletRow, plan: &Plan, top: f64, hatch: &str, lang: Lang) {
        let right = if self.narrow { 360.0 } else { 720.0 };
        svg.hit((0.0, top), (right, plan.height));
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
            let room = (self.small, 720.0 - VALUE_AT);
            svg.figure((VALUE_AT, top + 38.0), room, Voice::Soft, Anchor::Start, &comparison);
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
            svg.figure((0.0, y), (self.small, 358.0), Voice::Soft, Anchor::Start, &comparison);
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
        let (size, text) = fit(&value.text, self.text + 1.0, room);
        let room_left = room - width(&text, size) - 4.0;
        let small = if width(&row.unit, self.small) > room_left { self.small - 1.0 } else { self.small };
        let unit = match row.unit.as_str() {
            "" => String::new(),
            "%" => "%".to_owned(),
            unit => format!(" {}", cut(unit, small, room_left)),
        };
        svg.label(at, size).class("chart-label chart-value").attr("fill", INK).holding(|svg| {
            svg.tag("tspan").attr("font-weight", "600").text(&text);
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
                .text(&short(value, lang));
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
        let ink = row.status().tone().bar_ink();
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
