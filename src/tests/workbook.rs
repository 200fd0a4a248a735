//! Figures go out as a spreadsheet and come back: who may, what is refused, what is kept.

use crate::office::{Answer, Browser, Office};
use crate::on_both;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use giaoban::actor::Device;
use giaoban::error::{Denial, Error};
use giaoban::id::{IndicatorId, IndicatorVersionId, ReportId};
use giaoban::indicator::Column;
use giaoban::indicator::server::entity::{indicator, indicator_version};
use giaoban::period::server::entity::outline_indicator;
use giaoban::report::server as reports;
use giaoban::report::server::entity::report;
use giaoban::report::server::workbook::{apply, export, preview, refused_sheet, show};
use giaoban::report::{CellEdit, ImportPreview, Why, cell_text};
use giaoban::server::Context;
use giaoban::upload::FileRefusal;
use rust_xlsxwriter::Workbook;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

async fn report(office: &Office, unit: &str) -> ReportId {
    let cx = office.of("office").await;
    let period = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
    let lines = reports::lines(&cx, &period).await.unwrap();
    lines.into_iter().find(|it| it.unit.code == unit).unwrap().report.id
}

async fn held(cx: &Context, id: ReportId, code: &str, column: Column) -> (IndicatorId, String) {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let row = sheet.sections.iter().flat_map(|it| &it.rows).find(|it| it.indicator.code == code).unwrap();
    (row.indicator.id, cell_text(&row.figure, column))
}

/// So many further indicators that the report is asked for, defined as this one is; their codes.
async fn more_like(cx: &Context, id: ReportId, code: &str, count: usize) -> Vec<String> {
    let (like, _) = held(cx, id, code, Column::Actual).await;
    let outline = report::Entity::find_by_id(id).one(&cx.db).await.unwrap().unwrap().outline_id;
    let kept = indicator::Entity::find_by_id(like).one(&cx.db).await.unwrap().unwrap();
    let version = indicator_version::Entity::find()
        .filter(indicator_version::Column::IndicatorId.eq(like))
        .one(&cx.db)
        .await
        .unwrap()
        .unwrap();
    let (mut codes, mut rows, mut versions, mut asked) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for at in 0..count {
        let (id, code) = (IndicatorId::fresh(), format!("TT{at:04}"));
        rows.push(indicator::Model { id, code: code.clone(), ..kept.clone() }.into_active_model());
        let version = indicator_version::Model {
            id: IndicatorVersionId::fresh(),
            indicator_id: id,
            version: kept.version,
            ..version.clone()
        };
        versions.push(version.into_active_model());
        asked.push(outline_indicator::Model { outline_id: outline, indicator_id: id }.into_active_model());
        codes.push(code);
    }
    indicator::Entity::insert_many(rows).exec_without_returning(&cx.db).await.unwrap();
    indicator_version::Entity::insert_many(versions).exec_without_returning(&cx.db).await.unwrap();
    outline_indicator::Entity::insert_many(asked).exec_without_returning(&cx.db).await.unwrap();
    codes
}

async fn type_in(cx: &Context, id: ReportId, code: &str, text: &str) {
    let (indicator, base) = held(cx, id, code, Column::Actual).await;
    let edit = CellEdit { indicator, column: Column::Actual, text: text.into(), base, sent: Vec::new() };
    reports::save_cells(cx, id, vec![edit]).await.unwrap();
}

/// A sheet made by hand: code, actual, reason.
fn sheet(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Mã", "Thực hiện", "Lý do khi thiếu"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    for (line, (code, actual, reason)) in (1..).zip(rows) {
        sheet.write_string(line, 0, *code).unwrap();
        match actual.parse::<f64>() {
            Ok(number) => sheet.write_number(line, 1, number).unwrap(),
            Err(_) => sheet.write_string(line, 1, *actual).unwrap(),
        };
        sheet.write_string(line, 2, *reason).unwrap();
    }
    book.save_to_buffer().unwrap()
}

async fn read(cx: &Context, id: ReportId, file: Vec<u8>) -> ImportPreview {
    preview(cx, id, "so-lieu.xlsx", file).await.unwrap().unwrap()
}

