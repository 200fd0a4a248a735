//! Preparing the agenda: every change is kept as it is made.

use super::follow::{LiveClock, use_clock};
use super::parts::{use_sheet, when};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, Result};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::api::{change_agenda, show_meeting};
use crate::meeting::{
    AgendaEdit, AgendaInput, AgendaItem, AgendaSheet, ItemKind, Meeting, MeetingInput, MeetingState,
    total_minutes,
};
use crate::org::Unit;
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_seconds, show_time};
use crate::ui::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, Crumb, ErrorView, IconName, InputKind, LinkButton,
    Loaded, Page, Size, TextField, Tone,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos::task::spawn_local;

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

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Rest,
    Busy,
    At(String),
    /// Someone else was first; theirs is shown.
    Conflict,
    Refused(Error),
}

/// The agenda as the server last answered it, and what became of the last change.
#[derive(Clone, Copy)]
struct Desk {
    id: MeetingId,
    sheet: RwSignal<AgendaSheet>,
    kept: RwSignal<Kept>,
    /// Which item the last refusal is about.
    about: RwSignal<Option<AgendaItemId>>,
    clock: LiveClock,
}

impl Desk {
    fn change(self, edit: AgendaEdit) {
        let about = match &edit {
            AgendaEdit::Update(item, _) | AgendaEdit::Remove(item) | AgendaEdit::Move(item, _) => Some(*item),
            AgendaEdit::Meeting(_) | AgendaEdit::Add(_) | AgendaEdit::Publish => None,
        };
        self.about.set(about);
        self.kept.set(Kept::Busy);
        let seen = self.sheet.with_untracked(|it| it.meeting.revision);
        spawn_local(async move {
            match change_agenda(self.id, seen, edit).await {
                Ok(sheet) => {
                    self.sheet.try_set(sheet);
                    self.kept.try_set(Kept::At(show_seconds(self.clock.now_untracked())));
                }
                Err(Error::Conflict) => {
                    let theirs: Result<AgendaSheet> = show_meeting(self.id).await;
                    if let Ok(theirs) = theirs {
                        self.sheet.try_set(theirs);
                    }
                    self.kept.try_set(Kept::Conflict);
                }
                Err(error) => drop(self.kept.try_set(Kept::Refused(error))),
            }
        });
    }

    /// The sentence for one field of one item, or of the meeting when no item is named.
    fn error(self, item: Option<AgendaItemId>, field: &'static str) -> Signal<Option<String>> {
        let t = use_lang();
        Signal::derive(move || match self.kept.get() {
            Kept::Refused(Error::Invalid(errors)) if self.about.get() == item => {
                errors.on(field).map(|it| it.message(t))
            }
            _ => None,
        })
    }
}

