use super::coverage::Coverage;
use super::matrix::Matrix;
use super::remind::RemindedBanner;
use super::reporters::Reporters;
use crate::actor::{Permission, Scope};
use crate::bloc::api::show_period;
use crate::bloc::{OnTime, PeriodSheet, Reporter, punctuality};
use crate::regime::{Exceptions, ExceptionsPanel, exceptions};
use crate::report::ReportState;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::{local, show_date};
use crate::ui::{Banner, ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page, Tone, wait_for};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;

/// One period: who has sent, who is late, and what is covered.
#[component]
pub fn PeriodPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let sheet = Resource::new(code, show_period);
    let excepted = exceptions(code);
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<PeriodSheet>);
    let query = use_query_map();
    view! {
        <Loaded resource=sheet after=wait_for(excepted) let:fetched>
            {move || {
                let same = |it: &PeriodSheet| it.period.id == fetched.period.id;
                let sheet = newer.get().filter(same).unwrap_or_else(|| fetched.clone());
                view! { <Sheet sheet asked=query.get() newer excepted /> }
            }}
        </Loaded>
    }
}

#[component]
fn Sheet(
    sheet: PeriodSheet,
    asked: ParamsMap,
    newer: RwSignal<Option<PeriodSheet>>,
    excepted: Exceptions,
) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let today = local(visit.now).date();
    let PeriodSheet { period, dues, reporters, columns, reminder_days, coverage, consolidated, .. } = sheet;
    let stood = |it: &Reporter| punctuality(it.due_on, it.sent_at, today);
    let sent = reporters.iter().filter(|it| it.sent_at.is_some()).count();
    let in_time = if period.open { OnTime::of(reporters.iter().map(stood)) } else { OnTime::default() };
    let accepted = reporters.iter().filter(|it| it.state().is_some_and(ReportState::is_published)).count();
    let gaps = coverage.iter().filter(|it| it.gap.is_some()).count();
    let all = reporters.len();
    let plans = visit.can(Permission::PlanMeeting, Scope::Everything);
    let consolidates = visit.can(Permission::ReceiveReports, Scope::Everything);
    let code = period.code.clone();
    let actions = {
        let code = code.clone();
        move || {
            view! {
                <LinkButton
                    href=route::board_file(&code)
                    tone=ButtonTone::Quiet
                    icon=IconName::Download
                    external=true
                >
                    {t.bloc_board_file()}
                </LinkButton>
                {(consolidated || consolidates)
                    .then(|| {
                        view! {
                            <LinkButton
                                href=route::consolidated(&code)
                                tone=ButtonTone::Secondary
                                icon=IconName::Document
                            >
                                {t.bloc_see_consolidated()}
                            </LinkButton>
                        }
                    })}
                {plans
                    .then(|| {
                        view! {
                            <LinkButton
                                href=format!("{}?period={code}", route::MEETINGS)
                                icon=IconName::Calendar
                            >
                                {t.bloc_plan_meeting()}
                            </LinkButton>
                        }
                    })}
            }
        }
    };
    let deadlines: Vec<_> =
        dues.into_iter().map(|(level, day)| t.bloc_level_due(level.name(t), show_date(day, t))).collect();
    let span = t.bloc_span(show_date(period.starts_on, t), show_date(period.cut_off, t));
    view! {
        <Page
            title=period.name(t).to_owned()
            subtitle=format!("{span} · {}", t.bloc_due(show_date(period.due_on, t)))
            crumbs=vec![Crumb::new(t.bloc_periods(), route::PERIODS), Crumb::new(period.code.clone(), route::period(&code))]
            actions
        >
            <div class="stats">
                <Stat value=sent of=all label=t.bloc_stat_sent() />
                <Stat value=in_time.on_time of=in_time.due() label=on_time_words(in_time, t) />
                <Stat value=in_time.late label=t.bloc_stat_sent_late() />
                <Stat value=in_time.missing label=t.bloc_stat_late() />
                <Stat value=accepted label=t.bloc_stat_accepted() />
                <Stat value=gaps label=t.bloc_stat_gaps() />
            </div>
            {(deadlines.len() > 1).then(|| view! { <p class="text-sm text-ink-soft">{deadlines.join(" · ")}</p> })}
            <RemindedBanner period=period.clone() reporters=reporters.clone() asked=asked.clone() />
            <Reporters period=period.clone() reporters=reporters.clone() days=reminder_days asked newer />
            <Matrix columns reporters />
            <Card title=t.bloc_coverage() flush=true>
                <p class="px-4.5 py-3 text-sm text-ink-soft">{t.bloc_coverage_note()}</p>
                {(gaps > 0)
                    .then(|| {
                        view! {
                            <div class="px-4.5 pb-3">
                                <Banner tone=Tone::Warn>
                                    <p>{t.bloc_gaps_banner(gaps)}</p>
                                </Banner>
                            </div>
                        }
                    })} <Coverage rows=coverage period=code />
            </Card>
            <ExceptionsPanel sheet=excepted />
        </Page>
    }
}

fn on_time_words(count: OnTime, t: Lang) -> String {
    match count.rate() {
        Some(rate) => t.bloc_stat_on_time_rate(rate.round(1).show(t)),
        None => t.bloc_stat_on_time().to_owned(),
    }
}

#[component]
fn Stat(value: usize, #[prop(optional)] of: Option<usize>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <div class="stat">
            <span class="stat-value">
                {value} {of.map(|it| view! { <span class="stat-unit">"/" {it}</span> })}
            </span>
            <span class="stat-label">{label}</span>
        </div>
    }
}
