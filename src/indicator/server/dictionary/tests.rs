use super::file::{Written, csv, lines, xlsx};
use super::judge::judge;
use super::store::Entry;
use super::table::{self, cells};
use crate::error::Problem;
use crate::id::IndicatorId;
use crate::indicator::dictionary::tests::{draft, drafts, typed, with};
use crate::indicator::{Field, IndicatorDraft, IndicatorInput, Known};
use crate::text::Lang;
use crate::upload::FileRefusal;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn entry(draft: IndicatorDraft) -> Entry {
    Entry { id: IndicatorId::default(), version: 3, draft }
}

fn written(drafts: &[IndicatorDraft]) -> Vec<Written> {
    let row = |it: &IndicatorDraft| Written { cells: cells(&IndicatorInput::of(it)), refusal: None };
    drafts.iter().map(row).collect()
}

/// The definitions that a file is read as.
fn read(file: &[u8]) -> Vec<Option<IndicatorDraft>> {
    let table = table::read(&lines(file).unwrap()).unwrap();
    table.rows.into_iter().map(|it| it.input.parse().ok()).collect()
}

fn known(entries: &[Entry]) -> Known {
    Known::new(["GD".into()], ["LEGAL".into()], entries.iter().map(|it| it.draft.clone()))
}

fn judged(file: &[u8], entries: &[Entry]) -> super::judge::Judged {
    let table = table::read(&lines(file).unwrap()).unwrap();
    judge(&table, entries, known(entries), &typed(""), Lang::Vi)
}

fn as_csv(text: &str) -> super::judge::Judged {
    judged(text.as_bytes(), &[entry(draft("GD01", &[])), entry(draft("GD02", &[(Field::Formula, "{GD01}")]))])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn definitions_go_out_and_come_back_the_same(drafts in prop::collection::vec(drafts(), 0..4)) {
        let expected: Vec<_> = drafts.iter().cloned().map(Some).collect();
        prop_assert_eq!(read(&csv(&written(&drafts)).unwrap()), expected.clone());
        prop_assert_eq!(read(&xlsx(&written(&drafts), Lang::Vi).unwrap()), expected);
    }

    #[test]
    fn no_file_breaks_the_reader(body in prop::collection::vec(any::<u8>(), 0..200), zipped in any::<bool>()) {
        let mut file = if zipped { b"PK\x03\x04".to_vec() } else { Vec::new() };
        file.extend(body);
        if let Ok(lines) = lines(&file) {
            let _ = table::read(&lines);
        }
    }
}

#[test]
fn a_file_of_what_is_kept_changes_nothing() {
    let entries = [entry(draft("GD01", &[])), entry(draft("GD02", &[(Field::Formula, "{GD01} * 2")]))];
    let drafts: Vec<_> = entries.iter().map(|it| it.draft.clone()).collect();
    let found = judged(&csv(&written(&drafts)).unwrap(), &entries);
    assert_eq!((found.rows, found.unchanged, found.changes.len(), found.refused.len()), (2, 2, 0, 0));
}

#[test]
fn columns_that_a_file_has_are_taken_and_others_stay() {
    let found = as_csv("code,Tên tiếng Anh,Chiều tốt\nGD01,Prizes,thap hon\n");
    assert!(found.refused.is_empty(), "{:?}", found.refused);
    let change = &found.changes[0];
    assert_eq!((change.code.as_str(), change.seen, change.changes.len()), ("GD01", 3, 2));
    assert_eq!(
        change.input.parse().unwrap(),
        draft("GD01", &[(Field::NameEn, "Prizes"), (Field::Direction, "lower")])
    );
    // A new one begins as a form does.
    let found = as_csv("Mã;Tên chỉ tiêu\ngd09;Chỉ tiêu mới\n;\nGD01;Số học sinh đạt giải cấp quốc gia");
    assert_eq!((found.changes.len(), found.unchanged, found.changes[0].seen), (1, 1, 0));
}

#[test]
fn rows_may_refer_to_one_another_in_any_order() {
    let file = "Mã\tTên chỉ tiêu\tCông thức\nGD05\tNăm\t{GD06} / {GD01}\nGD06\tSáu\t{GD01} + 1\n";
    assert_eq!(as_csv(file).changes.len(), 2);
    // What refers to a refused row falls with it.
    let file = "Mã;Tên chỉ tiêu;Công thức;Mã cấp trên\nGD05;Năm;{GD06};\nGD06;Sáu;{GD99};\nGD07;Bảy;;GD05\nGD08;Tám;;";
    let found = as_csv(file);
    let why: Vec<_> = found.refused.iter().map(|it| (it.line, it.problems.clone())).collect();
    let unknown = |field, code: &str| vec![(Some(field), Problem::UnknownCode(code.into()))];
    assert_eq!(
        why,
        [
            (2, unknown(Field::Formula, "GD06")),
            (3, unknown(Field::Formula, "GD99")),
            (4, unknown(Field::Parent, "GD05"))
        ]
    );
    assert_eq!(found.changes.len(), 1);
    // A circle takes both of its rows, and what stood before stands.
    let found = as_csv("Mã;Công thức\nGD01;{GD02} * 2\n");
    let cycle = Problem::Cycle("GD01 → GD02 → GD01".into());
    assert_eq!(found.refused[0].problems, [(Some(Field::Formula), cycle)]);
}

