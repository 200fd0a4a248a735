//! The tree of an agenda. Items stand in the order they are taken, each as deep as it is nested; those below
//! another follow it.

use crate::id::AgendaItemId;
use serde::{Deserialize, Serialize};

/// How deep an item may be nested: 1, 1.1, 1.1.1.
const DEEPEST: usize = 2;

/// Where an item is taken, with all that is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shift {
    /// Before the one above it on the same level.
    Up,
    Down,
    /// Below the one above it on the same level.
    In,
    /// After the one it is below.
    Out,
    Before(AgendaItemId),
    After(AgendaItemId),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(Vec<(AgendaItemId, usize)>);

/// What an item's place makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    pub id: AgendaItemId,
    pub parent: Option<AgendaItemId>,
    pub depth: usize,
    /// `2.1`.
    pub number: String,
    /// Its own, or together those of the items below it.
    pub minutes: i32,
    /// Minutes of the items before it.
    pub after: i32,
    /// Others are below it.
    pub is_group: bool,
}

impl Outline {
    /// From items in order with the one each is below. One that is below nothing known stands on its own.
    pub fn of(rows: &[(AgendaItemId, Option<AgendaItemId>)]) -> Self {
        let mut outline = Self::default();
        let is_known = |id: AgendaItemId| rows.iter().any(|it| it.0 == id);
        for (id, parent) in rows {
            if parent.is_none_or(|it| it == *id || !is_known(it)) {
                outline.take_in(rows, *id, 0);
            }
        }
        // What is below itself by some way round is reached from nowhere.
        for (id, _) in rows {
            if outline.place(*id).is_none() {
                outline.0.push((*id, 0));
            }
        }
        outline
    }

    fn take_in(&mut self, rows: &[(AgendaItemId, Option<AgendaItemId>)], id: AgendaItemId, depth: usize) {
        if self.place(id).is_some() {
            return;
        }
        self.0.push((id, depth.min(DEEPEST)));
        for (child, _) in rows.iter().filter(|it| it.1 == Some(id)) {
            self.take_in(rows, *child, depth + 1);
        }
    }

    pub fn ids(&self) -> impl Iterator<Item = AgendaItemId> {
        self.0.iter().map(|it| it.0)
    }

    fn place(&self, id: AgendaItemId) -> Option<usize> {
        self.0.iter().position(|it| it.0 == id)
    }

    fn depth(&self, at: usize) -> usize {
        self.0.get(at).map_or(0, |it| it.1)
    }

    /// Behind the last item below this one.
    fn end(&self, at: usize) -> usize {
        let depth = self.depth(at);
        let below = self.0.iter().skip(at + 1).take_while(|it| it.1 > depth).count();
        at + 1 + below
    }

    /// The one before it on the same level, under the same item.
    fn elder(&self, at: usize) -> Option<usize> {
        let depth = self.depth(at);
        (0..at).rev().find(|it| self.depth(*it) <= depth).filter(|it| self.depth(*it) == depth)
    }

    /// The outline after a shift; none when there is nowhere to go, or when `first`, which stays the first,
    /// would not be.
    pub fn shifted(&self, id: AgendaItemId, shift: Shift, first: Option<AgendaItemId>) -> Option<Self> {
        let from = self.place(id)?;
        let (end, depth) = (self.end(from), self.depth(from));
        let mut rest = self.0.clone();
        let mut block: Vec<_> = rest.drain(from..end).collect();
        let rest = Self(rest);
        let (to, level) = match shift {
            Shift::Up => (self.elder(from)?, depth),
            Shift::Down => {
                let next = (end < self.0.len() && self.depth(end) == depth).then_some(from)?;
                (rest.end(next), depth)
            }
            Shift::In => {
                self.elder(from)?;
                (from, depth + 1)
            }
            Shift::Out => {
                let parent = (0..from).rev().find(|it| self.depth(*it) < depth)?;
                (rest.end(parent), depth - 1)
            }
            Shift::Before(other) => {
                let at = rest.place(other)?;
                (at, rest.depth(at))
            }
            Shift::After(other) => {
                let at = rest.place(other)?;
                (rest.end(at), rest.depth(at))
            }
        };
        for (_, it) in &mut block {
            *it = *it + level - depth;
            if *it > DEEPEST {
                return None;
            }
        }
        let mut after = rest.0;
        after.splice(to..to, block);
        let begins = after.first().map(|it| it.0);
        (first.is_none() || first == begins).then_some(Self(after))
    }

