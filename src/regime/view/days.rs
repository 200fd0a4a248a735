use super::sending::{Refusal, Sending};
use crate::error::FieldErrors;
use crate::period::DayKind;
use crate::regime::api::{remove_day, set_weekend, show_days, write_day};
use crate::regime::text::weekday;
use crate::regime::{DayOff, Days, HolidayInput};
use crate::route;
use crate::text::use_lang;
use crate::time::show_date;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonTone, Card, Checkbox, Crumb, IconName, InputKind, LinkButton, Loaded,
    Page, Select, Size, TextField, Tone, use_toasts,
};
use chrono::{Datelike, NaiveDate};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/admin/holidays?year=2016`
#[component]
pub fn CalendarPage() -> impl IntoView {
    let query = use_query_map();
    let year = Memo::new(move |_| query.with(|it| it.get("year")).and_then(|it| it.parse().ok()));
    let days = Resource::new(move || year.get(), show_days);
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<Days>);
    view! {
        <Loaded resource=days let:fetched>
            {move || {
                let same = |it: &Days| it.year == fetched.year;
                let days = newer.get().filter(same).unwrap_or_else(|| fetched.clone());
                view! { <Year days newer /> }
            }}
        </Loaded>
    }
}

fn address(year: i32) -> String {
    format!("{}?year={year}", route::HOLIDAYS)
}

#[component]
fn Year(days: Days, newer: RwSignal<Option<Days>>) -> impl IntoView {
    let t = use_lang();
    let Days { year, days, weekend, may_change } = days;
    let removing = Sending::new(FieldErrors::default());
    let rows: Vec<_> = days.into_iter().map(|day| view! { <Row day may_change removing newer /> }).collect();
    let none = rows.is_empty();
    let actions = move || {
        [year - 1, year + 1].map(|it| {
            view! {
                <LinkButton href=address(it) tone=ButtonTone::Secondary>
                    {t.days_before(it)}
                </LinkButton>
            }
        })
    };
    let rest: Vec<_> = weekend.iter().map(|it| weekday(*it, t)).collect();
    let resting = rest.join(", ");
    view! {
        <Page
            title=t.days_title()
            subtitle=t.days_note()
            crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN)]
            actions
        >
            <div class="split">
                <Card title=t.days_year(year) flush=true>
                    <Refusal of=removing />
                    {if none {
                        view! { <p class="px-4.5 py-3 text-ink-soft">{t.days_none()}</p> }.into_any()
                    } else {
                        view! {
                            <div class="table-scroll" tabindex="0" role="region" aria-label=t.days_year(year)>
                                <table class="table">
                                    <thead>
                                        <tr>
                                            <th scope="col">{t.days_day()}</th>
                                            <th scope="col">{t.days_name()}</th>
                                            <th scope="col">{t.days_kind()}</th>
                                            {may_change
                                                .then(|| {
                                                    view! {
                                                        <th scope="col">
                                                            <span class="sr-only">{t.days_remove()}</span>
                                                        </th>
                                                    }
                                                })}
                                        </tr>
                                    </thead>
                                    <tbody>{rows}</tbody>
                                </table>
                            </div>
                        }
                            .into_any()
                    }}
                </Card>
                <aside class="stack">
                    {if may_change {
                        view! {
                            <AddDay newer />
                            <Weekend year weekend newer />
                        }
                            .into_any()
                    } else {
                        view! {
                            <Card title=t.days_weekend()>
                                <p>{resting}</p>
                            </Card>
                        }
                            .into_any()
                    }}
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Row(day: DayOff, may_change: bool, removing: Sending, newer: RwSignal<Option<Days>>) -> impl IntoView {
    let t = use_lang();
    let on: NaiveDate = day.day;
    let shown = show_date(on, t);
    let remove = move |_| removing.send(remove_day(on), move |days| newer.set(Some(days)));
    let tone = if day.kind == DayKind::Working { Tone::Warn } else { Tone::Info };
    let source = day.source.unwrap_or_else(|| t.days_source_own().to_owned());
    view! {
        <tr>
            <td>
                {shown.clone()} <br />
                <span class="text-sm text-ink-soft">{weekday(on.weekday().number_from_monday(), t)}</span>
            </td>
            <th scope="row">
                {day.name.clone()} <br />
                <span class="text-sm font-normal text-ink-soft">{source}</span>
            </th>
            <td>
                <Badge tone text=day.kind.name(t) />
            </td>
            {may_change
                .then(|| {
                    view! {
                        <td>
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Quiet
                                size=Size::Small
                                icon=IconName::Trash
                                label=t.days_remove_of(day.name, shown)
                                on_press=Callback::new(remove)
                            />
                        </td>
                    }
                })}
        </tr>
    }
    .into_any()
}

#[component]
fn AddDay(newer: RwSignal<Option<Days>>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let typed =
        RwSignal::new(HolidayInput { day: String::new(), kind: DayKind::Holiday, name: String::new() });
    let sending = Sending::new(FieldErrors::default());
    let kinds = DayKind::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        match input.parse() {
            Err(errors) => sending.refuse(errors),
            Ok(_) => sending.send(write_day(input), move |days| {
                toasts.say(Tone::Ok, t.days_added());
                newer.set(Some(days));
            }),
        }
    };
    view! {
        <Card title=t.days_add()>
            <form class="form" novalidate on:submit=submit>
                <Refusal of=sending />
                <TextField
                    name="day"
                    label=t.days_day()
                    kind=InputKind::Date
                    error=sending.on("day")
                    on_input=Callback::new(move |value| typed.update(|it| it.day = value))
                />
                <Select
                    name="kind"
                    label=t.days_kind()
                    options=kinds
                    on_change=Callback::new(move |value: String| {
                        typed.update(|it| it.kind = value.parse().unwrap_or(it.kind));
                    })
                />
                <TextField
                    name="name"
                    label=t.days_name()
                    error=sending.on("name")
                    on_input=Callback::new(move |value| typed.update(|it| it.name = value))
                />
                <div class="form-actions">
                    <Button icon=IconName::Plus busy=sending.busy>
                        {t.days_add()}
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Weekend(year: i32, weekend: Vec<u32>, newer: RwSignal<Option<Days>>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let chosen = RwSignal::new(weekend.clone());
    let sending = Sending::new(FieldErrors::default());
    let boxes: Vec<_> = (1..=7)
        .map(|number: u32| {
            let mark = move |on: bool| {
                chosen.update(|it| {
                    it.retain(|known| *known != number);
                    if on {
                        it.push(number);
                    }
                });
            };
            view! {
                <Checkbox
                    name="weekend"
                    label=weekday(number, t)
                    value=number.to_string()
                    checked=weekend.contains(&number)
                    on_change=Callback::new(mark)
                />
            }
        })
        .collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        sending.send(set_weekend(year, chosen.get_untracked()), move |days| {
            toasts.say(Tone::Ok, t.days_added());
            newer.set(Some(days));
        });
    };
    view! {
        <Card title=t.days_weekend()>
            <form class="form" novalidate on:submit=submit>
                <Refusal of=sending />
                <fieldset class="field">
                    <legend class="sr-only">{t.days_weekend()}</legend>
                    <div class="grid grid-cols-2 gap-x-4">{boxes}</div>
                </fieldset>
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary busy=sending.busy>
                        {t.regime_save()}
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
