//! Who may bring what about: asked by the server before it keeps an event, and by a screen before it offers
//! a button.

use super::{Event, Happening, Part, Phase, Room, Way};
use crate::actor::{Actor, Permission, Role, Scope};
use crate::error::Denial;
use crate::id::MeetingId;
use uuid::Uuid;

/// Who wants to bring something about.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    pub actor: &'a Actor,
    pub meeting: MeetingId,
    /// Stands on the meeting's list of delegates.
    pub invited: bool,
    /// The device it comes from, as it named itself.
    pub device: Option<Uuid>,
}

/// What it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// The chair's: moves the meeting, gives the floor, puts to the vote.
    Lead,
    /// The secretary's: words, notes, counts. The chair may too.
    Record,
    /// Anybody's who sits in the meeting, for themselves.
    Sit,
}

impl Happening {
    pub const fn power(&self) -> Power {
        match self {
            Self::Started
            | Self::ItemOpened { .. }
            | Self::Paused
            | Self::Resumed
            | Self::Ended
            | Self::Adjourned { .. }
            | Self::Reconvened
            | Self::ItemTimed { .. }
            | Self::FloorAsked { who: Some(_), .. }
            | Self::FloorOrdered { .. }
            | Self::FloorGiven { .. }
            | Self::FloorTaken
            | Self::FloorSkipped { .. }
            | Self::VoteOpened { .. }
            | Self::VoteClosed { .. }
            | Self::ControlTaken { .. } => Power::Lead,
            Self::Concluded { .. }
            | Self::Tasked { .. }
            | Self::HandsCounted { .. }
            | Self::Arrived { who: Some(_), .. }
            | Self::Left { who: Some(_) }
            | Self::Substituted { .. }
            | Self::OpinionNoted { .. }
            | Self::OpinionReworded { .. }
            | Self::OpinionStruck { .. }
            | Self::Drafted { .. }
            | Self::DraftDropped { .. }
            | Self::PassageTaken { .. }
            | Self::ProposalTaken { .. }
            | Self::ProposalDeclined { .. } => Power::Record,
            Self::FloorAsked { who: None, .. }
            | Self::FloorWithdrawn { .. }
            | Self::VoteCast { .. }
            | Self::Arrived { who: None, .. }
            | Self::Left { who: None }
            | Self::WordingProposed { .. }
            | Self::WordingAnswered { .. } => Power::Sit,
        }
    }
}

impl Part {
    /// Whose work an actor does in a meeting; the office does neither's.
    pub fn of(actor: &Actor, meeting: MeetingId) -> Option<Self> {
        let does = |role| actor.has_in(role, Scope::Meeting(meeting));
        if does(Role::Chair) {
            Some(Self::Chair)
        } else if does(Role::Secretary) {
            Some(Self::Secretary)
        } else {
            None
        }
    }
}

/// Whether the event may come next: by this hand, in this room, at its time.
///
/// # Errors
/// The reason, said so that the person knows what would change it.
pub fn may_cause(hand: &Hand, room: &Room, event: &Event) -> Result<(), Denial> {
    let what = &event.what;
    let power = what.power();
    match power {
        Power::Lead => hand.holds(Permission::ConductMeeting)?,
        Power::Record => hand.holds(Permission::RecordConclusion)?,
        Power::Sit => hand.sits(room)?,
    }
    // The code on the screen is read by a phone's camera: with it, a phone says that its owner is here.
    if !hand.actor.writes() && !matches!(what, Happening::Arrived { who: None, way: Way::Code }) {
        return Err(Denial::ReadOnlyDevice);
    }
    if power != Power::Sit {
        hand.has_control(room, what)?;
    }
    if let Happening::FloorWithdrawn { request } = what {
        let of_another = room.floor.request(*request).is_some_and(|it| !it.who.is(hand.actor.person));
        if of_another {
            hand.holds(Permission::ConductMeeting)?;
        }
    }
    room.allows(event)
}

