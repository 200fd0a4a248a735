use super::remind::{AutomaticReminders, RemindButton};
use crate::actor::{Permission, Scope};
use crate::bloc::api::receive_report;
use crate::bloc::{OnTime, PeriodSheet, Punctuality, Reporter, punctuality};
use crate::error::Error;
use crate::id::{RegimeId, ReportId, UnitId};
use crate::org::UnitKind;
use crate::period::Period;
use crate::report::{ReportLine, ReportState, ReportStep};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::{local, show_instant};
use crate::ui::{Badge, Button, ButtonKind, ButtonTone, Card, Dialog, Size, TextArea, Tone, use_toasts};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

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

/// What the office picks from the units, as the address spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    All,
    /// Not sent, whether due or not.
    Missing,
    /// Past the deadline, or sent after it.
    Late,
    Returned,
    /// Sent, for the office to accept.
    Waiting,
}

impl Show {
    const EVERY: [Self; 5] = [Self::All, Self::Missing, Self::Late, Self::Returned, Self::Waiting];

    const fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Missing => "missing",
            Self::Late => "late",
            Self::Returned => "returned",
            Self::Waiting => "waiting",
        }
    }

    const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::All => t.bloc_show_all(),
            Self::Missing => t.bloc_show_missing(),
            Self::Late => t.bloc_show_late(),
            Self::Returned => t.bloc_show_returned(),
            Self::Waiting => t.bloc_show_waiting(),
        }
    }

    fn of_word(word: &str) -> Self {
        Self::EVERY.into_iter().find(|it| it.word() == word).unwrap_or(Self::All)
    }

    fn has(self, it: &Reporter, stood: Punctuality) -> bool {
        match self {
            Self::All => true,
            Self::Missing => it.sent_at.is_none(),
            Self::Late => matches!(stood, Punctuality::Overdue(_) | Punctuality::SentLate(_)),
            Self::Returned => it.state() == Some(ReportState::Returned),
            Self::Waiting => it.state() == Some(ReportState::Sent),
        }
    }
}

/// The units of a kind, with how many of them have sent and how many of those due were in time.
fn levels(reporters: &[Reporter], today: chrono::NaiveDate, t: Lang) -> Vec<String> {
    let of = |kind: UnitKind| {
        let units: Vec<_> = reporters.iter().filter(|it| it.unit.kind == kind).collect();
        let sent = units.iter().filter(|it| it.sent_at.is_some()).count();
        let stood = units.iter().map(|it| punctuality(it.due_on, it.sent_at, today));
        let told = t.bloc_level_sent(kind.name(t), sent, units.len());
        (!units.is_empty()).then(|| match OnTime::of(stood).rate() {
            Some(rate) => t.bloc_level_on_time(told, rate.round(1).show(t)),
            None => told,
        })
    };
    UnitKind::ALL.iter().filter_map(|it| of(*it)).collect()
}

/// What all rows of the table share.
#[derive(Clone, Copy)]
struct Sheet {
    open: bool,
    reporters: StoredValue<Vec<Reporter>>,
    show: Show,
    receives: bool,
    reminds: bool,
    receiving: Receiving,
}

impl Sheet {
    /// What was done about a report, and what can be, has its columns.
    const fn follows_up(self) -> bool {
        self.receives || self.reminds
    }

    /// The rows below a unit, or those at the top, that are to be shown. A unit that is filtered out stays
    /// while one below it is shown.
    fn under(self, above: Option<Place>, today: chrono::NaiveDate) -> Vec<Reporter> {
        let all = self.reporters.get_value();
        let shown = |it: &Reporter| self.show.has(it, punctuality(it.due_on, it.sent_at, today));
        all.iter()
            .filter(|it| above.map_or(it.above.is_none(), |above| it.stands_under(above)))
            .filter(|it| shown(it) || below(&all, (it.unit.id, it.regime)).into_iter().any(shown))
            .cloned()
            .collect()
    }
}

/// A row of the table: a unit's report by a regime.
type Place = (UnitId, RegimeId);

impl Reporter {
    fn stands_under(&self, (unit, regime): Place) -> bool {
        self.above == Some(unit) && self.regime == regime
    }
}

/// Every report below one, at any depth.
fn below(all: &[Reporter], top: Place) -> Vec<&Reporter> {
    let mut found: Vec<&Reporter> = all.iter().filter(|it| it.stands_under(top)).collect();
    let mut next = 0;
    while let Some(at) = found.get(next).map(|it| (it.unit.id, it.regime)) {
        found.extend(all.iter().filter(|it| it.stands_under(at)));
        next += 1;
    }
    found
}

