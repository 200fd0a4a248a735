use crate::id::NoticeId;
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A name as it is kept in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub vi: String,
    pub en: String,
}

impl Name {
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    pub fn pick(&self, t: Lang) -> &str {
        t.pick(&self.vi, &self.en)
    }
}

/// What is told. Kept as its kind and its parts, and put into words in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// The office asks for a report that has not come.
    Reminder { unit: Name, period: Name, due_on: NaiveDate },
    /// A report is due in so many days; 0 is today.
    DueSoon { unit: Name, period: Name, due_on: NaiveDate, days: i64 },
    /// A report was sent back.
    Returned { unit: Name, period: Name, reason: String },
    /// Someone named the reader in a comment.
    Mention { who: String, unit: Name, period: Name, excerpt: String },
    /// The reader is asked to a meeting, or told that its time, place or title is another.
    Invited { meeting: String, starts_at: Instant, place: Option<String>, again: bool },
    /// Nobody asks them to a meeting any longer.
    Uninvited { meeting: String, starts_at: Instant },
    /// An agenda that was published is another now.
    AgendaChanged { meeting: String, starts_at: Instant },
    /// Someone asked to a meeting does not come.
    Declined { who: String, meeting: String, reason: String },
    /// Someone asked to a meeting sends another.
    Substituted { who: String, meeting: String, substitute: String },
}

/// Something to be told, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub message: Message,
    /// An address of this site, beginning with `/`.
    pub link: String,
    /// A calendar's entry (iCalendar) that goes along with the letter.
    pub calendar: Option<String>,
}

impl Notice {
    pub fn new(message: Message, link: impl Into<String>) -> Self {
        Self { message, link: link.into(), calendar: None }
    }

    pub fn with_calendar(self, entry: String) -> Self {
        Self { calendar: Some(entry), ..self }
    }
}

/// A notice as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    pub id: NoticeId,
    pub message: Message,
    pub link: String,
    pub created_at: Instant,
    pub read_at: Option<Instant>,
}

/// A person's newest notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeList {
    /// Newest first.
    pub lines: Vec<NoticeLine>,
    pub unread: u32,
}

impl Message {
    /// The word its kind is kept under.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Reminder { .. } => "reminder",
            Self::DueSoon { .. } => "due_soon",
            Self::Returned { .. } => "returned",
            Self::Mention { .. } => "mention",
            Self::Invited { .. } => "invited",
            Self::Uninvited { .. } => "uninvited",
            Self::AgendaChanged { .. } => "agenda_changed",
            Self::Declined { .. } => "declined",
            Self::Substituted { .. } => "substituted",
        }
    }
}
