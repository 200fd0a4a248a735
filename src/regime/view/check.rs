//! One check of one indicator: a plain form, and the versions there were.

use super::checks::standing;
use super::sending::{Refusal, Sending};
use crate::error::{Error, FieldErrors, Problem};
use crate::regime::CheckSheet;
use crate::regime::api::show_check;
use crate::report::{CheckInput, CheckKind, KeptCheck, Severity};
use crate::route;
use crate::text::use_lang;
use crate::time::show_date;
use crate::ui::{
    Badge, Banner, Button, ButtonTone, Card, Crumb, Hidden, IconName, InputKind, Loaded, Page, ReadOnly,
    Select, TextField, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// In place of a field's name, in the address: someone else was first.
pub const CONFLICT: &str = "conflict";

/// `/admin/checks/rule?code=GD11&kind=range`
#[component]
pub fn CheckPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|it| (it.get("code").unwrap_or_default(), it.get("kind").and_then(|it| it.parse().ok())))
    });
    let sheet = Resource::new(
        move || asked.get(),
        |(code, kind): (String, Option<CheckKind>)| async move {
            show_check(code, kind.ok_or(Error::NotFound)?).await
        },
    );
    view! {
        <Loaded resource=sheet let:sheet>
            <Sheet sheet asked=query.get_untracked() />
        </Loaded>
    }
}

/// What a plain form sent and was refused for: the address brings it back.
fn typed(asked: &ParamsMap, sheet: &CheckSheet) -> Option<(CheckInput, FieldErrors)> {
    let wrong = asked.get("wrong")?;
    let text = |key: &str| asked.get(key).unwrap_or_default();
    let typed = CheckInput {
        code: sheet.indicator.code.clone(),
        kind: sheet.kind,
        severity: text("severity").parse().unwrap_or(Severity::Warning),
        low: text("low"),
        high: text("high"),
        factor: text("factor"),
        parts: text("parts"),
        message_vi: text("message_vi"),
        message_en: text("message_en"),
        from: text("from"),
    };
    let errors = match typed.parse() {
        Err(errors) => errors,
        // What someone else kept meanwhile stands beside it.
        Ok(_) if wrong == CONFLICT => FieldErrors::default(),
        // What the form's own reading lets pass, the server did not know.
        Ok(_) => FieldErrors::of(&wrong, Problem::Unknown),
    };
    Some((typed, errors))
}

fn kept(sheet: &CheckSheet) -> CheckInput {
    let newest = sheet.versions.first();
    let rule = newest.map(|it| &it.rule).or(sheet.usual.as_ref().map(|it| &it.0));
    let severity = newest.map(|it| it.severity).or(sheet.usual.as_ref().map(|it| it.1));
    let severity = severity.unwrap_or(Severity::Warning);
    let (message_vi, message_en) = newest.and_then(|it| it.message.clone()).unwrap_or_default();
    let input = CheckInput::of(&sheet.indicator.code, sheet.kind, sheet.from, rule, severity);
    CheckInput { message_vi, message_en, ..input }
}