    /// Leaves an item out; what was below it moves up to its level.
    pub fn without(&self, id: AgendaItemId) -> Self {
        let Some(at) = self.place(id) else { return self.clone() };
        let end = self.end(at);
        let lifted = self.0.iter().enumerate().filter(|(index, _)| *index != at);
        Self(
            lifted
                .map(|(index, it)| (it.0, if index < end && index > at { it.1 - 1 } else { it.1 }))
                .collect(),
        )
    }

    /// Puts a new item on the outermost level, at the end or before one that stands there.
    pub fn with(&self, id: AgendaItemId, before: Option<AgendaItemId>) -> Self {
        let mut items = self.0.clone();
        let at = before.and_then(|it| self.place(it)).filter(|it| self.depth(*it) == 0);
        items.insert(at.unwrap_or(items.len()), (id, 0));
        Self(items)
    }

    /// Numbers, times and the item that each is below. `own` tells the minutes that an item itself was given.
    pub fn laid(&self, own: impl Fn(AgendaItemId) -> i32) -> Vec<Laid> {
        let mut counts = Vec::<usize>::new();
        let mut above = Vec::<AgendaItemId>::new();
        let mut after = 0;
        let mut laid = Vec::with_capacity(self.0.len());
        for (at, (id, depth)) in self.0.iter().enumerate() {
            let depth = (*depth).min(above.len());
            above.truncate(depth);
            counts.truncate(depth + 1);
            counts.resize(depth + 1, 0);
            if let Some(count) = counts.last_mut() {
                *count += 1;
            }
            let number = counts.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
            let end = self.end(at);
            let is_group = end > at + 1;
            let leaves = (at..end).filter(|it| self.end(*it) == *it + 1);
            let minutes = leaves.filter_map(|it| self.0.get(it)).map(|it| own(it.0)).sum();
            laid.push(Laid {
                id: *id,
                parent: above.last().copied(),
                depth,
                number,
                minutes,
                after,
                is_group,
            });
            if !is_group {
                after += minutes;
            }
            above.push(*id);
        }
        laid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: u128) -> AgendaItemId {
        AgendaItemId(Uuid::from_u128(number))
    }

    /// Items 1, 2 with 3 and 4 below it, 5.
    fn sample() -> Outline {
        Outline::of(&[
            (id(1), None),
            (id(2), None),
            (id(3), Some(id(2))),
            (id(4), Some(id(2))),
            (id(5), None),
        ])
    }

    fn numbers(outline: &Outline) -> Vec<(u128, String)> {
        outline.laid(|_| 10).into_iter().map(|it| (it.id.0.as_u128(), it.number)).collect()
    }

