//! Who is asked to a meeting, how, and what they answer.

use crate::meeting_prepare::{denied, drafted, edit, input, published};
use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::MeetingId;
use giaoban::meeting::server as meetings;
use giaoban::meeting::{
    AgendaEdit, AgendaSheet, AnswerInput, Delegate, InvitationAnswer, MeetingInput, MeetingState,
};
use giaoban::notice::Message;
use giaoban::notice::server::entity::letter;
use giaoban::notice::server::{self as notices, MailOptions};
use giaoban::server::Context;
use sea_orm::EntityTrait;

fn says(answer: InvitationAnswer) -> AnswerInput {
    AnswerInput { answer: Some(answer), ..AnswerInput::default() }
}

fn declines(reason: &str) -> AnswerInput {
    AnswerInput { reason: reason.into(), ..says(InvitationAnswer::Declined) }
}

/// How someone stands in the list as the reader sees it.
async fn as_seen(office: &Office, reader: &str, id: MeetingId, who: &Context) -> Delegate {
    let sheet = meetings::sheet(&office.of(reader).await, id).await.unwrap();
    sheet.delegates.into_iter().find(|it| it.person == who.actor.person).unwrap()
}

fn uninvited(sheet: &AgendaSheet) -> u32 {
    sheet.planning.as_ref().unwrap().uninvited
}

/// Without the folds, which fall anywhere.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

