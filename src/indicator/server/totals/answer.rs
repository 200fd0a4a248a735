//! How an indicator stands, from what was read for a question.

use super::aims::{Aims, PeriodAims};
use super::sight::Beyond;
use crate::id::{IndicatorId, PeriodId, ReportId, SectorId, UnitId};
use crate::indicator::server::derived::Derived;
use crate::indicator::server::entity::figure;
use crate::indicator::{
    Aim, Carried, Counted, Figure, FigureState, Indicator, Tally, Total, aim, carried, carried_aim,
};
use crate::number::Number;
use crate::org::server::Known;
use crate::org::{Lineage, Tree};
use crate::period::Period;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

pub type Place = (UnitId, PeriodId, IndicatorId);

/// What answers a question.
pub struct Answer {
    pub org: Arc<Known>,
    pub(super) periods: HashMap<PeriodId, Standing>,
    /// The same period a year earlier.
    pub(super) before: HashMap<PeriodId, PeriodId>,
    pub(super) tallies: HashMap<Place, Tally>,
    pub(super) figures: HashMap<Place, Given>,
    pub(super) unpublished: Unpublished,
    pub(super) aims: Aims,
    pub(super) period_aims: PeriodAims,
    pub(super) derived: Derived,
}

/// A unit's own figure, and the report that it stands in.
pub struct Given {
    pub report: ReportId,
    pub figure: Figure,
}

impl From<figure::Model> for Given {
    fn from(row: figure::Model) -> Self {
        Self { report: row.report_id, figure: row.into() }
    }
}

/// A period and the tree it is counted by.
pub struct Standing {
    pub period: Period,
    pub tree: Arc<Tree>,
}

/// What the actor sees in place of what is published, or beside it, by every unit that it is within.
#[derive(Default)]
pub struct Unpublished {
    rows: Vec<Unseen>,
    within: HashMap<Place, Vec<usize>>,
}

/// One figure of it.
struct Unseen {
    unit: UnitId,
    given: Given,
    /// The published one in whose place it is seen.
    instead_of: Option<Figure>,
}

impl Unpublished {
    pub fn of<'a>(rows: Vec<Beyond>, tree: impl Fn(PeriodId) -> Option<&'a Tree>) -> Self {
        let mut within: HashMap<Place, Vec<usize>> = HashMap::new();
        for (at, it) in rows.iter().enumerate() {
            let (unit, period, indicator) = (it.figure.unit_id, it.figure.period_id, it.figure.indicator_id);
            for above in tree(period).into_iter().flat_map(|tree| tree.path(unit)) {
                within.entry((above, period, indicator)).or_default().push(at);
            }
        }
        let unseen = |it: Beyond| Unseen {
            unit: it.figure.unit_id,
            given: it.figure.into(),
            instead_of: it.instead_of.map(Figure::from),
        };
        Self { rows: rows.into_iter().map(unseen).collect(), within }
    }

    /// Of a unit and those below it.
    fn within(&self, place: Place) -> impl Iterator<Item = &Unseen> {
        self.within.get(&place).into_iter().flatten().map(|it| &self.rows[*it])
    }
}

impl Answer {
    pub(super) fn lineage(&self, unit: Option<UnitId>, sector: SectorId, standing: &Standing) -> Lineage {
        match unit {
            Some(unit) => self.org.history.lineage(unit, sector, standing.period.cut_off),
            None => {
                let roots = standing.tree.children(None);
                Lineage { of: roots.into_iter().map(|it| (it, Decimal::ONE)).collect(), ..Lineage::default() }
            }
        }
    }

    /// How an indicator stands in a unit, or in all, in a period that was asked for.
    pub fn total(&self, unit: Option<UnitId>, indicator: &Indicator, period: &Period) -> Total {
        let Some(standing) = self.periods.get(&period.id) else { return Total::nothing(indicator) };
        if indicator.is_derived() {
            return self.worked_out(unit, indicator, standing);
        }
        let lineage = self.lineage(unit, indicator.sector, standing);
        let counted = carried(&lineage, |it| self.counted(it, indicator, standing, true));
        let combined = counted.total(indicator);
        let mut figure = combined.figure;
        if let Some(prior) = self.prior(unit, indicator, period, figure.prior.is_some()) {
            (figure.prior, figure.prior_is_kept) = (Some(prior), true);
        }
        self.set_aims(&mut figure, &lineage, indicator, standing);
        let alone = self.sole(&lineage, indicator.sector, standing).filter(|_| combined.units <= 1);
        let row = alone.and_then(|it| self.row(it, indicator.id, standing.period.id));
        Total {
            figure,
            given: combined.given,
            expected: combined.units,
            published: !self.has_unpublished(&lineage, indicator, standing),
            carried: unit.filter(|it| lineage.is_carried(*it)).map(|_| self.carried_from(&lineage)),
            report: row.map(|it| it.report),
        }
    }

