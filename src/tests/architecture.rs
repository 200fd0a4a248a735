//! The shape of the code, checked. When one of these fails, move the code, not the test.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each part of the work may use the parts above it, and what every part shares.
const PARTS: &[&str] = &[
    "org",
    "identity",
    "notice",
    "period",
    "indicator",
    "task",
    "report",
    "regime",
    "bloc",
    "sector",
    "compare",
    "meeting",
    "desk",
    "sample",
];

fn sources(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules a file reaches through `crate::`.
fn reached(text: &str) -> BTreeSet<&str> {
    text.split("crate::")
        .skip(1)
        .filter_map(|rest| rest.split(|it: char| !it.is_alphanumeric() && it != '_').next())
        .collect()
}

#[test]
fn parts_know_only_the_parts_above_them() {
    for (rank, part) in PARTS.iter().enumerate() {
        for file in sources(&src().join(part)) {
            let text = fs::read_to_string(&file).unwrap();
            for below in &PARTS[rank + 1..] {
                assert!(!reached(&text).contains(below), "{} knows {below}", file.display());
            }
        }
    }
}

#[test]
fn the_kit_knows_no_part() {
    for shared in ["ui", "chart", "live"] {
        for file in sources(&src().join(shared)) {
            let text = fs::read_to_string(&file).unwrap();
            for part in PARTS {
                assert!(!reached(&text).contains(part), "{} knows {part}", file.display());
            }
        }
    }
}

#[test]
fn features_are_named_only_where_modules_are_declared() {
    let allowed = ["mod.rs", "lib.rs", "id.rs", "word.rs"];
    for file in sources(&src()).into_iter().filter(|it| !it.starts_with(src().join("tests"))) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(
            !text.contains("feature = ") || allowed.contains(&name),
            "{} is gated line by line; gate its module instead",
            file.display(),
        );
    }
}

#[test]
fn every_write_opens_the_same_way() {
    for part in PARTS {
        for file in sources(&src().join(part)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(!text.contains(".begin("), "{} opens its own transaction", file.display());
        }
    }
}

#[test]
fn every_server_function_answers_through_one_door() {
    for part in PARTS {
        let Ok(text) = fs::read_to_string(src().join(part).join("api.rs")) else {
            continue;
        };
        // An argument may carry the attribute too, indented.
        let functions = text.lines().filter(|it| it.starts_with("#[server(")).count();
        assert_eq!(functions, text.matches("answer::<").count(), "{part}/api.rs");
    }
}
