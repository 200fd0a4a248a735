//! One item while it is prepared. Its place in the order changes without touching what is typed.

use super::desk::{About, Desk};
use super::details::Details;
use super::fields::Unsaved;
use crate::id::AgendaItemId;
use crate::meeting::{AgendaEdit, AgendaInput, ItemKind, Outline, Shift};
use crate::text::use_lang;
use crate::time::show_time;
use crate::ui::{Icon, IconName};
use leptos::ev::DragEvent;
use leptos::prelude::*;

/// What is typed into an item's fields, and when it goes to the server.
#[derive(Clone, Copy)]
pub struct Typed {
    desk: Desk,
    id: AgendaItemId,
    now: RwSignal<AgendaInput>,
    kept: StoredValue<AgendaInput>,
}

impl Typed {
    fn new(desk: Desk, id: AgendaItemId, first: AgendaInput) -> Self {
        Self { desk, id, now: RwSignal::new(first.clone()), kept: StoredValue::new(first) }
    }

    pub fn read<T>(self, of: impl FnOnce(&AgendaInput) -> T) -> T {
        self.now.with(of)
    }

    /// As it is now, whatever comes later.
    pub fn peek(self) -> AgendaInput {
        self.now.get_untracked()
    }

    pub fn write(self, change: impl FnOnce(&mut AgendaInput)) {
        self.now.update(change);
    }

    /// Sends what differs from what was sent last.
    pub fn keep(self) {
        if self.now.get_untracked() != self.kept.get_value() {
            self.send();
        }
    }

    fn send(self) {
        let now = self.now.get_untracked();
        self.kept.set_value(now.clone());
        self.desk.change(AgendaEdit::Update(self.id, now));
    }

    /// Takes in what the server has, unless something typed still waits or was not taken.
    fn hear(self, theirs: AgendaInput) {
        let waits = self.now.get_untracked() != self.kept.get_value();
        if !waits && !self.desk.has_failed(About::Item(self.id)) && self.kept.get_value() != theirs {
            self.kept.set_value(theirs.clone());
            self.now.set(theirs);
        }
    }

    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        self.desk.error(About::Item(self.id), field)
    }
}

#[component]
pub fn ItemRow(desk: Desk, id: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let found = Memo::new(move |_| desk.item(id));
    let Some(item) = found.get_untracked() else { return ().into_any() };
    let first = AgendaInput::of(&item);
    let typed = Typed::new(desk, id, first.clone());
    Effect::new(move |before: Option<()>| {
        let theirs = found.with(|it| it.as_ref().map(AgendaInput::of));
        if let Some(theirs) = theirs.filter(|_| before.is_some()) {
            typed.hear(theirs);
        }
    });
    let number =
        Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.number.clone()).unwrap_or_default()));
    let planned = Memo::new(move |_| {
        found.with(|it| it.as_ref().map(|it| show_time(it.planned_at)).unwrap_or_default())
    });
    let depth = Memo::new(move |_| found.with(|it| it.as_ref().map_or(0, |it| it.depth)));
    let group =
        Memo::new(move |_| found.with(|it| it.as_ref().filter(|it| it.is_group).map(|it| it.minutes)));
    let problem = move || ["title", "minutes"].into_iter().find_map(|it| typed.error(it).get());
    let minutes = view! {
        <input
            class="input num w-20"
            class:hidden=move || group.get().is_some()
            inputmode="numeric"
            aria-label=move || format!("{} {}", t.meeting_field_minutes(), number.get())
            aria-invalid=move || typed.error("minutes").get().map(|_| "true")
            aria-describedby=format!("problem-{id}")
            id=format!("minutes-{id}")
            prop:value=move || typed.read(|it| it.minutes.clone())
            value=first.minutes.clone()
            on:input=move |event| typed.write(|it| it.minutes = event_target_value(&event))
        />
        {move || group.get().map(|it| view! { <span class="text-sm">{t.meeting_group_minutes(it)}</span> })}
    };
    view! {
        <li
            id=format!("item-{id}")
            class="agenda-item plan-item"
            data-item=id.to_string()
            data-depth=move || depth.get().to_string()
            class:opacity-60=move || desk.dragged.get() == Some(id)
            on:focusout=move |_| typed.keep()
            on:dragover=move |event: DragEvent| event.prevent_default()
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                drop_on(desk, id);
            }
        >
            <Handle desk id number />
            <span class="agenda-time">{move || planned.get()}</span>
            <div class="agenda-body stack stack-sm min-w-0">
                <input
                    class="input"
                    aria-label=move || format!("{} {}", t.meeting_field_item(), number.get())
                    aria-invalid=move || typed.error("title").get().map(|_| "true")
                    aria-describedby=format!("problem-{id}")
                    id=format!("title-{id}")
                    prop:value=move || typed.read(|it| it.title.clone())
                    value=first.title.clone()
                    on:input=move |event| typed.write(|it| it.title = event_target_value(&event))
                />
                <p id=format!("problem-{id}") class="field-error" class:hidden=move || problem().is_none() role="alert">
                    {problem}
                </p>
                <Unsaved desk about=About::Item(id) save=Callback::new(move |()| typed.send()) />
                <Details desk id typed number first />
            </div>
            <div class="row row-end plan-tools">{minutes} <Tools desk id number /></div>
        </li>
    }
    .into_any()
}

