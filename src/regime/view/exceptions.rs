use super::period_dates::{DatesFields, check};
use super::sending::{Refusal, Sending};
use crate::error::{FieldErrors, Result};
use crate::id::UnitId;
use crate::period::PeriodDates;
use crate::regime::api::{change_period_dates, grant_exception, list_exceptions, revoke_exception};
use crate::regime::{DatesInput, Exception, ExceptionInput, ExceptionSheet};
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{
    Badge, Button, ButtonTone, Card, ErrorView, InputKind, Select, Size, TextArea, TextField, Tone,
    use_toasts,
};
use crate::visit::use_visit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What [`ExceptionsPanel`] shows of a period.
pub type Exceptions = Resource<Result<ExceptionSheet>>;

/// To be made where the page's own resource is, and waited for with it.
pub fn exceptions(code: impl Fn() -> String + Send + Sync + 'static) -> Exceptions {
    Resource::new(code, list_exceptions)
}

/// A period's days level by level, who may write after the lock, and the forms that change either.
#[component]
pub fn ExceptionsPanel(sheet: Exceptions) -> impl IntoView {
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<ExceptionSheet>);
    move || match sheet.get()? {
        Ok(fetched) => {
            let same = |it: &ExceptionSheet| it.period.id == fetched.period.id;
            let sheet = newer.get().filter(same).unwrap_or(fetched);
            Some(view! { <Panel sheet newer /> }.into_any())
        }
        Err(error) => Some(view! { <ErrorView error /> }.into_any()),
    }
}

