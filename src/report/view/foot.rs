use crate::id::PassageId;
use leptos::prelude::*;
use std::sync::Arc;

/// What a later part has to say of a passage, beneath it: given by whoever draws the report's page.
#[derive(Clone)]
pub struct PassageFoot(pub Arc<dyn Fn(PassageId) -> AnyView + Send + Sync>);

/// The place for it.
#[component]
pub fn Foot(passage: PassageId) -> impl IntoView {
    use_context::<PassageFoot>().map(|it| (it.0)(passage))
}
