use crate::error::Result;
use crate::indicator::{IndicatorFoot, IndicatorPage};
use crate::meeting::Meeting;
use crate::meeting::api::show_meetings_of;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Card, wait_for};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// An indicator's page with the meetings that took it up.
#[component]
pub fn MetIndicatorPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code")).unwrap_or_default();
    let meetings = Resource::new(code, show_meetings_of);
    let draw = move || view! { <Met meetings /> }.into_any();
    provide_context(IndicatorFoot { draw: Arc::new(draw), after: wait_for(meetings) });
    view! { <IndicatorPage /> }
}

#[component]
fn Met(meetings: Resource<Result<Vec<Meeting>>>) -> impl IntoView {
    let t = use_lang();
    let list = move |meetings: Vec<Meeting>| {
        let rows: Vec<_> = meetings
            .into_iter()
            .map(|it| {
                view! {
                    <li>
                        <a class="list-row" href=route::meeting(it.id)>
                            <span class="list-main">
                                <b>{it.title.clone()}</b>
                                <span class="list-note">{super::parts::when(&it, t)}</span>
                            </span>
                        </a>
                    </li>
                }
            })
            .collect();
        let none = rows.is_empty().then(|| view! { <p class="list-row">{t.meeting_none_on_indicator()}</p> });
        view! {
            <Card title=t.meeting_on_indicator() flush=true>
                <ul class="list">{rows}</ul>
                {none}
            </Card>
        }
    };
    (move || meetings.get().and_then(Result::ok).map(list)).into_any()
}
