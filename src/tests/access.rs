//! Who gets through which door: every server function, as every role, as a stranger and from a phone.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::server::{Need, all_doors};
use std::collections::BTreeSet;
use std::fmt::Write;

#[tokio::test]
async fn every_server_function_is_registered_with_the_permission_it_needs() {
    let built: BTreeSet<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let registered: BTreeSet<_> = all_doors().map(|(path, _)| path).collect();
    assert_eq!(built, registered);
    assert!(built.iter().all(|it| it.starts_with("/api/fn/")), "{built:?}");
}

const PEOPLE: [&str; 8] =
    ["editor.pgddt", "head.pgddt", "office", "chair", "secretary", "delegate.pgddt", "reader", "admin"];

on_both! {
    /// What each role is let into, written out: a change here is a change of who may do what.
    async fn each_role_gets_through_its_own_doors(office) {
        let mut browsers = Vec::new();
        for name in PEOPLE {
            browsers.push((name, office.signed_in(name).await, office.phone(name).await));
        }
        let stranger = office.stranger();
        let mut found = String::new();
        let mut doors: Vec<_> = all_doors().collect();
        doors.sort_by_key(|(path, _)| *path);
        for (path, need) in doors {
            assert_eq!(stranger.call(path, "{}").await.status, StatusCode::UNAUTHORIZED, "{path}");
            let mut admitted = Vec::new();
            for (name, computer, phone) in &browsers {
                let at_computer = is_let_in(computer.call(path, "{}").await.status);
                let on_phone = is_let_in(phone.call(path, "{}").await.status);
                let writes = matches!(need, Need::Write(_));
                assert_eq!(on_phone, at_computer && !writes, "{name} on a phone at {path}");
                if at_computer {
                    admitted.push(name.split('.').next().unwrap());
                }
            }
            let kind = if matches!(need, Need::Write(_)) { "write" } else { "read" };
            writeln!(found, "{kind:5} {} {}", path.trim_start_matches("/api/fn/"), admitted.join(" ")).unwrap();
        }
        let expected = include_str!("access.txt");
        assert!(found == expected, "the doors are now:\n{found}");
    }

    async fn a_write_from_a_phone_is_refused_with_a_sentence(office) {
        let phone = office.phone("editor.pgddt").await;
        let (path, _) = all_doors().find(|(_, need)| matches!(need, Need::Write(_))).unwrap();
        let answer = phone.call(path, "{}").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("Phiên đăng nhập trên điện thoại chỉ để đọc."), "{}", answer.text);
    }

    async fn a_function_nobody_registered_is_not_there(office) {
        let answer = office.signed_in("admin").await.call("/api/fn/drop_everything", "{}").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

/// Past the door, whatever becomes of empty arguments behind it.
fn is_let_in(status: StatusCode) -> bool {
    status != StatusCode::UNAUTHORIZED && status != StatusCode::FORBIDDEN
}
