//! What earlier programs kept is read still.

use super::*;

#[test]
fn the_first_programs_events_are_read() {
    let id = "01900000-0000-7000-8000-000000000001";
    for (kept, word) in [
        (r#"{"kind":"started"}"#.to_owned(), "started"),
        (format!(r#"{{"kind":"item_opened","item":"{id}"}}"#), "item_opened"),
        (r#"{"kind":"paused"}"#.to_owned(), "paused"),
        (r#"{"kind":"resumed"}"#.to_owned(), "resumed"),
        (
            format!(r#"{{"kind":"concluded","conclusion":"{id}","item":"{id}","body":"Thống nhất"}}"#),
            "concluded",
        ),
        (
            format!(
                r#"{{"kind":"tasked","conclusion":"{id}","task":"{id}","code":"NV-2016-01","title":"a","lead":"b","due_on":"2016-12-14"}}"#
            ),
            "tasked",
        ),
        (r#"{"kind":"ended"}"#.to_owned(), "ended"),
    ] {
        let what: Happening = serde_json::from_str(&kept).unwrap();
        assert_eq!(what.word(), word);
        assert_eq!(serde_json::to_string(&what).unwrap(), kept);
    }
    let sent = r#"{"seq":1,"at":"2016-07-05T00:30:00Z","what":{"kind":"started"}}"#;
    let event: Event = serde_json::from_str(sent).unwrap();
    assert_eq!((event.by, serde_json::to_string(&event).unwrap().as_str()), (None, sent));
}

#[test]
fn every_kind_is_kept_under_its_own_word() {
    let sitting = law::example();
    let mut words: Vec<_> = sitting.events.iter().map(|it| it.what.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert!(words.len() > 20, "{words:?}");
    for event in &sitting.events {
        let kept = serde_json::to_string(&event.what).unwrap();
        assert!(kept.starts_with(&format!(r#"{{"kind":"{}""#, event.what.word())), "{kept}");
        assert_eq!(serde_json::from_str::<Happening>(&kept).unwrap(), event.what);
    }
}