    /// Of a derived indicator: its inputs are put together first, each by its own rule.
    fn worked_out(&self, unit: Option<UnitId>, indicator: &Indicator, standing: &Standing) -> Total {
        let inputs: Vec<_> = self
            .derived
            .inputs_of(indicator)
            .map(|it| (it.code.as_str(), self.total(unit, it, &standing.period)))
            .collect();
        let figures = inputs.iter().map(|(code, it)| (*code, &it.figure)).collect();
        let mut figure = self.derived.figure(indicator, &figures);
        let lineage = self.lineage(unit, indicator.sector, standing);
        self.set_aims(&mut figure, &lineage, indicator, standing);
        let totals = || inputs.iter().map(|it| &it.1);
        Total {
            figure,
            given: totals().map(|it| it.given).min().unwrap_or_default(),
            expected: totals().map(|it| it.expected).max().unwrap_or_default(),
            published: totals().all(|it| it.published),
            carried: totals().find_map(|it| it.carried.clone()),
            // No report holds it: the indicator's own page tells what it is made of.
            report: None,
        }
    }

    /// What a unit and those below it gave; of published figures alone, or of all that the actor sees.
    fn counted(&self, unit: UnitId, indicator: &Indicator, standing: &Standing, seen: bool) -> Counted {
        let (tree, period) = (&standing.tree, standing.period.id);
        let figure = |it: UnitId| {
            let row = if seen { self.row(it, indicator.id, period) } else { None };
            row.or_else(|| self.figures.get(&(it, period, indicator.id))).map(|it| &it.figure)
        };
        let answering = tree.answering(unit, indicator.sector);
        if !tree.is_above_others(unit) {
            return Counted::of_one(figure(unit), answering > 0);
        }
        let mut tally = self.tallies.get(&(unit, period, indicator.id)).copied().unwrap_or_default();
        if seen {
            for it in self.unpublished.within((unit, period, indicator.id)) {
                let answers = tree.answers(it.unit, indicator.sector);
                tally += Tally::of(&it.given.figure, !answers);
                if let Some(published) = &it.instead_of {
                    tally = tally - Tally::of(published, !answers);
                }
            }
        }
        match tree.sole(unit, indicator.sector).filter(|_| tally.outside == 0) {
            Some(sole) => Counted::of_one(figure(sole), true),
            None => Counted::of_many(tally, answering),
        }
    }

    /// A unit's own figure as the actor sees it.
    fn row(&self, unit: UnitId, indicator: IndicatorId, period: PeriodId) -> Option<&Given> {
        let place = (unit, period, indicator);
        let own = self.unpublished.within(place).find(|it| it.unit == unit).map(|it| &it.given);
        own.or_else(|| self.figures.get(&place))
    }

    fn has_unpublished(&self, lineage: &Lineage, indicator: &Indicator, standing: &Standing) -> bool {
        let place = |it: &UnitId| (*it, standing.period.id, indicator.id);
        let mut rows = lineage.of.keys().flat_map(|it| self.unpublished.within(place(it)));
        rows.any(|it| it.given.figure.state != FigureState::Missing)
    }

    /// The unit whose figure it is, where it is one unit's.
    fn sole(&self, lineage: &Lineage, sector: SectorId, standing: &Standing) -> Option<UnitId> {
        let tree = &standing.tree;
        let mut found =
            lineage.of.keys().filter(|it| tree.answering(**it, sector) > 0 || !tree.is_above_others(**it));
        let only = found.next().filter(|_| found.next().is_none()).copied()?;
        if tree.is_above_others(only) { tree.sole(only, sector) } else { Some(only) }
    }

    /// The published figure of a year earlier, wherever it was counted then. Where something was typed of that
    /// year, it comes first only with every unit in it: a part is not told for the whole.
    fn prior(
        &self,
        unit: Option<UnitId>,
        indicator: &Indicator,
        period: &Period,
        typed: bool,
    ) -> Option<Number> {
        let standing = self.periods.get(self.before.get(&period.id)?)?;
        let lineage = self.lineage(unit, indicator.sector, standing);
        let counted = carried(&lineage, |it| self.counted(it, indicator, standing, false));
        let whole = counted.total(indicator);
        let told = !typed || whole.given >= whole.units;
        whole.figure.value.filter(|_| told && whole.figure.state == FigureState::Value)
    }

    /// What is to be reached in the year, and in the period itself where that was set.
    fn set_aims(&self, figure: &mut Figure, lineage: &Lineage, indicator: &Indicator, standing: &Standing) {
        let year = self.aim(lineage, indicator, standing);
        figure.target = year.value;
        figure.sample |= year.sample;
        if let Some(set) = self.period_aims.get(&(indicator.id, standing.period.id)) {
            let own = |it: UnitId| set.get(&it).copied();
            let of = |it| aim(it, indicator, &standing.tree, &own);
            let period = carried_aim(lineage, indicator, of);
            figure.period_target = period.value;
            figure.sample |= period.sample;
        }
    }

    fn aim(&self, lineage: &Lineage, indicator: &Indicator, standing: &Standing) -> Aim {
        let Some(year) = self.aims.get(&(indicator.id, standing.period.year)) else { return Aim::default() };
        let of = |it| year.of(it, indicator, &self.org, standing.period.cut_off, &standing.tree);
        carried_aim(lineage, indicator, of)
    }

    fn carried_from(&self, lineage: &Lineage) -> Carried {
        let unit = |it: &UnitId| self.org.unit(*it).cloned();
        Carried {
            from: lineage
                .of
                .iter()
                .filter_map(|(it, share)| Some((unit(it)?, Number::from_decimal(*share)?)))
                .collect(),
            left_out: lineage.left_out.iter().filter_map(unit).collect(),
        }
    }
}
