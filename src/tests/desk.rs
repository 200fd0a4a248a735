//! The first screen, for each who sits at it.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::desk::server::desk;
use giaoban::report::ReportState;

on_both! {
    async fn a_unit_sees_what_it_owes_and_its_tasks(office) {
        for name in ["editor.pgddt", "head.pgddt"] {
            let desk = desk(&office.of(name).await).await.unwrap();
            assert_eq!(desk.owed[0].report.period.code, "2016-H1", "the first due comes first");
            assert!(desk.owed.iter().all(|it| it.unit.code == "PGDDT" && !it.report.state.is_sent()));
            let codes: Vec<_> = desk.tasks.iter().map(|it| it.code.as_str()).collect();
            assert_eq!(codes, ["NV-2016-01", "NV-2016-02", "NV-2016-03"]);
            assert!(desk.waiting.is_empty() && desk.periods.is_empty() && desk.late_tasks.is_empty());
        }
    }

    async fn the_office_sees_what_waits_and_who_is_late(office) {
        let desk = desk(&office.of("office").await).await.unwrap();
        assert!(desk.owed.is_empty());
        assert_eq!(desk.waiting.len(), 2);
        assert!(desk.waiting.iter().all(|it| it.report.state == ReportState::Sent));
        let line = desk.periods.iter().find(|it| it.period.code == "2016-H1").unwrap();
        assert_eq!((line.sent, line.reporters), (8, 11));
    }

    async fn a_reader_is_led_to_what_is_published(office) {
        let shown = desk(&office.of("reader").await).await.unwrap();
        assert!(shown.owed.is_empty() && shown.waiting.is_empty() && shown.late_tasks.is_empty());
        assert_eq!(shown.period.unwrap().code, "2016-H1");
        assert_eq!(shown.last.unwrap().tasks, 16);
    }

    async fn nobody_finds_an_empty_page(office) {
        for name in ["editor.pgddt", "head.pnv", "office", "chair", "secretary", "delegate.pyt", "reader", "admin"] {
            let computer = office.signed_in(name).await.get("/").await;
            assert_eq!(computer.status, StatusCode::OK, "{name}");
            assert!(computer.text.contains("Hội nghị gần nhất"), "{name}");
            let phone = office.phone(name).await.get("/").await;
            assert!(phone.text.contains("Hội nghị gần nhất") && !phone.text.contains("Tiếp tục soạn"), "{name}");
        }
    }
}
