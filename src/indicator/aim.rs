//! What units have to reach, and what those above them have to reach with it.

use super::{Aggregation, Indicator};
use crate::id::UnitId;
use crate::number::Number;
use crate::org::{Lineage, Tree};
use rust_decimal::Decimal;

/// A target, and whether a demonstration invented it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    pub value: Option<Number>,
    pub sample: bool,
}

/// What a unit has to reach: its own target. One above others that has none has what those right below it make
/// together: counts add up, a rate is one that all who answer have in common.
pub fn aim(unit: UnitId, indicator: &Indicator, tree: &Tree, own: &impl Fn(UnitId) -> Option<Aim>) -> Aim {
    match own(unit).filter(|it| it.value.is_some()) {
        Some(own) => own,
        None => {
            let below = tree.children(Some(unit)).into_iter();
            let answering = below.filter(|it| {
                let is_rate = !adds_up(indicator);
                !is_rate || tree.answering(*it, indicator.sector) > 0
            });
            together(indicator, answering.map(|it| (aim(it, indicator, tree, own), Decimal::ONE)))
        }
    }
}

/// The target of units whose figures are one unit's, each by its share.
pub fn carried_aim(lineage: &Lineage, indicator: &Indicator, of: impl Fn(UnitId) -> Aim) -> Aim {
    together(indicator, lineage.of.iter().map(|(unit, share)| (of(*unit), *share)))
}

const fn adds_up(indicator: &Indicator) -> bool {
    matches!(indicator.aggregation, Aggregation::Sum | Aggregation::Stock)
}

fn together(indicator: &Indicator, aims: impl Iterator<Item = (Aim, Decimal)>) -> Aim {
    let aims: Vec<_> = aims.collect();
    let sample = aims.iter().any(|it| it.0.sample);
    let value = if adds_up(indicator) {
        let parts = aims.iter().filter_map(|(it, share)| it.value?.decimal().checked_mul(*share));
        parts.reduce(|all, it| all + it).and_then(Number::from_total)
    } else {
        let first = aims.first().and_then(|it| it.0.value);
        first.filter(|_| aims.iter().all(|it| it.0.value == first))
    };
    Aim { value, sample }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IndicatorId, SectorId};
    use crate::indicator::{Direction, Figure, Frequency, OverTime, combine};
    use proptest::prelude::*;
    use std::collections::HashMap;
    use uuid::Uuid;

    const SECTOR: SectorId = SectorId(Uuid::from_u128(1));

    fn unit(number: usize) -> UnitId {
        UnitId(Uuid::from_u128(number as u128 + 1))
    }

    fn indicator(aggregation: Aggregation) -> Indicator {
        Indicator {
            id: IndicatorId::default(),
            code: "XX01".into(),
            sector: SECTOR,
            version: 1,
            name_vi: "Chỉ tiêu".into(),
            name_en: String::new(),
            measure: "vụ".into(),
            decimals: 0,
            direction: Direction::Higher,
            range: None,
            aggregation,
            over_time: OverTime::of(aggregation, true),
            frequency: Frequency::Monthly,
            cumulative: true,
            responsible: None,
            formula: None,
            shares: None,
            valid_to: None,
        }
    }

    proptest! {
        /// Where only those at the bottom have targets, the whole has what their figures together have.
        #[test]
        fn what_a_part_of_the_tree_aims_at_is_what_its_units_do(
            parents in prop::collection::vec(prop::option::of(0_usize..8), 1..10),
            targets in prop::collection::vec(prop::option::of(1_i64..4), 10),
        ) {
            let units: Vec<_> = (0..parents.len()).map(unit).collect();
            let number = |it: UnitId| it.0.as_u128() as usize - 1;
            let is_bottom = |it: usize| !parents.contains(&Some(it));
            let functions = units.iter().filter(|it| is_bottom(number(**it))).map(|it| (*it, SECTOR));
            let tree = Tree::of(&units, |it| parents[number(it)].map(unit), functions);
            let own: HashMap<_, _> = units
                .iter()
                .filter(|it| !tree.is_above_others(**it) && tree.answers(**it, SECTOR))
                .filter_map(|it| Some((*it, Aim { value: Some(targets[number(*it)]?.into()), sample: true })))
                .collect();
            for aggregation in Aggregation::ALL {
                let indicator = indicator(*aggregation);
                for top in &units {
                    let figures: Vec<_> = tree
                        .within(*top)
                        .iter()
                        .filter(|it| tree.answers(**it, SECTOR))
                        .map(|it| Figure { target: own.get(it).and_then(|it| it.value), ..Figure::untouched(indicator.id) })
                        .collect();
                    let found = aim(*top, &indicator, &tree, &|it| own.get(&it).copied());
                    prop_assert_eq!(found.value, combine(&indicator, &figures).figure.target, "{}", aggregation);
                }
            }
        }
    }

    #[test]
    fn a_unit_between_with_its_own_target_stands_for_those_below_it() {
        // 0 above 1 and 2; 1 above 3 and 4.
        let parents = [None, Some(0), Some(0), Some(1), Some(1)];
        let units: Vec<_> = (0..5).map(unit).collect();
        let functions = [2, 3, 4].map(|it| (unit(it), SECTOR));
        let tree = Tree::of(&units, |it| parents[it.0.as_u128() as usize - 1].map(unit), functions);
        let with = |own: &[(usize, i64)]| {
            let own: HashMap<_, _> = own
                .iter()
                .map(|(it, value)| (unit(*it), Aim { value: Some((*value).into()), sample: false }))
                .collect();
            [Aggregation::Sum, Aggregation::Ratio]
                .map(|it| aim(unit(0), &indicator(it), &tree, &|it| own.get(&it).copied()).value)
        };
        assert_eq!(with(&[(2, 5), (3, 5), (4, 5)]), [Some(15.into()), Some(5.into())]);
        assert_eq!(with(&[(1, 12), (2, 5), (3, 5), (4, 5)]), [Some(17.into()), None]);
        assert_eq!(with(&[(0, 20), (2, 5), (3, 5)]), [Some(20.into()), Some(20.into())]);
        assert_eq!(with(&[(2, 5), (3, 5)]), [Some(10.into()), None]);
        assert_eq!(with(&[]), [None, None]);
    }
}
