//! What every page knows of the person reading it, without asking the server again.

use crate::actor::{Actor, Permission, Scope};
use crate::text::Lang;
use crate::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One page's reader. The server puts it into the page; the browser reads it from there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub actor: Option<Actor>,
    pub lang: Lang,
    /// `light`, `dark`, or empty for what the device prefers.
    pub theme: String,
    /// The server's clock when it made the page.
    pub now: Instant,
    /// The data is a demonstration, on a demonstration clock.
    pub sample: bool,
}

/// Where the page keeps it.
pub const ELEMENT: &str = "visit";

impl Visit {
    /// Whether a control for this may be offered.
    pub fn can(&self, permission: Permission, on: Scope) -> bool {
        self.actor.as_ref().is_some_and(|it| it.can(permission, on))
    }
}

/// Makes the visit and its language known to everything below. Call once, at the root.
pub fn provide_visit() {
    let visit = use_context::<Visit>().or_else(read_from_page).unwrap_or_default();
    provide_context(visit.lang);
    provide_context(visit);
}

pub fn use_visit() -> Visit {
    use_context::<Visit>().unwrap_or_default()
}

fn read_from_page() -> Option<Visit> {
    let text = document().get_element_by_id(ELEMENT)?.text_content()?;
    serde_json::from_str(&text).ok()
}
