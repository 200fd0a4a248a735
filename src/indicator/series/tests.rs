//! Against brute force, on random trees, days and gaps.

use super::*;
use crate::id::{IndicatorId, SectorId};
use crate::indicator::{Direction, Frequency, combine};
use crate::number::Number;
use crate::org::{History, Span, Succession, SuccessionKind, Tree, Unit, UnitKind};
use proptest::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

const SECTOR: SectorId = SectorId(Uuid::from_u128(1));

fn unit(number: usize) -> UnitId {
    UnitId(Uuid::from_u128(number as u128 + 1))
}

fn on(day: usize) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(730_000 + day as i32).unwrap()
}

fn span(from: usize, to: Option<usize>) -> Span {
    Span { from: on(from), to: to.map(on) }
}

fn indicator(aggregation: Aggregation, cumulative: bool) -> Indicator {
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
        over_time: match aggregation {
            Aggregation::Difference => OverTime::None,
            Aggregation::Ratio if !cumulative => OverTime::Add,
            _ => OverTime::of(aggregation, cumulative),
        },
        frequency: Frequency::Monthly,
        cumulative,
        responsible: None,
        formula: None,
        shares: None,
        valid_to: None,
    }
}

/// Nothing at all, missing with a reason, not applicable, or a value with or without its two numbers; also
/// below zero, and as large as there may be.
fn given() -> impl Strategy<Value = Option<Figure>> {
    let amount = prop_oneof![
        -50_000_i64..500_000,
        Just(99_999_999_999_999_999_i64),
        Just(-99_999_999_999_999_999_i64),
        Just(0),
    ];
    let ratio = prop::option::of((0_i64..1_000, 1_i64..1_000));
    let untouched = Figure::untouched(IndicatorId::default());
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(Figure { reason: Some("Chưa tổng hợp".into()), ..untouched.clone() })),
        1 => Just(Some(Figure { state: FigureState::NotApplicable, ..untouched.clone() })),
        6 => (amount, ratio, prop::option::of(0_i64..900), any::<bool>()).prop_map(
            move |(amount, ratio, prior, sample)| Some(Figure {
                state: FigureState::Value,
                value: Some(Number::from_stored(amount)),
                ratio: ratio.map(|(part, more)| (part.into(), (part + more).into())),
                prior: prior.map(Number::from),
                sample,
                ..untouched.clone()
            })
        ),
    ]
}

/// An organisation of units that come and go, under parents that change, with figures of some periods.
#[derive(Clone, Debug)]
struct World {
    units: Vec<(usize, Option<usize>)>,
    parents: Vec<(usize, usize, usize, Option<usize>)>,
    answering: Vec<bool>,
    figures: HashMap<(usize, usize), Figure>,
}

const DAYS: usize = 12;

fn world() -> impl Strategy<Value = World> {
    (1_usize..9).prop_flat_map(|count| {
        let span = (0..DAYS, prop::option::of(0..DAYS));
        let units = prop::collection::vec(span.clone(), count);
        let parents = prop::collection::vec((0..count, 0..count, 0..DAYS, prop::option::of(0..DAYS)), 0..12);
        let answering = prop::collection::vec(any::<bool>(), count);
        let figures = prop::collection::vec(given(), count * DAYS);
        (units, parents, answering, figures).prop_map(move |(units, parents, answering, figures)| World {
            units,
            parents,
            answering,
            figures: figures
                .into_iter()
                .enumerate()
                .filter_map(|(at, it)| Some(((at / DAYS, at % DAYS), it?)))
                .collect(),
        })
    })
}

impl World {
    fn history(&self, successions: Vec<Succession>) -> History {
        let made = self.units.iter().enumerate().map(|(at, (from, to))| {
            let it = Unit {
                id: unit(at),
                code: at.to_string(),
                kind: UnitKind::Commune,
                name_vi: String::new(),
                name_en: String::new(),
            };
            (it, span(*from, *to))
        });
        let parents = self.parents.iter().map(|(it, of, from, to)| (unit(*it), unit(*of), span(*from, *to)));
        let functions = self.answering.iter().enumerate().filter(|it| *it.1);
        let functions = functions.map(|(at, _)| (unit(at), SECTOR, span(0, None)));
        History::new(made.collect(), parents.collect(), functions.collect(), successions)
    }

    fn figure(&self, unit: UnitId, day: usize) -> Option<&Figure> {
        self.figures.get(&(unit.0.as_u128() as usize - 1, day))
    }

