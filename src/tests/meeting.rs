//! A conference: its log, who may add to it, and what comes of it.

use crate::office::Office;
use crate::on_both;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode};
use futures::future::join_all;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::MeetingId;
use giaoban::meeting::server::entity::{conclusion_revision, conclusion_source, meeting_event};
use giaoban::meeting::server::{self as meetings, Wording};
use giaoban::meeting::{
    AgendaEdit, AgendaInput, AgendaSheet, Event, Happening, ItemKind, MeetingInput, MeetingState, Phase,
    Room, Shift, total_minutes,
};
use giaoban::server::Context;
use giaoban::task::TaskInput;
use http_body_util::BodyExt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::net::SocketAddr;
use tower::ServiceExt;
use uuid::Uuid;

fn input() -> MeetingInput {
    MeetingInput {
        title: "Giao ban thử".into(),
        place: "Phòng họp số 2".into(),
        date: "18/7/2016".into(),
        time: "08:00".into(),
    }
}

async fn drafted(office: &Office) -> (Context, AgendaSheet) {
    let cx = office.of("office").await;
    let id = meetings::create(&cx, "2016-H1", &input()).await.unwrap();
    let sheet = meetings::sheet(&cx, id).await.unwrap();
    (cx, sheet)
}

/// A meeting that everybody may see.
async fn published(office: &Office) -> AgendaSheet {
    let (cx, sheet) = drafted(office).await;
    meetings::change(&cx, sheet.meeting.id, sheet.meeting.revision, &AgendaEdit::Publish).await.unwrap()
}

async fn act(cx: &Context, meeting: MeetingId, what: Happening) -> Result<Event, Error> {
    meetings::act(cx, meeting, Uuid::now_v7(), what).await
}

/// A meeting that runs, at its first item with a sector.
async fn running(office: &Office) -> AgendaSheet {
    let sheet = published(office).await;
    let chair = office.of("chair").await;
    let item = sheet.items.iter().find(|it| it.sector.is_some()).unwrap().id;
    act(&chair, sheet.meeting.id, Happening::Started).await.unwrap();
    act(&chair, sheet.meeting.id, Happening::ItemOpened { item }).await.unwrap();
    meetings::sheet(&chair, sheet.meeting.id).await.unwrap()
}

fn wording(sheet: &AgendaSheet, body: &str) -> Wording {
    Wording {
        item: sheet.room.current.unwrap(),
        conclusion: None,
        seen: 0,
        body: body.into(),
        sources: Vec::new(),
    }
}

async fn log(office: &Office, meeting: MeetingId) -> Vec<Event> {
    let rows = meeting_event::Entity::find()
        .filter(meeting_event::Column::MeetingId.eq(meeting))
        .order_by_asc(meeting_event::Column::Seq)
        .all(office.db())
        .await
        .unwrap();
    rows.into_iter()
        .map(|it| Event {
            seq: it.seq,
            at: it.at,
            by: it.person_id,
            what: serde_json::from_str(&it.body).unwrap(),
        })
        .collect()
}

fn denied<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Denial {
    match outcome {
        Err(Error::Denied(denial)) => denial,
        other => panic!("not denied: {other:?}"),
    }
}

