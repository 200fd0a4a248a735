use crate::bloc::Taken;
use crate::bloc::api::show_taken;
use crate::id::{PassageId, ReportId};
use crate::report::{PassageFoot, ReportPage};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Icon, IconName, wait_for};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// A unit's report with the way on from each passage to where it stands in the bloc's.
#[component]
pub fn TracedReportPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || -> ReportId {
        params.with(|it| it.get("id").and_then(|it| it.parse().ok())).unwrap_or_default()
    };
    let taken = Resource::new(id, show_taken);
    let foot = move |passage: PassageId| view! { <InReport taken passage /> }.into_any();
    provide_context(PassageFoot { draw: Arc::new(foot), after: wait_for(taken) });
    view! { <ReportPage /> }
}

#[component]
fn InReport(taken: Resource<crate::error::Result<Taken>>, passage: PassageId) -> impl IntoView {
    let t = use_lang();
    let link = move |taken: Taken| {
        let count = taken.passages.iter().find(|it| it.0 == passage)?.1;
        let href = format!("{}#{}", route::consolidated(&taken.period), route::passage_anchor(passage));
        Some(view! {
            <p class="text-sm">
                <a class="source" href=href>
                    <Icon name=IconName::Document />
                    {t.consol_in_report(count)}
                </a>
            </p>
        })
    };
    (move || taken.get().and_then(Result::ok).and_then(link)).into_any()
}
