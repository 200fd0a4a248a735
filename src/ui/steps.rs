use crate::text::use_lang;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    /// Current, and sent back with a reason.
    Returned,
    Ahead,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub state: StepState,
}

impl Step {
    pub fn new(label: impl Into<String>, state: StepState) -> Self {
        Self { label: label.into(), state }
    }
}

/// Where a thing stands on its way through the offices.
#[component]
pub fn Steps(steps: Vec<Step>) -> impl IntoView {
    let t = use_lang();
    let steps: Vec<_> = steps
        .into_iter()
        .map(|step| {
            let (class, current, spoken) = match step.state {
                StepState::Done => ("step step-done", None, t.ui_step_done()),
                StepState::Current => ("step", Some("step"), t.ui_step_current()),
                StepState::Returned => ("step step-returned", Some("step"), t.ui_step_current()),
                StepState::Ahead => ("step", None, ""),
            };
            view! {
                <li class=class aria-current=current>
                    {step.label}
                    <span class="sr-only">" " {spoken}</span>
                </li>
            }
        })
        .collect();
    view! {
        <ol class="steps" aria-label=t.ui_steps()>
            {steps}
        </ol>
    }
    .into_any()
}

/// How much of a whole is done, in whole percent from 0 to 100.
#[component]
pub fn Progress(#[prop(into)] percent: Signal<u8>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <div class="progress-line">
            <progress class="progress" max="100" value=move || percent.get() aria-label=label></progress>
            <span class="num">{move || percent.get()} " %"</span>
        </div>
    }
    .into_any()
}