on_both! {
    async fn invitations_go_out_once_with_an_entry_for_the_calendar(office) {
        let (cx, sheet) = drafted(&office).await;
        let id = sheet.meeting.id;
        assert_eq!(denied(meetings::send_invitations(&cx, id).await), Denial::WrongState, "not before it is published");
        let sheet = edit(&cx, &sheet, AgendaEdit::Publish).await.unwrap();
        let count = sheet.delegates.len();
        assert!(count > 5 && uninvited(&sheet) as usize == count);
        let reader = office.of("reader").await;
        assert_eq!(denied(meetings::send_invitations(&reader, id).await), Denial::NotAllowed);
        let sheet = meetings::send_invitations(&cx, id).await.unwrap();
        assert!(uninvited(&sheet) == 0 && sheet.delegates.iter().all(|it| it.invited_at.is_some()));
        let again = meetings::send_invitations(&cx, id).await.unwrap();
        assert_eq!(uninvited(&again), 0);
        let letters = letter::Entity::find().all(&cx.db).await.unwrap();
        assert_eq!(letters.len(), count, "each once");
        let entry = letters.iter().find(|it| it.address == "delegate.pyt@example.vn").unwrap();
        let entry = unfolded(entry.calendar.as_ref().unwrap());
        for part in [
            "METHOD:REQUEST\r\n",
            &format!("UID:{id}@giaoban\r\n"),
            "SEQUENCE:0\r\n",
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20160718T080000\r\n",
            ":mailto:office@example.vn\r\n",
            ":mailto:delegate.pyt@example.vn\r\n",
        ] {
            assert!(entry.contains(part), "{part} in {entry}");
        }
        let folder = tempfile::tempdir().unwrap();
        let options = MailOptions {
            mail_dir: Some(folder.path().to_owned()),
            mail_from: "Giao ban <giaoban@example.vn>".into(),
            ..MailOptions::default()
        };
        let mailer = options.open().unwrap().unwrap();
        assert!(notices::send_letters(&cx.db, cx.clock, &mailer).await.unwrap() > 0);
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        for part in ["multipart/alternative", "text/calendar; charset=utf-8; method=REQUEST", "moi-hop.ics"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    async fn another_time_is_asked_for_anew(office) {
        let (cx, sheet) = published(&office).await;
        let id = sheet.meeting.id;
        let sheet = meetings::send_invitations(&cx, id).await.unwrap();
        let delegate = office.of("delegate.pyt").await;
        meetings::answer(&delegate, id, &says(InvitationAnswer::Accepted)).await.unwrap();
        let place = MeetingInput { place: "Hội trường".into(), ..input() };
        let sheet = edit(&cx, &sheet, AgendaEdit::Meeting(place.clone())).await.unwrap();
        assert_eq!((sheet.meeting.sequence, uninvited(&sheet)), (1, 0));
        let own = as_seen(&office, "reader", id, &delegate).await;
        assert_eq!(own.answer, Some(InvitationAnswer::Accepted), "the same time elsewhere");
        let moved = MeetingInput { date: "19/7/2016".into(), ..place };
        let sheet = edit(&cx, &sheet, AgendaEdit::Meeting(moved)).await.unwrap();
        assert_eq!(sheet.meeting.sequence, 2);
        assert_eq!(as_seen(&office, "reader", id, &delegate).await.answer, None);
        let list = notices::list(&delegate).await.unwrap();
        let invited: Vec<_> = list
            .lines
            .iter()
            .filter_map(|it| match it.message {
                Message::Invited { again, .. } => Some(again),
                _ => None,
            })
            .collect();
        assert_eq!(invited, [true, true, false]);
        let letters = letter::Entity::find().all(&cx.db).await.unwrap();
        assert!(letters.iter().any(|it| it.calendar.as_ref().is_some_and(|it| it.contains("SEQUENCE:2\r\n"))));
        // What is done again and changes nothing asks nobody.
        let same = MeetingInput { date: "19/7/2016".into(), place: "Hội trường".into(), ..input() };
        assert_eq!(edit(&cx, &sheet, AgendaEdit::Meeting(same)).await.unwrap().meeting.sequence, 2);
    }

    async fn whoever_is_asked_no_more_is_told_and_their_calendar_too(office) {
        let (cx, sheet) = published(&office).await;
        let delegate = office.of("delegate.pyt").await;
        let who = delegate.actor.person;
        let told = async || {
            let list = notices::list(&delegate).await.unwrap();
            list.lines.iter().filter(|it| matches!(it.message, Message::Uninvited { .. })).count()
        };
        let sheet = edit(&cx, &sheet, AgendaEdit::Uninvite(who)).await.unwrap();
        assert_eq!(told().await, 0, "no invitation was sent");
        edit(&cx, &sheet, AgendaEdit::Invite(who)).await.unwrap();
        let sheet = meetings::send_invitations(&cx, sheet.meeting.id).await.unwrap();
        let sheet = edit(&cx, &sheet, AgendaEdit::Uninvite(who)).await.unwrap();
        assert_eq!(told().await, 1);
        let calendars = async || {
            let letters = letter::Entity::find().all(&cx.db).await.unwrap();
            letters.into_iter().filter_map(|it| it.calendar).collect::<Vec<_>>()
        };
        let sent = calendars().await;
        let withdrawn = sent.iter().find(|it| it.contains("METHOD:CANCEL\r\n")).unwrap();
        assert!(withdrawn.contains("STATUS:CANCELLED\r\n") && withdrawn.contains("SEQUENCE:1\r\n"));
        // Asked again, their calendar takes it for newer than what took it out.
        edit(&cx, &sheet, AgendaEdit::Invite(who)).await.unwrap();
        let sheet = meetings::send_invitations(&cx, sheet.meeting.id).await.unwrap();
        assert_eq!(uninvited(&sheet), 0);
        let newer = |it: &&String| it.contains("SEQUENCE:1\r\n") && it.contains("STATUS:CONFIRMED\r\n");
        assert_eq!(calendars().await.iter().filter(newer).count(), 1);
    }

    async fn delegates_answer_for_themselves(office) {
        let (cx, sheet) = published(&office).await;
        let id = sheet.meeting.id;
        meetings::send_invitations(&cx, id).await.unwrap();
        let delegate = office.of("delegate.pgddt").await;
        let Err(Error::Invalid(errors)) = meetings::answer(&delegate, id, &says(InvitationAnswer::Declined)).await
        else { panic!("taken") };
        assert_eq!(errors.on("reason"), Some(&Problem::Required));
        let own = meetings::answer(&delegate, id, &declines("Đi công tác")).await.unwrap();
        assert_eq!((own.answer, own.reason.as_deref()), (Some(InvitationAnswer::Declined), Some("Đi công tác")));
        for (name, seen) in [("office", true), ("chair", true), ("delegate.pgddt", true), ("delegate.pyt", false), ("reader", false)] {
            let it = as_seen(&office, name, id, &delegate).await;
            assert_eq!(it.answer, Some(InvitationAnswer::Declined), "{name}");
            assert_eq!(it.reason.is_some(), seen, "{name}");
        }
        let told = notices::list(&cx).await.unwrap();
        assert!(matches!(&told.lines[0].message, Message::Declined { reason, .. } if reason == "Đi công tác"));
        let sends = AnswerInput {
            substitute: "Hoàng Thị Hương".into(),
            substitute_post: "Phó Trưởng phòng".into(),
            ..says(InvitationAnswer::Substituted)
        };
        meetings::answer(&delegate, id, &sends).await.unwrap();
        let it = as_seen(&office, "reader", id, &delegate).await;
        assert_eq!((it.substitute.as_deref(), it.reason), (Some("Hoàng Thị Hương"), None));
        assert!(matches!(notices::list(&cx).await.unwrap().lines[0].message, Message::Substituted { .. }));

        for name in ["reader", "editor.pgddt"] {
            let other = office.of(name).await;
            let outcome = meetings::answer(&other, id, &says(InvitationAnswer::Accepted)).await;
            assert_eq!(denied(outcome), Denial::NotAllowed, "{name} was not asked");
        }
        let phone = office.on("delegate.pgddt", Device::Phone).await;
        let outcome = meetings::answer(&phone, id, &says(InvitationAnswer::Accepted)).await;
        assert_eq!(denied(outcome), Denial::ReadOnlyDevice);
    }

    async fn a_draft_and_a_meeting_under_way_take_no_answers(office) {
        let (_, sheet) = drafted(&office).await;
        let delegate = office.of("delegate.pyt").await;
        let outcome = meetings::answer(&delegate, sheet.meeting.id, &says(InvitationAnswer::Accepted)).await;
        assert_eq!(denied(outcome), Denial::NotPublished);
        let cx = office.of("office").await;
        let held = meetings::lines(&cx).await.unwrap().pop().unwrap().meeting;
        assert_eq!(held.state, MeetingState::Ended);
        let outcome = meetings::answer(&delegate, held.id, &says(InvitationAnswer::Accepted)).await;
        assert_eq!(denied(outcome), Denial::WrongState);
    }

    async fn an_answer_is_given_without_a_script(office) {
        let (_, sheet) = published(&office).await;
        let id = sheet.meeting.id;
        let browser = office.signed_in("delegate.pyt").await;
        let page = browser.get(&format!("/meetings/{id}")).await;
        assert!(page.text.contains("Trả lời giấy mời") && page.text.contains("Bạn chưa trả lời."));
        let path = format!("/meetings/{id}/answer");
        let refused = browser.form(&path, "answer=substituted&substitute=&substitute_post=Pho+phong&reason=").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Cần điền.") && refused.text.contains("Pho phong"), "what was typed comes back");
        let taken = browser.form(&path, "answer=accepted").await;
        assert_eq!((taken.status, taken.location), (StatusCode::SEE_OTHER, format!("/meetings/{id}#answer")));
        let page = browser.get(&format!("/meetings/{id}")).await;
        assert!(page.text.contains("Tôi dự họp (trả lời lúc 07:3"), "{}", page.text);
        let phone = office.phone("delegate.pyt").await;
        assert!(phone.get(&format!("/meetings/{id}")).await.text.contains("phiên trên điện thoại chỉ để đọc"));
        assert_eq!(phone.form(&path, "answer=accepted").await.status, StatusCode::FORBIDDEN);
        let reader = office.signed_in("reader").await;
        assert!(!reader.get(&format!("/meetings/{id}")).await.text.contains("Trả lời giấy mời"));
        assert_eq!(reader.form(&path, "answer=accepted").await.status, StatusCode::FORBIDDEN);
    }

    async fn the_office_asks_one_more_and_one_less(office) {
        let (cx, sheet) = published(&office).await;
        let sheet = meetings::send_invitations(&cx, sheet.meeting.id).await.unwrap();
        let head = office.of("head.pyt").await.actor.person;
        let candidates = |of: &AgendaSheet| of.planning.as_ref().unwrap().candidates.clone();
        assert!(candidates(&sheet).iter().any(|it| it.person == head));
        let sheet = edit(&cx, &sheet, AgendaEdit::Invite(head)).await.unwrap();
        assert_eq!(uninvited(&sheet), 1);
        assert!(sheet.delegates.iter().any(|it| it.person == head && it.unit.is_some()));
        assert!(candidates(&sheet).iter().all(|it| it.person != head));
        let sheet = edit(&cx, &sheet, AgendaEdit::Uninvite(head)).await.unwrap();
        assert!(sheet.delegates.iter().all(|it| it.person != head));
        let unknown = edit(&cx, &sheet, AgendaEdit::Invite(Default::default())).await;
        assert_eq!(unknown.unwrap_err(), Error::NotFound);
        let seen = meetings::sheet(&office.of("reader").await, sheet.meeting.id).await.unwrap();
        assert!(seen.planning.is_none());
    }

    async fn a_calendar_reads_the_meeting(office) {
        let (_, sheet) = drafted(&office).await;
        let path = format!("/meetings/{}/calendar.ics", sheet.meeting.id);
        assert_eq!(office.signed_in("reader").await.get(&path).await.status, StatusCode::FORBIDDEN);
        let stranger = office.stranger().get(&path).await;
        assert!(stranger.location.starts_with("/login?next="));
        let answer = office.signed_in("office").await.get(&path).await;
        assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
        let entry = unfolded(&answer.text);
        for part in ["METHOD:PUBLISH", "SUMMARY:Giao ban tháng 7", "LOCATION:Phòng họp số 2", "END:VTIMEZONE", "\\n08:10 2. "] {
            assert!(entry.contains(part), "{part} in {entry}");
        }
        assert!(!entry.contains("ATTENDEE"));
    }
}
