use super::sending::{Refusal, Sending};
use crate::error::FieldErrors;
use crate::period::{Level, PeriodKind, PeriodSet, PeriodSetInput, RegimeType, Shift};
use crate::regime::api::{add_period_set, define_regime, edit_regime, show_regime};
use crate::regime::{DueChoice, RegimeInput, RegimeSheet};
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Button, ButtonTone, Card, Checkbox, Crumb, IconName, InputKind, LinkButton, Loaded, Page, ReadOnly,
    Select, TextArea, TextField, Tone, use_toasts,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/admin/regimes/new` and `/admin/regimes/{code}/edit`.
#[component]
pub fn RegimeEditPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code"));
    let sheet = Resource::new(code, |code| show_regime(code, None));
    view! {
        <Loaded resource=sheet let:sheet>
            <Definition sheet />
        </Loaded>
    }
}

#[component]
fn Definition(sheet: RegimeSheet) -> impl IntoView {
    let t = use_lang();
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let RegimeSheet { regime, sets, may_change, .. } = sheet;
    if !may_change {
        return view! { <Page title=t.regime_edit()><ReadOnly /></Page> }.into_any();
    }
    let initial = RegimeInput::of(regime.as_ref());
    let (typed, rules) = (RwSignal::new(initial.clone()), initial.clone());
    let sets = RwSignal::new(sets);
    let sending = Sending::new(FieldErrors::default());
    let seen = regime.as_ref().map(|it| (it.code.clone(), it.revision));
    let back = regime.as_ref().map_or_else(|| route::REGIMES.to_owned(), |it| route::regime(&it.code));
    let title = if regime.is_some() { t.regime_edit() } else { t.regime_new() };
    let mut crumbs = vec![Crumb::new(t.nav_admin(), route::ADMIN), Crumb::new(t.regimes(), route::REGIMES)];
    crumbs.extend(regime.as_ref().map(|it| Crumb::new(it.name(t), route::regime(&it.code))));
    let set = move |change: fn(&mut RegimeInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let submit = {
        let seen = seen.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let input = typed.get_untracked();
            if let Err(errors) = input.parse() {
                sending.refuse(errors);
                return;
            }
            let (navigate, seen) = (navigate.clone(), seen.clone());
            let work = async move {
                match seen {
                    Some((code, revision)) => edit_regime(code.clone(), revision, input).await.map(|()| code),
                    None => define_regime(input).await,
                }
            };
            sending.send(work, move |code: String| {
                toasts.say(Tone::Ok, t.regime_saved());
                navigate(&route::regime(&code), Default::default());
            });
        }
    };
    let code = if seen.is_none() {
        view! {
            <TextField
                name="code"
                label=t.regime_code()
                help=t.regime_code_help()
                error=sending.on("code")
                on_input=set(|it, value| it.code = value)
            />
        }
        .into_any()
    } else {
        ().into_any()
    };
    view! {
        <Page title crumbs>
            <form class="form max-w-none" novalidate on:submit=submit>
                <Refusal of=sending />
                <div class="split">
                    <div class="stack">
                        <Card title=t.regime_definition()>
                            <div class="form">{code} <Words initial typed sending /></div>
                        </Card>
                    </div>
                    <aside class="stack">
                        <Card title=t.regime_dates()>
                            <div class="form">
                                <Rules initial=rules typed sending sets />
                            </div>
                        </Card>
                    </aside>
                </div>
                <div class="form-actions">
                    <LinkButton href=back tone=ButtonTone::Quiet>
                        {t.regime_cancel()}
                    </LinkButton>
                    <Button busy=sending.busy>{t.regime_save()}</Button>
                </div>
            </form>
            <NewSet sets />
        </Page>
    }
    .into_any()
}

#[component]
fn Words(initial: RegimeInput, typed: RwSignal<RegimeInput>, sending: Sending) -> impl IntoView {
    let t = use_lang();
    let set = move |change: fn(&mut RegimeInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let types = RegimeType::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    view! {
        <TextField
            name="name_vi"
            label=t.regime_name_vi()
            value=initial.name_vi
            error=sending.on("name_vi")
            on_input=set(|it, value| it.name_vi = value)
        />
        <TextField
            name="name_en"
            label=t.regime_name_en()
            value=initial.name_en
            optional=true
            error=sending.on("name_en")
            on_input=set(|it, value| it.name_en = value)
        />
        <Select
            name="regime_type"
            label=t.regime_type()
            options=types
            value=initial.regime_type.word()
            on_change=set(|it, value| it.regime_type = value.parse().unwrap_or(it.regime_type))
        />
        <TextArea
            name="legal_basis"
            label=t.regime_legal_basis()
            value=initial.legal_basis
            rows=2
            optional=true
            error=sending.on("legal_basis")
            on_input=set(|it, value| it.legal_basis = value)
        />
        <TextArea
            name="content"
            label=t.regime_content()
            value=initial.content
            rows=3
            optional=true
            error=sending.on("content")
            on_input=set(|it, value| it.content = value)
        />
        <TextField
            name="receiver"
            label=t.regime_receiver()
            value=initial.receiver
            optional=true
            error=sending.on("receiver")
            on_input=set(|it, value| it.receiver = value)
        />
        <TextField
            name="sending"
            label=t.regime_sending()
            value=initial.sending
            optional=true
            error=sending.on("sending")
            on_input=set(|it, value| it.sending = value)
        />
    }
    .into_any()
}

#[component]
fn Rules(
    initial: RegimeInput,
    typed: RwSignal<RegimeInput>,
    sending: Sending,
    sets: RwSignal<Vec<PeriodSet>>,
) -> impl IntoView {
    let t = use_lang();
    let kinds: Vec<_> = PeriodKind::ALL
        .iter()
        .map(|kind| {
            let mark = move |on: bool| {
                typed.update(|it| {
                    it.cadence.retain(|known| known != kind);
                    if on {
                        it.cadence.push(*kind);
                    }
                });
            };
            view! {
                <Checkbox
                    name="cadence"
                    label=kind.name(t)
                    value=kind.word()
                    checked=initial.cadence.contains(kind)
                    on_change=Callback::new(mark)
                />
            }
        })
        .collect();
    let cadence = sending.on("cadence");
    let shifts = Shift::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let levels: Vec<_> = Level::ALL
        .iter()
        .map(|level| view! { <Due level=*level initial=initial.clone() typed sending /> })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{t.regime_cadence()}</legend>
            <div class="grid grid-cols-2 gap-x-4">{kinds}</div>
            <p class="field-error" class:hidden=move || cadence.with(Option::is_none) role="alert">
                {move || cadence.get()}
            </p>
        </fieldset>
        {move || {
            let options = sets.with(|it| it.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect());
            view! {
                <Select
                    name="set"
                    label=t.regime_set()
                    options
                    value=typed.with_untracked(|it| it.set.clone())
                    error=sending.on("set")
                    on_change=Callback::new(move |value| typed.update(|it| it.set = value))
                />
            }
        }}
        {levels}
        <Select
            name="shift"
            label=t.regime_shift()
            options=shifts
            value=initial.shift.word()
            on_change=Callback::new(move |value: String| {
                typed.update(|it| it.shift = value.parse().unwrap_or(it.shift));
            })
        />
        <TextField
            name="lock_days"
            label=t.regime_lock_days()
            help=t.regime_lock_help()
            kind=InputKind::Figure
            value=initial.lock_days
            error=sending.on("lock_days")
            on_input=Callback::new(move |value| typed.update(|it| it.lock_days = value))
        />
    }
    .into_any()
}

/// One level's deadline: what it is counted by, and the number.
#[component]
fn Due(level: Level, initial: RegimeInput, typed: RwSignal<RegimeInput>, sending: Sending) -> impl IntoView {
    let t = use_lang();
    let field = crate::regime::due_field(level);
    let found = initial.dues.into_iter().find(|it| it.level == level);
    let (choice, number) = found.map_or((DueChoice::None, String::new()), |it| (it.choice, it.number));
    let options = DueChoice::ALL
        .iter()
        .filter(|it| level != Level::Unit || **it != DueChoice::None)
        .map(|it| (it.word().to_owned(), it.name(t).to_owned()))
        .collect();
    let change = move |change: &dyn Fn(&mut crate::regime::DueInput)| {
        typed.update(|it| {
            if let Some(due) = it.dues.iter_mut().find(|it| it.level == level) {
                change(due);
            }
        });
    };
    view! {
        <div class="form-row">
            <Select
                name=format!("{field}_choice")
                label=t.regime_due(level.name(t))
                options
                value=choice.word()
                on_change=Callback::new(move |value: String| {
                    change(&|it| it.choice = value.parse().unwrap_or(it.choice));
                })
            />
            <TextField
                name=field
                label=t.regime_due_number_of(level.name(t))
                kind=InputKind::Figure
                value=number
                error=sending.on(field)
                on_input=Callback::new(move |value: String| change(&|it| it.number.clone_from(&value)))
            />
        </div>
    }
    .into_any()
}

/// Another way of cutting the years, for the list above.
#[component]
fn NewSet(sets: RwSignal<Vec<PeriodSet>>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let typed = RwSignal::new(PeriodSetInput {
        start_day: "15".into(),
        month_offset: "-1".into(),
        school_month: "9".into(),
        school_months: "9".into(),
        ..PeriodSetInput::default()
    });
    let sending = Sending::new(FieldErrors::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = typed.get_untracked();
        match input.parse() {
            Err(errors) => sending.refuse(errors),
            Ok(set) => sending.send(add_period_set(input), move |()| {
                sets.update(|it| it.push(set));
                toasts.say(Tone::Ok, t.set_added());
            }),
        }
    };
    let field =
        move |name: &'static str, label: &'static str, change: fn(&mut PeriodSetInput) -> &mut String| {
            let value = typed.try_update_untracked(|it| change(it).clone()).unwrap_or_default();
            view! {
                <TextField
                    id=format!("set-{name}")
                    name=name
                    label=label
                    value=value
                    error=sending.on(name)
                    on_input=Callback::new(move |value| typed.update(|it| *change(it) = value))
                />
            }
        };
    view! {
        <details class="card">
            <summary>{t.set_new()}</summary>
            <form class="form mt-3" novalidate on:submit=submit>
                <Refusal of=sending />
                <div class="form-row">
                    {field("code", t.set_code(), |it| &mut it.code)}
                    {field("name_vi", t.regime_name_vi(), |it| &mut it.name_vi)}
                    {field("name_en", t.regime_name_en(), |it| &mut it.name_en)}
                </div>
                <div class="form-row">
                    {field("start_day", t.set_start_day(), |it| &mut it.start_day)}
                    {field("month_offset", t.set_month_offset(), |it| &mut it.month_offset)}
                    {field("school_month", t.set_school_month(), |it| &mut it.school_month)}
                    {field("school_months", t.set_school_months(), |it| &mut it.school_months)}
                </div>
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary icon=IconName::Plus busy=sending.busy>
                        {t.set_new()}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
