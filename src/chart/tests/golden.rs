//! Drawings as they were looked at and found good. After a change that is meant:
//! `GIAOBAN_GOLDEN=write cargo test --features ssr golden`, and look at them in `/dev/charts`.

use crate::chart::cases::{Case, Kind, drawing};
use crate::text::Lang;
use std::fs;
use std::path::Path;

/// The rules that hold for every chart cover the others.
const KEPT: [Case; 7] =
    [Case::Full, Case::Mixed, Case::Empty, Case::One, Case::Negative, Case::Huge, Case::Missing];

/// One element a line, so that a difference can be read.
fn lines(svg: &str) -> String {
    let mut text = svg.replace("><", ">\n<");
    text.push('\n');
    text
}

#[test]
fn every_golden_drawing_is_drawn_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chart/golden");
    let write = std::env::var_os("GIAOBAN_GOLDEN").is_some_and(|it| it == "write");
    let mut changed = Vec::new();
    let mut kept = std::collections::BTreeSet::new();
    for kind in Kind::ALL {
        for case in KEPT {
            let drawing = drawing(kind, case, Lang::Vi);
            for (width, svg) in [("wide", &drawing.wide), ("narrow", &drawing.narrow)] {
                if svg.is_empty() {
                    continue;
                }
                let name = format!("{}-{}-{width}.svg", kind.word(), case.word());
                let path = folder.join(&name);
                if write {
                    fs::create_dir_all(&folder).unwrap();
                    fs::write(&path, lines(svg)).unwrap();
                } else if fs::read_to_string(&path).ok().as_deref() != Some(&lines(svg)) {
                    changed.push(name.clone());
                }
                kept.insert(name);
            }
        }
    }
    assert!(changed.is_empty(), "drawn in another way: {changed:?}");
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(kept.contains(&name), "{name} is drawn by no case");
    }
}
