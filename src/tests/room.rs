//! The live room: the floor, votes, attendance, wording, and what is shown to whom.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use futures::future::join_all;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::{AgendaItemId, MeetingId, MeetingNoteId, PersonId};
use giaoban::identity::server::entity::audit;
use giaoban::meeting::server::entity::{conclusion_source, meeting_event};
use giaoban::meeting::server::{self as meetings, Wording};
use giaoban::meeting::{
    AgendaEdit, AgendaSheet, AnswerInput, Choice, Event, Happening, InvitationAnswer, MeetingInput, Method,
    NoteInput, Part, Phase, Room, Subject, Tally, VoteInput, Way, Who,
};
use giaoban::server::Context;
use giaoban::time::{instant, local, show_time};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A meeting that everybody may see, not begun.
pub async fn published(office: &Office) -> AgendaSheet {
    let cx = office.of("office").await;
    let input = MeetingInput {
        title: "Giao ban thử".into(),
        place: "Phòng họp số 2".into(),
        date: "11/7/2016".into(),
        time: "07:30".into(),
    };
    let id = meetings::create(&cx, "2016-H1", &input).await.unwrap();
    let seen = meetings::sheet(&cx, id).await.unwrap().meeting.revision;
    meetings::change(&cx, id, seen, &AgendaEdit::Publish).await.unwrap()
}

/// A meeting that runs, at its first item with a sector.
pub async fn running(office: &Office) -> (MeetingId, AgendaItemId) {
    let sheet = published(office).await;
    let chair = office.of("chair").await;
    let item = sheet.items.iter().find(|it| it.sector.is_some()).unwrap().id;
    act(&chair, sheet.meeting.id, Happening::Started).await.unwrap();
    act(&chair, sheet.meeting.id, Happening::ItemOpened { item }).await.unwrap();
    (sheet.meeting.id, item)
}

pub async fn act(cx: &Context, meeting: MeetingId, what: Happening) -> Result<Event, Error> {
    meetings::act(cx, meeting, Uuid::now_v7(), what).await
}

pub async fn room(cx: &Context, meeting: MeetingId) -> Room {
    meetings::sheet(cx, meeting).await.unwrap().room
}

pub async fn log(office: &Office, meeting: MeetingId) -> Vec<Event> {
    let rows = meeting_event::Entity::find()
        .filter(meeting_event::Column::MeetingId.eq(meeting))
        .order_by_asc(meeting_event::Column::Seq)
        .all(office.db())
        .await
        .unwrap();
    let event = |it: meeting_event::Model| Event {
        seq: it.seq,
        at: it.at,
        by: it.person_id,
        what: serde_json::from_str(&it.body).unwrap(),
    };
    rows.into_iter().map(event).collect()
}

/// Opens a vote, and answers with its event.
pub async fn open(cx: &Context, meeting: MeetingId, input: VoteInput) -> Event {
    meetings::open_vote(cx, meeting, Uuid::now_v7(), None, &input).await.unwrap()
}

pub fn vote_on(item: AgendaItemId, method: Method, seconds: &str) -> VoteInput {
    VoteInput {
        subject: Subject::Item(item),
        question: "Thống nhất đánh giá?".into(),
        method,
        agreement: true,
        quorum: "2".into(),
        seconds: seconds.into(),
    }
}

pub fn denied<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Denial {
    match outcome {
        Err(Error::Denied(denial)) => denial,
        other => panic!("not denied: {other:?}"),
    }
}

fn asks(item: AgendaItemId) -> Happening {
    Happening::FloorAsked { item, who: None, point_of_order: false }
}

fn note(id: MeetingNoteId, body: &str, seen: i64) -> NoteInput {
    NoteInput { id, item: None, passage: None, quote: String::new(), body: body.into(), seen }
}

