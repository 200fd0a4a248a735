use crate::actor::{Actor, Permission, Scope};
use crate::error::{FieldErrors, Result, parse_required};
use crate::id::{CommentId, IndicatorId, PassageId, PersonId, UnitId};
use crate::indicator::Column;
use crate::report::{ReportState, Sight};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// A paragraph by its identity, or the whole passage.
    Paragraph {
        passage: PassageId,
        block: Option<String>,
    },
    Cell {
        indicator: IndicatorId,
        column: Column,
    },
}

/// How it stands with what a comment was made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnchorState {
    Same,
    Changed,
    Gone,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    pub author: PersonId,
    pub by: String,
    pub at: Instant,
    pub edited_at: Option<Instant>,
    /// Names in it are written `@Name`.
    pub body: String,
    pub mentions: Vec<Mentionable>,
}

/// A comment with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub anchor: Anchor,
    /// What stood there when it was begun.
    pub quote: String,
    pub state: AnchorState,
    /// Among the unit's own people, not for the office.
    pub inner: bool,
    /// The one it began with first.
    pub comments: Vec<Comment>,
    /// By whom and when.
    pub resolved: Option<(String, Instant)>,
}

impl Thread {
    pub fn id(&self) -> CommentId {
        self.comments.first().map(|it| it.id).unwrap_or_default()
    }
}

/// A report's comments, as far as the reader may know of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comments {
    /// Open ones first, each in the order they were begun.
    pub threads: Vec<Thread>,
    pub may_comment: bool,
    /// What the reader begins now stays among the unit's own people.
    pub begins_inner: bool,
}

/// Someone who may be named in a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentionable {
    pub id: PersonId,
    pub name: String,
    /// Not of the unit: sees no inner thread.
    pub outside: bool,
}

/// A comment as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentInput {
    pub body: String,
    pub mentions: Vec<PersonId>,
}

impl CommentInput {
    /// # Errors
    /// On `body`.
    pub fn parse(&self) -> Result<String> {
        parse_required(&self.body, 2000).map_err(|problem| FieldErrors::of("body", problem).into())
    }
}

/// Whose comments someone reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The unit's own people: all of them.
    Unit,
    /// The office: those that are not inner.
    Office,
    Nobody,
}

pub const fn audience(sight: Sight) -> Audience {
    match sight {
        Sight::Whole => Audience::Unit,
        Sight::Received | Sight::Earlier => Audience::Office,
        Sight::Published => Audience::Nobody,
    }
}

/// Those who write or send the report, and the office once it has received it; from a phone nobody.
pub fn may_comment(actor: &Actor, unit: UnitId, sight: Sight) -> bool {
    let on = Scope::Unit(unit);
    match audience(sight) {
        Audience::Unit => actor.can(Permission::WriteReport, on) || actor.can(Permission::SendReport, on),
        Audience::Office => actor.can(Permission::ReceiveReports, on),
        Audience::Nobody => false,
    }
}

/// Whether a thread begun now is the unit's own: while it writes, before the office has anything to see.
pub const fn begins_inner(sight: Sight, state: ReportState) -> bool {
    matches!(audience(sight), Audience::Unit) && !state.is_sent()
}

/// The people whose names stand in the text, of those that were picked.
pub fn mentioned<'a>(body: &str, people: &'a [Mentionable]) -> Vec<&'a Mentionable> {
    people.iter().filter(|it| body.contains(&format!("@{}", it.name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Device, Grant, Role};

    fn actor(role: Role, scope: Scope, device: Device) -> Actor {
        Actor {
            person: PersonId::default(),
            username: String::new(),
            name: String::new(),
            post: None,
            unit: None,
            device,
            grants: vec![Grant { role, scope }],
        }
    }

    #[test]
    fn the_unit_and_the_office_talk_and_nobody_else() {
        let unit = UnitId::default();
        let own = Scope::Unit(unit);
        let may = |role, scope, sight| may_comment(&actor(role, scope, Device::Tablet), unit, sight);
        assert!(may(Role::Editor, own, Sight::Whole) && may(Role::Head, own, Sight::Whole));
        assert!(may(Role::Office, Scope::Everything, Sight::Received));
        assert!(may(Role::Office, Scope::Everything, Sight::Earlier));
        assert!(!may(Role::Delegate, own, Sight::Whole));
        assert!(!may(Role::Reader, Scope::Everything, Sight::Published));
        assert!(!may_comment(&actor(Role::Editor, own, Device::Phone), unit, Sight::Whole));
    }

    #[test]
    fn what_the_unit_says_while_it_writes_stays_with_it() {
        assert!(begins_inner(Sight::Whole, ReportState::Returned));
        assert!(!begins_inner(Sight::Whole, ReportState::Sent));
        assert!(!begins_inner(Sight::Earlier, ReportState::Returned));
    }

    #[test]
    fn only_those_whose_names_still_stand_there_are_told() {
        let person = |name: &str| Mentionable { id: PersonId::default(), name: name.into(), outside: false };
        let people = [person("Nông Thị Lan"), person("Hà Văn Sơn")];
        let found = mentioned("Nhờ @Nông Thị Lan xem lại số này.", &people);
        assert_eq!(found, [&people[0]]);
    }
}
