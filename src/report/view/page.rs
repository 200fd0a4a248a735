use super::evidence::EvidenceLine;
use super::foot::{Foot, PassageFoot};
use super::head::{Amended, Course, Facts, Present};
use super::history::compare_address;
use super::steps::{StepButtons, names_of};
use crate::id::ReportId;
use crate::indicator::{
    Figure, FigureState, IndicatorBullets, IndicatorRow, change_since_prior, signed_percent, standing,
};
use crate::period::Period;
use crate::report::{
    ChangeCount, CommentBook, CommentCount, Compare, FigureComments, GoneComments, GridRow, Passage,
    PassageComments, Report, ReportSheet, ReportVersion, SectorSection, api::show_report, sight,
};
use crate::report::{FindingsPanel, PassageBody, WorkbookTools};
use crate::route;
use crate::task::TaskList;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{
    Badge, Banner, ButtonTone, Card, Crumb, IconName, LinkButton, Loaded, Page, SampleBadge, StatusMark,
    Tone, told_beside,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The report named by the address. An address that names none asks for one that is nowhere, so that the
/// server answers it.
pub fn address() -> Signal<ReportId> {
    let params = use_params_map();
    Signal::derive(move || params.with(|it| it.get("id").and_then(|it| it.parse().ok())).unwrap_or_default())
}

#[component]
pub fn ReportPage() -> impl IntoView {
    let id = address();
    let sheet = told_beside(move || id.get(), show_report);
    let after = use_context::<PassageFoot>().map(|it| it.after);
    let actor = use_visit().actor;
    let navigate = use_navigate();
    let again = Callback::new(move |report: Report| {
        let was_sent = report.sent_at.is_some();
        if actor.as_ref().is_some_and(|it| sight(it, report.unit, report.state, was_sent).is_some()) {
            sheet.refetch();
        } else {
            navigate(route::REPORTS, Default::default());
        }
    });
    view! {
        <Loaded resource=sheet after let:sheet>
            <ReportView sheet on_done=again />
        </Loaded>
    }
}

/// A report as it reads.
#[component]
pub fn ReportView(sheet: ReportSheet, #[prop(into)] on_done: Callback<Report>) -> impl IntoView {
    let t = use_lang();
    CommentBook::provide(&sheet);
    // Those who talk about it, not everybody who reads it when it is published.
    let sees_work = sheet.comments.may_comment && sheet.as_received.is_none();
    let ReportSheet {
        report,
        unit,
        sections,
        tasks,
        versions,
        as_received,
        since_accepted,
        findings,
        steps,
        may_write,
        ..
    } = sheet;
    let id = report.id;
    let period = report.period.clone();
    let subtitle = period.name(t).to_owned();
    let names = names_of(&sections, t);
    let actions = {
        let report = report.clone();
        move || {
            view! {
                {may_write
                    .then(|| {
                        view! {
                            <LinkButton href=route::report_edit(id) tone=ButtonTone::Secondary icon=IconName::Edit>
                                {t.report_edit()}
                            </LinkButton>
                        }
                    })}
                <WorkbookTools report=id />
                <StepButtons report=report steps names on_done />
            }
        }
    };
    let empty = sections.is_empty();
    let amended = versions.clone();
    view! {
        <Page
            title=t.report_title(unit.name(t))
            subtitle
            crumbs=vec![Crumb::new(t.reports_title(), route::REPORTS)]
            actions
        >
            <Course report=report.clone() />
            {sees_work.then(|| view! { <Present id /> })}
            {findings.map(|found| view! { <FindingsPanel report=id found /> })}
            {as_received.map(|version| view! { <AsReceived version /> })}
            {since_accepted
                .map(|(number, count)| view! { <SinceAccepted id number count /> })}
            <div class="split">
                <div class="stack">
                    {empty.then(|| view! { <p class="text-ink-soft">{t.report_no_sections()}</p> })}
                    {sections
                        .into_iter()
                        .map(|section| view! { <SectionView section period=period.clone() /> })
                        .collect_view()}
                    <GoneComments />
                </div>
                <aside class="stack">
                    <Card title=t.report_facts()>
                        <Facts report=report.clone() />
                        <Amended id versions=amended />
                    </Card>
                    {(!tasks.is_empty())
                        .then(|| {
                            view! {
                                <Card title=t.report_tasks() flush=true>
                                    <TaskList tasks compact=true />
                                </Card>
                            }
                        })}
                    <Timeline id versions />
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn SectionView(section: SectorSection, period: Period) -> impl IntoView {
    let t = use_lang();
    let SectorSection { sector, rows, passages } = section;
    let (due, later): (Vec<GridRow>, Vec<GridRow>) = rows.into_iter().partition(|it| it.due);
    let name = sector.name(t).to_owned();
    let bars: Vec<IndicatorRow> = due.iter().map(row_of).collect();
    let commented: Vec<_> = due
        .iter()
        .map(|it| (it.indicator.id, format!("{} {}", it.indicator.code, it.indicator.name(t))))
        .collect();
    view! {
        <Card title=name.clone()>
            {if passages.is_empty() {
                view! { <p class="text-ink-soft">{t.report_no_passages()}</p> }.into_any()
            } else {
                passages
                    .into_iter()
                    .map(|passage| {
                        // Only a grade stands beside figures.
                        let rows = passage.grade.map(|_| bars.clone()).unwrap_or_default();
                        view! { <PassageView passage rows period=period.clone() /> }
                    })
                    .collect_view()
                    .into_any()
            }}
            {(!due.is_empty())
                .then(|| {
                    view! {
                        <IndicatorBullets rows=bars period=period.clone() caption=name.clone() />
                        <FigureTable name=name.clone() rows=due period />
                        <FigureComments indicators=commented />
                    }
                })}
            {(!later.is_empty()).then(|| view! { <NotDue rows=later /> })}
        </Card>
    }
    .into_any()
}

pub fn row_of(row: &GridRow) -> IndicatorRow {
    IndicatorRow {
        indicator: row.indicator.clone(),
        figure: row.figure.clone(),
        due: row.due,
        history: Vec::new(),
    }
}

#[component]
fn PassageView(passage: Passage, rows: Vec<IndicatorRow>, period: Period) -> impl IntoView {
    let t = use_lang();
    let blocks = passage.blocks().into_owned();
    view! {
        <section class="passage annotated">
            <div class="annotated-body">
            <div>
            <div class="passage-head">
                <h3>{passage.kind.name(t)}</h3>
                {passage.grade.map(|it| view! { <Badge tone=it.tone() text=it.name(t) /> })}
                {passage.sample.then(|| view! { <SampleBadge /> })}
            </div>
            {passage.grade.map(|grade| view! { <EvidenceLine grade rows period /> })}
            <PassageBody blocks />
            <Foot passage=passage.id />
            </div>
            <PassageComments passage=passage.id />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn FigureTable(name: String, rows: Vec<GridRow>, period: Period) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let GridRow { indicator, figure, .. } = row;
            let status = standing(&indicator, &period, &figure).status;
            let show = |it| indicator.show(it, t);
            let actual = match (figure.state, figure.value) {
                (FigureState::Value, Some(value)) => show(value),
                (FigureState::NotApplicable, _) => t.report_not_applicable().to_owned(),
                _ => t.report_missing().to_owned(),
            };
            let reason = figure.reason.clone().filter(|_| figure.state == FigureState::Missing);
            let ratio = figure.ratio.map(|(part, whole)| format!("{}/{}", part.show(t), whole.show(t)));
            let percent = figure
                .value
                .zip(figure.target)
                .and_then(|(value, target)| value.percent_of(target))
                .map(|it| format!("{}%", it.show_places(t, 1)));
            let given = figure.state == FigureState::Value;
            view! {
                <tr>
                    <th scope="row" class="min-w-48">
                        <a href=route::indicator(&indicator.code)>{indicator.name(t).to_owned()}</a>
                        <span class="sheet-code">{format!("{} · {}", indicator.code, indicator.measure)}</span>
                        {figure.sample.then(|| view! { <SampleBadge /> })}
                        <CommentCount indicator=indicator.id />
                    </th>
                    <td class="num">{figure.target.map(show)}</td>
                    <td class="num">
                        <span class=if given { "font-semibold" } else { "text-ink-soft" }>{actual}</span>
                        {ratio.map(|it| view! { <span class="sheet-code">{it}</span> })}
                        {reason.map(|it| view! { <span class="sheet-code whitespace-normal">{it}</span> })}
                    </td>
                    <td class="num">{percent}</td>
                    <td class="num">{figure.prior.map(show)} {against_prior(&figure, t)}</td>
                    <td>
                        {if figure.state == FigureState::NotApplicable {
                            view! { <span class="text-ink-soft">{t.report_not_applicable()}</span> }.into_any()
                        } else {
                            view! { <StatusMark status /> }.into_any()
                        }}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t.grid_label(name)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.column_indicator()}</th>
                        <th scope="col" class="num">{t.column_target()}</th>
                        <th scope="col" class="num">{t.column_actual()}</th>
                        <th scope="col" class="num">{t.column_percent()}</th>
                        <th scope="col" class="num">
                            {t.column_prior()} <span class="sheet-code">{t.column_against_prior()}</span>
                        </th>
                        <th scope="col">{t.column_status()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How a figure changed since the same period last year; a dash, with a word for the ear, where there is
/// nothing to hold it against.
fn against_prior(figure: &Figure, t: Lang) -> AnyView {
    match change_since_prior(figure) {
        Some(change) => view! { <span class="sheet-code">{signed_percent(change, t)}</span> }.into_any(),
        None => view! {
            <span aria-hidden="true">"–"</span>
            <span class="sr-only">{t.no_prior()}</span>
        }
        .into_any(),
    }
}

/// The office reads what it received, while the unit is at work again.
#[component]
fn AsReceived(version: ReportVersion) -> impl IntoView {
    let t = use_lang();
    view! {
        <Banner tone=Tone::Warn icon=IconName::History>
            <p>{t.report_as_received(version.number, show_instant(version.at, t))}</p>
        </Banner>
    }
}

#[component]
fn SinceAccepted(id: ReportId, number: i32, count: ChangeCount) -> impl IntoView {
    let t = use_lang();
    let text = if count.is_none() {
        t.report_same_as_accepted().to_owned()
    } else {
        t.report_since_accepted(count.passages, count.cells)
    };
    let href = compare_address(id, Compare { from: Some(number), to: None, all: false });
    view! {
        <Banner tone=Tone::Info icon=IconName::History>
            <p>{text}</p>
            <a href=href>{t.report_see_changes()}</a>
        </Banner>
    }
}

#[component]
fn NotDue(rows: Vec<GridRow>) -> impl IntoView {
    let t = use_lang();
    let count = rows.len();
    let names: Vec<_> = rows
        .into_iter()
        .map(|it| view! { <li>{format!("{} {}", it.indicator.code, it.indicator.name(t))}</li> })
        .collect();
    view! {
        <details class="mt-3 text-sm text-ink-soft">
            <summary>{t.report_not_due_count(count)}</summary>
            <ul class="list-disc pl-5">{names}</ul>
        </details>
    }
    .into_any()
}

/// Who did what with it, newest first.
#[component]
fn Timeline(id: ReportId, versions: Vec<ReportVersion>) -> impl IntoView {
    let t = use_lang();
    let none = versions.is_empty();
    let steps: Vec<_> = versions
        .into_iter()
        .map(|it| {
            let reason = it.note(t);
            let who = it.by.unwrap_or_else(|| t.step_someone().to_owned());
            view! {
                <li>
                    <time datetime=it.at.to_rfc3339()>{show_instant(it.at, t)}</time>
                    <b>{who}</b>
                    " "
                    {it.step.told(t)}
                    {reason.map(|reason| view! { <p class="text-ink-soft">{reason}</p> })}
                </li>
            }
        })
        .collect();
    view! {
        <Card title=t.report_timeline()>
            {if none {
                view! { <p class="text-ink-soft">{t.report_timeline_none()}</p> }.into_any()
            } else {
                view! {
                    <ol class="timeline">{steps}</ol>
                    <p class="mt-3">
                        <a href=route::report_history(id)>{t.report_history()}</a>
                    </p>
                }
                    .into_any()
            }}
        </Card>
    }
    .into_any()
}
