//! A writer of SVG.

use super::layout::fit;
use super::scale::{number, push_number};
use super::status::Tone;
use crate::markup::{self, Markup};

// The light theme of `style/tokens.css`, for where that sheet is absent.
pub(super) const INK: &str = "#1a2330";
pub(super) const INK_SOFT: &str = "#4b5563";
pub(super) const LINE: &str = "#d6d2c5";
pub(super) const SURFACE: &str = "#ffffff";
pub(super) const ACCENT: &str = "#17497f";
pub(super) const OK: &str = "#0a6351";
pub(super) const OK_SOFT: &str = "#dcefe8";
pub(super) const WARN: &str = "#7a4700";
pub(super) const WARN_SOFT: &str = "#fbecd0";
pub(super) const DANGER: &str = "#a8201a";
pub(super) const DANGER_SOFT: &str = "#fbe4e1";
pub(super) const MUTED_SOFT: &str = "#ebe8df";

/// What a text is for. It says how dark and how heavy its letters are.
#[derive(Clone, Copy)]
pub(super) enum Voice {
    Ink,
    Soft,
    Axis,
    /// A figure, in heavy letters.
    Strong,
    /// As soft, where lines may run behind it.
    Over,
    Said(Tone),
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What every chart says about itself.
pub(super) struct Frame<'a> {
    /// Unique in the page; already fit to be an id.
    pub id: &'a str,
    pub class: &'a str,
    pub title: &'a str,
    pub desc: &'a str,
    pub width: f64,
    pub height: f64,
}

pub(super) struct Svg {
    out: String,
}

impl Markup for Svg {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }
}

impl Svg {
    pub fn draw(frame: &Frame, drawing: impl FnOnce(&mut Self)) -> String {
        let mut svg = Self { out: String::with_capacity(16 * 1024) };
        let title = format!("{}-title", frame.id);
        let desc = format!("{}-desc", frame.id);
        let mut root = svg
            .tag("svg")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("id", frame.id)
            .class(frame.class)
            .attr("viewBox", &format!("0 0 {} {}", number(frame.width), number(frame.height)))
            .attr("role", "img")
            .attr("font-family", "sans-serif");
        root = if frame.desc.is_empty() {
            root.attr("aria-labelledby", &title)
        } else {
            root.attr("aria-labelledby", &title).attr("aria-describedby", &desc)
        };
        root.holding(|svg| {
            svg.tag("title").attr("id", &title).text(frame.title);
            if !frame.desc.is_empty() {
                svg.tag("desc").attr("id", &desc).text(frame.desc);
            }
            drawing(svg);
        });
        svg.out
    }

    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        Markup::tag(self, name)
    }

    pub fn title(&mut self, text: &str) {
        self.tag("title").text(text);
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), ink: &str, width: &str) {
        self.tag("line")
            .class(class)
            .num("x1", from.0)
            .num("y1", from.1)
            .num("x2", to.0)
            .num("y2", to.1)
            .attr("stroke", ink)
            .attr("stroke-width", width)
            .close();
    }

    pub fn label(&mut self, at: (f64, f64), size: f64) -> Tag<'_> {
        self.tag("text").num("x", at.0).num("y", at.1).num("font-size", size)
    }

    pub fn write(&mut self, at: (f64, f64), size: f64, voice: Voice, anchor: Anchor, text: &str) {
        let (class, ink) = match voice {
            Voice::Ink => ("chart-label", INK),
            Voice::Soft => ("chart-label chart-soft", INK_SOFT),
            Voice::Axis => ("chart-label chart-axis-label", INK_SOFT),
            Voice::Strong => ("chart-label chart-value", INK),
            Voice::Over => ("chart-label chart-soft chart-halo", INK_SOFT),
            Voice::Said(tone) => (tone.word_class(), tone.ink()),
        };
        let mut label = self.label(at, size).class(class).attr("fill", ink);
        label = match voice {
            Voice::Strong => label.attr("font-weight", "600"),
            Voice::Over => {
                label.attr("stroke", SURFACE).attr("stroke-width", "3").attr("paint-order", "stroke")
            }
            _ => label,
        };
        match anchor {
            Anchor::Start => label,
            Anchor::Middle => label.attr("text-anchor", "middle"),
            Anchor::End => label.attr("text-anchor", "end"),
        }
        .text(text);
    }

    /// As [`Svg::write`], of a number: in smaller letters where there is less room.
    pub fn figure(
        &mut self,
        at: (f64, f64),
        (size, room): (f64, f64),
        voice: Voice,
        anchor: Anchor,
        text: &str,
    ) {
        let (size, text) = fit(text, size, room);
        self.write(at, size, voice, anchor, &text);
    }

    /// A whole drawing inside of this one, as it is.
    pub fn insert(&mut self, drawing: &str) {
        self.out.push_str(drawing);
    }

    /// The whole place of a mark, not only its ink, answers a pointer.
    pub fn hit(&mut self, at: (f64, f64), size: (f64, f64)) {
        self.tag("rect")
            .class("chart-hit")
            .num("x", at.0)
            .num("y", at.1)
            .num("width", size.0)
            .num("height", size.1)
            .attr("fill", "none")
            .close();
    }

    /// As [`Svg::hit`], for a thin line.
    pub fn hit_line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.tag("line")
            .class("chart-hit-line")
            .num("x1", from.0)
            .num("y1", from.1)
            .num("x2", to.0)
            .num("y2", to.1)
            .attr("stroke", "none")
            .attr("stroke-width", "10")
            .close();
    }

    /// The hatch that says "nothing here", under an id of its own.
    pub fn hatch(&mut self, id: &str) {
        self.tag("defs").holding(|svg| {
            svg.tag("pattern")
                .attr("id", id)
                .attr("width", "6")
                .attr("height", "6")
                .attr("patternUnits", "userSpaceOnUse")
                .attr("patternTransform", "rotate(45)")
                .holding(|svg| {
                    svg.line("chart-hatch", (0.0, 0.0), (0.0, 6.0), INK_SOFT, "2");
                });
        });
    }
}

/// An element of a drawing; see [`markup::Tag`].
pub(super) type Tag<'a> = markup::Tag<'a, Svg>;

impl Tag<'_> {
    pub fn num(self, name: &str, value: f64) -> Self {
        self.attr_with(name, |out| push_number(out, value))
    }

    pub fn titled(self, title: &str) {
        self.holding(|svg| svg.title(title));
    }
}

/// A text made fit to be an id and to stand in `url(#…)`.
pub(super) fn id_from(text: &str) -> String {
    let clean = text.chars().map(|it| if it.is_ascii_alphanumeric() || it == '_' { it } else { '-' });
    let mut id: String = clean.collect();
    if !id.starts_with(|it: char| it.is_ascii_alphabetic()) {
        id.insert_str(0, "chart-");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_or_attribute_can_close_it() {
        let frame =
            Frame { id: "a", class: "chart", title: "</title><script>", desc: "", width: 1.0, height: 1.0 };
        let svg = Svg::draw(&frame, |svg| {
            svg.tag("rect").attr("data-key", "\"><b>\u{1}'").close();
        });
        assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains('\u{1}'));
        assert!(svg.contains(r#"data-key="&quot;&gt;&lt;b&gt;&#39;""#));
    }

    #[test]
    fn an_id_is_made_of_letters_that_need_no_quoting() {
        assert_eq!(id_from("GD01 (lũy kế)"), "GD01--l-y-k--");
        assert_eq!(id_from("2016"), "chart-2016");
        assert_eq!(id_from(""), "chart-");
    }
}