#[test]
fn rows_are_refused_with_the_reason_for_each() {
    let found = as_csv("Mã;Tên chỉ tiêu;Chiều tốt\nGD01;;\nGD02;Hai;lên\nGD02;Hai;\n;Không mã;\n");
    let told: Vec<_> = found.refused.iter().map(|it| (it.line, it.message(Lang::Vi))).collect();
    assert_eq!(told[0].0, 2);
    assert!(told[0].1.contains("Tên chỉ tiêu: Cần điền."), "{}", told[0].1);
    assert_eq!(told[1], (3, "Chiều tốt: Không có trong danh mục.".into()));
    assert_eq!(told[2], (4, "Mã đã có ở dòng trên.".into()));
    assert!(told[3].1.contains("Mã: Cần điền."), "{}", told[3].1);
    assert_eq!(found.changes.len(), 0);
}

#[test]
fn a_sheet_that_was_worked_on_is_read_as_it_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Danh mục", "", "", "", "", ""]) {
        sheet.write_string(0, column, title).unwrap();
    }
    let heads =
        ["Mã", "Tên chỉ tiêu", "Số chữ số thập phân", "Áp dụng từ ngày", "Lũy kế từ đầu năm", "Đơn vị tính"];
    for (column, title) in (0..).zip(heads) {
        sheet.write_string(2, column, title).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(3, 0, "GD09").unwrap().write_string(3, 1, "Chín").unwrap();
    sheet.write_number(3, 2, 2).unwrap();
    sheet.write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2016, 7, 5).unwrap(), &day).unwrap();
    sheet.write_boolean(3, 4, true).unwrap().write_string(3, 5, "%").unwrap();
    let found = judged(&book.save_to_buffer().unwrap(), &[]);
    assert!(found.refused.is_empty(), "{:?}", found.refused);
    let kept = found.changes[0].input.parse().unwrap();
    assert_eq!(
        (kept.decimals, kept.cumulative, kept.valid_from.to_string().as_str()),
        (2, true, "2016-07-05")
    );
}

#[test]
fn what_is_no_catalogue_is_refused_as_a_whole() {
    let why = |file: &[u8]| lines(file).and_then(|it| table::read(&it)).unwrap_err();
    assert_eq!(why(b"a;b;c\n1;2;3"), FileRefusal::NoHeadings);
    assert_eq!(why(b""), FileRefusal::NoHeadings);
    assert_eq!(why("Mã\nGD01".as_bytes()), FileRefusal::NoHeadings);
    assert_eq!(why(b"M\xe3;T\xean ch\xec ti\xeau\nGD01;x"), FileRefusal::NotUtf8);
    assert_eq!(why(b"\xff\xfeM\x00"), FileRefusal::NotUtf8);
    assert_eq!(why(b"PK\x03\x04 no"), FileRefusal::Broken);
    let many = format!("code;name_vi\n{}", "GD01;x\n".repeat(2_001));
    assert_eq!(why(many.as_bytes()), FileRefusal::TooManyRows);
    let wide = format!("code;name_vi\nGD01{}", ";x".repeat(200));
    assert_eq!(why(wide.as_bytes()), FileRefusal::TooManyRows);
}

#[test]
fn a_text_that_begins_like_a_formula_is_guarded_from_spreadsheets() {
    let risky = draft(
        "GD09",
        &[(Field::NameVi, "=HYPERLINK(\"x\")"), (Field::NameEn, "'-1"), (Field::Measure, "'x")],
    );
    let file = csv(&written(std::slice::from_ref(&risky))).unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    assert!(text.contains("'=HYPERLINK") && text.contains(";''-1;") && text.contains(";'x;"), "{text}");
    assert_eq!(read(&file), [Some(risky)]);
}

#[test]
fn a_refused_row_is_mended_in_the_file_that_it_came_back_in() {
    let bad = with(typed("GD09"), &[(Field::Decimals, "9")]);
    let row = Written { cells: cells(&bad), refusal: Some("Số chữ số thập phân: …".into()) };
    let back = xlsx(&[row], Lang::Vi).unwrap();
    let found = judged(&back, &[]);
    assert_eq!(found.refused.len(), 1);
    assert_eq!(found.refused[0].problems, [(Some(Field::Decimals), Problem::Above("4".into()))]);
    assert_eq!(found.refused[0].input.get(Field::NameVi), bad.get(Field::NameVi));
}
