use super::form::{self, COLUMNS, FormRow, base};
use super::judge::judge;
use super::read::{Book, read};
use super::write::{FormGroup, FormHead, workbook};
use crate::id::{IndicatorId, ReportId};
use crate::indicator::{Aggregation, Column, Direction, Figure, FigureState, Indicator};
use crate::number::Number;
use crate::report::{GridRow, Why, cell_text};
use crate::server::sheet::inspect;
use crate::text::Lang;
use crate::upload::FileRefusal;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::collections::HashSet;
use std::io::Write;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use zip::write::SimpleFileOptions;

fn indicator(number: u128, aggregation: Aggregation, decimals: u32) -> Indicator {
    Indicator {
        id: IndicatorId(Uuid::from_u128(number)),
        code: format!("XX{number:02}"),
        name_vi: format!("=Chỉ tiêu số {number}"),
        measure: if aggregation == Aggregation::Ratio { "%" } else { "triệu đồng" }.into(),
        aggregation,
        decimals,
        direction: if aggregation == Aggregation::Difference { Direction::Range } else { Direction::Higher },
        ..crate::report::cell::tests::pupils()
    }
}

fn row(indicator: Indicator, figure: Figure) -> GridRow {
    GridRow { figure: Figure { indicator: indicator.id, ..figure }, indicator, due: true }
}

fn valued(number: u128, value: i64) -> GridRow {
    let figure = Figure {
        state: FigureState::Value,
        value: Some(Number::from_stored(value)),
        ..Figure::untouched(IndicatorId::default())
    };
    row(indicator(number, Aggregation::Sum, 1), figure)
}

fn head() -> FormHead {
    FormHead {
        lang: Lang::Vi,
        unit: "Phòng Giáo dục và Đào tạo".into(),
        period: "6 tháng đầu năm 2016".into(),
        report: ReportId::default().to_string(),
        unit_code: "PGDDT".into(),
        period_code: "2016-H1".into(),
    }
}

fn written(rows: &[GridRow]) -> Vec<u8> {
    let group = FormGroup {
        title: "Giáo dục".into(),
        rows: rows.iter().map(|it| FormRow::of(it, Lang::Vi)).collect(),
    };
    let base: Vec<_> = rows.iter().map(|it| (it.indicator.code.clone(), base(&it.figure))).collect();
    workbook(&head(), &[group], &base).unwrap()
}

fn opened(file: &[u8]) -> Book {
    inspect(file).unwrap();
    read(file).unwrap()
}

/// What reading a file would make of a report that holds these rows.
fn judged(file: &[u8], rows: &[GridRow]) -> super::judge::Judged {
    let book = opened(file);
    let table = book.sheets.iter().find_map(form::table).unwrap();
    let known: HashSet<_> = rows.iter().map(|it| it.indicator.code.clone()).chain(["ZZ99".into()]).collect();
    judge(&table, book.origin.as_ref(), rows, &known)
}

