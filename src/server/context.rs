use super::{Clock, Memory, State, Writers};
use crate::actor::Actor;
use crate::error::Result;
use crate::live::server::Hub;
use crate::meeting::server::Rooms;
use crate::org::server::Known;
use crate::report::server::{Cells, document::Documents};
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use std::sync::Arc;

/// Who sent a request, as the session layer found them.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub actor: Option<Actor>,
    /// The session's key in the database; never the secret itself.
    pub session: Option<String>,
    /// As it stood when the request came.
    pub org: Option<Arc<Known>>,
    pub lang: Lang,
    pub theme: String,
}

/// What one piece of work may use. Work gets one only through a [`super::Door`], so nothing reaches the
/// database without having said what permission it needs.
#[derive(Clone)]
pub struct Context {
    pub db: DatabaseConnection,
    pub writers: Writers,
    pub hub: Hub,
    pub documents: Documents,
    pub cells: Cells,
    pub memory: Memory,
    pub rooms: Rooms,
    pub clock: Clock,
    pub actor: Actor,
    pub lang: Lang,
    pub session: Option<String>,
    /// The organisation as it stood when the request came; see [`crate::org::server::arrived`].
    pub arrived: Option<Arc<Known>>,
}

impl Context {
    /// For the doors, the command line and tests: anything else goes through [`super::answer`].
    pub fn new(state: &State, actor: Actor, visitor: &Visitor) -> Self {
        Self {
            db: state.db.clone(),
            writers: state.writers.clone(),
            hub: state.hub.clone(),
            documents: state.documents.clone(),
            cells: state.cells.clone(),
            memory: state.memory.clone(),
            rooms: state.rooms.clone(),
            clock: state.clock,
            actor,
            lang: visitor.lang,
            session: visitor.session.clone(),
            arrived: visitor.org.clone(),
        }
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Opens a transaction that will write; see [`Writers::open`].
    pub async fn write(&self) -> Result<DatabaseTransaction> {
        self.writers.open().await
    }
}
