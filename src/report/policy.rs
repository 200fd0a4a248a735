//! Who may do what to a report, and what may follow what. The screen offers by the same rule the server
//! refuses by.

use super::{ReportState, ReportStep};
use crate::actor::{Actor, Permission, Scope};
use crate::id::UnitId;

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
        _ => None,
    }
}

/// The permission a step needs in a state: the head's until it is sent, the office's from then on.
pub const fn needed(state: ReportState, step: ReportStep) -> Permission {
    match (state, step) {
        (_, ReportStep::Submit) => Permission::WriteReport,
        (ReportState::Submitted, ReportStep::Return) | (_, ReportStep::Send) => Permission::SendReport,
        _ => Permission::ReceiveReports,
    }
}

/// The steps that this actor may take next, from this device.
pub fn allowed_steps(actor: &Actor, unit: UnitId, state: ReportState) -> Vec<ReportStep> {
    ReportStep::ALL
        .iter()
        .copied()
        .filter(|step| *step != ReportStep::Consolidate)
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
}
