//! What the room's screens said at a moment of the past.

use super::live::{VoteResult, shown_of};
use super::papers::Worded;
use super::parts::{use_meeting_id, whereabouts};
use crate::id::MeetingId;
use crate::meeting::api::{replay_meeting, show_meeting};
use crate::meeting::{AgendaItem, AgendaSheet, Participant, Replay, Room};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::{Instant, instant, local, parse_date, parse_time, show_instant, show_moment};
use crate::ui::{Button, ButtonTone, Card, Crumb, InputKind, Loaded, Page, TextField};
use chrono::{Duration, NaiveTime};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/meetings/{id}/replay?date=…&time=…`, a plain form.
#[component]
pub fn ReplayPage() -> impl IntoView {
    let id = use_meeting_id();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|it| (it.get("date").unwrap_or_default(), it.get("time").unwrap_or_default()))
    });
    let shown = Resource::new(
        move || (id.get(), asked.get()),
        |(id, (date, time))| async move {
            let sheet = show_meeting(id).await?;
            let last = sheet.room.at.unwrap_or(sheet.meeting.starts_at);
            let replay = replay_meeting(id, end_of_minute(&date, &time, last)).await?;
            Ok((sheet, replay))
        },
    );
    view! {
        <Loaded resource=shown let:shown>
            <Past sheet=shown.0 replay=shown.1 />
        </Loaded>
    }
}

/// The last moment of the minute that was asked for; what cannot be read is taken from `otherwise`.
fn end_of_minute(date: &str, time: &str, otherwise: Instant) -> Instant {
    let known = local(otherwise);
    let Ok(time) = parse_time(time) else { return otherwise };
    let begins = instant(parse_date(date).unwrap_or(known.date()).and_time(time));
    begins + Duration::minutes(1) - Duration::microseconds(1)
}

#[component]
fn Past(sheet: AgendaSheet, replay: Replay) -> impl IntoView {
    let t = use_lang();
    let AgendaSheet { meeting, items, people, .. } = sheet;
    let Replay { moment, room, begins_at, ends_at } = replay;
    let crumbs = vec![
        Crumb::new(t.meeting_meetings(), route::MEETINGS),
        Crumb::new(meeting.title.clone(), route::meeting(meeting.id)),
    ];
    let span = begins_at
        .zip(ends_at)
        .map(|(begin, end)| t.room_replay_span(show_instant(begin, t), show_instant(end, t)));
    let at = local(moment);
    let facts: Vec<_> = said(&room, &items, &people, moment, t)
        .into_iter()
        .map(|(label, value)| {
            view! {
                <dt>{label}</dt>
                <dd>{value}</dd>
            }
        })
        .collect();
    let current = room.current;
    let voted = current.map(|item| room.voted_on(item, moment)).unwrap_or_default();
    let votes: Vec<_> = voted.into_iter().map(|voted| view! { <VoteResult voted /> }).collect();
    let worded = current.map(|item| {
        let room = RwSignal::new(room);
        view! { <Worded room=room.into() item quiet=true /> }
    });
    view! {
        <Page title=t.room_replay() subtitle=meeting.title.clone() crumbs>
            <form method="get" action=route::meeting_replay(meeting.id) class="form no-print max-w-none">
                <div class="form-row">
                    <TextField
                        name="date"
                        label=t.room_replay_day()
                        kind=InputKind::Date
                        value=at.date().to_string()
                    />
                    <TextField
                        name="time"
                        label=t.room_replay_time()
                        kind=InputKind::Time
                        value=at.time().format("%H:%M").to_string()
                    />
                </div>
                <div class="row">
                    <Button tone=ButtonTone::Primary>{t.room_replay_show()}</Button>
                    {step(meeting.id, moment, -1, t.room_replay_earlier())}
                    {step(meeting.id, moment, 1, t.room_replay_later())}
                </div>
                {span.map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })}
            </form>
            <Card title=t.room_replay_at(show_instant(moment, t))>
                <div class="stack" data-replay=moment.to_rfc3339()>
                    <dl class="facts">{facts}</dl>
                    {worded}
                    {votes}
                </div>
            </Card>
        </Page>
    }
    .into_any()
}

/// The way to the minute before or after.
fn step(id: MeetingId, moment: Instant, minutes: i64, words: &'static str) -> impl IntoView + use<> {
    let at = local(moment + Duration::minutes(minutes));
    let time: NaiveTime = at.time();
    let query = format!("{}?date={}&time={}", route::meeting_replay(id), at.date(), time.format("%H:%M"));
    view! {
        <a class="btn btn-secondary" href=query>
            {words}
        </a>
    }
}

/// What everybody in the room could read, label and text.
fn said(
    room: &Room,
    items: &[AgendaItem],
    people: &[Participant],
    moment: Instant,
    t: Lang,
) -> Vec<(&'static str, String)> {
    let name = |who| room.attendance.name_of(who, people);
    let mut said = vec![(t.room_replay_where(), whereabouts(room, items, t))];
    let current = room.current.and_then(|id| items.iter().find(|it| it.id == id));
    if let Some(item) = current {
        let clock = room.clock_of(item.id, item.minutes, moment);
        said.push((t.room_replay_clock(), shown_of(clock)));
    }
    if let Some(speaking) = &room.floor.speaking {
        let clock = room.speakers_clock(moment).map(shown_of).unwrap_or_default();
        said.push((t.room_speaking(), format!("{} · {clock}", name(&speaking.who))));
    }
    let waiting: Vec<_> =
        room.current.into_iter().flat_map(|it| room.floor.waiting_on(it)).map(|it| name(&it.who)).collect();
    if !waiting.is_empty() {
        said.push((t.room_replay_waiting(), waiting.join(", ")));
    }
    if let Some(vote) = room.votes.open(moment) {
        said.push((t.room_vote(), vote.question.clone()));
    }
    let drafts = room.wordings.drafts.iter().filter(|it| Some(it.item) == room.current);
    said.extend(drafts.map(|it| (t.room_wording(), it.body.clone())));
    let presence = room.attendance.held_against(people, None);
    said.push((t.meeting_attend(), t.room_came(presence.came, presence.invited)));
    if let Some(at) = room.at {
        said.push((t.room_replay_last(), show_moment(at, moment, t)));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_shown_as_it_ended() {
        let other = instant(parse_date("2016-07-18").unwrap().and_hms_opt(11, 0, 0).unwrap());
        let read = |date, time| local(end_of_minute(date, time, other)).to_string();
        assert_eq!(read("2016-07-18", "09:42"), "2016-07-18 09:42:59.999999");
        assert_eq!(read("", "09:42"), "2016-07-18 09:42:59.999999");
        assert_eq!(read("2016-07-18", "sớm"), "2016-07-18 11:00:00");
    }
}
