mod form;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::{Mark, Point, Reading, Target, with_unit};
use super::scale::Ticks;
use super::status::Status;
use super::svg::{Anchor, Frame, Svg, Voice, id_from};
use super::{Width, pair};
use crate::text::Lang;
use form::{Form, Plan};
use rust_decimal::Decimal;

/// Rows of bars against targets. Each row has an axis of its own, and zero is always on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub lang: Lang,
    pub width: Width,
    /// Whether the signs are explained above the rows.
    pub legend: bool,
    pub rows: Vec<BulletRow>,
}

impl BulletSpec {
    /// With a legend, for a wide place.
    pub fn new(id: impl Into<String>, title: impl Into<String>, lang: Lang, rows: Vec<BulletRow>) -> Self {
        Self { id: id.into(), title: title.into(), lang, width: Width::Wide, legend: true, rows }
    }
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletRow {
    /// Goes to `data-key`: the code of the indicator, say. May be empty.
    pub key: String,
    pub label: String,
    pub unit: String,
    pub value: Mark,
    pub target: Option<Target>,
    /// The same period of the year before.
    pub prior: Option<Point>,
    /// Where the value should be by now, if the target is for longer than the period.
    pub pace: Option<Point>,
    /// Where the axis ends if nothing goes beyond: 100 for a share, the number of schools.
    pub full: Option<Decimal>,
    /// Not looked at unless there is a value.
    pub status: Status,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl BulletRow {
    /// A row with nothing to compare with.
    pub fn new(
        key: impl Into<String>,
        label: impl Into<String>,
        unit: impl Into<String>,
        value: Mark,
        status: Status,
    ) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            unit: unit.into(),
            value,
            target: None,
            prior: None,
            pace: None,
            full: None,
            status,
            href: String::new(),
        }
    }

    pub(super) fn status(&self) -> Status {
        match self.value {
            Mark::Value(_) => self.status,
            _ => Status::NoFigure,
        }
    }

    pub(super) fn status_word(&self, lang: Lang) -> &'static str {
        self.value.absence(lang).unwrap_or_else(|| self.status.word(lang))
    }

    pub(super) fn axis(&self) -> (Decimal, Decimal) {
        let mut low = Decimal::ZERO;
        let mut high = self.full.unwrap_or_default().max(Decimal::ZERO);
        let target = self.target.iter().flat_map(|it| [it.low(), it.high()]);
        let points = self.value.value().into_iter().chain(target);
        for point in points.chain(&self.prior).chain(&self.pace) {
            low = low.min(point.at);
            high = high.max(point.at);
        }
        if low == high {
            high = Decimal::ONE;
        }
        if low.is_zero() && self.full == Some(high) {
            return (low, high);
        }
        Ticks::covering(low, high, 5, false).span()
    }

    pub(super) fn comparison(&self, lang: Lang) -> String {
        let target = self.target.as_ref();
        let target = target.map(|it| lang.chart_target_short(it.short()));
        let prior = self.prior.as_ref();
        let prior = prior.map(|it| lang.chart_prior_short(&it.text));
        target.into_iter().chain(prior).collect::<Vec<_>>().join(" · ")
    }

    /// The row as a sentence, for who cannot see it or points at it.
    fn sentence(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(value) = self.value.value() {
            parts.push(with_unit(&value.text, &self.unit));
        }
        parts.extend(self.target.iter().map(|it| lang.chart_target_of(it.spoken(lang))));
        parts.extend(self.pace.iter().map(|it| lang.chart_pace_of(&it.text)));
        parts.extend(self.prior.iter().map(|it| lang.chart_prior_of(&it.text)));
        let mut status = self.status_word(lang).to_owned();
        if let Some(reason) = self.value.reason() {
            status = format!("{status} ({reason})");
        }
        parts.push(status);
        format!("{}: {}.", self.label, parts.join("; "))
    }
}

/// The rows at the width of the spec.
pub fn bullets(spec: &BulletSpec) -> String {
    let form = Form::of(spec.width);
    let lang = spec.lang;
    let plans: Vec<Plan> = spec.rows.iter().map(|it| form.plan(it)).collect();
    let explained = signs(spec).filter(|_| spec.legend);
    let legend = Legend::of(explained, spec.width.units(), form.small);
    let legend_height = legend.height();
    let rows_height: f64 = plans.iter().map(|it| it.height).sum();
    let bare = if spec.rows.is_empty() { 40.0 } else { 0.0 };

    let sentences: Vec<String> = spec.rows.iter().map(|it| it.sentence(lang)).collect();
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-bullets", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().cloned(), spec.finding(), lang),
        width: spec.width.units(),
        height: legend_height + rows_height + bare,
    };

    Svg::draw(&frame, |svg| {
        if spec.rows.iter().any(|it| it.value.value().is_none()) {
            svg.hatch(&hatch);
        }
        legend.draw(svg, &hatch);
        if spec.rows.is_empty() {
            let at = (0.0, legend_height + 24.0);
            svg.write(at, form.text, Voice::Soft, Anchor::Start, lang.chart_no_figure());
        }
        let mut top = legend_height;
        for ((row, plan), sentence) in spec.rows.iter().zip(&plans).zip(&sentences) {
            let class = format!("chart-row {}", row.status().tone().class());
            let reading =
                Reading { class: &class, key: &row.key, href: &row.href, data: row.value.data(), sentence };
            reading.draw(svg, |svg| form.draw(svg, row, plan, top, &hatch, lang));
            top += plan.height;
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn bullets_for_any_width(spec: &BulletSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        bullets(&BulletSpec { width, ..spec })
    })
}

/// The signs that occur, in the order they are looked for.
fn signs(spec: &BulletSpec) -> impl Iterator<Item = (Sign, &'static str)> {
    let rows = &spec.rows;
    let lang = spec.lang;
    let missing = |it: &BulletRow| matches!(it.value, Mark::Missing { .. });
    [
        (Sign::Bar, lang.chart_actual(), rows.iter().any(|it| it.value.value().is_some())),
        (Sign::Target, lang.chart_target(), rows.iter().any(|it| it.target.is_some())),
        (Sign::Pace, lang.chart_pace(), rows.iter().any(|it| it.pace.is_some())),
        (Sign::Prior, lang.chart_prior(), rows.iter().any(|it| it.prior.is_some())),
        (Sign::Missing, lang.chart_no_figure(), rows.iter().any(missing)),
    ]
    .into_iter()
    .filter_map(|(sign, word, occurs)| occurs.then_some((sign, word)))
}
