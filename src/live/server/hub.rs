use crate::id::MeetingId;
use tokio::sync::broadcast;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A meeting's log grew.
    Meeting(MeetingId),
}

/// Passes notices from whoever changes something to whoever is looking at it, within this process.
#[derive(Clone)]
pub struct Hub(broadcast::Sender<Topic>);

impl Default for Hub {
    fn default() -> Self {
        Self(broadcast::channel(1024).0)
    }
}

impl Hub {
    /// Call after commit. Nobody listening is not an error.
    pub fn announce(&self, topic: Topic) {
        let _ = self.0.send(topic);
    }

    /// A listener that falls behind is told so, and must look again.
    pub fn listen(&self) -> broadcast::Receiver<Topic> {
        self.0.subscribe()
    }
}
