//! The room on a projector: one thing at a time, read from ten metres.

use super::follow::{LiveClock, use_clock, use_room};
use super::live::use_seat;
use super::parts::{use_papers, use_views};
use super::screen_papers::{Laid, OnScreen};
use super::screen_room::{Code, Speaking, VoteOnScreen, voting};
use super::views::MeetingViews;
use crate::chart::Status;
use crate::id::AgendaItemId;
use crate::indicator::{FigureState, IndicatorRow, standing};
use crate::meeting::{AgendaItem, AgendaSheet, ItemKind, Meeting, Phase, Room};
use crate::sector::{SectorCard, counts, headline};
use crate::text::use_lang;
use crate::time::{show_span, show_time};
use crate::ui::{Loaded, SampleBadge, StatusMark, wait_for};
use leptos::prelude::*;
use leptos_meta::Title;

/// How many figures are still read from afar.
const FIGURES: usize = 4;

/// `/meetings/{id}/screen`.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let papers = use_papers();
    let views = use_views();
    let after = Some(wait_for(views));
    view! {
        <Loaded resource=papers after let:shown>
            <Screen sheet=shown.0 cards=shown.1 views />
        </Loaded>
    }
}

#[component]
fn Screen(sheet: AgendaSheet, cards: Vec<SectorCard>, views: MeetingViews) -> impl IntoView {
    let t = use_lang();
    let mark = sheet.mark();
    let AgendaSheet { meeting, items, room, people, papers, .. } = sheet;
    let (id, papers) = (meeting.id, StoredValue::new(papers));
    let laid_on = move |item: AgendaItemId| {
        views.with_untracked(|views| {
            let views = views.as_ref().and_then(|it| it.as_ref().ok()).map(Vec::as_slice).unwrap_or_default();
            papers.with_value(|papers| Laid::on(item, id, views, papers, t))
        })
    };
    let clock = use_clock();
    let following = use_room(meeting.id, room, clock);
    let seat = use_seat(meeting.id, following, clock, people);
    following.renew(mark, seat.busy.into());
    let (room, link) = (following.room(), following.link());
    let shown = Memo::new(move |_| room.with(|it| (it.phase, it.current)));
    let desk = StoredValue::new((meeting.clone(), items, cards));
    let (foot, next) = (
        move || {
            desk.with_value(|(_, items, _)| {
                let at = shown.get().1.and_then(|id| items.iter().position(|it| it.id == id));
                let presenter = at.and_then(|at| items.get(at)).and_then(|it| it.presenter.as_ref());
                presenter.map(|it| t.meeting_screen_presents(it.name(t))).unwrap_or_default()
            })
        },
        move || {
            desk.with_value(|(_, items, _)| {
                let at = shown.get().1.and_then(|id| items.iter().position(|it| it.id == id));
                at.and_then(|at| items.get(at + 1))
                    .map(|it| t.meeting_screen_next(&it.title))
                    .unwrap_or_default()
            })
        },
    );
    let vote = voting(seat);
    // Whoever comes in says so: before it begins, and while it is opened.
    let welcomes = Memo::new(move |_| {
        let (phase, current) = shown.get();
        let opening = desk.with_value(|(_, items, _)| {
            items.iter().any(|it| Some(it.id) == current && it.kind == ItemKind::Opening)
        });
        vote.get().is_none() && seat.records() && (phase == Phase::NotStarted || opening)
    });
    let stage = move || {
        let (phase, current) = shown.get();
        desk.with_value(|(meeting, items, cards)| {
            let item = current.and_then(|id| items.iter().find(|it| it.id == id));
            match (phase, item, vote.get()) {
                (_, item, Some(id)) => {
                    view! { <VoteOnScreen seat id number=item.map(|it| it.position) /> }.into_any()
                }
                (Phase::Running | Phase::Paused, Some(item), None) => {
                    let card = item
                        .sector
                        .as_ref()
                        .and_then(|sector| cards.iter().find(|it| it.sector.id == sector.id));
                    let (laid, paused) = (laid_on(item.id), phase == Phase::Paused);
                    view! { <Now item=item.clone() card=card.cloned() laid room paused /> }.into_any()
                }
                _ => view! { <Between meeting=meeting.clone() phase /> }.into_any(),
            }
        })
    };
    view! {
        <Title text=meeting.title.clone() />
        <main class="screen" data-seq=move || room.with(|it| it.seq)>
            <header class="screen-head">
                <span>
                    {meeting.title.clone()} " " {meeting.sample.then(|| view! { <SampleBadge /> })}
                </span>
                <span class="screen-timer">
                    <Left room desk clock />
                </span>
            </header>
            <div class="screen-body" class:screen-with-code=move || welcomes.get()>
                {stage}
                {move || welcomes.get().then(|| view! { <Code seat /> })}
            </div>
            <Speaking seat />
            <footer class="screen-foot">
                <span>{foot}</span>
                <span>{next}</span>
                <span class="live-link" role="status" data-state=move || link.with(|it| it.state())>
                    {move || link.with(|it| it.words(clock.now(), t))}
                </span>
                <span>{move || show_time(clock.now())}</span>
            </footer>
        </main>
    }
    .into_any()
}

