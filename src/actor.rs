//! Who is acting, on what device, and what they may do where.

use crate::error::{Denial, Error, Result};
use crate::id::{MeetingId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

crate::words! {
    /// The part a person plays. One person may play several, each on its own scope.
    pub enum Role {
        /// Chuyên viên: writes the unit's report.
        Editor = "editor",
        /// Thủ trưởng đơn vị: approves and sends it, or returns it.
        Head = "head",
        /// Văn phòng: receives, consolidates, prepares the meeting.
        Office = "office",
        /// Chủ trì.
        Chair = "chair",
        /// Thư ký.
        Secretary = "secretary",
        /// Đại biểu.
        Delegate = "delegate",
        /// Reads what is published.
        Reader = "reader",
        /// Quản trị.
        Administrator = "administrator",
    }
}

crate::words! {
    /// What kind of device a session began on.
    pub enum Device {
        Computer = "computer",
        Tablet = "tablet",
        /// Reads only, on the server too.
        Phone = "phone",
    }
}

crate::words! {
    /// One thing that may be allowed or not.
    pub enum Permission {
        /// Read what is published, and what is in one's own scope.
        Read = "read",
        /// Write figures and passages of a unit's report and submit it to the head.
        WriteReport = "write_report",
        /// Send a unit's report, or return it to the editor.
        SendReport = "send_report",
        /// Move a report to its next state at all; which move, the report's own policy says.
        StepReport = "step_report",
        /// Accept, return or reopen sent reports; consolidate.
        ReceiveReports = "receive_reports",
        /// Make meetings and agendas.
        PlanMeeting = "plan_meeting",
        /// Move through the agenda.
        ConductMeeting = "conduct_meeting",
        /// Word conclusions and turn them into tasks.
        RecordConclusion = "record_conclusion",
        /// Act as one who sits in a meeting: ask for the floor, vote, agree. Who sits in which, its list of
        /// delegates says.
        TakePart = "take_part",
        /// Report progress of a unit's task.
        UpdateTask = "update_task",
        /// Close a task.
        CloseTask = "close_task",
        /// Define regimes and outlines, open periods, grant exceptions, keep the working-day calendar.
        ManageRegimes = "manage_regimes",
        /// Define indicators, retire them, set targets.
        ManageCatalogue = "manage_catalogue",
        /// Units and people.
        Administer = "administer",
    }
}

impl Role {
    pub const fn permits(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Editor => {
                matches!(permission, P::Read | P::WriteReport | P::StepReport | P::UpdateTask | P::TakePart)
            }
            Self::Head => matches!(
                permission,
                P::Read | P::WriteReport | P::SendReport | P::StepReport | P::UpdateTask | P::TakePart
            ),
            Self::Office => matches!(
                permission,
                P::Read
                    | P::ReceiveReports
                    | P::StepReport
                    | P::ManageRegimes
                    | P::ManageCatalogue
                    | P::PlanMeeting
                    | P::RecordConclusion
                    | P::TakePart
                    | P::CloseTask
                    | P::UpdateTask
            ),
            Self::Chair => matches!(
                permission,
                P::Read | P::ConductMeeting | P::RecordConclusion | P::TakePart | P::CloseTask
            ),
            Self::Secretary => {
                matches!(permission, P::Read | P::ConductMeeting | P::RecordConclusion | P::TakePart)
            }
            Self::Delegate => matches!(permission, P::Read | P::TakePart),
            Self::Reader => matches!(permission, P::Read),
            Self::Administrator => {
                matches!(permission, P::Read | P::ManageRegimes | P::ManageCatalogue | P::Administer)
            }
        }
    }
}

/// What a permission is asked for, or granted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    Everything,
    /// A unit. The server grants the units below it one by one.
    Unit(UnitId),
    Meeting(MeetingId),
}

/// A role on a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
}

/// The signed-in person as both sides know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub person: PersonId,
    pub username: String,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<UnitId>,
    pub device: Device,
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Whether the permission is held on the scope. Says nothing of the device: a phone's writes are
    /// refused by [`Actor::writes`], so that a screen can tell "not you" from "not here".
    pub fn may(&self, permission: Permission, on: Scope) -> bool {
        self.grants
            .iter()
            .any(|it| it.role.permits(permission) && (it.scope == Scope::Everything || it.scope == on))
    }

    /// Whether the permission is held everywhere, or on each of these units, of which there must be one.
    pub fn may_on_all(&self, permission: Permission, units: &[UnitId]) -> bool {
        let on = |scope| self.may(permission, scope);
        on(Scope::Everything) || !units.is_empty() && units.iter().all(|it| on(Scope::Unit(*it)))
    }

    /// Whether the permission is held on any scope.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.grants.iter().any(|it| it.role.permits(permission))
    }

    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|it| it.role == role)
    }

    /// Has the role on this scope, by a grant of its own or by one on everything.
    pub fn has_in(&self, role: Role, on: Scope) -> bool {
        self.grants.iter().any(|it| it.role == role && (it.scope == Scope::Everything || it.scope == on))
    }

    /// Whether this session may change anything at all.
    pub fn writes(&self) -> bool {
        self.device != Device::Phone
    }

    /// May write, from this device, on this scope: what a screen asks before it offers a control.
    pub fn can(&self, permission: Permission, on: Scope) -> bool {
        self.writes() && self.may(permission, on)
    }

    /// Refuses with the sentence that tells what would change it.
    pub fn require(&self, permission: Permission, on: Scope) -> Result<()> {
        if !self.may(permission, on) {
            Err(Error::Denied(Denial::NotAllowed))
        } else if permission != Permission::Read && !self.writes() {
            Err(Error::Denied(Denial::ReadOnlyDevice))
        } else {
            Ok(())
        }
    }

    /// Sees a unit's unpublished work: its own people, and the office once it is sent.
    pub fn belongs_to(&self, unit: UnitId) -> bool {
        self.grants.iter().any(|it| it.scope == Scope::Unit(unit))
    }
}
