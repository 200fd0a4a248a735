//! Who may do what to a meeting, and how its time is shared out.

use super::{AgendaItem, MeetingState};
use crate::actor::{Actor, Permission, Scope};
use crate::id::MeetingId;

/// A draft is seen by those who prepare and lead the meeting; anything later by everybody who may read.
pub fn may_see(actor: &Actor, meeting: MeetingId, state: MeetingState) -> bool {
    let on = Scope::Meeting(meeting);
    match state {
        MeetingState::Draft => {
            [Permission::PlanMeeting, Permission::ConductMeeting, Permission::RecordConclusion]
                .into_iter()
                .any(|it| actor.may(it, on))
        }
        MeetingState::Published | MeetingState::Running | MeetingState::Ended => {
            actor.may_somewhere(Permission::Read)
        }
    }
}

/// Who chairs and who writes: the private notes are theirs alone, not even those of who prepares the meeting.
pub fn sees_chair_notes(actor: &Actor, meeting: MeetingId) -> bool {
    actor.may(Permission::ConductMeeting, Scope::Meeting(meeting))
}

impl MeetingState {
    /// Its agenda may still be changed: once it runs, the log refers to its items.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Published)
    }
}

/// All the agenda's minutes together. What is nested counts in what it is nested in.
pub fn total_minutes(items: &[AgendaItem]) -> i32 {
    items.iter().filter(|it| it.depth == 0).map(|it| it.minutes).sum()
}

/// What each of a number of sector reports gets, so that the whole stays within the limit where it can.
pub fn minutes_per_report(limit: i32, other: i32, reports: usize) -> i32 {
    const SHORTEST: i32 = 3;
    const LONGEST: i32 = 15;
    let reports = i32::try_from(reports).unwrap_or(i32::MAX).max(1);
    ((limit - other) / reports).clamp(SHORTEST, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Device, Grant, Role};

    fn actor(role: Role) -> Actor {
        Actor {
            person: Default::default(),
            username: String::new(),
            name: String::new(),
            post: None,
            unit: None,
            device: Device::Computer,
            grants: vec![Grant { role, scope: Scope::Everything }],
        }
    }

    #[test]
    fn a_draft_is_hidden_from_those_who_only_read() {
        let meeting = MeetingId::default();
        for (role, sees) in [
            (Role::Office, true),
            (Role::Chair, true),
            (Role::Secretary, true),
            (Role::Delegate, false),
            (Role::Editor, false),
            (Role::Reader, false),
        ] {
            assert_eq!(may_see(&actor(role), meeting, MeetingState::Draft), sees, "{role}");
            assert!(may_see(&actor(role), meeting, MeetingState::Published), "{role}");
        }
    }

    #[test]
    fn private_notes_are_the_chairs_and_the_secretarys() {
        for role in Role::ALL {
            let sees = matches!(role, Role::Chair | Role::Secretary);
            assert_eq!(sees_chair_notes(&actor(*role), MeetingId::default()), sees, "{role}");
        }
    }

    #[test]
    fn reports_share_what_the_rest_leaves() {
        assert_eq!(minutes_per_report(240, 100, 15), 9);
        assert_eq!(minutes_per_report(240, 100, 2), 15);
        assert_eq!(minutes_per_report(240, 100, 100), 3);
        assert_eq!(minutes_per_report(240, 100, 0), 15);
    }
}