    /// As it is done at work: sums kept for the units above others, the rest read.
    fn counted(&self, tree: &Tree, of: UnitId, day: usize) -> Counted {
        if !tree.has(of) {
            return Counted::default();
        }
        if !tree.is_above_others(of) {
            return Counted::of_one(self.figure(of, day), tree.answering(of, SECTOR) == 1);
        }
        let mut kept: HashMap<UnitId, Tally> = HashMap::new();
        for it in tree.units() {
            let Some(figure) = self.figure(*it, day) else { continue };
            let answers = tree.functions().any(|known| known == (*it, SECTOR));
            for above in tree.counted_in(*it) {
                *kept.entry(above).or_default() += Tally::of(figure, !answers);
            }
        }
        let kept = kept.get(&of).copied().unwrap_or_default();
        match tree.sole(of, SECTOR).filter(|_| kept.outside == 0) {
            Some(sole) => Counted::of_one(self.figure(sole, day), true),
            None => Counted::of_many(kept, tree.answering(of, SECTOR)),
        }
    }

    /// By hand: everybody whose chain of parents leads to the unit.
    fn by_hand(&self, indicator: &Indicator, history: &History, of: UnitId, day: usize) -> Combined {
        let parents: HashMap<UnitId, UnitId> = history.at(on(day)).parents.into_iter().collect();
        let leads_to = |it: &UnitId| {
            let mut at = Some(*it);
            for _ in 0..=self.units.len() {
                if at == Some(of) {
                    return true;
                }
                at = at.and_then(|it| parents.get(&it).copied());
            }
            false
        };
        let standing = (0..self.units.len()).map(unit).filter(|it| history.stands(*it, on(day)));
        let figures: Vec<_> = standing
            .filter(leads_to)
            .filter_map(|it| match self.figure(it, day) {
                Some(figure) => Some(figure.clone()),
                None => history.answers(it, SECTOR, on(day)).then(|| Figure::untouched(indicator.id)),
            })
            .collect();
        combine(indicator, &figures)
    }
}

/// What is compared: the rest of a figure is not added up.
fn essence(it: &Combined) -> (FigureState, Option<Number>, Option<Number>, u32, u32) {
    (it.figure.state, it.figure.value, it.figure.prior, it.given, it.units)
}

