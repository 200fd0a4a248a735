//! What many bring about at the same time is written together: the log is held, and the disk asked, once for all of
//! them. Five hundred votes within a second are a few tens of transactions.

use super::log::{Entry, Open, close, named, note, state_after, step_in};
use super::store;
use crate::error::{Error, Result};
use crate::id::MeetingId;
use crate::meeting::{Event, Happening};
use crate::server::Context;
use sea_orm::DatabaseTransaction;
use tokio::sync::oneshot;
use uuid::Uuid;

/// What somebody wants to happen, and waits for.
pub struct Wish {
    cx: Context,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
    reply: oneshot::Sender<Result<Event>>,
}

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
    let (reply, answer) = oneshot::channel();
    cx.rooms.wait(meeting, Wish { cx: cx.clone(), key, device, what, reply });
    let rooms = cx.rooms.clone();
    // On its own: whoever asked may go away before the turn comes.
    tokio::spawn(async move {
        let _turn = rooms.turn(meeting).await;
        // Whoever has the turn writes for all; those who come after them find nothing left.
        write_all(meeting, rooms.waiting(meeting)).await;
    });
    answer.await.map_err(|cause| Error::from_cause(&cause))?
}

async fn write_all(meeting: MeetingId, wishes: Vec<Wish>) {
    match write(meeting, &wishes).await {
        Ok(answers) => {
            for (wish, answer) in wishes.into_iter().zip(answers) {
                // Whoever asked may have gone.
                let _ = wish.reply.send(answer);
            }
        }
        // What cannot be written with the others is tried alone, so that only its own writer hears of it.
        Err(_) if wishes.len() > 1 => {
            for wish in wishes {
                let alone = write(meeting, std::slice::from_ref(&wish)).await;
                let _ = wish.reply.send(alone.and_then(|mut it| it.pop().unwrap_or(Err(Error::NotFound))));
            }
        }
        Err(error) => wishes.into_iter().for_each(|it| drop(it.reply.send(Err(error.clone())))),
    }
}

/// What becomes of each, in their order.
///
/// # Errors
/// When nothing of all of it was written.
async fn write(meeting: MeetingId, wishes: &[Wish]) -> Result<Vec<Result<Event>>> {
    let Some(first) = wishes.first() else { return Ok(Vec::new()) };
    let tx = first.cx.write().await?;
    let held = store::lock(&tx, meeting).await?;
    let (mut row, mut room) = (held.clone(), None);
    let mut answers = Vec::with_capacity(wishes.len());
    let mut events = Vec::new();
    for wish in wishes {
        let open = match step_in(&wish.cx, &tx, row.clone(), room.clone(), wish.key).await {
            Ok(Entry::Told(event)) => {
                answers.push(Ok(event));
                continue;
            }
            Ok(Entry::New(open)) => open,
            Err(fault @ Error::Fault(_)) => return Err(fault),
            Err(refusal) => {
                answers.push(Err(refusal));
                continue;
            }
        };
        let what = match judged(wish, &tx, &open).await {
            Ok(what) => what,
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

/// What is written of a wish that may happen now.
async fn judged(wish: &Wish, tx: &DatabaseTransaction, open: &Open) -> Result<Happening> {
    open.permits(&wish.cx, wish.device, &wish.what)?;
    open.knows(tx, &wish.what).await?;
    let what = named(tx, wish.what.clone()).await?;
    if let Happening::Drafted { item, conclusion, seen, .. } = &what
        && open.room.wordings.draft(*item, *conclusion).map_or(0, |it| it.seq) != *seen
    {
        return Err(Error::Conflict);
    }
    Ok(what)
}
