use super::fill::{block, define};
use super::{Part, Piece, ShareSpec};
use crate::chart::Width;
use crate::chart::layout::{cut, width};
use crate::chart::mark::{Mark, Reading, with_unit};
use crate::chart::scale::Linear;
use crate::chart::sign::absent;
use crate::chart::svg::{Anchor, Svg, Voice};
use rust_decimal::Decimal;

const NAMES: f64 = 40.0;
const BAR: f64 = 34.0;
/// Of what is owed where nobody knows how large it is.
const STUB: f64 = 30.0;

pub(super) struct Form<'a> {
    spec: &'a ShareSpec,
    listed: &'a [(Piece, &'a Part)],
    text: f64,
    small: f64,
    columns: usize,
    /// Of a column of the list.
    wide: f64,
    row: f64,
    /// Where the bar ends that is measured.
    end: f64,
    value: f64,
    share: f64,
}

impl<'a> Form<'a> {
    pub fn of(spec: &'a ShareSpec, listed: &'a [(Piece, &'a Part)]) -> Self {
        let narrow = spec.width == Width::Narrow;
        let units = spec.width.units();
        let (text, small) = if narrow { (14.0, 12.0) } else { (13.0, 11.5) };
        let columns = if !narrow && listed.len() > 6 { 2 } else { 1 };
        let wide = match (narrow, columns) {
            (true, _) => units,
            (false, 1) => 480.0,
            (false, _) => (units - 40.0) / 2.0,
        };
        let unknown = spec.total.is_none() && spec.owed().next().is_some();
        let values = listed.iter().filter_map(|it| it.1.value.value());
        let value = values.map(|it| width(&it.text, text)).fold(0.0, f64::max).min(wide * 0.4);
        Self {
            spec,
            listed,
            text,
            small,
            columns,
            wide,
            row: if narrow { 26.0 } else { 22.0 },
            end: if unknown { units - STUB } else { units },
            value,
            share: width("100,0%", text) + 10.0,
        }
    }

    fn rows(&self) -> usize {
        self.listed.len().div_ceil(self.columns)
    }

    /// Nothing to cut a bar into.
    fn is_bare(&self) -> bool {
        self.spec.whole().is_zero() && self.spec.owed().next().is_none()
    }

    fn head(&self) -> f64 {
        let below = if self.spec.total.is_some() { 30.0 } else { 14.0 };
        if self.is_bare() { 8.0 } else { NAMES + BAR + below }
    }

    pub fn height(&self) -> f64 {
        let list = if self.listed.is_empty() { 40.0 } else { self.row * self.rows() as f64 + 4.0 };
        self.head() + list
    }

    pub fn draw(&self, svg: &mut Svg, id: &str, sentences: &[String]) {
        let spec = self.spec;
        let hatch = format!("{id}-hatch");
        if self.listed.is_empty() {
            svg.write((0.0, 28.0), self.text, Voice::Soft, Anchor::Start, spec.lang.chart_no_figure());
            return;
        }
        let pieces = self.listed.iter().filter(|it| matches!(it.0, Piece::Own(_))).count();
        define(svg, id, pieces);
        if self.listed.iter().any(|it| it.1.value.value().is_none()) || self.rest().is_some() {
            svg.hatch(&hatch);
        }
        let whole = spec.whole();
        let span = (Decimal::ZERO, if whole.is_zero() { Decimal::ONE } else { whole });
        let x = Linear::new(span, (0.0, self.end));
        let mut done = Decimal::ZERO;
        let own = self.listed.iter().zip(sentences).enumerate();
        for (index, ((piece, part), sentence)) in own {
            let data = part.value.data();
            let reading = Reading { class: "chart-part", key: &part.key, href: &part.href, data, sentence };
            reading.draw(svg, |svg| {
                if let Piece::Own(_) = piece {
                    let size = ShareSpec::size(part);
                    let (from, to) = (x.at(done), x.at(done.saturating_add(size)));
                    block(svg, id, *piece, &hatch, (from, NAMES), (to - from, BAR));
                    let share = spec.share(size).unwrap_or_default();
                    self.named(svg, (from, to), &part.label, &share);
                    done = done.saturating_add(size);
                }
                self.entry(svg, id, index, *piece, part, &hatch);
            });
        }
        self.others(svg, id, &x, done, &hatch);
        self.whole(svg);
    }

    /// What the parts leave of a whole that is known.
    fn rest(&self) -> Option<Decimal> {
        let sum = ShareSpec::sum(&self.spec.parts);
        let rest = self.spec.total.as_ref()?.at.saturating_sub(sum);
        (rest > Decimal::ZERO).then_some(rest)
    }

    /// The pieces that are of no single part.
    fn others(&self, svg: &mut Svg, id: &str, x: &Linear, from: Decimal, hatch: &str) {
        let spec = self.spec;
        let lang = spec.lang;
        let mut done = from;
        let shared = self.listed.iter().filter(|it| it.0 == Piece::Shared).map(|it| it.1);
        let owed = spec.owed().next().is_some();
        let rest_word = if owed { lang.chart_no_figure() } else { lang.chart_rest() };
        let pieces = [
            (Piece::Shared, ShareSpec::sum(shared), lang.chart_other()),
            (Piece::None, self.rest().unwrap_or_default(), rest_word),
        ];
        for (piece, size, word) in pieces.into_iter().filter(|it| !it.1.is_zero()) {
            let (start, end) = (x.at(done), x.at(done.saturating_add(size)));
            let share = spec.share(size).unwrap_or_default();
            svg.tag("g").class("chart-part").holding(|svg| {
                svg.title(&format!("{word}: {share}"));
                block(svg, id, piece, hatch, (start, NAMES), (end - start, BAR));
                self.named(svg, (start, end), word, &share);
            });
            done = done.saturating_add(size);
        }
        if owed && spec.total.is_none() {
            // Of nothing known the whole bar is owed.
            let start = if spec.whole().is_zero() { 0.0 } else { self.end + 4.0 };
            let wide = spec.width.units() - start;
            svg.tag("g").class("chart-part").holding(|svg| {
                svg.title(lang.chart_no_figure());
                block(svg, id, Piece::None, hatch, (start, NAMES), (wide, BAR));
            });
        }
    }

    /// The share above its piece, and the name where there is room for enough of it.
    fn named(&self, svg: &mut Svg, (from, to): (f64, f64), name: &str, share: &str) {
        let (room, middle) = (to - from - 4.0, (from + to) / 2.0);
        if width(share, self.text) > room {
            return;
        }
        svg.write((middle, NAMES - 7.0), self.text, Voice::Strong, Anchor::Middle, share);
        let name = cut(name, self.small, room);
        if name.chars().count() >= 6 || !name.ends_with('…') {
            svg.write((middle, NAMES - 23.0), self.small, Voice::Soft, Anchor::Middle, &name);
        }
    }

    /// What the whole bar is.
    fn whole(&self, svg: &mut Svg) {
        let spec = self.spec;
        let Some(total) = spec.total.as_ref().filter(|_| !self.is_bare()) else {
            return;
        };
        let text = spec.lang.chart_total(with_unit(&total.text, &spec.unit));
        let text = cut(&text, self.small, spec.width.units());
        svg.write((0.0, NAMES + BAR + 16.0), self.small, Voice::Soft, Anchor::Start, &text);
    }

    /// The part in the list.
    fn entry(&self, svg: &mut Svg, id: &str, index: usize, piece: Piece, part: &Part, hatch: &str) {
        let spec = self.spec;
        let (column, row) = (index / self.rows(), index % self.rows());
        let left = column as f64 * (self.wide + 40.0);
        let top = self.head() + self.row * row as f64;
        let y = top + self.row / 2.0 + 4.5;
        svg.hit((left, top), (self.wide, self.row));
        let swatch = ((left + 0.5, top + self.row / 2.0 - 6.0), (18.0, 12.0));
        match part.value {
            Mark::Value(_) if piece == Piece::None => {}
            Mark::Value(_) => block(svg, id, piece, hatch, swatch.0, swatch.1),
            _ => absent(svg, &part.value, swatch.0, swatch.1, hatch),
        }
        let figures = self.share + self.value;
        let Some(value) = part.value.value() else {
            let word = part.value.spoken("", false, spec.lang);
            let words = cut(&format!("{}: {word}", part.label), self.text, self.wide - 26.0);
            svg.write((left + 26.0, y), self.text, Voice::Soft, Anchor::Start, &words);
            return;
        };
        let name = cut(&part.label, self.text, self.wide - 26.0 - figures - 12.0);
        svg.write((left + 26.0, y), self.text, Voice::Ink, Anchor::Start, &name);
        let end = left + self.wide;
        let room = (self.text, self.value.max(20.0));
        svg.figure((end - self.share, y), room, Voice::Strong, Anchor::End, &value.text);
        let share = spec.share(value.at).unwrap_or_else(|| "–".to_owned());
        svg.write((end, y), self.text, Voice::Soft, Anchor::End, &share);
    }
}
