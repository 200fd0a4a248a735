//! Papers of an agenda: taken by their content, handed out with safe headers to those who may see the meeting.

use crate::meeting_prepare::{denied, drafted, edit, published};
use crate::office::{Answer, Browser};
use crate::on_both;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use giaoban::error::Denial;
use giaoban::meeting::server as meetings;
use giaoban::meeting::server::prepared::{agenda_paper, agenda_paper_file};
use giaoban::meeting::{AgendaEdit, ItemChange, PAPER_LIMIT, PAPERS_PER_ITEM, PaperKind, PaperRefusal};
use sea_orm::EntityTrait;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

/// Sends a file as a plain form does.
async fn send(browser: &Browser, path: &str, name: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/x-msdownload\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--X--\r\n");
    let request = browser
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

on_both! {
    async fn a_paper_is_what_it_holds(office) {
        let (cx, sheet) = published(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        let browser = office.signed_in("office").await;
        let path = format!("/meetings/{id}/items/{item}/papers");
        let taken = send(&browser, &path, "Báo cáo quý II.html", PDF).await;
        assert_eq!((taken.status, taken.location), (StatusCode::SEE_OTHER, format!("/meetings/{id}/plan#item-{item}")));
        let refused = [
            ("a.pdf", &b"<html><script>alert(1)</script>"[..], PaperRefusal::OtherKind),
            ("a.pdf", &b""[..], PaperRefusal::Nothing),
            ("a.docx", &b"PK\x03\x04 nothing more"[..], PaperRefusal::Broken),
            ("a.svg", &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], PaperRefusal::OtherKind),
        ];
        for (name, file, why) in refused {
            let answer = send(&browser, &path, name, file).await;
            assert!(answer.location.contains(&format!("refused={why}")), "{name}: {}", answer.location);
            let page = browser.get(answer.location.split('#').next().unwrap()).await;
            assert!(page.text.contains("Tệp không được nhận:"));
        }
        let sheet = meetings::sheet(&cx, id).await.unwrap();
        assert_eq!(sheet.papers.len(), 1);
        let paper = &sheet.papers[0];
        assert_eq!((paper.kind, paper.name.as_str(), paper.item), (PaperKind::Pdf, "Báo cáo quý II.html.pdf", item));
        assert_eq!(sheet.changes.unwrap().of(item), [ItemChange::Papers]);

        let reader = office.signed_in("reader").await;
        let page = reader.get(&format!("/meetings/{id}")).await;
        assert!(page.text.contains("Báo cáo quý II.html.pdf") && page.text.contains("PDF, 1 kB"));
        let file = reader.get(&format!("/meetings/{id}/papers/{}", paper.id)).await;
        assert_eq!((file.status, file.text.as_bytes()), (StatusCode::OK, PDF));
        assert_eq!(file.headers["content-type"], "application/pdf");
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
        assert!(file.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
        let named = file.headers["content-disposition"].to_str().unwrap();
        assert!(named.starts_with("inline; filename=\"tai-lieu.pdf\"; filename*=UTF-8''B%C3%A1o%20c"), "{named}");
    }

    async fn a_paper_is_seen_by_whoever_sees_the_meeting(office) {
        let (cx, sheet) = drafted(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        let paper = meetings::add_paper(&cx, id, item, "a.png", PNG.to_vec()).await.unwrap().unwrap();
        let path = format!("/meetings/{id}/papers/{}", paper.id);
        let reader = office.signed_in("reader").await;
        assert_eq!(reader.get(&path).await.status, StatusCode::FORBIDDEN, "a draft's");
        assert!(office.stranger().get(&path).await.location.starts_with("/login"));
        let (other, _) = drafted(&office).await;
        let elsewhere = meetings::create(&other, "2016-H1", &crate::meeting_prepare::input()).await.unwrap();
        let astray = office.signed_in("office").await.get(&format!("/meetings/{elsewhere}/papers/{}", paper.id)).await;
        assert_eq!(astray.status, StatusCode::NOT_FOUND, "another meeting's");
        let sheet = edit(&cx, &sheet, AgendaEdit::Publish).await.unwrap();
        assert_eq!(reader.get(&path).await.status, StatusCode::OK);
        assert_eq!(office.phone("reader").await.get(&path).await.status, StatusCode::OK);

        for name in ["reader", "delegate.pgddt", "chair"] {
            let browser = office.signed_in(name).await;
            let answer = send(&browser, &format!("/meetings/{id}/items/{item}/papers"), "b.pdf", PDF).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
            let answer = browser.form(&format!("{path}/remove"), "").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        }
        let answer = office.signed_in("office").await.form(&format!("{path}/remove"), "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(meetings::sheet(&cx, sheet.meeting.id).await.unwrap().papers.is_empty());
        assert!(agenda_paper_file::Entity::find().all(&cx.db).await.unwrap().is_empty());
    }

    async fn an_item_that_goes_takes_its_papers_along(office) {
        let (cx, sheet) = drafted(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        for _ in 0..PAPERS_PER_ITEM {
            meetings::add_paper(&cx, id, item, "a.pdf", PDF.to_vec()).await.unwrap().unwrap();
        }
        let more = meetings::add_paper(&cx, id, item, "a.pdf", PDF.to_vec()).await.unwrap();
        assert_eq!(more.unwrap_err(), PaperRefusal::TooMany);
        edit(&cx, &sheet, AgendaEdit::Remove(item)).await.unwrap();
        assert!(agenda_paper::Entity::find().all(&cx.db).await.unwrap().is_empty());
        let held = meetings::lines(&cx).await.unwrap().pop().unwrap().meeting;
        let first = meetings::sheet(&cx, held.id).await.unwrap().items[0].id;
        let late = meetings::add_paper(&cx, held.id, first, "a.pdf", PDF.to_vec()).await;
        assert_eq!(denied(late), Denial::WrongState, "the meeting has ended");
    }

    async fn a_file_that_is_too_large_is_told_so(office) {
        let (_, sheet) = drafted(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        let browser = office.signed_in("office").await;
        let mut file = PDF.to_vec();
        file.resize(PAPER_LIMIT as usize + 1, b' ');
        let answer = send(&browser, &format!("/meetings/{id}/items/{item}/papers"), "a.pdf", &file).await;
        assert!(answer.location.contains("refused=too_large"), "{}", answer.location);
        file.truncate(PAPER_LIMIT as usize);
        let answer = send(&browser, &format!("/meetings/{id}/items/{item}/papers"), "a.pdf", &file).await;
        assert!(!answer.location.contains("refused"), "{}", answer.location);
    }
}
