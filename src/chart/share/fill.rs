use super::Piece;
use crate::chart::svg::{ACCENT, INK_SOFT, MUTED_SOFT, SURFACE, Svg};

/// How a piece is told from its neighbours: light against dark, and by pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Solid(&'static str),
    Lines { across: bool },
    Dots,
    Cross,
}

const FILLS: [Fill; 7] = [
    Fill::Solid("1"),
    Fill::Lines { across: true },
    Fill::Solid("0.5"),
    Fill::Dots,
    Fill::Solid("0.22"),
    Fill::Lines { across: false },
    Fill::Cross,
];

fn name(id: &str, index: usize) -> String {
    format!("{id}-p{index}")
}

/// The patterns that the first so many pieces need.
pub(super) fn define(svg: &mut Svg, id: &str, pieces: usize) {
    let patterns = FILLS.iter().enumerate().take(pieces);
    let patterns: Vec<_> = patterns.filter(|it| !matches!(it.1, Fill::Solid(_))).collect();
    if patterns.is_empty() {
        return;
    }
    svg.tag("defs").holding(|svg| {
        for (index, fill) in patterns {
            svg.tag("pattern")
                .attr("id", &name(id, index))
                .attr("width", "6")
                .attr("height", "6")
                .attr("patternUnits", "userSpaceOnUse")
                .holding(|svg| draw(svg, *fill));
        }
    });
}

fn draw(svg: &mut Svg, fill: Fill) {
    svg.tag("rect")
        .class("chart-pattern")
        .attr("width", "6")
        .attr("height", "6")
        .attr("fill", ACCENT)
        .attr("fill-opacity", "0.15")
        .close();
    let across = |svg: &mut Svg| svg.line("chart-line", (0.0, 3.0), (6.0, 3.0), ACCENT, "2");
    let down = |svg: &mut Svg| svg.line("chart-line", (3.0, 0.0), (3.0, 6.0), ACCENT, "2");
    match fill {
        Fill::Lines { across: true } => across(svg),
        Fill::Lines { across: false } => down(svg),
        Fill::Cross => {
            across(svg);
            down(svg);
        }
        Fill::Dots => svg
            .tag("circle")
            .class("chart-pattern")
            .num("cx", 3.0)
            .num("cy", 3.0)
            .num("r", 1.6)
            .attr("fill", ACCENT)
            .close(),
        Fill::Solid(_) => {}
    }
}

/// A block in the look of a piece: of the bar, or beside its name in the list.
pub(super) fn block(svg: &mut Svg, id: &str, piece: Piece, hatch: &str, at: (f64, f64), size: (f64, f64)) {
    let place = |svg: &mut Svg, class: &str, fill: &str, opacity: &str, stroke: &str| {
        svg.tag("rect")
            .class(class)
            .num("x", at.0)
            .num("y", at.1)
            .num("width", size.0.max(0.5))
            .num("height", size.1)
            .attr("fill", fill)
            .attr("fill-opacity", opacity)
            .attr("stroke", stroke)
            .attr("stroke-width", "0.8")
            .close();
    };
    match piece {
        Piece::Own(index) => match FILLS[index % FILLS.len()] {
            Fill::Solid(opacity) => place(svg, "chart-piece chart-solid", ACCENT, opacity, ACCENT),
            _ => {
                let fill = format!("url(#{})", name(id, index % FILLS.len()));
                place(svg, "chart-piece", &fill, "1", ACCENT);
            }
        },
        Piece::Shared => place(svg, "chart-piece chart-other", MUTED_SOFT, "1", INK_SOFT),
        Piece::None => place(svg, "chart-piece chart-missing", &format!("url(#{hatch})"), "1", INK_SOFT),
    }
    // A hair of the ground between neighbours.
    svg.line("chart-under", at, (at.0, at.1 + size.1), SURFACE, "1");
}
