use super::duties::{LateTasks, Owed, Periods, Tasks, Waiting};
use super::meetings::{LastMeeting, NextMeeting};
use crate::actor::{Permission, Role, Scope};
use crate::desk::Desk;
use crate::desk::api::show_desk;
use crate::meeting::MeetingLine;
use crate::period::Period;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, ButtonTone, Card, EmptyState, IconName, LinkButton, Loaded, Page};
use crate::visit::use_visit;
use leptos::prelude::*;

/// What I owe, and what is next.
#[component]
pub fn DeskPage() -> impl IntoView {
    let desk = Resource::new(|| (), |()| show_desk());
    view! {
        <Loaded resource=desk let:desk>
            <Blocks desk />
        </Loaded>
    }
}

#[component]
fn Blocks(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let Some(actor) = use_visit().actor else { return ().into_any() };
    let writes = actor.has(Role::Editor) || actor.has(Role::Head);
    let receives = actor.may_somewhere(Permission::ReceiveReports);
    let closes = actor.may_somewhere(Permission::CloseTask);
    let in_room = [Role::Chair, Role::Secretary, Role::Delegate].into_iter().any(|it| actor.has(it));
    let who =
        [Some(actor.name.clone()), actor.post.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let Desk { owed, tasks, late_tasks, periods, waiting, next, last, period, consolidated } = desk;
    let nothing =
        period.is_none() && next.is_none() && last.is_none() && owed.is_empty() && periods.is_empty();
    let phone = writes && !actor.writes();
    let own_tasks = writes || !tasks.is_empty();
    // The room comes first for those who sit in it and for those who only follow.
    let room_first = in_room || !(writes || receives);
    let meetings = view! { <Meetings next last in_room /> };
    let (upper, lower) = if room_first { (Some(meetings), None) } else { (None, Some(meetings)) };
    view! {
        <Page title=t.desk_title() subtitle=who>
            {phone
                .then(|| {
                    view! {
                        <Banner>
                            <p>{t.desk_phone()}</p>
                        </Banner>
                    }
                })}
            {nothing
                .then(|| {
                    view! { <EmptyState icon=IconName::Home title=t.desk_empty_title() text=t.desk_empty_text() /> }
                })}
            <div class="split">
                <div class="stack">
                    {upper.filter(|_| !nothing)}
                    {writes.then(|| view! { <Owed owed /> })}
                    {receives.then(|| view! { <Waiting waiting /> })}
                    {receives.then(|| view! { <Periods periods /> })}
                    {own_tasks.then(|| view! { <Tasks tasks /> })}
                    {closes.then(|| view! { <LateTasks tasks=late_tasks /> })}
                </div>
                <aside class="stack">
                    {lower.filter(|_| !nothing)}
                    <Published period consolidated />
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Meetings(next: Option<MeetingLine>, last: Option<MeetingLine>, in_room: bool) -> impl IntoView {
    view! {
        {match next {
            Some(line) => view! { <NextMeeting line in_room /> }.into_any(),
            None => view! { <NoMeeting /> }.into_any(),
        }}
        {last.map(|line| view! { <LastMeeting line /> })}
    }
}

#[component]
fn NoMeeting() -> impl IntoView {
    let t = use_lang();
    let plans = use_visit().can(Permission::PlanMeeting, Scope::Everything);
    view! {
        <Card title=t.desk_next()>
            <p class="text-ink-soft">{t.desk_no_meeting()}</p>
            {plans
                .then(|| {
                    view! {
                        <div class="row mt-3">
                            <LinkButton href=route::MEETINGS tone=ButtonTone::Secondary icon=IconName::Calendar>
                                {t.desk_plan()}
                            </LinkButton>
                        </div>
                    }
                })}
        </Card>
    }
}

/// What everyone may read.
#[component]
fn Published(period: Option<Period>, consolidated: bool) -> impl IntoView {
    let t = use_lang();
    let Some(period) = period else { return ().into_any() };
    let name = period.name(t).to_owned();
    let links = [
        Some((route::SECTORS.to_owned(), t.desk_read_sectors(), t.desk_read_sectors_note(&name))),
        Some((
            route::INDICATORS.to_owned(),
            t.desk_read_indicators(),
            t.desk_read_indicators_note().to_owned(),
        )),
        consolidated.then(|| (route::consolidated(&period.code), t.desk_read_consolidated(), name.clone())),
        Some((route::period(&period.code), t.desk_read_period(), name.clone())),
    ];
    let rows: Vec<_> = links
        .into_iter()
        .flatten()
        .map(|(href, title, note)| {
            view! {
                <li>
                    <a class="list-row" href=href>
                        <span class="list-main">
                            <span class="font-semibold">{title}</span>
                            <span class="list-note">{note}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <Card title=t.desk_read() flush=true>
            <ul class="list">{rows}</ul>
        </Card>
    }
    .into_any()
}
