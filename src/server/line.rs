//! What many bring at the same time is done together: those who wait stand in one line, and whoever's turn comes does
//! the work of all of them in one transaction.

use crate::error::{Error, Result};
use sea_orm::{DatabaseConnection, DbBackend};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// A line of work, each piece of which is answered.
pub struct Line<W, A>(Arc<Inner<W, A>>);

struct Inner<W, A> {
    waiting: Mutex<VecDeque<Job<W, A>>>,
    turns: Arc<Semaphore>,
    /// The most that is done together.
    most: usize,
}

/// A piece of work, and whoever waits for its answer.
pub struct Job<W, A> {
    pub work: W,
    reply: oneshot::Sender<Result<A>>,
}

impl<W, A> Job<W, A> {
    pub fn answer(self, answer: Result<A>) {
        // Whoever asked may have gone.
        let _ = self.reply.send(answer);
    }
}

impl<W, A> Clone for Line<W, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Connections that the work of one line may take at once, so that others find one.
const WRITERS: usize = 4;

impl<W, A> Line<W, A> {
    /// For work that writes. SQLite has one writer: those who wait in line here need not wait in line there.
    pub fn of_writers(db: &DatabaseConnection, most: usize) -> Self {
        Self::new(if db.get_database_backend() == DbBackend::Sqlite { 1 } else { WRITERS }, most)
    }

    /// `turns` are those who work at the same time, each on no more than `most` pieces.
    pub fn new(turns: usize, most: usize) -> Self {
        Self(Arc::new(Inner { waiting: Mutex::default(), turns: Arc::new(Semaphore::new(turns)), most }))
    }

    /// A turn for work of another kind. Taken before a transaction is opened, kept until it ends: so many wait here and
    /// not in the database.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        self.0.turns.clone().acquire_owned().await.map_err(|cause| Error::from_cause(&cause))
    }

    /// Whether nobody stands in it or works, and nobody else holds it.
    pub fn is_idle(&self) -> bool {
        Arc::strong_count(&self.0) == 1
            && Arc::strong_count(&self.0.turns) == 1
            && self.waiting(|it| it.is_empty())
    }

    fn waiting<T>(&self, then: impl FnOnce(&mut VecDeque<Job<W, A>>) -> T) -> T {
        // A panic while it was held cannot leave it half written: each use puts in or takes out.
        then(&mut self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<W: Send + 'static, A: Send + 'static> Line<W, A> {
    /// Puts work in line and waits for its answer. `run` answers what it is given, this piece or others.
    ///
    /// # Errors
    /// Those it is answered with; a fault when `run` left it without an answer.
    pub async fn add<F>(&self, work: W, run: impl FnOnce(Vec<Job<W, A>>) -> F + Send + 'static) -> Result<A>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.waiting(|it| it.push_back(Job { work, reply }));
        let line = self.clone();
        // On its own: whoever asked may go away before the turn comes, and the others still wait.
        tokio::spawn(async move {
            let Ok(_turn) = line.turn().await else { return };
            // There are as many turns to come as pieces: whatever this one leaves is taken.
            let jobs: Vec<_> = line.waiting(|it| it.drain(..it.len().min(line.0.most)).collect());
            if !jobs.is_empty() {
                run(jobs).await;
            }
        });
        answer.await.map_err(|cause| Error::from_cause(&cause))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::task::JoinSet;

    #[tokio::test]
    async fn what_waits_is_done_together_and_each_hears_its_own_answer() {
        let line: Line<usize, usize> = Line::new(1, 64);
        let runs = Arc::new(AtomicUsize::new(0));
        let held = line.turn().await.unwrap();
        assert!(!line.is_idle());
        let mut asking = JoinSet::new();
        for number in 0..100 {
            let (line, runs) = (line.clone(), runs.clone());
            asking.spawn(async move {
                let run = move |jobs: Vec<Job<usize, usize>>| async move {
                    runs.fetch_add(1, Ordering::SeqCst);
                    for job in jobs {
                        let twice = job.work * 2;
                        job.answer(Ok(twice));
                    }
                };
                (number, line.add(number, run).await)
            });
        }
        while line.waiting(|it| it.len()) < 100 {
            tokio::task::yield_now().await;
        }
        drop(held);
        for (number, answer) in asking.join_all().await {
            assert_eq!(answer.unwrap(), number * 2);
        }
        assert_eq!(runs.load(Ordering::SeqCst), 2, "a hundred, at most 64 at once");
        while !line.is_idle() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn work_left_without_an_answer_is_a_fault_and_holds_up_nobody() {
        let line: Line<(), ()> = Line::new(1, 1);
        assert!(matches!(line.add((), |jobs| async { drop(jobs) }).await, Err(Error::Fault(_))));
        assert!(
            line.add((), |jobs| async { jobs.into_iter().for_each(|it| it.answer(Ok(()))) }).await.is_ok()
        );
    }
}
