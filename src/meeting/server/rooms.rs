//! Rooms that this process has folded already, and the line of those who write into one.

use super::store;
use super::together::Wish;
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::meeting::Room;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// The most rooms that are held.
const MOST: usize = 64;

/// A room in memory is made of committed events alone, and may be dropped at any moment.
#[derive(Clone, Default)]
pub struct Rooms(Arc<Mutex<HashMap<MeetingId, Place>>>);

#[derive(Default)]
struct Place {
    room: Arc<Room>,
    turn: Arc<tokio::sync::Mutex<()>>,
    /// What is to be written when the turn comes.
    waiting: Vec<Wish>,
}

impl Rooms {
    fn with<T>(&self, meeting: MeetingId, then: impl FnOnce(&mut Place) -> T) -> T {
        // A panic while it was held cannot leave it half written: each use puts in or takes out one thing.
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MOST && !places.contains_key(&meeting) {
            // Those in whose line somebody stands must stay the line.
            places.retain(|_, it| Arc::strong_count(&it.turn) > 1 || !it.waiting.is_empty());
        }
        then(places.entry(meeting).or_default())
    }

    /// A place in the line of those who write into a meeting's log. Taken before a transaction is opened, so
    /// that five hundred votes at once wait here and not in the database.
    pub async fn turn(&self, meeting: MeetingId) -> OwnedMutexGuard<()> {
        let turn = self.with(meeting, |it| it.turn.clone());
        turn.lock_owned().await
    }

    /// Puts something in line. Whoever has the turn next takes it.
    pub fn wait(&self, meeting: MeetingId, wish: Wish) {
        self.with(meeting, |it| it.waiting.push(wish));
    }

    /// Takes all that waits out of the line.
    pub fn waiting(&self, meeting: MeetingId) -> Vec<Wish> {
        self.with(meeting, |it| std::mem::take(&mut it.waiting))
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
