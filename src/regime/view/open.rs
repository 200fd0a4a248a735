use super::period_dates::{DatesFields, Notes, check};
use super::sending::{Refusal, Sending};
use crate::actor::Permission;
use crate::error::{FieldErrors, Problem};
use crate::period::{PeriodKind, WorkCalendar};
use crate::regime::api::{open_period, propose_period};
use crate::regime::{DatesInput, OpenInput, OpenSheet, Proposed, Regime};
use crate::route;
use crate::text::use_lang;
use crate::time::show_date;
use crate::ui::{
    Banner, Button, ButtonTone, Card, Crumb, EmptyState, Hidden, IconName, LinkButton, Loaded, Page,
    ReadOnly, Select, TextField, Tone, use_toasts,
};
use crate::visit::use_visit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The way to opening a period, for those who may.
#[component]
pub fn OpenPeriodLink() -> impl IntoView {
    let t = use_lang();
    let opens =
        use_visit().actor.is_some_and(|it| it.writes() && it.may_somewhere(Permission::ManageRegimes));
    opens.then(|| {
        view! {
            <LinkButton href=route::open_period(None) icon=IconName::Plus>
                {t.open_title()}
            </LinkButton>
        }
    })
}

/// `/periods/open`: the choice stands in the address, what comes of it beneath.
#[component]
pub fn OpenPeriodPage() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|it| {
            let number = |key: &str| it.get(key).and_then(|it| it.trim().parse::<i32>().ok());
            (
                it.get("regime"),
                it.get("kind").and_then(|it| it.parse::<PeriodKind>().ok()),
                number("year"),
                number("ordinal").and_then(|it| u32::try_from(it).ok()),
            )
        })
    });
    let sheet = Resource::new(
        move || asked.get(),
        |(regime, kind, year, ordinal)| propose_period(regime, kind, year, ordinal),
    );
    view! {
        <Page
            title=t.open_title()
            subtitle=t.open_subtitle()
            crumbs=vec![Crumb::new(t.nav_periods(), route::PERIODS)]
        >
            <Loaded resource=sheet let:sheet>
                <Sheet sheet />
            </Loaded>
        </Page>
    }
}

