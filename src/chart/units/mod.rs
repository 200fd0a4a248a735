use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::{Mark, Point, Target};
use super::scale::Ticks;
use super::status::{Better, Status};
use super::svg::{Frame, Svg, id_from};
use super::{Width, pair};
use crate::text::Lang;
use rust_decimal::Decimal;

mod draw;
#[cfg(test)]
mod tests;

use draw::Form;

/// One indicator in many units: bars from zero, the best first, those without a figure last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitsSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    /// The unit of measure.
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    pub better: Better,
    /// The average of the units or the figure of the whole: a line through all bars.
    pub whole: Option<Whole>,
    /// In any order.
    pub rows: Vec<UnitRow>,
}

/// What every unit is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Short: `Toàn thành phố`, `Trung bình`.
    pub label: String,
    pub point: Point,
}

/// One unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Goes to `data-key`: the code of the unit, say. May be empty.
    pub key: String,
    pub label: String,
    pub value: Mark,
    /// The unit's own.
    pub target: Option<Target>,
    /// Not looked at unless there is a value.
    pub status: Status,
    /// The figure may still change: its bar is hollow.
    pub provisional: bool,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl UnitRow {
    /// A final figure without a target.
    pub fn new(key: impl Into<String>, label: impl Into<String>, value: Mark, status: Status) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            value,
            target: None,
            status,
            provisional: false,
            href: String::new(),
        }
    }

    pub(super) fn status(&self) -> Status {
        match self.value {
            Mark::Value(_) => self.status,
            _ => Status::NoFigure,
        }
    }
}

impl UnitsSpec {
    /// Higher is better and nothing to compare with, for a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        rows: Vec<UnitRow>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            better: Better::Higher,
            whole: None,
            rows,
        }
    }

    /// The rows as they are drawn, each with its rank. Equal figures share a rank and keep the order they
    /// came in; what has no figure comes last and has no rank.
    pub fn ranked(&self) -> Vec<(Option<usize>, &UnitRow)> {
        let mut rows: Vec<_> = self.rows.iter().map(|it| (self.distance(it), it)).collect();
        rows.sort_by_key(|(distance, row)| (distance.is_none(), *distance, row.value.rank_of_absence()));
        let (mut rank, mut before) = (0, None);
        let ranked = rows.into_iter().enumerate().map(|(index, (distance, row))| {
            if distance != before {
                (rank, before) = (index + 1, distance);
            }
            (distance.map(|_| rank), row)
        });
        ranked.collect()
    }

    /// How far from the best there could be; the second number parts those that are inside their range.
    fn distance(&self, row: &UnitRow) -> Option<(Decimal, Decimal)> {
        let value = row.value.value()?.at;
        let range = row.target.as_ref().map(|it| (it.low().at, it.high().at));
        let far = self.better.distance(value, range);
        Some((far, if self.better == Better::Within { -value } else { Decimal::ZERO }))
    }

    /// Zero is always on it.
    fn axis(&self) -> Ticks {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        let rows = self.rows.iter();
        let points = rows.flat_map(|it| {
            let target = it.target.iter().flat_map(|it| [it.low(), it.high()]);
            it.value.value().into_iter().chain(target)
        });
        for point in points.chain(self.whole.as_ref().map(|it| &it.point)) {
            low = low.min(point.at);
            high = high.max(point.at);
        }
        if low == high {
            high = Decimal::ONE;
        }
        Ticks::covering(low, high, 4, false)
    }

    fn sentence(&self, rank: Option<usize>, row: &UnitRow, ranks: usize) -> String {
        let lang = self.lang;
        let mut parts = vec![row.value.spoken(&self.unit, row.provisional, lang)];
        parts.extend(row.target.iter().map(|it| lang.chart_target_of(it.spoken(lang))));
        parts.extend(rank.filter(|_| ranks > 1).map(|it| lang.chart_rank(it, ranks)));
        if row.value.value().is_some() && row.status != Status::NoTarget {
            parts.push(row.status.word(lang).to_owned());
        }
        format!("{}: {}.", row.label, parts.join("; "))
    }

    fn signs(&self) -> impl Iterator<Item = (Sign, &'static str)> {
        let rows = &self.rows;
        let final_one = |it: &UnitRow| it.value.value().is_some() && !it.provisional;
        [
            (Sign::Bar, self.lang.chart_actual(), rows.iter().any(final_one)),
            (
                Sign::ProvisionalBar,
                self.lang.chart_provisional_figure(),
                rows.iter().any(|it| it.provisional),
            ),
            (Sign::Target, self.lang.chart_target_own(), rows.iter().any(|it| it.target.is_some())),
            (
                Sign::Missing,
                self.lang.chart_no_figure(),
                rows.iter().any(|it| matches!(it.value, Mark::Missing { .. })),
            ),
        ]
        .into_iter()
        .filter_map(|(sign, word, occurs)| occurs.then_some((sign, word)))
    }
}

/// The bars at the width of the spec. Many units are set in two columns.
pub fn units(spec: &UnitsSpec) -> String {
    let ranked = spec.ranked();
    let ranks = ranked.iter().filter(|it| it.0.is_some()).count();
    let sentences: Vec<String> = ranked.iter().map(|(rank, row)| spec.sentence(*rank, row, ranks)).collect();
    let form = Form::of(spec, &ranked);
    let legend = Legend::of(spec.signs(), spec.width.units(), form.small);
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-units", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().cloned(), spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + form.height(),
    };
    Svg::draw(&frame, |svg| {
        if ranked.iter().any(|it| it.1.value.value().is_none()) {
            svg.hatch(&hatch);
        }
        legend.draw(svg, &hatch);
        form.draw(svg, legend.height(), &hatch, &sentences);
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn units_for_any_width(spec: &UnitsSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        units(&UnitsSpec { width, ..spec })
    })
}