/// A sheet that someone made by hand: headings, then rows of cells put by the caller.
fn handmade(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in
        (0..).zip(["Mã số", "Chỉ tiêu", "Kế hoạch năm", "THỰC HIỆN", "Tử số", "Mẫu số", "Lý do"])
    {
        sheet.write_string(0, column, title).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn figures() -> impl Strategy<Value = Vec<GridRow>> {
    let stored = prop_oneof![
        0_i64..10_000_000,
        (0_i64..1_000_000).prop_map(|it| it * 10_000),
        0_i64..99_999_999_999_999_999,
    ];
    let text = prop_oneof![
        Just("=HYPERLINK(\"x\")".to_owned()),
        Just("+1 @lan -3".to_owned()),
        // As they are kept.
        "[ \\PC]{0,40}".prop_map(|it| it.nfc().collect::<String>().trim().to_owned()),
    ];
    let reason = prop::option::of(text.prop_filter("not empty", |it| !it.trim().is_empty()));
    let one = (0_u8..8, stored.clone(), stored.clone(), stored, 0_u32..3, reason);
    prop::collection::vec(one, 1..6).prop_map(|all| {
        (1_u128..)
            .zip(all)
            .map(|(number, (kind, one, two, three, decimals, reason))| {
                let mut figure = Figure {
                    target: (one % 3 > 0).then(|| Number::from_stored(two)),
                    prior: (two % 3 > 0).then(|| Number::from_stored(three)),
                    prior_is_kept: two % 3 == 1,
                    reason,
                    ..Figure::untouched(IndicatorId::default())
                };
                let mut kept = indicator(number, Aggregation::Sum, 1 + decimals);
                match kind {
                    0 => {}
                    1 => figure.state = FigureState::NotApplicable,
                    2 => {
                        kept = indicator(number, Aggregation::Ratio, 1);
                        let whole = Number::from_stored(one.max(two).max(1));
                        let part = Number::from_stored(one.min(two));
                        figure.state = FigureState::Value;
                        figure.ratio = Some((part, whole));
                        figure.value = part.percent_of(whole);
                        figure.target = figure.target.map(|_| Number::from(98));
                        figure.prior = figure.prior.map(|_| Number::from_stored(975_001));
                    }
                    3 => {
                        kept = indicator(number, Aggregation::Stock, 1 + decimals);
                        figure.state = FigureState::Value;
                        figure.value = Some(Number::from_stored(one));
                    }
                    4 => {
                        // More went than came, in each of the columns.
                        kept = indicator(number, Aggregation::Difference, 1 + decimals);
                        figure.state = FigureState::Value;
                        figure.value = Some(Number::from_stored(-one));
                        figure.target = figure.target.map(|it| Number::from(0).minus(it));
                        figure.prior = figure.prior.map(|it| Number::from(0).minus(it));
                    }
                    5 => {
                        // A rate of growth, which may fall.
                        kept = indicator(number, Aggregation::Ratio, 1);
                        kept.direction = Direction::Range;
                        figure.state = FigureState::Value;
                        figure.value = Some(Number::from_stored(-(one % 1_000_000)));
                        figure.target = figure.target.map(|_| Number::from_stored(-12_500));
                        figure.prior = figure.prior.map(|_| Number::from_stored(75_000));
                    }
                    6 => {
                        // Whole things are counted.
                        let whole = |it: i64| Number::from_stored(it - it % 10_000);
                        kept = indicator(number, Aggregation::Stock, 0);
                        figure.state = FigureState::Value;
                        figure.value = Some(whole(one));
                        figure.target = figure.target.map(|_| whole(two));
                        figure.prior = figure.prior.map(|_| whole(three));
                    }
                    _ => {
                        figure.state = FigureState::Value;
                        figure.value = Some(Number::from_stored(one));
                    }
                }
                row(kept, figure)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn out_and_in_changes_nothing(rows in figures()) {
        let found = judged(&written(&rows), &rows);
        prop_assert!(found.changes.is_empty(), "{:?}", found.changes);
        prop_assert!(found.refused.is_empty(), "{:?}", found.refused);
        prop_assert_eq!((found.rows as usize, found.unchanged as usize), (rows.len(), rows.len()));
    }

    #[test]
    fn out_of_one_report_and_into_an_empty_one_is_the_report(rows in figures()) {
        let mut file = opened(&written(&rows));
        // As if someone had typed all of it into a sheet of their own.
        file.origin = None;
        let blank: Vec<_> = rows
            .iter()
            .map(|it| {
                let figure = Figure {
                    prior: it.figure.prior.filter(|_| it.figure.prior_is_kept),
                    prior_is_kept: it.figure.prior_is_kept,
                    ..Figure::untouched(it.indicator.id)
                };
                row(it.indicator.clone(), figure)
            })
            .collect();
        let table = file.sheets.iter().find_map(form::table).unwrap();
        let found = judge(&table, None, &blank, &HashSet::new());
        prop_assert!(found.refused.is_empty(), "{:?}", found.refused);
        for row in &rows {
            for column in COLUMNS {
                let meant = cell_text(&row.figure, column);
                let change = found.changes.iter().find(|it| (it.indicator, it.column) == (row.indicator.id, column));
                let kept = column == Column::Prior && row.figure.prior_is_kept;
                let read = change.map(|it| it.after.clone()).unwrap_or_default();
                prop_assert!(kept || read == meant, "{column} {read:?} {meant:?}");
            }
        }
    }

    #[test]
    fn no_bytes_break_it(noise in prop::collection::vec(any::<u8>(), 0..400), at in any::<prop::sample::Index>()) {
        let mut file = written(&[valued(1, 5)]);
        let place = at.index(file.len());
        for (byte, noise) in file.iter_mut().skip(place).zip(noise) {
            *byte = noise;
        }
        if inspect(&file).is_ok() {
            let _ = read(&file).map(|it| it.sheets.iter().find_map(form::table).map(|it| it.rows.len()));
        }
    }
}

#[test]
fn only_what_was_typed_since_counts() {
    let rows = [valued(1, 50_000), valued(2, 70_000)];
    let file = written(&rows);
    let moved = [valued(1, 60_000), valued(2, 70_000)];
    let found = judged(&file, &moved);
    assert!(found.changes.is_empty() && found.refused.is_empty(), "someone else's change stays");
}

#[test]
fn cells_are_read_as_a_person_means_them() {
    let rows: Vec<_> = (1..=9)
        .map(|it| row(indicator(it, Aggregation::Sum, 1), Figure::untouched(IndicatorId::default())))
        .collect();
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let file = handmade(|sheet| {
        for line in 1_u32..=9 {
            sheet.write_string(line, 0, format!("xx{line:02}")).unwrap();
        }
        sheet.write_string(1, 3, "1.234,5").unwrap();
        sheet.write_string(2, 3, "1,234.5").unwrap();
        sheet.write_number(3, 3, 0.1 + 0.2).unwrap();
        sheet.write_formula(4, 3, Formula::new("=1/3").set_result("0.333333333333333")).unwrap();
        sheet.write_formula(5, 3, Formula::new("=A1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_with_format(6, 3, ExcelDateTime::from_ymd(2016, 6, 14).unwrap(), &date).unwrap();
        sheet.write_number_with_format(7, 3, 0.535, &percent).unwrap();
        sheet.write_number(8, 3, 0.123456).unwrap();
        sheet.write_boolean(9, 3, true).unwrap();
    });
    let found = judged(&file, &rows);
    let after = |code: &str| found.changes.iter().find(|it| it.code == code).map(|it| it.after.as_str());
    assert_eq!(after("XX01"), Some("1.234,5"));
    assert_eq!(after("XX02"), Some("1.234,5"));
    assert_eq!(after("XX03"), Some("0,3"));
    assert_eq!(after("XX04"), Some("0,3333"));
    assert_eq!(after("XX07"), Some("53,5"));
    let why = |code: &str| {
        found.refused.iter().find(|it| it.code.eq_ignore_ascii_case(code)).map(|it| &it.cells[0].why)
    };
    assert_eq!(why("XX05"), Some(&Why::ErrorValue("#DIV/0!".into())));
    assert_eq!(why("XX06"), Some(&Why::ADate));
    assert_eq!(why("XX08"), Some(&Why::Cell(crate::error::Problem::TooManyDecimals(4))));
    assert_eq!(why("XX09"), Some(&Why::Cell(crate::error::Problem::NotANumber)));
}

#[test]
fn rows_are_found_by_code_and_ratios_by_their_two_numbers() {
    let rows = [
        row(indicator(1, Aggregation::Ratio, 1), Figure::untouched(IndicatorId::default())),
        row(indicator(2, Aggregation::Ratio, 1), Figure::untouched(IndicatorId::default())),
        GridRow { due: false, ..valued(3, 5) },
    ];
    let file = handmade(|sheet| {
        sheet.write_string(1, 0, "XX01").unwrap();
        sheet.write_number(1, 4, 47).unwrap().write_number(1, 5, 50).unwrap();
        sheet.write_string(2, 0, "XX02").unwrap();
        sheet.write_number(2, 3, 95).unwrap().write_number(2, 4, 47).unwrap().write_number(2, 5, 50).unwrap();
        sheet.write_string(3, 0, "XX01").unwrap();
        sheet.write_string(4, 0, "ABC").unwrap();
        sheet.write_string(5, 0, "ZZ99").unwrap();
        sheet.write_number(5, 3, 7).unwrap();
        sheet.write_string(6, 0, "XX03").unwrap();
        sheet.write_number(6, 3, 7).unwrap();
        sheet.write_string(8, 1, "Người lập biểu").unwrap();
    });
    let found = judged(&file, &rows);
    assert_eq!(found.changes.len(), 1);
    assert_eq!(found.changes[0].after, "47/50");
    let why: Vec<_> = found.refused.iter().map(|it| (it.line, it.cells[0].why.clone())).collect();
    assert_eq!(
        why,
        [(3, Why::Mismatch), (4, Why::Twice), (5, Why::NoSuchCode), (6, Why::NotAsked), (7, Why::NotDue),]
    );
}

#[test]
fn a_sheet_without_our_headings_is_told_apart() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "Danh sách").unwrap();
    let file = book.save_to_buffer().unwrap();
    assert!(opened(&file).sheets.iter().find_map(form::table).is_none());
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in entries {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(body).unwrap();
    }
    file.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_sheet_of_ours_is_not_opened() {
    let refused = |file: &[u8]| inspect(file).unwrap_err();
    assert_eq!(refused(b""), FileRefusal::Nothing);
    assert_eq!(refused(b"TT;Ma;Thuc hien"), FileRefusal::NotXlsx);
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), FileRefusal::NotXlsx);
    assert_eq!(refused(b"PK\x03\x04 cut off"), FileRefusal::Broken);
    assert_eq!(refused(&zipped(&[("word/document.xml", b"<w/>")])), FileRefusal::NotXlsx);
    assert_eq!(
        refused(&zipped(&[("xl/workbook.xml", b"<w/>"), ("xl/vbaProject.bin", b"x")])),
        FileRefusal::Macros
    );
    let types =
        b"<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    assert_eq!(
        refused(&zipped(&[("[Content_Types].xml", types), ("xl/workbook.xml", b"<w/>")])),
        FileRefusal::Macros
    );
}

#[test]
fn a_bomb_is_found_before_and_while_it_unpacks() {
    let zeros = vec![b'0'; 40_000_000];
    let bomb = zipped(&[("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(inspect(&bomb), Err(FileRefusal::Bomb));

    // One that lies about its size: ten bytes, says the directory and the entry's own head.
    let mut liar = bomb;
    let size = (zeros.len() as u32).to_le_bytes();
    for at in 0..liar.len() - 4 {
        if liar[at..at + 4] == size {
            liar[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    assert!(matches!(inspect(&liar), Err(FileRefusal::Bomb | FileRefusal::Broken)));

    let many: Vec<(String, &[u8])> =
        (0..300).map(|it| (format!("xl/{it}.xml"), b"<x/>".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, body)| (name.as_str(), *body)).collect();
    assert_eq!(inspect(&zipped(&many)), Err(FileRefusal::Bomb));
}

#[test]
fn a_formula_that_names_a_huge_number_takes_no_room() {
    let file = handmade(|sheet| {
        sheet.write_string(1, 0, "XX01").unwrap();
        sheet.write_formula(1, 3, Formula::new("=1+1").set_result("2")).unwrap();
    });
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut body = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut body).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(body).unwrap();
            let text = text.replace("<f>", "<f t=\"shared\" ref=\"D2\" si=\"99999999999\">");
            // A cell at the very end of the sheet asks for no room either.
            body = text
                .replace("</sheetData>", "<row r=\"4000\"><c r=\"XFD4000\"><v>1</v></c></row></sheetData>")
                .into_bytes();
        }
        entries.push((name, body));
    }
    let entries: Vec<(&str, &[u8])> =
        entries.iter().map(|(name, body)| (name.as_str(), body.as_slice())).collect();
    let found = judged(
        &zipped(&entries),
        &[row(indicator(1, Aggregation::Sum, 1), Figure::untouched(IndicatorId::default()))],
    );
    assert_eq!(found.changes[0].after, "2");
}
