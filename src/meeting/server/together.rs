//! What many bring about at the same time is written together: the log is held, and the disk asked, once for all of
//! them. Five hundred votes within a second are a few tens of transactions.

use super::entity::meeting;
use super::log::{Entry, Open, close, named, note, state_after, step_in};
use super::store;
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::meeting::{Event, Happening, Room};
use crate::server::{Context, Job};
use sea_orm::DatabaseTransaction;
use std::sync::Arc;
use uuid::Uuid;

/// What somebody wants to happen.
pub struct Wish {
    cx: Context,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
}

type Waiting = Job<Wish, Event>;

/// Writes it with whatever else waits.
///
/// # Errors
/// Those of [`super::log::act_from`]. One that is refused holds up no other.
pub async fn add(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
) -> Result<Event> {
    let wish = Wish { cx: cx.clone(), key, device, what };
    cx.rooms.line(meeting).add(wish, move |jobs| write_all(meeting, jobs)).await
}

async fn write_all(meeting: MeetingId, jobs: Vec<Waiting>) {
    match write(meeting, &jobs).await {
        Ok(answers) => jobs.into_iter().zip(answers).for_each(|(job, answer)| job.answer(answer)),
        // What cannot be written with the others is tried alone, so that only its own writer hears of it.
        Err(_) if jobs.len() > 1 => {
            for job in jobs {
                let alone = write(meeting, std::slice::from_ref(&job)).await;
                job.answer(alone.and_then(|mut it| it.pop().unwrap_or(Err(Error::NotFound))));
            }
        }
        Err(error) => jobs.into_iter().for_each(|it| it.answer(Err(error.clone()))),
    }
}

/// What becomes of each, in their order.
///
/// # Errors
/// When nothing of all of it was written.
async fn write(meeting: MeetingId, jobs: &[Waiting]) -> Result<Vec<Result<Event>>> {
    let Some(first) = jobs.first().map(|it| &it.work) else { return Ok(Vec::new()) };
    let tx = first.cx.write().await?;
    let held = store::lock(&tx, meeting).await?;
    let (mut row, mut room) = (held.clone(), None);
    let mut answers = Vec::with_capacity(jobs.len());
    let mut events = Vec::new();
    for wish in jobs.iter().map(|it| &it.work) {
        let (open, what) = match judged(wish, &tx, row.clone(), room.clone()).await {
            Ok(Judged::May(open, what)) => (open, what),
            Ok(Judged::Told(event)) => {
                answers.push(Ok(event));
                continue;
            }
            Err(fault @ Error::Fault(_)) => return Err(fault),
            Err(refusal) => {
                answers.push(Err(refusal));
                continue;
            }
        };
        let (event, after) = note(&wish.cx, &tx, &open, wish.key, what).await?;
        (row.last_seq, row.state) = (event.seq, state_after(row.state, &after));
        room = Some(after);
        events.push(event.clone());
        answers.push(Ok(event));
    }
    if let Some(room) = room {
        close(&first.cx, tx, &held, room, &events).await?;
    }
    Ok(answers)
}

enum Judged {
    /// It happened before: whoever wished it did not hear the answer.
    Told(Event),
    /// It may happen now, and this is written of it.
    May(Box<Open>, Happening),
}

async fn judged(
    wish: &Wish,
    tx: &DatabaseTransaction,
    row: meeting::Model,
    room: Option<Arc<Room>>,
) -> Result<Judged> {
    let open = match step_in(&wish.cx, tx, row, room, wish.key).await? {
        Entry::Told(event) => return Ok(Judged::Told(event)),
        Entry::New(open) => open,
    };
    open.permits(&wish.cx, wish.device, &wish.what)?;
    open.knows(tx, &wish.what).await?;
    let what = named(tx, wish.what.clone()).await?;
    if let Happening::Drafted { item, conclusion, seen, .. } = &what
        && open.room.wordings.draft(*item, *conclusion).map_or(0, |it| it.seq) != *seen
    {
        return Err(Error::Conflict);
    }
    Ok(Judged::May(open, what))
}
