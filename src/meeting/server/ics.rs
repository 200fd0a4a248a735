//! A meeting as a calendar reads it: iCalendar (RFC 5545), and as an invitation (RFC 5546).

use crate::time::{Instant, local};
use std::fmt::Write;

/// The longest line in octets, without its end.
const LONGEST: usize = 75;
const ZONE: &str = "Asia/Ho_Chi_Minh";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To be put into a calendar.
    Publish,
    /// To be answered.
    Request,
    /// To be taken out of a calendar again.
    Cancel,
}

impl Method {
    const fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    const fn status(self) -> &'static str {
        match self {
            Self::Publish | Self::Request => "CONFIRMED",
            Self::Cancel => "CANCELLED",
        }
    }
}

/// A name and an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub address: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub method: Method,
    /// The same for all that is ever sent of one meeting.
    pub uid: String,
    /// Grows with each change of what people arranged themselves by.
    pub sequence: i32,
    pub made_at: Instant,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub title: String,
    pub place: Option<String>,
    pub text: String,
    pub organizer: Option<Party>,
    pub attendee: Option<Party>,
}

impl Entry {
    pub fn write(&self) -> String {
        let mut out = Lines::default();
        out.plain("BEGIN:VCALENDAR");
        out.plain("VERSION:2.0");
        out.plain("PRODID:-//Giao ban//Giao ban//VI");
        out.plain("CALSCALE:GREGORIAN");
        out.plain(&format!("METHOD:{}", self.method.word()));
        out.plain("BEGIN:VTIMEZONE");
        out.plain(&format!("TZID:{ZONE}"));
        out.plain("BEGIN:STANDARD");
        out.plain("DTSTART:19700101T000000");
        out.plain("TZOFFSETFROM:+0700");
        out.plain("TZOFFSETTO:+0700");
        out.plain("TZNAME:+07");
        out.plain("END:STANDARD");
        out.plain("END:VTIMEZONE");
        out.plain("BEGIN:VEVENT");
        out.plain(&format!("UID:{}", self.uid));
        out.plain(&format!("DTSTAMP:{}", self.made_at.format("%Y%m%dT%H%M%SZ")));
        out.plain(&format!("SEQUENCE:{}", self.sequence));
        out.plain(&format!("DTSTART;TZID={ZONE}:{}", local(self.starts_at).format("%Y%m%dT%H%M%S")));
        out.plain(&format!("DTEND;TZID={ZONE}:{}", local(self.ends_at).format("%Y%m%dT%H%M%S")));
        out.text("SUMMARY", &self.title);
        if let Some(place) = &self.place {
            out.text("LOCATION", place);
        }
        if !self.text.is_empty() {
            out.text("DESCRIPTION", &self.text);
        }
        out.plain(&format!("STATUS:{}", self.method.status()));
        out.plain("TRANSP:OPAQUE");
        if let Some(it) = &self.organizer {
            out.plain(&format!("ORGANIZER;CN={}:mailto:{}", quoted(&it.name), bare(&it.address)));
        }
        if let Some(it) = &self.attendee {
            let (name, address) = (quoted(&it.name), bare(&it.address));
            out.plain(&format!(
                "ATTENDEE;CN={name};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{address}"
            ));
        }
        out.plain("END:VEVENT");
        out.plain("END:VCALENDAR");
        out.0
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded between letters where it is too long.
    fn plain(&mut self, line: &str) {
        let mut length = 0;
        for sign in line.chars() {
            if length + sign.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(sign);
            length += sign.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for sign in value.chars() {
            match sign {
                '\\' | ';' | ',' => {
                    let _ = write!(line, "\\{sign}");
                }
                '\n' => line.push_str("\\n"),
                it if it.is_control() => {}
                it => line.push(it),
            }
        }
        self.plain(&line);
    }
}

/// A parameter's value: it may hold neither quotes nor control characters, and no other sign ends it.
fn quoted(text: &str) -> String {
    let plain: String =
        text.chars().filter(|it| !it.is_control()).map(|it| if it == '"' { '\'' } else { it }).collect();
    format!("\"{plain}\"")
}

fn bare(address: &str) -> String {
    address.chars().filter(|it| !it.is_control() && !it.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::instant;

    fn entry() -> Entry {
        let at = |text: &str| instant(text.parse().unwrap());
        Entry {
            method: Method::Request,
            uid: "0198-1@giaoban".into(),
            sequence: 2,
            made_at: at("2016-07-11T07:30:00"),
            starts_at: at("2016-07-18T08:00:00"),
            ends_at: at("2016-07-18T11:55:00"),
            title: "Hội nghị giao ban khối văn hóa, xã hội; 6 tháng đầu năm 2016 của thành phố Bắc Kạn"
                .into(),
            place: Some("Phòng họp số 2, UBND".into()),
            text: "1. Khai mạc\n2. Y tế \\ giáo dục".into(),
            organizer: Some(Party { name: "Nông \"Lan\"".into(), address: "office@example.vn".into() }),
            attendee: Some(Party {
                name: "Hoàng: Minh; Sơn".into(), address: "a@example.vn\r\nX: y".into()
            }),
        }
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_breaks_a_letter() {
        let written = entry().write();
        assert!(written.ends_with("END:VCALENDAR\r\n"));
        for line in written.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n') && !line.contains('\r'), "{line}");
        }
        assert!(unfolded(&written).contains("6 tháng đầu năm 2016 của thành phố Bắc Kạn"));
    }

    #[test]
    fn times_are_the_committees_with_its_zone() {
        let written = entry().write();
        assert!(written.contains("DTSTART;TZID=Asia/Ho_Chi_Minh:20160718T080000\r\n"));
        assert!(written.contains("DTEND;TZID=Asia/Ho_Chi_Minh:20160718T115500\r\n"));
        assert!(written.contains("DTSTAMP:20160711T003000Z\r\n"));
        assert!(written.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n"));
        assert!(written.contains("METHOD:REQUEST\r\n") && written.contains("SEQUENCE:2\r\n"));
    }

    #[test]
    fn signs_that_mean_something_are_escaped() {
        let written = unfolded(&entry().write());
        assert!(written.contains("SUMMARY:Hội nghị giao ban khối văn hóa\\, xã hội\\; 6 tháng"));
        assert!(written.contains("DESCRIPTION:1. Khai mạc\\n2. Y tế \\\\ giáo dục\r\n"));
        assert!(written.contains("ORGANIZER;CN=\"Nông 'Lan'\":mailto:office@example.vn\r\n"));
        assert!(written.contains("ATTENDEE;CN=\"Hoàng: Minh; Sơn\";") && !written.contains("\nX:"));
    }

    #[test]
    fn what_is_only_published_asks_nobody() {
        let entry = Entry { method: Method::Publish, organizer: None, attendee: None, ..entry() };
        let written = entry.write();
        assert!(
            written.contains("METHOD:PUBLISH")
                && !written.contains("ATTENDEE")
                && !written.contains("ORGANIZER")
        );
    }
}
