//! A comparison as a drawing: the same in a page, in a browser and in a file.

use super::Shape;
use crate::chart::{
    BulletRow, BulletSpec, ChangeRow, ChangeSpec, GridSpec, Mark, MultiplesSpec, Panel, Part, ShareSpec,
    Status, TrendPoint, TrendSpec, UnitRow, UnitsSpec, bullets, bullets_for_any_width, change,
    change_for_any_width, grid, grid_for_any_width, multiples, multiples_for_any_width, share,
    share_for_any_width, trend, trend_for_any_width, units, units_for_any_width,
};
use crate::indicator::view::{
    better, heat_spec, is_due, mark, point, short_period, source, target, unit_name,
};
use crate::indicator::{Comparison, Direction, Indicator, IndicatorRow, Total, bullet_rows, standing};
use crate::number::Number;
use crate::org::Unit;
use crate::period::Period;
use crate::text::Lang;
use chrono::NaiveDate;

/// What is drawn, before it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plot {
    Bullets(BulletSpec),
    Units(UnitsSpec),
    Trend(TrendSpec),
    Multiples(MultiplesSpec),
    Change(ChangeSpec),
    Grid(GridSpec),
    Share(ShareSpec),
}

impl Plot {
    /// What it shows in a sentence, where that can be said.
    pub fn finding(&self) -> Option<String> {
        match self {
            Self::Bullets(it) => it.finding(),
            Self::Units(it) => it.finding(),
            Self::Trend(it) => it.finding(),
            Self::Multiples(it) => it.finding(),
            Self::Change(it) => it.finding(),
            Self::Grid(it) => it.finding(),
            Self::Share(it) => it.finding(),
        }
    }

    /// What it answers.
    pub fn title(&self) -> &str {
        match self {
            Self::Bullets(it) => &it.title,
            Self::Units(it) => &it.title,
            Self::Trend(it) => &it.title,
            Self::Multiples(it) => &it.title,
            Self::Change(it) => &it.title,
            Self::Grid(it) => &it.title,
            Self::Share(it) => &it.title,
        }
    }

    /// Alone and wide, for a file.
    pub fn wide(&self) -> String {
        match self {
            Self::Bullets(it) => bullets(it),
            Self::Units(it) => units(it),
            Self::Trend(it) => trend(it),
            Self::Multiples(it) => multiples(it),
            Self::Change(it) => change(it),
            Self::Grid(it) => grid(it),
            Self::Share(it) => share(it),
        }
    }

    /// For a page.
    pub fn for_any_width(&self) -> String {
        match self {
            Self::Bullets(it) => bullets_for_any_width(it),
            Self::Units(it) => units_for_any_width(it),
            Self::Trend(it) => trend_for_any_width(it),
            Self::Multiples(it) => multiples_for_any_width(it),
            Self::Change(it) => change_for_any_width(it),
            Self::Grid(it) => grid_for_any_width(it),
            Self::Share(it) => share_for_any_width(it),
        }
    }
}

