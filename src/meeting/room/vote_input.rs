//! Votes as they are asked for.

use super::vote::{Method, Subject};
use crate::error::{FieldErrors, Problem, parse_required};
use serde::{Deserialize, Serialize};

/// A vote as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteInput {
    pub subject: Subject,
    pub question: String,
    pub method: Method,
    pub agreement: bool,
    /// How many must take part; more than half of those who have a vote when empty.
    pub quorum: String,
    /// In how many seconds it closes; by hand when empty.
    pub seconds: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteDraft {
    pub subject: Subject,
    pub question: String,
    pub method: Method,
    pub agreement: bool,
    pub quorum: Option<u32>,
    pub seconds: Option<u32>,
}

impl VoteInput {
    /// A count of hands is closed by hand: somebody must have time to count.
    ///
    /// # Errors
    /// Every field that needs mending: `question`, `quorum`, `seconds`.
    pub fn parse(&self) -> Result<VoteDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let question = errors.keep("question", parse_required(&self.question, 500));
        let quorum = errors.keep("quorum", parse_whole(&self.quorum, 10_000));
        let seconds = match (self.method, errors.keep("seconds", parse_whole(&self.seconds, 3600))) {
            (Method::Hands, Some(Some(_))) => errors.keep("seconds", Err(Problem::Unknown)),
            (Method::Silence, Some(None)) => errors.keep("seconds", Err(Problem::Required)),
            (_, read) => read,
        };
        match (question, quorum, seconds) {
            (Some(question), Some(quorum), Some(seconds)) => Ok(VoteDraft {
                subject: self.subject,
                question,
                method: self.method,
                agreement: self.agreement,
                quorum,
                seconds,
            }),
            _ => Err(errors),
        }
    }
}

fn parse_whole(text: &str, most: u32) -> Result<Option<u32>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse::<u32>() {
            Ok(0) => Err(Problem::Below("1".to_owned())),
            Ok(number) if number > most => Err(Problem::Above(most.to_string())),
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(Problem::NotANumber),
        },
    }
}
