//! Figures as words and as marks to draw.

use crate::chart::{Better, Mark, Point, Target};
use crate::indicator::{Direction, Figure, FigureState, Indicator, Total, aimed_at};
use crate::number::Number;
use crate::org::Unit;
use crate::period::{Period, PeriodKind};
use crate::route;
use crate::text::Lang;
use chrono::NaiveDate;

pub fn point(indicator: &Indicator, value: Number, t: Lang) -> Point {
    Point::new(value.decimal(), indicator.show_bare(value, t))
}

/// Which way a figure should go, as a drawing knows it.
pub const fn better(indicator: &Indicator) -> Better {
    match indicator.direction {
        Direction::Higher => Better::Higher,
        Direction::Lower => Better::Lower,
        Direction::Range => Better::Within,
    }
}

/// What there is to draw of a figure; one that is not due and not given is no gap.
pub fn mark(indicator: &Indicator, figure: &Figure, due: bool, t: Lang) -> Mark {
    match (figure.state, figure.value) {
        (FigureState::Value, Some(value)) => Mark::Value(point(indicator, value, t)),
        (FigureState::NotApplicable, _) => Mark::NotApplicable,
        _ if !due && figure.reason.is_none() => Mark::NotDue,
        _ => Mark::Missing { reason: figure.reason.clone() },
    }
}

/// The range to stay in, or the year's target.
pub fn target(indicator: &Indicator, figure: &Figure, t: Lang) -> Option<Target> {
    match (indicator.direction, indicator.range) {
        (Direction::Range, Some((low, high))) => {
            Some(Target::Between(point(indicator, low, t), point(indicator, high, t)))
        }
        _ => aimed_at(indicator, figure).map(|it| point(indicator, it, t).into()),
    }
}

/// The target in words, with its unit of measure.
pub fn target_words(indicator: &Indicator, figure: &Figure, t: Lang) -> Option<String> {
    match (indicator.direction, indicator.range) {
        (Direction::Range, Some((low, high))) => {
            Some(t.indicator_between(indicator.show_bare(low, t), indicator.show_bare(high, t)))
        }
        _ => aimed_at(indicator, figure).map(|it| indicator.show_bare(it, t)),
    }
}

/// As [`target_words`], where there is little room: `103–108`.
pub fn target_short(indicator: &Indicator, figure: &Figure, t: Lang) -> Option<String> {
    match (indicator.direction, indicator.range) {
        (Direction::Range, Some((low, high))) => {
            Some(format!("{}–{}", indicator.show_bare(low, t), indicator.show_bare(high, t)))
        }
        _ => target_words(indicator, figure, t),
    }
}

/// Which kind of no figure it is.
pub const fn absence(figure: &Figure, due: bool, t: Lang) -> &'static str {
    match figure.state {
        FigureState::NotApplicable => t.indicator_not_applicable(),
        _ if !due && figure.reason.is_none() => t.indicator_not_due(),
        _ => t.indicator_no_figure(),
    }
}

/// The figure with its unit of measure, or why there is none.
pub fn figure_words(indicator: &Indicator, figure: &Figure, due: bool, t: Lang) -> String {
    match (figure.state, figure.value, &figure.reason) {
        (FigureState::Value, Some(value), _) => indicator.show(value, t),
        (FigureState::Missing, _, Some(reason)) => format!("{} ({reason})", t.indicator_no_figure()),
        _ => absence(figure, due, t).to_owned(),
    }
}

/// The two numbers of a ratio, `9.523/55.210`.
pub fn ratio_words(figure: &Figure, t: Lang) -> Option<String> {
    figure.ratio.map(|(part, whole)| format!("{}/{}", part.show(t), whole.show(t)))
}

/// Short enough to stand under an axis.
pub fn short_period(period: &Period, t: Lang) -> String {
    match period.kind {
        PeriodKind::Half if period.is_second_half() => t.indicator_second_half(period.year),
        PeriodKind::Half => t.indicator_first_half(period.year),
        _ => period.code.clone(),
    }
}

/// A unit's name; none stands for all together.
pub fn unit_name(unit: Option<&Unit>, t: Lang) -> String {
    unit.map_or_else(|| t.indicator_all_units().to_owned(), |it| it.name(t).to_owned())
}

/// Where a total comes from, in one step: the one report it stands in, or the units that it is made of.
pub fn source(indicator: &Indicator, unit: Option<&Unit>, period: &Period, total: &Total) -> String {
    match total.report {
        Some(report) => route::figure(report, &indicator.code),
        None => route::indicator_in(&indicator.code, &period.code, unit.map(|it| it.code.as_str())),
    }
}

/// Whether a period has ended on a day and asks for an indicator.
pub fn is_due(indicator: &Indicator, period: &Period, today: NaiveDate) -> bool {
    indicator.is_due_in(period) && period.cut_off < today
}
