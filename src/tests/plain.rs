//! A report's passages written by forms, without the program.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::report::server as reports;

on_both! {
    async fn a_passage_is_written_by_a_plain_form(office) {
        let cx = office.of("editor.pgddt").await;
        let period = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
        let lines = reports::lines(&cx, &period).await.unwrap();
        let id = lines.into_iter().find(|it| it.unit.code == "PGDDT").unwrap().report.id;
        let sector = reports::sheet(&cx, id).await.unwrap().sections[0].sector.id;
        let (address, form) = (format!("/reports/{id}/passages"), format!("/reports/{id}/edit"));
        let typed = |body: &str| format!("id=&sector={sector}&kind=result&grade=tot&seen=0&body={body}");

        let editor = office.signed_in("editor.pgddt").await;
        let page = editor.get(&form).await;
        assert!(page.text.contains(&format!("action=\"{address}\"")), "{}", page.text);
        let kept = editor.form(&address, &typed("Dong+mot%0D%0ADong+hai")).await;
        assert_eq!((kept.status, kept.location.as_str()), (StatusCode::SEE_OTHER, form.as_str()));
        let sheet = reports::sheet(&cx, id).await.unwrap();
        let passages = sheet.sections.iter().flat_map(|it| &it.passages).collect::<Vec<_>>();
        let written = passages.iter().find(|it| it.body == "Dong mot\nDong hai").unwrap();
        assert_eq!(written.blocks().len(), 2);

        // Whoever looked at an older text is told, and changes nothing.
        let stale = format!("id={}&sector={sector}&kind=result&grade=&seen=0&body=Khac", written.id);
        let refused = editor.form(&address, &stale).await;
        assert!(refused.location.ends_with("?refused=passage"), "{}", refused.location);
        assert!(editor.get(&refused.location).await.text.contains("Chưa lưu được"));
        let long = editor.form(&address, &typed(&"a".repeat(30_000))).await;
        assert!(long.location.contains("refused=passage"), "{} {}", long.status, long.location);

        for name in ["reader", "editor.hctd"] {
            let browser = office.signed_in(name).await;
            assert_eq!(browser.form(&address, &typed("x")).await.status, StatusCode::FORBIDDEN, "{name}");
        }
        let phone = office.phone("editor.pgddt").await;
        assert_eq!(phone.form(&address, &typed("x")).await.status, StatusCode::FORBIDDEN);
        let stranger = office.stranger().form(&address, &typed("x")).await;
        assert!(stranger.location.starts_with("/login"), "{}", stranger.location);
        let after = reports::sheet(&cx, id).await.unwrap();
        let count = |sheet: &giaoban::report::ReportSheet| sheet.sections.iter().map(|it| it.passages.len()).sum::<usize>();
        assert_eq!(count(&after), count(&sheet));
    }
}
