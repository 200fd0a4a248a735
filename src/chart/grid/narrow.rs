//! A grid of many columns on a phone: for each row its name, its cells broken into lines, and the codes of
//! those that need looking at.

use super::{GridRow, GridSpec, Kind, Symbols};
use crate::chart::layout::{cut, width};
use crate::chart::mark::Reading;
use crate::chart::svg::{Anchor, LINE, Svg, Voice};

/// Up to so many columns fit beside the names.
pub(super) const MOST_COLUMNS: usize = 9;

const CELL: f64 = 20.0;
const TEXT: f64 = 14.0;
const SMALL: f64 = 12.0;
const EACH: usize = 18;

fn lines(spec: &GridSpec) -> f64 {
    spec.columns.len().div_ceil(EACH) as f64
}

fn row_height(spec: &GridSpec, row: &GridRow) -> f64 {
    let told = troubles(spec, row).len() as f64;
    34.0 + CELL * lines(spec) + 17.0 * told
}

pub(super) fn height(spec: &GridSpec) -> f64 {
    spec.rows.iter().map(|it| row_height(spec, it)).sum()
}

/// What is missed and what is behind, in words: the codes are all there is room for.
fn troubles(spec: &GridSpec, row: &GridRow) -> Vec<(Kind, String)> {
    let of = |kind: Kind| {
        let codes = spec.cells(row).filter(|it| it.1.kind() == kind).map(|it| it.0.short());
        let codes: Vec<&str> = codes.collect();
        (!codes.is_empty()).then(|| (kind, codes.join(", ")))
    };
    [Kind::Missed, Kind::Behind].into_iter().filter_map(of).collect()
}

pub(super) fn draw(spec: &GridSpec, svg: &mut Svg, id: &str, top: f64, hatch: &str) {
    let symbols = Symbols { id: id.to_owned(), wide: CELL, high: CELL };
    symbols.define(svg, hatch);
    let units = spec.width.units();
    let mut y = top;
    for row in &spec.rows {
        svg.line("chart-grid", (0.0, y + 4.0), (units, y + 4.0), LINE, "1");
        let group = svg.tag("g").class("chart-group").attr("data-group", "").attr("data-key", &row.head.key);
        group.holding(|svg| {
            let count = super::wide::well(spec, row);
            let name = cut(&row.head.label, TEXT, units - width(&count, SMALL) - 90.0);
            svg.write((0.0, y + 22.0), TEXT, Voice::Ink, Anchor::Start, &name);
            let well = format!("{} {count}", spec.lang.chart_count_well());
            svg.write((units, y + 22.0), SMALL, Voice::Soft, Anchor::End, &well);
            for (index, (column, cell)) in spec.cells(row).enumerate() {
                let x = CELL * ((index % EACH) as f64 + 0.5);
                let at = (x, y + 30.0 + CELL * ((index / EACH) as f64 + 0.5));
                let sentence = spec.sentence(&row.head, column, cell);
                let data = cell.value.data();
                let reading =
                    Reading { class: "chart-box", key: "", href: &cell.href, data, sentence: &sentence };
                reading.draw(svg, |svg| symbols.set(svg, cell.kind(), at));
            }
            let mut line = y + 30.0 + CELL * lines(spec) + 14.0;
            for (kind, codes) in troubles(spec, row) {
                kind.status().draw(svg, 6.0, line - 4.0, 4.5);
                let voice = Voice::Said(kind.status().tone());
                let word = format!("{}: {codes}", kind.word(spec.lang));
                svg.write((18.0, line), SMALL, voice, Anchor::Start, &cut(&word, SMALL, units - 18.0));
                line += 17.0;
            }
        });
        y += row_height(spec, row);
    }
}
