//! The minutes, in the form of NĐ 30/2020/NĐ-CP (mẫu 1.9), made from the log.

use super::parts::use_sheet;
use crate::actor::Role;
use crate::meeting::{
    AgendaItem, AgendaSheet, Conclusion, MeetingState, Method, Participant, Presence, Said, Voted,
};
use crate::route;
use crate::task::TaskLine;
use crate::text::{Lang, use_lang};
use crate::time::{Instant, local, show_date, show_date_formal, show_time};
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, Crumb, Crumbs, IconName, Loaded, SampleBadge, Tone};
use crate::visit::use_visit;
use chrono::Timelike;
use leptos::prelude::*;
use leptos_meta::Title;

/// A document in Vietnamese whatever the language of the interface.
const T: Lang = Lang::Vi;

/// `/meetings/{id}/minutes`.
#[component]
pub fn MinutesPage() -> impl IntoView {
    let sheet = use_sheet();
    view! {
        <Loaded resource=sheet let:sheet>
            <Minutes sheet />
        </Loaded>
    }
}

#[component]
fn Minutes(sheet: AgendaSheet) -> impl IntoView {
    let t = use_lang();
    let AgendaSheet { meeting, items, conclusions, room, people, committee, .. } = sheet;
    let crumbs = vec![
        Crumb::new(t.meeting_meetings(), route::MEETINGS),
        Crumb::new(meeting.title.clone(), route::meeting(meeting.id)),
    ];
    // A phone has no program that could answer the button.
    let prints = use_visit().actor.is_some_and(|it| it.writes());
    let growing = meeting.state != MeetingState::Ended;
    let org = committee.as_ref().map(|it| it.name_vi.to_uppercase()).unwrap_or_default();
    let begun = room.started_at.unwrap_or(meeting.starts_at);
    let begin = match room.started_at {
        Some(at) => T.minutes_begin(hour(at), day(at)),
        None => T.minutes_planned(hour(meeting.starts_at), day(meeting.starts_at)),
    };
    let now = use_visit().now;
    let presence =
        (!room.attendance.0.is_empty()).then(|| room.attendance.held_against(&people, room.ended_at));
    let course: Vec<_> = items
        .iter()
        .map(|item| {
            let opened = room.opened_at.get(&item.id).copied();
            let spent = room.spent_on(item.id, begun);
            let said = room.said_on(item.id, &people);
            let voted = room.voted_on(item.id, now);
            view! {
                <Course item=item.clone() opened spent />
                <Opinions said />
                <Votes voted />
            }
        })
        .collect();
    let tasks: Vec<_> = conclusions.iter().flat_map(|it| it.tasks.iter().cloned()).collect();
    let end = match room.ended_at {
        Some(at) => T.minutes_end(hour(at), day(at)),
        None => T.minutes_not_ended().to_owned(),
    };
    let signer =
        |role: Role| people.iter().find(|it| it.role == role).map(|it| it.name.clone()).unwrap_or_default();
    let (chair, secretary) = (signer(Role::Chair), signer(Role::Secretary));
    view! {
        <Title text=format!("{} · {}", t.minutes_title(), meeting.title) />
        <Crumbs way=crumbs />
        {prints
            .then(|| {
                view! {
                    <p class="row row-end no-print mb-3">
                        <Button
                            tone=ButtonTone::Secondary
                            kind=ButtonKind::Button
                            icon=IconName::Print
                            on_press=move |_| drop(window().print())
                        >
                            {t.minutes_print()}
                        </Button>
                    </p>
                }
            })}
        <div class="stack stack-sm mb-4">
            {growing.then(|| view! { <Banner tone=Tone::Warn><p>{t.minutes_draft()}</p></Banner> })}
            {meeting.sample.then(|| view! { <p><SampleBadge /></p> })}
        </div>
        <article class="doc" lang="vi">
            <header class="doc-head">
                <div>
                    <p class="doc-org">{org}</p>
                    <p class="doc-number">{T.minutes_number()}</p>
                </div>
                <div>
                    <p class="doc-nation">{T.minutes_nation()}</p>
                    <p class="doc-motto">{T.minutes_motto()}</p>
                    <p class="doc-place">"…, " {show_date_formal(local(begun).date(), T)}</p>
                </div>
            </header>
            <h1 class="doc-title">
                <b>{T.minutes_heading()}</b>
                {meeting.title}
            </h1>
            <div class="doc-body">
                <div class="doc-facts">
                    <p>{begin}</p>
                    <p>{meeting.place.map(|it| T.minutes_place(it))}</p>
                    <p>{who(&people, Role::Chair).map(|it| T.minutes_chair(it))}</p>
                    <p>{who(&people, Role::Secretary).map(|it| T.minutes_secretary(it))}</p>
                    <Delegates people=people.clone() />
                    {presence.map(|presence| view! { <Came presence /> })}
                </div>
                <h2>{T.minutes_part_course()}</h2>
                {course}
                {room.opinions.0.is_empty().then(|| view! { <p>{T.minutes_opinions_none()}</p> })}
                <h2>{T.minutes_part_conclusions()}</h2>
                <Concluded conclusions />
                <h2>{T.minutes_part_tasks()}</h2>
                <Tasks tasks />
                <p>{end}</p>
            </div>
            <footer class="doc-sign">
                <div>
                    <b>{T.minutes_sign_secretary()}</b>
                    <p class="doc-sign-space"></p>
                    <b>{secretary}</b>
                </div>
                <div>
                    <b>{T.minutes_sign_chair()}</b>
                    <p class="doc-sign-space"></p>
                    <b>{chair}</b>
                </div>
            </footer>
        </article>
    }
    .into_any()
}

