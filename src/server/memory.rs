//! What rarely changes, held in memory for as long as the database counts no change of it.

use crate::error::Result;
use crate::indicator::server::{Dictionary, totals::HeldAims};
use crate::org::server::Known;
use crate::period::server::Periods;
use crate::report::server::Outlines;
use std::sync::{Arc, Mutex, PoisonError};

/// All that a process holds. Under the revision of the organisation stand the organisation itself and what is counted
/// with it.
#[derive(Clone, Default)]
pub struct Memory {
    pub org: Held<Known>,
    pub periods: Held<Periods>,
    pub indicators: Held<Dictionary>,
    pub outlines: Held<Outlines>,
    pub aims: HeldAims,
}

/// The last that was read of something.
pub struct Held<T>(Arc<Mutex<Option<Read<T>>>>);

/// What was read, and the revision that it was read under.
struct Read<T> {
    revision: i64,
    of: Arc<T>,
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Held<T> {
    /// What is held under this revision of the database, or else what is read now. Never from within a transaction: what
    /// it holds must be committed.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn under(&self, revision: i64, read: impl Future<Output = Result<T>>) -> Result<Arc<T>> {
        if let Some(held) =
            self.last(|it| it.as_ref().filter(|it| it.revision == revision).map(|it| it.of.clone()))
        {
            return Ok(held);
        }
        // A change meanwhile leaves the older revision on it, and it is read again.
        let of = Arc::new(read.await?);
        self.last(|it| {
            // One who came earlier does not take away what was read for those after.
            if it.as_ref().is_none_or(|it| it.revision < revision) {
                *it = Some(Read { revision, of: of.clone() });
            }
        });
        Ok(of)
    }

    fn last<A>(&self, then: impl FnOnce(&mut Option<Read<T>>) -> A) -> A {
        // A panic while it was held cannot leave it half written.
        then(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_held_is_read_again_when_the_revision_is_another() {
        let held = Held::default();
        for (revision, read, found) in [(1, 10, 10), (1, 11, 10), (2, 12, 12), (1, 13, 13), (2, 14, 12)] {
            assert_eq!(*held.under(revision, async move { Ok(read) }).await.unwrap(), found);
        }
    }
}