/// Puts the item under way where another stands: behind it when it comes from above.
fn drop_on(desk: Desk, id: AgendaItemId) {
    let dragged = desk.dragged.get_untracked();
    desk.dragged.set(None);
    let Some(dragged) = dragged.filter(|it| *it != id) else { return };
    let comes_from_above = desk.sheet.with_untracked(|it| {
        let place = |of: AgendaItemId| it.items.iter().position(|it| it.id == of);
        place(dragged) < place(id)
    });
    let shift = if comes_from_above { Shift::After(id) } else { Shift::Before(id) };
    if can(desk, dragged, shift) {
        desk.change(AgendaEdit::Move(dragged, shift));
    }
}

/// The server asks the same of the same outline.
fn can(desk: Desk, id: AgendaItemId, shift: Shift) -> bool {
    desk.sheet.with(|it| {
        let rows: Vec<_> = it.items.iter().map(|it| (it.id, it.parent)).collect();
        let first = it.items.first().filter(|it| it.kind == ItemKind::Opening).map(|it| it.id);
        Outline::of(&rows).shifted(id, shift, first).is_some()
    })
}

#[component]
fn Handle(desk: Desk, id: AgendaItemId, number: Memo<String>) -> impl IntoView {
    let t = use_lang();
    view! {
        <span
            class="agenda-no plan-handle"
            draggable="true"
            title=move || t.meeting_drag(number.get())
            on:dragstart=move |event: DragEvent| {
                // Some browsers drag nothing that carries nothing.
                if let Some(carried) = event.data_transfer() {
                    drop(carried.set_data("text/plain", &number.get_untracked()));
                }
                desk.dragged.set(Some(id));
            }
            on:dragend=move |_| desk.dragged.set(None)
        >
            <Icon name=IconName::Grip />
            {move || number.get()}
        </span>
    }
    .into_any()
}

/// The same by buttons.
#[component]
fn Tools(desk: Desk, id: AgendaItemId, number: Memo<String>) -> impl IntoView {
    let t = use_lang();
    let tool = move |icon: IconName, name: &'static str, shift: Shift, label: Signal<String>| {
        let off = Memo::new(move |_| !can(desk, id, shift));
        let control = format!("{name}-{id}");
        let press = control.clone();
        view! {
            <RowButton
                id=control
                icon
                label
                off=off.into()
                on_press=Callback::new(move |()| {
                    desk.change_then(AgendaEdit::Move(id, shift), Some(press.clone()));
                })
            />
        }
    };
    let stays = Memo::new(move |_| {
        desk.sheet.with(|it| {
            it.before.is_some()
                && it.items.first().is_some_and(|it| it.id == id && it.kind == ItemKind::Opening)
        })
    });
    let label =
        move |words: fn(crate::text::Lang, String) -> String| Signal::derive(move || words(t, number.get()));
    view! {
        {tool(IconName::ArrowUp, "up", Shift::Up, label(|t, it| t.meeting_move_up(it)))}
        {tool(IconName::ArrowDown, "down", Shift::Down, label(|t, it| t.meeting_move_down(it)))}
        {tool(IconName::ChevronRight, "in", Shift::In, label(|t, it| t.meeting_indent(it)))}
        {tool(IconName::ChevronLeft, "out", Shift::Out, label(|t, it| t.meeting_outdent(it)))}
        <RowButton
            id=format!("remove-{id}")
            icon=IconName::Trash
            label=label(|t, it| t.meeting_remove(it))
            off=stays.into()
            on_press=Callback::new(move |()| desk.change(AgendaEdit::Remove(id)))
        />
        {move || stays.get().then(|| view! { <span class="btn-reason">{t.meeting_opening_stays()}</span> })}
    }
    .into_any()
}

#[component]
fn RowButton(
    id: String,
    icon: IconName,
    label: Signal<String>,
    off: Signal<bool>,
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            id=id
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
            <Icon name=icon />
        </button>
    }
    .into_any()
}
