//! Preparing a meeting: every change is kept as it is made.

mod desk;
mod details;
mod fields;
mod item;
mod people;

use super::facts::{Warnings, deadlines};
use super::follow::use_clock;
use super::parts::use_sheet;
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error};
use crate::meeting::{
    AgendaEdit, AgendaInput, AgendaSheet, ItemKind, MeetingState, PaperRefusal, total_minutes,
};
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, Crumb, ErrorView, IconName, LinkButton, Loaded,
    Page, Tone,
};
use crate::visit::use_visit;
use desk::{Desk, Kept};
use fields::{KindFields, MeetingFields};
use item::ItemRow;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use people::People;

/// `/meetings/{id}/plan`.
#[component]
pub fn PlanPage() -> impl IntoView {
    let sheet = use_sheet();
    view! {
        <Loaded resource=sheet let:sheet>
            <Plan sheet />
        </Loaded>
    }
}

#[component]
fn Plan(sheet: AgendaSheet) -> impl IntoView {
    let t = use_lang();
    let meeting = sheet.meeting.clone();
    if !use_visit().can(Permission::PlanMeeting, Scope::Meeting(meeting.id)) {
        return view! { <ErrorView error=Error::Denied(Denial::NotAllowed) /> }.into_any();
    }
    let desk = Desk::new(sheet, use_clock());
    let crumbs = vec![
        Crumb::new(t.meeting_meetings(), route::MEETINGS),
        Crumb::new(meeting.title.clone(), route::meeting(meeting.id)),
    ];
    let state = Memo::new(move |_| desk.state());
    let busy = desk.busy();
    let actions = move || {
        view! {
            {move || view! { <Badge tone=state.get().tone() text=state.get().name(t) /> }}
            {move || {
                (state.get() == MeetingState::Draft)
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Button
                                icon=IconName::Send
                                busy
                                on_press=move |_| desk.change(AgendaEdit::Publish)
                            >
                                {t.meeting_publish()}
                            </Button>
                        }
                    })
            }}
            <LinkButton href=route::meeting(desk.id) tone=ButtonTone::Secondary icon=IconName::List>
                {t.meeting_leave()}
            </LinkButton>
        }
    };
    let order = Memo::new(move |_| desk.sheet.with(|it| it.items.iter().map(|it| it.id).collect::<Vec<_>>()));
    view! {
        <Page title=t.meeting_plan() subtitle=meeting.title.clone() crumbs actions>
            {move || {
                (!state.get().is_open())
                    .then(|| view! { <Banner tone=Tone::Warn><p>{t.meeting_plan_closed()}</p></Banner> })
            }}
            {move || {
                (state.get() == MeetingState::Draft)
                    .then(|| view! { <Banner><p>{t.meeting_publish_note()}</p></Banner> })
            }}
            <RefusedFile />
            <KeptLine desk />
            <p class="sr-only" role="status">
                {move || desk.told.get()}
            </p>
            <Rules desk />
            <div class="split">
                <div class="stack">
                    <MeetingFields desk meeting=meeting.clone() />
                    <Card title=t.meeting_agenda() flush=true>
                        <ol class="agenda">
                            <For each=move || order.get() key=|it| *it let:id>
                                <ItemRow desk id />
                            </For>
                        </ol>
                    </Card>
                    <AddItem desk />
                </div>
                <aside class="stack">
                    <KindFields desk meeting />
                    <People desk />
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

/// A plain form sent a file that was not taken: the address tells why.
#[component]
fn RefusedFile() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let refused = move || query.with(|it| it.get("refused").and_then(|it| it.parse::<PaperRefusal>().ok()));
    view! {
        <div role="alert">
            {move || {
                refused()
                    .map(|it| {
                        view! {
                            <Banner tone=Tone::Danger>
                                <p>{t.meeting_file_refused()} " " {it.message(t)}</p>
                            </Banner>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// The total against the limit, and what goes against the rules.
#[component]
fn Rules(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let total =
        Memo::new(move |_| desk.sheet.with(|it| (total_minutes(&it.items), it.meeting.limit_minutes)));
    let found = Memo::new(move |_| desk.planning(|it| it.warnings.clone()));
    let due = Memo::new(move |_| {
        let is_open = desk.state().is_open();
        desk.planning(|it| deadlines(it, is_open, t))
    });
    view! {
        <div role="status">
            {move || view! { <Warnings found=found.get() /> }}
            {move || {
                let (total, limit) = total.get();
                (total <= limit)
                    .then(|| view! { <p class="text-ink-soft">{t.meeting_within_limit(total, limit)}</p> })
            }}
            {move || {
                due.get()
                    .into_iter()
                    .map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })
                    .collect::<Vec<_>>()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn KeptLine(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let failed = move || matches!(desk.kept.get(), Kept::Conflict | Kept::Refused(_));
    view! {
        <p class="save-state" role="status" data-state=move || failed().then_some("failed")>
            {move || match desk.kept.get() {
                Kept::Rest => String::new(),
                Kept::Busy => t.meeting_plan_saving().to_owned(),
                Kept::At(time) => t.meeting_plan_state(time),
                Kept::Conflict => t.meeting_plan_conflict().to_owned(),
                Kept::Refused(error) => error.message(t),
            }}
        </p>
    }
}

#[component]
fn AddItem(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let add = move |_| {
        desk.change(AgendaEdit::Add(AgendaInput {
            kind: ItemKind::Discussion,
            title: t.meeting_field_item().to_owned(),
            minutes: "10".to_owned(),
            ..AgendaInput::default()
        }));
    };
    view! {
        <div class="row">
            <Button
                tone=ButtonTone::Secondary
                kind=ButtonKind::Button
                icon=IconName::Plus
                busy=desk.busy()
                on_press=add
            >
                {t.meeting_add()}
            </Button>
        </div>
    }
    .into_any()
}
