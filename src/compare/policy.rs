//! Which chart answers a question, and who may share a view with whom.

use super::{Shape, Share};
use crate::actor::{Actor, Permission, Scope};
use crate::id::{PersonId, UnitId};
use crate::indicator::{Aggregation, Comparison};

/// The charts that can show a comparison, the one that answers it best first.
pub fn shapes(of: &Comparison) -> Vec<Shape> {
    let Some(first) = of.indicators.first() else { return Vec::new() };
    let alike = of.indicators.iter().all(|it| it.measure == first.measure && it.direction == first.direction);
    let adds = matches!(first.aggregation, Aggregation::Sum | Aggregation::Stock);
    let mut shapes = match (of.indicators.len(), of.units.len(), of.periods.len()) {
        (_, 0, _) | (.., 0) => Vec::new(),
        (1, 1, 1) => vec![Shape::Bullets],
        (1, 1, _) => vec![Shape::Trend, Shape::Bullets],
        (1, _, 1) => vec![Shape::Units, Shape::Grid],
        (1, _, 2) => vec![Shape::Change, Shape::Units, Shape::Multiples],
        (1, ..) => vec![Shape::Multiples, Shape::Units, Shape::Change],
        (_, 1, 1) => vec![Shape::Bullets],
        (_, 1, 2) if alike => vec![Shape::Change, Shape::Multiples, Shape::Bullets],
        (_, 1, _) => vec![Shape::Multiples, Shape::Bullets],
        _ => vec![Shape::Grid],
    };
    if adds && shapes.contains(&Shape::Units) {
        shapes.push(Shape::Share);
    }
    shapes
}

/// The chart that was chosen, where it can show the comparison; else the one that answers it best.
pub fn shape(of: &Comparison, chosen: Option<Shape>) -> Option<Shape> {
    let fit = shapes(of);
    chosen.filter(|it| fit.contains(it)).or_else(|| fit.first().copied())
}

/// A view is shared inside one's own scope: with one's unit, or with all by who reads for all.
pub fn may_share(actor: &Actor, share: Share) -> bool {
    match share {
        Share::Own => true,
        Share::Unit => actor.unit.is_some(),
        Share::All => actor.may(Permission::Read, Scope::Everything),
    }
}

/// Whether a view of an owner, shared with a unit or all, is there for someone.
pub fn may_use(actor: &Actor, owner: PersonId, share: Share, unit: Option<UnitId>) -> bool {
    let of_unit = |it: UnitId| actor.unit == Some(it) || actor.belongs_to(it);
    actor.person == owner
        || match share {
            Share::Own => false,
            Share::Unit => unit.is_some_and(of_unit),
            Share::All => true,
        }
}
