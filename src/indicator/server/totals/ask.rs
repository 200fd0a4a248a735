//! Totals as they are asked for: of some units, or of all, in some periods, as far as the actor may see. What is
//! read grows with what is asked, not with what is kept.

use super::aims::{Aims, PeriodAims, aims, period_aims};
use super::answer::{Answer, Given, Place, Standing, Unpublished};
use super::entity::tally;
use super::sight::unpublished;
use super::{is_counted, settle, settled};
use crate::error::{Error, Result};
use crate::id::{IndicatorId, PeriodId, ReportId, SectorId, UnitId};
use crate::indicator::server::derived::Derived;
use crate::indicator::server::entity::figure;
use crate::indicator::{Figure, FigureState, Indicator};
use crate::number::Number;
use crate::org::Tree;
use crate::org::server::{Known, arrived, known};
use crate::period::Period;
use crate::server::Context;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use tokio::try_join;

/// What is wanted. A unit that is none stands for all together.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub units: &'a [Option<UnitId>],
    pub indicators: &'a [Indicator],
    pub periods: &'a [Period],
    /// Of these periods the same one a year earlier is wanted too.
    pub with_prior: &'a [Period],
}

/// The organisation, with the totals settled by it.
pub async fn organisation(cx: &Context) -> Result<Arc<Known>> {
    let org = arrived(cx).await?;
    if settled(&cx.db).await? != org.revision {
        settle(cx.writers.db()).await?;
        // Not as it was when the request came.
        return known(cx).await;
    }
    Ok(org)
}

impl Answer {
    pub async fn to(cx: &Context, asked: Question<'_>) -> Result<Self> {
        let org = organisation(cx).await?;
        let all = crate::period::server::known(cx, &org).await?;
        let before: HashMap<_, _> = asked
            .periods
            .iter()
            .chain(asked.with_prior)
            .filter_map(|it| Some((it.id, all.year_before(it)?.clone())))
            .collect();
        let earlier = asked.with_prior.iter().filter_map(|it| before.get(&it.id));
        let periods: HashMap<_, _> = asked
            .periods
            .iter()
            .chain(asked.with_prior)
            .chain(earlier)
            .map(|it| (it.id, Standing { period: it.clone(), tree: org.tree(it.cut_off) }))
            .collect();
        let mut answer = Self {
            before: before.into_iter().map(|(it, before)| (it, before.id)).collect(),
            derived: Derived::among(cx, &org, asked.indicators).await?,
            org,
            periods,
            tallies: HashMap::new(),
            figures: HashMap::new(),
            unpublished: Unpublished::default(),
            aims: Aims::default(),
            period_aims: PeriodAims::default(),
        };
        let indicators = answer.derived.with_inputs(asked.indicators);
        let asked = Question { indicators: &indicators, ..asked };
        let sources = answer.sources(asked);
        answer.read(cx, asked, &sources).await?;
        Ok(answer)
    }

    /// Units whose figures are needed, with the sectors of which; and those above others.
    fn sources(&self, asked: Question<'_>) -> Sources {
        let sectors: BTreeSet<_> = asked.indicators.iter().map(|it| it.sector).collect();
        let mut sources = Sources::default();
        for standing in self.periods.values() {
            for sector in &sectors {
                for unit in asked.units {
                    for source in self.lineage(*unit, *sector, standing).of.keys() {
                        sources.add(*source, *sector, &standing.tree);
                    }
                }
            }
        }
        sources
    }

