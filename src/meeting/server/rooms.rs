//! Rooms that this process has folded already, and the line of those who write into one.

use super::store;
use super::together::Wish;
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::meeting::{Event, Room};
use crate::server::Line;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OwnedSemaphorePermit;

/// The most rooms that are held.
const MOST: usize = 64;

/// A room in memory is made of committed events alone, and may be dropped at any moment.
#[derive(Clone, Default)]
pub struct Rooms(Arc<Mutex<HashMap<MeetingId, Place>>>);

struct Place {
    room: Arc<Room>,
    /// One writes at a time; five hundred votes at once are written together.
    line: Line<Wish, Event>,
}

impl Rooms {
    fn with<T>(&self, meeting: MeetingId, then: impl FnOnce(&mut Place) -> T) -> T {
        // A panic while it was held cannot leave it half written: each use puts in or takes out one thing.
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MOST && !places.contains_key(&meeting) {
            // Those in whose line somebody stands must stay the line.
            places.retain(|_, it| !it.line.is_idle());
        }
        then(
            places
                .entry(meeting)
                .or_insert_with(|| Place { room: Arc::default(), line: Line::new(1, usize::MAX) }),
        )
    }

    /// The line of those who write into a meeting's log.
    pub fn line(&self, meeting: MeetingId) -> Line<Wish, Event> {
        self.with(meeting, |it| it.line.clone())
    }

    /// See [`Line::turn`].
    pub async fn turn(&self, meeting: MeetingId) -> Result<OwnedSemaphorePermit> {
        self.line(meeting).turn().await
    }

    /// The room after all that is committed, reading only what is not folded yet.
    pub async fn read(&self, db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Arc<Room>> {
        let known = self.with(meeting, |it| it.room.clone());
        let missed = store::events_after(db, meeting, known.seq).await?;
        if missed.is_empty() {
            return Ok(known);
        }
        let room = Arc::new(missed.iter().fold(Room::clone(&known), |room, event| room.after(event)));
        self.keep(meeting, &room);
        Ok(room)
    }

    /// The room exactly as its row in the same transaction says, which holds the row.
    ///
    /// # Errors
    /// A fault when the log has a gap.
    pub async fn read_held(
        &self,
        tx: &impl ConnectionTrait,
        meeting: MeetingId,
        last: i64,
    ) -> Result<Arc<Room>> {
        let known = self.with(meeting, |it| it.room.clone());
        let room = if known.seq == last { known } else { self.read(tx, meeting).await? };
        if room.seq == last {
            return Ok(room);
        }
        // Another database under the same process, as after a restore: what was folded is of no use.
        let room = Arc::new(store::room(tx, meeting).await?);
        if room.seq != last {
            return Err(Error::from_cause(&format_args!(
                "meeting {meeting}: {last} events, {} fold",
                room.seq
            )));
        }
        self.with(meeting, |it| it.room = room.clone());
        Ok(room)
    }

    /// Keeps a room whose events are all committed.
    pub fn keep(&self, meeting: MeetingId, room: &Arc<Room>) {
        self.with(meeting, |it| {
            if it.room.seq < room.seq {
                it.room = room.clone();
            }
        });
    }
}
