//! Drawings of anything there could be.

use super::drawing::{check, marks};
use crate::chart::*;
use crate::number::mark as written_out;
use crate::text::Lang;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn point() -> impl Strategy<Value = Point> {
    let number = prop_oneof![
        (-9_999_999_999_999_i64..9_999_999_999_999, 0_u32..4).prop_map(|(it, scale)| Decimal::new(it, scale)),
        (-2_000_i64..2_000, 0_u32..2).prop_map(|(it, scale)| Decimal::new(it, scale)),
        Just(Decimal::ZERO),
        Just(Decimal::MAX),
        Just(Decimal::MIN),
    ];
    number.prop_map(|it| Point::new(it, written_out(&it.normalize().to_string(), Lang::Vi)))
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        5 => point().prop_map(Mark::Value),
        2 => prop::option::of(words()).prop_map(|reason| Mark::Missing { reason }),
        1 => Just(Mark::NotApplicable),
        1 => Just(Mark::NotDue),
    ]
}

fn target() -> impl Strategy<Value = Option<Target>> {
    prop_oneof![
        Just(None),
        point().prop_map(|it| Some(Target::At(it))),
        (point(), point()).prop_map(|(a, b)| {
            let (low, high) = if a.at <= b.at { (a, b) } else { (b, a) };
            Some(Target::Between(low, high))
        }),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-ZĐƯƠÂ][a-zăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ ]{0,120}",
        "[<>&\"'\u{0}-\u{1f}\u{fffe}…–%]{0,12}",
        "[a-zA-ZW]{0,90}",
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop::sample::select(vec![
        Status::Achieved,
        Status::OnCourse,
        Status::Behind,
        Status::Missed,
        Status::NoTarget,
        Status::NoFigure,
    ])
}

fn better() -> impl Strategy<Value = Better> {
    prop::sample::select(vec![Better::Higher, Better::Lower, Better::Within])
}

fn width() -> impl Strategy<Value = Width> {
    prop::sample::select(vec![Width::Wide, Width::Narrow])
}

fn trend_point() -> impl Strategy<Value = TrendPoint> {
    (words(), mark(), target(), target(), any::<bool>(), prop::option::of(words())).prop_map(
        |(label, value, target, adopted, provisional, carried)| TrendPoint {
            adopted: adopted.filter(|_| target.is_some()),
            provisional,
            carried,
            ..TrendPoint::new(label, value, target)
        },
    )
}

fn valued<'a>(of: impl IntoIterator<Item = &'a Mark>) -> (usize, usize) {
    let (with, without): (Vec<_>, Vec<_>) = of.into_iter().partition(|it| it.value().is_some());
    (with.len(), without.len())
}

