use crate::actor::{Actor, Permission};
use crate::id::UnitId;

/// Whether the actor may change definitions, which hold for every unit: the office of all units that report, or
/// everywhere. Says nothing of the device.
pub fn may_change(actor: &Actor, reporting: &[UnitId]) -> bool {
    actor.may_on_all(Permission::ManageCatalogue, reporting)
}
