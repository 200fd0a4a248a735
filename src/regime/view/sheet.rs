use crate::regime::api::show_regime;
use crate::regime::{OutlineVersion, Regime, RegimeSheet, ReportingUnit, Section};
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{Badge, Banner, ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/admin/regimes/{code}`: all that is kept of a regime.
#[component]
pub fn RegimePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || {
        let code = params.with(|it| it.get("code"));
        (code, query.with(|it| it.get("version")).and_then(|it| it.parse().ok()))
    };
    let sheet = Resource::new(asked, |(code, version)| show_regime(code, version));
    view! {
        <Loaded resource=sheet let:sheet>
            <Sheet sheet />
        </Loaded>
    }
}

#[component]
fn Sheet(sheet: RegimeSheet) -> impl IntoView {
    let t = use_lang();
    let RegimeSheet {
        regime,
        sections,
        version,
        versions,
        reporters,
        periods,
        units,
        indicators,
        may_change,
        ..
    } = sheet;
    let Some(regime) = regime else { return ().into_any() };
    let newest = versions.first().map_or(0, |it| it.number);
    let code = regime.code.clone();
    let actions = {
        let code = code.clone();
        move || {
            may_change.then(|| {
                view! {
                    <LinkButton href=route::regime_edit(&code) tone=ButtonTone::Secondary icon=IconName::Edit>
                        {t.regime_edit()}
                    </LinkButton>
                    <LinkButton href=route::open_period(Some(&code)) icon=IconName::Period>
                        {t.open_title()}
                    </LinkButton>
                }
            })
        }
    };
    let change = move |href: String, words: &'static str| {
        move || may_change.then(|| view! { <a href=href>{words}</a> })
    };
    let to_outline = change(route::regime_outline(&code), t.regime_outline_edit());
    let to_reporters = change(route::regime_reporters(&code), t.regime_reporters_edit());
    let old = (version != newest).then(|| {
        let href = route::regime(&code);
        view! {
            <Banner tone=Tone::Warn>
                <p>{t.regime_outline_old(version)}</p>
                <a href=href>{t.regime_outline_newest()}</a>
            </Banner>
        }
    });
    let name = |id| {
        indicators
            .iter()
            .find(|it| it.id == id)
            .map(|it| format!("{} {}", it.code, t.pick(&it.name_vi, &it.name_en)))
    };
    let outline: Vec<_> = sections
        .iter()
        .map(|section| {
            let asked: Vec<_> = section.indicators.iter().filter_map(|it| name(*it)).collect();
            view! { <SectionRow section=section.clone() asked /> }
        })
        .collect();
    let opened: Vec<_> = periods
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <a class="list-row" href=route::period(&it.code)>
                        <span class="list-main">
                            <span>{it.name(t).to_owned()}</span>
                            <span class="list-note">{show_date(it.due_on, t)}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect();
    let told: Vec<_> = reporters
        .into_iter()
        .map(|it| {
            let name = units.iter().find(|unit| unit.id == it.unit).map(|unit| unit.name(t).to_owned());
            view! { <ReporterRow reporter=it name=name.unwrap_or_default() /> }
        })
        .collect();
    let histories: Vec<_> = versions
        .into_iter()
        .map(|it| {
            let code = code.clone();
            view! { <VersionRow version=it code newest shown=version /> }
        })
        .collect();
    view! {
        <Page
            title=regime.name(t).to_owned()
            subtitle=format!("{} · {}", regime.code, regime.regime_type.name(t))
            crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN), Crumb::new(t.regimes(), route::REGIMES)]
            actions
        >
            {old}
            <div class="split">
                <div class="stack">
                    <Card
                        title=t.regime_outline_of(version)
                        flush=true
                        aside=to_outline
                    >
                        <ol class="list">{outline}</ol>
                    </Card>
                    <Card
                        title=t.regime_reporters()
                        flush=true
                        aside=to_reporters
                    >
                        {if told.is_empty() {
                            view! { <p class="px-4.5 py-3 text-ink-soft">{t.regime_reporters_none()}</p> }.into_any()
                        } else {
                            view! { <ul class="list">{told}</ul> }.into_any()
                        }}
                    </Card>
                </div>
                <aside class="stack">
                    <Facts regime />
                    <Card title=t.regime_periods() flush=true>
                        {if opened.is_empty() {
                            view! { <p class="px-4.5 py-3 text-ink-soft">{t.regime_periods_none()}</p> }.into_any()
                        } else {
                            view! { <ul class="list">{opened}</ul> }.into_any()
                        }}
                    </Card>
                    <Card title=t.regime_versions() flush=true>
                        <ul class="list">{histories}</ul>
                    </Card>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Facts(regime: Regime) -> impl IntoView {
    let t = use_lang();
    let said = |it: &Option<String>| it.clone().unwrap_or_else(|| t.regime_not_said().to_owned());
    let mut facts = vec![
        (t.regime_legal_basis().to_owned(), said(&regime.legal_basis)),
        (t.regime_content().to_owned(), said(&regime.content)),
        (t.regime_receiver().to_owned(), said(&regime.receiver)),
        (t.regime_sending().to_owned(), said(&regime.sending)),
        (t.regime_cadence().to_owned(), regime.cadence_words(t)),
        (t.regime_set().to_owned(), regime.set.name(t).to_owned()),
    ];
    facts.extend(regime.rules.levels.iter().map(|(level, rule)| (level.name(t).to_owned(), rule.words(t))));
    facts.push((t.regime_shift().to_owned(), regime.rules.shift.name(t).to_owned()));
    let lock =
        regime.rules.lock_days.map_or_else(|| t.regime_lock_never().to_owned(), |it| t.regime_lock_after(it));
    facts.push((t.regime_lock().to_owned(), lock));
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(what, it)| {
            view! {
                <dt>{what}</dt>
                <dd>{it}</dd>
            }
        })
        .collect();
    view! {
        <Card title=t.regime_definition()>
            <dl class="facts">{rows}</dl>
        </Card>
    }
    .into_any()
}

#[component]
fn SectionRow(section: Section, asked: Vec<String>) -> impl IntoView {
    let t = use_lang();
    let count = asked.len();
    let names: Vec<_> = asked.into_iter().map(|it| view! { <li>{it}</li> }).collect();
    view! {
        <li class="px-4.5 py-3">
            <p class="font-semibold">{t.pick(&section.title_vi, &section.title_en).to_owned()}</p>
            {section.guidance.map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })}
            {(count > 0)
                .then(|| {
                    view! {
                        <details class="text-sm">
                            <summary>{t.regime_indicators_of(count)}</summary>
                            <ul class="list-disc pl-5">{names}</ul>
                        </details>
                    }
                })}
        </li>
    }
    .into_any()
}

#[component]
fn ReporterRow(reporter: ReportingUnit, name: String) -> impl IntoView {
    let t = use_lang();
    let over = !reporter.reports_on(local(use_visit().now).date());
    let words = match reporter.to {
        Some(to) => t.regime_reporters_between(show_date(reporter.from, t), show_date(to, t)),
        None => t.regime_reporters_since(show_date(reporter.from, t)),
    };
    view! {
        <li class="flex flex-wrap justify-between gap-x-4 px-4.5 py-2">
            <span class:text-ink-soft=over>{name}</span>
            <span class="text-sm text-ink-soft">{words}</span>
        </li>
    }
    .into_any()
}

#[component]
fn VersionRow(version: OutlineVersion, code: String, newest: i32, shown: i32) -> impl IntoView {
    let t = use_lang();
    let note = [Some(show_instant(version.at, t)), version.by, version.note];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let current = (version.number == shown).then_some("true");
    view! {
        <li>
            <a
                class="list-row flex-wrap"
                href=format!("{}?version={}", route::regime(&code), version.number)
                aria-current=current
            >
                <span class="list-main">
                    <span>{t.regime_outline_of(version.number)}</span>
                    <span class="list-note">{note}</span>
                    <span class="list-note">{t.regime_version_reports(version.reports)}</span>
                </span>
                {(version.number == newest)
                    .then(|| view! { <Badge tone=Tone::Ok text=t.regime_version_in_force() /> })}
            </a>
        </li>
    }
    .into_any()
}
