//! Pages that need not be drawn again: never one that is out of date, and never another's.

use crate::office::{Answer, Browser};
use crate::on_both;
use axum::http::{Method, StatusCode, header};
use sea_orm::ConnectionTrait;

const PAGE: &str = "/sectors/GD?period=2016-H1";

fn tag(answer: &Answer) -> String {
    answer.headers.get(header::ETAG).map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default()
}

async fn again(browser: &Browser, path: &str, tag: &str) -> Answer {
    let request = browser.request(Method::GET, path).header(header::IF_NONE_MATCH, tag);
    browser.send(request.body(axum::body::Body::empty()).unwrap()).await
}

/// A page as it stands with its tag, in a minute that lasts until it was asked for again.
async fn unchanged(browser: &Browser, path: &str) -> (Answer, Answer, Answer) {
    loop {
        let first = browser.get(path).await;
        let second = browser.get(path).await;
        let third = again(browser, path, &tag(&first)).await;
        if tag(&first) == tag(&second) && third.status == StatusCode::NOT_MODIFIED {
            return (first, second, third);
        }
        assert_ne!(tag(&browser.get(path).await), tag(&first), "only a new minute may change the tag");
    }
}

on_both! {
    async fn a_page_that_has_not_changed_is_not_sent_again(office) {
        let reader = office.signed_in("reader").await;
        let (first, second, third) = unchanged(&reader, PAGE).await;
        assert_eq!(first.status, StatusCode::OK);
        assert_eq!(first.text, second.text);
        assert_eq!(
            first.headers.get(header::CONTENT_SECURITY_POLICY),
            second.headers.get(header::CONTENT_SECURITY_POLICY),
            "the scripts' nonce is the one in the page"
        );
        assert!(third.text.is_empty());
        assert!(third.headers.get(header::CONTENT_SECURITY_POLICY).is_none(), "the kept page keeps its policy");
        assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
    }

    async fn whatever_was_written_is_on_the_next_page(office) {
        let reader = office.signed_in("reader").await;
        let (before, ..) = unchanged(&reader, PAGE).await;
        // Another program on the same database, as the command line is.
        let rename = "update sector set name_vi = 'Giáo dục mới' where code = 'GD'";
        office.elsewhere().await.execute_unprepared(rename).await.unwrap();
        let after = again(&reader, PAGE, &tag(&before)).await;
        assert_eq!(after.status, StatusCode::OK);
        assert!(after.text.contains("Giáo dục mới") && !before.text.contains("Giáo dục mới"));
    }

    async fn nobody_is_sent_another_persons_page(office) {
        let (reader, editor) = (office.signed_in("reader").await, office.signed_in("editor.pgddt").await);
        let (theirs, ..) = unchanged(&reader, PAGE).await;
        let own = again(&editor, PAGE, &tag(&theirs)).await;
        assert_eq!(own.status, StatusCode::OK);
        assert_ne!(own.text, theirs.text);
        let stranger = again(&office.stranger(), PAGE, &tag(&theirs)).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    }

    async fn who_signed_out_is_a_stranger_at_once(office) {
        let reader = office.signed_in("reader").await;
        let (page, ..) = unchanged(&reader, PAGE).await;
        let left = reader.form("/logout", "").await;
        assert_eq!(left.headers["clear-site-data"], "\"cache\"");
        assert_eq!(again(&reader, PAGE, &tag(&page)).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_language_and_the_theme_are_part_of_the_page(office) {
        let reader = office.signed_in("reader").await;
        let (vietnamese, ..) = unchanged(&reader, PAGE).await;
        let cookie = format!("{}; giaoban_lang=en", reader.cookie);
        let english = again(&reader.with(&cookie), PAGE, &tag(&vietnamese)).await;
        assert_eq!(english.status, StatusCode::OK);
        assert_ne!(english.text, vietnamese.text);
    }
}
