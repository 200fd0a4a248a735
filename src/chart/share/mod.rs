mod draw;
mod fill;
#[cfg(test)]
mod tests;

use super::finding::described;
use super::mark::{Mark, Point};
use super::scale::percent;
use super::svg::{Frame, Svg, id_from};
use super::{Width, pair};
use crate::text::Lang;
use draw::Form;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// What a whole is made of: one bar cut into its parts, and a list that names them.
///
/// Shares are worked out from the values. Without a `total` the whole is the sum of the parts, and a part
/// that has no figure is told to be missing from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// What the chart answers. Read aloud, not drawn: the page has a heading.
    pub title: String,
    pub unit: String,
    pub lang: Lang,
    pub width: Width,
    /// The whole, where it is known beside its parts: what they do not fill is hatched.
    pub total: Option<Point>,
    /// In the order they are drawn.
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Goes to `data-key`. May be empty.
    pub key: String,
    pub label: String,
    pub value: Mark,
    /// All that has no part of its own: drawn last and plain.
    pub other: bool,
    /// The page that tells where the figure comes from. May be empty.
    pub href: String,
}

impl Part {
    pub fn new(key: impl Into<String>, label: impl Into<String>, value: Mark) -> Self {
        Self { key: key.into(), label: label.into(), value, other: false, href: String::new() }
    }
}

/// So many parts have a piece of the bar to themselves; the rest share one.
const PIECES: usize = 7;

impl ShareSpec {
    /// For a wide place; the whole is the sum of the parts.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        unit: impl Into<String>,
        lang: Lang,
        parts: Vec<Part>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: unit.into(),
            lang,
            width: Width::Wide,
            total: None,
            parts,
        }
    }

    /// The parts as they are listed: those with a piece of their own, those that share one, those that have
    /// none because they are zero, negative or not there. Where there are too many for the bar, the largest have the pieces.
    fn listed(&self) -> Vec<(Piece, &Part)> {
        let sized =
            |other: bool| self.parts.iter().filter(move |it| it.other == other && !Self::size(it).is_zero());
        let mut parts: Vec<&Part> = sized(false).collect();
        let mut own = parts.len();
        if own > PIECES {
            parts.sort_by_key(|it| Reverse(it.value.value().map(|it| it.at)));
            own = PIECES - 1;
        }
        let parts = parts.into_iter().enumerate();
        let parts =
            parts.map(|(index, it)| (if index < own { Piece::Own(index) } else { Piece::Shared }, it));
        let flat = self.parts.iter().filter(|it| it.value.value().is_some() && Self::size(it).is_zero());
        let absent = self.parts.iter().filter(|it| it.value.value().is_none());
        parts
            .chain(sized(true).map(|it| (Piece::Shared, it)))
            .chain(flat.chain(absent).map(|it| (Piece::None, it)))
            .collect()
    }

    /// What can be cut from a bar: nothing below zero.
    fn size(part: &Part) -> Decimal {
        part.value.value().map_or(Decimal::ZERO, |it| it.at).max(Decimal::ZERO)
    }

    fn sum<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Decimal {
        parts.into_iter().fold(Decimal::ZERO, |sum, it| sum.saturating_add(Self::size(it)))
    }

    /// What the whole bar is. A total below its parts cannot be right, so they are held against themselves.
    pub(super) fn whole(&self) -> Decimal {
        let sum = Self::sum(&self.parts);
        self.total.as_ref().map_or(sum, |it| it.at.max(sum))
    }

    /// The share of a part as it is written; nothing where there is no whole, or less than nothing.
    pub(super) fn share(&self, value: Decimal) -> Option<String> {
        (value >= Decimal::ZERO).then(|| percent(value, self.whole(), self.lang)).flatten()
    }

    fn sentence(&self, part: &Part) -> String {
        let value = part.value.spoken(&self.unit, false, self.lang);
        let share = part.value.value().and_then(|it| self.share(it.at));
        let share = share.map(|it| format!("; {it}")).unwrap_or_default();
        format!("{}: {value}{share}.", part.label)
    }

    /// Parts that are owed and of which nothing is known.
    pub(super) fn owed(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|it| matches!(it.value, Mark::Missing { .. }))
    }
}

/// Where a part is in the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Own(usize),
    Shared,
    None,
}

/// The bar and its list at the width of the spec.
pub fn share(spec: &ShareSpec) -> String {
    let listed = spec.listed();
    let sentences: Vec<String> = listed.iter().map(|it| spec.sentence(it.1)).collect();
    let form = Form::of(spec, &listed);
    let id = id_from(&spec.id);
    let frame = Frame {
        id: &id,
        class: &format!("{} chart-share", spec.width.class()),
        title: &spec.title,
        desc: &described(sentences.iter().cloned(), spec.finding(), spec.lang),
        width: spec.width.units(),
        height: form.height(),
    };
    Svg::draw(&frame, |svg| form.draw(svg, &id, &sentences))
}

/// Both widths; the style sheet shows the one that fits. The width of the spec is not looked at.
pub fn share_for_any_width(spec: &ShareSpec) -> String {
    pair(|width| {
        let mut spec = spec.clone();
        if width == Width::Narrow {
            spec.id.push_str("-narrow");
        }
        share(&ShareSpec { width, ..spec })
    })
}
