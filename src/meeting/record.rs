//! What the minutes tell of a room: who came, what was said, how votes went.

use super::{Attendance, Outcome, Participant, Room, Vote, Who};
use crate::id::{AgendaItemId, PersonId};
use crate::time::Instant;

/// Who came, of those invited and beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    pub invited: usize,
    /// In person or by somebody in their place.
    pub came: usize,
    /// Names of those in whose place somebody came, each with the other's.
    pub substitutes: Vec<(String, String)>,
    pub absent: Vec<String>,
    /// Came without being on the list.
    pub guests: Vec<String>,
    /// Left before the end, and when.
    pub left: Vec<(String, Instant)>,
}

/// An opinion with its speaker's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    pub body: String,
}

/// A vote that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voted {
    pub vote: Vote,
    pub outcome: Outcome,
    pub over_at: Instant,
}

impl Attendance {
    /// A person's name, a guest's as it was noted; empty for somebody who is on no list.
    pub fn name_of(&self, who: &Who, people: &[Participant]) -> String {
        match who {
            Who::Guest(name) => name.clone(),
            Who::Person(person) => {
                let listed = people.iter().find(|it| it.person == *person).map(|it| it.name.clone());
                listed.or_else(|| self.find(who)?.name.clone()).unwrap_or_default()
            }
        }
    }

    /// Holds the room against those who were invited. `ended` is when the sitting ended; whoever
    /// left before is named.
    pub fn held_against(&self, people: &[Participant], ended: Option<Instant>) -> Presence {
        let name = |who: &Who| self.name_of(who, people);
        let listed = |person: PersonId| people.iter().any(|it| it.person == person);
        let mut presence = Presence::default();
        for person in people.iter().filter(|it| it.invited) {
            presence.invited += 1;
            let own = Who::Person(person.person);
            // Also one who left again, or gave the seat back.
            let substitute = self.0.iter().rfind(|it| it.stands_for == Some(person.person));
            if let Some(substitute) = substitute {
                presence.substitutes.push((person.name.clone(), name(&substitute.who)));
            }
            if substitute.is_some() || self.find(&own).is_some() {
                presence.came += 1;
            } else {
                presence.absent.push(person.name.clone());
            }
        }
        for attendee in &self.0 {
            let is_listed = matches!(attendee.who, Who::Person(person) if listed(person));
            if attendee.stands_for.is_none() && !is_listed {
                presence.guests.push(name(&attendee.who));
            }
            if let Some(left) = attendee.left_at.filter(|left| ended.is_none_or(|it| *left < it)) {
                presence.left.push((name(&attendee.who), left));
            }
        }
        presence
    }
}

impl Room {
    /// What was said on an item, in the order in which it was noted.
    pub fn said_on(&self, item: AgendaItemId, people: &[Participant]) -> Vec<Said> {
        let said = self.opinions.on(item);
        said.map(|it| Said { name: self.attendance.name_of(&it.who, people), body: it.body.clone() })
            .collect()
    }

    /// The votes on an item and its wordings that are over by now.
    pub fn voted_on(&self, item: AgendaItemId, now: Instant) -> Vec<Voted> {
        let about = |vote: &&Vote| match vote.subject {
            super::Subject::Item(of) | super::Subject::Draft(of) => of == item,
            super::Subject::Conclusion(of) => self.conclusions_on(item).any(|it| it.id == of),
        };
        let over = |vote: &Vote| {
            let over_at = vote.over_at(now)?;
            Some(Voted { outcome: vote.outcome(), vote: vote.clone(), over_at })
        };
        self.votes.0.iter().filter(about).filter_map(over).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Role;
    use crate::meeting::{Attendee, Way};
    use uuid::Uuid;

    fn someone(number: u128, name: &str) -> Participant {
        Participant {
            person: PersonId(Uuid::from_u128(number)),
            name: name.into(),
            post: None,
            unit: None,
            role: Role::Delegate,
            invited: true,
            answer: None,
            substitute: None,
        }
    }

    #[test]
    fn who_came_is_held_against_the_list() {
        let people = [someone(1, "An"), someone(2, "Bình"), someone(3, "Chi")];
        let at = Instant::UNIX_EPOCH;
        let here = |who, stands_for, left_at| Attendee {
            who,
            name: None,
            way: Way::List,
            arrived_at: at,
            left_at,
            stands_for,
        };
        let attendance = Attendance(vec![
            here(Who::Person(people[0].person), None, Some(at)),
            here(Who::Guest("Dũng".into()), Some(people[1].person), None),
            here(Who::Guest("Báo Bắc Kạn".into()), None, None),
        ]);
        let presence = attendance.held_against(&people, None);
        assert_eq!((presence.invited, presence.came), (3, 2));
        assert_eq!(presence.substitutes, [("Bình".to_owned(), "Dũng".to_owned())]);
        assert_eq!(
            (presence.absent, presence.guests),
            (vec!["Chi".to_owned()], vec!["Báo Bắc Kạn".to_owned()])
        );
        assert_eq!(presence.left, [("An".to_owned(), at)]);
    }
}
