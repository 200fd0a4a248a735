mod plot;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::{Mark, Point, with_unit};
use super::scale::Ticks;
use super::status::Status;
use super::svg::{Anchor, Frame, INK_SOFT, Svg, Voice, id_from};
use super::{Width, pair};
use crate::text::Lang;
use plot::{Plot, SMALL};
use rust_decimal::Decimal;

/// How a year's figure grows, period by period, towards its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccumulationSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    /// The year's, as it is in force.
    pub target: Option<Point>,
    /// Of the latest figure. Not looked at unless there is one.
    pub status: Status,
    /// Every period of the year in its order, those to come too.
    pub points: Vec<AccumulationPoint>,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccumulationPoint {
    /// Short, to stand under the axis: `T6`.
    pub label: String,
    /// From the beginning of the year to the end of the period.
    pub value: Mark,
    /// Of this period alone.
    pub added: Option<Point>,
    /// What is expected by the end of the period.
    pub pace: Option<Point>,
    /// The figure may still change: its step is hollow.
    pub provisional: bool,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl AccumulationPoint {
    /// A final figure.
    pub fn new(label: impl Into<String>, value: Mark, pace: Option<Point>) -> Self {
        Self { label: label.into(), value, added: None, pace, provisional: false, href: String::new() }
    }

    fn sentence(&self, unit: &str, lang: Lang) -> String {
        let mut parts = vec![self.value.spoken(unit, self.provisional, lang)];
        parts.extend(self.added.iter().map(|it| lang.chart_added(with_unit(&it.text, unit))));
        parts.extend(self.pace.iter().map(|it| lang.chart_pace_of(&it.text)));
        format!("{}: {}", self.label, parts.join("; "))
    }
}

impl AccumulationSpec {
    /// Without a target, for a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        points: Vec<AccumulationPoint>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            target: None,
            status: Status::NoTarget,
            points,
        }
    }

    /// The latest period that has a figure.
    pub(super) fn latest(&self) -> Option<(usize, &AccumulationPoint, &Point)> {
        let points = self.points.iter().enumerate().rev();
        points.filter_map(|(index, it)| it.value.value().map(|value| (index, it, value))).next()
    }

    fn status(&self) -> Status {
        if self.latest().is_some() { self.status } else { Status::NoFigure }
    }

    /// How far the year had come before a period; nothing when that is not known.
    fn before(&self, index: usize) -> Option<Decimal> {
        let point = &self.points[index];
        let added = point.value.value().zip(point.added.as_ref());
        match index.checked_sub(1).map(|it| &self.points[it].value) {
            None => Some(Decimal::ZERO),
            Some(Mark::Value(before)) => Some(before.at),
            Some(_) => added.map(|(value, added)| value.at.saturating_sub(added.at)),
        }
    }

    /// Zero is always on it; nothing when there is nothing to draw.
    fn axis(&self) -> Option<Ticks> {
        let paces = self.points.iter().filter_map(|it| it.pace.as_ref());
        let values = self.points.iter().filter_map(|it| it.value.value());
        let before = (0..self.points.len()).filter(|it| self.points[*it].value.value().is_some());
        let before = before.filter_map(|it| self.before(it));
        let points = values.chain(paces).chain(&self.target).map(|it| it.at);
        let points: Vec<Decimal> = points.chain(before).collect();
        let low = points.iter().min()?.min(&Decimal::ZERO);
        let mut high = *points.iter().max()?.max(&Decimal::ZERO);
        if *low == high {
            high = Decimal::ONE;
        }
        let whole = points.iter().all(|it| it.fract().is_zero());
        Some(Ticks::covering(*low, high, 4, whole))
    }

    fn signs(&self) -> impl Iterator<Item = (Sign, &'static str)> {
        let points = &self.points;
        let lang = self.lang;
        let known = |index: usize| {
            points[index].value.value().is_some() && self.before(index).is_some_and(|it| !it.is_zero())
        };
        [
            (Sign::Bar, lang.chart_in_period(), self.latest().is_some()),
            (Sign::Light, lang.chart_before_period(), (0..points.len()).any(known)),
            (Sign::ProvisionalBar, lang.chart_provisional_figure(), points.iter().any(|it| it.provisional)),
            (Sign::Dots, lang.chart_pace(), points.iter().any(|it| it.pace.is_some())),
            (
                Sign::Missing,
                lang.chart_no_figure(),
                points.iter().any(|it| matches!(it.value, Mark::Missing { .. })),
            ),
        ]
        .into_iter()
        .filter_map(|(sign, word, occurs)| occurs.then_some((sign, word)))
    }
}

/// The steps at the width of the spec.
pub fn accumulation(spec: &AccumulationSpec) -> String {
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let sentences: Vec<String> = spec.points.iter().map(|it| it.sentence(&spec.unit, spec.lang)).collect();
    let axis = spec.axis();
    let legend = Legend::of(spec.signs().filter(|_| axis.is_some()), spec.width.units(), SMALL);
    let height = match spec.width {
        Width::Wide => 270.0,
        Width::Narrow => 250.0,
    };
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-accumulation", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().map(|it| format!("{it}.")), spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + height,
    };
    Svg::draw(&frame, |svg| match axis {
        Some(ticks) => {
            if spec.points.iter().any(|it| matches!(it.value, Mark::Missing { .. })) {
                svg.hatch(&hatch);
            }
            legend.draw(svg, &hatch);
            let plot = Plot::of(spec, ticks, (legend.height(), frame.height));
            plot.draw(svg, &hatch, &sentences);
        }
        None => {
            let middle = (spec.width.units() / 2.0, height / 2.0);
            let (from, to) = ((0.0, height - 28.0), (spec.width.units(), height - 28.0));
            svg.line("chart-axis", from, to, INK_SOFT, "1");
            svg.write(middle, 13.0, Voice::Soft, Anchor::Middle, spec.lang.chart_no_figure());
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn accumulation_for_any_width(spec: &AccumulationSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        accumulation(&AccumulationSpec { width, ..spec })
    })
}