#[component]
fn Sheet(sheet: CheckSheet, asked: ParamsMap) -> impl IntoView {
    let t = use_lang();
    let (input, errors) = typed(&asked, &sheet).unwrap_or_else(|| (kept(&sheet), FieldErrors::default()));
    let conflict = asked.get("wrong").is_some_and(|it| it == CONFLICT);
    let CheckSheet { indicator, kind, versions, usual, may_change, .. } = sheet;
    let name = t.pick(&indicator.name_vi, &indicator.name_en).to_owned();
    let seen = versions.first().map_or(0, |it| it.version);
    let is_on = versions.first().map_or(usual.is_some(), |it| it.enabled);
    let by_itself = usual.filter(|_| versions.is_empty()).map(|(rule, severity)| {
        let text = t.check_by_itself(rule.words(t), severity.name(t));
        view! {
            <Banner tone=Tone::Info>
                <p>{text}</p>
            </Banner>
        }
    });
    let conflict = conflict.then(|| {
        view! {
            <Banner tone=Tone::Danger>
                <p>{t.err_conflict()}</p>
            </Banner>
        }
    });
    let none = versions.is_empty();
    let past: Vec<_> = versions.into_iter().map(|it| view! { <Version check=it /> }).collect();
    view! {
        <Page
            title=format!("{} · {}", indicator.code, kind.name(t))
            subtitle=name
            crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN), Crumb::new(t.checks_title(), route::CHECKS)]
        >
            {conflict}
            {by_itself}
            <div class="split">
                {if may_change {
                    view! { <Form input errors seen is_on /> }.into_any()
                } else {
                    view! { <ReadOnly /> }.into_any()
                }}
                <aside class="stack">
                    <Card title=t.check_versions() flush=true>
                        {if none {
                            view! { <p class="px-4.5 py-3 text-ink-soft">{t.check_no_version()}</p> }.into_any()
                        } else {
                            view! { <ul class="list">{past}</ul> }.into_any()
                        }}
                    </Card>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Version(check: KeptCheck) -> impl IntoView {
    let t = use_lang();
    let since = t.check_since(check.version, show_date(check.valid_from, t));
    view! {
        <li class="list-row flex-wrap">
            <span class="list-main">
                <b>{check.rule.words(t)}</b>
                <span class="list-note">{since}</span>
                {check.message.as_ref().map(|(vi, en)| view! { <span class="list-note">{t.pick(vi, en).to_owned()}</span> })}
            </span>
            <span class="flex flex-wrap gap-2">
                <Badge tone=check.severity.tone() text=check.severity.name(t) /> {standing(&check, t)}
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn Form(input: CheckInput, errors: FieldErrors, seen: i32, is_on: bool) -> impl IntoView {
    let t = use_lang();
    let sending = Sending::new(errors);
    let severities = Severity::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let kind = input.kind;
    let numbers = match kind {
        CheckKind::Range => view! {
            <div class="form-row">
                <TextField name="low" label=t.check_low() kind=InputKind::Figure value=input.low error=sending.on("low") />
                <TextField name="high" label=t.check_high() kind=InputKind::Figure value=input.high error=sending.on("high") />
            </div>
        }
        .into_any(),
        CheckKind::SumOfParts => view! {
            <TextField
                name="parts"
                label=t.check_parts_codes()
                help=t.check_parts_help()
                value=input.parts
                error=sending.on("parts")
            />
        }
        .into_any(),
        CheckKind::Outlier => view! {
            <TextField
                name="factor"
                label=t.check_factor()
                help=t.check_factor_help()
                kind=InputKind::Figure
                value=input.factor
                error=sending.on("factor")
            />
        }
        .into_any(),
        CheckKind::RequiredWithReason | CheckKind::NotBelowLast => ().into_any(),
    };
    // A figure that is missing without a reason is an error whatever is chosen.
    let chooses = kind != CheckKind::RequiredWithReason;
    view! {
        <Card title=t.check_form()>
            <form class="form" method="post" action=route::CHECK novalidate>
                <Hidden name="code" value=input.code />
                <Hidden name="kind" value=kind.word() />
                <Hidden name="seen" value=seen.to_string() />
                <Refusal of=sending />
                {numbers}
                {if chooses {
                    view! {
                        <Select
                            name="severity"
                            label=t.checks_severity()
                            help=t.check_severity_help()
                            options=severities
                            value=input.severity.word()
                        />
                    }
                        .into_any()
                } else {
                    view! { <Hidden name="severity" value=Severity::Error.word() /> }.into_any()
                }}
                <TextField
                    name="message_vi"
                    label=t.check_message_vi()
                    help=t.check_message_help()
                    value=input.message_vi
                    error=sending.on("message_vi")
                    optional=true
                />
                <TextField
                    name="message_en"
                    label=t.check_message_en()
                    value=input.message_en
                    error=sending.on("message_en")
                    optional=true
                />
                <TextField
                    name="from"
                    label=t.check_from()
                    help=t.check_from_help()
                    kind=InputKind::Date
                    value=input.from
                    error=sending.on("from")
                />
                <div class="form-actions">
                    <Button icon=IconName::Check>{t.check_keep()}</Button>
                    {is_on
                        .then(|| {
                            view! {
                                <Button tone=ButtonTone::Danger icon=IconName::Trash name="off" value="1">
                                    {t.check_switch_off()}
                                </Button>
                            }
                        })}
                </div>
            </form>
        </Card>
    }
    .into_any()
}
