mod narrow;
#[cfg(test)]
mod tests;
mod wide;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::Mark;
use super::sign::waiting;
use super::status::Status;
use super::svg::{Anchor, Frame, SURFACE, Svg, Voice, id_from};
use super::{Width, pair};
use crate::text::Lang;

/// Where it stands well and where it does not: a status in each cell, by shape and by colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub lang: Lang,
    pub width: Width,
    pub columns: Vec<GridHead>,
    pub rows: Vec<GridRow>,
}

/// What a column or a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridHead {
    /// The code, which stands where there is no room for the name. May be empty.
    pub key: String,
    pub label: String,
}

impl GridHead {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into() }
    }

    /// What stands where there is little room.
    fn short(&self) -> &str {
        if self.key.is_empty() { &self.label } else { &self.key }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    pub head: GridHead,
    /// One for each column. Those that are not given are missing.
    pub cells: Vec<GridCell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// With its unit of measure, since each column or row has its own.
    pub value: Mark,
    /// Not looked at unless there is a value.
    pub status: Status,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl GridCell {
    pub fn new(value: Mark, status: Status) -> Self {
        Self { value, status, href: String::new() }
    }

    pub(super) fn kind(&self) -> Kind {
        match self.value {
            Mark::Value(_) => Kind::of(self.status),
            Mark::Missing { .. } => Kind::Missing,
            Mark::NotApplicable => Kind::NotApplicable,
            Mark::NotDue => Kind::NotDue,
        }
    }
}

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Achieved,
    OnCourse,
    Behind,
    Missed,
    NoTarget,
    Missing,
    NotDue,
    NotApplicable,
}

const KINDS: [Kind; 8] = [
    Kind::Achieved,
    Kind::OnCourse,
    Kind::Behind,
    Kind::Missed,
    Kind::NoTarget,
    Kind::Missing,
    Kind::NotDue,
    Kind::NotApplicable,
];

impl Kind {
    fn of(status: Status) -> Self {
        match status {
            Status::Achieved => Self::Achieved,
            Status::OnCourse => Self::OnCourse,
            Status::Behind => Self::Behind,
            Status::Missed => Self::Missed,
            Status::NoTarget => Self::NoTarget,
            Status::NoFigure => Self::Missing,
        }
    }

    fn status(self) -> Status {
        match self {
            Self::Achieved => Status::Achieved,
            Self::OnCourse => Status::OnCourse,
            Self::Behind => Status::Behind,
            Self::Missed => Status::Missed,
            Self::NoTarget => Status::NoTarget,
            Self::Missing | Self::NotDue | Self::NotApplicable => Status::NoFigure,
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::NotDue => lang.chart_not_due(),
            Self::NotApplicable => lang.chart_not_applicable(),
            it => it.status().word(lang),
        }
    }
}

/// The cells of a grid as symbols, drawn once and set by name.
struct Symbols {
    id: String,
    wide: f64,
    high: f64,
}

impl Symbols {
    fn name(&self, kind: Kind) -> String {
        format!("{}-c{}", self.id, kind as u8)
    }

    /// Around the middle of a cell. What has no stroke of its own shows that its cell is being read.
    fn define(&self, svg: &mut Svg, hatch: &str) {
        let radius = ((self.wide - 1.0).min(self.high - 1.0) * 0.34).min(6.0);
        svg.tag("defs").holding(|svg| {
            for kind in KINDS {
                svg.tag("g").attr("id", &self.name(kind)).holding(|svg| {
                    self.back(svg, kind, (0.0, 0.0), hatch);
                    svg.tag("g").attr("stroke", "none").holding(|svg| match kind {
                        Kind::Missing => {}
                        Kind::NotDue => waiting(svg, (0.0, 0.0), radius),
                        kind => kind.status().draw(svg, 0.0, 0.0, radius),
                    });
                });
            }
        });
    }

