//! The agenda: the page of a meeting that most people read, whole without JavaScript.

use super::follow::{use_clock, use_room};
use super::papers::{Before, Brief, Worded};
use super::parts::{ItemState, use_papers, when, whereabouts};
use crate::actor::{Device, Permission, Role, Scope};
use crate::chart::Width;
use crate::meeting::{
    AgendaItem, AgendaSheet, Conclusion, ItemKind, Meeting, MeetingLine, MeetingState, Participant, Phase,
    Room, total_minutes,
};
use crate::route;
use crate::sector::SectorCard;
use crate::text::use_lang;
use crate::time::show_time;
use crate::ui::{
    Badge, Banner, ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page, SampleBadge, Tone,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_meta::Script;

/// `/meetings/{id}`.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let papers = use_papers();
    view! {
        <Loaded resource=papers let:papers>
            <Agenda sheet=papers.0 cards=papers.1 />
        </Loaded>
    }
}

#[component]
fn Agenda(sheet: AgendaSheet, cards: Vec<SectorCard>) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let AgendaSheet { meeting, items, room, before, people, .. } = sheet;
    let seq = room.seq;
    let clock = use_clock();
    let following = use_room(meeting.id, room, clock);
    let (room, link) = (following.room(), following.link());
    let on_phone = visit.actor.as_ref().is_some_and(|it| it.device == Device::Phone);
    let on = Scope::Meeting(meeting.id);
    let plans = visit.can(Permission::PlanMeeting, on) && meeting.state.is_open();
    let total = total_minutes(&items);
    let over = (plans && total > meeting.limit_minutes).then(|| {
        view! {
            <Banner tone=Tone::Warn>
                <p>{t.meeting_over_limit(total, meeting.limit_minutes)}</p>
            </Banner>
        }
    });
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
    let alive = move || room.with(|it| matches!(it.phase, Phase::Running | Phase::Paused | Phase::Adjourned));
    let count = items.len();
    let width = if on_phone { Width::Narrow } else { Width::Wide };
    let mut before = before;
    let rows: Vec<_> = items
        .into_iter()
        .map(|item| {
            let card =
                item.sector.as_ref().and_then(|sector| cards.iter().find(|it| it.sector.id == sector.id));
            let before = if item.kind == ItemKind::Opening { before.take() } else { None };
            view! { <Row item card=card.cloned() room before width /> }
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
    view! {
        <Page title subtitle crumbs actions>
            {script}
            {over}
            <div role="status">
                {move || {
                    alive()
                        .then(|| {
                            view! {
                                <Banner tone=Tone::Info icon=IconName::Play>
                                    <p>{here()}</p>
                                    <span class="live-link" data-state=move || link.with(|it| it.state())>
                                        {move || link.with(|it| it.words(t))}
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
                    <Facts meeting people />
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

/// A phone has no program: it asks for the page again when the log grows, and opens what was open.
fn reload_script(meeting: &Meeting, seq: i64) -> String {
    format!(
        "addEventListener('DOMContentLoaded',()=>{{const k='open',o=()=>[...document.querySelectorAll('details[id][open]')].map(d=>d.id);\
         for(const i of JSON.parse(sessionStorage.getItem(k)||'[]')){{const d=document.getElementById(i);if(d)d.open=true}}\
         new EventSource('{}?after={seq}').onmessage=()=>{{sessionStorage.setItem(k,JSON.stringify(o()));location.reload()}}}})",
        route::meeting_events(meeting.id),
    )
}

#[component]
fn Row(
    item: AgendaItem,
    card: Option<SectorCard>,
    room: Signal<Room>,
    before: Option<(MeetingLine, Vec<Conclusion>)>,
    width: Width,
) -> impl IntoView {
    let t = use_lang();
    let id = item.id;
    let standing = Memo::new(move |_| room.with(|it| ItemState::of(it, id)));
    let has_worded = Memo::new(move |_| room.with(|it| it.conclusions_on(id).next().is_some()));
    let mut meta = vec![item.kind.name(t).to_owned()];
    meta.extend(item.sector.as_ref().map(|it| it.name(t).to_owned()).filter(|it| *it != item.title));
    meta.extend(item.presenter.as_ref().map(|it| it.name(t).to_owned()));
    let meta: Vec<_> = meta.into_iter().map(|it| view! { <span>{it}</span> }).collect();
    let opens = card.is_some() || before.is_some();
    let content = move || {
        view! {
            {card.map(|card| view! { <Brief card width /> })}
            {before.map(|(line, conclusions)| {
                view! {
                    <h4 class="font-semibold">{t.meeting_last_conclusions()}</h4>
                    <Before line conclusions />
                }
            })}
        }
    };
    let more = opens.then(|| {
        view! {
            <details id=format!("papers-{}", item.position) class="agenda-more">
                <summary>{t.meeting_papers()}</summary>
                <div class="pt-2">{content()}</div>
            </details>
        }
    });
    view! {
        <li
            id=format!("item-{}", item.position)
            class="agenda-item"
            data-state=move || standing.get().word()
            aria-current=move || (standing.get() == ItemState::Now).then_some("true")
        >
            <span class="agenda-no">{item.position}</span>
            <time class="agenda-time" datetime=item.planned_at.to_rfc3339()>
                {show_time(item.planned_at)}
            </time>
            <div class="min-w-0">
                <h3 class="agenda-title">
                    {item.title.clone()}
                    <span class="sr-only">
                        {move || match standing.get() {
                            ItemState::Now => format!(" ({})", t.meeting_item_now()),
                            ItemState::Done => format!(" ({})", t.meeting_item_done()),
                            ItemState::Ahead => String::new(),
                        }}
                    </span>
                </h3>
                <p class="agenda-meta">{meta}</p>
                {item.purpose.map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })}
            </div>
            <span class="agenda-minutes">{t.meeting_minutes_of(item.minutes)}</span>
            <div class="agenda-under" class:hidden=move || !has_worded.get()>
                <Worded room item=id />
            </div>
            {more}
        </li>
    }
    .into_any()
}

#[component]
fn Facts(meeting: Meeting, people: Vec<Participant>) -> impl IntoView {
    let t = use_lang();
    let named = |role: Role| -> String {
        let names: Vec<_> = people
            .iter()
            .filter(|it| it.role == role)
            .map(|it| match &it.post {
                Some(post) => format!("{}, {post}", it.name),
                None => it.name.clone(),
            })
            .collect();
        names.join("; ")
    };
    let delegates: Vec<_> = people
        .iter()
        .filter(|it| it.role == Role::Delegate)
        .map(|it| {
            let of = it.unit.as_ref().map(|it| it.name(t).to_owned()).or_else(|| it.post.clone());
            view! { <li>{it.name.clone()} {of.map(|it| format!(", {it}"))}</li> }
        })
        .collect();
    let count = delegates.len();
    let fact = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
        })
    };
    view! {
        <section class="card">
            <dl class="facts">
                {fact(t.meeting_when(), when(&meeting, t))}
                {fact(t.meeting_where(), meeting.place.clone().unwrap_or_else(|| t.meeting_where_unknown().to_owned()))}
                {fact(t.meeting_reviews(), meeting.reviews.name(t).to_owned())}
                {fact(t.meeting_plans(), meeting.plans.as_ref().map(|it| it.name(t).to_owned()).unwrap_or_default())}
                {fact(t.meeting_chair(), named(Role::Chair))}
                {fact(t.meeting_secretary(), named(Role::Secretary))}
            </dl>
            {(count > 0)
                .then(|| {
                    view! {
                        <details>
                            <summary>{t.meeting_delegate_count(count)}</summary>
                            <ul class="stack stack-sm pt-2 text-sm">{delegates}</ul>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}
