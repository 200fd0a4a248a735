//! Who may do what to a report, and what may follow what. The screen offers by the same rule the server
//! refuses by.

use super::{ReportState, ReportStep};
use crate::actor::{Actor, Permission, Scope};
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// The state a step leads to, or nothing when it may not follow.
pub const fn after(state: ReportState, step: ReportStep) -> Option<ReportState> {
    use ReportState as S;
    use ReportStep as T;
    match (state, step) {
        (S::Draft | S::Returned, T::Submit) => Some(S::Submitted),
        (S::Submitted | S::Sent, T::Return) => Some(S::Returned),
        (S::Draft | S::Returned | S::Submitted, T::Send) => Some(S::Sent),
        (S::Sent, T::Accept) => Some(S::Accepted),
        (S::Accepted | S::Consolidated, T::Reopen) => Some(S::Returned),
        (S::Accepted, T::Consolidate) => Some(S::Consolidated),
        (S::Consolidated, T::Release) => Some(S::Accepted),
        (S::Draft | S::Returned | S::Submitted, T::Keep | T::Restore) => Some(state),
        _ => None,
    }
}

/// The permission a step needs in a state: the head's until it is sent, the office's from then on.
pub const fn needed(state: ReportState, step: ReportStep) -> Permission {
    match (state, step) {
        (_, ReportStep::Submit | ReportStep::Keep | ReportStep::Restore) => Permission::WriteReport,
        (ReportState::Submitted, ReportStep::Return) | (_, ReportStep::Send) => Permission::SendReport,
        _ => Permission::ReceiveReports,
    }
}

/// The steps that this actor may take next, from this device.
pub fn allowed_steps(actor: &Actor, unit: UnitId, state: ReportState) -> Vec<ReportStep> {
    ReportStep::ALL
        .iter()
        .copied()
        .filter(|step| step.is_taken_by_hand())
        .filter(|step| after(state, *step).is_some())
        .filter(|step| actor.can(needed(state, *step), Scope::Unit(unit)))
        .collect()
}

/// Whether this actor may write into a report in this state.
pub fn may_write(actor: &Actor, unit: UnitId, state: ReportState) -> bool {
    // While the head reads, the head may still mend a word before sending.
    let open = state.is_open()
        || state == ReportState::Submitted && actor.may(Permission::SendReport, Scope::Unit(unit));
    open && actor.can(Permission::WriteReport, Scope::Unit(unit))
}

/// Whether this actor may read a report in this state: published to all, drafts to the unit, sent ones to
/// the office too.
pub fn may_see(actor: &Actor, unit: UnitId, state: ReportState) -> bool {
    state.is_published()
        || actor.belongs_to(unit)
        || state.is_sent() && actor.may(Permission::ReceiveReports, Scope::Unit(unit))
}

/// How much of a report a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sight {
    /// The unit's own people: as it is now, and every version.
    Whole,
    /// The office, of a report that is with it: as it is now, and every version it received.
    Received,
    /// The office, of a report that went back: the version it received last, until the unit sends again.
    Earlier,
    /// Everybody else: what is published.
    Published,
}

impl Sight {
    pub const fn sees_now(self) -> bool {
        !matches!(self, Self::Earlier)
    }
}

/// How much this actor sees of a report that was or was not sent to the office at some time.
pub fn sight(actor: &Actor, unit: UnitId, state: ReportState, was_sent: bool) -> Option<Sight> {
    let receives = actor.may(Permission::ReceiveReports, Scope::Unit(unit));
    if actor.belongs_to(unit) {
        Some(Sight::Whole)
    } else if receives && state.is_sent() {
        Some(Sight::Received)
    } else if receives && was_sent {
        Some(Sight::Earlier)
    } else if state.is_published() {
        Some(Sight::Published)
    } else {
        None
    }
}

