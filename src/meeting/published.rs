//! What was published of an agenda, kept so that later changes can be told item by item.

use super::{AgendaItem, ItemKind, Meeting, Paper};
use crate::id::{AgendaItemId, PaperId, SectorId, UnitId};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedItem {
    pub id: AgendaItemId,
    pub parent: Option<AgendaItemId>,
    pub number: String,
    pub kind: ItemKind,
    pub title: String,
    pub minutes: i32,
    pub sector: Option<SectorId>,
    pub presenter: Option<UnitId>,
    pub presenter_name: Option<String>,
    pub purpose: Option<String>,
    pub decision: Option<String>,
    pub note: Option<String>,
    pub papers: Vec<PaperId>,
}

/// An agenda as it was when everybody could first see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub at: Instant,
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Instant,
    pub items: Vec<PublishedItem>,
}

/// What is different about an item; what can be said shortly is said as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemChange {
    Added,
    Title(String),
    Kind(ItemKind),
    Minutes(i32),
    Sector,
    Presenter,
    Purpose,
    Note,
    Papers,
    /// From this number.
    Moved(String),
}

/// What is different about the meeting itself, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeetingChange {
    Title(String),
    Place(Option<String>),
    Start(Instant),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// When it was published.
    pub since: Instant,
    pub meeting: Vec<MeetingChange>,
    pub items: Vec<(AgendaItemId, Vec<ItemChange>)>,
    /// Number and title of what is no longer there.
    pub removed: Vec<(String, String)>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.meeting.is_empty() && self.items.is_empty() && self.removed.is_empty()
    }

    pub fn of(&self, item: AgendaItemId) -> &[ItemChange] {
        self.items.iter().find(|it| it.0 == item).map_or(&[], |it| &it.1)
    }
}

impl Published {
    pub fn new(at: Instant, meeting: &Meeting, items: &[AgendaItem], papers: &[Paper]) -> Self {
        Self {
            at,
            title: meeting.title.clone(),
            place: meeting.place.clone(),
            starts_at: meeting.starts_at,
            items: items.iter().map(|it| PublishedItem::new(it, papers)).collect(),
        }
    }

    /// What is different by now. An item that stands elsewhere only because others came or went has not moved.
    pub fn changes(&self, now: &Self) -> Changes {
        let mut meeting = Vec::new();
        if self.title != now.title {
            meeting.push(MeetingChange::Title(self.title.clone()));
        }
        if self.place != now.place {
            meeting.push(MeetingChange::Place(self.place.clone()));
        }
        if self.starts_at != now.starts_at {
            meeting.push(MeetingChange::Start(self.starts_at));
        }
        let was = |id: AgendaItemId| self.items.iter().position(|it| it.id == id);
        let kept: Vec<_> = now.items.iter().filter_map(|it| Some((it.id, was(it.id)?))).collect();
        let in_order = longest_in_order(&kept);
        let items = now.items.iter().filter_map(|item| {
            let found = self.items.iter().find(|it| it.id == item.id);
            let differs = match found {
                None => vec![ItemChange::Added],
                Some(old) => item.differs(old, !in_order.contains(&item.id)),
            };
            (!differs.is_empty()).then_some((item.id, differs))
        });
        let items = items.collect();
        let is_there = |id: AgendaItemId| now.items.iter().any(|it| it.id == id);
        let gone = self.items.iter().filter(|it| !is_there(it.id));
        let removed = gone.map(|it| (it.number.clone(), it.title.clone())).collect();
        Changes { since: self.at, meeting, items, removed }
    }
}

impl PublishedItem {
    fn new(item: &AgendaItem, papers: &[Paper]) -> Self {
        Self {
            id: item.id,
            parent: item.parent,
            number: item.number.clone(),
            kind: item.kind,
            title: item.title.clone(),
            minutes: item.minutes,
            sector: item.sector.as_ref().map(|it| it.id),
            presenter: item.presenter.as_ref().map(|it| it.id),
            presenter_name: item.presenter_name.clone(),
            purpose: item.purpose.clone(),
            decision: item.decision.clone(),
            note: item.note.clone(),
            papers: papers.iter().filter(|it| it.item == item.id).map(|it| it.id).collect(),
        }
    }