    /// What the shape stands on.
    fn back(&self, svg: &mut Svg, kind: Kind, (x, y): (f64, f64), hatch: &str) {
        let (wide, high) = (self.wide - 1.0, self.high - 1.0);
        let tone = kind.status().tone();
        let (class, fill) = match kind {
            Kind::Missing => ("chart-cell chart-cell-missing".to_owned(), format!("url(#{hatch})")),
            Kind::NoTarget | Kind::NotDue | Kind::NotApplicable => {
                ("chart-cell chart-cell-plain".to_owned(), SURFACE.to_owned())
            }
            _ => (format!("chart-cell {}", tone.class()), tone.soft().to_owned()),
        };
        svg.tag("rect")
            .class(&class)
            .num("x", x - wide / 2.0)
            .num("y", y - high / 2.0)
            .num("width", wide)
            .num("height", high)
            .attr("fill", &fill)
            .attr("fill-opacity", if kind == Kind::Missing { "0.6" } else { "1" })
            .close();
    }

    /// The cell around this middle.
    fn set(&self, svg: &mut Svg, kind: Kind, at: (f64, f64)) {
        let name = format!("#{}", self.name(kind));
        svg.tag("use").attr("href", &name).num("x", at.0).num("y", at.1).close();
    }
}

impl GridSpec {
    /// For a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        lang: Lang,
        columns: Vec<GridHead>,
        rows: Vec<GridRow>,
    ) -> Self {
        Self { id: id.into(), title: title.into(), lang, width: Width::Wide, columns, rows }
    }

    /// The cells of a row under their columns.
    fn cells<'a>(&'a self, row: &'a GridRow) -> impl Iterator<Item = (&'a GridHead, &'a GridCell)> {
        static NOTHING: GridCell =
            GridCell { value: Mark::Missing { reason: None }, status: Status::NoFigure, href: String::new() };
        let cells = row.cells.iter().chain(std::iter::repeat(&NOTHING));
        self.columns.iter().zip(cells)
    }

    /// How many cells there are of each kind, of the whole grid or of one row.
    pub(super) fn counts<'a>(&'a self, rows: impl IntoIterator<Item = &'a GridRow>) -> [usize; 8] {
        let mut counts = [0; 8];
        for row in rows {
            for (_, cell) in self.cells(row) {
                counts[cell.kind() as usize] += 1;
            }
        }
        counts
    }

    fn sentence(&self, row: &GridHead, column: &GridHead, cell: &GridCell) -> String {
        let value = cell.value.spoken("", false, self.lang);
        let key = column.short();
        match cell.value.value() {
            Some(_) => format!("{}, {key}: {value}; {}", row.label, cell.kind().word(self.lang)),
            None => format!("{}, {key}: {value}", row.label),
        }
    }

    /// The kinds that occur, each with its count.
    fn signs(&self) -> Vec<(Sign, String)> {
        let counts = self.counts(&self.rows);
        let occurring = KINDS.into_iter().zip(counts).filter(|it| it.1 > 0);
        let signs = occurring.map(|(kind, count)| {
            let sign = match kind {
                Kind::Missing => Sign::Missing,
                Kind::NotDue => Sign::NotDue,
                kind => Sign::Status(kind.status()),
            };
            (sign, format!("{} {count}", kind.word(self.lang)))
        });
        signs.collect()
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }
}

/// The grid at the width of the spec. Narrow, a grid of many columns becomes a paragraph for each row.
pub fn grid(spec: &GridSpec) -> String {
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let narrow = spec.width == Width::Narrow;
    let legend = Legend::of(spec.signs(), spec.width.units(), if narrow { 12.0 } else { 11.5 });
    let paragraphs = narrow && spec.columns.len() > narrow::MOST_COLUMNS;
    let body = match (spec.is_empty(), paragraphs) {
        (true, _) => 40.0,
        (false, true) => narrow::height(spec),
        (false, false) => wide::Form::of(spec).height(),
    };
    let sentences = spec.rows.iter().flat_map(|row| {
        spec.cells(row).map(|(column, cell)| format!("{}.", spec.sentence(&row.head, column, cell)))
    });
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-matrix", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences, spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + body,
    };
    Svg::draw(&frame, |svg| {
        if spec.is_empty() {
            let word = spec.lang.chart_no_figure();
            svg.write((0.0, 24.0), 13.0, Voice::Soft, Anchor::Start, word);
            return;
        }
        svg.hatch(&hatch);
        legend.draw(svg, &hatch);
        if paragraphs {
            narrow::draw(spec, svg, &id, legend.height(), &hatch);
        } else {
            wide::Form::of(spec).draw(svg, &id, legend.height(), &hatch);
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn grid_for_any_width(spec: &GridSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        grid(&GridSpec { width, ..spec })
    })
}
