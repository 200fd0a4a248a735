//! What can happen in a meeting, as it is kept.

use super::vote::{Choice, Method, Subject};
use crate::id::{AgendaItemId, ConclusionId, PassageId, PersonId, TaskId, VoteId};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody in the room: one who has an account, or a guest by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Person(PersonId),
    Guest(String),
}

impl Who {
    pub fn is(&self, person: PersonId) -> bool {
        *self == Self::Person(person)
    }
}

crate::words! {
    /// How somebody's presence came to be noted.
    pub enum Way {
        /// By the code on the screen.
        Code = "code",
        /// On their own tablet, without the code.
        Own = "own",
        /// By the secretary's list.
        List = "list",
    }
}

crate::words! {
    /// Whose work a device does.
    pub enum Part { Chair = "chair", Secretary = "secretary" }
}

/// One thing that happened in a meeting. Kept for good: add variants, never change one.
///
/// Who brought it about stands in the [`super::Event`], where the server puts it: what a browser sends names
/// nobody but those it speaks of. A request, an opinion, a proposal and a wording are named by the number of
/// the event that made them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    Started,
    ItemOpened {
        item: AgendaItemId,
    },
    Paused,
    Resumed,
    /// A conclusion was worded, or worded anew under the same identity.
    Concluded {
        conclusion: ConclusionId,
        item: AgendaItemId,
        body: String,
    },
    /// A conclusion became a task.
    Tasked {
        conclusion: ConclusionId,
        task: TaskId,
        code: String,
        title: String,
        lead: String,
        due_on: NaiveDate,
    },
    Ended,
    /// Broken off, to go on another time.
    Adjourned {
        until: Option<Instant>,
    },
    Reconvened,
    /// An item is given this long in all, in place of the agenda's minutes.
    ItemTimed {
        item: AgendaItemId,
        seconds: i64,
    },
    /// Asked by oneself, or put on the list by whoever leads.
    FloorAsked {
        item: AgendaItemId,
        who: Option<Who>,
        point_of_order: bool,
    },
    FloorWithdrawn {
        request: i64,
    },
    /// Those named come first, in this order; the others stay behind them as they were.
    FloorOrdered {
        item: AgendaItemId,
        order: Vec<i64>,
    },
    FloorGiven {
        request: i64,
        seconds: Option<i64>,
    },
    /// Whoever has the floor has it no more.
    FloorTaken,
    /// Passed over without having spoken.
    FloorSkipped {
        request: i64,
    },
    VoteOpened {
        vote: VoteId,
        subject: Subject,
        question: String,
        method: Method,
        /// Units agree to an assessment (thống nhất).
        agreement: bool,
        /// How many must take part for the vote to count.
        quorum: u32,
        /// Votes that come then or later are late.
        closes_at: Option<Instant>,
        /// Who has a vote, as it stood at the opening.
        voters: Vec<PersonId>,
    },
    VoteCast {
        vote: VoteId,
        choice: Choice,
    },
    /// Hands as they were counted, the last count standing.
    HandsCounted {
        vote: VoteId,
        yes: u32,
        no: u32,
        abstain: u32,
    },
    VoteClosed {
        vote: VoteId,
    },
    /// By oneself, or by the secretary's list.
    Arrived {
        who: Option<Who>,
        way: Way,
    },
    Left {
        who: Option<Who>,
    },
    /// Somebody sits in another's place, and is present.
    Substituted {
        absent: PersonId,
        substitute: Who,
        /// Put there by the server: whoever comes in another's place is on no list that screens have.
        #[serde(default)]
        name: String,
    },
    OpinionNoted {
        item: AgendaItemId,
        who: Who,
        body: String,
    },
    OpinionReworded {
        opinion: i64,
        body: String,
    },
    OpinionStruck {
        opinion: i64,
    },
    /// A wording that is being written, whole each time.
    Drafted {
        item: AgendaItemId,
        /// The conclusion that it would word anew.
        conclusion: Option<ConclusionId>,
        /// Number of the draft that the writer saw; 0 for none.
        seen: i64,
        body: String,
    },
    DraftDropped {
        item: AgendaItemId,
        conclusion: Option<ConclusionId>,
    },
    /// A passage of a report went into the wording, as it was then.
    PassageTaken {
        item: AgendaItemId,
        conclusion: Option<ConclusionId>,
        passage: PassageId,
        body: String,
    },
    WordingProposed {
        item: AgendaItemId,
        conclusion: Option<ConclusionId>,
        body: String,
    },
    /// The proposal is the wording from now on.
    ProposalTaken {
        proposal: i64,
    },
    ProposalDeclined {
        proposal: i64,
    },
    WordingAnswered {
        wording: i64,
        agrees: bool,
    },
    /// This device does the chair's or the secretary's work from now on; the one before follows.
    ControlTaken {
        part: Part,
        device: Uuid,
    },
}

