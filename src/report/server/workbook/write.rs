//! Writes the form as an `.xlsx` file.

use super::form::{FormRow, Heading};
use super::read::HIDDEN;
use crate::number::Number;
use crate::report::Given;
use crate::server::{lay_out, sheet_cell, sheet_text};
use crate::text::Lang;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

/// Which form this is; a reader of a later one can tell.
const VERSION: &str = "1";
/// A spreadsheet keeps no more digits of a number.
const DIGITS: usize = 15;
/// The row of headings, from 0.
const HEAD: u32 = 4;
/// Of a line of the form's type, in points.
const LINE_HEIGHT: f64 = 18.5;
/// Shade of what is not filled in by hand.
const SHADE: u32 = 0x00ED_F0F4;

/// What stands over the form.
pub struct FormHead {
    pub lang: Lang,
    pub unit: String,
    pub period: String,
    pub report: String,
    pub unit_code: String,
    pub period_code: String,
}

/// A sector with its rows.
pub struct FormGroup {
    pub title: String,
    pub rows: Vec<FormRow>,
}

/// The file. `base` are each code's texts as they stand in the report, kept out of sight to tell later what was typed.
///
/// # Errors
/// The writer's own, none of which these sizes reach.
pub fn workbook(
    head: &FormHead,
    groups: &[FormGroup],
    base: &[(String, [String; 5])],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = format!("{} – {}", head.unit, head.period);
    book.set_properties(&DocProperties::new().set_title(&title).set_subject(head.lang.book_heading()));
    let refused = groups.iter().flat_map(|it| &it.rows).any(|it| it.refusal.is_some());
    let headings: Vec<Heading> =
        Heading::ALL.into_iter().filter(|it| refused || *it != Heading::Refusal).collect();
    let last = headings.len().saturating_sub(1) as u16;

    let sheet = book.add_worksheet();
    sheet.set_name(&head.period_code)?;
    set_up(sheet, &headings)?;
    top(sheet, head, last)?;
    for (column, heading) in (0_u16..).zip(&headings) {
        sheet.write_string_with_format(HEAD, column, heading.title(), &head_format())?;
    }
    let mut line = HEAD + 1;
    let mut number = 0_u32;
    for (place, group) in (1..).zip(groups) {
        let title = format!("{}. {}", roman(place), group.title);
        sheet.merge_range(line, 0, line, last, &title, &group_format())?;
        sheet.set_row_height(line, LINE_HEIGHT)?;
        line += 1;
        for row in &group.rows {
            number += 1;
            put_row(sheet, line, number, row, &headings)?;
            sheet.set_row_height(line, height(row))?;
            line += 1;
        }
    }
    sheet.set_print_area(0, 0, line.saturating_sub(1), last)?;
    sheet.protect();

    let hidden = book.add_worksheet();
    hidden.set_name(HIDDEN)?.set_very_hidden(true).protect();
    let facts = [
        ("form", VERSION),
        ("report", &head.report),
        ("unit", &head.unit_code),
        ("period", &head.period_code),
    ];
    for (line, (name, value)) in (0..).zip(facts) {
        hidden.write_string(line, 0, name)?.write_string(line, 1, value)?;
    }
    for (line, (code, texts)) in (facts.len() as u32..).zip(base) {
        hidden.write_string(line, 0, "row")?.write_string(line, 1, code)?;
        for (column, text) in (2..).zip(texts) {
            hidden.write_string(line, column, text)?;
        }
    }
    book.save_to_buffer()
}

fn set_up(sheet: &mut Worksheet, headings: &[Heading]) -> Result<(), XlsxError> {
    for (column, heading) in (0..).zip(headings) {
        sheet.set_column_width(column, heading.width())?;
    }
    // The name of the indicator stays in sight.
    lay_out(sheet, HEAD, 3)?;
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_row_height(HEAD, 52)?;
    Ok(())
}

fn top(sheet: &mut Worksheet, head: &FormHead, last: u16) -> Result<(), XlsxError> {
    let t = head.lang;
    let plain = sheet_text();
    let title = plain.clone().set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, t.book_heading(), &title)?;
    sheet.write_string_with_format(1, 0, t.book_unit(&head.unit), &plain)?;
    sheet.write_string_with_format(2, 0, t.book_period(&head.period), &plain)?;
    sheet.write_string_with_format(3, 0, t.book_note(), &plain.set_italic())?;
    Ok(())
}

fn cell_format() -> Format {
    sheet_cell().set_align(FormatAlign::VerticalCenter)
}

fn head_format() -> Format {
    cell_format()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(SHADE))
}

fn group_format() -> Format {
    cell_format().set_bold().set_align(FormatAlign::Left)
}

fn text_format(open: bool) -> Format {
    let format = cell_format().set_text_wrap();
    if open { format.set_unlocked() } else { format.set_background_color(Color::RGB(SHADE)) }
}

fn number_format(decimals: u32, open: bool) -> Format {
    let places = match decimals {
        0 => "#,##0.####".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places.min(Number::PLACES) as usize)),
    };
    // A whole number would keep the decimal mark of the longer pattern.
    let places = if decimals == 0 { "#,##0".to_owned() } else { places };
    let format = cell_format().set_num_format(places).set_align(FormatAlign::Right);
    if open { format.set_unlocked() } else { format.set_background_color(Color::RGB(SHADE)) }
}

