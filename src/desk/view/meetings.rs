use crate::actor::{Permission, Scope};
use crate::meeting::{MeetingLine, MeetingState};
use crate::route;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{ButtonTone, Card, IconName, LinkButton, Size, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// The conference under way or to come, with the way in.
#[component]
pub fn NextMeeting(
    line: MeetingLine,
    /// The reader has a place in it.
    in_room: bool,
) -> impl IntoView {
    let t = use_lang();
    let MeetingLine { meeting, items, .. } = line;
    let running = meeting.state == MeetingState::Running;
    let plans = meeting.state == MeetingState::Draft
        && use_visit().can(Permission::PlanMeeting, Scope::Meeting(meeting.id));
    let when = show_instant(meeting.starts_at, t);
    let when = match &meeting.place {
        Some(place) => t.desk_starts(when, place),
        None => when,
    };
    let enter = (running || in_room && meeting.state == MeetingState::Published).then(|| {
        view! {
            <LinkButton href=route::meeting_live(meeting.id) size=Size::Large icon=IconName::Screen external=true>
                {t.desk_enter()}
            </LinkButton>
        }
    });
    let plan = plans.then(|| {
        view! {
            <LinkButton href=route::meeting_plan(meeting.id) icon=IconName::Calendar>
                {t.desk_plan()}
            </LinkButton>
        }
    });
    let title = if running { t.desk_running() } else { t.desk_next() };
    let agenda = route::meeting(meeting.id);
    view! {
        <Card title tone=if running { Tone::Accent } else { Tone::Muted }>
            <p class="text-lg font-semibold">{meeting.title}</p>
            <p>{when} " · " {t.desk_items(items)}</p>
            <div class="row mt-3">
                {enter} {plan} <LinkButton href=agenda tone=ButtonTone::Secondary size=Size::Large>
                    {t.desk_agenda()}
                </LinkButton>
            </div>
        </Card>
    }
}

/// The conference that ended last, and what came of it.
#[component]
pub fn LastMeeting(line: MeetingLine) -> impl IntoView {
    let t = use_lang();
    let MeetingLine { meeting, conclusions, tasks, .. } = line;
    let (agenda, minutes) = (route::meeting(meeting.id), route::meeting_minutes(meeting.id));
    view! {
        <Card title=t.desk_last()>
            <p>
                <a href=agenda>{meeting.title}</a>
            </p>
            <p class="text-sm text-ink-soft">
                {show_instant(meeting.starts_at, t)} " · " {t.desk_last_counts(conclusions, tasks)}
            </p>
            <div class="row mt-3">
                <LinkButton href=minutes tone=ButtonTone::Secondary icon=IconName::Document>
                    {t.desk_minutes()}
                </LinkButton>
            </div>
        </Card>
    }
}
