//! What is held in memory: a change by any program is seen by whoever asks next.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::indicator::{Column, server as indicators};
use giaoban::report::server as reports;
use giaoban::report::{CellEdit, CellOutcome, cell_text};
use sea_orm::ConnectionTrait;

const READER: &str = "(select id from person where username = 'reader')";
const LIST: (&str, &str) = ("/api/fn/list_reports", "{}");

on_both! {
    async fn what_another_program_changed_is_seen_at_once(office) {
        let cx = office.of("editor.pgddt").await;
        let id = reports::owed(&cx).await.unwrap()[0].report.id;
        let elsewhere = office.elsewhere().await;
        let seen = async || {
            let sheet = reports::sheet(&cx, id).await.unwrap();
            let rows = sheet.sections.iter().flat_map(|it| &it.rows);
            let due: Vec<_> = rows.clone().filter(|it| it.due).map(|it| it.indicator.code.clone()).collect();
            let named = rows.clone().any(|it| it.indicator.name_vi == "Tên khác");
            let section = sheet.sections.iter().any(|it| it.sector.name_vi == "Mục khác");
            (due.contains(&"GD11".to_owned()), named, section, sheet.report.period.name_vi, sheet.unit.name_vi)
        };
        let mut last = seen().await;
        assert!(last.0 && !last.1 && !last.2);

        let named = "where indicator_id = (select id from indicator where code = 'GD11')";
        for change in [
            format!("update indicator_version set name_vi = 'Tên khác' {named}"),
            "update period set name_vi = 'Kỳ khác'".to_owned(),
            "update unit set name_vi = 'Phòng khác' where code = 'PGDDT'".to_owned(),
            "update outline_section set title_vi = 'Mục khác'".to_owned(),
        ] {
            elsewhere.execute_unprepared(&change).await.unwrap();
            let now = seen().await;
            assert_ne!(now, last, "{change}");
            last = now;
        }
        assert_eq!(seen().await, (true, true, true, "Kỳ khác".to_owned(), "Phòng khác".to_owned()));
        elsewhere.execute_unprepared(&format!("delete from outline_indicator {named}")).await.unwrap();
        assert!(!seen().await.0, "it is asked for no more");
        let org = giaoban::org::server::known(&cx).await.unwrap();
        let held = indicators::known(&cx, &org).await.unwrap();
        assert!(std::sync::Arc::ptr_eq(&held, &indicators::known(&cx, &org).await.unwrap()), "read once");
    }

    async fn a_signed_in_browser_sees_it_too(office) {
        let (editor, reader) = (office.signed_in("editor.pgddt").await, office.signed_in("reader").await);
        let elsewhere = office.elsewhere().await;
        for (at, name) in ["Phòng thứ nhất", "Phòng thứ hai"].into_iter().enumerate() {
            let rename = format!("update unit set name_vi = '{name}' where code = 'PGDDT'");
            elsewhere.execute_unprepared(&rename).await.unwrap();
            let called = editor.call(LIST.0, LIST.1).await;
            assert!(called.text.contains(name), "{at}: {}", called.text);
            let page = reader.get("/compare?indicator=GD01&unit=PGDDT&period=2016-H1").await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text.contains(name), "{at}: {}", page.text);
        }
    }

    async fn what_is_answered_to_a_typed_cell_is_what_is_kept(office) {
        let cx = office.of("editor.pgddt").await;
        let id = reports::owed(&cx).await.unwrap()[0].report.id;
        let figure = async || {
            let sheet = reports::sheet(&cx, id).await.unwrap();
            let mut rows = sheet.sections.into_iter().flat_map(|it| it.rows);
            rows.find(|it| it.indicator.code == "GD11").unwrap()
        };
        let row = figure().await;
        for (column, text) in [(Column::Reason, "Chờ số liệu"), (Column::Target, "97"), (Column::Actual, "12")] {
            let (indicator, base) = (row.indicator.id, cell_text(&figure().await.figure, column));
            let edit = CellEdit { indicator, column, text: text.to_owned(), base, sent: Vec::new() };
            let answer = reports::save_cells(&cx, id, vec![edit]).await.unwrap();
            let CellOutcome::Saved { figure: told, .. } = &answer[0] else { panic!("{answer:?}") };
            assert_eq!(*told, figure().await.figure, "{column:?}");
        }
    }

    async fn a_session_without_grants_is_let_in_nowhere(office) {
        let reader = office.signed_in("reader").await;
        assert_eq!(reader.call(LIST.0, LIST.1).await.status, StatusCode::OK);
        let elsewhere = office.elsewhere().await;
        let taken = format!("delete from role_grant where person_id = {READER}");
        elsewhere.execute_unprepared(&taken).await.unwrap();
        assert_eq!(reader.call(LIST.0, LIST.1).await.status, StatusCode::FORBIDDEN);
        assert_eq!(reader.get("/account").await.status, StatusCode::FORBIDDEN, "known still, and not sent to sign in");
    }

    async fn who_is_no_longer_active_is_a_stranger(office) {
        let reader = office.signed_in("reader").await;
        assert_eq!(reader.call(LIST.0, LIST.1).await.status, StatusCode::OK);
        let elsewhere = office.elsewhere().await;
        elsewhere.execute_unprepared("update person set active = false where username = 'reader'").await.unwrap();
        assert_eq!(reader.call(LIST.0, LIST.1).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(reader.get("/reports").await.status, StatusCode::SEE_OTHER);
    }

    async fn an_expired_session_is_a_strangers(office) {
        let mut office = office;
        let reader = office.signed_in("reader").await;
        assert_eq!(reader.call(LIST.0, LIST.1).await.status, StatusCode::OK);
        office.at("2016-09-30T08:00:00");
        let later = office.stranger().with(&reader.cookie);
        assert_eq!(later.call(LIST.0, LIST.1).await.status, StatusCode::UNAUTHORIZED);
    }
}