fn put_row(
    sheet: &mut Worksheet,
    line: u32,
    number: u32,
    row: &FormRow,
    headings: &[Heading],
) -> Result<(), XlsxError> {
    let place = |wanted: Heading| headings.iter().position(|it| *it == wanted).unwrap_or_default() as u16;
    let [target, actual, prior, mark, reason, part, whole] = &row.given;
    let fixed = text_format(false);
    sheet.write_number_with_format(line, place(Heading::Number), number, &number_format(0, false))?;
    sheet.write_string_with_format(line, place(Heading::Code), &row.code, &fixed)?;
    sheet.write_string_with_format(line, place(Heading::Name), &row.name, &fixed)?;
    sheet.write_string_with_format(line, place(Heading::Measure), &row.measure, &fixed)?;

    let figure = number_format(row.decimals, true);
    put(sheet, line, place(Heading::Target), target, &figure)?;
    put(sheet, line, place(Heading::Prior), prior, &number_format(row.decimals, !row.prior_is_kept))?;
    put(sheet, line, place(Heading::NotApplicable), mark, &text_format(true).set_align(FormatAlign::Center))?;
    put(sheet, line, place(Heading::Reason), reason, &text_format(true))?;
    let count = number_format(0, true);
    put(sheet, line, place(Heading::Part), part, &count)?;
    put(sheet, line, place(Heading::Whole), whole, &count)?;
    let at = |heading| cell_name(line, place(heading));
    match (part, whole, actual) {
        (Given::Number(part), Given::Number(whole), Given::Number(value))
            if part.percent_of(*whole) == Some(*value) && is_exact(*value) =>
        {
            let (part, whole) = (at(Heading::Part), at(Heading::Whole));
            let text = format!(
                "=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}<>0,ROUND({part}/{whole}*100,4),\"\"),\"\")"
            );
            let formula = Formula::new(text).set_result(value.decimal().to_string());
            sheet.write_formula_with_format(line, place(Heading::Actual), formula, &figure)?;
        }
        _ => put(sheet, line, place(Heading::Actual), actual, &figure)?,
    }
    // Where there is nothing to compare stands a dash: an empty text is shown as 0 by some programs.
    for (heading, against, other) in
        [(Heading::AgainstTarget, Heading::Target, target), (Heading::AgainstPrior, Heading::Prior, prior)]
    {
        let (value, whole) = (at(Heading::Actual), at(against));
        let text = format!(
            "=IF(AND(ISNUMBER({value}),ISNUMBER({whole})),IF({whole}<>0,ROUND({value}/{whole}*100,1),\"–\"),\"–\")"
        );
        let shown = match (actual, other) {
            (Given::Number(actual), Given::Number(other)) => actual.percent_of(*other).map(|it| it.round(1)),
            _ => None,
        };
        let formula = Formula::new(text)
            .set_result(shown.map(|it| it.decimal().to_string()).unwrap_or_else(|| "–".to_owned()));
        sheet.write_formula_with_format(line, place(heading), formula, &number_format(1, false))?;
    }
    if let Some(refusal) = &row.refusal {
        sheet.write_string_with_format(line, place(Heading::Refusal), refusal, &fixed)?;
    }
    Ok(())
}

/// Text is always written as text: one that begins as a formula does stays what it is.
fn put(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    given: &Given,
    format: &Format,
) -> Result<(), XlsxError> {
    match given {
        Given::Empty => sheet.write_blank(line, column, format)?,
        Given::Number(number) if is_exact(*number) => {
            let value = number.decimal().to_string().parse::<f64>().unwrap_or_default();
            sheet.write_number_with_format(line, column, value, format)?
        }
        Given::Number(number) => {
            sheet.write_string_with_format(line, column, number.show(Lang::Vi), format)?
        }
        Given::Text(text) => sheet.write_string_with_format(line, column, text, format)?,
    };
    Ok(())
}

/// Whether a spreadsheet keeps the number as it is.
fn is_exact(number: Number) -> bool {
    let digits = number.decimal().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() <= DIGITS
}

/// Room for the longest of the row's texts: not every program makes it by itself.
fn height(row: &FormRow) -> f64 {
    let text = |given: &Given| match given {
        Given::Text(text) => text.chars().count(),
        Given::Number(_) | Given::Empty => 0,
    };
    let texts = [
        (row.name.chars().count(), Heading::Name),
        (row.measure.chars().count(), Heading::Measure),
        (row.given.get(4).map(text).unwrap_or_default(), Heading::Reason),
        (row.refusal.as_ref().map_or(0, |it| it.chars().count()), Heading::Refusal),
    ];
    // The form's type is a little wider than what column widths are counted in.
    let lines = texts.map(|(length, heading)| (length as f64 * 1.15 / heading.width()).ceil().max(1.0));
    lines.into_iter().fold(1.0, f64::max).min(12.0) * LINE_HEIGHT
}

fn cell_name(line: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(line, column)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}
