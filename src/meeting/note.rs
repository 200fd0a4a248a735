//! What a person notes and marks for themselves. It never enters the log and is shown to nobody else.

use crate::error::{FieldErrors, Problem, parse_text};
use crate::id::{AgendaItemId, MeetingNoteId, PassageId};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

const LONGEST: u32 = 5000;
const LONGEST_QUOTE: u32 = 2000;

/// A note, or a highlight when it quotes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    pub id: MeetingNoteId,
    pub item: Option<AgendaItemId>,
    /// The passage that the quote stands in.
    pub passage: Option<PassageId>,
    pub quote: Option<String>,
    pub body: Option<String>,
    pub revision: i64,
    pub updated_at: Instant,
}

/// A note as typed, under an identity that the browser made: one that waited for a connection and is sent
/// twice is kept once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteInput {
    pub id: MeetingNoteId,
    pub item: Option<AgendaItemId>,
    pub passage: Option<PassageId>,
    pub quote: String,
    pub body: String,
    /// The revision that the writer saw; 0 for a new one.
    pub seen: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    pub quote: Option<String>,
    pub body: Option<String>,
}

impl NoteInput {
    /// # Errors
    /// On `quote` or `body`; on `body` when both are empty.
    pub fn parse(&self) -> Result<NoteDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let quote = errors.keep("quote", parse_text(&self.quote, LONGEST_QUOTE));
        let body = errors.keep("body", parse_text(&self.body, LONGEST));
        match (quote, body) {
            (Some(None), Some(None)) => Err(FieldErrors::of("body", Problem::Required)),
            (Some(quote), Some(body)) => Ok(NoteDraft { quote, body }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_or_marks_something() {
        let input = |quote: &str, body: &str| NoteInput {
            id: MeetingNoteId::default(),
            item: None,
            passage: None,
            quote: quote.into(),
            body: body.into(),
            seen: 0,
        };
        assert!(input(" ", "").parse().is_err());
        assert_eq!(input("tăng 3%", " ").parse().unwrap().quote.as_deref(), Some("tăng 3%"));
        assert!(input(&"a".repeat(2001), "").parse().unwrap_err().on("quote").is_some());
    }
}
