//! What holds for every kind of chart.

mod drawing;
mod golden;
mod random;

use super::cases::{Case, Kind, drawing};
use crate::text::Lang;
pub(super) use drawing::check;

#[test]
fn every_kind_in_every_case_is_well_formed_and_stays_inside() {
    for kind in Kind::ALL {
        for case in Case::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let drawing = drawing(kind, case, lang);
                for svg in [&drawing.wide, &drawing.narrow].into_iter().filter(|it| !it.is_empty()) {
                    check(svg).unwrap_or_else(|wrong| panic!("{kind:?} {case:?} {lang:?}: {wrong}"));
                }
            }
        }
    }
}

#[test]
fn the_same_spec_draws_the_same_text() {
    for kind in Kind::ALL {
        let draw = || drawing(kind, Case::Mixed, Lang::Vi).for_any_width();
        assert_eq!(draw(), draw(), "{kind:?}");
    }
}

/// The print palette is the light theme of the pages.
#[test]
fn colours_without_a_style_sheet_are_those_of_the_light_theme() {
    use super::svg::*;
    let tokens = include_str!("../../../style/tokens.css");
    for (name, colour) in [
        ("surface", SURFACE),
        ("ink", INK),
        ("ink-soft", INK_SOFT),
        ("line", LINE),
        ("accent", ACCENT),
        ("ok", OK),
        ("ok-soft", OK_SOFT),
        ("warn", WARN),
        ("warn-soft", WARN_SOFT),
        ("danger", DANGER),
        ("danger-soft", DANGER_SOFT),
        ("muted-soft", MUTED_SOFT),
    ] {
        let declared = tokens.split(&format!("--color-{name}: ")).nth(1).and_then(|it| it.split(';').next());
        assert_eq!(declared, Some(colour), "{name}");
    }
}
