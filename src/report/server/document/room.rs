//! The documents that are in memory, and who follows them.

use super::doc::Document;
use super::presence::Here;
use super::scan::Malformed;
use super::service::{Sent, Taken};
use super::store;
use crate::error::{Error, Result};
use crate::id::{PassageId, ReportId};
use crate::server::Line;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, broadcast};

/// The most documents that are held in memory without anybody following them.
const MOST: usize = 128;
/// The most updates in one transaction.
const MOST_TOGETHER: usize = 64;

/// Every document that this process holds.
#[derive(Clone)]
pub struct Documents(Arc<Shared>);

struct Shared {
    rooms: Mutex<HashMap<ReportId, Arc<Room>>>,
    uses: AtomicU64,
    /// Updates that wait to be committed together.
    line: Line<Sent, Taken>,
}

/// One report's document and those around it.
pub struct Room {
    held: Arc<tokio::sync::Mutex<Option<Held>>>,
    pub news: broadcast::Sender<News>,
    pub here: Mutex<Vec<Here>>,
    /// How many streams follow it.
    pub followers: AtomicUsize,
    /// Somebody looks after what other processes add.
    pub watched: AtomicBool,
    /// The passages will be read before long.
    pub due: AtomicBool,
    used: AtomicU64,
}

/// What those who follow a document are told.
#[derive(Clone, Debug)]
pub enum News {
    /// The update as it is sent, made once for all.
    Update {
        number: i64,
        data: Arc<str>,
    },
    /// The log may hold more than was told.
    Behind,
    Presence(Arc<str>),
    Passage(Arc<str>),
    /// A step was taken.
    Closed,
}

/// A document in memory.
pub struct Held {
    pub document: Document,
    /// The last update that is in it.
    pub number: i64,
    /// The last update that is in the state kept as one.
    pub folded: i64,
    /// No less than its encoded size.
    pub size: usize,
    /// Passages of the report whose text is in it.
    pub known: HashSet<PassageId>,
}

impl Documents {
    pub fn new(db: &DatabaseConnection) -> Self {
        Self(Arc::new(Shared {
            rooms: Mutex::default(),
            uses: AtomicU64::new(0),
            line: Line::of_writers(db, MOST_TOGETHER),
        }))
    }

    pub fn line(&self) -> &Line<Sent, Taken> {
        &self.0.line
    }

    /// See [`Line::turn`].
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        self.0.line.turn().await
    }

    pub fn room(&self, report: ReportId) -> Arc<Room> {
        let use_number = self.0.uses.fetch_add(1, Ordering::Relaxed);
        let mut rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if !rooms.contains_key(&report) && rooms.len() >= MOST {
            // Only the map holds it: nobody follows it or works on it.
            let idle = rooms.iter().filter(|(_, it)| Arc::strong_count(it) == 1);
            let oldest = idle.min_by_key(|(_, it)| it.used.load(Ordering::Relaxed)).map(|(id, _)| *id);
            if let Some(oldest) = oldest {
                rooms.remove(&oldest);
            }
        }
        let room = rooms.entry(report).or_insert_with(|| Arc::new(Room::new()));
        room.used.store(use_number, Ordering::Relaxed);
        room.clone()
    }

    /// Takes the document out of its room, read up to the last update that the database has.
    ///
    /// A writer opens its transaction first: waiting for a transaction with a document in hand could wait for
    /// ever.
    pub async fn open(&self, db: &impl ConnectionTrait, report: ReportId) -> Result<Open> {
        let room = self.room(report);
        let mut place = room.held.clone().lock_owned().await;
        let mut held = match place.take() {
            Some(held) => held,
            None => Held::folded(db, report).await?,
        };
        let mut missed = store::updates_after(db, report, held.number).await?;
        if store::is_torn(held.number, &missed) {
            // Another process has folded what is missing, and pruned the log.
            held = Held::folded(db, report).await?;
            missed = store::updates_after(db, report, held.number).await?;
        }
        if store::is_torn(held.number, &missed) {
            return Err(Error::from_cause(&"a document's log has a gap"));
        }
        let held = match missed.last() {
            None => held,
            Some((number, _)) => {
                let number = *number;
                let size = held.size + missed.iter().map(|it| it.1.len()).sum::<usize>();
                let document = load(held.document, missed, report).await?;
                Held { document, number, size, ..held }
            }
        };
        Ok(Open { room, place, held })
    }
}

async fn load(mut document: Document, updates: Vec<(i64, Vec<u8>)>, report: ReportId) -> Result<Document> {
    let read = move || {
        for (number, bytes) in updates.iter().filter(|it| !it.1.is_empty()) {
            if document.load(bytes).is_err() {
                tracing::error!(%report, number, "a stored update cannot be read");
                return Err(Malformed);
            }
        }
        Ok(document)
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(Malformed)) => Err(Error::from_cause(&"a stored document cannot be read")),
        Err(cause) => Err(Error::from_cause(&cause)),
    }
}

impl Held {
    /// The document as it was folded last.
    async fn folded(db: &impl ConnectionTrait, report: ReportId) -> Result<Self> {
        let (number, state) = match store::document(db, report).await? {
            Some(kept) => (kept.number, kept.state),
            None => (0, Vec::new()),
        };
        let size = state.len();
        let document = load(Document::empty(), vec![(number, state)], report).await?;
        Ok(Self { document, number, folded: number, size, known: HashSet::new() })
    }
}

impl Room {
    fn new() -> Self {
        Self {
            held: Arc::default(),
            news: broadcast::channel(256).0,
            here: Mutex::default(),
            followers: AtomicUsize::new(0),
            watched: AtomicBool::new(false),
            due: AtomicBool::new(false),
            used: AtomicU64::new(0),
        }
    }

    /// Nobody listening is not an error.
    pub fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }
}

/// A document in hand. What is not put back is read again from the database by whoever comes next: so it is
/// put back only when all that is in it is committed.
pub struct Open {
    pub room: Arc<Room>,
    place: OwnedMutexGuard<Option<Held>>,
    pub held: Held,
}

impl Open {
    pub fn put_back(self) -> Arc<Room> {
        let Self { room, mut place, held } = self;
        *place = Some(held);
        room
    }

    /// Does work that may fail on hostile input. After a failure or a panic the document is gone from memory.
    pub async fn attempt<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Held) -> Result<T, Malformed> + Send + 'static,
    ) -> Result<(Self, T), Malformed> {
        let Self { room, place, mut held } = self;
        let done = tokio::task::spawn_blocking(move || work(&mut held).map(|it| (held, it))).await;
        match done {
            Ok(Ok((held, answer))) => Ok((Self { room, place, held }, answer)),
            Ok(Err(Malformed)) => Err(Malformed),
            Err(cause) => {
                tracing::warn!(%cause, "an update made the document's library stop");
                Err(Malformed)
            }
        }
    }
}
