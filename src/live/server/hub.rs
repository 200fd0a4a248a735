use crate::id::{MeetingId, ReportId};
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{broadcast, watch};

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A meeting's log grew to this number.
    Meeting {
        id: MeetingId,
        seq: i64,
        /// The event as it stands on the line, made once and shared by all who listen. Without it they read
        /// the log.
        event: Option<Bytes>,
    },
    /// Someone wrote into a report's figures.
    Figures { report: ReportId },
}

/// Passes notices from whoever changes something to whoever is looking at it, within this process.
#[derive(Clone)]
pub struct Hub {
    notices: broadcast::Sender<Topic>,
    closing: watch::Sender<bool>,
    /// Keys of sessions, as they end.
    ended: broadcast::Sender<Arc<str>>,
    followed: Arc<Mutex<HashMap<MeetingId, Followed>>>,
}

/// A meeting that streams of this process follow.
#[derive(Default)]
struct Followed {
    streams: usize,
    /// Number of the last event up to which all were announced here; none before somebody looked at the log.
    told: Option<i64>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            notices: broadcast::channel(4096).0,
            closing: watch::channel(false).0,
            ended: broadcast::channel(256).0,
            followed: Arc::default(),
        }
    }
}

impl Hub {
    /// Call after commit. Nobody listening is not an error.
    pub fn announce(&self, topic: Topic) {
        if let Topic::Meeting { id, seq, event } = &topic {
            let mut followed = self.followed();
            if let Some(followed) = followed.get_mut(id)
                && (event.is_none() || followed.told == Some(seq - 1))
            {
                followed.told = followed.told.max(Some(*seq));
            }
        }
        let _ = self.notices.send(topic);
    }

    /// Up to which number everything in a meeting's log was announced to those who follow it here.
    pub fn told(&self, meeting: MeetingId) -> Option<i64> {
        self.followed().get(&meeting).and_then(|it| it.told)
    }

    fn followed(&self) -> MutexGuard<'_, HashMap<MeetingId, Followed>> {
        // A panic while it was held cannot leave it half written: each use changes one entry.
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A listener that falls behind is told so, and must look again.
    pub fn listen(&self) -> broadcast::Receiver<Topic> {
        self.notices.subscribe()
    }

    /// Ends every stream, so that the server can stop without waiting for those who listen.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Turns true when the server is about to stop.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// Ends the streams of a session. Those of other processes end when they look again.
    pub fn end_session(&self, key: &str) {
        let _ = self.ended.send(key.into());
    }

    /// What ends a stream that was opened by this session. Taken before the stream begins.
    pub fn until_over(&self, session: Option<&str>) -> Until {
        Until {
            closing: self.closing.subscribe(),
            ended: self.ended.subscribe(),
            session: session.map(str::to_owned),
        }
    }

    /// Counts one more follower of a meeting, until the answer is dropped.
    pub fn follow(&self, meeting: MeetingId) -> Follower {
        let mut followed = self.followed();
        let first = !followed.contains_key(&meeting);
        followed.entry(meeting).or_default().streams += 1;
        Follower { hub: self.clone(), meeting, first }
    }

    /// Forgets a meeting that nobody follows any more, and says whether it did.
    pub fn forget_unfollowed(&self, meeting: MeetingId) -> bool {
        let mut followed = self.followed();
        let idle = followed.get(&meeting).is_none_or(|it| it.streams == 0);
        if idle {
            followed.remove(&meeting);
        }
        idle
    }
}

/// What ends a stream from the server's side.
pub struct Until {
    closing: watch::Receiver<bool>,
    ended: broadcast::Receiver<Arc<str>>,
    session: Option<String>,
}

impl Until {
    /// Waits until the server is about to stop, or until whoever opened the stream has signed out.
    pub async fn over(&mut self) {
        let Self { closing, ended, session } = self;
        let stops = async {
            // An error means that the hub itself is gone.
            drop(closing.wait_for(|it| *it).await);
        };
        let leaves = async {
            // One that heard too little of it ends as well: whoever may follow comes back.
            while ended.recv().await.is_ok_and(|it| Some(&*it) != session.as_deref()) {}
        };
        tokio::select! { () = stops => {}, () = leaves => {} }
    }
}

/// One stream's place among a meeting's followers.
pub struct Follower {
    hub: Hub,
    meeting: MeetingId,
    /// Nobody of this process was following the meeting: somebody must look after it from now on.
    pub first: bool,
}

impl Drop for Follower {
    fn drop(&mut self) {
        if let Some(followed) = self.hub.followed().get_mut(&self.meeting) {
            followed.streams -= 1;
        }
    }
}