impl Hand<'_> {
    fn holds(&self, permission: Permission) -> Result<(), Denial> {
        let held = self.actor.may(permission, Scope::Meeting(self.meeting));
        if held { Ok(()) } else { Err(Denial::NotAllowed) }
    }

    /// Whoever is invited sits, unless somebody else sits in their place.
    fn sits(&self, room: &Room) -> Result<(), Denial> {
        let person = self.actor.person;
        let replaced = room.attendance.substitute_of(person).is_some();
        let seated = self.invited && !replaced || room.attendance.stands_in(person);
        if seated { Ok(()) } else { Err(Denial::NotSeated) }
    }

    fn has_control(&self, room: &Room, what: &Happening) -> Result<(), Denial> {
        if let Happening::ControlTaken { part, device } = what {
            return match room.control.get(part) {
                _ if Part::of(self.actor, self.meeting) != Some(*part) => Err(Denial::NotAllowed),
                Some(kept) if kept.device == *device && kept.by == Some(self.actor.person) => {
                    Err(Denial::AlreadyDone)
                }
                _ => Ok(()),
            };
        }
        // Whoever writes a recorded wording proves by its number that they saw the last.
        if matches!(what, Happening::Concluded { .. } | Happening::Tasked { .. }) {
            return Ok(());
        }
        match Part::of(self.actor, self.meeting).and_then(|it| room.control.get(&it)) {
            Some(kept) if Some(kept.device) != self.device => Err(Denial::Elsewhere),
            _ => Ok(()),
        }
    }
}

impl Room {
    /// Whether the room is in a state for it, whoever asks.
    pub fn allows(&self, event: &Event) -> Result<(), Denial> {
        use Phase as P;
        let fits = match &event.what {
            Happening::Started => matches!(self.phase, P::NotStarted | P::Ended),
            Happening::ItemOpened { .. } | Happening::Paused => self.phase == P::Running,
            Happening::Resumed => self.phase == P::Paused,
            Happening::Adjourned { .. } => matches!(self.phase, P::Running | P::Paused),
            Happening::Reconvened => self.phase == P::Adjourned,
            Happening::Ended => matches!(self.phase, P::Running | P::Paused | P::Adjourned),
            Happening::FloorGiven { .. } | Happening::VoteOpened { .. } => self.phase == P::Running,
            Happening::ItemTimed { .. }
            | Happening::FloorAsked { .. }
            | Happening::FloorWithdrawn { .. }
            | Happening::FloorOrdered { .. }
            | Happening::FloorTaken
            | Happening::FloorSkipped { .. } => {
                matches!(self.phase, P::Running | P::Paused | P::Adjourned)
            }
            // The minutes are finished after the sitting; what delegates said of a wording is not.
            Happening::WordingProposed { .. } | Happening::WordingAnswered { .. } => {
                matches!(self.phase, P::Running | P::Paused | P::Adjourned)
            }
            Happening::Concluded { .. }
            | Happening::Tasked { .. }
            | Happening::OpinionNoted { .. }
            | Happening::OpinionReworded { .. }
            | Happening::OpinionStruck { .. }
            | Happening::Drafted { .. }
            | Happening::DraftDropped { .. }
            | Happening::PassageTaken { .. }
            | Happening::ProposalTaken { .. }
            | Happening::ProposalDeclined { .. } => self.phase != P::NotStarted,
            Happening::Arrived { who: None, .. } | Happening::Left { who: None } => self.phase != P::Ended,
            // Votes have an end of their own.
            Happening::VoteCast { .. }
            | Happening::HandsCounted { .. }
            | Happening::VoteClosed { .. }
            | Happening::Arrived { .. }
            | Happening::Left { .. }
            | Happening::Substituted { .. }
            | Happening::ControlTaken { .. } => true,
        };
        if !fits {
            return Err(Denial::WrongState);
        }
        self.floor.allows(event)?;
        self.votes.allows(event)?;
        self.attendance.allows(event)?;
        self.opinions.allows(event)?;
        self.wordings.allows(event, &self.conclusions)
    }
}
