use crate::id::PassageId;
use crate::ui::Wait;
use leptos::prelude::*;
use std::sync::Arc;

/// What a later part has to say of a passage, beneath it: given by whoever draws the report's page.
#[derive(Clone)]
pub struct PassageFoot {
    pub draw: Arc<dyn Fn(PassageId) -> AnyView + Send + Sync>,
    /// What `draw` reads is there once this is over.
    pub after: Wait,
}

/// The place for it.
#[component]
pub fn Foot(passage: PassageId) -> impl IntoView {
    use_context::<PassageFoot>().map(|it| (it.draw)(passage))
}