#[component]
fn Sheet(sheet: OpenSheet) -> impl IntoView {
    let t = use_lang();
    let OpenSheet { regimes, proposed, calendar, errors } = sheet;
    if !use_visit().actor.is_some_and(|it| it.writes()) {
        return view! { <ReadOnly /> }.into_any();
    }
    if regimes.is_empty() {
        return view! {
            <EmptyState icon=IconName::Document title=t.regimes_none() text=t.open_no_regime()>
                <LinkButton href=route::REGIME_NEW icon=IconName::Plus>
                    {t.regime_new()}
                </LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let choice = view! { <Choice regimes proposed=proposed.clone() errors /> };
    let rest = proposed.map(|it| view! { <Opening proposed=it calendar /> });
    view! { {choice} {rest} }.into_any()
}

/// The regime and the period: a plain form that asks for the page again.
#[component]
fn Choice(regimes: Vec<Regime>, proposed: Option<Proposed>, errors: FieldErrors) -> impl IntoView {
    let t = use_lang();
    let navigate = use_navigate();
    let sending = Sending::new(errors);
    let chosen = proposed.as_ref().map(|it| it.regime.clone()).or_else(|| regimes.first().cloned());
    let Some(chosen) = chosen else { return ().into_any() };
    let kind = proposed.as_ref().map(|it| it.kind).or_else(|| chosen.cadence.first().copied());
    let kind = kind.unwrap_or(PeriodKind::Month);
    let (year, ordinal) = proposed.as_ref().map_or((2016, 1), |it| (it.year, it.ordinal));
    let options = regimes.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect();
    let kinds = chosen.cadence.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let ordinals =
        (1..=kind.per_year()).map(|it| (it.to_string(), kind.title(year, it, t))).collect::<Vec<_>>();
    // Another regime or kind counts its periods differently: the server says which is next.
    let go = move |to: String| navigate(&format!("{}?{to}", route::OPEN_PERIOD), Default::default());
    let (by_regime, by_kind, by_ordinal) = (go.clone(), go.clone(), go);
    let (code, other) = (chosen.code.clone(), chosen.code.clone());
    view! {
        <Card>
            <form class="form max-w-none" method="get" action=route::OPEN_PERIOD>
                <div class="form-row">
                    <Select
                        name="regime"
                        label=t.open_regime()
                        options
                        value=chosen.code
                        error=sending.on("regime")
                        on_change=Callback::new(move |it: String| by_regime(format!("regime={it}")))
                    />
                    <Select
                        name="kind"
                        label=t.open_kind()
                        options=kinds
                        value=kind.word()
                        on_change=Callback::new(move |it: String| by_kind(format!("regime={code}&kind={it}")))
                    />
                    <TextField name="year" label=t.open_year() value=year.to_string() error=sending.on("year") />
                    <Select
                        name="ordinal"
                        label=t.open_ordinal()
                        options=ordinals
                        value=ordinal.to_string()
                        on_change=Callback::new(move |it: String| {
                            by_ordinal(format!("regime={other}&kind={}&year={year}&ordinal={it}", kind.word()));
                        })
                    />
                </div>
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary>{t.open_show()}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// The proposed days, and the button that opens the period by them.
#[component]
fn Opening(proposed: Proposed, calendar: WorkCalendar) -> impl IntoView {
    let t = use_lang();
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let Proposed { regime, kind, year, ordinal, code, proposal, units, version, open, shared } = proposed;
    let title = kind.title(year, ordinal, t);
    if open {
        return view! {
            <Banner tone=Tone::Info>
                <p>{t.open_is_open()}</p>
                <a href=route::period(&code)>{t.open_see()}</a>
            </Banner>
        }
        .into_any();
    }
    let is_shared = shared.is_some();
    let dates = shared.unwrap_or_else(|| proposal.dates.clone());
    let initial = typed_in_address().unwrap_or_else(|| (DatesInput::of(&dates), FieldErrors::default()));
    let typed = RwSignal::new(initial.0);
    let confirmed = RwSignal::new(false);
    let sending = Sending::new(initial.1);
    let named = proposal.named.iter().map(|(level, rule, on)| {
        let due = proposal.dates.due(*level);
        let words = if due == Some(*on) {
            t.open_rule(rule.words(t))
        } else {
            t.open_rule_moved(rule.words(t), show_date(*on, t))
        };
        (*level, words)
    });
    let notes =
        Notes {
            span: Some(t.open_set_rule(regime.set.name(t))),
            dues: named.collect(),
            lock: Some(regime.rules.lock_days.map_or_else(
                || t.open_rule(t.regime_lock_never()),
                |it| t.open_rule(t.regime_lock_after(it)),
            )),
        };
    let none = units.is_empty();
    let names: Vec<_> = units.iter().map(|it| view! { <li>{it.name(t).to_owned()}</li> }).collect();
    let submit = {
        let (regime, title, known) = (regime.code.clone(), title.clone(), calendar.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let input = OpenInput {
                regime: regime.clone(),
                kind,
                year,
                ordinal,
                dates: typed.get_untracked(),
                confirmed: confirmed.get_untracked(),
            };
            if !is_shared && let Err(errors) = check(&input.dates, input.confirmed, &known) {
                sending.refuse(errors);
                return;
            }
            let (navigate, title) = (navigate.clone(), title.clone());
            sending.send(open_period(input), move |code: String| {
                toasts.say(Tone::Ok, t.open_done(title));
                navigate(&route::period(&code), Default::default());
            });
        }
    };
    let taken = sending.on("ordinal");
    let fields = if is_shared {
        view! {
            <Banner tone=Tone::Info>
                <p>{t.open_shared()}</p>
            </Banner>
        }
        .into_any()
    } else {
        view! { <DatesFields typed confirmed calendar sending notes /> }.into_any()
    };
    view! {
        <form class="form max-w-none" method="post" action=route::OPEN_PERIOD novalidate on:submit=submit>
            <Hidden name="regime" value=regime.code.clone() />
            <Hidden name="kind" value=kind.word() />
            <Hidden name="year" value=year.to_string() />
            <Hidden name="ordinal" value=ordinal.to_string() />
            <Refusal of=sending />
            <p class="field-error" class:hidden=move || taken.with(Option::is_none) role="alert">
                {move || taken.get()}
            </p>
            <div class="split">
                <Card title=title.clone()>
                    <div class="form">{fields}</div>
                </Card>
                <aside class="stack">
                    <Card title=t.open_units(units.len())>
                        {if none {
                            view! {
                                <p>{t.open_units_none()}</p>
                                <p>
                                    <a href=route::regime_reporters(&regime.code)>{t.regime_reporters_edit()}</a>
                                </p>
                            }
                                .into_any()
                        } else {
                            view! {
                                <ul class="list-disc pl-5">{names}</ul>
                                <p class="mt-3 text-sm text-ink-soft">{t.open_version(version)}</p>
                            }
                                .into_any()
                        }}
                    </Card>
                </aside>
            </div>
            <div class="form-actions">
                <Button busy=sending.busy refused=Signal::derive(move || none.then(|| t.open_units_none().to_owned()))>
                    {t.open_do(title)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// What a plain form sent and was refused for: the address brings it back.
fn typed_in_address() -> Option<(DatesInput, FieldErrors)> {
    let query = use_query_map();
    query.with_untracked(|it| {
        let wrong = it.get("wrong")?;
        let text = |key: &str| it.get(key).unwrap_or_default();
        let typed = DatesInput {
            starts_on: text("starts_on"),
            cut_off: text("cut_off"),
            due_unit: text("due_unit"),
            due_office: text("due_office"),
            due_committee: text("due_committee"),
            locks_on: text("locks_on"),
        };
        let errors = typed.parse().err().unwrap_or_else(|| {
            let problem = if wrong == "confirmed" { Problem::Unconfirmed } else { Problem::Taken };
            FieldErrors::of(&wrong, problem)
        });
        Some((typed, errors))
    })
}
