use super::error::ErrorView;
use crate::error::Result;
use crate::text::use_lang;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::pin::Pin;
use std::sync::Arc;

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
    let draw: Draw = Arc::new(move || {
        let children = children.clone();
        Box::pin(async move {
            match resource.await {
                Ok(it) => children(it).into_any(),
                Err(error) => view! { <ErrorView error /> }.into_any(),
            }
        })
    });
    view! { <Awaited draw /> }
}

/// Draws a page once what it shows is there.
type Draw = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>> + Send + Sync>;

/// The waiting, compiled once for all that is waited for.
#[component]
fn Awaited(draw: Draw) -> impl IntoView {
    view! {
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(draw())}
        </Transition>
    }
    .into_any()
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