    async fn read(&mut self, cx: &Context, asked: Question<'_>, sources: &Sources) -> Result<()> {
        let indicators: Vec<_> = asked.indicators.iter().map(|it| it.id).collect();
        let periods: Vec<_> = self.periods.keys().copied().collect();
        if indicators.is_empty() || periods.is_empty() {
            return Ok(());
        }
        let shown: Vec<_> = asked.periods.iter().map(|it| it.id).collect();
        let years = asked.periods.iter().map(|it| it.year).collect();
        // Published first: a report that is published in between is in neither, and not in both.
        let reported = async {
            let mut tallies = HashMap::new();
            if !sources.tops.is_empty() {
                let rows = tally::Entity::find()
                    .filter(tally::Column::PeriodId.is_in(periods.iter().copied()))
                    .filter(tally::Column::UnitId.is_in(sources.tops.iter().copied()))
                    .filter(tally::Column::IndicatorId.is_in(indicators.iter().copied()))
                    .all(&cx.db)
                    .await?;
                tallies
                    .extend(rows.iter().map(|it| ((it.unit_id, it.period_id, it.indicator_id), it.into())));
            }
            let mut figures = HashMap::new();
            for (sectors, units) in sources.by_sectors() {
                let of_sectors =
                    asked.indicators.iter().filter(|it| sectors.contains(&it.sector)).map(|it| it.id);
                let rows: Vec<Row> = figure::Entity::find()
                    .select_only()
                    .columns(SHOWN)
                    .filter(is_counted())
                    .filter(figure::Column::IndicatorId.is_in(of_sectors))
                    .filter(figure::Column::UnitId.is_in(units))
                    .filter(figure::Column::PeriodId.is_in(periods.iter().copied()))
                    .into_tuple()
                    .all(&cx.db)
                    .await?;
                figures.extend(rows.into_iter().map(given));
            }
            Ok::<_, Error>((tallies, figures, unpublished(&cx.db, &cx.actor, &indicators, &shown).await?))
        };
        let aimed = aims(cx, &indicators, &years);
        let (reported, aims, period_aims) =
            try_join!(reported, aimed, period_aims(&cx.db, &indicators, &shown))?;
        let (tallies, figures, rows) = reported;
        (self.tallies, self.figures) = (tallies, figures);
        self.unpublished = Unpublished::of(rows, |period| self.periods.get(&period).map(|it| &*it.tree));
        (self.aims, self.period_aims) = (aims, period_aims);
        Ok(())
    }
}

/// What a comparison of a thousand figures shows of each; who wrote them and when is its report's to tell.
const SHOWN: [figure::Column; 11] = [
    figure::Column::UnitId,
    figure::Column::PeriodId,
    figure::Column::IndicatorId,
    figure::Column::ReportId,
    figure::Column::State,
    figure::Column::Value,
    figure::Column::Numerator,
    figure::Column::Denominator,
    figure::Column::Prior,
    figure::Column::Reason,
    figure::Column::Sample,
];

type Row = (
    UnitId,
    PeriodId,
    IndicatorId,
    ReportId,
    FigureState,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    bool,
);

fn given(row: Row) -> (Place, Given) {
    let (unit, period, indicator, report, state, value, part, whole, prior, reason, sample) = row;
    let number = Number::from_stored;
    let figure = Figure {
        state,
        value: value.map(number),
        ratio: part.zip(whole).map(|(part, whole)| (number(part), number(whole))),
        prior: prior.map(number),
        reason,
        sample,
        ..Figure::untouched(indicator)
    };
    ((unit, period, indicator), Given { report, figure })
}

/// Whose figures a question needs.
#[derive(Default)]
struct Sources {
    /// Read one by one, with the sectors of which.
    units: HashMap<UnitId, BTreeSet<SectorId>>,
    /// Read as sums: they are above others.
    tops: HashSet<UnitId>,
}

impl Sources {
    fn add(&mut self, unit: UnitId, sector: SectorId, tree: &Tree) {
        let one = if tree.is_above_others(unit) {
            self.tops.insert(unit);
            tree.sole(unit, sector)
        } else {
            Some(unit)
        };
        if let Some(unit) = one {
            self.units.entry(unit).or_default().insert(sector);
        }
    }

    /// Units that are asked for the same sectors are read at once.
    fn by_sectors(&self) -> BTreeMap<BTreeSet<SectorId>, Vec<UnitId>> {
        let mut grouped: BTreeMap<BTreeSet<SectorId>, Vec<UnitId>> = BTreeMap::new();
        for (unit, sectors) in &self.units {
            grouped.entry(sectors.clone()).or_default().push(*unit);
        }
        grouped
    }
}
