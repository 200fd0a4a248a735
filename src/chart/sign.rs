//! The small signs of figures and of what they are held against.

use super::mark::Mark;
use super::scale::number;
use super::status::{Course, Tone};
use super::svg::{ACCENT, INK, INK_SOFT, SURFACE, Svg};

pub(super) fn target_tick(svg: &mut Svg, x: f64, middle: f64, thick: f64, title: &str) {
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

pub(super) fn prior_dot(svg: &mut Svg, x: f64, middle: f64, title: &str) {
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

pub(super) fn pace_mark(svg: &mut Svg, x: f64, y: f64, title: &str) {
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

/// A bar of a figure; one that is not final yet is only its outline.
pub(super) fn bar(svg: &mut Svg, at: (f64, f64), size: (f64, f64), tone: Tone, provisional: bool) {
    let ink = tone.bar_ink();
    let bar = svg.tag("rect");
    if provisional {
        bar.class(&format!("chart-bar chart-provisional {}", tone.class()))
            .num("x", at.0 + 0.75)
            .num("y", at.1 + 0.75)
            .num("width", (size.0 - 1.5).max(0.5))
            .num("height", (size.1 - 1.5).max(0.5))
            .attr("fill", SURFACE)
            .attr("stroke", ink)
            .attr("stroke-width", "1.5")
            .attr("stroke-dasharray", "4 2")
            .close();
    } else {
        bar.class(&format!("chart-bar {}", tone.class()))
            .num("x", at.0)
            .num("y", at.1)
            .num("width", size.0)
            .num("height", size.1)
            .attr("fill", ink)
            .close();
    }
}

/// What a bar stands on or is held against, in the colour of figures.
pub(super) fn light(svg: &mut Svg, at: (f64, f64), size: (f64, f64)) {
    svg.tag("rect")
        .class("chart-before")
        .num("x", at.0)
        .num("y", at.1)
        .num("width", size.0)
        .num("height", size.1)
        .attr("fill", ACCENT)
        .attr("fill-opacity", "0.28")
        .close();
}

/// A dot of a figure over time; one that is not final yet is hollow.
pub(super) fn dot(svg: &mut Svg, at: (f64, f64), radius: f64, provisional: bool) {
    let dot = svg.tag("circle");
    if provisional {
        dot.class("chart-dot chart-provisional")
            .num("cx", at.0)
            .num("cy", at.1)
            .num("r", radius)
            .attr("fill", SURFACE)
            .attr("stroke", ACCENT)
            .attr("stroke-width", "2")
            .close();
    } else {
        dot.class("chart-dot")
            .num("cx", at.0)
            .num("cy", at.1)
            .num("r", radius)
            .attr("fill", ACCENT)
            .attr("stroke", SURFACE)
            .attr("stroke-width", "1.5")
            .close();
    }
}

/// The hatched place of a figure that is not there.
pub(super) fn gap(svg: &mut Svg, at: (f64, f64), size: (f64, f64), hatch: &str) {
    svg.tag("rect")
        .class("chart-missing")
        .num("x", at.0)
        .num("y", at.1)
        .num("width", size.0)
        .num("height", size.1)
        .attr("fill", &format!("url(#{hatch})"))
        .attr("stroke", INK_SOFT)
        .attr("stroke-width", "0.8")
        .close();
}

/// As [`gap`], in a plot: it is as high as the plot and must not weigh more than the figures.
pub(super) fn gap_in_plot(svg: &mut Svg, at: (f64, f64), size: (f64, f64), hatch: &str) {
    svg.tag("rect")
        .class("chart-missing chart-gap")
        .num("x", at.0)
        .num("y", at.1)
        .num("width", size.0)
        .num("height", size.1)
        .attr("fill", &format!("url(#{hatch})"))
        .attr("fill-opacity", "0.35")
        .close();
}

/// What stands where a bar would: hatched when a figure is owed, a dotted line when it is not due yet, a
/// line when it does not apply.
pub(super) fn absent(svg: &mut Svg, mark: &Mark, at: (f64, f64), size: (f64, f64), hatch: &str) {
    let middle = at.1 + size.1 / 2.0;
    let (from, to) = ((at.0, middle), (at.0 + size.0, middle));
    match mark {
        Mark::NotDue => dashes(svg, "chart-missing", from, to, "2 3"),
        Mark::NotApplicable => dashes(svg, "chart-missing", from, to, "none"),
        Mark::Missing { .. } | Mark::Value(_) => gap(svg, at, size, hatch),
    }
}

/// Three dots: what is not due yet.
pub(super) fn waiting(svg: &mut Svg, at: (f64, f64), radius: f64) {
    for x in [-radius * 0.8, 0.0, radius * 0.8] {
        svg.tag("circle")
            .class("chart-pace")
            .num("cx", at.0 + x)
            .num("cy", at.1)
            .num("r", (radius * 0.2).max(0.7))
            .attr("fill", INK_SOFT)
            .close();
    }
}

/// From one figure to the next: dashed where it went the wrong way, thin where it did not move.
pub(super) fn course_line(svg: &mut Svg, course: Course, from: (f64, f64), to: (f64, f64)) {
    let (thick, pattern) = match course {
        Course::Improved => ("2", "none"),
        Course::Worsened => ("2", "6 3"),
        Course::Same | Course::Unknown => ("1.2", "none"),
    };
    svg.tag("line")
        .class(&format!("chart-course-line {}", course.tone().class()))
        .num("x1", from.0)
        .num("y1", from.1)
        .num("x2", to.0)
        .num("y2", to.1)
        .attr("stroke", course.ink())
        .attr("stroke-width", thick)
        .attr("stroke-dasharray", pattern)
        .close();
}

/// A line of comparison.
pub(super) fn dashes(svg: &mut Svg, class: &str, from: (f64, f64), to: (f64, f64), pattern: &str) {
    svg.tag("line")
        .class(class)
        .num("x1", from.0)
        .num("y1", from.1)
        .num("x2", to.0)
        .num("y2", to.1)
        .attr("stroke", INK_SOFT)
        .attr("stroke-width", "1.4")
        .attr("stroke-dasharray", pattern)
        .close();
}

/// A stepped line of comparison; nothing where there is no step.
pub(super) fn steps(svg: &mut Svg, class: &str, path: &str, pattern: &str, title: &str) {
    if path.is_empty() {
        return;
    }
    svg.tag("path")
        .class(class)
        .attr("d", path)
        .attr("fill", "none")
        .attr("stroke", INK_SOFT)
        .attr("stroke-width", "1.4")
        .attr("stroke-dasharray", pattern)
        .titled(title);
}
