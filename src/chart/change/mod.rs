mod draw;
mod side;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::{Mark, with_unit};
use super::scale::Ticks;
use super::status::{Better, Course};
use super::svg::{Frame, Svg, id_from};
use super::{Width, pair};
use crate::text::Lang;
use draw::Form;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What changed between two periods, for many units or for many indicators of one unit of measure: a line
/// for each, from where it was to where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    pub better: Better,
    /// The two periods, short.
    pub from: String,
    pub to: String,
    /// Whether zero is on the axis. A drawing without it says so.
    pub from_zero: bool,
    /// In any order.
    pub rows: Vec<ChangeRow>,
}

/// One unit, or one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Goes to `data-key`. May be empty.
    pub key: String,
    pub label: String,
    pub from: Mark,
    pub to: Mark,
    /// The difference with its sign, as it is written: `+2,1`. Not looked at unless there are two values.
    pub difference: String,
    /// The range to stay in, for [`Better::Within`].
    pub range: Option<(Decimal, Decimal)>,
    /// The page that tells where the figures come from. May be empty.
    pub href: String,
}

impl ChangeRow {
    pub fn new(key: impl Into<String>, label: impl Into<String>, from: Mark, to: Mark) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            from,
            to,
            difference: String::new(),
            range: None,
            href: String::new(),
        }
    }
}

impl ChangeSpec {
    /// Higher is better, from zero, for a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        (from, to): (impl Into<String>, impl Into<String>),
        rows: Vec<ChangeRow>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            better: Better::Higher,
            from: from.into(),
            to: to.into(),
            from_zero: true,
            rows,
        }
    }

    /// How a row went, by which way it should go.
    pub fn course(&self, row: &ChangeRow) -> Course {
        let (Some(from), Some(to)) = (row.from.value(), row.to.value()) else {
            return Course::Unknown;
        };
        let far = |value: Decimal| self.better.distance(value, row.range);
        match far(to.at).cmp(&far(from.at)) {
            Ordering::Less => Course::Improved,
            Ordering::Equal => Course::Same,
            Ordering::Greater => Course::Worsened,
        }
    }

    /// From the largest figure down, as they stand at the end; those without any last.
    fn ordered(&self) -> Vec<&ChangeRow> {
        let mut rows: Vec<&ChangeRow> = self.rows.iter().collect();
        let place = |mark: &Mark| mark.value().map(|it| -it.at);
        rows.sort_by_key(|it| {
            let (from, to) = (place(&it.from), place(&it.to));
            (from.is_none() && to.is_none(), to.or(from), from)
        });
        rows
    }

    /// Nothing when there is nothing to draw.
    fn axis(&self) -> Option<Ticks> {
        let values = self.rows.iter().flat_map(|it| [&it.from, &it.to]).filter_map(|it| it.value());
        let values: Vec<Decimal> = values.map(|it| it.at).collect();
        let (mut low, mut high) = (*values.iter().min()?, *values.iter().max()?);
        if self.from_zero {
            (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
        }
        if low == high {
            high = high.checked_add(Decimal::ONE).unwrap_or(high);
        }
        Some(Ticks::covering(low, high, 4, false))
    }

    fn sentence(&self, row: &ChangeRow) -> String {
        let lang = self.lang;
        let said = |mark: &Mark| mark.spoken(&self.unit, false, lang);
        let course = self.course(row);
        let mut parts =
            vec![format!("{} {}", self.from, said(&row.from)), format!("{} {}", self.to, said(&row.to))];
        if course != Course::Unknown && !row.difference.is_empty() {
            parts.push(with_unit(&row.difference, &self.unit));
        }
        parts.push(course.word(lang).to_owned());
        format!("{}: {}.", row.label, parts.join("; "))
    }

    fn signs(&self) -> impl Iterator<Item = (Sign, &'static str)> {
        let courses = [Course::Improved, Course::Worsened, Course::Same];
        let occurring = courses.into_iter().filter(|it| self.rows.iter().any(|row| self.course(row) == *it));
        occurring.map(|it| (Sign::Course(it), it.word(self.lang)))
    }
}

/// The lines at the width of the spec. It is as high as its labels need.
pub fn change(spec: &ChangeSpec) -> String {
    let rows = spec.ordered();
    let sentences: Vec<String> = rows.iter().map(|it| spec.sentence(it)).collect();
    let form = Form::of(spec, &rows);
    let legend = Legend::of(spec.signs(), spec.width.units(), form.small);
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-change", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().cloned(), spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + form.height(),
    };
    Svg::draw(&frame, |svg| {
        if rows.iter().any(|it| it.from.value().is_none() && it.to.value().is_none()) {
            svg.hatch(&hatch);
        }
        legend.draw(svg, &hatch);
        form.draw(svg, legend.height(), &hatch, &sentences);
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn change_for_any_width(spec: &ChangeSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        change(&ChangeSpec { width, ..spec })
    })
}
