use super::error::ErrorView;
use crate::error::Result;
use crate::text::use_lang;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Draws what a resource holds, or why it holds nothing. The old view stays up while a newer one is
/// fetched.
#[component]
pub fn Loaded<T, V>(
    resource: Resource<Result<T>>,
    children: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(it) => children(it).into_any(),
                        Err(error) => view! { <ErrorView error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// Stands where something is on its way.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="sr-only">{use_lang().ui_loading()}</span>
            <div></div>
            <div></div>
            <div></div>
            <div></div>
        </div>
    }
    .into_any()
}
