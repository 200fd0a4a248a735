//! A writer of SVG that cannot forget to escape.

use super::scale::{number, push_number};

pub(super) const INK: &str = "#1f2933";
pub(super) const INK_SOFT: &str = "#52606d";
pub(super) const LINE: &str = "#d3d9df";
pub(super) const SURFACE: &str = "#ffffff";
pub(super) const ACCENT: &str = "#2f5f8f";
pub(super) const OK: &str = "#1b7a43";
pub(super) const WARN: &str = "#9a5b00";
pub(super) const DANGER: &str = "#b3261e";

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
        self.out.push('<');
        self.out.push_str(name);
        Tag { svg: self, name }
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

/// An element whose attributes are being written. Nothing is closed until it is told how.
pub(super) struct Tag<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Tag<'_> {
    pub fn attr(self, name: &str, value: &str) -> Self {
        let out = &mut self.svg.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
        self
    }

    pub fn num(self, name: &str, value: f64) -> Self {
        let out = &mut self.svg.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_number(out, value);
        out.push('"');
        self
    }

    pub fn class(self, value: &str) -> Self {
        self.attr("class", value)
    }

    pub fn close(self) {
        self.svg.out.push_str("/>");
    }

    pub fn text(self, text: &str) {
        self.holding(|svg| escape(text, &mut svg.out));
    }

    pub fn titled(self, title: &str) {
        self.holding(|svg| svg.title(title));
    }

    pub fn holding(self, inside: impl FnOnce(&mut Svg)) {
        self.svg.out.push('>');
        inside(self.svg);
        self.svg.out.push_str("</");
        self.svg.out.push_str(self.name);
        self.svg.out.push('>');
    }
}

/// Characters XML cannot hold are left out, since a document made from the chart would be refused.
fn escape(text: &str, out: &mut String) {
    // Looked for by bytes: 0xef begins the two characters beyond ASCII that XML cannot hold, and others.
    let special = |it: &u8| matches!(it, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1f | 0xef);
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(special) {
        out.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        let first = after.next();
        out.push_str(match first {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&#39;",
            Some('\t' | '\n' | '\r') => " ",
            Some(it) if it > '\x1f' && it < '\u{fffe}' => &rest[at..at + it.len_utf8()],
            _ => "",
        });
        rest = after.as_str();
    }
    out.push_str(rest);
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
    fn letters_stay_as_they_are_and_what_xml_refuses_goes() {
        let mut out = String::new();
        escape("Tỷ lệ ﬁ\u{fffe}\u{feff}…\n5 < 6", &mut out);
        assert_eq!(out, "Tỷ lệ ﬁ\u{feff}… 5 &lt; 6");
    }

    #[test]
    fn an_id_is_made_of_letters_that_need_no_quoting() {
        assert_eq!(id_from("GD01 (lũy kế)"), "GD01--l-y-k--");
        assert_eq!(id_from("2016"), "chart-2016");
        assert_eq!(id_from(""), "chart-");
    }
}
