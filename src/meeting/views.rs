use crate::compare::Asked;
use crate::id::{AgendaItemId, AgendaViewId};
use crate::indicator::Comparison;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A view on an item of the agenda, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemViewName {
    pub id: AgendaViewId,
    pub item: AgendaItemId,
    pub name: String,
}

/// A view on an item of the agenda, with the published figures: those of the meeting once it has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    pub id: AgendaViewId,
    pub item: AgendaItemId,
    pub name: String,
    pub asked: Asked,
    /// The day on which it is looked at: what is due depends on it.
    pub day: NaiveDate,
    pub shown: Option<Comparison>,
    /// When the figures were kept; nothing where they are the present ones.
    pub kept_at: Option<Instant>,
    /// Something that it shows is another by now.
    pub newer: bool,
}

/// Whether any figure of a view is another now than when it was kept.
pub fn is_newer(kept: Option<&Comparison>, now: Option<&Comparison>) -> bool {
    let said = |of: &Comparison| {
        let total = |it: &crate::indicator::Total| (it.figure.state, it.figure.value, it.given, it.expected);
        of.totals.iter().map(total).collect::<Vec<_>>()
    };
    kept.map(said) != now.map(said)
}