impl Happening {
    /// The word that is stored beside it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::ItemOpened { .. } => "item_opened",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Concluded { .. } => "concluded",
            Self::Tasked { .. } => "tasked",
            Self::Ended => "ended",
            Self::Adjourned { .. } => "adjourned",
            Self::Reconvened => "reconvened",
            Self::ItemTimed { .. } => "item_timed",
            Self::FloorAsked { .. } => "floor_asked",
            Self::FloorWithdrawn { .. } => "floor_withdrawn",
            Self::FloorOrdered { .. } => "floor_ordered",
            Self::FloorGiven { .. } => "floor_given",
            Self::FloorTaken => "floor_taken",
            Self::FloorSkipped { .. } => "floor_skipped",
            Self::VoteOpened { .. } => "vote_opened",
            Self::VoteCast { .. } => "vote_cast",
            Self::HandsCounted { .. } => "hands_counted",
            Self::VoteClosed { .. } => "vote_closed",
            Self::Arrived { .. } => "arrived",
            Self::Left { .. } => "left",
            Self::Substituted { .. } => "substituted",
            Self::OpinionNoted { .. } => "opinion_noted",
            Self::OpinionReworded { .. } => "opinion_reworded",
            Self::OpinionStruck { .. } => "opinion_struck",
            Self::Drafted { .. } => "drafted",
            Self::DraftDropped { .. } => "draft_dropped",
            Self::PassageTaken { .. } => "passage_taken",
            Self::WordingProposed { .. } => "wording_proposed",
            Self::ProposalTaken { .. } => "proposal_taken",
            Self::ProposalDeclined { .. } => "proposal_declined",
            Self::WordingAnswered { .. } => "wording_answered",
            Self::ControlTaken { .. } => "control_taken",
        }
    }

    /// The agenda item that it names.
    pub const fn item(&self) -> Option<AgendaItemId> {
        match self {
            Self::ItemOpened { item }
            | Self::Concluded { item, .. }
            | Self::ItemTimed { item, .. }
            | Self::FloorAsked { item, .. }
            | Self::FloorOrdered { item, .. }
            | Self::OpinionNoted { item, .. }
            | Self::Drafted { item, .. }
            | Self::DraftDropped { item, .. }
            | Self::PassageTaken { item, .. }
            | Self::WordingProposed { item, .. } => Some(*item),
            Self::VoteOpened { subject, .. } => subject.item(),
            _ => None,
        }
    }

    /// Whom it speaks of, apart from whoever brings it about.
    pub const fn who(&self) -> Option<&Who> {
        match self {
            Self::FloorAsked { who, .. } | Self::Arrived { who, .. } | Self::Left { who } => who.as_ref(),
            Self::OpinionNoted { who, .. } | Self::Substituted { substitute: who, .. } => Some(who),
            _ => None,
        }
    }

    /// Has a door of its own, because the server makes what it holds.
    pub const fn has_own_door(&self) -> bool {
        matches!(
            self,
            Self::Concluded { .. }
                | Self::Tasked { .. }
                | Self::VoteOpened { .. }
                | Self::PassageTaken { .. }
                | Self::Arrived { way: Way::Code, .. }
        )
    }
}