#[component]
fn Panel(sheet: ExceptionSheet, newer: RwSignal<Option<ExceptionSheet>>) -> impl IntoView {
    let t = use_lang();
    let ExceptionSheet { period, dates, exceptions, units, may_grant, calendar } = sheet;
    let mut facts: Vec<(&'static str, String)> =
        dates.dues.iter().map(|(level, day)| (level.name(t), show_date(*day, t))).collect();
    let lock = dates.locks_on.map_or_else(|| t.exception_never().to_owned(), |it| show_date(it, t));
    facts.push((t.open_locks_on(), lock));
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(what, day)| {
            view! {
                <dt>{what}</dt>
                <dd>{day}</dd>
            }
        })
        .collect();
    let name =
        |id: UnitId| units.iter().find(|it| it.id == id).map(|it| it.name(t).to_owned()).unwrap_or_default();
    let code = StoredValue::new(period.code.clone());
    let rows: Vec<_> = exceptions
        .into_iter()
        .map(|it| {
            let unit = name(it.unit);
            view! { <Row exception=it unit may_grant code newer /> }
        })
        .collect();
    let shown = !rows.is_empty() || may_grant;
    let options: Vec<_> = std::iter::once((String::new(), t.exception_choose().to_owned()))
        .chain(units.iter().map(|it| (it.id.to_string(), it.name(t).to_owned())))
        .collect();
    let locks = dates.locks_on.is_some();
    view! {
        <Card title=t.exception_title()>
            <div id="exceptions" class="stack">
                <dl class="facts">{facts}</dl>
                {shown
                    .then(|| {
                        if rows.is_empty() {
                            view! { <p class="text-ink-soft">{t.exception_none()}</p> }.into_any()
                        } else {
                            view! { <ul class="list">{rows}</ul> }.into_any()
                        }
                    })}
                {(may_grant && locks).then(|| view! { <Grant code options newer /> })}
                {may_grant.then(|| view! { <ChangeDates code dates calendar newer /> })}
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn Row(
    exception: Exception,
    unit: String,
    may_grant: bool,
    code: StoredValue<String>,
    newer: RwSignal<Option<ExceptionSheet>>,
) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let sending = Sending::new(FieldErrors::default());
    let runs = exception.runs_on(local(use_visit().now).date());
    let by = exception.granted_by.clone().unwrap_or_default();
    let by = t.exception_by(by, show_instant(exception.granted_at, t));
    let state = match &exception.revoked {
        Some((at, _)) => (Tone::Muted, t.exception_revoked(show_instant(*at, t))),
        None if runs => (Tone::Ok, t.exception_running().to_owned()),
        None => (Tone::Muted, t.exception_over().to_owned()),
    };
    let id = exception.id;
    let revoke = move |_| {
        sending.send(revoke_exception(code.get_value(), id), move |sheet| {
            toasts.say(Tone::Ok, t.exception_gone());
            newer.set(Some(sheet));
        });
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
            <div class="min-w-0">
                <p>
                    <b>{unit.clone()}</b>
                    " "
                    {t.exception_until_day(show_date(exception.until, t))}
                </p>
                <p class="text-sm text-ink-soft">{exception.reason}</p>
                <p class="text-sm text-ink-soft">{by}</p>
                <Refusal of=sending />
            </div>
            <span class="flex items-center gap-2">
                <Badge tone=state.0 text=state.1 />
                {(runs && may_grant)
                    .then(|| {
                        view! {
                            <Button
                                kind=crate::ui::ButtonKind::Button
                                tone=ButtonTone::Secondary
                                size=Size::Small
                                label=t.exception_revoke_of(unit)
                                busy=sending.busy
                                on_press=Callback::new(revoke)
                            >
                                {t.exception_revoke()}
                            </Button>
                        }
                    })}
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn Grant(
    code: StoredValue<String>,
    options: Vec<(String, String)>,
    newer: RwSignal<Option<ExceptionSheet>>,
) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let today = local(use_visit().now).date();
    let typed =
        RwSignal::new(ExceptionInput { unit: String::new(), until: String::new(), reason: String::new() });
    let sending = Sending::new(FieldErrors::default());
    let set = move |change: fn(&mut ExceptionInput) -> &mut String| {
        Callback::new(move |value: String| typed.update(|it| *change(it) = value))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        match input.parse(today) {
            Err(errors) => sending.refuse(errors),
            Ok(_) => sending.send(grant_exception(code.get_value(), input), move |sheet| {
                toasts.say(Tone::Ok, t.exception_granted());
                newer.set(Some(sheet));
            }),
        }
    };
    view! {
        <details>
            <summary>{t.exception_grant()}</summary>
            <form
                class="form mt-3"
                method="post"
                action=route::period_exceptions(&code.get_value())
                novalidate
                on:submit=submit
            >
                <p class="text-sm text-ink-soft">{t.exception_only_later()}</p>
                <Refusal of=sending />
                <div class="form-row">
                    <Select
                        id="exception-unit"
                        name="unit"
                        label=t.exception_unit()
                        options
                        error=sending.on("unit")
                        on_change=set(|it| &mut it.unit)
                    />
                    <TextField
                        id="exception-until"
                        name="until"
                        label=t.exception_until()
                        kind=InputKind::Date
                        error=sending.on("until")
                        on_input=set(|it| &mut it.until)
                    />
                </div>
                <TextArea
                    id="exception-reason"
                    name="reason"
                    label=t.exception_reason()
                    rows=2
                    error=sending.on("reason")
                    on_input=set(|it| &mut it.reason)
                />
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary busy=sending.busy>
                        {t.exception_grant()}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn ChangeDates(
    code: StoredValue<String>,
    dates: PeriodDates,
    calendar: crate::period::WorkCalendar,
    newer: RwSignal<Option<ExceptionSheet>>,
) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let typed = RwSignal::new(DatesInput::of(&dates));
    let reason = RwSignal::new(String::new());
    let confirmed = RwSignal::new(false);
    let known = calendar.clone();
    let sending = Sending::new(FieldErrors::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        if let Err(errors) = check(&input, confirmed.get_untracked(), &known) {
            sending.refuse(errors);
            return;
        }
        let work = change_period_dates(
            code.get_value(),
            dates.clone(),
            input,
            reason.get_untracked(),
            confirmed.get_untracked(),
        );
        sending.send(work, move |sheet| {
            toasts.say(Tone::Ok, t.dates_changed());
            newer.set(Some(sheet));
        });
    };
    view! {
        <details>
            <summary>{t.dates_change()}</summary>
            <form class="form mt-3" novalidate on:submit=submit>
                <Refusal of=sending />
                <DatesFields typed confirmed calendar sending />
                <TextArea
                    id="dates-reason"
                    name="reason"
                    label=t.dates_reason()
                    rows=2
                    error=sending.on("reason")
                    on_input=Callback::new(move |value| reason.set(value))
                />
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary busy=sending.busy>
                        {t.dates_change()}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