/// Which versions may be opened by whoever sees this much; `steps` are all of the report's, oldest first.
///
/// A version keeps what the report held when the step was taken, so it was seen by those who saw the report
/// before the step or after it.
pub fn opens(sight: Sight, steps: &[ReportStep]) -> Vec<bool> {
    let mut state = ReportState::Draft;
    let seen = |state: ReportState| match sight {
        Sight::Whole => true,
        Sight::Received | Sight::Earlier => state.is_sent(),
        Sight::Published => state.is_published(),
    };
    steps
        .iter()
        .map(|step| {
            let before = state;
            // What was brought in from elsewhere may begin in the middle.
            state = after(before, *step).or(step.usual()).unwrap_or(before);
            seen(before) || seen(state)
        })
        .collect()
}

impl ReportStep {
    /// Whether people take it on the report itself; the others come with work on the bloc's report or on the
    /// report's versions.
    pub const fn is_taken_by_hand(self) -> bool {
        !matches!(self, Self::Consolidate | Self::Release | Self::Keep | Self::Restore)
    }

    /// The state it usually leads to; nothing for one that moves nothing.
    const fn usual(self) -> Option<ReportState> {
        match self {
            Self::Submit => Some(ReportState::Submitted),
            Self::Return | Self::Reopen => Some(ReportState::Returned),
            Self::Send => Some(ReportState::Sent),
            Self::Accept | Self::Release => Some(ReportState::Accepted),
            Self::Consolidate => Some(ReportState::Consolidated),
            Self::Keep | Self::Restore => None,
        }
    }
}

/// Why a step cannot be taken; what a screen says in place of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It does not follow from the state that the report is in.
    State(ReportState),
    /// Another part takes it.
    Whose(Permission),
    Phone,
    Locked,
}