    fn shown(outline: &Outline) -> String {
        numbers(outline)
            .into_iter()
            .map(|(id, number)| format!("{number}={id}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn items_are_numbered_by_their_place() {
        assert_eq!(shown(&sample()), "1=1 2=2 2.1=3 2.2=4 3=5");
    }

    #[test]
    fn a_groups_time_is_that_of_what_is_below_it() {
        let laid = sample().laid(|it| if it == id(2) { 99 } else { 10 });
        let times: Vec<_> = laid.iter().map(|it| (it.after, it.minutes, it.is_group)).collect();
        assert_eq!(
            times,
            [(0, 10, false), (10, 20, true), (10, 10, false), (20, 10, false), (30, 10, false)]
        );
    }

    #[test]
    fn an_item_takes_along_what_is_below_it() {
        let shift = |of, shift| shown(&sample().shifted(id(of), shift, None).unwrap());
        assert_eq!(shift(2, Shift::Up), "1=2 1.1=3 1.2=4 2=1 3=5");
        assert_eq!(shift(2, Shift::Down), "1=1 2=5 3=2 3.1=3 3.2=4");
        assert_eq!(shift(1, Shift::Down), "1=2 1.1=3 1.2=4 2=1 3=5");
        assert_eq!(shift(2, Shift::In), "1=1 1.1=2 1.1.1=3 1.1.2=4 2=5");
        assert_eq!(shift(3, Shift::Out), "1=1 2=2 2.1=4 3=3 4=5");
        assert_eq!(shift(5, Shift::Before(id(4))), "1=1 2=2 2.1=3 2.2=5 2.3=4");
        assert_eq!(shift(1, Shift::After(id(2))), "1=2 1.1=3 1.2=4 2=1 3=5");
    }

    #[test]
    fn there_is_not_always_somewhere_to_go() {
        let outline = sample();
        let none = [
            (1, Shift::Up),
            (5, Shift::Down),
            (1, Shift::In),
            (1, Shift::Out),
            (3, Shift::Up),
            (4, Shift::Down),
        ];
        for (of, shift) in none {
            assert_eq!(outline.shifted(id(of), shift, None), None, "{of} {shift:?}");
        }
        assert_eq!(outline.shifted(id(2), Shift::Before(id(3)), None), None, "into itself");
        let deep = outline.shifted(id(2), Shift::In, None).unwrap();
        assert_eq!(deep.shifted(id(4), Shift::In, None), None, "four levels");
        for (of, shift) in [(2, Shift::Up), (1, Shift::Down), (5, Shift::Before(id(1)))] {
            assert_eq!(outline.shifted(id(of), shift, Some(id(1))), None, "the first stays the first");
        }
    }

    #[test]
    fn what_was_below_a_removed_item_stays() {
        assert_eq!(shown(&sample().without(id(2))), "1=1 2=3 3=4 4=5");
        assert_eq!(shown(&sample().with(id(6), Some(id(5)))), "1=1 2=2 2.1=3 2.2=4 3=6 4=5");
    }

    #[test]
    fn rows_that_make_no_tree_are_all_kept() {
        let round = [(id(1), Some(id(2))), (id(2), Some(id(1))), (id(3), Some(id(9))), (id(4), Some(id(4)))];
        assert_eq!(Outline::of(&round).ids().count(), 4);
    }

    proptest! {
        #[test]
        fn no_shift_loses_an_item_or_breaks_the_tree(moves in proptest::collection::vec((1u128..8, 0u8..6, 1u128..8), 0..40)) {
            let rows: Vec<_> = (1..8).map(|it| (id(it), None)).collect();
            let mut outline = Outline::of(&rows);
            for (of, shift, other) in moves {
                let shift = match shift {
                    0 => Shift::Up,
                    1 => Shift::Down,
                    2 => Shift::In,
                    3 => Shift::Out,
                    4 => Shift::Before(id(other)),
                    _ => Shift::After(id(other)),
                };
                if let Some(after) = outline.shifted(id(of), shift, Some(id(1))) {
                    outline = after;
                }
                let laid = outline.laid(|_| 10);
                prop_assert_eq!(laid.first().map(|it| it.id), Some(id(1)));
                prop_assert!(laid.iter().all(|it| it.depth <= DEEPEST));
                let rows: Vec<_> = laid.iter().map(|it| (it.id, it.parent)).collect();
                prop_assert_eq!(&Outline::of(&rows), &outline, "kept rows make the same tree");
                let mut ids: Vec<_> = outline.ids().collect();
                ids.sort();
                prop_assert_eq!(ids, (1..8).map(id).collect::<Vec<_>>());
            }
        }
    }
}
