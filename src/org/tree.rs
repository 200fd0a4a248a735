use crate::id::{SectorId, UnitId};
use std::collections::{HashMap, HashSet};

/// The units that stand on one day, and who is above whom.
///
/// Kept in an order in which each unit is followed by all that is below it, so that what is below a unit is one
/// stretch of it, and how many of those answer for a sector is one subtraction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    order: Vec<UnitId>,
    /// Where the stretch below each unit ends.
    ends: Vec<usize>,
    above: Vec<Option<usize>>,
    place: HashMap<UnitId, usize>,
    /// Of each sector, how many units answer for it before each place.
    answering: HashMap<SectorId, Vec<u32>>,
}

impl Tree {
    /// Puts units together, each under its parent. A parent that does not stand is none, and units that are
    /// above themselves by some way round are above nobody: every unit is in the tree exactly once.
    pub fn of(
        units: &[UnitId],
        parent: impl Fn(UnitId) -> Option<UnitId>,
        functions: impl IntoIterator<Item = (UnitId, SectorId)>,
    ) -> Self {
        let standing: HashSet<_> = units.iter().copied().collect();
        let mut parents: HashMap<UnitId, UnitId> = units
            .iter()
            .filter_map(|it| Some((*it, parent(*it).filter(|above| standing.contains(above))?)))
            .collect();
        for unit in in_circles(&parents) {
            parents.remove(&unit);
        }
        let mut below: HashMap<Option<UnitId>, Vec<UnitId>> = HashMap::new();
        for unit in units {
            below.entry(parents.get(unit).copied()).or_default().push(*unit);
        }

        let mut tree = Self::default();
        // Taken from its end, so that the first unit comes out first.
        let turned = |units: Option<&Vec<UnitId>>| units.into_iter().flatten().rev().copied().collect();
        let mut waiting: Vec<UnitId> = turned(below.get(&None));
        while let Some(unit) = waiting.pop() {
            if tree.place.insert(unit, tree.order.len()).is_none() {
                let above = parents.get(&unit).and_then(|it| tree.place.get(it)).copied();
                tree.order.push(unit);
                tree.above.push(above);
                waiting.extend::<Vec<_>>(turned(below.get(&Some(unit))));
            }
        }
        tree.ends = (1..=tree.order.len()).collect();
        for at in (0..tree.order.len()).rev() {
            if let Some(above) = tree.above[at] {
                tree.ends[above] = tree.ends[above].max(tree.ends[at]);
            }
        }
        tree.count(functions);
        tree
    }

    fn count(&mut self, functions: impl IntoIterator<Item = (UnitId, SectorId)>) {
        let mut answering: HashMap<SectorId, HashSet<usize>> = HashMap::new();
        for (unit, sector) in functions {
            if let Some(at) = self.place.get(&unit) {
                answering.entry(sector).or_default().insert(*at);
            }
        }
        for (sector, places) in answering {
            let mut counts = vec![0];
            let mut count = 0;
            for at in 0..self.order.len() {
                count += u32::from(places.contains(&at));
                counts.push(count);
            }
            self.answering.insert(sector, counts);
        }
    }

    /// Every unit, each before those below it.
    pub fn units(&self) -> &[UnitId] {
        &self.order
    }

    pub fn has(&self, unit: UnitId) -> bool {
        self.place.contains_key(&unit)
    }

    pub fn parent(&self, unit: UnitId) -> Option<UnitId> {
        let above = self.above[*self.place.get(&unit)?]?;
        self.order.get(above).copied()
    }

    /// The units right below one; those that have nobody above them for none.
    pub fn children(&self, unit: Option<UnitId>) -> Vec<UnitId> {
        let (mut at, end) = match unit {
            None => (0, self.order.len()),
            Some(unit) => match self.place.get(&unit) {
                Some(place) => (place + 1, self.ends[*place]),
                None => return Vec::new(),
            },
        };
        let mut children = Vec::new();
        while at < end {
            children.push(self.order[at]);
            at = self.ends[at];
        }
        children
    }

    /// Whether it has units below it.
    pub fn is_above_others(&self, unit: UnitId) -> bool {
        self.place.get(&unit).is_some_and(|it| self.ends[*it] > it + 1)
    }

    /// The unit and all below it.
    pub fn within(&self, unit: UnitId) -> &[UnitId] {
        self.place.get(&unit).map_or(&[], |it| &self.order[*it..self.ends[*it]])
    }

    /// The unit and all above it, nearest first.
    pub fn path(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        let start = self.place.get(&unit).copied();
        std::iter::successors(start, |it| self.above[*it]).map(|it| self.order[it])
    }

    /// The units in whose totals one is counted: those above it, and itself where it has others below it.
    pub fn counted_in(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        self.path(unit).filter(move |it| *it != unit || self.is_above_others(unit))
    }

    /// How many of a unit and those below it answer for a sector.
    pub fn answering(&self, unit: UnitId, sector: SectorId) -> u32 {
        let counts = self.answering.get(&sector);
        counts.zip(self.place.get(&unit)).map_or(0, |(counts, at)| counts[self.ends[*at]] - counts[*at])
    }

