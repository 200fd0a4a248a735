use super::store;
use crate::error::{Denial, Result};
use crate::id::MeetingId;
use crate::meeting::policy::may_see;
use crate::meeting::{Replay, Room};
use crate::server::Context;
use crate::time::Instant;

/// The room as its screens showed it at a moment, by the server's clock.
pub async fn replay(cx: &Context, meeting: MeetingId, moment: Instant) -> Result<Replay> {
    let row = store::find_row(&cx.db, meeting).await?;
    if !may_see(&cx.actor, meeting, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let events = store::events_after(&cx.db, meeting, 0).await?;
    Ok(Replay {
        begins_at: events.first().map(|it| it.at),
        ends_at: events.last().map(|it| it.at),
        room: Room::as_of(&events, moment),
        moment,
    })
}
