//! What a file tells of the form: its cells, and where it came from.

use crate::report::Given;
use crate::server::sheet::{Raw, RawSheet, sheets};
use crate::upload::FileRefusal;
use std::collections::HashMap;

/// The sheet that says where a form came from.
pub const HIDDEN: &str = "giaoban";

/// What the hidden sheet tells: the report, and what stood in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub report: String,
    /// Texts by code, in the order of [`super::form::COLUMNS`].
    pub base: HashMap<String, [String; 5]>,
}

#[derive(Debug, Default)]
pub struct Book {
    pub origin: Option<Origin>,
    pub sheets: Vec<RawSheet>,
}

/// # Errors
/// The file is damaged, or larger than any form.
pub fn read(file: &[u8]) -> Result<Book, FileRefusal> {
    let mut read = Book::default();
    for it in sheets(file)? {
        if it.name == HIDDEN {
            read.origin = Some(origin(&it.sheet));
        } else if it.visible {
            read.sheets.push(it.sheet);
        }
    }
    Ok(read)
}

fn origin(sheet: &RawSheet) -> Origin {
    let mut origin = Origin::default();
    let text = |line, column| match sheet.cells.get(&(line, column)) {
        Some(Raw::Text(it)) => it.clone(),
        _ => String::new(),
    };
    let last = sheet.cells.keys().map(|it| it.0).max().unwrap_or_default();
    for line in 0..=last {
        match text(line, 0).as_str() {
            "report" => origin.report = text(line, 1),
            "row" => {
                let texts = [2, 3, 4, 5, 6].map(|column| text(line, column));
                origin.base.insert(text(line, 1), texts);
            }
            _ => {}
        }
    }
    origin
}

/// As a sheet of refused rows gives it back.
pub fn given(raw: &Raw) -> Given {
    match raw {
        Raw::Number { value, .. } => match raw.number() {
            Some(number) => Given::Number(number),
            None => Given::Text(value.to_string()),
        },
        Raw::Text(text) | Raw::Date(text) | Raw::Error(text) => Given::Text(text.clone()),
        Raw::Flag(flag) => Given::Text(if *flag { "x" } else { "" }.to_owned()),
    }
}
