//! Every server function is registered here with the permission it needs.

use super::{Context, State, Visitor};
use crate::actor::{Actor, Permission, Scope};
use crate::error::{Denial, Error, Result};
use leptos::server_fn::ServerFn;

/// What a visitor must hold, on some scope at least, to come in. The exact scope is asked for inside, with
/// [`Actor::require`], when the thing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Read(Permission),
    /// Also refused to a session begun on a phone.
    Write(Permission),
}

impl Need {
    pub fn admit(self, visitor: &Visitor) -> Result<&Actor> {
        let actor = visitor.actor.as_ref().ok_or(Error::SignedOut)?;
        let (Self::Read(permission) | Self::Write(permission)) = self;
        if matches!(self, Self::Write(_)) && !actor.writes() {
            Err(Error::Denied(Denial::ReadOnlyDevice))
        } else if !actor.may_somewhere(permission) {
            Err(Error::Denied(Denial::NotAllowed))
        } else {
            Ok(actor)
        }
    }

    /// What the visitor may work with, once admitted.
    pub fn enter(self, state: &State, visitor: &Visitor) -> Result<Context> {
        let actor = self.admit(visitor)?.clone();
        Ok(Context::new(state, actor, visitor))
    }
}

/// A server function with its permission. [`super::answer`] asks for it, so a function that is not
/// registered does not compile.
pub trait Door: ServerFn {
    const NEED: Need;
}

/// Registers a part's server functions: `doors! { ShowReport => Read(Read), SaveFigures => Write(WriteReport) }`.
#[macro_export]
macro_rules! doors {
    ($($function:ident => $kind:ident($permission:ident)),* $(,)?) => {
        $(impl $crate::server::Door for super::api::$function {
            const NEED: $crate::server::Need = $crate::server::Need::$kind($crate::actor::Permission::$permission);
        })*

        /// This part's server functions by address, with what each needs.
        pub const DOORS: &[(&str, $crate::server::Need)] = &[
            $((
                <super::api::$function as leptos::server_fn::ServerFn>::PATH,
                $crate::server::Need::$kind($crate::actor::Permission::$permission),
            )),*
        ];
    };
}

/// Every server function of every part.
pub fn doors() -> impl Iterator<Item = (&'static str, Need)> {
    [
        crate::notice::server::DOORS,
        crate::indicator::server::DOORS,
        crate::task::server::DOORS,
        crate::report::server::DOORS,
        crate::regime::server::DOORS,
        crate::bloc::server::DOORS,
        crate::sector::server::DOORS,
        crate::compare::server::DOORS,
        crate::meeting::server::DOORS,
        crate::desk::server::DOORS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

impl Actor {
    /// Whether the actor may see what a unit has not published: its own people may.
    pub fn sees_drafts_of(&self, unit: crate::id::UnitId) -> bool {
        self.belongs_to(unit) && self.may(Permission::Read, Scope::Unit(unit))
    }
}
