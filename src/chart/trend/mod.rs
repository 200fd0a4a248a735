mod plot;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::legend::{Legend, Sign};
use super::mark::{Mark, Target};
use super::scale::Ticks;
use super::svg::{Anchor, Frame, INK_SOFT, Svg, Voice, id_from};
use super::{Width, pair};
use crate::text::Lang;
use plot::{Plot, SMALL};
use rust_decimal::Decimal;

/// One figure over time, against its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    /// Whether zero is on the axis. Wanted when sizes are compared, not when a rate near 100 is.
    pub from_zero: bool,
    /// Every period in its order, those without a figure too.
    pub points: Vec<TrendPoint>,
}

impl TrendSpec {
    /// From zero, for a wide place.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        points: Vec<TrendPoint>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            from_zero: true,
            points,
        }
    }

    /// Round numbers around all there is to draw; nothing when there is nothing.
    fn axis(&self) -> Option<Ticks> {
        let points = self.points.iter();
        let values = points.flat_map(|it| {
            let targets = it.target.iter().chain(&it.adopted);
            let targets = targets.flat_map(|it| [it.low().at, it.high().at]);
            it.value.value().map(|it| it.at).into_iter().chain(targets)
        });
        let zero = self.from_zero.then_some(Decimal::ZERO);
        let values: Vec<Decimal> = values.chain(zero).collect();
        let whole = values.iter().all(|it| it.fract().is_zero());
        let low = values.iter().min().copied()?;
        let mut high = values.iter().max().copied()?;
        if low == high {
            high = high.checked_add(Decimal::ONE).unwrap_or(high);
        }
        Some(Ticks::covering(low, high, 4, whole))
    }

    /// The signs that are not named where they stand.
    fn signs(&self) -> impl Iterator<Item = (Sign, &'static str)> {
        let points = &self.points;
        [
            (
                Sign::ProvisionalDot,
                self.lang.chart_provisional_figure(),
                points.iter().any(|it| it.provisional),
            ),
            (Sign::Dots, self.lang.chart_adopted(), points.iter().any(|it| it.adopted.is_some())),
            (
                Sign::Missing,
                self.lang.chart_no_figure(),
                points.iter().any(|it| matches!(it.value, Mark::Missing { .. })),
            ),
        ]
        .into_iter()
        .filter_map(|(sign, word, occurs)| occurs.then_some((sign, word)))
    }
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// Short, to stand under the axis: `6T 2016`.
    pub label: String,
    pub value: Mark,
    /// The one in force: the latest that was decided.
    pub target: Option<Target>,
    /// The target as it was first adopted, where it was revised since.
    pub adopted: Option<Target>,
    /// The figure may still change: its dot is hollow.
    pub provisional: bool,
    /// Said where the series goes on from other units, through a merger or a new name: the line that leads
    /// here is dashed.
    pub carried: Option<String>,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl TrendPoint {
    /// A final figure of the unit's own.
    pub fn new(label: impl Into<String>, value: Mark, target: Option<Target>) -> Self {
        Self {
            label: label.into(),
            value,
            target,
            adopted: None,
            provisional: false,
            carried: None,
            href: String::new(),
        }
    }

    pub(super) fn sentence(&self, unit: &str, lang: Lang) -> String {
        let mut parts = vec![self.value.spoken(unit, self.provisional, lang)];
        if let Some(target) = &self.target {
            let target = lang.chart_target_of(target.spoken(lang));
            let adopted = self.adopted.as_ref().map(|it| lang.chart_revised_from(it.spoken(lang)));
            parts.push(format!("{target}{}", adopted.unwrap_or_default()));
        }
        parts.extend(self.carried.clone());
        format!("{}: {}", self.label, parts.join("; "))
    }
}

/// The line at the width of the spec.
pub fn trend(spec: &TrendSpec) -> String {
    let id = id_from(&spec.id);
    let hatch = format!("{id}-hatch");
    let sentences: Vec<String> = spec.points.iter().map(|it| it.sentence(&spec.unit, spec.lang)).collect();
    let drawn = spec.points.iter().any(|it| it.value.value().is_some() || it.target.is_some());
    let legend = Legend::of(spec.signs().filter(|_| drawn), spec.width.units(), SMALL);
    let height = match spec.width {
        Width::Wide => 240.0,
        Width::Narrow => 220.0,
    };
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-trend", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().map(|it| format!("{it}.")), spec.finding(), spec.lang),
        width: spec.width.units(),
        height: legend.height() + height,
    };
    Svg::draw(&frame, |svg| match spec.axis() {
        Some(ticks) if drawn => {
            if spec.points.iter().any(|it| matches!(it.value, Mark::Missing { .. })) {
                svg.hatch(&hatch);
            }
            legend.draw(svg, &hatch);
            let plot = Plot::of(spec, ticks, (legend.height(), frame.height));
            plot.draw(svg, &hatch, &sentences);
        }
        _ => {
            let middle = (spec.width.units() / 2.0, height / 2.0);
            let (from, to) = ((0.0, height - 28.0), (spec.width.units(), height - 28.0));
            svg.line("chart-axis", from, to, INK_SOFT, "1");
            svg.write(middle, 13.0, Voice::Soft, Anchor::Middle, spec.lang.chart_no_figure());
        }
    })
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn trend_for_any_width(spec: &TrendSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        trend(&TrendSpec { width, ..spec })
    })
}
