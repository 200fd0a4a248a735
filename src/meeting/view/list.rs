use super::parts::when;
use crate::error::{Error, FieldErrors};
use crate::id::MeetingId;
use crate::meeting::api::{copy_meeting, create_meeting, list_meetings};
use crate::meeting::{MeetingInput, MeetingLine, MeetingProposal, MeetingState, MeetingsSheet};
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Badge, Banner, Button, Card, EmptyState, IconName, InputKind, Loaded, Page, SampleBadge, Select,
    TextField, Tone,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

/// `/meetings`: those to come, the one under way, those held.
#[component]
pub fn MeetingsPage() -> impl IntoView {
    let query = use_query_map();
    let period = Memo::new(move |_| query.with(|it| it.get("period")));
    let sheet = Resource::new(move || period.get(), list_meetings);
    let t = use_lang();
    view! {
        <Page title=t.meeting_meetings()>
            <Loaded resource=sheet let:sheet>
                <Meetings sheet />
            </Loaded>
        </Page>
    }
}

#[component]
fn Meetings(sheet: MeetingsSheet) -> impl IntoView {
    let t = use_lang();
    let MeetingsSheet { lines, proposal } = sheet;
    let none = lines.is_empty();
    let of = |states: &[MeetingState]| -> Vec<MeetingLine> {
        lines.iter().filter(|it| states.contains(&it.meeting.state)).cloned().collect()
    };
    let mut upcoming = of(&[MeetingState::Draft, MeetingState::Published]);
    // The nearest first.
    upcoming.reverse();
    let groups = [
        (t.meeting_running(), of(&[MeetingState::Running])),
        (t.meeting_upcoming(), upcoming),
        (t.meeting_past(), of(&[MeetingState::Ended])),
    ];
    let groups: Vec<_> = groups
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| {
            let rows: Vec<_> = lines.into_iter().map(|line| view! { <Row line /> }).collect();
            view! {
                <Card title=title flush=true>
                    <ul class="list">{rows}</ul>
                </Card>
            }
        })
        .collect();
    let list = if none {
        view! { <EmptyState icon=IconName::Calendar title=t.meeting_none() text=t.meeting_none_text() /> }
            .into_any()
    } else {
        view! { <div class="stack">{groups}</div> }.into_any()
    };
    match proposal {
        Some(proposal) => view! {
            <div class="split">
                {list}
                <aside class="stack">
                    <NewMeeting proposal />
                </aside>
            </div>
        }
        .into_any(),
        None => list,
    }
}

#[component]
fn Row(line: MeetingLine) -> impl IntoView {
    let t = use_lang();
    let MeetingLine { meeting, items, conclusions, tasks } = line;
    let mut note = vec![when(&meeting, t)];
    note.extend(meeting.place.clone());
    note.push(t.meeting_items(items));
    if conclusions > 0 {
        note.push(t.meeting_conclusion_count(conclusions));
        note.push(t.meeting_task_count(tasks));
    }
    view! {
        <li>
            <a class="list-row" href=route::meeting(meeting.id)>
                <span class="list-main">
                    <b>{meeting.title}</b>
                    <span class="list-note">{note.join(" · ")}</span>
                </span>
                {meeting.sample.then(|| view! { <SampleBadge /> })}
                <Badge tone=meeting.state.tone() text=meeting.state.name(t) />
            </a>
        </li>
    }
    .into_any()
}

/// Makes a meeting with an agenda laid out from the outline.
#[component]
fn NewMeeting(proposal: MeetingProposal) -> impl IntoView {
    let t = use_lang();
    let navigate = use_navigate();
    let MeetingProposal { period, periods, input, former } = proposal;
    let chosen = RwSignal::new(period.clone());
    let from = RwSignal::new(None::<MeetingId>);
    let typed = RwSignal::new(input.clone());
    let errors = RwSignal::new(FieldErrors::default());
    let refused = RwSignal::new(None::<Error>);
    let busy = RwSignal::new(false);
    let on = move |field: &'static str| {
        Signal::derive(move || errors.with(|it| it.on(field).map(|it| it.message(t))))
    };
    let set = move |change: fn(&mut MeetingInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let options = periods.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect();
    let copies = !former.is_empty();
    let former: Vec<_> = std::iter::once((String::new(), t.meeting_copy_none().to_owned()))
        .chain(former.into_iter().map(|(id, title)| (id.to_string(), title)))
        .collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        refused.set(None);
        if let Err(found) = input.parse() {
            errors.set(found);
            return;
        }
        errors.set(FieldErrors::default());
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let period = chosen.get_untracked();
            let made = match from.get_untracked() {
                Some(former) => copy_meeting(former, period, input).await,
                None => create_meeting(period, input).await,
            };
            match made {
                Ok(id) => navigate(&route::meeting_plan(id), Default::default()),
                Err(Error::Invalid(found)) => errors.set(found),
                Err(error) => refused.set(Some(error)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Card title=t.meeting_new()>
            <form class="form" novalidate on:submit=submit>
                <p class="text-sm text-ink-soft">{t.meeting_new_note()}</p>
                {move || {
                    refused.get().map(|it| view! { <Banner tone=Tone::Danger><p>{it.message(t)}</p></Banner> })
                }}
                <Select
                    name="period"
                    label=t.meeting_field_period()
                    options
                    value=period
                    error=on("period")
                    on_change=Callback::new(move |it| chosen.set(it))
                />
                {copies
                    .then(|| {
                        view! {
                            <Select
                                name="from"
                                label=t.meeting_copy_from()
                                options=former
                                on_change=Callback::new(move |value: String| from.set(value.parse().ok()))
                            />
                        }
                    })}
                <TextField
                    name="title"
                    label=t.meeting_field_title()
                    value=input.title
                    error=on("title")
                    on_input=set(|it, value| it.title = value)
                />
                <div class="form-row">
                    <TextField
                        name="date"
                        label=t.meeting_field_date()
                        kind=InputKind::Date
                        value=input.date
                        error=on("date")
                        on_input=set(|it, value| it.date = value)
                    />
                    <TextField
                        name="time"
                        label=t.meeting_field_time()
                        kind=InputKind::Time
                        value=input.time
                        error=on("time")
                        on_input=set(|it, value| it.time = value)
                    />
                </div>
                <TextField
                    name="place"
                    label=t.meeting_field_place()
                    value=input.place
                    optional=true
                    error=on("place")
                    on_input=set(|it, value| it.place = value)
                />
                <div class="form-actions">
                    <Button icon=IconName::Plus busy>
                        {t.meeting_create()}
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
