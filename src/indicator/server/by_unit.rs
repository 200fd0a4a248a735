//! What each unit gave, one by one: where they are few, or one period is wanted of all.

use super::derived::Derived;
use super::entity::figure;
use super::store::{self, Targets};
use super::totals::{organisation, unpublished};
use crate::error::Result;
use crate::id::{IndicatorId, PeriodId, UnitId};
use crate::indicator::{Figure, FigureState, Indicator, PeriodValue, UnitValue, combine};
use crate::number::Number;
use crate::org::Unit;
use crate::org::server::Known;
use crate::period::Period;
use crate::server::Context;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What an actor may see of some indicators in some periods, unit by unit.
pub struct ByUnit {
    today: NaiveDate,
    org: Arc<Known>,
    /// Oldest first, with those a year before the ones asked for.
    periods: Vec<Period>,
    published: HashMap<(IndicatorId, PeriodId), Vec<figure::Model>>,
    unpublished: HashMap<(IndicatorId, PeriodId), Vec<figure::Model>>,
    targets: Targets,
    derived: Derived,
}

impl ByUnit {
    pub async fn of(cx: &Context, indicators: &[Indicator], asked: &[Period]) -> Result<Self> {
        let org = organisation(cx).await?;
        let all = crate::period::server::known(cx, &org).await?;
        let wanted: HashSet<_> =
            asked.iter().flat_map(|it| [Some(it), all.year_before(it)]).flatten().map(|it| it.id).collect();
        let mut periods: Vec<_> = all.all().iter().filter(|it| wanted.contains(&it.id)).cloned().collect();
        periods.reverse();
        let ids: Vec<_> = periods.iter().map(|it| it.id).collect();
        let years: Vec<_> = asked.iter().map(|it| it.year).collect();
        let derived = Derived::among(cx, &org, indicators).await?;
        let indicators: Vec<_> = derived.with_inputs(indicators).iter().map(|it| it.id).collect();
        let mut found = Self {
            today: cx.today(),
            org,
            periods,
            published: HashMap::new(),
            unpublished: HashMap::new(),
            targets: store::targets(&cx.db, &indicators, &years).await?,
            derived,
        };
        for row in store::counted(&cx.db, &indicators, &ids).await? {
            found.published.entry((row.indicator_id, row.period_id)).or_default().push(row);
        }
        for it in unpublished(&cx.db, &cx.actor, &indicators, &ids).await? {
            let row = it.figure;
            found.unpublished.entry((row.indicator_id, row.period_id)).or_default().push(row);
        }
        Ok(found)
    }

    pub fn in_period(&self, indicator: &Indicator, period: &Period) -> PeriodValue {
        if indicator.is_derived() {
            return self.worked_out(indicator, period);
        }
        let units: Vec<_> =
            self.reporters(indicator, period).map(|it| self.of_unit(indicator, period, it)).collect();
        let figures: Vec<_> = units.iter().map(|it| it.figure.clone()).collect();
        let all = combine(indicator, &figures);
        let mut figure = all.figure;
        figure.prior = figure.prior.or_else(|| self.year_before(indicator, period));
        PeriodValue {
            period: period.clone(),
            due: indicator.is_due_in(period) && period.cut_off < self.today,
            figure,
            given: all.given,
            expected: all.units,
            published: units.iter().all(|it| it.published || it.figure.state == FigureState::Missing),
            units,
        }
    }

