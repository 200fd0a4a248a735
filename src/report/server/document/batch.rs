//! Updates that wait together are committed together: the disk is asked once for all of them.

use super::room::{Documents, News, Open};
use super::service::{Fate, Sent, Taken, keep_late, read_soon, take_in};
use crate::error::{Error, Result};
use crate::id::ReportId;
use crate::report::server::write::is_shut;
use crate::server::Job;
use sea_orm::DatabaseTransaction;
use std::collections::BTreeMap;

/// An update that waits, and who waits for it.
type Waiting = Job<Sent, Taken>;

/// One update's way through a transaction.
struct Done {
    job: Waiting,
    fate: Fate,
}

/// Takes an update in together with those that wait at the same time.
pub async fn take(documents: &Documents, sent: Sent) -> Result<Taken> {
    documents.line().add(sent, run).await
}

async fn run(jobs: Vec<Waiting>) {
    // In one order everywhere, so that no two transactions wait for each other.
    let mut reports: BTreeMap<ReportId, Vec<Waiting>> = BTreeMap::new();
    for job in jobs {
        reports.entry(job.work.report).or_default().push(job);
    }
    let Some(cx) = reports.values().flatten().next().map(|it| it.work.cx.clone()) else {
        return;
    };
    let tx = match cx.write().await {
        Ok(tx) => tx,
        Err(error) => return refuse(reports.into_values().flatten(), &error),
    };
    let (mut opened, mut done) = (Vec::new(), Vec::new());
    let mut reports = reports.into_iter();
    while let Some((report, jobs)) = reports.next() {
        let mut jobs = jobs.into_iter();
        if let Err(error) = take_all(&tx, report, &mut jobs, &mut opened, &mut done).await {
            // Nothing of it is kept, and the documents are read anew.
            let rest = reports.flat_map(|it| it.1);
            return refuse(done.into_iter().map(|it| it.job).chain(jobs).chain(rest), &error);
        }
    }
    if let Err(cause) = tx.commit().await {
        return refuse(done.into_iter().map(|it| it.job), &cause.into());
    }
    let rooms: BTreeMap<ReportId, _> = opened.into_iter().map(|(id, open)| (id, open.put_back())).collect();
    for Done { job, fate } in done {
        let sent = &job.work;
        let answer = match fate {
            Fate::Added(taken, data) => {
                if let (Some(data), Some(room)) = (data, rooms.get(&sent.report)) {
                    room.tell(News::Update { number: taken.number, data });
                    read_soon(&sent.cx, sent.report, room);
                }
                Ok(taken)
            }
            Fate::Late(denial) => keep_late(sent).await.and(Err(denial.into())),
            Fate::Refused(error) => Err(error),
        };
        job.answer(answer);
    }
}

async fn take_all(
    tx: &DatabaseTransaction,
    report: ReportId,
    jobs: &mut std::vec::IntoIter<Waiting>,
    opened: &mut Vec<(ReportId, Open)>,
    done: &mut Vec<Done>,
) -> Result<()> {
    // The row is locked before the document is taken: whoever steps does the same.
    let row = crate::report::server::store::locked_row(tx, report).await?;
    let Some(cx) = jobs.as_slice().first().map(|it| it.work.cx.clone()) else { return Ok(()) };
    let shut = is_shut(&cx, tx, &row).await?;
    let mut open = None;
    for mut job in jobs {
        let documents = job.work.cx.documents.clone();
        let outcome = async {
            let held = match open.take() {
                Some(held) => held,
                None => documents.open(tx, report).await?,
            };
            take_in(tx, held, (&row, shut), &mut job.work).await
        };
        match outcome.await {
            Ok((held, fate)) => {
                open = held;
                done.push(Done { job, fate });
            }
            Err(error) => {
                let refused = error.clone();
                done.push(Done { job, fate: Fate::Refused(error) });
                return Err(refused);
            }
        }
    }
    opened.extend(open.map(|it| (report, it)));
    Ok(())
}

fn refuse(jobs: impl Iterator<Item = Waiting>, error: &Error) {
    for job in jobs {
        job.answer(Err(error.clone()));
    }
}