pub fn why_not(
    actor: &Actor,
    unit: UnitId,
    state: ReportState,
    step: ReportStep,
    locked: bool,
) -> Option<WhyNot> {
    let permission = needed(state, step);
    if after(state, step).is_none() {
        Some(WhyNot::State(state))
    } else if !actor.may(permission, Scope::Unit(unit)) {
        Some(WhyNot::Whose(permission))
    } else if !actor.writes() {
        Some(WhyNot::Phone)
    } else if locked && step.is_refused_when_locked() {
        Some(WhyNot::Locked)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Device, Grant, Role};
    use crate::id::PersonId;

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor {
            person: PersonId::default(),
            username: String::new(),
            name: String::new(),
            post: None,
            unit: None,
            device: Device::Computer,
            grants: vec![Grant { role, scope }],
        }
    }

    const UNIT: UnitId = UnitId(uuid::Uuid::nil());

    #[test]
    fn the_head_sends_and_the_office_accepts() {
        let head = actor(Role::Head, Scope::Unit(UNIT));
        let office = actor(Role::Office, Scope::Everything);
        assert_eq!(
            allowed_steps(&head, UNIT, ReportState::Submitted),
            [ReportStep::Return, ReportStep::Send]
        );
        assert_eq!(allowed_steps(&office, UNIT, ReportState::Submitted), []);
        assert_eq!(allowed_steps(&office, UNIT, ReportState::Sent), [ReportStep::Return, ReportStep::Accept]);
        assert_eq!(allowed_steps(&office, UNIT, ReportState::Accepted), [ReportStep::Reopen]);
    }

    #[test]
    fn a_sent_report_is_not_written_into() {
        let editor = actor(Role::Editor, Scope::Unit(UNIT));
        assert!(may_write(&editor, UNIT, ReportState::Returned));
        for state in
            [ReportState::Submitted, ReportState::Sent, ReportState::Accepted, ReportState::Consolidated]
        {
            assert!(!may_write(&editor, UNIT, state), "{state}");
        }
    }

    #[test]
    fn a_phone_writes_nothing() {
        let mut editor = actor(Role::Editor, Scope::Unit(UNIT));
        editor.device = Device::Phone;
        assert!(!may_write(&editor, UNIT, ReportState::Draft));
        assert_eq!(allowed_steps(&editor, UNIT, ReportState::Draft), []);
    }

    #[test]
    fn a_draft_is_seen_by_its_own_unit_only() {
        let reader = actor(Role::Reader, Scope::Everything);
        let office = actor(Role::Office, Scope::Everything);
        assert!(!may_see(&reader, UNIT, ReportState::Sent) && may_see(&reader, UNIT, ReportState::Accepted));
        assert!(!may_see(&office, UNIT, ReportState::Draft) && may_see(&office, UNIT, ReportState::Sent));
    }

    #[test]
    fn the_office_keeps_the_version_it_received() {
        let office = actor(Role::Office, Scope::Everything);
        let reader = actor(Role::Reader, Scope::Everything);
        let returned = ReportState::Returned;
        assert_eq!(sight(&office, UNIT, returned, true), Some(Sight::Earlier));
        assert_eq!(sight(&office, UNIT, returned, false), None);
        assert_eq!(sight(&office, UNIT, ReportState::Sent, true), Some(Sight::Received));
        assert_eq!(sight(&reader, UNIT, returned, true), None);
        let editor = actor(Role::Editor, Scope::Unit(UNIT));
        assert_eq!(sight(&editor, UNIT, returned, true), Some(Sight::Whole));
    }

    #[test]
    fn a_version_is_open_to_those_who_saw_the_report_then() {
        use ReportStep::{Accept, Reopen, Return, Send, Submit};
        let steps = [Submit, Return, Submit, Send, Return, Send, Accept, Reopen, Submit];
        assert_eq!(opens(Sight::Whole, &steps), [true; 9]);
        let office = [false, false, false, true, true, true, true, true, false];
        assert_eq!(opens(Sight::Received, &steps), office);
        assert_eq!(opens(Sight::Earlier, &steps), office);
        let published = [false, false, false, false, false, false, true, true, false];
        assert_eq!(opens(Sight::Published, &steps), published);
    }

    #[test]
    fn putting_a_version_back_moves_nothing_and_stays_with_the_unit() {
        use ReportStep::{Keep, Restore, Return, Send};
        let steps = [Keep, Restore, Send, Return, Keep, Restore, Send];
        assert_eq!(opens(Sight::Whole, &steps), [true; 7]);
        assert_eq!(opens(Sight::Received, &steps), [false, false, true, true, false, false, true]);
        for step in [Keep, Restore] {
            assert_eq!(after(ReportState::Submitted, step), Some(ReportState::Submitted));
            assert_eq!(after(ReportState::Sent, step), None);
            let head = actor(Role::Head, Scope::Unit(UNIT));
            assert!(!allowed_steps(&head, UNIT, ReportState::Draft).contains(&step));
        }
    }

    #[test]
    fn a_refusal_says_what_would_change_it() {
        let office = actor(Role::Office, Scope::Everything);
        let head = actor(Role::Head, Scope::Unit(UNIT));
        let why = |who: &Actor, state, step, locked| why_not(who, UNIT, state, step, locked);
        let (sent, draft) = (ReportState::Sent, ReportState::Draft);
        assert_eq!(why(&office, sent, ReportStep::Accept, true), None);
        assert_eq!(why(&office, draft, ReportStep::Accept, false), Some(WhyNot::State(draft)));
        assert_eq!(why(&office, draft, ReportStep::Send, false), Some(WhyNot::Whose(Permission::SendReport)));
        assert_eq!(why(&head, draft, ReportStep::Send, true), Some(WhyNot::Locked));
        let phone = Actor { device: Device::Phone, ..head.clone() };
        assert_eq!(why(&phone, draft, ReportStep::Send, false), Some(WhyNot::Phone));
    }

    #[test]
    fn every_step_is_offered_exactly_where_nothing_speaks_against_it() {
        for role in Role::ALL {
            let who = actor(*role, Scope::Unit(UNIT));
            for state in ReportState::ALL {
                let allowed = allowed_steps(&who, UNIT, *state);
                for step in ReportStep::ALL.iter().filter(|it| it.is_taken_by_hand()) {
                    let open = why_not(&who, UNIT, *state, *step, false).is_none();
                    assert_eq!(allowed.contains(step), open, "{role} {state} {step}");
                }
            }
        }
    }
}