    /// Of a derived indicator, from what each unit, and all together, gave of its inputs.
    fn worked_out(&self, indicator: &Indicator, period: &Period) -> PeriodValue {
        let inputs: Vec<_> = self
            .derived
            .inputs_of(indicator)
            .map(|it| (it.code.as_str(), self.in_period(it, period)))
            .collect();
        let of_unit = |unit: &Unit| {
            let parts: Vec<_> = inputs
                .iter()
                .filter_map(|(code, it)| Some((*code, it.units.iter().find(|it| it.unit.id == unit.id)?)))
                .collect();
            parts.first()?;
            let figures = parts.iter().map(|(code, it)| (*code, &it.figure)).collect();
            let mut figure = self.derived.figure(indicator, &figures);
            store::set_targets(&mut figure, &self.targets, unit.id, period);
            Some(UnitValue {
                unit: unit.clone(),
                given: u32::from(figure.state == FigureState::Value),
                expected: 1,
                figure,
                report: None,
                published: parts.iter().all(|it| it.1.published),
            })
        };
        let units: Vec<_> = self.org.history.units.iter().filter_map(|it| of_unit(&it.0)).collect();
        let figures = inputs.iter().map(|(code, it)| (*code, &it.figure)).collect();
        let figure = self.derived.figure(indicator, &figures);
        let targets: Vec<_> = units.iter().map(|it| it.figure.clone()).collect();
        let Figure { target, period_target, .. } = combine(indicator, &targets).figure;
        PeriodValue {
            period: period.clone(),
            due: indicator.is_due_in(period) && period.cut_off < self.today,
            figure: Figure { target, period_target, ..figure },
            given: units.iter().map(|it| it.given).sum(),
            expected: units.len() as u32,
            published: inputs.iter().all(|it| it.1.published),
            units,
        }
    }

    /// The units that answered for the sector at the cut-off, and others that reported it nevertheless.
    fn reporters<'a>(&'a self, indicator: &Indicator, period: &Period) -> impl Iterator<Item = &'a Unit> {
        let tree = self.org.tree(period.cut_off);
        let place = (indicator.id, period.id);
        let rows = [&self.published, &self.unpublished].into_iter().filter_map(|it| it.get(&place)).flatten();
        let reported: HashSet<_> = rows.map(|it| it.unit_id).collect();
        let sector = indicator.sector;
        self.org
            .history
            .units
            .iter()
            .map(|it| &it.0)
            .filter(move |it| tree.answers(it.id, sector) || tree.has(it.id) && reported.contains(&it.id))
    }

    fn of_unit(&self, indicator: &Indicator, period: &Period, unit: &Unit) -> UnitValue {
        let place = (indicator.id, period.id);
        let find = |rows: Option<&Vec<figure::Model>>| {
            rows.into_iter().flatten().find(|it| it.unit_id == unit.id).cloned()
        };
        let unpublished = find(self.unpublished.get(&place));
        let published = unpublished.is_none();
        let row = unpublished.or_else(|| find(self.published.get(&place)));
        let mut figure = row.clone().map_or_else(|| Figure::untouched(indicator.id), Figure::from);
        store::set_targets(&mut figure, &self.targets, unit.id, period);
        if let Some(prior) = self.prior_of(indicator, period, unit.id) {
            figure.prior = Some(prior);
            figure.prior_is_kept = true;
        }
        UnitValue {
            unit: unit.clone(),
            given: u32::from(figure.state == FigureState::Value),
            expected: u32::from(figure.state != FigureState::NotApplicable),
            figure,
            report: row.map(|it| it.report_id),
            published,
        }
    }

    fn before(&self, period: &Period) -> Option<&Period> {
        self.periods.iter().find(|it| period.is_year_after(it))
    }

    /// A unit's published value a year earlier.
    fn prior_of(&self, indicator: &Indicator, period: &Period, unit: UnitId) -> Option<Number> {
        let rows = self.published.get(&(indicator.id, self.before(period)?.id))?;
        let row = rows.iter().find(|it| it.unit_id == unit)?;
        row.value.filter(|_| row.state == FigureState::Value).map(Number::from_stored)
    }

    /// All units together a year earlier, for what is not simply added: a ratio.
    fn year_before(&self, indicator: &Indicator, period: &Period) -> Option<Number> {
        let rows = self.published.get(&(indicator.id, self.before(period)?.id))?;
        let figures: Vec<_> = rows.iter().map(|it| Figure::from(it.clone())).collect();
        combine(indicator, &figures).figure.value
    }
}
