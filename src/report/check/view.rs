use super::{Finding, Severity, Told};
use crate::error::{Error, FieldErrors, Problem};
use crate::id::ReportId;
use crate::report::api::{answer_finding, show_findings};
use crate::text::use_lang;
use crate::time::{Instant, show_instant};
use crate::ui::{Badge, Button, ButtonKind, ButtonTone, Size, TextField, Tone};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing rests before the checks are asked for again.
const REST: Duration = Duration::from_millis(1500);

/// What the checks find in a report, with links to the cells and, for whoever writes, a field for the reason.
#[component]
pub fn FindingsPanel(
    report: ReportId,
    /// As the report's page was sent with them.
    found: Vec<Finding>,
    /// When something was last saved: the checks are asked for again a little later.
    #[prop(optional, into)]
    refresh: Signal<Option<Instant>>,
    #[prop(optional)] may_answer: bool,
    /// Where others on the page hear of what was found, and may tell of it themselves.
    #[prop(optional)]
    shared: Option<RwSignal<Vec<Finding>>>,
) -> impl IntoView {
    let t = use_lang();
    let found = match shared {
        Some(shared) => {
            shared.set(found);
            shared
        }
        None => RwSignal::new(found),
    };
    let look_again = move || {
        spawn_local(async move {
            if let Ok(now) = show_findings(report).await {
                found.try_set(now);
            }
        });
    };
    Effect::new(move |earlier: Option<Option<TimeoutHandle>>| {
        let saved = refresh.get();
        // The first run is the page being drawn.
        let earlier = earlier?;
        if let Some(timer) = earlier {
            timer.clear();
        }
        saved.and_then(|_| set_timeout_with_handle(look_again, REST).ok())
    });
    let errors = move || found.with(|all| all.iter().filter(|it| it.severity == Severity::Error).count());
    let open = move || found.with(|all| all.iter().filter(|it| it.needs_reason()).count());
    let clean = move || match found.with(Vec::is_empty) {
        true => Some(t.check_clean()),
        false if errors() + open() == 0 => Some(t.check_settled()),
        false => None,
    };
    // One that did not change stays as it is drawn: someone may be typing its reason.
    let key = |it: &Finding| {
        (it.indicator, it.rule, it.message(crate::text::Lang::Vi), it.answer.as_ref().map(|it| it.at))
    };
    view! {
        <section class="card card-flush findings" id="findings" aria-labelledby="findings-title">
            <div class="card-head">
                <h2 class="card-title" id="findings-title">
                    {t.check_title()}
                </h2>
                <span class="row" role="status">
                    {move || (errors() > 0).then(|| view! { <Badge tone=Tone::Danger text=t.check_errors(errors()) /> })}
                    {move || (open() > 0).then(|| view! { <Badge tone=Tone::Warn text=t.check_warnings(open()) /> })}
                    {move || clean().map(|it| view! { <Badge tone=Tone::Ok text=it /> })}
                </span>
            </div>
            {move || {
                (may_answer && clean().is_none())
                    .then(|| view! { <p class="findings-rule text-sm text-ink-soft">{t.check_rule()}</p> })
            }}
            <ul class="list">
                {move || {
                    let missing = found.with(|all| all.iter().filter(|it| is_missing(it)).cloned().collect::<Vec<_>>());
                    (!missing.is_empty()).then(|| view! { <Missing missing linked=may_answer /> })
                }}
                <For
                    each=move || found.with(|all| all.iter().filter(|it| !is_missing(it)).cloned().collect::<Vec<_>>())
                    key=key
                    children=move |finding| view! { <Line report finding found may_answer /> }
                />
            </ul>
        </section>
    }
    .into_any()
}

fn is_missing(finding: &Finding) -> bool {
    finding.told == Told::Missing
}

