//! Who is asked to a meeting, and what they answer.

use crate::error::{FieldErrors, Problem, parse_required, parse_text};
use crate::id::{PersonId, UnitId};
use crate::org::Unit;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum InvitationAnswer {
        Accepted = "accepted",
        /// Does not come, and says why.
        Declined = "declined",
        /// Sends somebody else.
        Substituted = "substituted",
    }
}

/// Someone asked to a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegate {
    pub person: PersonId,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<Unit>,
    /// When the invitation was last sent; none before it was.
    pub invited_at: Option<Instant>,
    pub answer: Option<InvitationAnswer>,
    pub answered_at: Option<Instant>,
    /// Why they do not come. Only for themselves and for those who prepare or lead the meeting.
    pub reason: Option<String>,
    /// Who comes instead.
    pub substitute: Option<String>,
    pub substitute_post: Option<String>,
}

/// Someone who could be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: PersonId,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<UnitId>,
}

/// How many have answered what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    pub accepted: usize,
    pub declined: usize,
    pub substituted: usize,
    pub waiting: usize,
}

impl Answered {
    pub fn of(delegates: &[Delegate]) -> Self {
        let count = |answer| delegates.iter().filter(|it| it.answer == answer).count();
        Self {
            accepted: count(Some(InvitationAnswer::Accepted)),
            declined: count(Some(InvitationAnswer::Declined)),
            substituted: count(Some(InvitationAnswer::Substituted)),
            waiting: count(None),
        }
    }
}

/// An answer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerInput {
    pub answer: Option<InvitationAnswer>,
    pub reason: String,
    pub substitute: String,
    pub substitute_post: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    pub answer: InvitationAnswer,
    pub reason: Option<String>,
    pub substitute: Option<String>,
    pub substitute_post: Option<String>,
}

impl AnswerInput {
    /// What is typed for another answer is left out.
    ///
    /// # Errors
    /// Every field that needs mending: `answer`, `reason`, `substitute`, `substitute_post`.
    pub fn parse(&self) -> Result<AnswerDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let Some(answer) = self.answer else { return Err(FieldErrors::of("answer", Problem::Required)) };
        let (mut reason, mut substitute, mut post) = (Some(None), Some(None), Some(None));
        match answer {
            InvitationAnswer::Accepted => {}
            InvitationAnswer::Declined => {
                reason = errors.keep("reason", parse_required(&self.reason, 500).map(Some));
            }
            InvitationAnswer::Substituted => {
                substitute = errors.keep("substitute", parse_required(&self.substitute, 200).map(Some));
                post = errors.keep("substitute_post", parse_text(&self.substitute_post, 200));
            }
        }
        match (reason, substitute, post) {
            (Some(reason), Some(substitute), Some(substitute_post)) => {
                Ok(AnswerDraft { answer, reason, substitute, substitute_post })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answer: Option<InvitationAnswer>) -> AnswerInput {
        AnswerInput { answer, ..AnswerInput::default() }
    }

    #[test]
    fn who_does_not_come_says_why_or_who_does() {
        let wrong = |of: &AnswerInput| of.parse().unwrap_err().0.into_keys().collect::<Vec<_>>();
        assert_eq!(wrong(&typed(None)), ["answer"]);
        assert_eq!(wrong(&typed(Some(InvitationAnswer::Declined))), ["reason"]);
        assert_eq!(wrong(&typed(Some(InvitationAnswer::Substituted))), ["substitute"]);
        let mut changed = typed(Some(InvitationAnswer::Accepted));
        changed.reason = "Bận họp tỉnh".into();
        assert_eq!(changed.parse().unwrap().reason, None, "typed before another answer was chosen");
        changed.answer = Some(InvitationAnswer::Declined);
        assert_eq!(changed.parse().unwrap().reason.as_deref(), Some("Bận họp tỉnh"));
    }
}