proptest! {
    #[test]
    fn a_part_of_the_tree_is_the_whole_of_its_units(world in world(), day in 0..DAYS) {
        let history = world.history(vec![]);
        let tree = history.tree(on(day));
        for aggregation in Aggregation::ALL {
            let indicator = indicator(*aggregation, true);
            for top in tree.units() {
                let kept = world.counted(&tree, *top, day).total(&indicator);
                let by_hand = world.by_hand(&indicator, &history, *top, day);
                prop_assert_eq!(essence(&kept), essence(&by_hand), "{} {:?}", aggregation, top);
                if by_hand.given > 0 || by_hand.units > 0 {
                    prop_assert_eq!(kept.figure.sample, by_hand.figure.sample);
                }
                // Missing is never a number, and a total never says it has more than is owed.
                prop_assert_eq!(kept.figure.value.is_some(), kept.figure.state == FigureState::Value);
                prop_assert!(kept.given <= kept.units);
            }
        }
    }

    #[test]
    fn what_is_put_in_can_be_taken_out_and_order_does_not_matter(
        figures in prop::collection::vec(given(), 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let tallies: Vec<_> = figures.iter().flatten().map(|it| Tally::of(it, false)).collect();
        let all: Tally = tallies.iter().copied().sum();
        let mut turned = tallies.clone();
        turned.reverse();
        if !turned.is_empty() {
            let at = turn.index(turned.len());
            turned.rotate_left(at);
        }
        prop_assert_eq!(turned.iter().copied().sum::<Tally>(), all);
        for it in &tallies {
            prop_assert_eq!(all - *it + *it, all);
        }
        prop_assert_eq!(tallies.iter().fold(all, |all, it| all - *it), Tally::default());
    }

    /// A unit that is renamed, again and again: no number changes, whatever the indicator's rule.
    #[test]
    fn a_rename_changes_no_number(
        figures in prop::collection::vec(given(), DAYS),
        days in prop::collection::btree_set(1..DAYS, 0..5),
    ) {
        let steps: Vec<_> = days.into_iter().collect();
        let begins = [0].into_iter().chain(steps.iter().copied());
        let ends = steps.iter().copied().map(Some).chain([None]);
        let units: Vec<_> = begins.zip(ends).collect();
        let bearer = |day: usize| steps.iter().filter(|it| **it <= day).count();
        let kept = figures.iter().enumerate();
        let kept = kept.filter_map(|(day, it)| Some(((bearer(day), day), it.clone()?)));
        let answering = vec![true; units.len()];
        let world = World { units, parents: vec![], answering, figures: kept.collect() };
        let links = steps.iter().enumerate().map(|(at, day)| Succession {
            from: unit(at),
            to: unit(at + 1),
            kind: SuccessionKind::Renamed,
            on: on(*day),
            share: None,
        });
        let history = world.history(links.collect());
        for aggregation in Aggregation::ALL {
            let indicator = indicator(*aggregation, false);
            for (day, figure) in figures.iter().enumerate() {
                let tree = history.tree(on(day));
                let lineage = history.lineage(unit(steps.len()), SECTOR, on(day));
                let point = carried(&lineage, |it| world.counted(&tree, it, day)).total(&indicator);
                let never_renamed = combine(&indicator, &[figure.clone().unwrap_or_else(|| {
                    Figure::untouched(indicator.id)
                })]);
                prop_assert_eq!(essence(&point), essence(&never_renamed), "{} {}", aggregation, day);
                prop_assert_eq!(lineage.is_carried(unit(steps.len())), bearer(day) < steps.len());
            }
        }
    }

    /// Units that merge, over two steps: the series before is the sum of its parts.
    #[test]
    fn a_merged_units_past_is_the_sum_of_its_parts(
        figures in prop::collection::vec(given(), 4 * DAYS),
        (first, second) in (1..DAYS, 1..DAYS).prop_map(|(one, two)| (one.min(two), one.max(two) + 1)),
    ) {
        // 0 and 1 merge into 3, which merges with 2 into 4.
        let units = vec![(0, Some(first)), (0, Some(first)), (0, Some(second)), (first, Some(second)), (second, None)];
        let stands = |at: usize, day: usize| units[at].0 <= day && units[at].1.is_none_or(|it| day < it);
        let kept = figures.iter().enumerate().filter_map(|(at, it)| Some(((at / DAYS, at % DAYS), it.clone()?)));
        let kept = kept.filter(|((at, day), _)| stands(*at, *day)).collect();
        let world = World { units: units.clone(), parents: vec![], answering: vec![true; 5], figures: kept };
        let link = |from, to, day| Succession {
            from: unit(from),
            to: unit(to),
            kind: SuccessionKind::Merged,
            on: on(day),
            share: None,
        };
        let history = world.history(vec![link(0, 3, first), link(1, 3, first), link(3, 4, second), link(2, 4, second)]);
        for aggregation in Aggregation::ALL {
            let indicator = indicator(*aggregation, false);
            for day in 0..DAYS {
                let tree = history.tree(on(day));
                let lineage = history.lineage(unit(4), SECTOR, on(day));
                let point = carried(&lineage, |it| world.counted(&tree, it, day)).total(&indicator);
                let parts: Vec<_> = (0..5)
                    .filter(|at| stands(*at, day))
                    .map(|at| world.figure(unit(at), day).cloned().unwrap_or_else(|| Figure::untouched(indicator.id)))
                    .collect();
                prop_assert_eq!(essence(&point), essence(&combine(&indicator, &parts)), "{} {}", aggregation, day);
            }
        }
    }

    /// What a split unit was is in its parts again, to the rounding of each.
    #[test]
    fn the_parts_of_a_split_unit_make_it_up(amount in -900_000_i64..900_000, share in 1_i64..9_999) {
        let figure = Figure {
            state: FigureState::Value,
            value: Some(Number::from_stored(amount)),
            ..Figure::untouched(IndicatorId::default())
        };
        let indicator = indicator(Aggregation::Sum, false);
        let part = |share: i64| {
            let lineage = Lineage { of: [(unit(0), Number::from_stored(share).decimal())].into(), ..Lineage::default() };
            carried(&lineage, |_| Counted::of_one(Some(&figure), true)).total(&indicator).figure.value.unwrap()
        };
        let both = part(share).to_stored() + part(10_000 - share).to_stored();
        prop_assert!((both - amount).abs() <= 1, "{both} {amount}");
    }

    #[test]
    fn periods_make_one_by_the_indicators_rule(
        figures in prop::collection::vec(given(), 1..DAYS),
        cumulative in any::<bool>(),
        turn in any::<prop::sample::Index>(),
    ) {
        for aggregation in Aggregation::ALL {
            let indicator = indicator(*aggregation, cumulative);
            let of = |it: &Option<Figure>| combine(&indicator, &[it.clone().unwrap_or_else(|| Figure::untouched(indicator.id))]);
            let mut periods: Vec<_> = figures.iter().enumerate().map(|(day, it)| (on(day), of(it))).collect();
            let valued: Vec<_> = figures.iter().flatten().filter(|it| it.state == FigureState::Value).collect();
            let applying = figures.iter().filter(|it| it.as_ref().is_none_or(|it| it.state != FigureState::NotApplicable));
            let applying = applying.count();
            let all = over_time(&indicator, &periods);
            let last = valued.last().and_then(|it| it.value);
            let expected = match aggregation {
                _ if figures.len() == 1 => last,
                Aggregation::Sum if !cumulative => valued.iter().filter_map(|it| it.value).map(Number::to_sum).reduce(|one, two| one + two).and_then(Number::from_sum),
                Aggregation::Ratio if !cumulative => {
                    let parts: Vec<_> = valued.iter().filter_map(|it| it.ratio).collect();
                    let sum = |of: fn(&(Number, Number)) -> Number| Number::from_sum(parts.iter().map(|it| of(it).to_sum()).sum());
                    (!parts.is_empty()).then(|| sum(|it| it.0)?.percent_of(sum(|it| it.1)?)).flatten()
                }
                Aggregation::Difference => None,
                _ => last,
            };
            prop_assert_eq!(all.figure.value, expected, "{}", aggregation);
            prop_assert_eq!(all.periods as usize, applying);
            prop_assert!(all.given <= all.periods);
            prop_assert!(!all.complete || all.given == all.periods && all.figure.value.is_some());
            let at = turn.index(periods.len());
            periods.rotate_left(at);
            prop_assert_eq!(over_time(&indicator, &periods), all);
        }
    }

    /// Where a rule adds, it is the same to add over units first or over periods first.
    #[test]
    fn units_and_periods_may_be_added_in_either_order(
        figures in prop::collection::vec(prop::collection::vec(given(), 4), 2..5),
    ) {
        for aggregation in [Aggregation::Sum, Aggregation::Ratio] {
            let indicator = indicator(aggregation, false);
            let of = |it: &Option<Figure>| it.clone().unwrap_or_else(|| Figure::untouched(indicator.id));
            let by_period: Vec<_> = (0..4)
                .map(|day| (on(day), combine(&indicator, &figures.iter().map(|it| of(&it[day])).collect::<Vec<_>>())))
                .collect();
            let by_unit: Vec<_> = figures
                .iter()
                .map(|it| {
                    let periods: Vec<_> = it.iter().enumerate().map(|(day, it)| (on(day), combine(&indicator, &[of(it)]))).collect();
                    over_time(&indicator, &periods).figure
                })
                .collect();
            let (one, other) = (over_time(&indicator, &by_period).figure, combine(&indicator, &by_unit).figure);
            prop_assert_eq!(one.value, other.value, "{}", aggregation);
        }
    }
}

#[test]
fn a_year_with_a_month_missing_says_so() {
    let indicator = indicator(Aggregation::Sum, false);
    let month = |day: usize, value: Option<i64>, (given, units): (u32, u32)| {
        let figure = Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value: value.map(Number::from),
            ..Figure::untouched(indicator.id)
        };
        (on(day), Combined { figure, given, units })
    };
    let all = over_time(
        &indicator,
        &[month(0, Some(3), (8, 8)), month(1, None, (0, 8)), month(2, Some(4), (7, 8))],
    );
    assert_eq!((all.figure.value, all.given, all.periods, all.complete), (Some(7.into()), 2, 3, false));
    let whole = over_time(&indicator, &[month(0, Some(3), (8, 8)), month(2, Some(0), (8, 8))]);
    assert_eq!((whole.figure.value, whole.complete), (Some(3.into()), true));
    let units_missing = over_time(&indicator, &[month(0, Some(3), (8, 8)), month(2, Some(4), (7, 8))]);
    assert!(!units_missing.complete);
    assert_eq!(over_time(&indicator, &[]).figure.state, FigureState::Missing);
}