/// Draws a comparison in one of its [`super::shapes`], as it stands on a day; `id` is unique in the page.
/// Where a shape shows one period, it is the last.
pub fn plot(of: &Comparison, shape: Shape, today: NaiveDate, id: &str, t: Lang) -> Option<Plot> {
    let seen = Seen { of, today, t };
    let last = of.periods.len().checked_sub(1)?;
    let first = of.indicators.first()?;
    let period = of.periods.get(last)?.name(t);
    let alone = t.compare_in_period(first.name(t), period);
    Some(match shape {
        Shape::Bullets => {
            let title =
                if of.indicators.len() == 1 { alone } else { t.compare_many_title(of.indicators.len()) };
            Plot::Bullets(BulletSpec::new(id, title, t, seen.bullet_rows(last)))
        }
        Shape::Units => {
            let rows = (0..of.units.len()).map(|it| seen.unit_row(it, last)).collect();
            let mut spec = UnitsSpec::new(id, alone, first.measure.as_str(), t, rows);
            spec.better = better(first);
            Plot::Units(spec)
        }
        Shape::Share => {
            let part = |unit| {
                let name = unit_name(seen.unit(unit), t);
                let part = Part::new(unit_code(seen.unit(unit)), name, seen.mark(0, unit, last));
                Part { href: seen.href(0, unit, last), ..part }
            };
            Plot::Share(ShareSpec::new(
                id,
                alone,
                first.measure.as_str(),
                t,
                (0..of.units.len()).map(part).collect(),
            ))
        }
        Shape::Trend => {
            let mut spec = TrendSpec::new(id, first.name(t), first.measure.as_str(), t, seen.points(0, 0));
            spec.from_zero = seen.is_from_zero(0, 0);
            Plot::Trend(spec)
        }
        Shape::Multiples => {
            let places =
                (0..of.indicators.len()).flat_map(|it| (0..of.units.len()).map(move |unit| (it, unit)));
            let panels = places.map(|(indicator, unit)| seen.panel(indicator, unit, last)).collect();
            let title = if of.indicators.len() == 1 {
                first.name(t).to_owned()
            } else {
                t.compare_many_title(of.indicators.len())
            };
            Plot::Multiples(MultiplesSpec::new(id, title, t, panels))
        }
        Shape::Change => {
            let (from, to) = (short_period(of.periods.first()?, t), short_period(of.periods.get(last)?, t));
            let many = of.indicators.len() > 1;
            let what =
                if many { t.compare_many_title(of.indicators.len()) } else { first.name(t).to_owned() };
            let title = t.compare_change_title(what, &from, &to);
            let rows = if many {
                (0..of.indicators.len()).map(|it| seen.change_row(it, 0, last, true)).collect()
            } else {
                (0..of.units.len()).map(|it| seen.change_row(0, it, last, false)).collect()
            };
            let mut spec = ChangeSpec::new(id, title, first.measure.as_str(), t, (from, to), rows);
            spec.better = better(first);
            Plot::Change(spec)
        }
        Shape::Grid => {
            let title = t.compare_grid_title(of.indicators.len(), period);
            Plot::Grid(heat_spec(of, id, &title, today, t)?)
        }
    })
}

fn unit_code(unit: Option<&Unit>) -> String {
    unit.map(|it| it.code.clone()).unwrap_or_default()
}

/// A comparison by places in its three lists.
struct Seen<'a> {
    of: &'a Comparison,
    today: NaiveDate,
    t: Lang,
}

