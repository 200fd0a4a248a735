//! Whose figures a unit's series is made of, before it was what it is.

use super::{History, Succession, SuccessionKind};
use crate::id::{SectorId, UnitId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The units whose figures are one unit's on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// With how much of each counts, where 1 is all.
    pub of: BTreeMap<UnitId, Decimal>,
    /// Units of which a part would count that nobody stated.
    pub left_out: BTreeSet<UnitId>,
}

impl Lineage {
    /// Whether it is anything but the unit itself.
    pub fn is_carried(&self, unit: UnitId) -> bool {
        !self.left_out.is_empty() || self.of.keys().any(|it| *it != unit)
    }
}

impl History {
    /// Whose figures of a sector are a unit's on a day: its own as long as it stands, and those of the units
    /// that it followed later. Links that lead round in a circle, or to a unit that followed after it had
    /// itself been followed, are not taken.
    pub fn lineage(&self, unit: UnitId, sector: SectorId, day: NaiveDate) -> Lineage {
        let mut found = Lineage::default();
        let mut way = vec![unit];
        self.trace(&mut found, &mut way, Decimal::ONE, NaiveDate::MAX, sector, day);
        found
    }

    fn trace(
        &self,
        found: &mut Lineage,
        way: &mut Vec<UnitId>,
        share: Decimal,
        until: NaiveDate,
        sector: SectorId,
        day: NaiveDate,
    ) {
        let Some(unit) = way.last().copied() else { return };
        if self.stands(unit, day) {
            *found.of.entry(unit).or_default() += share;
        }
        for link in self.followed_by(unit) {
            let counts = day < link.on && link.on <= until && !way.contains(&link.from);
            if !counts || !self.carries(link, sector, day) {
                continue;
            }
            match part(link) {
                None => {
                    found.left_out.insert(link.from);
                }
                Some(part) => {
                    way.push(link.from);
                    self.trace(found, way, share * part, link.on, sector, day);
                    way.pop();
                }
            }
        }
    }

    /// Work that changed hands is carried for what changed hands, before it did.
    fn carries(&self, link: &Succession, sector: SectorId, day: NaiveDate) -> bool {
        if link.kind != SuccessionKind::FunctionMoved {
            return true;
        }
        let had = link.on.pred_opt().is_some_and(|it| self.answers(link.from, sector, it));
        had && self.answers(link.to, sector, link.on) && !self.answers(link.to, sector, day)
    }

    /// Whether the links stay free of circles with one more. A unit does not follow itself.
    pub fn admits(&self, new: &Succession) -> bool {
        let mut known = BTreeSet::new();
        let mut waiting = vec![new.from];
        while let Some(unit) = waiting.pop() {
            if unit == new.to {
                return false;
            }
            if known.insert(unit) {
                waiting.extend(self.followed_by(unit).iter().map(|it| it.from));
            }
        }
        part(new).is_some() || new.share.is_none()
    }
}

