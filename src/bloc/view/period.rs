use super::coverage::Coverage;
use crate::actor::{Permission, Scope};
use crate::bloc::api::{receive_report, show_period};
use crate::bloc::{PeriodSheet, Punctuality, Reporter, punctuality};
use crate::error::Error;
use crate::id::ReportId;
use crate::period::Period;
use crate::report::{ReportLine, ReportState, ReportStep};
use crate::route;
use crate::text::use_lang;
use crate::time::{local, show_date, show_instant};
use crate::ui::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, Crumb, Dialog, IconName, LinkButton, Loaded, Page,
    Size, TextArea, Tone, use_toasts,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One period: who has sent, who is late, and what is covered.
#[component]
pub fn PeriodPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let sheet = Resource::new(code, show_period);
    // What a write answers is newer than what was fetched.
    let newer = RwSignal::new(None::<PeriodSheet>);
    view! {
        <Loaded resource=sheet let:fetched>
            {move || {
                let same = |it: &PeriodSheet| it.period.id == fetched.period.id;
                let sheet = newer.get().filter(same).unwrap_or_else(|| fetched.clone());
                view! { <Sheet sheet newer /> }
            }}
        </Loaded>
    }
}

#[component]
fn Sheet(sheet: PeriodSheet, newer: RwSignal<Option<PeriodSheet>>) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let today = local(visit.now).date();
    let PeriodSheet { period, reporters, coverage, consolidated, .. } = sheet;
    let stood = |it: &Reporter| punctuality(&period, it.sent_at, today);
    let count = |is: fn(Punctuality) -> bool| reporters.iter().filter(|it| is(stood(it))).count();
    let sent = reporters.iter().filter(|it| it.sent_at.is_some()).count();
    let on_time = count(|it| it == Punctuality::OnTime);
    let late = if period.open { count(|it| matches!(it, Punctuality::Overdue(_))) } else { 0 };
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
                <Stat value=on_time label=t.bloc_stat_on_time() />
                <Stat value=late label=t.bloc_stat_late() />
                <Stat value=accepted label=t.bloc_stat_accepted() />
                <Stat value=gaps label=t.bloc_stat_gaps() />
            </div>
            <Reporters period=period.clone() reporters newer />
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
        </Page>
    }
}

#[component]
fn Stat(value: usize, #[prop(optional)] of: Option<usize>, label: &'static str) -> impl IntoView {
    view! {
        <div class="stat">
            <span class="stat-value">
                {value} {of.map(|it| view! { <span class="stat-unit">"/" {it}</span> })}
            </span>
            <span class="stat-label">{label}</span>
        </div>
    }
}

/// A report that is about to be returned.
#[derive(Clone, PartialEq)]
struct Returning {
    id: ReportId,
    unit: String,
    seen: i64,
}

#[derive(Clone, Copy)]
struct Receiving {
    code: StoredValue<String>,
    newer: RwSignal<Option<PeriodSheet>>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    returning: RwSignal<Option<Returning>>,
    open: RwSignal<bool>,
}

