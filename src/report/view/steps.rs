use crate::error::{Error, Problem};
use crate::id::ReportId;
use crate::report::{FindingRefusals, Report, ReportStep, SectorSection, api::take_report_step};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::local;
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, Dialog, IconName, TextArea, Tone, use_toasts};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Code and name of a report's indicators, for naming those that hold a step up.
pub fn names_of(sections: &[SectorSection], t: crate::text::Lang) -> Vec<(String, String)> {
    let rows = sections.iter().flat_map(|it| &it.rows);
    rows.map(|it| (it.indicator.code.clone(), it.indicator.name(t).to_owned())).collect()
}

/// The steps this person may take, each asked for once more before it is taken.
#[component]
pub fn StepButtons(
    report: Report,
    steps: Vec<ReportStep>,
    names: Vec<(String, String)>,
    /// Something typed is not kept yet, so that no step can be taken.
    #[prop(optional, into)]
    unsent: Signal<bool>,
    /// Told the report as it stands after the step.
    #[prop(into)]
    on_done: Callback<Report>,
) -> impl IntoView {
    let late = report.period.is_past_due(local(use_visit().now).date());
    let names = StoredValue::new(names);
    let (id, seen) = (report.id, report.revision);
    steps
        .into_iter()
        .map(|step| view! { <StepButton step id seen late names unsent on_done /> })
        .collect_view()
}

const fn dialog_id(step: ReportStep) -> &'static str {
    match step {
        ReportStep::Submit => "step-submit",
        ReportStep::Return => "step-return",
        ReportStep::Send => "step-send",
        ReportStep::Accept => "step-accept",
        ReportStep::Reopen => "step-reopen",
        ReportStep::Consolidate => "step-consolidate",
        ReportStep::Release => "step-release",
        ReportStep::Keep => "step-keep",
        ReportStep::Restore => "step-restore",
    }
}

pub const fn look(step: ReportStep) -> (ButtonTone, IconName) {
    match step {
        ReportStep::Submit => (ButtonTone::Primary, IconName::ArrowUp),
        ReportStep::Send => (ButtonTone::Primary, IconName::Send),
        ReportStep::Accept | ReportStep::Consolidate => (ButtonTone::Primary, IconName::Check),
        ReportStep::Return
        | ReportStep::Reopen
        | ReportStep::Release
        | ReportStep::Keep
        | ReportStep::Restore => (ButtonTone::Secondary, IconName::Undo),
    }
}

/// What is wrong with one field, in words.
pub fn problem_of(error: RwSignal<Option<Error>>, field: &str, t: Lang) -> Option<String> {
    error.with(|it| match it {
        Some(Error::Invalid(fields)) => fields.on(field).map(|it| it.message(t)),
        _ => None,
    })
}

#[component]
fn StepButton(
    step: ReportStep,
    id: ReportId,
    seen: i64,
    late: bool,
    names: StoredValue<Vec<(String, String)>>,
    unsent: Signal<bool>,
    on_done: Callback<Report>,
) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<Error>);
    let (tone, icon) = look(step);
    let refused = Signal::derive(move || unsent.get().then(|| t.step_unsent().to_owned()));
    let take = move |_| {
        let reason = reason.get_untracked();
        if let Err(refusal) = step.parse_reason(&reason) {
            error.set(Some(refusal));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let taken = take_report_step(id, step, reason, seen).await;
            // The page may have been left meanwhile.
            busy.try_set(false);
            match taken {
                Ok(report) => {
                    open.try_set(false);
                    toasts.say(Tone::Ok, t.step_done_toast());
                    on_done.try_run(report);
                }
                Err(refusal) => drop(error.try_set(Some(refusal))),
            }
        });
    };
    let reason_error = Signal::derive(move || problem_of(error, "reason", t));
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        error.set(None);
        open.set(true);
    };
    view! {
        // Without the program the button goes to a page that asks the same.
        <form method="get" action=route::report_step(id, step)>
            <Button tone icon on_press=ask>
                {step.name(t)}
            </Button>
        </form>
        <Dialog
            id=dialog_id(step)
            title=step.name(t)
            open
            actions=move || {
                view! {
                    <Button tone=ButtonTone::Quiet kind=ButtonKind::Button on_press=move |_| open.set(false)>
                        {t.step_cancel()}
                    </Button>
                    <Button tone kind=ButtonKind::Button busy refused on_press=take>
                        {step.name(t)}
                    </Button>
                }
            }
        >
            <p>{step.warning(t)}</p>
            {(late && step == ReportStep::Send)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn icon=IconName::Clock>
                            <p>{t.ask_send_late()}</p>
                        </Banner>
                    }
                })}
            {step
                .needs_reason()
                .then(|| {
                    view! {
                        <TextArea
                            name="reason"
                            id=format!("{}-reason", dialog_id(step))
                            label=t.step_reason()
                            rows=3
                            required=true
                            error=reason_error
                            on_input=Callback::new(move |it| reason.set(it))
                        />
                    }
                })}
            <div role="alert">
                {move || error.get().map(|it| view! { <Refusal error=it names /> })}
            </div>
        </Dialog>
    }
    .into_any()
}

/// Why a step was not taken; names the figures that are missing.
#[component]
fn Refusal(error: Error, names: StoredValue<Vec<(String, String)>>) -> impl IntoView {
    let t = use_lang();
    let missing: Vec<_> = match &error {
        Error::Invalid(fields) => names.with_value(|names| {
            names.iter().filter(|(code, _)| fields.on(code) == Some(&Problem::Required)).cloned().collect()
        }),
        _ => Vec::new(),
    };
    if let Error::Invalid(fields) = &error
        && fields.0.values().any(|it| matches!(it, Problem::Told(_)))
    {
        let fields = fields.clone();
        return view! { <FindingRefusals fields names /> }.into_any();
    }
    if missing.is_empty() {
        let only_reason = matches!(&error, Error::Invalid(fields) if fields.on("reason").is_some());
        return (!only_reason).then(|| view! { <p class="field-error">{error.message(t)}</p> }).into_any();
    }
    let rows: Vec<_> =
        missing.iter().map(|(code, name)| view! { <li>{format!("{code} {name}")}</li> }).collect();
    view! {
        <p class="field-error">{t.step_missing(missing.len())}</p>
        <ul class="list-disc pl-5 text-sm">{rows}</ul>
    }
    .into_any()
}