on_both! {
    async fn an_agenda_is_laid_out_from_the_outline_within_half_a_day(office) {
        let (_, sheet) = drafted(&office).await;
        assert_eq!(sheet.meeting.state, MeetingState::Draft);
        assert_eq!(sheet.items.first().map(|it| it.kind), Some(ItemKind::Opening));
        assert_eq!(sheet.items.last().map(|it| it.kind), Some(ItemKind::Conclusions));
        let reports: Vec<_> = sheet.items.iter().filter(|it| it.kind == ItemKind::Report).collect();
        assert_eq!(reports.len(), 15);
        assert!(reports.iter().all(|it| it.sector.is_some() && it.presenter.is_some() && it.purpose.is_some()));
        assert!(total_minutes(&sheet.items) <= sheet.meeting.limit_minutes);
        let (last, conclusions) = sheet.before.unwrap();
        assert!(last.meeting.sample && conclusions.len() == 16);
        assert!(conclusions.iter().all(|it| it.tasks.len() == 1));
        assert!(sheet.people.len() > 2);
    }

    async fn a_draft_is_seen_by_those_who_prepare_it(office) {
        let (_, sheet) = drafted(&office).await;
        let id = sheet.meeting.id;
        for name in ["chair", "secretary"] {
            assert!(meetings::sheet(&office.of(name).await, id).await.is_ok(), "{name}");
        }
        for name in ["editor.pgddt", "delegate.pgddt", "reader"] {
            let cx = office.of(name).await;
            assert_eq!(denied(meetings::sheet(&cx, id).await), Denial::NotPublished, "{name}");
            assert_eq!(denied(meetings::cards(&cx, id).await), Denial::NotPublished, "{name}");
            assert!(meetings::lines(&cx).await.unwrap().iter().all(|it| it.meeting.id != id), "{name}");
            let answer = office.signed_in(name).await.get(&format!("/meetings/{id}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        }
    }

    async fn the_agenda_moves_only_under_a_hand_that_saw_it(office) {
        let (cx, sheet) = drafted(&office).await;
        let (id, seen) = (sheet.meeting.id, sheet.meeting.revision);
        let moved = sheet.items[1].id;
        let after = meetings::change(&cx, id, seen, &AgendaEdit::Move(moved, Shift::Down)).await.unwrap();
        assert_eq!(after.items[2].id, moved);
        assert!(after.items.iter().zip(1..).all(|(it, position)| it.position == position));
        assert_eq!(meetings::change(&cx, id, seen, &AgendaEdit::Remove(moved)).await.unwrap_err(), Error::Conflict);
        let added = AgendaInput {
            kind: ItemKind::Discussion,
            title: "Việc khác".into(),
            minutes: "5".into(),
            ..AgendaInput::default()
        };
        let after = meetings::change(&cx, id, seen + 1, &AgendaEdit::Add(added.clone())).await.unwrap();
        assert_eq!(after.items[after.items.len() - 2].title, "Việc khác");
        let wrong = AgendaInput { minutes: "0".into(), title: String::new(), ..added };
        let Err(Error::Invalid(errors)) = meetings::change(&cx, id, seen + 2, &AgendaEdit::Update(moved, wrong)).await
        else { panic!("taken") };
        assert_eq!(errors.on("title"), Some(&Problem::Required));
        assert_eq!(errors.on("minutes"), Some(&Problem::Negative));
        let chair = office.of("chair").await;
        assert_eq!(denied(meetings::change(&chair, id, seen + 2, &AgendaEdit::Publish).await), Denial::NotAllowed);
    }

    async fn the_agenda_is_closed_once_the_meeting_runs(office) {
        let sheet = running(&office).await;
        let cx = office.of("office").await;
        let outcome =
            meetings::change(&cx, sheet.meeting.id, sheet.meeting.revision, &AgendaEdit::Remove(sheet.items[0].id)).await;
        assert_eq!(denied(outcome), Denial::WrongState);
    }

    async fn the_same_key_is_taken_once(office) {
        let sheet = published(&office).await;
        let chair = office.of("chair").await;
        let (id, key) = (sheet.meeting.id, Uuid::now_v7());
        let first = meetings::act(&chair, id, key, Happening::Started).await.unwrap();
        let again = meetings::act(&chair, id, key, Happening::Started).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(log(&office, id).await.len(), 1);
        let sheet = meetings::sheet(&chair, id).await.unwrap();
        assert_eq!((sheet.meeting.state, sheet.room.phase), (MeetingState::Running, Phase::Running));
    }

    async fn twenty_hands_at_once_leave_no_gap(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        let chair = office.of("chair").await;
        let secretary = office.of("secretary").await;
        let begun = log(&office, id).await.len() as i64;
        let writers = (0..20).map(|number| {
            let (cx, item) = if number % 2 == 0 { (&chair, 1) } else { (&secretary, 2) };
            let what = Happening::ItemOpened { item: sheet.items[item + number % 5].id };
            act(cx, id, what)
        });
        let mut given: Vec<_> = join_all(writers).await.into_iter().map(|it| it.unwrap().seq).collect();
        given.sort_unstable();
        assert_eq!(given, (begun + 1..=begun + 20).collect::<Vec<_>>());
        let events = log(&office, id).await;
        assert!(events.iter().zip(1..).all(|(it, seq)| it.seq == seq));
        assert_eq!(Room::of(&events), meetings::sheet(&chair, id).await.unwrap().room);
    }

    async fn only_those_who_lead_move_the_meeting_and_never_from_a_phone(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        for name in ["office", "delegate.pgddt", "editor.pgddt", "reader", "admin"] {
            let cx = office.of(name).await;
            assert_eq!(denied(act(&cx, id, Happening::Paused).await), Denial::NotAllowed, "{name}");
        }
        let phone = office.on("chair", Device::Phone).await;
        assert_eq!(denied(act(&phone, id, Happening::Paused).await), Denial::ReadOnlyDevice);
        let json = format!(r#"{{"meeting":"{id}","key":"{}","what":{{"kind":"paused"}}}}"#, Uuid::now_v7());
        let answer = office.phone("chair").await.call("/api/fn/act_in_meeting", &json).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("ReadOnlyDevice"), "{}", answer.text);
        let delegate = office.of("delegate.pgddt").await;
        let outcome = meetings::conclude(&delegate, id, Uuid::now_v7(), wording(&sheet, "Thống nhất")).await;
        assert_eq!(denied(outcome), Denial::NotAllowed);
    }

    async fn what_the_room_does_not_allow_is_refused(office) {
        let sheet = published(&office).await;
        let id = sheet.meeting.id;
        let chair = office.of("chair").await;
        let item = sheet.items[0].id;
        for early in [Happening::Paused, Happening::Resumed, Happening::Ended, Happening::ItemOpened { item }] {
            assert_eq!(denied(act(&chair, id, early).await), Denial::WrongState);
        }
        let word = Wording { item, conclusion: None, seen: 0, body: "Sớm quá".into(), sources: Vec::new() };
        assert_eq!(denied(meetings::conclude(&chair, id, Uuid::now_v7(), word).await), Denial::WrongState);
        act(&chair, id, Happening::Started).await.unwrap();
        assert_eq!(denied(act(&chair, id, Happening::Started).await), Denial::WrongState);
        let elsewhere = Happening::ItemOpened { item: Default::default() };
        assert!(matches!(act(&chair, id, elsewhere).await, Err(Error::Invalid(_))));
        // What has a door of its own does not come in by this one.
        let forged = Happening::Concluded { conclusion: Default::default(), item, body: "Giả".into() };
        assert_eq!(denied(act(&chair, id, forged).await), Denial::WrongState);
        assert_eq!(log(&office, id).await.len(), 1);
    }

    async fn a_draft_cannot_begin(office) {
        let (_, sheet) = drafted(&office).await;
        let chair = office.of("chair").await;
        assert_eq!(denied(act(&chair, sheet.meeting.id, Happening::Started).await), Denial::WrongState);
    }

    async fn every_wording_of_a_conclusion_is_kept(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        let secretary = office.of("secretary").await;
        let cards = meetings::cards(&secretary, id).await.unwrap();
        let source = cards.iter().flat_map(|it| &it.passages).next().unwrap().2.id;
        let key = Uuid::now_v7();
        let first = Wording { sources: vec![source], ..wording(&sheet, "Nháp") };
        let event = meetings::conclude(&secretary, id, key, first).await.unwrap();
        // Sent again under the same key, with an identity of its own: still one conclusion.
        assert_eq!(meetings::conclude(&secretary, id, key, wording(&sheet, "Nháp")).await.unwrap(), event);
        let Happening::Concluded { conclusion, .. } = event.what else { panic!("{event:?}") };
        let again = |seen, body: &str| Wording { conclusion: Some(conclusion), seen, ..wording(&sheet, body) };
        let second = meetings::conclude(&secretary, id, Uuid::now_v7(), again(event.seq, "Thống nhất")).await.unwrap();
        let late = meetings::conclude(&secretary, id, Uuid::now_v7(), again(event.seq, "Chậm chân")).await;
        assert_eq!(late.unwrap_err(), Error::Conflict);
        let sheet = meetings::sheet(&secretary, id).await.unwrap();
        assert_eq!(sheet.room.conclusions.len(), 1);
        assert_eq!((sheet.room.conclusions[0].body.as_str(), sheet.room.conclusions[0].seq), ("Thống nhất", second.seq));
        assert_eq!((sheet.conclusions[0].body.as_str(), sheet.conclusions[0].revision), ("Thống nhất", 2));
        let kept = conclusion_revision::Entity::find()
            .filter(conclusion_revision::Column::ConclusionId.eq(conclusion))
            .order_by_asc(conclusion_revision::Column::Revision)
            .all(office.db())
            .await
            .unwrap();
        assert_eq!(kept.iter().map(|it| it.body.as_str()).collect::<Vec<_>>(), ["Nháp", "Thống nhất"]);
        let sources = conclusion_source::Entity::find()
            .filter(conclusion_source::Column::ConclusionId.eq(conclusion))
            .all(office.db())
            .await
            .unwrap();
        assert_eq!(sources.iter().map(|it| it.passage_id).collect::<Vec<_>>(), [source]);
    }

    async fn a_conclusion_becomes_one_task_with_five_points(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        let secretary = office.of("secretary").await;
        let event = meetings::conclude(&secretary, id, Uuid::now_v7(), wording(&sheet, "Tăng kiểm tra")).await.unwrap();
        let Happening::Concluded { conclusion, .. } = event.what else { panic!("{event:?}") };
        let Err(Error::Invalid(errors)) =
            meetings::task_from_conclusion(&secretary, id, Uuid::now_v7(), conclusion, &TaskInput::default()).await
        else { panic!("taken") };
        assert_eq!(errors.0.len(), 5);
        let lead = sheet.items.iter().find(|it| Some(it.id) == sheet.room.current).unwrap().presenter.clone().unwrap();
        let task = TaskInput {
            lead: lead.id.to_string(),
            title: "Tăng kiểm tra".into(),
            product: "Báo cáo".into(),
            responsibility: "Trưởng phòng".into(),
            due_on: "14/12/2016".into(),
            ..TaskInput::default()
        };
        let key = Uuid::now_v7();
        let first = meetings::task_from_conclusion(&secretary, id, key, conclusion, &task).await.unwrap();
        let again = meetings::task_from_conclusion(&secretary, id, key, conclusion, &task).await.unwrap();
        assert_eq!(first, again);
        let sheet = meetings::sheet(&secretary, id).await.unwrap();
        let tasks = &sheet.conclusions[0].tasks;
        assert_eq!(tasks.len(), 1);
        assert_eq!((tasks[0].conclusion, tasks[0].lead.id, tasks[0].title.as_str()), (conclusion, lead.id, "Tăng kiểm tra"));
        assert_eq!(sheet.room.conclusions[0].tasks[0].id, tasks[0].id);
    }

    async fn an_ended_meeting_can_be_opened_again_and_finished(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        let chair = office.of("chair").await;
        act(&chair, id, Happening::Ended).await.unwrap();
        assert_eq!(meetings::sheet(&chair, id).await.unwrap().meeting.state, MeetingState::Ended);
        meetings::conclude(&chair, id, Uuid::now_v7(), wording(&sheet, "Sau giờ họp")).await.unwrap();
        act(&chair, id, Happening::Started).await.unwrap();
        assert_eq!(meetings::sheet(&chair, id).await.unwrap().meeting.state, MeetingState::Running);
    }

    async fn the_stream_tells_what_was_missed_by_number(office) {
        let sheet = running(&office).await;
        let id = sheet.meeting.id;
        let stranger = office.stranger().get(&format!("/meetings/{id}/events")).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
        let reader = office.signed_in("reader").await;
        let mut request =
            reader.request(Method::GET, &format!("/meetings/{id}/events?after=1")).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40000))));
        let response = office.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert_eq!(response.headers()["cache-control"], "no-store");
        let mut body = response.into_body();
        let mut heard = String::new();
        let mut until = async |mark: &str| {
            while !heard.contains(mark) {
                let frame = tokio::time::timeout(std::time::Duration::from_secs(5), body.frame()).await;
                let frame = frame.expect("nothing more is heard").unwrap().unwrap();
                heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
            }
            heard.clone()
        };
        let missed = until("id: 2\n").await;
        assert!(!missed.contains("id: 1\n"), "{missed}");
        let chair = office.of("chair").await;
        act(&chair, id, Happening::Paused).await.unwrap();
        let told = until("id: 3\n").await;
        assert!(told.contains("paused"), "{told}");
        // The server stops without waiting for those who listen.
        office.state.hub.close();
        let rest = tokio::time::timeout(std::time::Duration::from_secs(2), async {
            while let Some(frame) = body.frame().await {
                drop(frame);
            }
        });
        assert!(rest.await.is_ok());
    }

    async fn a_hidden_meeting_has_no_stream(office) {
        let (_, sheet) = drafted(&office).await;
        let answer = office.signed_in("reader").await.get(&format!("/meetings/{}/events", sheet.meeting.id)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let answer = office.signed_in("reader").await.get(&format!("/meetings/{}/events", Uuid::nil())).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }

    async fn the_pages_are_whole_without_a_program(office) {
        let cx = office.of("office").await;
        let held = meetings::lines(&cx).await.unwrap().pop().unwrap().meeting;
        let phone = office.phone("reader").await;
        let agenda = phone.get(&format!("/meetings/{}", held.id)).await;
        assert_eq!(agenda.status, StatusCode::OK);
        assert!(agenda.text.contains("agenda-item") && agenda.text.contains("<svg") && !agenda.text.contains(".wasm"));
        let minutes = phone.get(&format!("/meetings/{}/minutes", held.id)).await;
        for part in ["BIÊN BẢN", "THƯ KÝ", "CHỦ TỌA", "Trách nhiệm", "Hội nghị kết thúc vào"] {
            assert!(minutes.text.contains(part), "{part}");
        }
        let missing = phone.get(&format!("/meetings/{}", Uuid::nil())).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}
