//! How a figure stands against its target and the pace of the year. No figure is never green and never zero.

use super::{Aggregation, Direction, Figure, FigureState, Indicator};
use crate::chart::Status;
use crate::number::Number;
use crate::period::Period;

/// A figure's standing in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    /// What the pace of the year asks for by now, where a target accumulates over the year.
    pub pace: Option<Number>,
}

/// Judges a figure by its indicator's direction, its target and the pace expected by the period's end.
///
/// A cumulative sum is expected to have reached its share of the year's target; anything else is held
/// against the target itself.
pub fn standing(indicator: &Indicator, period: &Period, figure: &Figure) -> Standing {
    let accumulates = indicator.cumulative && indicator.aggregation == Aggregation::Sum;
    let share = period.pace_percent();
    let pace = figure
        .target
        .filter(|_| accumulates && share < 100)
        .and_then(|target| Number::from_stored(target.to_stored() / 100 * share).into());
    let status = match (figure.state, figure.value) {
        (FigureState::Value, Some(value)) => judge(indicator, value, figure.target, pace),
        _ => Status::NoFigure,
    };
    Standing { status, pace }
}

fn judge(indicator: &Indicator, value: Number, target: Option<Number>, pace: Option<Number>) -> Status {
    match (indicator.direction, indicator.range, target) {
        (Direction::Range, Some((low, high)), _) => {
            if (low..=high).contains(&value) { Status::Achieved } else { Status::Missed }
        }
        (_, _, None) => Status::NoTarget,
        (Direction::Higher | Direction::Range, _, Some(target)) => match pace {
            _ if value >= target => Status::Achieved,
            Some(pace) if value >= pace => Status::OnCourse,
            Some(_) => Status::Behind,
            None => Status::Missed,
        },
        (Direction::Lower, _, Some(target)) => match pace {
            _ if value > target => Status::Missed,
            // The year is not over: within the limit so far, and within its pace or not.
            Some(pace) if value <= pace => Status::OnCourse,
            Some(_) => Status::Behind,
            None => Status::Achieved,
        },
    }
}
