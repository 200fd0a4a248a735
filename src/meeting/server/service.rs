use super::entity::meeting;
use super::{chair_note, invite, link, paper, plan, published, store, views};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Result};
use crate::id::{MeetingId, SectorId};
use crate::meeting::policy::{may_see, total_minutes};
use crate::meeting::{
    AgendaEdit, AgendaItem, AgendaSheet, Conclusion, ConclusionState, MeetingLine, MeetingState,
    MeetingsSheet, Planning, Prepared, Room, warnings,
};
use crate::org::{Org, UnitKind};
use crate::sector::SectorCard;
use crate::server::Context;
use crate::time::local;
use crate::{org, period, report, sector, task};
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
        plan::proposal(cx, period, &lines).await?
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
    let org = org::server::known(cx).await?.at(local(row.starts_at).date());
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
    let (named, saved) = views::names(cx, id, &items).await?;
    let committee = org.units.iter().find(|it| it.kind == UnitKind::Committee).cloned();
    let papers = paper::of_items(&cx.db, &items.iter().map(|it| it.id).collect::<Vec<_>>()).await?;
    let links = link::links(&cx.db, &items).await?;
    let plans = cx.actor.can(Permission::PlanMeeting, on);
    // All passages of a period are many; most who read an agenda need none of them here.
    let public = if plans || !links.is_empty() {
        report::server::published_passages(&cx.db, row.period_id, None).await?
    } else {
        Vec::new()
    };
    let passages = link::shown(&items, &links, &public);
    let planning = if plans {
        Some(planning(cx, &row, &items, &room, &conclusions, &org, &public).await?)
    } else {
        None
    };
    let delegates = invite::delegates(cx, id, &org).await?;
    let chair_notes = chair_note::of_items(cx, id, &items).await?;
    let units = if works { org.units.clone() } else { Vec::new() };
    let meeting = store::with_periods(&cx.db, row).await?;
    let changes = published::changes(cx, &meeting, &items, &papers).await?;
    Ok(AgendaSheet {
        is_delegate: delegates.iter().any(|it| it.person == cx.actor.person),
        meeting,
        items,
        conclusions,
        room,
        before,
        people,
        units,
        committee,
        views: named,
        saved,
        delegates,
        papers,
        passages,
        changes,
        chair_notes,
        planning,
    })
}

async fn planning(
    cx: &Context,
    row: &meeting::Model,
    items: &[AgendaItem],
    room: &Room,
    conclusions: &[Conclusion],
    org: &Org,
    public: &[link::Public],
) -> Result<Planning> {
    let rules = store::rules(&cx.db).await?;
    let calendar = period::server::calendar(&cx.db).await?;
    let (waits, last) = invite::waiting(&cx.db, row).await?;
    let starts_on = local(row.starts_at).date();
    let ended_on = room.ended_at.filter(|_| row.state == MeetingState::Ended).map(|it| local(it).date());
    let prepared = Prepared {
        minutes: total_minutes(items),
        limit: row.limit_minutes,
        starts_on,
        // What has begun can be announced to nobody.
        urgent: row.urgent.is_some() || !row.state.is_open(),
        invited_on: last.filter(|_| waits.is_empty()).map(|it| local(it).date()),
        unpurposed: items.iter().filter(|it| it.is_unpurposed()).map(|it| it.number.clone()).collect(),
        ended_on,
        announced: conclusions.iter().all(|it| it.state == ConclusionState::Issued),
    };
    Ok(Planning {
        warnings: warnings(&prepared, &rules, &calendar, cx.today()),
        invite_by: rules.invite_by(starts_on, &calendar),
        notice_by: ended_on.map(|it| rules.notice_by(it, &calendar)),
        uninvited: count(waits.len()),
        sectors: org.sectors.clone(),
        candidates: invite::candidates(&cx.db, row.id).await?,
        passages: link::choices(public),
        rules,
    })
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
    super::change::change(cx, id, seen, edit).await?;
    sheet(cx, id).await
}

/// Sends the invitations that wait, and answers with the meeting as it stands then.
pub async fn send_invitations(cx: &Context, id: MeetingId) -> Result<AgendaSheet> {
    invite::send(cx, id).await?;
    sheet(cx, id).await
}
