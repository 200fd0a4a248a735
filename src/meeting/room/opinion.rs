//! What was said on an item, as the secretary noted it.

use super::{Event, Happening, Who};
use crate::error::Denial;
use crate::id::AgendaItemId;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Number of the event that noted it first.
    pub seq: i64,
    pub item: AgendaItemId,
    pub who: Who,
    pub at: Instant,
    pub body: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions(pub Vec<Opinion>);

impl Opinions {
    pub fn on(&self, item: AgendaItemId) -> impl Iterator<Item = &Opinion> {
        self.0.iter().filter(move |it| it.item == item)
    }

    pub(super) fn hear(&mut self, event: &Event) {
        match &event.what {
            Happening::OpinionNoted { item, who, body } => self.0.push(Opinion {
                seq: event.seq,
                item: *item,
                who: who.clone(),
                at: event.at,
                body: body.clone(),
            }),
            Happening::OpinionReworded { opinion, body } => {
                if let Some(kept) = self.0.iter_mut().find(|it| it.seq == *opinion) {
                    kept.body.clone_from(body);
                }
            }
            Happening::OpinionStruck { opinion } => self.0.retain(|it| it.seq != *opinion),
            _ => {}
        }
    }

    pub(super) fn allows(&self, event: &Event) -> Result<(), Denial> {
        match &event.what {
            Happening::OpinionReworded { opinion, .. } | Happening::OpinionStruck { opinion } => {
                let known = self.0.iter().any(|it| it.seq == *opinion);
                if known { Ok(()) } else { Err(Denial::AlreadyDone) }
            }
            _ => Ok(()),
        }
    }
}
