use crate::actor::{Actor, Permission};
use crate::id::UnitId;

/// Whether the actor may change what is asked of these units: the office of all of them, or everywhere.
/// Says nothing of the device.
pub fn may_manage(actor: &Actor, units: &[UnitId]) -> bool {
    actor.may_on_all(Permission::ManageRegimes, units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Device, Grant, Role, Scope};
    use crate::id::PersonId;
    use uuid::Uuid;

    fn actor(role: Role, scopes: &[Scope]) -> Actor {
        Actor {
            person: PersonId::default(),
            username: String::new(),
            name: String::new(),
            post: None,
            unit: None,
            device: Device::Computer,
            grants: scopes.iter().map(|it| Grant { role, scope: *it }).collect(),
        }
    }

    #[test]
    fn an_office_manages_its_own_bloc_and_an_editor_none() {
        let [one, two] = [1, 2].map(|it| UnitId(Uuid::from_u128(it)));
        let own = actor(Role::Office, &[Scope::Unit(one)]);
        assert!(may_manage(&own, &[one]) && !may_manage(&own, &[one, two]) && !may_manage(&own, &[]));
        assert!(may_manage(&actor(Role::Administrator, &[Scope::Everything]), &[one, two]));
        assert!(!may_manage(&actor(Role::Editor, &[Scope::Unit(one)]), &[one]));
        assert!(!may_manage(&actor(Role::Chair, &[Scope::Everything]), &[one]));
    }
}