    fn differs(&self, old: &Self, moved: bool) -> Vec<ItemChange> {
        let presents = |it: &Self| (it.presenter, it.presenter_name.clone());
        let means = |it: &Self| (it.purpose.clone(), it.decision.clone());
        [
            (self.title != old.title).then(|| ItemChange::Title(old.title.clone())),
            (self.kind != old.kind).then_some(ItemChange::Kind(old.kind)),
            (self.minutes != old.minutes).then_some(ItemChange::Minutes(old.minutes)),
            (self.sector != old.sector).then_some(ItemChange::Sector),
            (presents(self) != presents(old)).then_some(ItemChange::Presenter),
            (means(self) != means(old)).then_some(ItemChange::Purpose),
            (self.note != old.note).then_some(ItemChange::Note),
            (self.papers != old.papers).then_some(ItemChange::Papers),
            (moved || self.parent != old.parent).then(|| ItemChange::Moved(old.number.clone())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The most items that still follow each other as they did: those that are left moved.
fn longest_in_order(kept: &[(AgendaItemId, usize)]) -> Vec<AgendaItemId> {
    // For each item, the longest run that ends with it.
    let mut runs = Vec::<Vec<(AgendaItemId, usize)>>::new();
    for (id, place) in kept {
        let before =
            runs.iter().filter(|run| run.last().is_some_and(|it| it.1 < *place)).max_by_key(|it| it.len());
        let mut run = before.cloned().unwrap_or_default();
        run.push((*id, *place));
        runs.push(run);
    }
    let longest = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    longest.into_iter().map(|it| it.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn item(number: u128) -> PublishedItem {
        PublishedItem {
            id: AgendaItemId(Uuid::from_u128(number)),
            parent: None,
            number: number.to_string(),
            kind: ItemKind::Report,
            title: format!("Nội dung {number}"),
            minutes: 10,
            sector: None,
            presenter: None,
            presenter_name: None,
            purpose: None,
            decision: None,
            note: None,
            papers: Vec::new(),
        }
    }

    fn published(items: &[u128]) -> Published {
        Published {
            at: Instant::UNIX_EPOCH,
            title: "Giao ban".into(),
            place: None,
            starts_at: Instant::UNIX_EPOCH,
            items: items.iter().map(|it| item(*it)).collect(),
        }
    }

    fn found(changes: &Changes) -> Vec<(u128, Vec<ItemChange>)> {
        changes.items.iter().map(|(id, it)| (id.0.as_u128(), it.clone())).collect()
    }

    #[test]
    fn nothing_changed_is_no_change() {
        assert!(published(&[1, 2, 3]).changes(&published(&[1, 2, 3])).is_empty());
    }

    #[test]
    fn only_what_was_taken_elsewhere_has_moved() {
        let changes = published(&[1, 2, 3, 4]).changes(&published(&[1, 3, 4, 2]));
        assert_eq!(found(&changes), [(2, vec![ItemChange::Moved("2".into())])]);
        let changes = published(&[1, 2, 3]).changes(&published(&[9, 1, 3]));
        assert_eq!(found(&changes), [(9, vec![ItemChange::Added])]);
        assert_eq!(changes.removed, [("2".to_owned(), "Nội dung 2".to_owned())]);
    }

    #[test]
    fn a_change_tells_what_stood_there() {
        let mut now = published(&[1, 2]);
        now.place = Some("Hội trường".into());
        now.items[1].title = "Việc khác".into();
        now.items[1].minutes = 20;
        let changes = published(&[1, 2]).changes(&now);
        assert_eq!(changes.meeting, [MeetingChange::Place(None)]);
        let both = vec![ItemChange::Title("Nội dung 2".into()), ItemChange::Minutes(10)];
        assert_eq!(found(&changes), [(2, both)]);
    }
}
