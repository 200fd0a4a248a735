//! A writer of markup that cannot forget to escape. A drawing of a thousand marks, or a table of a thousand cells that
//! only leads elsewhere, is written at once where a view of each would cost many times as much.

/// Something that markup is written into.
pub trait Markup: Sized {
    fn out(&mut self) -> &mut String;

    fn tag(&mut self, name: &'static str) -> Tag<'_, Self> {
        let out = self.out();
        out.push('<');
        out.push_str(name);
        Tag { on: self, name }
    }

    fn say(&mut self, text: &str) {
        escape(text, self.out());
    }
}

impl Markup for String {
    fn out(&mut self) -> &mut String {
        self
    }
}

/// An element whose attributes are being written. Nothing is closed until it is told how.
#[must_use]
pub struct Tag<'a, W> {
    on: &'a mut W,
    name: &'static str,
}

impl<W: Markup> Tag<'_, W> {
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.attr_with(name, |out| escape(value, out))
    }

    /// What is written must need no escaping.
    pub(crate) fn attr_with(self, name: &str, write: impl FnOnce(&mut String)) -> Self {
        let out = self.on.out();
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        write(out);
        out.push('"');
        self
    }

    pub fn class(self, value: &str) -> Self {
        self.attr("class", value)
    }

    /// As XML closes an element that holds nothing; HTML does not.
    pub(crate) fn close(self) {
        self.on.out().push_str("/>");
    }

    pub fn text(self, text: &str) {
        self.holding(|it| it.say(text));
    }

    /// What stands in a text field, letter for letter.
    pub fn verbatim(self, text: &str) {
        self.holding(|it| it.out().push_str(&inside_field(text)));
    }

    pub fn holding(self, inside: impl FnOnce(&mut W)) {
        self.on.out().push('>');
        inside(self.on);
        let out = self.on.out();
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// A text as it stands inside a text field, letter for letter.
pub fn inside_field(text: &str) -> String {
    // A line break that a text begins with would be taken for the tag's own.
    let begins = if text.starts_with('\n') { "\n" } else { "" };
    format!("{begins}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Characters XML cannot hold are left out, since a document that a drawing is put into would be refused.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_or_attribute_can_close_it() {
        let mut out = String::new();
        out.tag("a").attr("href", "\"><b>\u{1}'").text("</a><script>");
        assert_eq!(out, r#"<a href="&quot;&gt;&lt;b&gt;&#39;">&lt;/a&gt;&lt;script&gt;</a>"#);
    }

    #[test]
    fn a_field_keeps_what_is_in_it() {
        let mut out = String::new();
        out.tag("textarea").verbatim("\nmột\t< hai &\n</textarea>");
        assert_eq!(out, "<textarea>\n\nmột\t&lt; hai &amp;\n&lt;/textarea></textarea>");
    }

    #[test]
    fn letters_stay_as_they_are_and_what_xml_refuses_goes() {
        let mut out = String::new();
        escape("Tỷ lệ ﬁ\u{fffe}\u{feff}…\n5 < 6", &mut out);
        assert_eq!(out, "Tỷ lệ ﬁ\u{feff}… 5 &lt; 6");
    }
}
