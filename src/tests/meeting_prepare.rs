//! A meeting before it begins: its agenda as a tree, the rules, what is published, what stays private.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::identity::server::entity::audit;
use giaoban::identity::server::write_setting;
use giaoban::meeting::server as meetings;
use giaoban::meeting::server::prepared::agenda_note;
use giaoban::meeting::{
    AgendaEdit, AgendaInput, AgendaSheet, ItemChange, ItemKind, KindInput, MeetingChange, MeetingInput,
    MeetingKind, MeetingWarning, Shift, total_minutes,
};
use giaoban::notice::Message;
use giaoban::notice::server as notices;
use giaoban::server::Context;
use sea_orm::EntityTrait;

pub fn input() -> MeetingInput {
    MeetingInput {
        title: "Giao ban tháng 7".into(),
        place: "Phòng họp số 2".into(),
        date: "18/7/2016".into(),
        time: "08:00".into(),
    }
}

pub async fn drafted(office: &Office) -> (Context, AgendaSheet) {
    let cx = office.of("office").await;
    let id = meetings::create(&cx, "2016-H1", &input()).await.unwrap();
    let sheet = meetings::sheet(&cx, id).await.unwrap();
    (cx, sheet)
}

/// As the office sees it once everybody may.
pub async fn published(office: &Office) -> (Context, AgendaSheet) {
    let (cx, sheet) = drafted(office).await;
    let sheet = edit(&cx, &sheet, AgendaEdit::Publish).await.unwrap();
    (cx, sheet)
}

pub async fn edit(cx: &Context, sheet: &AgendaSheet, edit: AgendaEdit) -> Result<AgendaSheet, Error> {
    meetings::change(cx, sheet.meeting.id, sheet.meeting.revision, &edit).await
}

pub fn denied<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Denial {
    match outcome {
        Err(Error::Denied(denial)) => denial,
        other => panic!("not denied: {other:?}"),
    }
}

fn warnings(sheet: &AgendaSheet) -> Vec<MeetingWarning> {
    sheet.planning.as_ref().unwrap().warnings.clone()
}

async fn told(office: &Office, who: &str) -> usize {
    let list = notices::list(&office.of(who).await).await.unwrap();
    list.lines.iter().filter(|it| matches!(it.message, Message::AgendaChanged { .. })).count()
}