impl Receiving {
    fn receive(self, of: Returning, accept: bool, reason: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let (t, toasts) = (use_lang(), use_toasts());
        leptos::task::spawn_local(async move {
            let outcome = receive_report(self.code.get_value(), of.id, accept, reason, of.seen).await;
            self.busy.set(false);
            match outcome {
                Ok(sheet) => {
                    toasts.say(
                        Tone::Ok,
                        if accept { t.bloc_accepted(of.unit) } else { t.bloc_returned(of.unit) },
                    );
                    self.open.set(false);
                    self.newer.set(Some(sheet));
                }
                Err(error) if accept => toasts.say(Tone::Danger, error.message(t)),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

#[component]
fn Reporters(
    period: Period,
    reporters: Vec<Reporter>,
    newer: RwSignal<Option<PeriodSheet>>,
) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    if reporters.is_empty() {
        return view! {
            <Card title=t.bloc_reporters()>
                <p class="text-ink-soft">{t.bloc_no_reporters()}</p>
            </Card>
        }
        .into_any();
    }
    let receiving = Receiving {
        code: StoredValue::new(period.code.clone()),
        newer,
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        returning: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    let receives = reporters.iter().any(|it| visit.can(Permission::ReceiveReports, Scope::Unit(it.unit.id)));
    let rows: Vec<_> = reporters
        .into_iter()
        .map(|it| {
            let acts = visit.can(Permission::ReceiveReports, Scope::Unit(it.unit.id));
            view! { <Row period=period.clone() reporter=it column=receives acts receiving /> }
        })
        .collect();
    view! {
        <Card title=t.bloc_reporters() flush=true>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.bloc_reporters()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.bloc_col_unit()}</th>
                            <th scope="col">{t.bloc_col_state()}</th>
                            <th scope="col">{t.bloc_col_sent()}</th>
                            <th scope="col" class="num">
                                {t.bloc_col_figures()}
                            </th>
                            <th scope="col" class="num">
                                {t.bloc_col_passages()}
                            </th>
                            {receives.then(|| view! { <th scope="col">{t.bloc_col_action()}</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
        {receives.then(|| view! { <ReturnDialog receiving /> })}
    }
    .into_any()
}

#[component]
fn Row(period: Period, reporter: Reporter, column: bool, acts: bool, receiving: Receiving) -> impl IntoView {
    let t = use_lang();
    let today = local(use_visit().now).date();
    let Reporter { unit, sent_at, line, readable } = reporter;
    let stood = punctuality(&period, sent_at, today);
    let name = unit.name(t).to_owned();
    let state = match &line {
        Some(it) => (it.report.state.tone(), it.report.state.name(t)),
        None if sent_at.is_some() => (Tone::Info, t.bloc_sent()),
        None => (Tone::Muted, t.bloc_not_sent()),
    };
    let link = line.as_ref().filter(|_| readable).map(|it| route::report(it.report.id));
    let figures = line.as_ref().map_or_else(
        || t.bloc_dash().to_owned(),
        |it: &ReportLine| format!("{}/{}", it.figures_given, it.figures_due),
    );
    let passages = line.as_ref().map_or_else(|| t.bloc_dash().to_owned(), |it| it.passages.to_string());
    let waiting = line
        .as_ref()
        .filter(|it| acts && it.report.state == ReportState::Sent)
        .map(|it| Returning { id: it.report.id, unit: name.clone(), seen: it.report.revision });
    view! {
        <tr>
            <th scope="row" class="min-w-40">
                {match link {
                    Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                    None => name.into_any(),
                }}
            </th>
            <td>
                <Badge tone=state.0 text=state.1 />
            </td>
            <td>
                <span class="flex flex-wrap items-center gap-2">
                    {sent_at.map(|it| show_instant(it, t))}
                    {period.open.then(|| view! { <PunctualityBadge stood /> })}
                </span>
            </td>
            <td class="num">{figures}</td>
            <td class="num">{passages}</td>
            {column.then(|| view! { <td>{waiting.map(|of| view! { <Actions of receiving /> })}</td> })}
        </tr>
    }
}

/// Whether a report came in time, in words.
#[component]
pub fn PunctualityBadge(stood: Punctuality) -> impl IntoView {
    view! { <Badge tone=stood.tone() text=stood.words(use_lang()) /> }
}

#[component]
fn Actions(of: Returning, receiving: Receiving) -> impl IntoView {
    let t = use_lang();
    let (accepted, returned) = (of.clone(), of.clone());
    view! {
        <span class="flex flex-wrap gap-2">
            <Button
                kind=ButtonKind::Button
                size=Size::Small
                label=t.bloc_of(of.unit.clone(), t.bloc_accept())
                busy=receiving.busy
                on_press=Callback::new(move |_| receiving.receive(accepted.clone(), true, String::new()))
            >
                {t.bloc_accept()}
            </Button>
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Secondary
                size=Size::Small
                label=t.bloc_of(of.unit.clone(), t.bloc_return())
                on_press=Callback::new(move |_| {
                    receiving.error.set(None);
                    receiving.returning.set(Some(returned.clone()));
                    receiving.open.set(true);
                })
            >
                {t.bloc_return()}
            </Button>
        </span>
    }
}

#[component]
fn ReturnDialog(receiving: Receiving) -> impl IntoView {
    let t = use_lang();
    let reason = RwSignal::new(String::new());
    let send = move |_| {
        let Some(of) = receiving.returning.get_untracked() else { return };
        match ReportStep::Return.parse_reason(&reason.get_untracked()) {
            Ok(_) => receiving.receive(of, false, reason.get_untracked()),
            Err(error) => receiving.error.set(Some(error)),
        }
    };
    let unit =
        move || receiving.returning.with(|it| it.as_ref().map(|it| it.unit.clone()).unwrap_or_default());
    let wrong = Signal::derive(move || receiving.error.with(|it| it.as_ref().map(|it| it.message(t))));
    let actions = move || {
        view! {
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Quiet
                on_press=Callback::new(move |_| receiving.open.set(false))
            >
                {t.bloc_cancel()}
            </Button>
            <Button kind=ButtonKind::Button busy=receiving.busy on_press=Callback::new(send)>
                {t.bloc_return()}
            </Button>
        }
    };
    view! {
        <Dialog id="return-report" title=t.bloc_return_title() open=receiving.open actions>
            <p>{move || t.bloc_return_help(unit())}</p>
            <TextArea
                name="reason"
                label=t.bloc_return_reason()
                rows=3
                error=wrong
                on_input=Callback::new(move |value| reason.set(value))
            />
        </Dialog>
    }
}
