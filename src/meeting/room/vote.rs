//! Votes and agreements: who may, who did, and what came of it.

use super::{Event, Happening};
use crate::error::Denial;
use crate::id::{AgendaItemId, ConclusionId, PersonId, VoteId};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum Method {
        /// Each by name, seen by all.
        Named = "named",
        /// Hands are counted; who raised one is not kept.
        Hands = "hands",
        /// Who says nothing agrees; objections are by name.
        Silence = "silence",
    }
}

crate::words! {
    pub enum Choice { Yes = "yes", No = "no", Abstain = "abstain" }
}

/// What is voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Item(AgendaItemId),
    /// A conclusion as it is recorded.
    Conclusion(ConclusionId),
    /// The wording that is being written on an item.
    Draft(AgendaItemId),
}

impl Subject {
    pub const fn item(self) -> Option<AgendaItemId> {
        match self {
            Self::Item(item) | Self::Draft(item) => Some(item),
            Self::Conclusion(_) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    pub person: PersonId,
    pub choice: Choice,
    /// Number of the event that cast it last.
    pub seq: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub yes: u32,
    pub no: u32,
    pub abstain: u32,
}

impl Tally {
    pub const fn total(self) -> u32 {
        self.yes.saturating_add(self.no).saturating_add(self.abstain)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub id: VoteId,
    pub subject: Subject,
    /// The wording that was voted on, by the number of its event; 0 where the vote is on an item.
    pub wording: i64,
    pub question: String,
    pub method: Method,
    pub agreement: bool,
    pub quorum: u32,
    pub opened_at: Instant,
    pub closes_at: Option<Instant>,
    /// Closed by hand, or with the sitting.
    pub closed_at: Option<Instant>,
    pub voters: Vec<PersonId>,
    /// One for each who voted, in the order of their first vote.
    pub ballots: Vec<Ballot>,
    pub hands: Option<Tally>,
}

/// What a vote came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Those who said nothing are among the yeses of a silent agreement.
    pub tally: Tally,
    /// How many of the yeses said nothing.
    pub silent: u32,
    pub voters: u32,
    pub quorate: bool,
    /// The quorum was there, and more than half of all who had a vote said yes.
    pub carried: bool,
}

impl Vote {
    pub fn is_open(&self, now: Instant) -> bool {
        self.closed_at.is_none() && self.closes_at.is_none_or(|it| now < it)
    }

    /// When it was over, once it is.
    pub fn over_at(&self, now: Instant) -> Option<Instant> {
        let by_time = self.closes_at.filter(|it| *it <= now);
        self.closed_at.into_iter().chain(by_time).min()
    }

    pub fn ballot_of(&self, person: PersonId) -> Option<Choice> {
        self.ballots.iter().find(|it| it.person == person).map(|it| it.choice)
    }

    /// The result, final once the vote is no longer open.
    pub fn outcome(&self) -> Outcome {
        let voters = count(self.voters.len());
        let mut tally = match self.method {
            Method::Hands => self.hands.unwrap_or_default(),
            Method::Named | Method::Silence => {
                let of = |choice| count(self.ballots.iter().filter(|it| it.choice == choice).count());
                Tally { yes: of(Choice::Yes), no: of(Choice::No), abstain: of(Choice::Abstain) }
            }
        };
        let silent = match self.method {
            Method::Silence => voters.saturating_sub(tally.total()),
            Method::Named | Method::Hands => 0,
        };
        tally.yes = tally.yes.saturating_add(silent);
        let quorate = tally.total() >= self.quorum;
        let carried = quorate && u64::from(tally.yes) * 2 > u64::from(voters);
        Outcome { tally, silent, voters, quorate, carried }
    }

    fn takes(&self, event: &Event) -> Result<(), Denial> {
        if self.is_open(event.at) { Ok(()) } else { Err(Denial::VoteClosed) }
    }

    fn takes_ballot(&self, event: &Event, choice: Choice) -> Result<PersonId, Denial> {
        self.takes(event)?;
        let person = event.by.filter(|it| self.voters.contains(it)).ok_or(Denial::NotAVoter)?;
        if self.method == Method::Hands {
            Err(Denial::WrongState)
        } else if self.ballot_of(person) == Some(choice) {
            Err(Denial::AlreadyDone)
        } else {
            Ok(person)
        }
    }

    fn takes_hands(&self, event: &Event, hands: Tally) -> Result<(), Denial> {
        self.takes(event)?;
        if self.method != Method::Hands {
            Err(Denial::WrongState)
        } else if hands.total() > count(self.voters.len()) {
            Err(Denial::TooManyHands)
        } else {
            Ok(())
        }
    }

    fn cast(&mut self, person: PersonId, choice: Choice, seq: i64) {
        match self.ballots.iter_mut().find(|it| it.person == person) {
            Some(ballot) => *ballot = Ballot { person, choice, seq },
            None => self.ballots.push(Ballot { person, choice, seq }),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes(pub Vec<Vote>);

impl Votes {
    pub fn find(&self, id: VoteId) -> Option<&Vote> {
        self.0.iter().find(|it| it.id == id)
    }

    /// The one that is open; there is one at a time.
    pub fn open(&self, now: Instant) -> Option<&Vote> {
        self.0.iter().rev().find(|it| it.is_open(now))
    }

    pub(super) fn hear(&mut self, event: &Event, worded: impl Fn(Subject) -> i64) {
        let at = event.at;
        match &event.what {
            Happening::VoteOpened {
                vote,
                subject,
                question,
                method,
                agreement,
                quorum,
                closes_at,
                voters,
            } => self.0.push(Vote {
                id: *vote,
                subject: *subject,
                wording: worded(*subject),
                question: question.clone(),
                method: *method,
                agreement: *agreement,
                quorum: *quorum,
                opened_at: at,
                closes_at: *closes_at,
                closed_at: None,
                voters: voters.clone(),
                ballots: Vec::new(),
                hands: None,
            }),
            Happening::VoteCast { vote, choice } => {
                if let Some(vote) = self.find_mut(*vote)
                    && let Ok(person) = vote.takes_ballot(event, *choice)
                {
                    vote.cast(person, *choice, event.seq);
                }
            }
            Happening::HandsCounted { vote, yes, no, abstain } => {
                let hands = Tally { yes: *yes, no: *no, abstain: *abstain };
                if let Some(vote) = self.find_mut(*vote)
                    && vote.takes_hands(event, hands).is_ok()
                {
                    vote.hands = Some(hands);
                }
            }
            Happening::VoteClosed { vote } => {
                if let Some(vote) = self.find_mut(*vote).filter(|it| it.is_open(at)) {
                    vote.closed_at = Some(at);
                }
            }
            Happening::Adjourned { .. } | Happening::Ended => {
                for vote in self.0.iter_mut().filter(|it| it.is_open(at)) {
                    vote.closed_at = Some(at);
                }
            }
            _ => {}
        }
    }

    fn find_mut(&mut self, id: VoteId) -> Option<&mut Vote> {
        self.0.iter_mut().find(|it| it.id == id)
    }

    pub(super) fn allows(&self, event: &Event) -> Result<(), Denial> {
        let find = |id: VoteId| self.find(id).ok_or(Denial::WrongState);
        match &event.what {
            Happening::VoteOpened { vote, .. } => {
                if self.open(event.at).is_some() || self.find(*vote).is_some() {
                    Err(Denial::WrongState)
                } else {
                    Ok(())
                }
            }
            Happening::VoteCast { vote, choice } => find(*vote)?.takes_ballot(event, *choice).map(|_| ()),
            Happening::HandsCounted { vote, yes, no, abstain } => {
                find(*vote)?.takes_hands(event, Tally { yes: *yes, no: *no, abstain: *abstain })
            }
            Happening::VoteClosed { vote } => find(*vote)?.takes(event),
            _ => Ok(()),
        }
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
