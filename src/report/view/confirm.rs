use super::head::Course;
use super::page::address;
use super::steps::look;
use crate::error::Error;
use crate::report::{
    FindingsPanel, ReportSheet, ReportStep, allowed_steps, api::show_report, step_refusals, why_not,
};
use crate::route;
use crate::text::use_lang;
use crate::time::local;
use crate::ui::{
    Banner, Button, ButtonTone, Card, Crumb, Hidden, IconName, LinkButton, Loaded, MissingPage, Page,
    TextArea, Tone,
};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Asks once more before a step is taken, for those who read without the program.
#[component]
pub fn ReportStepPage() -> impl IntoView {
    let id = address();
    let params = use_params_map();
    let step = move || params.with(|it| it.get("step")).and_then(|it| it.parse::<ReportStep>().ok());
    let sheet = Resource::new(move || id.get(), show_report);
    view! {
        <Loaded resource=sheet let:sheet>
            {match step().filter(|it| it.is_taken_by_hand()) {
                Some(step) => {
                    let report = sheet.report.id;
                    let goes = matches!(step, ReportStep::Submit | ReportStep::Send);
                    let found = sheet.findings.clone().filter(|_| goes && sheet.steps.contains(&step));
                    view! {
                        <Confirm sheet step />
                        {found
                            .map(|found| {
                                view! {
                                    <div class="page-body">
                                        <FindingsPanel report found />
                                    </div>
                                }
                            })}
                    }
                        .into_any()
                }
                None => view! { <MissingPage /> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Confirm(sheet: ReportSheet, step: ReportStep) -> impl IntoView {
    let t = use_lang();
    let visit = use_visit();
    let ReportSheet { report, unit, steps, .. } = sheet;
    let query = use_query_map().get_untracked();
    let id = report.id;
    let back = route::report(id);
    let refused = query.get("refused").and_then(|it| step_refusals(&it));
    let reason_problem = match &refused {
        Some(Error::Invalid(fields)) => fields.on("reason").map(|it| it.message(t)),
        _ => None,
    };
    let told = refused.filter(|_| reason_problem.is_none()).map(|it| it.message(t));
    let locked =
        visit.actor.as_ref().is_some_and(|it| allowed_steps(it, report.unit, report.state).contains(&step))
            && !steps.contains(&step);
    let why = visit.actor.as_ref().and_then(|it| why_not(it, report.unit, report.state, step, locked));
    let late = step == ReportStep::Send && report.period.is_past_due(local(visit.now).date());
    let (tone, icon) = look(step);
    let body = match why {
        Some(why) => view! {
            <Card title=t.step_not_now()>
                <p>{why.sentence(step, t)}</p>
                <div class="form-actions">
                    <LinkButton href=back tone=ButtonTone::Secondary>
                        {t.step_back()}
                    </LinkButton>
                </div>
            </Card>
        }
        .into_any(),
        None => view! {
            <Card title=step.name(t)>
                <form class="form" method="post" action=route::report_step(id, step)>
                    <p>{step.warning(t)}</p>
                    {late
                        .then(|| {
                            view! {
                                <Banner tone=Tone::Warn icon=IconName::Clock>
                                    <p>{t.ask_send_late()}</p>
                                </Banner>
                            }
                        })}
                    <Hidden name="seen" value=report.revision.to_string() />
                    {step
                        .needs_reason()
                        .then(|| {
                            view! {
                                <TextArea
                                    name="reason"
                                    label=t.step_reason()
                                    rows=3
                                    value=query.get("reason").unwrap_or_default()
                                    error=reason_problem
                                />
                            }
                        })}
                    <div class="form-actions">
                        <Button tone icon>{step.name(t)}</Button>
                        <LinkButton href=back tone=ButtonTone::Quiet>
                            {t.step_cancel()}
                        </LinkButton>
                    </div>
                </form>
            </Card>
        }
        .into_any(),
    };
    view! {
        <Page
            title=step.name(t)
            subtitle=format!("{} · {}", unit.name(t), report.period.name(t))
            crumbs=vec![
                Crumb::new(t.reports_title(), route::REPORTS),
                Crumb::new(t.report_title(unit.name(t)), route::report(id)),
            ]
        >
            <Course report=report.clone() />
            {told
                .map(|it| {
                    view! {
                        <Banner tone=Tone::Danger>
                            <p role="alert">{it}</p>
                        </Banner>
                    }
                })}
            {body}
        </Page>
    }
    .into_any()
}
