//! When, where and by whom a meeting is held, and what was different when it was published.

use super::delegates::DelegateList;
use super::parts::when;
use crate::actor::Role;
use crate::meeting::{Changes, Delegate, Meeting, MeetingWarning, Participant, Planning};
use crate::text::{Lang, use_lang};
use crate::time::{show_date, show_instant};
use crate::ui::{Banner, IconName, Tone};
use leptos::prelude::*;

#[component]
pub fn Facts(
    meeting: Meeting,
    people: Vec<Participant>,
    delegates: RwSignal<Vec<Delegate>>,
    /// For those who prepare it.
    deadlines: Vec<String>,
) -> impl IntoView {
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
    let fact = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
        })
    };
    let some = delegates.with_untracked(|it| !it.is_empty());
    let deadlines: Vec<_> = deadlines
        .into_iter()
        .map(|it| view! { <p class="text-sm text-ink-soft no-print">{it}</p> })
        .collect();
    view! {
        <section class="card stack stack-sm">
            <dl class="facts">
                {fact(t.meeting_when(), when(&meeting, t))}
                {fact(t.meeting_where(), meeting.place.clone().unwrap_or_else(|| t.meeting_where_unknown().to_owned()))}
                {fact(t.meeting_type(), meeting.kind.name(t).to_owned())}
                {fact(t.meeting_reviews(), meeting.reviews.name(t).to_owned())}
                {fact(t.meeting_plans(), meeting.plans.as_ref().map(|it| it.name(t).to_owned()).unwrap_or_default())}
                {fact(t.meeting_chair(), named(Role::Chair))}
                {fact(t.meeting_secretary(), named(Role::Secretary))}
            </dl>
            {deadlines}
            {some.then(|| view! { <DelegateList delegates /> })}
        </section>
    }
    .into_any()
}

/// What the rules still ask for, and by when.
pub fn deadlines(planning: &Planning, is_open: bool, t: Lang) -> Vec<String> {
    let invite = is_open.then(|| t.meeting_invite_by(show_date(planning.invite_by, t)));
    let notice = planning.notice_by.map(|it| t.meeting_notice_by(show_date(it, t)));
    invite.into_iter().chain(notice).map(|it| format!("{it} ({}).", t.meeting_rule_45())).collect()
}

/// What goes against a rule, each with its rule.
#[component]
pub fn Warnings(found: Vec<MeetingWarning>) -> impl IntoView {
    let t = use_lang();
    if found.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = found
        .iter()
        .map(|it| {
            view! {
                <li>
                    {it.message(t)} " "
                    <cite class="rule">{it.rule(t)}</cite>
                </li>
            }
        })
        .collect();
    view! {
        <div class="no-print">
            <Banner tone=Tone::Warn>
                <ul class="stack stack-sm" aria-label=t.meeting_warnings()>
                    {rows}
                </ul>
            </Banner>
        </div>
    }
    .into_any()
}

/// What is different from what was published, apart from the items that still stand there.
#[component]
pub fn Changed(changes: Changes) -> impl IntoView {
    let t = use_lang();
    let own: Vec<_> = changes.meeting.iter().map(|it| view! { <p>{it.message(t)}</p> }).collect();
    let gone: Vec<_> = changes.removed.iter().map(|(number, title)| format!("{number}. {title}")).collect();
    view! {
        <Banner tone=Tone::Info icon=IconName::History>
            <div>
                <p>{t.meeting_changed_since(show_instant(changes.since, t))}</p>
                {own}
                {(!gone.is_empty()).then(|| view! { <p>{t.meeting_removed(gone.join("; "))}</p> })}
            </div>
        </Banner>
    }
    .into_any()
}