on_both! {
    async fn a_delegate_asks_and_the_chair_gives_the_floor(office) {
        let (id, item) = running(&office).await;
        let chair = office.of("chair").await;
        let delegate = office.of("delegate.pgddt").await;
        let asked = act(&delegate, id, asks(item)).await.unwrap();
        assert_eq!(asked.by, Some(delegate.actor.person));
        assert_eq!(denied(act(&delegate, id, asks(item)).await), Denial::AlreadyDone);
        for name in ["editor.pgddt", "head.pgddt", "reader", "admin", "office"] {
            let outcome = act(&office.of(name).await, id, asks(item)).await;
            assert_eq!(denied(outcome), Denial::NotSeated, "{name}");
        }
        let given = Happening::FloorGiven { request: asked.seq, seconds: Some(180) };
        assert_eq!(denied(act(&delegate, id, given.clone()).await), Denial::NotAllowed);
        act(&chair, id, given).await.unwrap();
        let floor = room(&delegate, id).await.floor;
        assert_eq!(floor.speaking.unwrap().who, Who::Person(delegate.actor.person));
        act(&chair, id, Happening::FloorTaken).await.unwrap();
        assert_eq!(room(&chair, id).await.floor.turns.len(), 1);
        let stranger = Who::Person(office.of("reader").await.actor.person);
        let listed = Happening::FloorAsked { item, who: Some(stranger), point_of_order: false };
        let Err(Error::Invalid(errors)) = act(&chair, id, listed).await else { panic!("taken") };
        assert_eq!(errors.on("who"), Some(&Problem::Unknown));
        let too_long = Happening::ItemTimed { item, seconds: 100_000 };
        assert!(matches!(act(&chair, id, too_long).await, Err(Error::Invalid(_))));
        let phone = office.on("delegate.pyt", Device::Phone).await;
        assert_eq!(denied(act(&phone, id, asks(item)).await), Denial::ReadOnlyDevice);
    }

    async fn a_vote_is_counted_once_and_answered_as_late_or_repeated(office) {
        let (id, item) = running(&office).await;
        let chair = office.of("chair").await;
        let (first, second) = (office.of("delegate.pgddt").await, office.of("delegate.pyt").await);
        let input = vote_on(item, Method::Named, "");
        let refused = meetings::open_vote(&first, id, Uuid::now_v7(), None, &input).await;
        assert_eq!(denied(refused), Denial::NotAllowed);
        let key = Uuid::now_v7();
        let opened = meetings::open_vote(&chair, id, key, None, &input).await.unwrap();
        assert_eq!(meetings::open_vote(&chair, id, key, None, &input).await.unwrap(), opened);
        let again = meetings::open_vote(&chair, id, Uuid::now_v7(), None, &input).await;
        assert_eq!(denied(again), Denial::WrongState, "one vote at a time");
        let Happening::VoteOpened { vote, voters, .. } = opened.what.clone() else { panic!("{opened:?}") };
        assert!(voters.contains(&first.actor.person) && !voters.contains(&chair.actor.person));
        let forged = Happening::VoteOpened {
            vote, subject: input.subject, question: "?".into(), method: Method::Named, agreement: false,
            quorum: 0, closes_at: None, voters: Vec::new(),
        };
        assert_eq!(denied(act(&chair, id, forged).await), Denial::WrongState, "it has a door of its own");

        let cast = |choice| Happening::VoteCast { vote, choice };
        let key = Uuid::now_v7();
        let event = meetings::act(&first, id, key, cast(Choice::No)).await.unwrap();
        assert_eq!(meetings::act(&first, id, key, cast(Choice::No)).await.unwrap(), event);
        assert_eq!(meetings::act(&second, id, key, cast(Choice::Yes)).await.unwrap_err(), Error::Conflict);
        assert_eq!(denied(act(&first, id, cast(Choice::No)).await), Denial::AlreadyDone);
        act(&first, id, cast(Choice::Yes)).await.unwrap();
        act(&second, id, cast(Choice::Yes)).await.unwrap();
        assert_eq!(denied(act(&office.of("editor.pgddt").await, id, cast(Choice::Yes)).await), Denial::NotSeated);
        act(&chair, id, Happening::VoteClosed { vote }).await.unwrap();
        assert_eq!(denied(act(&first, id, cast(Choice::No)).await), Denial::VoteClosed);
        let votes = room(&chair, id).await.votes;
        let outcome = votes.find(vote).unwrap().outcome();
        assert_eq!(outcome.tally, Tally { yes: 2, no: 0, abstain: 0 });
        assert!(outcome.quorate && !outcome.carried, "two of {}", outcome.voters);
        let minutes = office.signed_in("reader").await.get(&format!("/meetings/{id}/minutes")).await;
        assert!(minutes.text.contains("2 tán thành, 0 không tán thành"), "{}", minutes.text);
    }

    async fn what_was_answered_to_the_invitation_holds_until_the_room_knows_better(office) {
        let sheet = published(&office).await;
        let id = sheet.meeting.id;
        let item = sheet.items.iter().find(|it| it.sector.is_some()).unwrap().id;
        let (declines, replaced) = (office.of("delegate.pgddt").await, office.of("delegate.pyt").await);
        let answer = |answer| AnswerInput {
            answer: Some(answer),
            reason: "Đi công tác".into(),
            substitute: "Hoàng Văn Thay".into(),
            ..AnswerInput::default()
        };
        meetings::answer(&declines, id, &answer(InvitationAnswer::Declined)).await.unwrap();
        meetings::answer(&replaced, id, &answer(InvitationAnswer::Substituted)).await.unwrap();
        let chair = office.of("chair").await;
        act(&chair, id, Happening::Started).await.unwrap();
        let voters = async |method| {
            let opened = open(&chair, id, vote_on(item, method, "")).await;
            let Happening::VoteOpened { vote, voters, .. } = opened.what else { panic!("{opened:?}") };
            act(&chair, id, Happening::VoteClosed { vote }).await.unwrap();
            [&declines, &replaced].map(|it| voters.contains(&it.actor.person))
        };
        assert_eq!(voters(Method::Named).await, [false, false]);
        assert_eq!(voters(Method::Hands).await, [false, true], "whoever sits there raises a hand");
        for cx in [&declines, &replaced] {
            act(cx, id, Happening::Arrived { who: None, way: Way::Own }).await.unwrap();
        }
        assert_eq!(voters(Method::Named).await, [true, true], "they came all the same");
    }

    async fn everybody_votes_at_once_and_again_and_is_counted_once(office) {
        let (id, item) = running(&office).await;
        let chair = office.of("chair").await;
        let opened = open(&chair, id, vote_on(item, Method::Named, "")).await;
        let Happening::VoteOpened { vote, voters, .. } = opened.what else { panic!("{opened:?}") };
        let mut people = Vec::new();
        for unit in ["pnv", "pgddt", "pyt", "pvhtt", "dtt", "pldtbxh", "bhxh"] {
            people.push(office.of(&format!("delegate.{unit}")).await);
        }
        let casts = people.iter().flat_map(|cx| {
            Choice::ALL.iter().cycle().take(7).map(move |choice| {
                act(cx, id, Happening::VoteCast { vote, choice: *choice })
            })
        });
        for outcome in join_all(casts).await {
            assert!(matches!(outcome, Ok(_) | Err(Error::Denied(Denial::AlreadyDone))), "{outcome:?}");
        }
        let events = log(&office, id).await;
        assert!(events.iter().zip(1..).all(|(it, seq)| it.seq == seq));
        assert!(events.is_sorted_by_key(|it| it.at), "time runs back in the log");
        let folded = Room::of(&events);
        assert_eq!(folded, room(&chair, id).await);
        let tally = folded.votes.find(vote).unwrap().outcome().tally;
        assert_eq!(tally.total(), 7);
        assert!(voters.len() > 7);
    }

    async fn one_that_is_refused_holds_up_no_other(office) {
        let (id, item) = running(&office).await;
        let (ana, ben) = (office.of("delegate.pgddt").await, office.of("delegate.pyt").await);
        let key = Uuid::now_v7();
        let (first, again, refused, other) = futures::join!(
            meetings::act(&ana, id, key, asks(item)),
            meetings::act(&ana, id, key, asks(item)),
            act(&ben, id, Happening::Ended),
            act(&ben, id, asks(item)),
        );
        assert_eq!(first.unwrap(), again.unwrap(), "a key is taken once");
        assert_eq!(denied(refused), Denial::NotAllowed);
        other.unwrap();
        assert_eq!(log(&office, id).await.len(), 4);
    }

    async fn a_vote_closes_by_its_time(office) {
        let mut office = office;
        let (id, item) = running(&office).await;
        let chair = office.of("chair").await;
        let opened = open(&chair, id, vote_on(item, Method::Named, "60")).await;
        let Happening::VoteOpened { vote, closes_at, .. } = opened.what else { panic!("{opened:?}") };
        assert_eq!(closes_at.unwrap() - opened.at, chrono::TimeDelta::seconds(60));
        office.at("2016-07-11T07:33:00");
        let late = office.of("delegate.pgddt").await;
        let cast = Happening::VoteCast { vote, choice: Choice::Yes };
        assert_eq!(denied(act(&late, id, cast).await), Denial::VoteClosed);
        assert_eq!(denied(act(&office.of("chair").await, id, Happening::VoteClosed { vote }).await), Denial::VoteClosed);
    }

    async fn hands_name_nobody_and_silence_is_recorded_as_that(office) {
        let (id, item) = running(&office).await;
        let (chair, secretary) = (office.of("chair").await, office.of("secretary").await);
        let delegate = office.of("delegate.pgddt").await;
        let opened = open(&chair, id, vote_on(item, Method::Hands, "")).await;
        let Happening::VoteOpened { vote, .. } = opened.what else { panic!("{opened:?}") };
        let cast = Happening::VoteCast { vote, choice: Choice::Yes };
        assert_eq!(denied(act(&delegate, id, cast).await), Denial::WrongState);
        let counted = |yes| Happening::HandsCounted { vote, yes, no: 1, abstain: 0 };
        assert_eq!(denied(act(&delegate, id, counted(3)).await), Denial::NotAllowed);
        assert_eq!(denied(act(&secretary, id, counted(300)).await), Denial::TooManyHands);
        act(&secretary, id, counted(6)).await.unwrap();
        act(&chair, id, Happening::VoteClosed { vote }).await.unwrap();
        let kept = room(&chair, id).await.votes.find(vote).unwrap().clone();
        assert!(kept.ballots.is_empty() && kept.hands == Some(Tally { yes: 6, no: 1, abstain: 0 }));

        act(&delegate, id, Happening::Arrived { who: None, way: Way::Own }).await.unwrap();
        let silent = vote_on(item, Method::Silence, "60");
        let Err(Error::Invalid(errors)) = meetings::open_vote(&chair, id, Uuid::now_v7(), None, &silent).await
        else { panic!("a quorum of two where one is here") };
        assert!(matches!(errors.on("quorum"), Some(Problem::Above(_))));
        let silent = VoteInput { quorum: String::new(), ..silent };
        let opened = open(&chair, id, silent).await;
        let Happening::VoteOpened { vote, voters, .. } = opened.what else { panic!("{opened:?}") };
        assert_eq!(voters, [delegate.actor.person], "silence speaks for those who are here");
        act(&chair, id, Happening::VoteClosed { vote }).await.unwrap();
        let outcome = room(&chair, id).await.votes.find(vote).unwrap().outcome();
        assert_eq!((outcome.silent, outcome.carried), (1, true));
    }

    async fn attendance_is_noted_by_the_code_on_the_screen(office) {
        let mut office = office;
        let (id, _) = running(&office).await;
        let secretary = office.of("secretary").await;
        for name in ["delegate.pgddt", "reader"] {
            let cx = office.of(name).await;
            assert_eq!(denied(meetings::show_attend_address(&cx, id).await), Denial::NotAllowed, "{name}");
        }
        let address = meetings::show_attend_address(&secretary, id).await.unwrap();
        let (page, query) = address.path.split_once('?').unwrap();
        assert_eq!(page, format!("/meetings/{id}/attend"));
        let stranger = office.stranger().get(&address.path).await;
        assert!(stranger.location.starts_with("/login?next="), "{}", stranger.location);
        let phone = office.phone("delegate.pgddt").await;
        let form = phone.get(&address.path).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.text.contains("Tôi có mặt") && !form.text.contains(".wasm"), "{}", form.text);
        for _ in 0..2 {
            let answer = phone.form(page, query).await;
            assert_eq!(answer.location, format!("{page}?done=yes"));
        }
        assert!(phone.get(&format!("{page}?done=yes")).await.text.contains("Đã ghi nhận"));
        let here = room(&secretary, id).await.attendance;
        assert_eq!((here.here(), here.0[0].way), (1, Way::Code));
        assert_eq!(office.phone("reader").await.form(page, query).await.location, format!("{page}?refused=denied"));
        let uninvited = office.signed_in("editor.pgddt").await;
        assert_eq!(uninvited.form(page, query).await.location, format!("{page}?refused=seat"));
        let forged = office.phone("delegate.pyt").await.form(page, "token=99999999999.00").await;
        assert_eq!(forged.location, format!("{page}?refused=expired"));
        // The code's way in is not open to whoever only says so.
        let delegate = office.of("delegate.pyt").await;
        let claimed = Happening::Arrived { who: None, way: Way::Code };
        assert_eq!(denied(act(&delegate, id, claimed).await), Denial::WrongState);
        office.at("2016-07-11T07:40:00");
        let late = office.phone("delegate.pyt").await.form(page, query).await;
        assert_eq!(late.location, format!("{page}?refused=expired"));
        assert!(office.phone("delegate.pyt").await.get(&late.location).await.text.contains("đã hết hạn"));
    }

    async fn the_secretary_keeps_the_list_and_the_minutes_tell_it(office) {
        let (id, item) = running(&office).await;
        let secretary = office.of("secretary").await;
        let person = async |name: &str| office.of(name).await.actor.person;
        let (here, away) = (person("delegate.pgddt").await, person("delegate.pyt").await);
        let substitute = person("editor.pyt").await;
        let listed = |who| Happening::Arrived { who: Some(who), way: Way::List };
        act(&secretary, id, listed(Who::Person(here))).await.unwrap();
        act(&secretary, id, listed(Who::Guest("Báo Bắc Kạn".into()))).await.unwrap();
        let nobody = listed(Who::Person(PersonId::default()));
        assert!(matches!(act(&secretary, id, nobody).await, Err(Error::Invalid(_))));
        let stands = Happening::Substituted { absent: away, substitute: Who::Person(substitute), name: String::new() };
        act(&secretary, id, stands).await.unwrap();
        assert_eq!(denied(act(&office.of("delegate.pyt").await, id, asks(item)).await), Denial::NotSeated);
        act(&office.of("editor.pyt").await, id, asks(item)).await.unwrap();
        let noted = Happening::OpinionNoted { item, who: Who::Person(here), body: "Đề nghị bổ sung biên chế".into() };
        assert_eq!(denied(act(&office.of("delegate.pgddt").await, id, noted.clone()).await), Denial::NotAllowed);
        act(&secretary, id, noted).await.unwrap();
        act(&office.of("chair").await, id, Happening::Ended).await.unwrap();
        let minutes = office.signed_in("reader").await.get(&format!("/meetings/{id}/minutes")).await;
        for part in ["Đề nghị bổ sung biên chế", "dự thay", "Báo Bắc Kạn", "Có mặt 2/"] {
            assert!(minutes.text.contains(part), "{part}");
        }
    }

    async fn a_wording_is_written_for_all_to_see_and_recorded_with_its_sources(office) {
        let (id, item) = running(&office).await;
        let (secretary, delegate) = (office.of("secretary").await, office.of("delegate.pgddt").await);
        let drafted = |seen, body: &str| Happening::Drafted { item, conclusion: None, seen, body: body.into() };
        let first = act(&secretary, id, drafted(0, "Thống")).await.unwrap();
        let second = act(&secretary, id, drafted(first.seq, "Thống nhất")).await.unwrap();
        let stale = act(&office.of("chair").await, id, drafted(first.seq, "Chậm chân")).await;
        assert_eq!(stale.unwrap_err(), Error::Conflict);
        assert_eq!(denied(act(&delegate, id, drafted(second.seq, "Của tôi")).await), Denial::NotAllowed);
        act(&delegate, id, Happening::WordingAnswered { wording: second.seq, agrees: true }).await.unwrap();
        let outdated = Happening::WordingAnswered { wording: first.seq, agrees: true };
        assert_eq!(denied(act(&delegate, id, outdated).await), Denial::Outdated);
        let proposed = Happening::WordingProposed { item, conclusion: None, body: " Thống nhất cao. ".into() };
        let proposal = act(&delegate, id, proposed).await.unwrap().seq;
        act(&secretary, id, Happening::ProposalTaken { proposal }).await.unwrap();

        let cards = meetings::cards(&secretary, id).await.unwrap();
        let passage = cards.iter().flat_map(|it| &it.passages).next().unwrap().2.id;
        let key = Uuid::now_v7();
        let taken = meetings::take_passage(&secretary, id, key, None, item, None, passage).await.unwrap();
        assert_eq!(meetings::take_passage(&secretary, id, key, None, item, None, passage).await.unwrap(), taken);
        let refused = meetings::take_passage(&delegate, id, Uuid::now_v7(), None, item, None, passage).await;
        assert_eq!(denied(refused), Denial::NotAllowed);
        let missing = meetings::take_passage(&secretary, id, Uuid::now_v7(), None, item, None, Default::default());
        assert_eq!(missing.await.unwrap_err(), Error::NotFound);
        let draft = room(&delegate, id).await.wordings.draft(item, None).unwrap().clone();
        assert!(draft.body.starts_with("Thống nhất cao.\n") && draft.sources == [passage]);
        let wording = Wording { item, conclusion: None, seen: 0, body: draft.body, sources: Vec::new() };
        let event = meetings::conclude(&secretary, id, Uuid::now_v7(), wording).await.unwrap();
        let Happening::Concluded { conclusion, .. } = event.what else { panic!("{event:?}") };
        let sources = conclusion_source::Entity::find()
            .filter(conclusion_source::Column::ConclusionId.eq(conclusion))
            .all(office.db())
            .await
            .unwrap();
        assert_eq!(sources.iter().map(|it| it.passage_id).collect::<Vec<_>>(), [passage]);
        assert!(room(&delegate, id).await.wordings.drafts.is_empty());
    }

    async fn control_moves_to_the_device_that_takes_it(office) {
        let (id, _) = running(&office).await;
        let chair = office.of("chair").await;
        let (old, new) = (Some(Uuid::now_v7()), Some(Uuid::now_v7()));
        let from = async |device: Option<Uuid>, what| {
            meetings::act_from(&chair, id, Uuid::now_v7(), device, what).await
        };
        let takes = |device: Option<Uuid>| Happening::ControlTaken { part: Part::Chair, device: device.unwrap() };
        from(old, takes(old)).await.unwrap();
        from(old, Happening::Paused).await.unwrap();
        from(new, takes(new)).await.unwrap();
        assert_eq!(denied(from(old, Happening::Resumed).await), Denial::Elsewhere);
        from(new, Happening::Resumed).await.unwrap();
        act(&office.of("secretary").await, id, Happening::Paused).await.unwrap();
        let claimed = act(&office.of("delegate.pgddt").await, id, takes(old)).await;
        assert_eq!(denied(claimed), Denial::NotAllowed);
    }

    async fn a_meeting_is_adjourned_and_goes_on(office) {
        let mut office = office;
        let (id, item) = running(&office).await;
        let until = instant("2016-07-12T07:30:00".parse().unwrap());
        act(&office.of("chair").await, id, Happening::Adjourned { until: Some(until) }).await.unwrap();
        office.at("2016-07-12T07:30:00");
        let chair = office.of("chair").await;
        assert_eq!(room(&chair, id).await.phase, Phase::Adjourned);
        assert_eq!(denied(act(&chair, id, Happening::ItemOpened { item }).await), Denial::WrongState);
        assert!(office.signed_in("reader").await.get(&format!("/meetings/{id}")).await.text.contains("họp tiếp lúc"));
        act(&chair, id, Happening::Reconvened).await.unwrap();
        assert!(room(&chair, id).await.spent_on(item, chair.now()) < 60, "the night is no part of the item");
    }

    async fn any_moment_can_be_shown_again(office) {
        let mut office = office;
        let (id, item) = running(&office).await;
        office.at("2016-07-11T09:40:00");
        let opened = act(&office.of("chair").await, id, Happening::Paused).await.unwrap();
        office.at("2016-07-11T09:45:00");
        act(&office.of("chair").await, id, Happening::Resumed).await.unwrap();
        let reader = office.of("reader").await;
        let moment = instant("2016-07-11T09:42:00".parse().unwrap());
        let shown = meetings::replay(&reader, id, moment).await.unwrap();
        assert_eq!((shown.room.phase, shown.room.seq, shown.room.current), (Phase::Paused, opened.seq, Some(item)));
        let before = meetings::replay(&reader, id, instant("2016-07-11T07:00:00".parse().unwrap())).await.unwrap();
        assert_eq!(before.room, Room::default());
        assert!(before.begins_at.unwrap() < before.ends_at.unwrap());
        let (day, time) = (local(moment).date(), show_time(moment));
        let page = office.signed_in("reader").await;
        let page = page.get(&format!("/meetings/{id}/replay?date={day}&time={}", time.replace(':', "%3A"))).await;
        for part in ["Màn hình lúc", "Đang tạm dừng", &format!("value=\"{time}\"")] {
            assert!(page.text.contains(part), "{part}");
        }
    }

    async fn notes_are_their_owners_alone(office) {
        let (id, item) = running(&office).await;
        let (mine, other) = (office.of("delegate.pgddt").await, office.of("delegate.pyt").await);
        let events = log(&office, id).await.len();
        let own = MeetingNoteId::fresh();
        let secret = "Không đồng ý với số liệu này";
        let kept = meetings::keep_note(&mine, id, &note(own, secret, 0)).await.unwrap();
        assert_eq!(meetings::keep_note(&mine, id, &note(own, secret, 0)).await.unwrap(), kept, "sent twice");
        let changed = meetings::keep_note(&mine, id, &note(own, "Đã hiểu", 1)).await.unwrap();
        assert_eq!(changed.revision, 2);
        let stale = meetings::keep_note(&mine, id, &note(own, "Từ máy khác", 1)).await;
        assert_eq!(stale.unwrap_err(), Error::Conflict);
        assert_eq!(meetings::keep_note(&other, id, &note(own, "Ghi đè", 2)).await.unwrap_err(), Error::NotFound);
        meetings::drop_note(&other, id, own).await.unwrap();
        for name in ["delegate.pyt", "chair", "secretary", "admin"] {
            assert!(meetings::notes(&office.of(name).await, id).await.unwrap().is_empty(), "{name}");
        }
        assert_eq!(meetings::notes(&mine, id).await.unwrap(), [changed]);
        let marked = NoteInput { item: Some(item), quote: "tăng 3%".into(), ..note(MeetingNoteId::fresh(), "", 0) };
        assert_eq!(meetings::keep_note(&mine, id, &marked).await.unwrap().quote.as_deref(), Some("tăng 3%"));
        let elsewhere = NoteInput { item: Some(AgendaItemId::default()), ..note(MeetingNoteId::fresh(), "a", 0) };
        assert!(matches!(meetings::keep_note(&mine, id, &elsewhere).await, Err(Error::Invalid(_))));
        assert!(matches!(meetings::keep_note(&mine, id, &note(MeetingNoteId::fresh(), " ", 0)).await, Err(Error::Invalid(_))));
        let audited = audit::Entity::find().filter(audit::Column::After.contains(secret)).count(office.db()).await;
        assert_eq!((audited.unwrap(), log(&office, id).await.len()), (0, events));
        meetings::drop_note(&mine, id, own).await.unwrap();
        assert_eq!(meetings::notes(&mine, id).await.unwrap().len(), 1);
    }
}
