use super::error::ErrorView;
use super::told::Telling;
use crate::error::Result;
use crate::text::use_lang;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// Something to wait for, again each time it is asked.
pub type Wait = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Waits for a resource that is read further inside. One waiting inside another does not hydrate.
pub fn wait_for<T>(resource: Resource<T>) -> Wait
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    Arc::new(move || {
        Box::pin(async move {
            resource.await;
        })
    })
}

/// Draws what a resource holds, or why it holds nothing. The old view stays up while a newer one is
/// fetched.
#[component]
pub fn Loaded<T, V, S>(
    resource: Resource<Result<T>, S>,
    /// Waited for as well, so that what is drawn may read it.
    #[prop(optional_no_strip, into)]
    after: Option<Wait>,
    children: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
    S: Telling,
{
    let draw: Draw = Arc::new(move || {
        let (children, after) = (children.clone(), after.clone());
        Box::pin(async move {
            if let Some(after) = after {
                after().await;
            }
            let found = resource.await;
            only_looked_over().await;
            match found {
                Ok(it) => match S::beside(&it) {
                    None => children(it).into_any(),
                    Some(told) => (told, children(it)).into_any(),
                },
                Err(error) => view! { <ErrorView error /> }.into_any(),
            }
        })
    });
    view! { <Awaited draw /> }
}

/// Before it writes a page out, the server looks over what is there, to learn what else it would have to wait for,
/// and throws that away. A look ends here, before anything is drawn; a drawing goes on. In the browser all is drawn at
/// once, as it hydrates what stands there already.
async fn only_looked_over() {
    let mut looked = !super::LOOKS_OVER;
    poll_fn(|cx| {
        if std::mem::replace(&mut looked, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
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