on_both! {
    async fn items_are_nested_and_their_times_follow(office) {
        let (cx, sheet) = drafted(&office).await;
        let whole = total_minutes(&sheet.items);
        let (first, second, third) = (sheet.items[1].id, sheet.items[2].id, sheet.items[3].id);
        let sheet = edit(&cx, &sheet, AgendaEdit::Move(second, Shift::In)).await.unwrap();
        let sheet = edit(&cx, &sheet, AgendaEdit::Move(third, Shift::In)).await.unwrap();
        let numbers: Vec<_> = sheet.items[..5].iter().map(|it| it.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "2.1", "2.2", "3"]);
        assert_eq!((sheet.items[2].parent, sheet.items[1].is_group), (Some(first), true));
        assert_eq!(sheet.items[1].minutes, sheet.items[2].minutes + sheet.items[3].minutes);
        assert_eq!(sheet.items[1].planned_at, sheet.items[2].planned_at, "a group begins with its first part");
        assert_eq!(total_minutes(&sheet.items), whole - sheet.items[1].own_minutes);
        let outcome = edit(&cx, &sheet, AgendaEdit::Move(second, Shift::Up)).await;
        assert_eq!(denied(outcome), Denial::WrongState, "there is nowhere to go");
        let sheet = edit(&cx, &sheet, AgendaEdit::Remove(first)).await.unwrap();
        assert_eq!((sheet.items[1].id, sheet.items[1].depth), (second, 0), "what was below it stays");
        assert!(sheet.items.iter().zip(1..).all(|(it, position)| it.position == position));
    }

    async fn the_last_conclusions_stay_first(office) {
        let (cx, sheet) = drafted(&office).await;
        let (opening, other) = (sheet.items[0].id, sheet.items[3].id);
        assert!(sheet.before.is_some() && sheet.items[0].kind == ItemKind::Opening);
        for change in [
            AgendaEdit::Move(opening, Shift::Down),
            AgendaEdit::Move(other, Shift::Before(opening)),
            AgendaEdit::Remove(opening),
        ] {
            assert_eq!(denied(edit(&cx, &sheet, change).await), Denial::WrongState);
        }
    }

    async fn every_field_of_an_item_is_kept(office) {
        let (cx, sheet) = drafted(&office).await;
        let item = sheet.items[1].clone();
        let typed = AgendaInput {
            kind: ItemKind::Decision,
            presenter_name: "Ông Nông Văn Minh, Trưởng phòng".into(),
            decision: "Thống nhất kinh phí".into(),
            note: "Mang theo biểu 2".into(),
            ..AgendaInput::of(&item)
        };
        let sheet = edit(&cx, &sheet, AgendaEdit::Update(item.id, typed.clone())).await.unwrap();
        assert_eq!(AgendaInput::of(&sheet.items[1]), typed);
        let wrong = AgendaInput { note: "x".repeat(2001), sector: Some(Default::default()), ..typed };
        let Err(Error::Invalid(errors)) = edit(&cx, &sheet, AgendaEdit::Update(item.id, wrong)).await
        else { panic!("taken") };
        assert_eq!(errors.on("note"), Some(&Problem::TooLong(2000)));
    }

    async fn what_goes_against_a_rule_is_told_and_not_refused(office) {
        let mut office = office;
        let (cx, sheet) = drafted(&office).await;
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(sheet.meeting.limit_minutes, 240);
        assert_eq!(warnings(&sheet), []);
        assert_eq!(sheet.planning.as_ref().unwrap().invite_by, day("2016-07-13"));
        let item = sheet.items[1].clone();
        let long = AgendaInput { minutes: "90".into(), purpose: String::new(), ..AgendaInput::of(&item) };
        let sheet = edit(&cx, &sheet, AgendaEdit::Update(item.id, long)).await.unwrap();
        let minutes = total_minutes(&sheet.items);
        let over = MeetingWarning::OverLimit { minutes, limit: 240 };
        assert_eq!(warnings(&sheet), [over, MeetingWarning::Unpurposed { items: vec!["2".into()] }]);
        let kind = KindInput { kind: MeetingKind::Review, urgent: false, reason: String::new() };
        let sheet = edit(&cx, &sheet, AgendaEdit::Kind(kind.clone())).await.unwrap();
        assert_eq!((sheet.meeting.kind, sheet.meeting.limit_minutes, warnings(&sheet).len()), (MeetingKind::Review, 480, 1));

        office.at("2016-07-14T08:00:00");
        let cx = office.of("office").await;
        let sheet = meetings::sheet(&cx, sheet.meeting.id).await.unwrap();
        let late = MeetingWarning::LateInvitation { by: day("2016-07-13"), days: 3 };
        assert!(warnings(&sheet).contains(&late));
        let unsaid = KindInput { urgent: true, ..kind.clone() };
        assert!(matches!(edit(&cx, &sheet, AgendaEdit::Kind(unsaid)).await, Err(Error::Invalid(_))));
        let urgent = KindInput { urgent: true, reason: "Phòng chống bão".into(), ..kind.clone() };
        let sheet = edit(&cx, &sheet, AgendaEdit::Kind(urgent)).await.unwrap();
        assert!(!warnings(&sheet).contains(&late));

        // The rule is data: what an administrator sets counts from then on.
        write_setting(&cx.db, "meeting_rules", r#"{"limits":{"briefing":180}}"#).await.unwrap();
        let briefing = KindInput { kind: MeetingKind::Briefing, ..kind };
        let sheet = edit(&cx, &sheet, AgendaEdit::Kind(briefing)).await.unwrap();
        assert_eq!(sheet.meeting.limit_minutes, 180);
        assert!(meetings::sheet(&office.of("chair").await, sheet.meeting.id).await.unwrap().planning.is_none());
    }

    async fn what_changed_since_it_was_published_is_marked_and_told_once(office) {
        let (cx, sheet) = drafted(&office).await;
        let item = sheet.items[1].clone();
        let more = |sheet: &AgendaSheet, minutes: &str| {
            let minutes = minutes.to_owned();
            AgendaEdit::Update(item.id, AgendaInput { minutes, ..AgendaInput::of(&sheet.items[1]) })
        };
        let sheet = edit(&cx, &sheet, more(&sheet, "7")).await.unwrap();
        assert_eq!((sheet.changes.clone(), told(&office, "delegate.pyt").await), (None, 0), "nobody has seen a draft");
        let sheet = edit(&cx, &sheet, AgendaEdit::Publish).await.unwrap();
        assert_eq!(sheet.changes, None);

        let sheet = edit(&cx, &sheet, more(&sheet, "12")).await.unwrap();
        let sheet = edit(&cx, &sheet, more(&sheet, "14")).await.unwrap();
        let gone = sheet.items[2].clone();
        let sheet = edit(&cx, &sheet, AgendaEdit::Remove(gone.id)).await.unwrap();
        let added = AgendaInput { title: "Việc khác".into(), minutes: "5".into(), ..AgendaInput::default() };
        let sheet = edit(&cx, &sheet, AgendaEdit::Add(added)).await.unwrap();
        let reader = office.of("reader").await;
        let changes = meetings::sheet(&reader, sheet.meeting.id).await.unwrap().changes.unwrap();
        assert_eq!(changes.of(item.id), [ItemChange::Minutes(7)]);
        let new = sheet.items.iter().find(|it| it.title == "Việc khác").unwrap();
        assert_eq!(changes.of(new.id), [ItemChange::Added]);
        assert_eq!(changes.removed, [(gone.number, gone.title)]);
        assert_eq!(changes.items.len(), 2, "the others only stand elsewhere");

        assert_eq!(told(&office, "delegate.pyt").await, 1, "one notice until it is read");
        assert_eq!(told(&office, "reader").await, 0);
        notices::mark_read(&office.of("delegate.pyt").await, None).await.unwrap();
        let sheet = edit(&cx, &sheet, more(&sheet, "7")).await.unwrap();
        assert_eq!(told(&office, "delegate.pyt").await, 2);
        assert!(sheet.changes.unwrap().of(item.id).is_empty(), "as it was published");
        let page = office.phone("reader").await.get(&format!("/meetings/{}", sheet.meeting.id)).await;
        assert!(page.text.contains("mới thêm") && page.text.contains("Đã bỏ: 3."), "{}", page.text);
    }

    async fn the_meetings_own_changes_are_marked(office) {
        let (cx, sheet) = published(&office).await;
        let typed = MeetingInput { time: "14:00".into(), place: String::new(), ..input() };
        let was = sheet.meeting.starts_at;
        let sheet = edit(&cx, &sheet, AgendaEdit::Meeting(typed)).await.unwrap();
        let place = MeetingChange::Place(Some("Phòng họp số 2".into()));
        assert_eq!(sheet.changes.unwrap().meeting, [place, MeetingChange::Start(was)]);
        assert_eq!(sheet.meeting.sequence, 1);
    }

    async fn private_notes_reach_nobody_but_chair_and_secretary(office) {
        // No identifier on a page can spell it by chance.
        const SECRET: &str = "Nhắc riêng PGDDT xyzzy";
        let (cx, sheet) = published(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        let chair = office.of("chair").await;
        let kept = meetings::keep_chair_note(&chair, id, item, 0, SECRET).await.unwrap();
        assert_eq!(kept.revision, 1);
        let secretary = office.of("secretary").await;
        assert_eq!(meetings::sheet(&secretary, id).await.unwrap().chair_notes, [kept]);
        let late = meetings::keep_chair_note(&secretary, id, item, 0, "khác").await;
        assert_eq!(late.unwrap_err(), Error::Conflict);

        for name in ["office", "admin", "reader", "delegate.pgddt", "editor.pgddt", "head.pgddt"] {
            let other = office.of(name).await;
            let seen = meetings::sheet(&other, id).await.unwrap();
            assert!(!serde_json::to_string(&seen).unwrap().contains("xyzzy"), "{name}");
            assert_eq!(denied(meetings::keep_chair_note(&other, id, item, 1, "").await), Denial::NotAllowed, "{name}");
            let browser = office.signed_in(name).await;
            for path in ["", "/live", "/screen", "/minutes", "/plan", "/calendar.ics"] {
                let page = browser.get(&format!("/meetings/{id}{path}")).await;
                assert!(!page.text.contains("xyzzy"), "{name} at {path}");
            }
            let json = browser.call("/api/fn/show_meeting", &format!(r#"{{"meeting":"{id}"}}"#)).await;
            assert!(json.status == StatusCode::OK && !json.text.contains("xyzzy"), "{name}");
        }
        let page = office.signed_in("chair").await.get(&format!("/meetings/{id}")).await;
        assert!(page.text.contains(SECRET));
        // The office edits and copies the item, and the note stays where it was.
        let typed = AgendaInput { title: "Tên khác".into(), ..AgendaInput::of(&sheet.items[1]) };
        edit(&cx, &sheet, AgendaEdit::Update(item, typed)).await.unwrap();
        let copy = meetings::copy(&cx, id, "2016-H1", &input()).await.unwrap();
        assert!(meetings::sheet(&chair, copy).await.unwrap().chair_notes.is_empty());
        assert_eq!(agenda_note::Entity::find().all(&cx.db).await.unwrap().len(), 1);
        for row in audit::Entity::find().all(&cx.db).await.unwrap() {
            let said = format!("{:?} {:?}", row.before, row.after);
            assert!(!said.contains("xyzzy"), "{}", row.action);
        }
        let phone = office.on("chair", Device::Phone).await;
        assert_eq!(denied(meetings::keep_chair_note(&phone, id, item, 1, "").await), Denial::ReadOnlyDevice);
    }

    async fn a_private_note_is_kept_without_a_script_and_given_back_when_it_is_not(office) {
        let (_, sheet) = published(&office).await;
        let (id, item) = (sheet.meeting.id, sheet.items[1].id);
        let path = format!("/meetings/{id}/items/{item}/note");
        let browser = office.signed_in("secretary").await;
        let answer = browser.form(&path, "seen=0&note=hai%0D%0Adong").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let notes = meetings::sheet(&office.of("chair").await, id).await.unwrap().chair_notes;
        assert_eq!(notes[0].body, "hai\ndong");
        let stale = browser.form(&path, "seen=0&note=gocuatoi").await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("gocuatoi") && stale.text.contains("hai\ndong"), "{}", stale.text);
        let other = office.signed_in("office").await.form(&path, "seen=1&note=x").await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
    }

    async fn an_agenda_is_taken_over_from_a_former_meeting(office) {
        let cx = office.of("office").await;
        let held = meetings::lines(&cx).await.unwrap().pop().unwrap().meeting;
        let former = meetings::sheet(&cx, held.id).await.unwrap();
        let id = meetings::copy(&cx, held.id, "2016-H1", &input()).await.unwrap();
        let sheet = meetings::sheet(&cx, id).await.unwrap();
        let titles = |of: &AgendaSheet| of.items.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&sheet), titles(&former));
        assert!(sheet.items.iter().all(|it| former.items.iter().all(|old| old.id != it.id)));
        assert_eq!(sheet.items[0].kind, ItemKind::Opening);
        assert_eq!(sheet.before.map(|it| it.0.meeting.id), Some(held.id), "the last conclusions come by themselves");
        assert_eq!(sheet.delegates.len(), former.delegates.len());
        assert!(sheet.conclusions.is_empty());
        let reader = office.of("reader").await;
        assert_eq!(denied(meetings::copy(&reader, held.id, "2016-H1", &input()).await), Denial::NotAllowed);
    }

    async fn an_item_takes_up_passages_that_are_public(office) {
        let (cx, sheet) = published(&office).await;
        let last = sheet.items[sheet.items.len() - 2].id;
        let choice = sheet.planning.as_ref().unwrap().passages[0].clone();
        let sheet = edit(&cx, &sheet, AgendaEdit::Link(last, choice.id)).await.unwrap();
        let seen = meetings::sheet(&office.of("reader").await, sheet.meeting.id).await.unwrap();
        assert_eq!(seen.passages.iter().map(|it| (it.item, it.passage.id)).collect::<Vec<_>>(), [(last, choice.id)]);
        let unknown = edit(&cx, &sheet, AgendaEdit::Link(last, Default::default())).await;
        assert!(matches!(unknown, Err(Error::Invalid(_))));
        let sheet = edit(&cx, &sheet, AgendaEdit::Unlink(last, choice.id)).await.unwrap();
        assert!(sheet.passages.is_empty());
    }
}
