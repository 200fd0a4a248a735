use super::{Clock, State, Writers};
use crate::actor::Actor;
use crate::error::Result;
use crate::indicator::server::{HeldIndicators, totals::HeldAims};
use crate::live::server::Hub;
use crate::meeting::server::Rooms;
use crate::org::server::Held;
use crate::report::server::{Cells, document::Documents};
use crate::text::Lang;
use crate::time::Instant;
use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DatabaseTransaction};

/// Who sent a request, as the session layer found them.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub actor: Option<Actor>,
    /// The session's key in the database; never the secret itself.
    pub session: Option<String>,
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
    pub org: Held,
    pub aims: HeldAims,
    pub indicators: HeldIndicators,
    pub rooms: Rooms,
    pub clock: Clock,
    pub actor: Actor,
    pub lang: Lang,
    pub session: Option<String>,
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
            org: state.org.clone(),
            aims: state.aims.clone(),
            indicators: state.indicators.clone(),
            rooms: state.rooms.clone(),
            clock: state.clock,
            actor,
            lang: visitor.lang,
            session: visitor.session.clone(),
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
