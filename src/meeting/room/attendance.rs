//! Who is in the room, since when, and in whose place.

use super::{Event, Happening, Way, Who};
use crate::error::Denial;
use crate::id::PersonId;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub who: Who,
    /// Of somebody who is on no list.
    pub name: Option<String>,
    /// How their presence was first noted.
    pub way: Way,
    pub arrived_at: Instant,
    /// Since when they are away; none while they are here.
    pub left_at: Option<Instant>,
    pub stands_for: Option<PersonId>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance(pub Vec<Attendee>);

impl Attendance {
    pub fn find(&self, who: &Who) -> Option<&Attendee> {
        self.0.iter().find(|it| it.who == *who)
    }

    pub fn is_here(&self, who: &Who) -> bool {
        self.find(who).is_some_and(|it| it.left_at.is_none())
    }

    /// How many are in the room.
    pub fn here(&self) -> usize {
        self.0.iter().filter(|it| it.left_at.is_none()).count()
    }

    /// Sits in a delegate's place, by an account of their own.
    pub fn stands_in(&self, person: PersonId) -> bool {
        let vacant = |absent| !self.is_here(&Who::Person(absent));
        self.0.iter().any(|it| it.who.is(person) && it.stands_for.is_some_and(vacant))
    }

    /// Who sits in a delegate's place; nobody does once they left it.
    pub fn substitute_of(&self, absent: PersonId) -> Option<&Who> {
        self.0.iter().find(|it| it.stands_for == Some(absent) && it.left_at.is_none()).map(|it| &it.who)
    }

    pub(super) fn hear(&mut self, event: &Event) {
        match &event.what {
            Happening::Arrived { who, way } => {
                if let Some(who) = event.subject(who.as_ref()) {
                    self.take_back_seat(&who, event.at);
                    self.admit(who, *way, event.at, None);
                }
            }
            Happening::Left { who } => {
                let who = event.subject(who.as_ref());
                let here = |it: &&mut Attendee| Some(&it.who) == who.as_ref() && it.left_at.is_none();
                if let Some(attendee) = self.0.iter_mut().find(here) {
                    attendee.left_at = Some(event.at);
                }
            }
            Happening::Substituted { absent, substitute, name } => {
                self.correct(*absent, substitute);
                self.admit(substitute.clone(), Way::List, event.at, Some((*absent, name)));
            }
            _ => {}
        }
    }

    /// Whoever came after all sits themselves, and the one who sat for them has left.
    fn take_back_seat(&mut self, who: &Who, at: Instant) {
        let sits_for = |it: &&mut Attendee| it.stands_for.is_some_and(|absent| who.is(absent));
        for substitute in self.0.iter_mut().filter(sits_for) {
            substitute.left_at = substitute.left_at.or(Some(at));
        }
    }

    /// Naming another substitute says that the first was put down by mistake.
    fn correct(&mut self, absent: PersonId, substitute: &Who) {
        self.0.retain(|it| {
            it.stands_for != Some(absent) || it.who == *substitute || !matches!(it.who, Who::Guest(_))
        });
        for other in self.0.iter_mut().filter(|it| it.stands_for == Some(absent) && it.who != *substitute) {
            other.stands_for = None;
        }
    }

    fn admit(&mut self, who: Who, way: Way, at: Instant, place: Option<(PersonId, &str)>) {
        let stands_for = place.map(|it| it.0);
        let name = place.map(|it| it.1.to_owned()).filter(|it| !it.is_empty());
        match self.0.iter_mut().find(|it| it.who == who) {
            Some(kept) => {
                kept.left_at = None;
                kept.stands_for = stands_for.or(kept.stands_for);
                kept.name = name.or(kept.name.take());
            }
            None => self.0.push(Attendee { who, name, way, arrived_at: at, left_at: None, stands_for }),
        }
    }

    pub(super) fn allows(&self, event: &Event) -> Result<(), Denial> {
        let subject = |who: &Option<Who>| event.subject(who.as_ref()).ok_or(Denial::NotSeated);
        match &event.what {
            Happening::Arrived { who, .. } if self.is_here(&subject(who)?) => Err(Denial::AlreadyDone),
            Happening::Left { who } if !self.is_here(&subject(who)?) => Err(Denial::AlreadyDone),
            Happening::Substituted { absent, substitute, .. } => {
                if substitute.is(*absent) {
                    Err(Denial::WrongState)
                } else if self.substitute_of(*absent) == Some(substitute)
                    || self.is_here(&Who::Person(*absent))
                {
                    Err(Denial::AlreadyDone)
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        }
    }
}
