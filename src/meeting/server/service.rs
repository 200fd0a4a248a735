use super::{plan, store};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Result};
use crate::id::{MeetingId, SectorId};
use crate::meeting::policy::may_see;
use crate::meeting::{AgendaEdit, AgendaSheet, Conclusion, MeetingLine, MeetingState, MeetingsSheet};
use crate::org::UnitKind;
use crate::sector::SectorCard;
use crate::server::Context;
use crate::time::local;
use crate::{org, sector, task};
use std::sync::Arc;

/// The meetings that the actor may see, newest first.
pub async fn lines(cx: &Context) -> Result<Vec<MeetingLine>> {
    let mut lines = store::lines(&cx.db).await?;
    lines.retain(|it| may_see(&cx.actor, it.meeting.id, it.meeting.state));
    Ok(lines)
}

pub async fn list(cx: &Context, period: Option<&str>) -> Result<MeetingsSheet> {
    let lines = lines(cx).await?;
    let proposal = if cx.actor.can(Permission::PlanMeeting, Scope::Everything) {
        let last_place = lines.iter().find_map(|it| it.meeting.place.clone());
        plan::proposal(cx, period, last_place).await?
    } else {
        None
    };
    Ok(MeetingsSheet { lines, proposal })
}

/// All that a meeting's pages show.
pub async fn sheet(cx: &Context, id: MeetingId) -> Result<AgendaSheet> {
    let row = store::find_row(&cx.db, id).await?;
    if !may_see(&cx.actor, id, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let org = org::server::at(&cx.db, local(row.starts_at).date()).await?;
    // The log before the rows it is projected into: a screen may then only be sent what it has already.
    let room = Arc::unwrap_or_clone(cx.rooms.read(&cx.db, id).await?);
    let items = store::items_of(store::item_rows(&cx.db, id).await?, row.starts_at, &org);
    let conclusions = conclusions(cx, id).await?;
    let before = match store::before(&cx.db, &row).await? {
        Some(last) => {
            let conclusions = self::conclusions(cx, last.id).await?;
            let line = MeetingLine {
                items: 0,
                tasks: count(conclusions.iter().map(|it| it.tasks.len()).sum()),
                conclusions: count(conclusions.len()),
                meeting: store::with_periods(&cx.db, last).await?,
            };
            Some((line, conclusions))
        }
        None => None,
    };
    let people = store::people(&cx.db, id, &org).await?;
    let on = Scope::Meeting(id);
    let works = row.state != MeetingState::Draft && cx.actor.can(Permission::RecordConclusion, on)
        || cx.actor.can(Permission::PlanMeeting, on);
    let committee = org.units.iter().find(|it| it.kind == UnitKind::Committee).cloned();
    let units = if works { org.units } else { Vec::new() };
    let meeting = store::with_periods(&cx.db, row).await?;
    Ok(AgendaSheet { meeting, items, conclusions, room, before, people, units, committee })
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

async fn conclusions(cx: &Context, meeting: MeetingId) -> Result<Vec<Conclusion>> {
    let ids = store::conclusion_ids(&cx.db, meeting).await?;
    let mut tasks = task::server::of_conclusions(&cx.db, &ids).await?;
    store::conclusions(&cx.db, meeting, |it| tasks.remove(&it).unwrap_or_default()).await
}

/// The cards of every sector on a meeting's agenda, in its order.
pub async fn cards(cx: &Context, id: MeetingId) -> Result<Vec<SectorCard>> {
    let row = store::find_row(&cx.db, id).await?;
    if !may_see(&cx.actor, id, row.state) {
        return Err(Denial::NotPublished.into());
    }
    let own = store::conclusions(&cx.db, id, |_| Vec::new()).await?;
    let mut sectors = Vec::<SectorId>::new();
    for item in store::item_rows(&cx.db, id).await? {
        sectors.extend(item.sector_id.filter(|it| !sectors.contains(it)));
    }
    let mut cards = sector::server::cards(cx, &sectors, row.period_id).await?;
    for card in &mut cards {
        // What it concludes itself stands on its items, not among what was concluded before.
        card.conclusions.retain(|it| own.iter().all(|own| own.body != *it));
    }
    Ok(cards)
}

pub async fn change(cx: &Context, id: MeetingId, seen: i64, edit: &AgendaEdit) -> Result<AgendaSheet> {
    plan::change(cx, id, seen, edit).await?;
    sheet(cx, id).await
}