async fn post(browser: &Browser, path: &str, file: &[u8], accept: &str) -> Answer {
    let mut body =
        b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = browser
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header(header::ACCEPT, accept)
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

on_both! {
    async fn what_goes_out_comes_back_as_it_was(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        type_in(&cx, id, "GD03", "1.965/2.098").await;
        let (name, file) = export(&cx, id).await.unwrap();
        assert_eq!(name, "so-lieu-PGDDT-2016-H1.xlsx");
        let found = read(&cx, id, file.clone()).await;
        assert!(found.rows > 5 && found.unchanged == found.rows, "{found:?}");

        // What others wrote since then is not undone by a sheet that does not speak of it.
        type_in(&cx, id, "GD11", "4").await;
        let found = read(&cx, id, file).await;
        assert!(found.changes.is_empty() && found.refused.is_empty(), "{found:?}");
    }

    async fn nothing_is_kept_before_it_is_applied_and_then_once(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        let found = read(&cx, id, sheet(&[("GD11", "4", ""), ("GD12", "", "Chưa có kết quả"), ("GD03", "47/50", "")])).await;
        assert_eq!(found.changes.len(), 3, "{found:?}");
        assert_eq!(held(&cx, id, "GD11", Column::Actual).await.1, "");
        let done = apply(&cx, id, found.id).await.unwrap();
        assert!(done.applied.is_some() && done.left.is_empty());
        assert_eq!(held(&cx, id, "GD11", Column::Actual).await.1, "4");
        assert_eq!(held(&cx, id, "GD03", Column::Actual).await.1, "47/50");
        assert_eq!(held(&cx, id, "GD12", Column::Reason).await.1, "Chưa có kết quả");
        type_in(&cx, id, "GD11", "5").await;
        assert_eq!(apply(&cx, id, found.id).await.unwrap().applied, done.applied);
        assert_eq!(held(&cx, id, "GD11", Column::Actual).await.1, "5");
    }

    async fn refused_rows_come_back_to_be_mended(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        let found = read(&cx, id, sheet(&[("GD11", "4", ""), ("GD12", "mười hai", "Sẽ gửi sau"), ("XX99", "1", "")])).await;
        assert_eq!((found.changes.len(), found.refused.len()), (1, 2), "{found:?}");
        apply(&cx, id, found.id).await.unwrap();
        let back = refused_sheet(&cx, id, found.id).await.unwrap();
        let again = read(&cx, id, back).await;
        assert_eq!((again.rows, again.changes.len(), again.refused.len()), (2, 0, 2), "{again:?}");
        assert_eq!(again.refused[0].given, found.refused[0].given);
        assert_eq!(again.refused[1].cells[0].why, Why::NoSuchCode);
    }

    async fn a_cell_that_someone_overtook_is_left_and_told(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        let found = read(&cx, id, sheet(&[("GD11", "4", ""), ("GD12", "3", "")])).await;
        type_in(&office.of("head.pgddt").await, id, "GD11", "6").await;
        let done = apply(&cx, id, found.id).await.unwrap();
        assert_eq!(done.left.len(), 1);
        assert_eq!(done.left[0].why, Why::ChangedMeanwhile("6".into()));
        assert_eq!(held(&cx, id, "GD12", Column::Actual).await.1, "3");
    }

    /// The form sends at most a thousand cells at once; a workbook is taken whole.
    async fn a_workbook_of_twelve_hundred_changes_is_applied(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        let codes = more_like(&cx, id, "GD11", 600).await;
        let rows: Vec<_> = codes.iter().map(|it| (it.as_str(), "4", "Theo sổ của trường")).collect();
        let found = read(&cx, id, sheet(&rows)).await;
        assert_eq!((found.changes.len(), found.refused.len()), (1200, 0));
        let done = apply(&cx, id, found.id).await.unwrap();
        assert!(done.applied.is_some() && done.left.is_empty(), "{:?}", done.left);
        let sheet = reports::sheet(&cx, id).await.unwrap();
        let written = sheet.sections.iter().flat_map(|it| &it.rows).filter(|it| it.figure.value == Some(4.into()));
        assert!(written.count() >= 600);
    }

    async fn a_form_of_another_report_is_refused(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT").await;
        let other = report(&office, "PYT").await;
        let (_, file) = export(&office.of("office").await, other).await.unwrap();
        let answer = preview(&cx, id, "khac.xlsx", file).await.unwrap();
        assert_eq!(answer.unwrap_err(), FileRefusal::OtherReport);
    }

    async fn who_may_not_write_imports_nothing(office) {
        let id = report(&office, "PGDDT").await;
        let editor = office.of("editor.pgddt").await;
        let file = sheet(&[("GD11", "4", "")]);
        let found = read(&editor, id, file.clone()).await;
        for name in ["editor.pvhtt", "reader", "office"] {
            let cx = office.of(name).await;
            assert_eq!(preview(&cx, id, "a.xlsx", file.clone()).await.unwrap_err(), Error::Denied(Denial::NotAllowed), "{name}");
            assert_eq!(apply(&cx, id, found.id).await.unwrap_err(), Error::Denied(Denial::NotPublished), "{name}");
            assert_eq!(export(&cx, id).await.unwrap_err(), Error::Denied(Denial::NotPublished), "{name}");
        }
        let phone = office.on("editor.pgddt", Device::Phone).await;
        assert_eq!(preview(&phone, id, "a.xlsx", file.clone()).await.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
        assert_eq!(apply(&phone, id, found.id).await.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
        let mut later = office;
        later.at("2016-08-01T08:00:00");
        let cx = later.of("editor.pgddt").await;
        assert_eq!(apply(&cx, id, found.id).await.unwrap_err(), Error::Denied(Denial::Locked));
        assert!(show(&cx, id, found.id).await.unwrap().applied.is_none());
    }

    async fn a_file_goes_through_its_address_with_and_without_a_script(office) {
        let id = report(&office, "PGDDT").await;
        let editor = office.signed_in("editor.pgddt").await;
        let path = format!("/reports/{id}/figures.xlsx");
        let got = editor.get(&path).await;
        assert_eq!(got.status, StatusCode::OK);
        assert!(got.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("so-lieu-PGDDT-2016-H1.xlsx"));

        let plain = post(&editor, &path, &sheet(&[("GD11", "4", "")]), "text/html").await;
        assert_eq!(plain.status, StatusCode::SEE_OTHER, "{}", plain.text);
        let page = editor.get(&plain.location).await;
        assert!(page.text.contains("Ghi 1 thay đổi"), "{}", page.text);
        let applied = editor.form(&plain.location, "").await;
        assert_eq!(applied.location, plain.location);
        assert!(editor.get(&plain.location).await.text.contains("Đã ghi 1 thay đổi lúc"));

        let refused = post(&editor, &path, b"TT;Ma", "text/html").await;
        assert_eq!(refused.location, format!("/reports/{id}/import?refused=not_xlsx"));
        let page = editor.get(&refused.location).await;
        assert!(page.text.contains("Đây không phải là tệp .xlsx"), "{}", page.text);
        let told = post(&editor, &path, b"TT;Ma", "application/json").await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("Đây không phải là tệp .xlsx"), "{}", told.text);
        let large = post(&editor, &path, &vec![b'P'; 6_000_000], "application/json").await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", large.text);
        let large = post(&editor, &path, &vec![b'P'; 6_000_000], "text/html").await;
        assert!(editor.get(&large.location).await.text.contains("Tệp lớn hơn 5 MB."));
    }

    async fn strangers_phones_and_others_are_stopped_at_the_door(office) {
        let id = report(&office, "PGDDT").await;
        let path = format!("/reports/{id}/figures.xlsx");
        let file = sheet(&[("GD11", "4", "")]);
        assert!(office.stranger().get(&path).await.location.starts_with("/login"));
        assert_eq!(post(&office.stranger(), &path, &file, "text/html").await.status, StatusCode::UNAUTHORIZED);
        let phone = post(&office.phone("editor.pgddt").await, &path, &file, "text/html").await;
        assert_eq!(phone.status, StatusCode::FORBIDDEN);
        assert!(phone.text.contains("Phiên đăng nhập trên điện thoại chỉ để đọc."), "{}", phone.text);
        assert_eq!(post(&office.signed_in("reader").await, &path, &file, "text/html").await.status, StatusCode::FORBIDDEN);
        assert_eq!(office.signed_in("reader").await.get(&path).await.status, StatusCode::FORBIDDEN);
    }
}