/// What is not given yet, in one line however much it is: a report begins with all of it.
#[component]
fn Missing(missing: Vec<Finding>, linked: bool) -> impl IntoView {
    let t = use_lang();
    let codes: Vec<_> = missing
        .iter()
        .map(|it| {
            let (code, name) = (it.code.clone(), it.name(t).to_owned());
            if linked {
                view! {
                    <a href=format!("#{}", it.anchor()) title=name>
                        {code}
                    </a>
                    " "
                }
                .into_any()
            } else {
                view! {
                    <span title=name>{code}</span>
                    " "
                }
                .into_any()
            }
        })
        .collect();
    view! {
        <li class="finding">
            <Badge tone=Severity::Error.tone() text=Severity::Error.name(t) />
            <div class="finding-main">
                <p>{t.check_missing_many(missing.len())}</p>
                <p class="finding-codes">{codes}</p>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Line(
    report: ReportId,
    finding: Finding,
    found: RwSignal<Vec<Finding>>,
    may_answer: bool,
) -> impl IntoView {
    let t = use_lang();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    let reason = RwSignal::new(String::new());
    let (indicator, rule) = (finding.indicator, finding.rule);
    let give = move |_| {
        busy.set(true);
        let text = reason.get_untracked();
        spawn_local(async move {
            let answered = answer_finding(report, indicator, rule, text).await;
            // The panel may be gone by now.
            busy.try_set(false);
            match answered {
                Ok(now) => drop(found.try_set(now)),
                Err(refusal) => drop(error.try_set(Some(refusal))),
            }
        });
    };
    let told = Signal::derive(move || error.with(|it| it.as_ref().map(|it| it.message(t))));
    let name = format!("{} {}", finding.code, finding.name(t));
    let field = format!("reason-{}-{}", finding.code, finding.rule);
    let label = t.check_reason_of(&finding.code);
    let answer = finding.answer.clone().map(|it| {
        let who = it.by.unwrap_or_else(|| t.step_someone().to_owned());
        view! { <p class="text-sm">{t.check_answered(it.reason, who, show_instant(it.at, t))}</p> }
    });
    let form = move || {
        view! {
            <div class="finding-reason">
                <TextField
                    name="reason"
                    id=field
                    label
                    error=told
                    on_input=Callback::new(move |it| reason.set(it))
                />
                <Button tone=ButtonTone::Secondary kind=ButtonKind::Button busy on_press=give>
                    {t.check_answer()}
                </Button>
            </div>
        }
    };
    let asks = may_answer && finding.needs_reason();
    let again = may_answer && finding.answer.is_some();
    let changing = RwSignal::new(asks);
    let form = StoredValue::new(form);
    view! {
        <li class="finding">
            <Badge tone=finding.severity.tone() text=finding.severity.name(t) />
            <div class="finding-main">
                {if may_answer {
                    view! { <a href=format!("#{}", finding.anchor())>{name}</a> }.into_any()
                } else {
                    view! { <b>{name}</b> }.into_any()
                }}
                <p>{finding.message(t)}</p>
                {answer}
                {again
                    .then(|| {
                        view! {
                            <Button
                                tone=ButtonTone::Quiet
                                size=Size::Small
                                kind=ButtonKind::Button
                                on_press=move |_| changing.update(|it| *it = !*it)
                            >
                                {t.check_change()}
                            </Button>
                        }
                    })}
                {move || changing.get().then(|| form.with_value(|it| it.clone()()))}
            </div>
        </li>
    }
    .into_any()
}

/// What the checks held up, of a step that was refused: sentences by code, beside the names of the figures.
#[component]
pub fn FindingRefusals(fields: FieldErrors, names: StoredValue<Vec<(String, String)>>) -> impl IntoView {
    let t = use_lang();
    let told: Vec<_> = fields
        .0
        .iter()
        .map(|(code, problem)| {
            let name = names.with_value(|all| {
                all.iter().find(|(it, _)| it == code).map(|(_, name)| name.clone()).unwrap_or_default()
            });
            let sentence = match problem {
                Problem::Required => t.check_missing().to_owned(),
                other => other.message(t),
            };
            view! {
                <li>
                    <b>{format!("{code} {name}")}</b>
                    ": "
                    {sentence}
                </li>
            }
        })
        .collect();
    (!told.is_empty())
        .then(|| {
            view! {
                <p class="field-error">{t.check_refused()}</p>
                <ul class="list-disc pl-5 text-sm">{told}</ul>
            }
        })
        .into_any()
}