/// How much of a unit went over. More than all of it, or nothing, is not known.
fn part(link: &Succession) -> Option<Decimal> {
    match (link.share, link.kind) {
        (Some(share), _) => {
            let share = share.decimal();
            (share > Decimal::ZERO && share <= Decimal::ONE).then_some(share)
        }
        (None, SuccessionKind::Split) => None,
        (None, _) => Some(Decimal::ONE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use crate::org::{Span, Unit, UnitKind};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn unit(number: usize) -> UnitId {
        UnitId(Uuid::from_u128(number as u128 + 1))
    }

    fn on(day: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(730_000 + day).unwrap()
    }

    const SECTOR: SectorId = SectorId(Uuid::from_u128(1));

    /// Units by the days on which they begin and end.
    fn history(units: &[(i32, Option<i32>)], links: Vec<Succession>) -> History {
        moved(units, vec![], links)
    }

    fn moved(
        units: &[(i32, Option<i32>)],
        functions: Vec<(UnitId, SectorId, Span)>,
        links: Vec<Succession>,
    ) -> History {
        let made = units.iter().enumerate().map(|(at, (from, to))| {
            let it = Unit {
                id: unit(at),
                code: at.to_string(),
                kind: UnitKind::Commune,
                name_vi: String::new(),
                name_en: String::new(),
            };
            (it, Span { from: on(*from), to: to.map(on) })
        });
        History::new(made.collect(), vec![], functions, links)
    }

    fn link(from: usize, to: usize, kind: SuccessionKind, day: i32, share: Option<i64>) -> Succession {
        let share = share.map(Number::from_stored);
        Succession { from: unit(from), to: unit(to), kind, on: on(day), share }
    }

    fn sources(history: &History, of: usize, day: i32) -> Vec<(usize, String)> {
        let lineage = history.lineage(unit(of), SECTOR, on(day));
        let number = |it: &UnitId| it.0.as_u128() as usize - 1;
        lineage.of.iter().map(|(it, share)| (number(it), share.normalize().to_string())).collect()
    }

    fn whole(units: &[usize]) -> Vec<(usize, String)> {
        units.iter().map(|it| (*it, "1".to_owned())).collect()
    }

    use SuccessionKind::{FunctionMoved, Merged, Renamed, Split};

    /// These links as one way to a unit, the last first; nothing where they make none.
    fn way_to(end: UnitId, mut set: Vec<&Succession>) -> Option<Vec<&Succession>> {
        let (mut way, mut at) = (Vec::new(), end);
        while !set.is_empty() {
            let mut here = set.extract_if(.., |it| it.to == at);
            let (link, other) = (here.next(), here.next());
            drop(here);
            at = link.filter(|_| other.is_none())?.from;
            way.extend(link);
        }
        Some(way)
    }

    #[test]
    fn a_chain_of_steps_is_followed_to_its_beginning() {
        // 0 is renamed 1; 1 and 2 merge into 3; 3 is renamed 4.
        let history = history(
            &[(0, Some(10)), (10, Some(20)), (0, Some(20)), (20, Some(30)), (30, None)],
            vec![
                link(0, 1, Renamed, 10, None),
                link(1, 3, Merged, 20, None),
                link(2, 3, Merged, 20, None),
                link(3, 4, Renamed, 30, None),
            ],
        );
        assert_eq!(sources(&history, 4, 35), whole(&[4]));
        assert_eq!(sources(&history, 4, 25), whole(&[3]));
        assert_eq!(sources(&history, 4, 19), whole(&[1, 2]));
        assert_eq!(sources(&history, 4, 5), whole(&[0, 2]));
        assert_eq!(sources(&history, 3, 5), whole(&[0, 2]));
        assert_eq!(sources(&history, 0, 25), [], "a unit that is no more is not carried on");
        assert!(!history.lineage(unit(4), SECTOR, on(35)).is_carried(unit(4)));
        assert!(history.lineage(unit(4), SECTOR, on(5)).is_carried(unit(4)));
    }

    #[test]
    fn what_joins_a_standing_unit_is_added_to_its_own() {
        let history = history(&[(0, None), (0, Some(10))], vec![link(1, 0, Merged, 10, None)]);
        assert_eq!(sources(&history, 0, 9), whole(&[0, 1]));
        assert_eq!(sources(&history, 0, 10), whole(&[0]));
    }

    #[test]
    fn a_split_counts_by_its_share_or_is_told() {
        let units = [(0, Some(10)), (10, None), (10, None), (10, None)];
        let links = vec![
            link(0, 1, Split, 10, Some(4_000)),
            link(0, 2, Split, 10, None),
            link(0, 3, Split, 10, Some(11_000)),
        ];
        let history = history(&units, links);
        assert_eq!(sources(&history, 1, 5), [(0, "0.4".to_owned())]);
        for unknown in [2, 3] {
            let lineage = history.lineage(unit(unknown), SECTOR, on(5));
            assert_eq!((lineage.of.len(), lineage.left_out.len()), (0, 1));
            assert!(lineage.is_carried(unit(unknown)));
        }
    }

    #[test]
    fn parts_that_come_together_again_are_whole() {
        // 0 is split into 1 and 2, which merge into 3.
        let units = [(0, Some(10)), (10, Some(20)), (10, Some(20)), (20, None)];
        let links = vec![
            link(0, 1, Split, 10, Some(3_333)),
            link(0, 2, Split, 10, Some(6_667)),
            link(1, 3, Merged, 20, None),
            link(2, 3, Merged, 20, None),
        ];
        assert_eq!(sources(&history(&units, links), 3, 5), whole(&[0]));
    }

    #[test]
    fn a_function_that_moved_takes_its_sector_along_and_no_other() {
        let other = SectorId(Uuid::from_u128(2));
        let span = |from, to: Option<i32>| Span { from: on(from), to: to.map(on) };
        let functions = vec![
            (unit(0), SECTOR, span(0, Some(10))),
            (unit(0), other, span(0, None)),
            (unit(1), SECTOR, span(10, None)),
        ];
        let history = moved(&[(0, None), (0, None)], functions, vec![link(0, 1, FunctionMoved, 10, None)]);
        assert_eq!(sources(&history, 1, 5), whole(&[0, 1]));
        assert_eq!(sources(&history, 1, 15), whole(&[1]));
        assert_eq!(history.lineage(unit(1), other, on(5)).of.len(), 1);
    }

    #[test]
    fn circles_are_refused_and_do_no_harm() {
        let units = [(0, None), (0, None), (0, None)];
        let links = vec![link(0, 1, Merged, 10, None), link(1, 2, Merged, 10, None)];
        let history = history(&units, links.clone());
        assert!(!history.admits(&link(2, 0, Merged, 5, None)));
        assert!(!history.admits(&link(1, 1, Renamed, 5, None)));
        assert!(!history.admits(&link(0, 2, Split, 5, Some(0))));
        assert!(history.admits(&link(0, 2, Split, 5, Some(5_000))));
        let mut round = links;
        round.push(link(2, 0, Merged, 10, None));
        round.push(link(0, 0, Merged, 10, None));
        let round = self::history(&units, round);
        assert_eq!(sources(&round, 0, 5), whole(&[0, 1, 2]));
    }

    proptest! {
        /// Any links at all, in circles too: nothing hangs, and nothing counts more often than its shares say.
        #[test]
        fn any_links_come_to_an_end(
            spans in prop::collection::vec((0..30, prop::option::of(0..40)), 1..7),
            drawn in prop::collection::vec(
                (0_usize..6, 0_usize..6, 0_usize..4, 0..40, prop::option::of(-2_000_i64..12_000)),
                0..10,
            ),
            day in 0..45,
        ) {
            let links = drawn.into_iter().map(|(from, to, kind, day, share)| {
                link(from, to, SuccessionKind::ALL[kind], day, share)
            });
            let history = history(&spans, links.collect());
            for at in 0..spans.len() {
                let lineage = history.lineage(unit(at), SECTOR, on(day));
                for (of, share) in &lineage.of {
                    prop_assert!(history.stands(*of, on(day)));
                    prop_assert!(*share > Decimal::ZERO);
                }
            }
        }

        /// By hand: every set of links that makes one way to a unit carries what its shares leave of its beginning.
        #[test]
        fn every_way_is_carried_and_no_other(
            spans in prop::collection::vec((0..30, prop::option::of(0..40)), 2..6),
            drawn in prop::collection::vec(
                (0_usize..5, 0_usize..5, 0_usize..3, 0..40, prop::option::of(1_i64..10_001)),
                0..8,
            ),
            day in 0..40,
        ) {
            let mut links = Vec::new();
            for (from, to, kind, day, share) in drawn {
                let new = link(from, to, [Renamed, Merged, Split][kind], day, share);
                if history(&spans, links.clone()).admits(&new) {
                    links.push(new);
                }
            }
            let history = history(&spans, links.clone());
            let stands = |it: UnitId| history.stands(it, on(day));
            for end in (0..spans.len()).map(unit) {
                let mut expected = Lineage::default();
                if stands(end) {
                    expected.of.insert(end, Decimal::ONE);
                }
                for chosen in 1_usize..1 << links.len() {
                    let set = links.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|it| it.1);
                    let Some(way) = way_to(end, set.collect()) else { continue };
                    let [later @ .., first] = &way[..] else { continue };
                    let known: Option<Vec<_>> = later.iter().map(|it| part(it)).collect();
                    let follows = way.windows(2).all(|it| it[1].on <= it[0].on) && on(day) < first.on;
                    let Some(known) = known.filter(|_| follows) else { continue };
                    match part(first) {
                        None => {
                            expected.left_out.insert(first.from);
                        }
                        Some(part) if stands(first.from) => {
                            let share = known.into_iter().product::<Decimal>() * part;
                            *expected.of.entry(first.from).or_default() += share;
                        }
                        Some(_) => {}
                    }
                }
                prop_assert_eq!(history.lineage(end, SECTOR, on(day)), expected, "{:?}", end);
            }
        }

        /// A unit split into parts that name their shares: each later day's parts make up the whole again.
        #[test]
        fn shares_that_make_a_whole_carry_a_whole(shares in prop::collection::vec(1_i64..3_000, 1..4)) {
            let last = 10_000 - shares.iter().sum::<i64>();
            let shares: Vec<_> = shares.into_iter().chain([last]).collect();
            let mut units = vec![(0, Some(10))];
            units.resize(shares.len() + 1, (10, None));
            let links = shares.iter().enumerate();
            let links = links.map(|(at, share)| link(0, at + 1, Split, 10, Some(*share))).collect();
            let history = history(&units, links);
            let parts = (1..=shares.len())
                .map(|at| history.lineage(unit(at), SECTOR, on(5)).of[&unit(0)])
                .sum::<Decimal>();
            prop_assert_eq!(parts, Decimal::ONE);
        }
    }
}
