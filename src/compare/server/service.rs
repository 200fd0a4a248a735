use super::saved;
use crate::actor::Actor;
use crate::compare::{Asked, CELLS, CompareSheet, MOST_INDICATORS, MOST_PERIODS, MOST_UNITS, UnitWord};
use crate::error::{FieldErrors, Problem, Result};
use crate::id::UnitId;
use crate::indicator::server::{below, compare, known};
use crate::indicator::{Comparison, Indicator};
use crate::org::server::Known;
use crate::period::{Period, server::Periods};
use crate::server::Context;
use crate::text::Lang;
use std::sync::Arc;
use tokio::try_join;

/// What a view shows, as far as the actor may see. More than it takes, and what is in no catalogue, is told on
/// its field: `indicator`, `unit` or `period`.
///
/// # Errors
/// Only the database's own.
pub async fn sheet(cx: &Context, query: &str) -> Result<CompareSheet> {
    let asked = Asked::parse(query);
    let known = Choices::load(cx).await?;
    let found = known.find(cx, &asked);
    let ((shown, problems), views) = try_join!(found.shown(cx), saved::views(cx))?;
    let t = cx.lang;
    let org = known.org.at(cx.today());
    Ok(CompareSheet {
        today: cx.today(),
        shown,
        problems,
        indicators: known
            .indicators
            .iter()
            .map(|it| (it.code.clone(), named(&it.code, it.name(t))))
            .collect(),
        units: org.units.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect(),
        periods: known.periods.all().iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect(),
        views,
        asked,
    })
}

fn named(code: &str, name: &str) -> String {
    format!("{code} · {name}")
}

/// What a view shows of what is published, the same for everyone; nothing where it shows nothing.
///
/// # Errors
/// Only the database's own.
pub async fn published(cx: &Context, asked: &Asked) -> Result<Option<Comparison>> {
    // Who holds nothing sees what all see.
    let everybody =
        Context { actor: Actor { unit: None, grants: Vec::new(), ..cx.actor.clone() }, ..cx.clone() };
    let known = Choices::load(&everybody).await?;
    Ok(known.find(&everybody, asked).shown(&everybody).await?.0)
}

/// All that can be asked for.
struct Choices {
    indicators: Arc<Vec<Indicator>>,
    periods: Arc<Periods>,
    org: Arc<Known>,
}

impl Choices {
    async fn load(cx: &Context) -> Result<Self> {
        let org = crate::org::server::arrived(cx).await?;
        let indicators = known(cx, &org).await?.newest().clone();
        Ok(Self { indicators, periods: crate::period::server::known(cx, &org).await?, org })
    }

    fn find(&self, cx: &Context, asked: &Asked) -> Found {
        let mut found = Found::default();
        let mut unknown = Vec::new();
        for code in &asked.indicators {
            match self.indicators.iter().find(|it| it.code.eq_ignore_ascii_case(code)) {
                Some(it) => found.indicators.push(it.clone()),
                None => unknown.push(code.as_str()),
            }
        }
        found.told("indicator", &unknown, (found.indicators.len(), MOST_INDICATORS), cx.lang);

        let mut unknown = Vec::new();
        for code in &asked.periods {
            match self.periods.all().iter().find(|it| it.code.eq_ignore_ascii_case(code)) {
                Some(it) => found.periods.push(it.clone()),
                None => unknown.push(code.as_str()),
            }
        }
        found.periods.sort_by_key(|it| (it.cut_off, it.starts_on));
        found.told("period", &unknown, (found.periods.len(), MOST_PERIODS), cx.lang);

        let day = found.periods.last().map_or_else(|| cx.today(), |it| it.cut_off);
        let (then, now) = (self.org.at(day), self.org.at(cx.today()));
        let mut unknown = Vec::new();
        for code in &asked.units {
            match code.parse() {
                Ok(UnitWord::All) => found.add(None),
                Ok(UnitWord::Below) => {
                    for unit in below(&self.org.tree(day), None) {
                        found.add(Some(unit));
                    }
                }
                Err(_) => match now.unit_by_code(code).or_else(|| then.unit_by_code(code)) {
                    Some(it) => found.add(Some(it.id)),
                    None => unknown.push(code.as_str()),
                },
            }
        }
        found.told("unit", &unknown, (found.units.len(), MOST_UNITS), cx.lang);
        found
    }
}

/// What was asked for and is there.
#[derive(Default)]
struct Found {
    indicators: Vec<Indicator>,
    units: Vec<Option<UnitId>>,
    /// Oldest first.
    periods: Vec<Period>,
    problems: FieldErrors,
}

impl Found {
    fn add(&mut self, unit: Option<UnitId>) {
        if !self.units.contains(&unit) {
            self.units.push(unit);
        }
    }

    fn told(&mut self, field: &str, unknown: &[&str], (count, most): (usize, usize), t: Lang) {
        let sentence = if !unknown.is_empty() {
            t.compare_unknown(unknown.join(", "))
        } else if count > most {
            t.compare_too_many(count, most)
        } else {
            return;
        };
        self.problems.0.insert(field.to_owned(), Problem::Told(sentence));
    }

    async fn shown(mut self, cx: &Context) -> Result<(Option<Comparison>, FieldErrors)> {
        let cells = self.indicators.len() * self.units.len() * self.periods.len();
        let too_many = self.indicators.len() > MOST_INDICATORS
            || self.units.len() > MOST_UNITS
            || self.periods.len() > MOST_PERIODS;
        if cells > CELLS && !too_many {
            let sentence = cx.lang.compare_cells(cells, CELLS);
            self.problems.0.insert("unit".to_owned(), Problem::Told(sentence));
        }
        if cells == 0 || cells > CELLS || too_many {
            return Ok((None, self.problems));
        }
        let shown = compare(cx, &self.indicators, &self.units, &self.periods).await?;
        Ok((Some(shown), self.problems))
    }
}
