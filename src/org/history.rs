use super::{Bloc, Org, Sector, Tree, Unit};
use crate::id::{SectorId, UnitId};
use crate::number::Number;
use chrono::NaiveDate;
use std::collections::HashMap;

crate::words! {
    /// How one unit came to follow another.
    pub enum SuccessionKind {
        /// All of it went into the other, with or without others.
        Merged = "merged_into",
        /// A share of it went into the other.
        Split = "split_into",
        Renamed = "renamed",
        /// It stands on, and the other does part of its work: the sectors that changed hands that day.
        FunctionMoved = "function_moved",
    }
}

/// From a day on, up to a day that is no longer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Span {
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|it| day < it)
    }
}

/// One unit follows another from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Succession {
    pub from: UnitId,
    pub to: UnitId,
    pub kind: SuccessionKind,
    pub on: NaiveDate,
    /// How much of it went over, where 1 is all; of a split it may not be known.
    pub share: Option<Number>,
}

/// The organisation through all its days.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub units: Vec<(Unit, Span)>,
    /// A unit and the one above it.
    pub parents: Vec<(UnitId, UnitId, Span)>,
    pub functions: Vec<(UnitId, SectorId, Span)>,
    pub sectors: Vec<Sector>,
    pub blocs: Vec<Bloc>,
    successions: HashMap<UnitId, Vec<Succession>>,
    of_unit: HashMap<UnitId, Vec<(SectorId, Span)>>,
    spans: HashMap<UnitId, Span>,
    days: Vec<NaiveDate>,
}

impl History {
    pub fn new(
        units: Vec<(Unit, Span)>,
        parents: Vec<(UnitId, UnitId, Span)>,
        functions: Vec<(UnitId, SectorId, Span)>,
        successions: impl IntoIterator<Item = Succession>,
    ) -> Self {
        let mut made = Self { units, parents, functions, ..Self::default() };
        for it in successions {
            made.successions.entry(it.to).or_default().push(it);
        }
        for (unit, sector, span) in &made.functions {
            made.of_unit.entry(*unit).or_default().push((*sector, *span));
        }
        made.spans = made.units.iter().map(|(unit, span)| (unit.id, *span)).collect();
        let spans = made.units.iter().map(|it| it.1).chain(made.parents.iter().map(|it| it.2));
        let spans = spans.chain(made.functions.iter().map(|it| it.2));
        made.days = spans.flat_map(|it| [Some(it.from), it.to]).flatten().collect();
        made.days.sort_unstable();
        made.days.dedup();
        made
    }

    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|(it, _)| it.id == id).map(|(it, _)| it)
    }

    pub fn stands(&self, unit: UnitId, day: NaiveDate) -> bool {
        self.spans.get(&unit).is_some_and(|it| it.holds(day))
    }

    pub fn answers(&self, unit: UnitId, sector: SectorId, day: NaiveDate) -> bool {
        let functions = self.of_unit.get(&unit).into_iter().flatten();
        functions.filter(|it| it.0 == sector).any(|it| it.1.holds(day))
    }

    /// Those that a unit follows, in no order.
    pub fn followed_by(&self, unit: UnitId) -> &[Succession] {
        self.successions.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Every day on which something changes, in order.
    pub fn days(&self) -> &[NaiveDate] {
        &self.days
    }

    /// The first day of the stretch around a day in which nothing of the organisation changes.
    pub fn unchanged_since(&self, day: NaiveDate) -> NaiveDate {
        let later = self.days.partition_point(|it| *it <= day);
        later.checked_sub(1).map_or(NaiveDate::MIN, |it| self.days[it])
    }

    pub fn at(&self, day: NaiveDate) -> Org {
        let tree = self.tree(day);
        Org {
            units: self.units.iter().filter(|it| it.1.holds(day)).map(|it| it.0.clone()).collect(),
            sectors: self.sectors.clone(),
            blocs: self.blocs.clone(),
            functions: self.functions.iter().filter(|it| it.2.holds(day)).map(|it| (it.0, it.1)).collect(),
            parents: tree.units().iter().filter_map(|it| Some((*it, tree.parent(*it)?))).collect(),
        }
    }

    /// The tree of a day. Of two units that are above one at the same time the later stands, and of two of the
    /// same day the one with the greater identity, so that every reader finds the same.
    pub fn tree(&self, day: NaiveDate) -> Tree {
        let units: Vec<_> = self.units.iter().filter(|it| it.1.holds(day)).map(|it| it.0.id).collect();
        let mut above: HashMap<UnitId, (NaiveDate, UnitId)> = HashMap::new();
        for (unit, parent, span) in self.parents.iter().filter(|it| it.2.holds(day)) {
            let known = above.entry(*unit).or_insert((span.from, *parent));
            *known = (*known).max((span.from, *parent));
        }
        let functions = self.functions.iter().filter(|it| it.2.holds(day)).map(|it| (it.0, it.1));
        Tree::of(&units, |it| above.get(&it).map(|it| it.1), functions)
    }
}
