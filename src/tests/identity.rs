//! Signing in, staying in, and what strangers see.

use crate::office::PASSWORD;
use crate::on_both;
use axum::http::{Method, StatusCode, header};

on_both! {
    async fn a_stranger_is_sent_to_the_form_and_back(office) {
        let stranger = office.stranger();
        let answer = stranger.get("/tasks?state=open").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location, "/login?next=/tasks%3Fstate%3Dopen");
        let form = format!("username=office&password={PASSWORD}&next=/tasks%3Fstate%3Dopen");
        assert_eq!(stranger.form("/login", &form).await.location, "/tasks?state=open");
    }

    async fn a_wrong_password_keeps_the_name_and_says_no_more_than_an_unknown_name(office) {
        let wrong = office.stranger().sign_in("office", "khong-phai").await;
        let unknown = office.stranger().sign_in("nobody", "khong-phai").await;
        assert_eq!(wrong.location, "/login?problem=wrong&username=office&next=/");
        assert_eq!(unknown.location, "/login?problem=wrong&username=nobody&next=/");
    }

    async fn many_failures_close_the_form_for_a_while(office) {
        for _ in 0..8 {
            office.stranger().sign_in("chair", "khong-phai").await;
        }
        let refused = office.stranger().sign_in("chair", PASSWORD).await;
        assert!(refused.location.contains("problem=later"), "{}", refused.location);
        let mut later = office;
        later.at("2016-07-11T07:46:00");
        assert_eq!(later.stranger().sign_in("chair", PASSWORD).await.location, "/");
    }

    async fn a_session_ends_on_the_server_when_signed_out(office) {
        let browser = office.signed_in("reader").await;
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        browser.form("/logout", "").await;
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_does_not_outlive_its_week(office) {
        let browser = office.signed_in("reader").await;
        let mut later = office;
        later.at("2016-07-18T07:31:00");
        let same = later.stranger().with(&browser.cookie);
        assert_eq!(same.get("/account").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_post_from_another_site_is_refused(office) {
        let browser = office.signed_in("office").await;
        let request = browser
            .request(Method::POST, "/logout")
            .header(header::ORIGIN, "https://example.org")
            .header("sec-fetch-site", "cross-site")
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(browser.send(request).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_missing_page_is_a_page_and_says_404(office) {
        let answer = office.signed_in("reader").await.get("/no/such/page").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text.contains("<nav"), "{}", answer.text);
    }

    async fn a_page_carries_its_policy_and_its_nonce(office) {
        let answer = office.signed_in("reader").await.get("/account").await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        for script in answer.text.split("<script").skip(1) {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{script}");
        }
        assert!(!answer.text.contains("style=\""));
    }

    async fn health_and_readiness_answer_without_signing_in(office) {
        for path in ["/healthz", "/readyz"] {
            assert_eq!(office.stranger().get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}