/// Who has sent: the most urgent first, each unit with those below it, and for the office what to do.
#[component]
pub fn Reporters(
    period: Period,
    reporters: Vec<Reporter>,
    days: Option<Vec<i64>>,
    asked: ParamsMap,
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
    let today = local(visit.now).date();
    let receives = reporters.iter().any(|it| visit.can(Permission::ReceiveReports, Scope::Unit(it.unit.id)));
    let lacks = |it: &&Reporter| it.may_remind && it.sent_at.is_none();
    let mut behind: Vec<_> = reporters.iter().filter(lacks).map(|it| it.unit.id).collect();
    behind.sort_unstable();
    behind.dedup();
    let missing = behind.len();
    let reminds = visit.actor.as_ref().is_some_and(|it| it.writes()) && period.open && missing > 0;
    let writes = receives && days.is_some();
    let show = Show::of_word(&asked.get("show").unwrap_or_default());
    let tabs: Vec<_> = Show::EVERY
        .into_iter()
        .map(|it| {
            let count = reporters
                .iter()
                .filter(|one| it.has(one, punctuality(one.due_on, one.sent_at, today)))
                .count();
            let href = match it {
                Show::All => route::period(&period.code),
                other => format!("{}?show={}", route::period(&period.code), other.word()),
            };
            view! {
                <a class="tab" href=href aria-current=(it == show).then_some("page")>
                    {it.name(t)} " " <span class="num">{count}</span>
                </a>
            }
        })
        .collect();
    let levels = if period.open { levels(&reporters, today, t) } else { Vec::new() };
    let sheet = Sheet {
        open: period.open,
        reporters: StoredValue::new(reporters),
        show,
        receives,
        reminds,
        receiving,
    };
    let code = period.code.clone();
    let rows = sheet.under(None, today);
    let table = if rows.is_empty() {
        view! { <p class="px-4.5 py-4 text-ink-soft">{t.bloc_show_none()}</p> }.into_any()
    } else {
        let rows: Vec<_> = rows.into_iter().map(|it| view! { <Row sheet reporter=it /> }).collect();
        view! {
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
                            {sheet
                                .follows_up()
                                .then(|| {
                                    view! {
                                        <th scope="col">{t.bloc_col_reminded()}</th>
                                        <th scope="col">{t.bloc_col_action()}</th>
                                    }
                                })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Card title=t.bloc_reporters() flush=true aside=move || levels.join(" · ").into_any()>
            <nav class="tabs px-4.5" aria-label=t.bloc_show()>
                {tabs}
            </nav>
            <form method="post" action=route::remind(&code)>
                {table} {reminds.then(|| view! { <RemindButton missing /> })}
            </form>
            {days.filter(|_| writes).map(|days| view! { <AutomaticReminders days code=code.clone() /> })}
        </Card>
        {receives.then(|| view! { <ReturnDialog receiving /> })}
    }
    .into_any()
}

#[component]
fn Row(sheet: Sheet, reporter: Reporter) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let today = local(visit.now).date();
    let state_name = reporter.state_name(t);
    let full_name = reporter.name(t);
    let Reporter { unit, regime, title, due_on, sent_at, line, readable, may_remind, reminded, .. } =
        reporter;
    let acts = visit.can(Permission::ReceiveReports, Scope::Unit(unit.id));
    let (stood, open) = (punctuality(due_on, sent_at, today), sheet.open);
    let name = unit.name(t).to_owned();
    let tone = match &line {
        Some(it) => it.report.state.tone(),
        None if sent_at.is_some() => Tone::Info,
        None => Tone::Muted,
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
        .map(|it| Returning { id: it.report.id, unit: full_name.clone(), seen: it.report.revision });
    let pick = (sheet.reminds && may_remind && sent_at.is_none()).then(|| {
        view! {
            <label class="pick">
                <input type="checkbox" name="unit" value=unit.id.to_string() />
                <span class="sr-only">{t.bloc_pick(full_name.clone())}</span>
            </label>
        }
    });
    let told = reminded.map(|it| {
        view! {
            <span class="whitespace-nowrap">{t.bloc_reminded(it.times)}</span>
            <span class="block text-xs text-ink-soft whitespace-nowrap">{show_instant(it.last_at, t)}</span>
        }
    });
    let columns = if sheet.follows_up() { "7" } else { "5" };
    let under = sheet.under(Some((unit.id, regime)), today);
    let below = (!under.is_empty()).then(|| {
        let (sent, all) = sheet.reporters.with_value(|it| {
            let units = below(it, (unit.id, regime));
            (units.iter().filter(|it| it.sent_at.is_some()).count(), units.len())
        });
        let rows: Vec<_> = under.into_iter().map(|it| view! { <Row sheet reporter=it /> }).collect();
        let words = t.bloc_below(sent, all);
        let label = t.bloc_below_of(full_name);
        view! {
            <tr>
                <td colspan=columns class="below">
                    <details open={sheet.show != Show::All}>
                        <summary>{words}</summary>
                        <table class="table" aria-label=label>
                            <tbody>{rows}</tbody>
                        </table>
                    </details>
                </td>
            </tr>
        }
    });
    view! {
        <tr>
            <th scope="row" class="min-w-40">
                <span class="flex items-center gap-2">
                    {pick}
                    {match link {
                        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                        None => name.into_any(),
                    }}
                </span>
                {title.map(|it| view! { <span class="list-note">{it.pick(t).to_owned()}</span> })}
            </th>
            <td>
                <Badge tone text=state_name />
            </td>
            <td>
                <span class="flex flex-wrap items-center gap-2">
                    {sent_at.map(|it| show_instant(it, t))}
                    {open.then(|| view! { <PunctualityBadge stood /> })}
                </span>
            </td>
            <td class="num">{figures}</td>
            <td class="num">{passages}</td>
            {sheet
                .follows_up()
                .then(|| {
                    view! {
                        <td>{told}</td>
                        <td>{waiting.map(|of| view! { <Actions of receiving=sheet.receiving /> })}</td>
                    }
                })}
        </tr>
        {below}
    }
    .into_any()
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
