use crate::notice::api::count_notices;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Icon, IconName};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The way to the reader's notices, with how many are unread. Counted again on each page.
#[component]
pub fn Bell() -> impl IntoView {
    if use_visit().actor.is_none() {
        return ().into_any();
    }
    let path = use_location().pathname;
    let count = Resource::new(move || path.get(), |_| count_notices());
    view! {
        <Transition fallback=|| view! { <BellLink count=0 /> }>
            {move || Suspend::new(async move {
                let count = count.await.unwrap_or_default();
                view! { <BellLink count /> }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn BellLink(count: u32) -> impl IntoView {
    let t = use_lang();
    let sign = if count > 99 { "99+".to_owned() } else { count.to_string() };
    view! {
        <a class="menu-item bell" href=route::NOTICES>
            <Icon name=IconName::Bell />
            <span class="sr-only">{t.notice_bell(count)}</span>
            <span class="bell-word" aria-hidden="true">
                {t.notice_title()}
            </span>
            {(count > 0).then(|| view! { <span class="nav-count" aria-hidden="true">{sign}</span> })}
        </a>
    }
    .into_any()
}