#[component]
fn Plan(sheet: AgendaSheet) -> impl IntoView {
    let t = use_lang();
    let meeting = sheet.meeting.clone();
    if !use_visit().can(Permission::PlanMeeting, Scope::Meeting(meeting.id)) {
        return view! { <ErrorView error=Error::Denied(Denial::NotAllowed) /> }.into_any();
    }
    let units = StoredValue::new(sheet.units.clone());
    let desk = Desk {
        id: meeting.id,
        sheet: RwSignal::new(sheet),
        kept: RwSignal::new(Kept::Rest),
        about: RwSignal::new(None),
        clock: use_clock(),
    };
    let crumbs = vec![
        Crumb::new(t.meeting_meetings(), route::MEETINGS),
        Crumb::new(meeting.title.clone(), route::meeting(meeting.id)),
    ];
    let state = Memo::new(move |_| desk.sheet.with(|it| it.meeting.state));
    let total =
        Memo::new(move |_| desk.sheet.with(|it| (total_minutes(&it.items), it.meeting.limit_minutes)));
    let busy = Signal::derive(move || desk.kept.get() == Kept::Busy);
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
            <KeptLine desk />
            <div role="status">
                {move || {
                    let (total, limit) = total.get();
                    if total > limit {
                        view! { <Banner tone=Tone::Warn><p>{t.meeting_over_limit(total, limit)}</p></Banner> }
                            .into_any()
                    } else {
                        view! { <p class="text-ink-soft">{t.meeting_within_limit(total, limit)}</p> }.into_any()
                    }
                }}
            </div>
            <MeetingFields desk meeting />
            <Card title=t.meeting_agenda() flush=true>
                <ol class="agenda">
                    <For each=move || order.get() key=|it| *it let:id>
                        <ItemRow desk id units />
                    </For>
                </ol>
            </Card>
            <AddItem desk />
        </Page>
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
fn MeetingFields(desk: Desk, meeting: Meeting) -> impl IntoView {
    let t = use_lang();
    let starts = local(meeting.starts_at);
    let typed = RwSignal::new(MeetingInput {
        title: meeting.title.clone(),
        place: meeting.place.clone().unwrap_or_default(),
        date: starts.date().to_string(),
        time: show_time(meeting.starts_at),
    });
    let first = typed.get_untracked();
    let set = move |change: fn(&mut MeetingInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let kept = StoredValue::new(first.clone());
    // Leaving a field keeps it.
    let leave = move |_| {
        let now = typed.get_untracked();
        if now != kept.get_value() {
            kept.set_value(now.clone());
            desk.change(AgendaEdit::Meeting(now));
        }
    };
    let shown = move || desk.sheet.with(|it| when(&it.meeting, t));
    view! {
        <section class="card" on:focusout=leave>
            <p class="sr-only">{shown}</p>
            <TextField
                name="title"
                label=t.meeting_field_title()
                value=first.title
                error=desk.error(None, "title")
                on_input=set(|it, value| it.title = value)
            />
            <div class="form-row mt-3">
                <TextField
                    name="place"
                    label=t.meeting_field_place()
                    value=first.place
                    error=desk.error(None, "place")
                    on_input=set(|it, value| it.place = value)
                />
                <TextField
                    name="date"
                    label=t.meeting_field_date()
                    kind=InputKind::Date
                    value=first.date
                    error=desk.error(None, "date")
                    on_input=set(|it, value| it.date = value)
                />
                <TextField
                    name="time"
                    label=t.meeting_field_time()
                    kind=InputKind::Time
                    value=first.time
                    error=desk.error(None, "time")
                    on_input=set(|it, value| it.time = value)
                />
            </div>
        </section>
    }
    .into_any()
}

fn input_of(item: &AgendaItem) -> AgendaInput {
    AgendaInput {
        kind: item.kind,
        title: item.title.clone(),
        minutes: item.minutes.to_string(),
        sector: item.sector.as_ref().map(|it| it.id),
        presenter: item.presenter.as_ref().map(|it| it.id),
        purpose: item.purpose.clone().unwrap_or_default(),
    }
}

/// One item's fields; its place in the order changes without touching what is typed.
#[component]
fn ItemRow(desk: Desk, id: AgendaItemId, units: StoredValue<Vec<Unit>>) -> impl IntoView {
    let t = use_lang();
    let found = move || desk.sheet.with(|it| it.items.iter().find(|it| it.id == id).cloned());
    let Some(item) = desk.sheet.with_untracked(|it| it.items.iter().find(|it| it.id == id).cloned()) else {
        return ().into_any();
    };
    let first = input_of(&item);
    let typed = RwSignal::new(first.clone());
    let kept = StoredValue::new(first.clone());
    let save = move || {
        let now = typed.get_untracked();
        if now != kept.get_value() {
            kept.set_value(now.clone());
            desk.change(AgendaEdit::Update(id, now));
        }
    };
    // Another person's change, or ours as the server keeps it.
    Effect::new(move |before: Option<()>| {
        if let Some(item) = found()
            && before.is_some()
            && desk.kept.get_untracked() == Kept::Conflict
        {
            let theirs = input_of(&item);
            kept.set_value(theirs.clone());
            typed.set(theirs);
        }
    });
    let position = Memo::new(move |_| found().map(|it| it.position).unwrap_or_default());
    let planned = Memo::new(move |_| found().map(|it| show_time(it.planned_at)).unwrap_or_default());
    let last = Memo::new(move |_| desk.sheet.with(|it| it.items.len()));
    let field = move |name: &str| format!("{name}-{id}");
    let presenters: Vec<_> = units.with_value(|units| {
        let chosen = first.presenter;
        std::iter::once(view! { <option value="">{t.meeting_no_presenter().to_owned()}</option> }.into_any())
            .chain(units.iter().map(|unit| {
                let selected = chosen == Some(unit.id);
                view! {
                    <option value=unit.id.to_string() selected=selected>
                        {unit.name(t).to_owned()}
                    </option>
                }
                .into_any()
            }))
            .collect()
    });
    let problem = move || {
        ["title", "minutes", "presenter", "purpose"].into_iter().find_map(|it| desk.error(Some(id), it).get())
    };
    view! {
        <li class="agenda-item" data-item=id.to_string() on:focusout=move |_| save()>
            <span class="agenda-no">{move || position.get()}</span>
            <span class="agenda-time">{move || planned.get()}</span>
            <div class="stack stack-sm min-w-0">
                <input
                    class="input"
                    aria-label=move || format!("{} {}", t.meeting_field_item(), position.get())
                    id=field("title")
                    prop:value=move || typed.with(|it| it.title.clone())
                    value=first.title.clone()
                    on:input=move |event| typed.update(|it| it.title = event_target_value(&event))
                />
                <div class="row">
                    <select
                        class="input"
                        aria-label=move || format!("{} {}", t.meeting_field_presenter(), position.get())
                        id=field("presenter")
                        on:change=move |event| {
                            typed.update(|it| it.presenter = event_target_value(&event).parse().ok());
                            save();
                        }
                    >
                        {presenters}
                    </select>
                </div>
                <input
                    class="input text-sm"
                    aria-label=move || format!("{} {}", t.meeting_field_purpose(), position.get())
                    placeholder=t.meeting_field_purpose()
                    id=field("purpose")
                    prop:value=move || typed.with(|it| it.purpose.clone())
                    value=first.purpose.clone()
                    on:input=move |event| typed.update(|it| it.purpose = event_target_value(&event))
                />
                {move || problem().map(|it| view! { <p class="field-error" role="alert">{it}</p> })}
            </div>
            <div class="row row-end">
                <input
                    class="input num w-20"
                    inputmode="numeric"
                    aria-label=move || format!("{} {}", t.meeting_field_minutes(), position.get())
                    id=field("minutes")
                    prop:value=move || typed.with(|it| it.minutes.clone())
                    value=first.minutes.clone()
                    on:input=move |event| typed.update(|it| it.minutes = event_target_value(&event))
                />
                <RowButton
                    icon=IconName::ArrowUp
                    label=Signal::derive(move || t.meeting_move_up(position.get()))
                    off=Signal::derive(move || position.get() <= 1)
                    on_press=Callback::new(move |()| desk.change(AgendaEdit::Move(id, position.get_untracked() - 1)))
                />
                <RowButton
                    icon=IconName::ArrowDown
                    label=Signal::derive(move || t.meeting_move_down(position.get()))
                    off=Signal::derive(move || usize::try_from(position.get()).is_ok_and(|it| it >= last.get()))
                    on_press=Callback::new(move |()| desk.change(AgendaEdit::Move(id, position.get_untracked() + 1)))
                />
                <RowButton
                    icon=IconName::Trash
                    label=Signal::derive(move || t.meeting_remove(position.get()))
                    off=Signal::derive(|| false)
                    on_press=Callback::new(move |()| desk.change(AgendaEdit::Remove(id)))
                />
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn RowButton(
    icon: IconName,
    label: Signal<String>,
    off: Signal<bool>,
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn-quiet btn-icon"
            aria-label=move || label.get()
            aria-disabled=move || off.get().then_some("true")
            on:click=move |_| {
                if !off.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <crate::ui::Icon name=icon />
        </button>
    }
    .into_any()
}

#[component]
fn AddItem(desk: Desk) -> impl IntoView {
    let t = use_lang();
    let add = move |_| {
        desk.change(AgendaEdit::Add(AgendaInput {
            kind: ItemKind::Discussion,
            title: t.meeting_field_item().to_owned(),
            minutes: "10".to_owned(),
            sector: None,
            presenter: None,
            purpose: String::new(),
        }));
    };
    view! {
        <div class="row">
            <Button
                tone=ButtonTone::Secondary
                size=Size::Medium
                kind=ButtonKind::Button
                icon=IconName::Plus
                busy=Signal::derive(move || desk.kept.get() == Kept::Busy)
                on_press=add
            >
                {t.meeting_add()}
            </Button>
        </div>
    }
    .into_any()
}
