//! What the checks say, beside the cells they say it of.

use super::form::Form;
use crate::error::Error;
use crate::indicator::Column;
use crate::report::api::answer_finding;
use crate::report::{Finding, Severity, Told};
use crate::text::use_lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Form {
    /// Tells each row what was found of it. Rows of which nothing new is said are left alone.
    pub fn tell_rows(self, all: &[Finding]) {
        self.rows.with_value(|rows| {
            for row in rows {
                let own: Vec<_> = all.iter().filter(|it| it.indicator == row.indicator.id).cloned().collect();
                if row.findings.with_untracked(|it| *it != own) {
                    row.findings.set(own);
                }
            }
        });
    }
}

/// The findings of one cell; a warning asks for its reason here.
#[component]
pub fn CellFindings(
    form: Form,
    findings: RwSignal<Vec<Finding>>,
    column: Column,
    id: String,
) -> impl IntoView {
    // An empty cell says by itself that it is empty.
    let told = move || {
        findings.with(|all| {
            let own = all.iter().filter(|it| it.column == column && it.told != Told::Missing);
            own.cloned().collect::<Vec<_>>()
        })
    };
    let draw = move || {
        let found = told();
        (!found.is_empty())
            .then(|| found.into_iter().map(|finding| view! { <CellFinding form finding /> }).collect_view())
    };
    view! { <div id=id>{draw}</div> }.into_any()
}

#[component]
fn CellFinding(form: Form, finding: Finding) -> impl IntoView {
    let t = use_lang();
    let (indicator, rule) = (finding.indicator, finding.rule);
    let class = match finding.severity {
        Severity::Error => "cell-finding cell-finding-error",
        Severity::Warning => "cell-finding",
    };
    let asked = finding.needs_reason();
    let label = t.cell_answer_label(&finding.code);
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Error>);
    let give = move |event: SubmitEvent| {
        event.prevent_default();
        let text = reason.get_untracked();
        spawn_local(async move {
            match answer_finding(form.report, indicator, rule, text).await {
                // The whole report's, so that the sum above changes too.
                Ok(all) => drop(form.findings.try_set(all)),
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    let answer = finding.answer.as_ref().map(|it| it.reason.clone());
    let field = move || {
        view! {
            <form class="cell-answer" on:submit=give>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    aria-label=label.clone()
                    on:input=move |event| reason.set(event_target_value(&event))
                />
                <button type="submit" class="btn btn-secondary btn-sm">
                    {t.check_answer()}
                </button>
                {move || failure.get().map(|it| view! { <span role="alert">{it.message(t)}</span> })}
            </form>
        }
    };
    let field = StoredValue::new(field);
    let ask = move || {
        if !asked {
            None
        } else if open.get() {
            Some(field.with_value(|it| it.clone()()).into_any())
        } else {
            let press = move |_| open.set(true);
            Some(
                view! {
                    <button type="button" class="btn btn-quiet btn-sm" on:click=press>
                        {t.cell_answer()}
                    </button>
                }
                .into_any(),
            )
        }
    };
    view! {
        <div class=class>
            <p>{finding.message(t)}</p>
            {answer.map(|it| view! { <p class="text-ink-soft">{it}</p> })}
            {ask}
        </div>
    }
    .into_any()
}
