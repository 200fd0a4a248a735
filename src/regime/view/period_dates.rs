use super::sending::Sending;
use crate::error::{FieldErrors, Problem};
use crate::period::{Level, PeriodDates, WorkCalendar};
use crate::regime::{DatesInput, due_field};
use crate::text::use_lang;
use crate::ui::{Banner, Checkbox, InputKind, TextField, Tone};
use leptos::prelude::*;

/// What stands beside each day, saying where it is from.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    pub span: Option<String>,
    pub dues: Vec<(Level, String)>,
    pub lock: Option<String>,
}

/// Whether days as typed may be sent: they follow one another, and what calls for a second look is meant.
pub fn check(typed: &DatesInput, confirmed: bool, calendar: &WorkCalendar) -> Result<(), FieldErrors> {
    let dates = typed.parse()?;
    if confirmed || dates.doubts(calendar).is_empty() {
        Ok(())
    } else {
        Err(FieldErrors::of("confirmed", Problem::Unconfirmed))
    }
}

/// A period's days as fields, and beneath them what calls for a second look while they are changed.
#[component]
pub fn DatesFields(
    typed: RwSignal<DatesInput>,
    confirmed: RwSignal<bool>,
    calendar: WorkCalendar,
    sending: Sending,
    #[prop(optional)] notes: Notes,
) -> impl IntoView {
    let t = use_lang();
    let initial = typed.get_untracked();
    let field = move |name: &'static str,
                      label: String,
                      value: String,
                      help: Option<String>,
                      change: fn(&mut DatesInput) -> &mut String| {
        let tell = Callback::new(move |value| typed.update(|it| *change(it) = value));
        match help {
            Some(help) => view! {
                <TextField name label kind=InputKind::Date value help error=sending.on(name) on_input=tell />
            }
            .into_any(),
            None => view! {
                <TextField name label kind=InputKind::Date value error=sending.on(name) on_input=tell />
            }
            .into_any(),
        }
    };
    let note = |level: Level| notes.dues.iter().find(|(it, _)| *it == level).map(|(_, it)| it.clone());
    let dues: Vec<_> = Level::ALL
        .iter()
        .filter(|it| !initial.due(**it).is_empty())
        .map(|level| {
            let change: fn(&mut DatesInput) -> &mut String = match level {
                Level::Unit => |it| &mut it.due_unit,
                Level::Office => |it| &mut it.due_office,
                Level::Committee => |it| &mut it.due_committee,
            };
            let label = t.regime_due(level.name(t));
            field(due_field(*level), label, initial.due(*level).to_owned(), note(*level), change)
        })
        .collect();
    let doubts = Memo::new(move |_| {
        let dates: Option<PeriodDates> = typed.with(|it| it.parse().ok());
        dates.map(|it| it.doubts(&calendar)).unwrap_or_default()
    });
    let unconfirmed = sending.on("confirmed");
    view! {
        <div class="form-row">
            {field(
                "starts_on",
                t.open_starts_on().to_owned(),
                initial.starts_on.clone(),
                None,
                |it| &mut it.starts_on,
            )}
            {field(
                "cut_off",
                t.open_cut_off().to_owned(),
                initial.cut_off.clone(),
                notes.span.clone(),
                |it| &mut it.cut_off,
            )}
        </div>
        {dues}
        {field(
            "locks_on",
            t.open_locks_on().to_owned(),
            initial.locks_on.clone(),
            notes.lock.clone(),
            |it| &mut it.locks_on,
        )}
        <div aria-live="polite">
            {move || {
                let doubts = doubts.get();
                (!doubts.is_empty())
                    .then(|| {
                        let lines: Vec<_> = doubts.into_iter().map(|it| view! { <li>{it.words(t)}</li> }).collect();
                        view! {
                            <Banner tone=Tone::Warn>
                                <div>
                                    <p class="font-semibold">{t.open_doubts()}</p>
                                    <ul class="list-disc pl-5">{lines}</ul>
                                    <Checkbox
                                        name="confirmed"
                                        label=t.open_confirm()
                                        checked=confirmed.get_untracked()
                                        on_change=Callback::new(move |on| confirmed.set(on))
                                    />
                                    <p class="field-error">{move || unconfirmed.get()}</p>
                                </div>
                            </Banner>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