impl Seen<'_> {
    fn unit(&self, unit: usize) -> Option<&Unit> {
        self.of.units.get(unit).and_then(Option::as_ref)
    }

    fn with<T>(
        &self,
        (indicator, unit, period): (usize, usize, usize),
        then: impl FnOnce(&Indicator, &Period, &Total) -> T,
    ) -> Option<T> {
        let total = self.of.total(indicator, unit, period)?;
        Some(then(self.of.indicators.get(indicator)?, self.of.periods.get(period)?, total))
    }

    fn mark(&self, indicator: usize, unit: usize, period: usize) -> Mark {
        self.with((indicator, unit, period), |indicator, period, total| {
            mark(indicator, &total.figure, is_due(indicator, period, self.today), self.t)
        })
        .unwrap_or(Mark::Missing { reason: None })
    }

    fn status(&self, indicator: usize, unit: usize, period: usize) -> Status {
        self.with((indicator, unit, period), |indicator, period, total| {
            standing(indicator, period, &total.figure).status
        })
        .unwrap_or(Status::NoFigure)
    }

    fn href(&self, indicator: usize, unit: usize, period: usize) -> String {
        let at = (indicator, unit, period);
        self.with(at, |indicator, period, total| source(indicator, self.unit(unit), period, total))
            .unwrap_or_default()
    }

    fn is_provisional(&self, indicator: usize, unit: usize, period: usize) -> bool {
        self.with((indicator, unit, period), |_, _, total| total.figure.value.is_some() && !total.is_final())
            .unwrap_or_default()
    }

    fn bullet_rows(&self, period: usize) -> Vec<BulletRow> {
        let rows = (0..self.of.indicators.len()).filter_map(|at| {
            let row = self.with((at, 0, period), |indicator, period, total| {
                let due = is_due(indicator, period, self.today);
                let row = IndicatorRow {
                    indicator: indicator.clone(),
                    figure: total.figure.clone(),
                    due,
                    history: Vec::new(),
                };
                bullet_rows(&[row], period, self.t).pop()
            })??;
            Some(BulletRow { href: self.href(at, 0, period), ..row })
        });
        rows.collect()
    }

    fn unit_row(&self, unit: usize, period: usize) -> UnitRow {
        let status = self.status(0, unit, period);
        let name = unit_name(self.unit(unit), self.t);
        UnitRow {
            target: self
                .with((0, unit, period), |indicator, _, total| target(indicator, &total.figure, self.t))
                .flatten(),
            provisional: self.is_provisional(0, unit, period),
            href: self.href(0, unit, period),
            ..UnitRow::new(unit_code(self.unit(unit)), name, self.mark(0, unit, period), status)
        }
    }

    fn points(&self, indicator: usize, unit: usize) -> Vec<TrendPoint> {
        let point = |period: usize| {
            let goal = self.with((indicator, unit, period), |indicator, _, total| {
                target(indicator, &total.figure, self.t)
            });
            let carried = self.with((indicator, unit, period), |_, _, total| {
                let from = &total.carried.as_ref()?.from;
                let names: Vec<_> = from.iter().map(|it| it.0.name(self.t)).collect();
                Some(self.t.indicator_carried(names.join(", ")))
            });
            let label = short_period(&self.of.periods[period], self.t);
            TrendPoint {
                provisional: self.is_provisional(indicator, unit, period),
                carried: carried.flatten(),
                href: self.href(indicator, unit, period),
                ..TrendPoint::new(label, self.mark(indicator, unit, period), goal.flatten())
            }
        };
        (0..self.of.periods.len()).map(point).collect()
    }

    /// Rates near a hundred would all lie on one line.
    fn is_from_zero(&self, indicator: usize, unit: usize) -> bool {
        let mut values = (0..self.of.periods.len())
            .filter_map(|it| self.of.total(indicator, unit, it).and_then(|it| it.figure.value));
        let high = values.all(|it| it >= Number::from(50));
        !(self.of.indicators[indicator].is_percentage() && high)
    }

    fn panel(&self, indicator: usize, unit: usize, last: usize) -> Panel {
        let of = &self.of.indicators[indicator];
        let one_unit = self.of.units.len() == 1;
        let key = if one_unit { of.code.clone() } else { unit_code(self.unit(unit)) };
        let label = if one_unit { of.name(self.t).to_owned() } else { unit_name(self.unit(unit), self.t) };
        let status = self.status(indicator, unit, last);
        Panel::new(key, label, of.measure.as_str(), status, self.points(indicator, unit))
    }

    fn change_row(&self, indicator: usize, unit: usize, last: usize, by_indicator: bool) -> ChangeRow {
        let of = &self.of.indicators[indicator];
        let (key, label) = if by_indicator {
            (of.code.clone(), of.name(self.t).to_owned())
        } else {
            (unit_code(self.unit(unit)), unit_name(self.unit(unit), self.t))
        };
        let value = |period| self.of.total(indicator, unit, period).and_then(|it| it.figure.value);
        let difference = value(0).zip(value(last)).map(|(from, to)| signed(of, to.minus(from), self.t));
        let row = ChangeRow::new(key, label, self.mark(indicator, unit, 0), self.mark(indicator, unit, last));
        ChangeRow {
            difference: difference.unwrap_or_default(),
            range: of
                .range
                .filter(|_| of.direction == Direction::Range)
                .map(|(low, high)| (low.decimal(), high.decimal())),
            href: self.href(indicator, unit, last),
            ..row
        }
    }
}

fn signed(indicator: &Indicator, difference: Number, t: Lang) -> String {
    if difference.is_negative() {
        format!("−{}", point(indicator, Number::from(0).minus(difference), t).text)
    } else if difference.is_zero() {
        point(indicator, difference, t).text
    } else {
        format!("+{}", point(indicator, difference, t).text)
    }
}