/// Well formed, inside, and with a mark for each thing told.
fn sound(svg: &str, expected: (usize, usize)) -> Result<(), TestCaseError> {
    prop_assert_eq!(check(svg), Ok(()));
    prop_assert_eq!(marks(svg), expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn bullet_bars(
        rows in prop::collection::vec((words(), words(), mark(), target(), prop::option::of(point()), status()), 0..8),
        width in width(),
    ) {
        let rows = rows.into_iter().map(|(label, unit, value, target, prior, status)| BulletRow {
            target, prior: prior.clone(), pace: prior, ..BulletRow::new("K", label, unit, value, status)
        });
        let spec = BulletSpec { width, ..BulletSpec::new("r", "t", Lang::Vi, rows.collect()) };
        let _ = spec.finding();
        sound(&bullets(&spec), valued(spec.rows.iter().map(|it| &it.value)))?;
    }

    #[test]
    fn trends(points in prop::collection::vec(trend_point(), 0..40), unit in words(), width in width(), from_zero in any::<bool>()) {
        let spec = TrendSpec { width, from_zero, ..TrendSpec::new("r", "t", unit, Lang::Vi, points) };
        let _ = spec.finding();
        let drawn = spec.points.iter().any(|it| it.value.value().is_some() || it.target.is_some());
        let expected = if drawn { valued(spec.points.iter().map(|it| &it.value)) } else { (0, 0) };
        sound(&trend(&spec), expected)?;
    }

    #[test]
    fn units_compared(
        rows in prop::collection::vec((words(), mark(), target(), status(), any::<bool>()), 0..70),
        unit in words(), whole in prop::option::of((words(), point())), better in better(), width in width(),
    ) {
        let rows = rows.into_iter().map(|(label, value, target, status, provisional)| UnitRow {
            target, provisional, ..UnitRow::new("K", label, value, status)
        });
        let whole = whole.map(|(label, point)| Whole { label, point });
        let spec = UnitsSpec { width, better, whole, ..UnitsSpec::new("r", "t", unit, Lang::Vi, rows.collect()) };
        let _ = spec.finding();
        let ranked = spec.ranked();
        prop_assert_eq!(ranked.len(), spec.rows.len());
        prop_assert!(ranked.is_sorted_by_key(|it| it.0.unwrap_or(usize::MAX)));
        sound(&units(&spec), valued(spec.rows.iter().map(|it| &it.value)))?;
    }

    #[test]
    fn grids(
        columns in prop::collection::vec((words(), words()), 0..30),
        rows in prop::collection::vec((words(), words(), prop::collection::vec((mark(), status()), 0..30)), 0..20),
        width in width(),
    ) {
        let columns: Vec<_> = columns.into_iter().map(|(key, label)| GridHead::new(key, label)).collect();
        let rows = rows.into_iter().map(|(key, label, cells)| GridRow {
            head: GridHead::new(key, label),
            cells: cells.into_iter().map(|(value, status)| GridCell::new(value, status)).collect(),
        });
        let spec = GridSpec { width, ..GridSpec::new("r", "t", Lang::Vi, columns, rows.collect()) };
        let _ = spec.finding();
        let (marked, bare) = marks(&grid(&spec));
        prop_assert_eq!(check(&grid(&spec)), Ok(()));
        prop_assert_eq!(marked + bare, spec.columns.len() * spec.rows.len());
        let cells = spec.rows.iter().flat_map(|it| it.cells.iter().take(spec.columns.len()));
        prop_assert_eq!(marked, valued(cells.map(|it| &it.value)).0);
    }

    #[test]
    fn small_multiples(
        panels in prop::collection::vec((words(), words(), status(), any::<bool>(), prop::collection::vec(trend_point(), 0..14)), 0..9),
        width in width(),
    ) {
        let panels = panels.into_iter().map(|(label, unit, status, from_zero, points)| Panel {
            from_zero, ..Panel::new("K", label, unit, status, points)
        });
        let spec = MultiplesSpec { width, ..MultiplesSpec::new("r", "t", Lang::Vi, panels.collect()) };
        let _ = spec.finding();
        sound(&multiples(&spec), valued(spec.panels.iter().flat_map(|it| &it.points).map(|it| &it.value)))?;
    }

    #[test]
    fn accumulations(
        points in prop::collection::vec((words(), mark(), prop::option::of(point()), prop::option::of(point()), any::<bool>()), 0..30),
        unit in words(), target in prop::option::of(point()), status in status(), width in width(),
    ) {
        let points = points.into_iter().map(|(label, value, added, pace, provisional)| AccumulationPoint {
            added, provisional, ..AccumulationPoint::new(label, value, pace)
        });
        let spec = AccumulationSpec { width, target, status, ..AccumulationSpec::new("r", "t", unit, Lang::Vi, points.collect()) };
        let _ = spec.finding();
        let svg = accumulation(&spec);
        let drawn = svg.contains("chart-axis-label");
        let expected = if drawn { valued(spec.points.iter().map(|it| &it.value)) } else { (0, 0) };
        sound(&svg, expected)?;
    }

    #[test]
    fn changes(
        rows in prop::collection::vec((words(), mark(), mark(), words(), prop::option::of((0_i64..9, 9_i64..90))), 0..40),
        unit in words(), periods in (words(), words()), better in better(), width in width(), from_zero in any::<bool>(),
    ) {
        let rows = rows.into_iter().map(|(label, from, to, difference, range)| ChangeRow {
            difference, range: range.map(|(a, b)| (a.into(), b.into())), ..ChangeRow::new("K", label, from, to)
        });
        let spec = ChangeSpec { width, better, from_zero, ..ChangeSpec::new("r", "t", unit, Lang::Vi, periods, rows.collect()) };
        let _ = spec.finding();
        let known = |it: &&ChangeRow| it.from.value().is_some() || it.to.value().is_some();
        let known = spec.rows.iter().filter(known).count();
        sound(&change(&spec), (known, spec.rows.len() - known))?;
    }

    #[test]
    fn shares(
        parts in prop::collection::vec((words(), mark(), any::<bool>()), 0..20),
        unit in words(), total in prop::option::of(point()), width in width(),
    ) {
        let parts = parts.into_iter().map(|(label, value, other)| Part { other, ..Part::new("K", label, value) });
        let spec = ShareSpec { width, total, ..ShareSpec::new("r", "t", unit, Lang::Vi, parts.collect()) };
        let _ = spec.finding();
        sound(&share(&spec), valued(spec.parts.iter().map(|it| &it.value)))?;
    }
}
