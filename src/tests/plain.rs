//! A report's passages written by forms, without the program.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::report::server as reports;
use sea_orm::ConnectionTrait;

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

        // Whoever looked at an older text finds their own in the form again, beside the newer one.
        let stale = format!("id={}&sector={sector}&kind=result&grade=&seen=0&body=Khac+han", written.id);
        let refused = editor.form(&address, &stale).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        let (above, _) = refused.text.split_once("plain-passages").unwrap();
        for told in ["Chưa lưu được: Người khác vừa sửa trước.", "Khac han", "Dong mot\nDong hai"] {
            assert!(above.contains(told), "{told}: {above}");
        }
        assert!(!refused.text.contains(r#"<script type="module""#), "the program knows no page at the form's address");
        let tags = stale.replace("Khac+han", "%3C%2Ftextarea%3E%3Ci+id%3D%22x%22%3E%26amp%3B");
        let tags = editor.form(&address, &tags).await;
        assert!(tags.text.contains(r#">&lt;/textarea>&lt;i id="x">&amp;amp;</textarea>"#), "{}", tags.text);
        assert!(!tags.text.contains(r#"<i id="x">"#), "what was typed is no part of the page: {}", tags.text);
        let seen = format!("name=\"seen\" value=\"{}\"", written.revision);
        assert!(above.contains(&seen), "{above}");
        let knowingly = stale.replace("seen=0", &format!("seen={}", written.revision));
        assert_eq!(editor.form(&address, &knowingly).await.status, StatusCode::SEE_OTHER);
        let after = reports::sheet(&cx, id).await.unwrap();
        let now = after.sections.iter().flat_map(|it| &it.passages).find(|it| it.id == written.id).unwrap();
        assert_eq!(now.body, "Khac han");

        // As long as an editor takes is taken, and no longer.
        let kept = editor.form(&address, &typed(&"a".repeat(20_000))).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let long = editor.form(&address, &typed(&"b".repeat(20_001))).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.text.contains("Dài quá 20000 ký tự."), "the reason");
        assert!(long.text.contains(&"b".repeat(20_001)), "what was typed");
        let sheet = reports::sheet(&cx, id).await.unwrap();

        for name in ["reader", "editor.hctd"] {
            let browser = office.signed_in(name).await;
            assert_eq!(browser.form(&address, &typed("x")).await.status, StatusCode::FORBIDDEN, "{name}");
        }
        let phone = office.phone("editor.pgddt").await;
        assert_eq!(phone.form(&address, &typed("x")).await.status, StatusCode::FORBIDDEN);
        // Whoever is signed out, or is not the one whose form it is, keeps the words and signs in beside them.
        let stranger = office.stranger().form(&address, &typed("Chua+gui")).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{}", stranger.text);
        assert!(stranger.text.contains("Chua gui") && stranger.text.contains("Đăng nhập ở thẻ mới"), "{}", stranger.text);
        let head = office.signed_in("head.pgddt").await;
        let own = cx.actor.person;
        let others = head.form(&address, &format!("{}&writer={own}", typed("Cua+nguoi+khac"))).await;
        assert_eq!(others.status, StatusCode::UNAUTHORIZED, "{}", others.text);
        assert!(others.text.contains("Cua nguoi khac") && others.text.contains(&own.to_string()), "{}", others.text);

        // A report that has moved on takes nothing, and gives back what was typed.
        office.db().execute_unprepared("update report set state = 'submitted'").await.unwrap();
        let moved = editor.form(&address, &typed("Den+tre")).await;
        assert_eq!(moved.status, StatusCode::FORBIDDEN);
        assert!(moved.text.contains("Den tre"), "{}", moved.text);
        let after = reports::sheet(&cx, id).await.unwrap();
        let count = |sheet: &giaoban::report::ReportSheet| sheet.sections.iter().map(|it| it.passages.len()).sum::<usize>();
        assert_eq!(count(&after), count(&sheet));
    }
}
