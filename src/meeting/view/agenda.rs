//! The agenda: the page of a meeting that most people read, whole without JavaScript.

use super::answer::AnswerCard;
use super::facts::{Changed, Facts, Warnings, deadlines};
use super::follow::{Link, use_clock, use_room};
use super::item::{Along, Row};
use super::pack;
use super::papers::Before;
use super::parts::{use_papers, use_views, when, whereabouts};
use super::views::MeetingViews;
use crate::actor::{Device, Permission, Scope};
use crate::chart::Width;
use crate::meeting::{AgendaSheet, ItemKind, Meeting, MeetingState, Phase, sees_chair_notes, total_minutes};
use crate::route;
use crate::sector::SectorCard;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page,
    SampleBadge, Tone, wait_for,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_meta::Script;

/// `/meetings/{id}`.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let papers = use_papers();
    let views = use_views();
    let after = Some(wait_for(views));
    view! {
        <Loaded resource=papers after let:shown>
            <Agenda sheet=shown.0 cards=shown.1 views />
        </Loaded>
    }
}

#[component]
fn Agenda(sheet: AgendaSheet, cards: Vec<SectorCard>, views: MeetingViews) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let on = Scope::Meeting(sheet.meeting.id);
    let writes = visit.actor.as_ref().is_some_and(|it| it.writes());
    let notes = writes && visit.actor.as_ref().is_some_and(|it| sees_chair_notes(it, sheet.meeting.id));
    let along: Vec<_> = sheet.items.iter().map(|it| Along::of(&sheet, it, notes)).collect();
    let mark = sheet.mark();
    let AgendaSheet {
        meeting,
        items,
        room,
        before,
        people,
        delegates,
        is_delegate,
        changes,
        planning,
        views: named,
        ..
    } = sheet;
    let shown: Vec<_> = named.into_iter().map(|it| it.item).collect();
    let delegates = RwSignal::new(delegates);
    let seq = room.seq;
    let clock = use_clock();
    let following = use_room(meeting.id, room, clock);
    Effect::new(move |_| {
        // Whoever reads is not disturbed; but what this device kept may be of days ago.
        if pack::kept_at().is_some() {
            following.renew(mark.clone(), Signal::from(false));
        }
    });
    let (room, link) = (following.room(), following.link());
    let on_phone = visit.actor.as_ref().is_some_and(|it| it.device == Device::Phone);
    let plans = visit.can(Permission::PlanMeeting, on) && meeting.state.is_open();
    let total = total_minutes(&items);
    let due = planning.as_ref().map(|it| deadlines(it, meeting.state.is_open(), t)).unwrap_or_default();
    let warnings = planning.map(|it| it.warnings).unwrap_or_default();
    let crumbs = vec![Crumb::new(t.meeting_meetings(), route::MEETINGS)];
    let id = meeting.id;
    let (planned, sample) = (meeting.state, meeting.sample);
    // The log knows more of a meeting under way than the page was made with.
    let state = Memo::new(move |_| match room.with(|it| it.phase) {
        Phase::NotStarted => planned,
        Phase::Running | Phase::Paused | Phase::Adjourned => MeetingState::Running,
        Phase::Ended => MeetingState::Ended,
    });
    let actions = move || {
        view! {
            {sample.then(|| view! { <SampleBadge /> })}
            {move || view! { <Badge tone=state.get().tone() text=state.get().name(t) /> }}
            <LinkButton
                href=route::meeting_calendar(id)
                tone=ButtonTone::Secondary
                icon=IconName::Calendar
                external=true
            >
                {t.meeting_calendar_add()}
            </LinkButton>
            {writes
                .then(|| {
                    view! {
                        <Button
                            tone=ButtonTone::Secondary
                            kind=ButtonKind::Button
                            icon=IconName::Print
                            on_press=move |_| drop(window().print())
                        >
                            {t.meeting_print()}
                        </Button>
                    }
                })}
            {plans
                .then(|| {
                    view! {
                        <LinkButton href=route::meeting_plan(id) tone=ButtonTone::Secondary icon=IconName::Edit>
                            {t.meeting_go_plan()}
                        </LinkButton>
                    }
                })}
            {move || {
                matches!(state.get(), MeetingState::Running | MeetingState::Ended)
                    .then(|| {
                        view! {
                            <LinkButton
                                href=route::meeting_minutes(id)
                                tone=ButtonTone::Secondary
                                icon=IconName::Document
                            >
                                {t.meeting_go_minutes()}
                            </LinkButton>
                            <LinkButton
                                href=route::meeting_replay(id)
                                tone=ButtonTone::Secondary
                                icon=IconName::Clock
                            >
                                {t.room_replay()}
                            </LinkButton>
                        }
                    })
            }}
            {(planned != MeetingState::Draft && !on_phone)
                .then(|| {
                    view! {
                        <LinkButton href=route::meeting_screen(id) tone=ButtonTone::Secondary icon=IconName::Screen>
                            {t.meeting_go_screen()}
                        </LinkButton>
                        <LinkButton href=route::meeting_live(id) icon=IconName::Play>
                            {t.meeting_go_live()}
                        </LinkButton>
                    }
                })}
        }
    };
    let names = StoredValue::new(items.clone());
    let here = move || names.with_value(|items| room.with(|room| whereabouts(room, items, t)));
    let lost = Memo::new(move |_| link.with(Link::lost_since));
    let offline = move || {
        lost.get().map(|since| {
            view! {
                <Banner tone=Tone::Warn icon=IconName::Offline>
                    <p data-offline="">{t.meeting_offline(show_instant(since, t))}</p>
                </Banner>
            }
        })
    };
    let alive = move || room.with(|it| matches!(it.phase, Phase::Running | Phase::Paused | Phase::Adjourned));
    let count = items.len();
    let width = if on_phone { Width::Narrow } else { Width::Wide };
    let mut before = before;
    let rows: Vec<_> = items
        .into_iter()
        .zip(along)
        .map(|(item, along)| {
            let card =
                item.sector.as_ref().and_then(|sector| cards.iter().find(|it| it.sector.id == sector.id));
            let before = if item.kind == ItemKind::Opening { before.take() } else { None };
            let named = shown.contains(&item.id);
            view! { <Row item card=card.cloned() room before width along views=named.then_some(views) /> }
        })
        .collect();
    let before = before.map(|(line, conclusions)| {
        view! {
            <Card title=t.meeting_last_conclusions()>
                <Before line conclusions />
            </Card>
        }
    });
    let (title, subtitle) = (meeting.title.clone(), subtitle(&meeting, t));
    let script = (on_phone && planned != MeetingState::Ended).then(|| {
        let script = reload_script(&meeting, seq);
        view! { <Script>{script}</Script> }
    });
    let takes_answers = planned == MeetingState::Published;
    let answer = is_delegate.then(|| view! { <AnswerCard meeting=id delegates is_open=takes_answers /> });
    view! {
        <Page title subtitle crumbs actions>
            {script}
            <Warnings found=warnings />
            {changes.map(|changes| view! { <Changed changes /> })}
            <div role="status" class="stack">
                {offline}
                {move || {
                    alive()
                        .then(|| {
                            view! {
                                <Banner tone=Tone::Info icon=IconName::Play>
                                    <p>{here()}</p>
                                    <span class="live-link" data-state=move || link.with(|it| it.state())>
                                        {move || link.with(|it| it.words(clock.now(), t))}
                                    </span>
                                </Banner>
                            }
                        })
                }}
            </div>
            <div class="split">
                <section class="card card-flush">
                    <div class="card-head">
                        <h2 class="card-title">{t.meeting_agenda()}</h2>
                        <span>{t.meeting_total(count, total)}</span>
                    </div>
                    <ol class="agenda">{rows}</ol>
                </section>
                <aside class="stack">
                    {answer}
                    <Facts meeting people delegates deadlines=due />
                    {before}
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

fn subtitle(meeting: &Meeting, t: crate::text::Lang) -> String {
    [Some(when(meeting, t)), meeting.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Events that change what a phone's agenda says; a wording being written and ballots do not.
const SHOWN_ON_AGENDA: &str =
    "started|item_opened|item_timed|paused|resumed|adjourned|reconvened|ended|concluded|tasked|vote_closed";

/// A phone has no program: it asks for the page again when the log grows, and opens what was open. A line that
/// was refused, as by a proxy while the server restarts, is opened anew.
fn reload_script(meeting: &Meeting, seq: i64) -> String {
    format!(
        "addEventListener('DOMContentLoaded',()=>{{const k='open',o=()=>[...document.querySelectorAll('details[id][open]')].map(d=>d.id);\
         for(const i of JSON.parse(sessionStorage.getItem(k)||'[]')){{const d=document.getElementById(i);if(d)d.open=true}}\
         let n={seq};const f=()=>{{const s=new EventSource('{}?after='+n);\
         s.onmessage=e=>{{n=+e.lastEventId||n;if(/\"kind\":\"({SHOWN_ON_AGENDA})\"/.test(e.data)){{sessionStorage.setItem(k,JSON.stringify(o()));location.reload()}}}};\
         s.onerror=()=>{{if(s.readyState==2)setTimeout(f,2000)}}}};f()}})",
        route::meeting_events(meeting.id),
    )
}