#[component]
fn Left(
    room: Signal<Room>,
    desk: StoredValue<(Meeting, Vec<AgendaItem>, Vec<SectorCard>)>,
    clock: LiveClock,
) -> impl IntoView {
    move || {
        let now = clock.now();
        room.with(|room| {
            let id = room.current?;
            let minutes =
                desk.with_value(|(_, items, _)| items.iter().find(|it| it.id == id).map(|it| it.minutes))?;
            room.clock_of(id, minutes, now).left().map(show_span)
        })
    }
}

#[component]
fn Between(meeting: Meeting, phase: Phase) -> impl IntoView {
    let t = use_lang();
    let words = match phase {
        Phase::NotStarted => t.meeting_screen_welcome(),
        Phase::Running => t.meeting_running(),
        Phase::Paused => t.meeting_screen_break(),
        Phase::Adjourned => t.meeting_adjourned(),
        Phase::Ended => t.meeting_screen_thanks(),
    };
    view! {
        <div>
            <p class="screen-no">{words}</p>
            <h1 class="screen-title">{meeting.title}</h1>
        </div>
        <p class="screen-text">{meeting.place}</p>
    }
    .into_any()
}

#[component]
fn Now(
    item: AgendaItem,
    card: Option<SectorCard>,
    laid: Laid,
    room: Signal<Room>,
    paused: bool,
) -> impl IntoView {
    let t = use_lang();
    let id = item.id;
    let worded = Memo::new(move |_| {
        room.with(|it| it.conclusions_on(id).map(|it| (it.id, it.seq, it.body.clone())).collect::<Vec<_>>())
    });
    let number =
        if paused { t.meeting_screen_break().to_owned() } else { t.meeting_item_number(&item.number) };
    let beside = StoredValue::new((laid, card));
    view! {
        <div>
            <p class="screen-no">{number}</p>
            <h1 class="screen-title" data-shown=item.position>
                {item.title}
            </h1>
        </div>
        {move || {
            let worded = worded.get();
            if worded.is_empty() {
                let (laid, card) = beside.get_value();
                let instead = card.filter(speaks).map(|card| view! { <Figures card /> }.into_any());
                view! { <OnScreen laid instead /> }.into_any()
            } else {
                worded
                    .into_iter()
                    .map(|(_, _, body)| {
                        view! {
                            <div class="conclusion screen-text">
                                <span class="conclusion-label">{t.meeting_conclusion()}</span>
                                <p class="whitespace-pre-line">{body}</p>
                            </div>
                        }
                    })
                    .collect::<Vec<_>>()
                    .into_any()
            }
        }}
    }
    .into_any()
}

/// Whether a card has a figure or a sentence.
fn speaks(card: &SectorCard) -> bool {
    !card.passages.is_empty() || card.rows.iter().any(|it| it.due && it.figure.state == FigureState::Value)
}

/// A sector's figures that say most: those that fall short first, those without a target last.
#[component]
fn Figures(card: SectorCard) -> impl IntoView {
    let t = use_lang();
    let period = card.period.clone();
    let sentence = (!card.rows.is_empty()).then(|| headline(&counts(&card.rows, &period), t));
    let mut told: Vec<IndicatorRow> =
        card.rows.into_iter().filter(|it| it.due && it.figure.state == FigureState::Value).collect();
    told.sort_by_key(|it| match standing(&it.indicator, &period, &it.figure).status {
        Status::Missed => 0,
        Status::Behind => 1,
        Status::OnCourse | Status::Achieved => 2,
        Status::NoTarget | Status::NoFigure => 3,
    });
    told.truncate(FIGURES);
    if told.is_empty() {
        let text = card.passages.into_iter().next().map(|(_, _, it)| it.body);
        return view! { <p class="screen-text">{text}</p> }.into_any();
    }
    let figures: Vec<_> = told
        .into_iter()
        .map(|row| {
            let IndicatorRow { indicator, figure, .. } = row;
            let status = standing(&indicator, &period, &figure).status;
            let target =
                figure.target.map(|it| format!(" · {}", t.meeting_screen_target(indicator.show(it, t))));
            view! {
                <div class="screen-figure">
                    <b>{figure.value.map(|it| indicator.show(it, t))}</b>
                    {indicator.name(t).to_owned()}
                    {target}
                    <br />
                    <StatusMark status />
                </div>
            }
        })
        .collect();
    view! {
        <p class="screen-text">{sentence}</p>
        <div class="screen-figures">{figures}</div>
    }
    .into_any()
}
