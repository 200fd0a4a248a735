//! People, the roles they hold on a scope, their sessions, and the record of what they changed.

mod model;
mod text;
mod view;

pub use model::ScopeKind;
pub use view::{AccountPage, LoginPage};

#[cfg(feature = "ssr")]
pub mod server;
