mod panel;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::Mark;
use super::series::Series;
use super::status::Status;
use super::svg::{Anchor, Frame, Svg, Voice, id_from};
use super::trend::TrendPoint;
use super::{Width, pair};
use crate::text::Lang;
use panel::Form;

/// Many small trends side by side, each on a scale of its own: the shape is compared, not the height.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiplesSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub lang: Lang,
    pub width: Width,
    pub panels: Vec<Panel>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Goes to `data-key`: the code of the indicator, say. May be empty.
    pub key: String,
    pub label: String,
    pub unit: String,
    /// Of the latest figure. Not looked at unless there is one.
    pub status: Status,
    /// Whether zero is on its scale.
    pub from_zero: bool,
    pub points: Vec<TrendPoint>,
}

impl Panel {
    /// Without zero on its scale.
    pub fn new(
        key: impl Into<String>,
        label: impl Into<String>,
        unit: impl Into<String>,
        status: Status,
        points: Vec<TrendPoint>,
    ) -> Self {
        Self { key: key.into(), label: label.into(), unit: unit.into(), status, from_zero: false, points }
    }

    /// What the latest period holds, which may be that its figure is owed.
    pub(super) fn latest(&self) -> Option<&TrendPoint> {
        self.points.iter().rev().find(|it| it.value != Mark::NotDue)
    }

    pub(super) fn status(&self) -> Status {
        match self.latest().map(|it| &it.value) {
            Some(Mark::Value(_)) => self.status,
            _ => Status::NoFigure,
        }
    }
}

impl MultiplesSpec {
    /// For a wide place.
    pub fn new(id: impl Into<String>, title: impl Into<String>, lang: Lang, panels: Vec<Panel>) -> Self {
        Self { id: id.into(), title: title.into(), lang, width: Width::Wide, panels }
    }

    fn points(&self) -> impl Iterator<Item = &TrendPoint> {
        self.panels.iter().flat_map(|it| &it.points)
    }

    fn signs(&self) -> impl Iterator<Item = (Sign, &'static str)> {
        let missing = |it: &TrendPoint| matches!(it.value, Mark::Missing { .. });
        let lang = self.lang;
        [
            (Sign::Line, lang.chart_actual(), self.points().any(|it| it.value.value().is_some())),
            (Sign::Dashes, lang.chart_target(), self.points().any(|it| it.target.is_some())),
            (Sign::ProvisionalDot, lang.chart_provisional_figure(), self.points().any(|it| it.provisional)),
            (Sign::Missing, lang.chart_no_figure(), self.points().any(missing)),
        ]
        .into_iter()
        .filter_map(|(sign, word, occurs)| occurs.then_some((sign, word)))
    }
}

/// The panels at the width of the spec, in the order they come.
pub fn multiples(spec: &MultiplesSpec) -> String {
    let form = Form::of(spec);
    let legend = Legend::of(spec.signs(), spec.width.units(), form.small);
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let sentences = spec.panels.iter().map(|it| form.sentence(it));
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-multiples", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences, spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + if spec.panels.is_empty() { 40.0 } else { form.height() },
    };
    Svg::draw(&frame, |svg| {
        if spec.panels.is_empty() {
            let word = spec.lang.chart_no_figure();
            svg.write((0.0, 24.0), 13.0, Voice::Soft, Anchor::Start, word);
            return;
        }
        if spec.points().any(|it| matches!(it.value, Mark::Missing { .. })) {
            svg.hatch(&hatch);
        }
        legend.draw(svg, &hatch);
        for (index, panel) in spec.panels.iter().enumerate() {
            form.draw(svg, index, panel, legend.height(), &hatch);
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn multiples_for_any_width(spec: &MultiplesSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        multiples(&MultiplesSpec { width, ..spec })
    })
}
