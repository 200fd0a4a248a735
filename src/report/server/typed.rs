//! Cells that are typed at the same moment are kept together: the disk is asked once for all of them.

use super::write::Typed;
use crate::error::{Error, Result};
use crate::live::server::Topic;
use crate::report::CellOutcome;
use crate::server::{Job, Line};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use std::collections::BTreeSet;

/// The most forms whose cells are kept in one transaction.
const MOST_TOGETHER: usize = 64;

/// Cells that wait, and who waits for them.
type Waiting = Job<Typed, Vec<CellOutcome>>;

/// Where typed cells wait to be kept.
#[derive(Clone)]
pub struct Cells(Line<Typed, Vec<CellOutcome>>);

impl Cells {
    pub fn new(db: &DatabaseConnection) -> Self {
        Self(Line::of_writers(db, MOST_TOGETHER))
    }
}

/// Keeps cells together with those that wait at the same time.
pub(super) async fn take(typed: Typed) -> Result<Vec<CellOutcome>> {
    let cells = typed.cx.cells.clone();
    cells.0.add(typed, run).await
}

async fn run(mut jobs: Vec<Waiting>) {
    // In one order everywhere, so that no two transactions wait for each other.
    jobs.sort_by_key(|it| it.work.report);
    let Some(cx) = jobs.first().map(|it| it.work.cx.clone()) else { return };
    let tx = match cx.write().await {
        Ok(tx) => tx,
        Err(error) => return jobs.into_iter().for_each(|it| it.answer(Err(error.clone()))),
    };
    match keep(tx, &jobs).await {
        Ok(answers) => jobs.into_iter().zip(answers).for_each(|(job, answer)| job.answer(answer)),
        Err(error) => alone(jobs, &error).await,
    }
}

/// One of them stopped all, so each goes by itself; when none could, all hear why.
async fn alone(jobs: Vec<Waiting>, stopped: &Error) {
    let mut goes_on = jobs.len() > 1;
    for job in jobs {
        let tx = match goes_on {
            true => job.work.cx.write().await,
            false => Err(stopped.clone()),
        };
        // A database that opens no transaction for one opens none for the rest.
        goes_on &= tx.is_ok();
        let answer = match tx {
            Ok(tx) => keep(tx, std::slice::from_ref(&job)).await.and_then(|mut it| it.swap_remove(0)),
            Err(error) => Err(error),
        };
        job.answer(answer);
    }
}

/// Keeps them in one transaction; what each is answered. A refusal is an answer, and keeps nothing of that one.
///
/// # Errors
/// When the database refuses: then nothing of any is kept.
async fn keep(tx: DatabaseTransaction, jobs: &[Waiting]) -> Result<Vec<Result<Vec<CellOutcome>>>> {
    let (mut answers, mut written) = (Vec::with_capacity(jobs.len()), BTreeSet::new());
    for Job { work, .. } in jobs {
        answers.push(match work.keep(&tx).await {
            Ok((outcomes, wrote)) => {
                written.extend(wrote.then_some(work.report));
                Ok(outcomes)
            }
            // Judged before anything of it was written.
            Err(refusal @ (Error::Denied(_) | Error::NotFound)) => Err(refusal),
            Err(error) => return Err(error),
        });
    }
    tx.commit().await?;
    if let Some(first) = jobs.first() {
        for report in written {
            first.work.cx.hub.announce(Topic::Figures { report });
        }
    }
    Ok(answers)
}
