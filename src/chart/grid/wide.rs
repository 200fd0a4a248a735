use super::{GridHead, GridRow, GridSpec, Kind, Symbols};
use crate::chart::Width;
use crate::chart::layout::{cut, width, wrap};
use crate::chart::mark::Reading;
use crate::chart::scale::number;
use crate::chart::svg::{Anchor, INK_SOFT, LINE, Svg, Voice};

/// A column of this width has its heading across, and its figures in the cells.
const ROOMY: f64 = 58.0;
const COUNT: f64 = 44.0;

/// Rows under columns.
pub(super) struct Form<'a> {
    spec: &'a GridSpec,
    text: f64,
    small: f64,
    head: f64,
    top: f64,
    cell: (f64, f64),
    across: bool,
    /// Whether every figure has room in its cell; else none is written.
    figures: bool,
    counts: bool,
}

impl<'a> Form<'a> {
    pub fn of(spec: &'a GridSpec) -> Self {
        let narrow = spec.width == Width::Narrow;
        let units = spec.width.units();
        let (rows, columns) = (spec.rows.len(), spec.columns.len() as f64);
        let (text, small) = match (narrow, rows > 30) {
            (true, _) => (12.5, 11.0),
            (false, false) => (13.0, 11.0),
            (false, true) => (11.0, 10.0),
        };
        let counts = !narrow && columns > 1.0;
        let names = spec.rows.iter().map(|it| width(&it.head.label, text)).fold(0.0, f64::max);
        let head = names.min(units * if columns > 30.0 { 0.2 } else { 0.34 }) + 8.0;
        let room = units - head - if counts { COUNT } else { 0.0 };
        let wide = (room / columns).min(120.0);
        let across = wide >= ROOMY;
        let high = match (narrow, rows) {
            (true, _) => 32.0,
            (false, 0..=16) => 28.0,
            (false, 17..=40) => 20.0,
            _ => 14.0,
        };
        let longest = spec.columns.iter().map(|it| width(it.short(), small)).fold(0.0, f64::max);
        let top = if across { 58.0 } else { longest.min(110.0) + 12.0 };
        let values = spec.rows.iter().flat_map(|it| &it.cells).filter_map(|it| it.value.value());
        let longest = values.map(|it| width(&it.text, small + 1.0)).fold(0.0, f64::max);
        let figures = across && longest <= wide - 26.0;
        Self { spec, text, small, head, top, cell: (wide, high), across, figures, counts }
    }

    pub fn height(&self) -> f64 {
        self.top + self.cell.1 * self.spec.rows.len() as f64 + 6.0
    }

    pub fn draw(&self, svg: &mut Svg, id: &str, top: f64, hatch: &str) {
        let symbols = Symbols { id: id.to_owned(), wide: self.cell.0, high: self.cell.1 };
        symbols.define(svg, hatch);
        for (index, column) in self.spec.columns.iter().enumerate() {
            self.column(svg, column, self.head + self.cell.0 * (index as f64 + 0.5), top + self.top - 6.0);
        }
        if self.counts {
            let right = self.spec.width.units();
            let word = self.spec.lang.chart_count_well();
            svg.write((right, top + self.top - 6.0), self.small, Voice::Soft, Anchor::End, word);
        }
        for (index, row) in self.spec.rows.iter().enumerate() {
            self.row(svg, row, top + self.top + self.cell.1 * index as f64, &symbols, hatch);
        }
    }

    fn column(&self, svg: &mut Svg, head: &GridHead, middle: f64, bottom: f64) {
        if self.across {
            let lines = wrap(&head.label, self.small, self.cell.0 - 4.0, 4);
            for (index, line) in lines.iter().enumerate() {
                let y = bottom - 12.0 * (lines.len() - 1 - index) as f64;
                svg.write((middle, y), self.small, Voice::Soft, Anchor::Middle, line);
            }
            return;
        }
        let text = cut(head.short(), self.small, 110.0);
        let at = (middle + self.small * 0.35, bottom);
        svg.label(at, self.small)
            .class("chart-label chart-soft")
            .attr("fill", INK_SOFT)
            .attr("transform", &format!("rotate(-90 {} {})", number(at.0), number(at.1)))
            .text(&text);
    }

    fn row(&self, svg: &mut Svg, row: &GridRow, top: f64, symbols: &Symbols, hatch: &str) {
        let (wide, high) = self.cell;
        let middle = top + high / 2.0;
        let spec = self.spec;
        let right = self.head + wide * spec.columns.len() as f64;
        svg.line("chart-grid", (0.0, top), (right, top), LINE, "0.5");
        let group = svg.tag("g").class("chart-group").attr("data-group", "").attr("data-key", &row.head.key);
        group.holding(|svg| {
            let lines = if high >= 2.0 * self.text + 4.0 { 2 } else { 1 };
            let name = wrap(&row.head.label, self.text, self.head - 8.0, lines);
            let first = middle + self.text * 0.35 - (self.text + 1.0) * (name.len() as f64 - 1.0) / 2.0;
            for (index, line) in name.iter().enumerate() {
                let at = (0.0, first + (self.text + 1.0) * index as f64);
                svg.write(at, self.text, Voice::Ink, Anchor::Start, line);
            }
            for (index, (column, cell)) in spec.cells(row).enumerate() {
                let at = (self.head + wide * (index as f64 + 0.5), middle);
                let sentence = spec.sentence(&row.head, column, cell);
                let data = cell.value.data();
                let reading =
                    Reading { class: "chart-box", key: "", href: &cell.href, data, sentence: &sentence };
                reading.draw(svg, |svg| {
                    let Some(value) = cell.value.value().filter(|_| self.figures) else {
                        symbols.set(svg, cell.kind(), at);
                        return;
                    };
                    symbols.back(svg, cell.kind(), at, hatch);
                    let left = at.0 - wide / 2.0;
                    cell.kind().status().draw(svg, left + 12.0, middle, 4.5);
                    let end = (left + wide - 6.0, middle + 4.0);
                    svg.write(end, self.small + 1.0, Voice::Ink, Anchor::End, &value.text);
                });
            }
            if self.counts {
                let at = (spec.width.units(), middle + self.small * 0.35);
                svg.write(at, self.small, Voice::Soft, Anchor::End, &well(spec, row));
            }
        });
    }
}

/// `8/12`: the cells that stand well, of those that apply.
pub(super) fn well(spec: &GridSpec, row: &GridRow) -> String {
    let counts = spec.counts([row]);
    let well = counts[Kind::Achieved as usize] + counts[Kind::OnCourse as usize];
    let all = spec.columns.len() - counts[Kind::NotApplicable as usize];
    format!("{well}/{all}")
}