fn hour(at: Instant) -> String {
    let clock = local(at);
    T.minutes_hour(clock.hour(), format_args!("{:02}", clock.minute()))
}

fn day(at: Instant) -> String {
    show_date_formal(local(at).date(), T)
}

fn who(people: &[Participant], role: Role) -> Option<String> {
    let found: Vec<_> = people.iter().filter(|it| it.role == role).map(described).collect();
    (!found.is_empty()).then(|| found.join("; "))
}

fn described(person: &Participant) -> String {
    let unit = person.unit.as_ref().filter(|_| person.role == Role::Delegate).map(|it| it.name_vi.clone());
    let parts = [Some(person.name.clone()), person.post.clone(), unit];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[component]
fn Delegates(people: Vec<Participant>) -> impl IntoView {
    let delegates: Vec<_> = people.iter().filter(|it| it.role == Role::Delegate).map(described).collect();
    if delegates.is_empty() {
        return view! { <p>{T.minutes_no_people()}</p> }.into_any();
    }
    let count = delegates.len();
    let rows: Vec<_> = delegates.into_iter().map(|it| view! { <li>{it}</li> }).collect();
    view! {
        <p>{T.minutes_people(count)}</p>
        <ul>{rows}</ul>
    }
    .into_any()
}

#[component]
fn Course(item: AgendaItem, opened: Option<Instant>, spent: i64) -> impl IntoView {
    let said = match opened {
        Some(at) => T.minutes_item_course(show_time(at), (spent + 30) / 60),
        None => T.minutes_item_skipped().to_owned(),
    };
    let presented =
        item.presenter.as_ref().filter(|_| opened.is_some()).map(|it| T.minutes_item_presenter(&it.name_vi));
    view! {
        <h3>{T.minutes_item(item.number, item.title)}</h3>
        <p>{presented} " " {said}</p>
    }
    .into_any()
}

#[component]
fn Came(presence: Presence) -> impl IntoView {
    let Presence { invited, came, substitutes, absent, guests, left } = presence;
    let substitutes: Vec<_> =
        substitutes.iter().map(|(away, here)| T.minutes_substitute(here, away)).collect();
    let left: Vec<_> = left.iter().map(|(name, at)| T.minutes_left_at(name, show_time(*at))).collect();
    let listed = |names: &[String], text: fn(Lang, String) -> String| {
        (!names.is_empty()).then(|| {
            view! { <p>{text(T, names.join("; "))}</p> }
        })
    };
    view! {
        <p>{T.minutes_presence(came, invited)}</p>
        {listed(&substitutes, Lang::minutes_substitutes)}
        {listed(&absent, Lang::minutes_absent)}
        {listed(&guests, Lang::minutes_guests)}
        {listed(&left, Lang::minutes_left)}
    }
    .into_any()
}

#[component]
fn Opinions(said: Vec<Said>) -> impl IntoView {
    if said.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = said
        .into_iter()
        .map(|it| view! { <li class="whitespace-pre-line">{T.minutes_opinion(it.name, it.body)}</li> })
        .collect();
    view! {
        <p>{T.minutes_opinions()}</p>
        <ul>{rows}</ul>
    }
    .into_any()
}

#[component]
fn Votes(voted: Vec<Voted>) -> impl IntoView {
    let rows: Vec<_> = voted
        .into_iter()
        .map(|Voted { vote, outcome, .. }| {
            let method = match vote.method {
                Method::Named => T.minutes_vote_named(),
                Method::Hands => T.minutes_vote_hands(),
                Method::Silence => T.minutes_vote_silence(),
            };
            let head = if vote.agreement {
                T.minutes_agreement(vote.question, method)
            } else {
                T.minutes_vote(vote.question, method)
            };
            let tally = outcome.tally;
            let result = if !outcome.quorate {
                T.minutes_not_quorate(vote.quorum)
            } else if outcome.carried {
                T.minutes_carried().to_owned()
            } else {
                T.minutes_not_carried().to_owned()
            };
            let silent = (outcome.silent > 0).then(|| T.minutes_silent(outcome.silent));
            view! {
                <p>
                    {head} ". " {T.minutes_tally(tally.yes, tally.no, tally.abstain, outcome.voters)} " "
                    {silent} " " {result}
                </p>
            }
        })
        .collect();
    rows.into_any()
}

#[component]
fn Concluded(conclusions: Vec<Conclusion>) -> impl IntoView {
    if conclusions.is_empty() {
        return view! { <p>{T.minutes_no_conclusions()}</p> }.into_any();
    }
    let rows: Vec<_> = conclusions
        .into_iter()
        .map(|it| view! { <li class="whitespace-pre-line" id=format!("conclusion-{}", it.id)>{it.body}</li> })
        .collect();
    view! {
        <p>{T.minutes_agreed()}</p>
        <ol class="list-decimal">{rows}</ol>
    }
    .into_any()
}

#[component]
fn Tasks(tasks: Vec<TaskLine>) -> impl IntoView {
    if tasks.is_empty() {
        return view! { <p>{T.minutes_no_tasks()}</p> }.into_any();
    }
    let rows: Vec<_> = tasks
        .into_iter()
        .map(|it| {
            let helping = (!it.cooperating.is_empty()).then(|| {
                let names: Vec<_> = it.cooperating.iter().map(|it| it.name_vi.clone()).collect();
                view! { <p>{T.minutes_with(names.join(", "))}</p> }
            });
            view! {
                <tr>
                    <td>
                        <a href=route::task(it.id)>{it.code}</a>
                    </td>
                    <td>{it.title}</td>
                    <td>
                        <p>{it.lead.name_vi}</p>
                        {helping}
                    </td>
                    <td>{it.product}</td>
                    <td>{it.responsibility}</td>
                    <td>{show_date(it.due_on, T)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=T.minutes_part_tasks()>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{T.minutes_col_code()}</th>
                        <th scope="col">{T.minutes_col_work()}</th>
                        <th scope="col">{T.minutes_col_lead()}</th>
                        <th scope="col">{T.minutes_col_product()}</th>
                        <th scope="col">{T.minutes_col_responsible()}</th>
                        <th scope="col">{T.minutes_col_due()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
