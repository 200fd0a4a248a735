//! Hearing of what other servers of the same database add to a meeting's log.
//!
//! One watch a meeting and process, for as long as somebody here follows it. It reads what is new once and
//! passes it on to all followers.

use super::{feed, store};
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::live::server::{Hub, Topic};
use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::time::Duration;

/// How often the log is looked at where nobody calls, or while calls are not heard.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How often it is looked at all the same: a call may be lost with the connection that carried it.
const LOOK_ANYWAY: Duration = Duration::from_secs(5);

/// Watches a meeting until nobody follows it here, or the server is about to stop.
pub async fn keep_watch(db: DatabaseConnection, hub: Hub, meeting: MeetingId) {
    let mut closing = hub.closing();
    let mut ear = Ear::default();
    while !hub.forget_unfollowed(meeting) {
        // Calls are listened for before the log is read, so that none falls between.
        ear.open(&db, meeting).await;
        match look(&db, &hub, meeting).await {
            Ok(()) => {}
            Err(Error::NotFound) => return,
            Err(error) => tracing::warn!(%meeting, %error, "a meeting's log could not be looked at"),
        }
        let stops = async {
            // An error means that the hub itself is gone.
            drop(closing.wait_for(|it| *it).await);
        };
        tokio::select! {
            () = stops => return,
            () = ear.wait(&hub, meeting) => {}
        }
    }
}

/// Announces what is new in the log. What followers had before the first look, they read themselves.
async fn look(db: &DatabaseConnection, hub: &Hub, meeting: MeetingId) -> Result<()> {
    match hub.told(meeting) {
        None => {
            let seq = store::last_seq(db, meeting).await?;
            hub.announce(Topic::Meeting { id: meeting, seq, event: None });
        }
        Some(told) => {
            for event in store::events_after(db, meeting, told).await? {
                feed::tell(hub, meeting, &event);
            }
        }
    }
    Ok(())
}

/// Hears calls on PostgreSQL; elsewhere, and while it cannot, waits a moment.
#[derive(Default)]
struct Ear(Option<PgListener>);

impl Ear {
    async fn open(&mut self, db: &DatabaseConnection, meeting: MeetingId) {
        if self.0.is_some() || db.get_database_backend() != DbBackend::Postgres {
            return;
        }
        let opened = async {
            // A connection of its own: one for each meeting that is followed would leave none for requests.
            let options = db.get_postgres_connection_pool().connect_options();
            let own = PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
            let own = own.connect_lazy_with((*options).clone());
            let mut listener = PgListener::connect_with(&own).await?;
            listener.listen(&feed::channel(meeting)).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        match opened.await {
            Ok(listener) => self.0 = Some(listener),
            Err(cause) => tracing::warn!(%meeting, %cause, "calls of other servers are not heard"),
        }
    }

    /// Waits until the log may have grown by more than was announced here.
    async fn wait(&mut self, hub: &Hub, meeting: MeetingId) {
        let Some(listener) = &mut self.0 else { return tokio::time::sleep(LOOK_AGAIN).await };
        let heard = async {
            loop {
                match listener.try_recv().await {
                    // Its own events are told already.
                    Ok(Some(call)) if call.payload().parse::<i64>().ok() <= hub.told(meeting) => {}
                    // Something, or a connection lost and made anew: something may have been missed.
                    Ok(_) => return true,
                    Err(cause) => {
                        tracing::warn!(%meeting, %cause, "calls of other servers are no longer heard");
                        return false;
                    }
                }
            }
        };
        let hears = tokio::time::timeout(LOOK_ANYWAY, heard).await.unwrap_or(true);
        if !hears {
            self.0 = None;
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}