    /// Whether a unit itself answers for a sector.
    pub fn answers(&self, unit: UnitId, sector: SectorId) -> bool {
        let counts = self.answering.get(&sector);
        counts.zip(self.place.get(&unit)).is_some_and(|(counts, at)| counts[*at] < counts[*at + 1])
    }

    /// The unit that answers for a sector, of one and those below it, where there is one alone.
    pub fn sole(&self, unit: UnitId, sector: SectorId) -> Option<UnitId> {
        if self.answering(unit, sector) != 1 {
            return None;
        }
        let (counts, at) = (self.answering.get(&sector)?, *self.place.get(&unit)?);
        let found = counts.partition_point(|it| *it <= counts[at]);
        self.order.get(found - 1).copied()
    }

    /// Who answers for what, of all that stand.
    pub fn functions(&self) -> impl Iterator<Item = (UnitId, SectorId)> {
        self.answering.iter().flat_map(|(sector, counts)| {
            let units = self.order.iter().zip(counts.windows(2));
            units.filter(|(_, it)| it[0] < it[1]).map(|(unit, _)| (*unit, *sector))
        })
    }
}

/// Units that are above themselves.
fn in_circles(parents: &HashMap<UnitId, UnitId>) -> Vec<UnitId> {
    let mut known: HashSet<UnitId> = HashSet::new();
    let mut circles = Vec::new();
    for unit in parents.keys() {
        let mut walked = Vec::new();
        let mut next = Some(*unit);
        while let Some(at) = next.filter(|it| known.insert(*it)) {
            walked.push(at);
            next = parents.get(&at).copied();
        }
        if let Some(start) = next.and_then(|it| walked.iter().position(|walked| *walked == it)) {
            circles.extend(walked.drain(start..));
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn unit(number: usize) -> UnitId {
        UnitId(Uuid::from_u128(number as u128 + 1))
    }

    fn sector(number: usize) -> SectorId {
        SectorId(Uuid::from_u128(number as u128 + 1))
    }

    /// Parents by number, also of themselves and in circles; functions as pairs.
    fn drawn() -> impl Strategy<Value = (Vec<Option<usize>>, Vec<(usize, usize)>)> {
        (1_usize..25).prop_flat_map(|count| {
            let parents = prop::collection::vec(prop::option::of(0..count + 2), count);
            (parents, prop::collection::vec((0..count, 0_usize..3), 0..40))
        })
    }

    fn tree(parents: &[Option<usize>], functions: &[(usize, usize)]) -> Tree {
        let units: Vec<_> = (0..parents.len()).map(unit).collect();
        let of = |it: UnitId| parents[it.0.as_u128() as usize - 1].map(unit);
        Tree::of(&units, of, functions.iter().map(|(it, of)| (unit(*it), sector(*of))))
    }

    proptest! {
        #[test]
        fn every_unit_is_in_it_once_and_below_those_above_it((parents, functions) in drawn()) {
            let tree = tree(&parents, &functions);
            let mut all = tree.units().to_vec();
            all.sort();
            prop_assert_eq!(all, (0..parents.len()).map(unit).collect::<Vec<_>>());
            let mut in_roots: Vec<_> =
                tree.children(None).iter().flat_map(|it| tree.within(*it).to_vec()).collect();
            in_roots.sort();
            prop_assert_eq!(in_roots.len(), parents.len());
            for it in tree.units() {
                let path: Vec<_> = tree.path(*it).collect();
                prop_assert!(path.len() <= parents.len());
                for above in tree.units() {
                    prop_assert_eq!(tree.within(*above).contains(it), path.contains(above));
                }
                for child in tree.children(Some(*it)) {
                    prop_assert_eq!(tree.parent(child), Some(*it));
                }
                prop_assert_eq!(tree.is_above_others(*it), !tree.children(Some(*it)).is_empty());
            }
        }

        #[test]
        fn who_answers_is_counted_as_by_hand((parents, functions) in drawn()) {
            let tree = tree(&parents, &functions);
            let kept: HashSet<_> = tree.functions().collect();
            for top in tree.units() {
                for of in 0..3 {
                    let by_hand: Vec<_> =
                        tree.within(*top).iter().filter(|it| kept.contains(&(**it, sector(of)))).collect();
                    prop_assert_eq!(tree.answering(*top, sector(of)) as usize, by_hand.len());
                    let sole = (by_hand.len() == 1).then(|| *by_hand[0]);
                    prop_assert_eq!(tree.sole(*top, sector(of)), sole);
                }
            }
            prop_assert!(functions.iter().all(|(it, of)| kept.contains(&(unit(*it), sector(*of)))));
        }
    }

    #[test]
    fn a_circle_is_cut_where_it_closes() {
        // 0 → 1 → 2 → 0 is a circle; 3 hangs on it, 4 stands alone, 5's parent is gone.
        let tree = tree(&[Some(1), Some(2), Some(0), Some(1), None, Some(9)], &[]);
        let mut roots = tree.children(None);
        roots.sort();
        assert_eq!(roots, [0, 1, 2, 4, 5].map(unit));
        assert_eq!(tree.parent(unit(3)), Some(unit(1)));
    }
}
